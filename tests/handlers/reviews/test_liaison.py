"""Conversations about HMICFRS's Force Liaison Lead: help is asked for and given, and meetings are recorded."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.requests.incoming import IncomingRequest
from bot.slack import addresses
from handlers.request import Place
from models.database import Database
from models.enums import Role
from models.ledger.event import Event, EventKind
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.publication import SummaryPreview
from templates.messages.reviews import HelpForm, HelpWanted, Liaison, MeetingForm, MeetingRecorded
from templates.paper.facts import context
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence, talking

WORDS = "May we count the regional audit as ours? <!channel>"
OUTSIDE = "U0OUTSIDE"


@pytest.fixture
def two(register: Register) -> Register:
    """Anna owns 10618, with sofia as her deputy, and OLDER-2."""
    register.item("1a", register_number="10618", deputy="sofia")
    register.item("2")
    return register


@pytest.fixture
async def reached(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations in a force whose settings name the lead, a guest whom the register does not know."""
    named = replace(policy, lead_account=addresses.account(OUTSIDE), lead_name="Ruth Adeyemi")
    async with talking(database, clock, named) as talk:
        yield talk


def facts_of(talk: Talk, kind: EventKind) -> list[dict[str, object]]:
    """Return the facts of the events of this kind, in order."""
    with talk.database.reading() as session:
        return list(session.scalars(select(Event.facts).where(Event.kind == kind).order_by(Event.id)))


async def test_help_is_asked_for_and_the_coordinators_pass_it_on(talk: Talk, two: Register) -> None:
    """Without an account of the lead's every coordinator is told, with the words, to pass it on; it stays open."""
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (asked,) = talk.sees("anna", HelpWanted)
    assert (asked.reader, asked.passes_on, asked.text) == ("asker", True, WORDS)
    for who in ("priya", "tom"):
        (told,) = talk.sees(who, HelpWanted)
        assert (told.reader, told.reference, told.by.name, told.text) == (
            "coordinator",
            "10618",
            "Anna Clarke",
            WORDS,
        )
        assert "please pass it on" in talk.last(who).text
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert [each.text for each in detail.help_wanted] == [WORDS]
    detail = await talk.says("helen", "/rec show 10618", ItemDetail)
    assert [each.text for each in detail.help_wanted] == [None]
    assert facts_of(talk, EventKind.HELP_ASKED) == [{"request": asked.request}]


async def test_the_lead_is_told_who_asks_and_nothing_else(reached: Talk, two: Register) -> None:
    """An account that settings name, even a guest's, is told the reference and who asks: never the words."""
    await reached.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (told,) = reached.posts("D" + OUTSIDE[1:])
    assert (told.says(HelpWanted).text, told.says(HelpWanted).reader) == (None, "lead")
    assert "Anna Clarke asks for your help with the recommendation 10618" in told.text
    assert "regional audit" not in told.text
    assert "Assess the needs" not in told.text
    assert "Ruth Adeyemi knows who asked" in reached.last("priya").text


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("anna", "/rec ask-fll", "Which item?"),
        ("anna", "/rec ask-fll 10681 please", "Did you mean 10618?"),
        ("dev", "/rec ask-fll 10618 please", "Only the owner of 10618"),
        ("helen", "/rec ask-fll 10618 please", "Only the owner of 10618"),
    ],
)
async def test_who_may_not_ask_is_refused(talk: Talk, two: Register, who: str, line: str, told: str) -> None:
    """Help is asked for by those who may record for the item, and nobody is told of anything else."""
    assert told in sentence(await talk.says(who, line, Refused))
    assert talk.sees("priya", HelpWanted) == []


async def test_the_form_asks_too(talk: Talk, two: Register) -> None:
    """The button opens a form; without words it is refused at its field, and twice sent it is one request."""
    form = expected(await talk.presses("anna", "ask_fll", "10618"), HelpForm)
    assert form.row.reference == "10618"
    refused = expected(await talk.submits("anna", "ask_fll", "10618", {"text": " "}), Refused)
    assert refused.field_name == "text"
    for _ in range(2):
        await talk.submits("anna", "ask_fll", "10618", {"text": WORDS}, view="V1")
    assert len(talk.sees("priya", HelpWanted)) == len(talk.sees("anna", HelpWanted)) == 1


