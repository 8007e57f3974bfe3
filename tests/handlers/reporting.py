"""What the conversations about reports that are read begin with."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select, true

from models.database import Database
from models.ledger.event import IS_AN_ACT, Event
from models.register.recommendation import Recommendation
from models.report_drafts.draft import Draft
from templates.messages.answers import Acknowledged
from templates.messages.drafts import ReportDraft
from tests.letterbox import Posted, expected
from tests.talk import Talk

LAYOUTS = Path(__file__).parents[1] / "reading" / "layouts"
VETTING = (LAYOUTS / "december-2022.txt").read_text("utf-8")
DESCRIBED = {
    "code": "vetting",
    "title": "An inspection of vetting, misconduct, and misogyny",
    "kind": "national thematic",
    "published": "2022-11-02",
}
BY_MARCH = "By 31 March 2023, chief constables should check every vetting decision of the last two years."


async def begins(talk: Talk, text: str = VETTING, who: str = "priya", **fields: str) -> Posted:
    """Fill the form with a pasted text, let it be read, and return the draft as it was told."""
    answer = await talk.submits(who, "report", "", {**DESCRIBED, "text": text, **fields})
    assert expected(answer, Acknowledged).what == "report_taken"
    await talk.reads_reports()
    return talk.last(who)


def item(posted: Posted, number: str) -> str:
    """Return the number of ours by which the buttons beside a proposal name it."""
    return str(next(row.item for row in posted.says(ReportDraft).rows if row.number == number))


def filled(**changed: str) -> Mapping[str, str]:
    """Return every field of the form for a proposal, with some of them changed."""
    usual = {
        "number": "33",
        "kind": "recommendation",
        "text": BY_MARCH,
        "addressed_to": "all forces",
        "deadline_wording": "By 31 March 2023",
    }
    return {**usual, **changed}


def counted(database: Database) -> tuple[int, int, int]:
    """Return how many drafts, items of the register and events there are."""
    with database.reading() as session:
        drafts, items, events = (
            session.scalar(select(func.count()).select_from(table).where(counts)) or 0
            for table, counts in ((Draft, true()), (Recommendation, true()), (Event, IS_AN_ACT))
        )
    return drafts, items, events
