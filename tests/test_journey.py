"""The journey of the first issue from end to end: in Slack, in Teams and on both, and on either database."""

import hashlib
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile
from pathlib import Path

import docx
import pytest
from sqlalchemy import text

from bot.local.people import MEMBERS
from tests.chat import Chat, Force, Json, Way
from tests.platforms import Office, office

MINUS = "\N{MINUS SIGN}"
AUDIT = b"%PDF-1.7 an audit of November, with a byte that is no letter: \xff\x00"
EVERYBODY = tuple(each.name for each in MEMBERS)


@dataclass(frozen=True)
class Setting:
    """How Slack reaches us, if it does; who uses Teams; and where the committee is."""

    way: Way
    in_teams: Sequence[str] = ()
    committee_in_teams: bool = False


SETTINGS = {
    "Slack's socket": Setting("socket"),
    "Slack over HTTP": Setting("http"),
    "Teams": Setting("none", EVERYBODY, committee_in_teams=True),
    "an owner in Teams, the others and the committee in Slack": Setting("http", ("anna",)),
    "an owner in Slack, the others and the committee in Teams": Setting(
        "socket", ("priya", "tom", "dev", "helen"), committee_in_teams=True
    ),
}


@pytest.fixture(params=SETTINGS.values(), ids=list(SETTINGS))
async def journey(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """Reckoner with the sample register at half past eight on Thursday 1 December 2022."""
    setting: Setting = request.param
    force = Force(database_url, tmp_path, setting.way, sample=True)
    async with office(force, setting.in_teams, committee_in_teams=setting.committee_in_teams) as there:
        yield there


@pytest.mark.every_database
async def test_the_main_job_runs_from_end_to_end(journey: Office, tmp_path: Path) -> None:
    """A reminder comes by itself, is answered with a file, and status, digest and paper tell of it."""
    chat, anna = journey.chat, journey.sides["anna"]
    await chat.at("2022-12-01T08:59")
    assert anna.sees("anna") == []
    await chat.at("2022-12-01T09:00")
    (reminder,) = anna.sees("anna")
    assert reminder.text.startswith("2 overdue, 2 reviews due soon: 9962, 10618\n")

    recorded = await anna.replies("anna", reminder, "10618: The audit is done.", [("audit.pdf", AUDIT)])
    assert recorded.text.startswith("Saved as evidence for 10618. Still 1,049 days overdue;")
    assert "Undo" in recorded.buttons

    sha256 = hashlib.sha256(AUDIT).hexdigest()
    assert (tmp_path / "files" / sha256[:2] / sha256).read_bytes() == AUDIT

    (after,) = [each.text for each in anna.sees("anna") if each.id == reminder.id]
    assert after.startswith("Overdue, review due soon: 9962\n")
    assert "Noted. Still 1,049 days overdue; I will ask again" in after.partition("\n10618")[2]

    status = await anna.says("anna", "status 10618")
    assert "10618: The audit is done." in status
    assert f"audit.pdf ({len(AUDIT)} bytes)" in status
    assert "Next review: Fri 2 Dec 2022" in status

    await chat.at("2022-12-02T09:00")
    (next_day,) = [each.text for each in anna.sees("anna") if "review due today: " in each.text]
    assert next_day.startswith("Overdue, review due today: 9962\n")
    assert "10618" not in next_day
    await the_digest_is_posted_once(journey)
    await the_paper_says_what_the_digest_says(journey)


async def the_digest_is_posted_once(there: Office) -> None:
    """Five working days before 15 December 2022 the digest comes by itself; no later round brings another."""
    chat, seen = there.chat, there.committee.committee
    await chat.at("2022-12-07T16:59")
    await chat.at("2022-12-08T08:59")
    assert seen() == []
    await chat.at("2022-12-08T09:00")
    (digest,) = seen()
    await chat.at("2022-12-08T09:00")
    await chat.at("2022-12-12T10:00")
    await chat.stops()
    await chat.starts()
    await chat.at("2022-12-15T09:00")
    assert [each.text for each in seen()] == [digest.text]
    numbers_are_the_registers(chat, digest.text)


async def the_paper_says_what_the_digest_says(there: Office) -> None:
    """A coordinator is given the paper in Word, wherever they are: it has what was frozen for the digest.

    The digest leaves out movements of which there were none.
    """
    name, content = await there.sides["priya"].takes("priya", "paper 2022-12-15")
    assert name == "hmicfrs-paper-2022-12-15.docx"
    bridge = docx.Document(BytesIO(content)).tables[0]
    (digest,) = there.committee.committee()
    printed = [numbers_of(" ".join(cell.text for cell in row.cells)) for row in bridge.rows[1:]]
    before, *movements, now = zip(*printed, strict=True)
    assert [list(row) for row in (before, *filter(any, movements), now)] == table_of(digest.text)


def numbers_are_the_registers(chat: Chat, digest: str) -> None:
    """Compare the digest's numbers with counts made from the tables' rows alone, without our own queries."""
    today, since, next_meeting = "2022-12-08", "2022-09-30", "2023-03-15"
    items = {row["id"]: row for row in _rows(chat, ITEMS)}
    ours = [row for row in items.values() if row["for_force"] and row["is_open"]]
    outstanding = [row for row in ours if row["status"] in OUTSTANDING and row["deadline_on"]]

    def moved(kind: str) -> list[str]:
        events = [each for each in _rows(chat, EVENTS) if each["kind"] == kind]
        ids = {each["recommendation_id"] for each in events if since <= str(each["effective_on"]) <= today}
        found = (items[each] for each in ids if items[each]["for_force"])
        return sorted(row["register_number"] or f"{row['code']}-{row['number']}" for row in found)

    assert digest.startswith("HMICFRS summary: committee of Thu 15 Dec 2022")
    by_kind = [len([row for row in ours if row["kind"] == kind]) for kind in KINDS]
    *movements, closing = table_of(digest)
    assert closing == [*by_kind, len(ours)]
    assert [sum(column) for column in zip(*movements, strict=True)] == closing
    assert f"\n{len(ours)} items addressed to " in digest
    for kind, label in (("signed off", "Signed off:"), ("added", "Added:")):
        assert numbers_in(digest, label) == [len(moved(kind))] != [0]
    overdue = [row for row in outstanding if str(row["deadline_on"]) < today]
    assert numbers_in(digest, "Overdue:") == [len(overdue)] != [0]
    due = [row for row in outstanding if today <= str(row["deadline_on"]) <= next_meeting]
    assert numbers_in(digest, "Due before the next meeting, by Wed 15 Mar 2023:") == [len(due)] != [0]
    reviews = _rows(chat, "select done_on, due_on, recommendation_id from review")
    done = [each for each in reviews if each["done_on"] and since <= str(each["done_on"]) <= today]
    undone = [each for each in reviews if not each["done_on"] and since <= str(each["due_on"]) < today]
    said_of = {
        each["recommendation_id"] for each in _rows(chat, "select recommendation_id from statement_item")
    }
    updated = [each for each in undone if each["recommendation_id"] in said_of]
    assert (len(done), len(undone), len(updated)) == (0, 2, 1)
    assert "2 due: 0 reviewed, 1 only updated, 1 missed" in digest


ITEMS = (
    "select recommendation.*, report.code from recommendation "
    "join inspection_report report on report.id = recommendation.report_id"
)
EVENTS = "select kind, recommendation_id, effective_on from event where recommendation_id is not null"
OUTSTANDING = ("awaiting allocation", "in progress", "submitted")
KINDS = ("recommendation", "area for improvement", "cause of concern")


def _rows(chat: Chat, query: str) -> list[Json]:
    with chat.database.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def numbers_in(digest: str, label: str) -> list[int]:
    """Return the numbers that stand after `label` at the beginning of its line."""
    line = next(line for line in digest.splitlines() if line.startswith(label))
    return [int(each) for each in line.removeprefix(label).split()]


def table_of(digest: str) -> list[list[int]]:
    """Return the numbers of the bridge: a row a movement, a column a kind and the last for all."""
    rows = digest.partition("\nMovement")[2].splitlines()[1:]
    numbers = [numbers_of(row) for row in rows if not row.startswith("--")]
    return list(takewhile(lambda row: len(row) == len(KINDS) + 1, numbers))


def numbers_of(row: str) -> list[int]:
    """Return the numbers in a row of a table, with the signs that are printed."""
    return [int(each.replace(MINUS, "-")) for each in re.findall(rf"[+{MINUS}]?\d+", row)]