async def test_answered_closes_it_for_everybody(talk: Talk, two: Register) -> None:
    """One coordinator presses *Answered*: it says so in place for all, the one who asked is told, once."""
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (told,) = talk.sees("priya", HelpWanted)
    await talk.at("2022-12-02T10:00")
    for who in ("priya", "tom"):
        await talk.presses(who, "help_given", str(told.request), on=talk.posts(direct(who))[0])
    for who in ("priya", "tom"):
        (shown,) = talk.sees(who, HelpWanted)
        assert (shown.answered_on, shown.answered_by and shown.answered_by.name) == (
            date(2022, 12, 2),
            "Priya Shah",
        )
    (_, closed) = talk.sees("anna", HelpWanted)
    assert closed.answered_on == date(2022, 12, 2)
    assert (await talk.says("anna", "/rec show 10618", ItemDetail)).help_wanted == ()
    assert len(facts_of(talk, EventKind.HELP_ANSWERED)) == 1


@pytest.mark.parametrize("value", ["", "999", "x", "²"])
async def test_a_request_that_is_not_there(talk: Talk, two: Register, value: str) -> None:
    """A button that belongs to no request changes nothing, and says so."""
    for button in ("help_given", "help_met"):
        refused = expected(await talk.presses("priya", button, value), Refused)
        assert "cannot find the request" in sentence(refused)


async def test_others_close_nothing(talk: Talk, two: Register) -> None:
    """Whoever may not record for the item can neither close a request nor record its meeting."""
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (told,) = talk.sees("anna", HelpWanted)
    for button in ("help_given", "help_met"):
        assert "I cannot find the request" in sentence(
            expected(await talk.presses("dev", button, str(told.request)), Refused)
        )


async def test_the_meeting_answers_the_request(talk: Talk, two: Register) -> None:
    """*Record the meeting* opens its form; what is filled in closes the request and is shown with the item."""
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (asked,) = talk.sees("anna", HelpWanted)
    form = expected(await talk.presses("priya", "help_met", str(asked.request)), MeetingForm)
    assert (form.request, form.chosen, sorted(row.reference for row in form.items)) == (
        asked.request,
        ("10618",),
        ["10618", "OLDER-2"],
    )
    fields = {
        "held_on": "2022-11-30",
        "lead": "Ruth Adeyemi",
        "items": "10618\nOLDER-2",
        "agreed": "The audit counts.",
    }
    answer = expected(await talk.submits("priya", "met_fll", str(asked.request), fields), MeetingRecorded)
    assert (answer.references, answer.of.name, answer.lead) == (
        ("10618", "OLDER-2"),
        "Anna Clarke",
        "Ruth Adeyemi",
    )
    detail = await talk.says("anna", "/rec show OLDER-2", ItemDetail)
    assert detail.last_meeting is not None
    assert (detail.last_meeting.on, detail.last_meeting.text) == (date(2022, 11, 30), "The audit counts.")
    hidden = (await talk.says("helen", "/rec show OLDER-2", ItemDetail)).last_meeting
    assert hidden is not None
    assert hidden.text is None
    assert (await talk.says("anna", "/rec show 10618", ItemDetail)).help_wanted == ()
    assert [facts.keys() for facts in facts_of(talk, EventKind.LEAD_MET)] == [{"meeting"}, {"meeting"}]


@pytest.mark.parametrize(
    ("line", "held_on", "references", "agreed"),
    [
        (
            "/rec met 10618 30 November 2022 The audit counts.",
            date(2022, 11, 30),
            ("10618",),
            "The audit counts.",
        ),
        (
            "/rec met 10618, OLDER-2 2022-11-30: it counts",
            date(2022, 11, 30),
            ("10618", "OLDER-2"),
            "it counts",
        ),
        ("/rec met 10618,OLDER-2 yesterday it counts", date(2022, 11, 30), ("10618", "OLDER-2"), "it counts"),
        ("/rec met 10618 on 5 December it counts", date(2021, 12, 5), ("10618",), "it counts"),
        ("/rec met 10618 30/11 it counts", date(2022, 11, 30), ("10618",), "it counts"),
    ],
)
async def test_a_meeting_can_be_typed(
    talk: Talk, two: Register, line: str, held_on: date, references: tuple[str, ...], agreed: str
) -> None:
    """References, the day and what was agreed, typed one after the other, are a meeting."""
    await talk.says("anna", line, Acknowledged)
    (told,) = talk.sees("anna", MeetingRecorded)
    assert (told.held_on, told.references, told.agreed) == (held_on, references, agreed)


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("dev", "/rec met", "Which item?"),
        ("anna", "/rec met 10618 soon we talked", "Write the items, the day and what was agreed"),
        ("anna", "/rec met 10618 2 December 2022 we talk", "is in the future"),
        ("anna", "/rec met 10618 30 November 2022", "What was agreed?"),
        ("anna", "/rec met 10681 30 November 2022 we talked", "Did you mean 10618?"),
        ("dev", "/rec met 10618 30 November 2022 we talked", "Only the owner of 10618"),
    ],
)
async def test_what_is_no_meeting_is_refused(
    talk: Talk, two: Register, who: str, line: str, told: str
) -> None:
    """A day that is missing or to come, no words, or an item of somebody else's records no meeting."""
    assert told in sentence(await talk.says(who, line, Refused))
    assert facts_of(talk, EventKind.LEAD_MET) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"held_on": "soon"}, "held_on"),
        ({"held_on": "2022-12-02"}, "held_on"),
        ({"agreed": ""}, "agreed"),
        ({"items": ""}, "items"),
    ],
)
async def test_a_meeting_form_is_refused_at_its_field(
    talk: Talk, two: Register, fields: dict[str, str], field: str
) -> None:
    """What is missing or impossible in the form is said where it stands."""
    expected(await talk.says("anna", "/rec met", MeetingForm), MeetingForm)
    filled = {"held_on": "2022-11-30", "items": "10618", "agreed": "The audit counts."}
    refused = expected(await talk.submits("anna", "met_fll", "", filled | fields), Refused)
    assert refused.field_name == field


async def test_what_is_open_is_listed_for_whom_it_concerns(talk: Talk, two: Register) -> None:
    """Coordinators see every request and meeting, owners those of their items, with the words they may read."""
    two.item("9", owner="dev")
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    await talk.says("dev", "/rec ask-fll OLDER-9 Who leads on this?", Acknowledged)
    await talk.says("anna", "/rec met 10618 yesterday The audit counts.", Acknowledged)
    for who, requests, meetings in (
        ("priya", ["10618", "OLDER-9"], ["The audit counts."]),
        ("anna", ["10618"], ["The audit counts."]),
        ("sofia", ["10618"], ["The audit counts."]),
        ("dev", ["OLDER-9"], []),
        ("helen", [], []),
    ):
        shown = await talk.says(who, "/rec liaison", Liaison)
        assert [each.reference for each in shown.requests] == requests
        assert [each.agreed for each in shown.meetings] == meetings


async def test_a_lead_whom_the_register_does_not_know_gains_nothing(reached: Talk, two: Register) -> None:
    """Being named as the lead gives no right: an account that only settings name is a stranger to every command."""
    for words in ("status 10618", "show 10618", "liaison", "met"):
        heard = IncomingRequest(addresses.account(OUTSIDE), words, Place(), f"command:{words}")
        refused = expected(await reached.desk.command(heard), Refused)
        assert sentence(refused).startswith("I do not know you yet")


@pytest.fixture
def lead(two: Register) -> Register:
    """Helen is HMICFRS's Force Liaison Lead here."""
    two.set_person("helen", role=Role.LIAISON_LEAD)
    return two


async def test_the_lead_reads_what_was_shared_and_nothing_else(talk: Talk, lead: Register) -> None:
    """Evidence and reviews are read once they are shared, and then only as long as they stand."""
    await talk.says("anna", "/rec evidence 10618 The audit of November.", Acknowledged)
    await talk.fills("anna", "update:10618", {"text": "The supplier is late, between us."})
    seen = await talk.says("helen", "/rec show 10618", ItemDetail)
    assert (seen.statements, seen.hidden, seen.notes) == ((), 2, None)
    shared = await talk.says("priya", "/rec shared 10618 evidence", Acknowledged)
    assert shared.facts["number"] == "1"
    assert [each.what for each in talk.sees("helen", Acknowledged)] == ["shared_with_you"]
    seen = await talk.says("helen", "/rec show 10618", ItemDetail)
    assert ([each.text for each in seen.statements], seen.hidden) == (["The audit of November."], 1)
    assert facts_of(talk, EventKind.EVIDENCE_SHARED) == [{"statement": 1}]
    with talk.database.writing() as session:
        session.get_one(Statement, 1).withdrawn_at = talk.clock.now()
    assert (await talk.says("helen", "/rec show 10618", ItemDetail)).statements == ()
    for who in ("dev", "ruth"):
        assert (await talk.says(who, "/rec show 10618", ItemDetail)).statements == ()


async def test_the_lead_records_meetings_and_is_named_with_them(talk: Talk, lead: Register) -> None:
    """Helen records that she met anna: anna is told, and the paper says how many owners she has met."""
    lead.meeting(date(2022, 12, 15))
    await talk.says("helen", "/rec met 10618 30 November 2022 The audit is shared by January.", Acknowledged)
    (told,) = talk.sees("anna", MeetingRecorded)
    assert (told.lead, told.of.name, told.agreed) == (
        "Helen Ward",
        "Anna Clarke",
        "The audit is shared by January.",
    )
    (meeting,) = (await talk.says("helen", "/rec liaison", Liaison)).meetings
    assert meeting.agreed == "The audit is shared by January."
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert summary.engaged is not None
    assert (summary.engaged.leads, summary.engaged.owners) == (("Helen Ward",), ("Anna Clarke",))
    assert context(summary)["engagement"] == (
        "Helen Ward, HMICFRS\u2019s Force Liaison Lead, met one owner in the period."
    )


async def test_the_lead_is_told_who_asks_and_reads_no_words(talk: Talk, lead: Register) -> None:
    """Known to the register, she is told of it there; her list has who asks, and closes it without the words."""
    await talk.says("anna", f"/rec ask-fll 10618 {WORDS}", Acknowledged)
    (told,) = talk.sees("helen", HelpWanted)
    assert (told.reader, told.text) == ("lead", None)
    assert not talk.sees("priya", HelpWanted)[0].passes_on
    (request,) = (await talk.says("helen", "/rec liaison", Liaison)).requests
    assert request.text is None
    closed = expected(await talk.presses("helen", "help_given", str(told.request)), HelpWanted)
    assert closed.text is None


@pytest.mark.parametrize(
    "line",
    [
        "/rec evidence 10618 It is done.",
        "/rec ask-fll 10618 please",
        "/rec review 10618 on track, green: all is well",
        "/rec shared 10618",
        "/rec pack 10618",
        "/rec assign 10618 @Helen Ward",
        "/rec summary",
    ],
)
async def test_the_lead_does_nothing_of_the_forces(talk: Talk, lead: Register, line: str) -> None:
    """She records no evidence and no review, gives nothing, and reads no preview."""
    await talk.says("helen", line, Refused)


async def test_the_lead_owns_nothing(talk: Talk, lead: Register) -> None:
    """Nothing of the force's is given to HMICFRS's lead."""
    assert "Force Liaison Lead" in sentence(
        await talk.says("priya", "/rec assign 10618 @Helen Ward", Refused)
    )
