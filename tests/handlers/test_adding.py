"""Conversations in which items are added: the steps of the form, what is refused where, and what is said then."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import func, select

from models import queries
from models.draft import Draft
from models.event import Event, EventKind
from models.kinds import Addressee, ItemKind, Status
from models.recommendation import Recommendation
from templates import slack
from templates.messages import (
    Added,
    Allocation,
    DeadlineForm,
    ItemForm,
    Message,
    Refused,
    ReportForm,
    Totals,
)
from tests.factories import ACCOUNTS, Register, person_called
from tests.letterbox import expected
from tests.talk import Talk, sentence

VETTING = date(2022, 11, 2)
FILLED = {
    "number": "44",
    "kind": "recommendation",
    "text": "Chief constables should review vetting.",
    "addressed_to": "all forces",
}
NEW_REPORT = {
    "code": "custody",
    "title": "Rapid review of custody",
    "report_kind": "spotlight",
    "published": "2022-11-24",
}


@pytest.fixture
def vetting(register: Register) -> Register:
    """A register with the report VETTING and nothing else."""
    register.report("VETTING", "Vetting, misconduct and misogyny", VETTING)
    return register


async def begun(talk: Talk, words: str = "VETTING") -> ItemForm:
    """Have priya begin to add to a report."""
    return await talk.says("priya", f"/rec add {words}", ItemForm)


async def filled(talk: Talk, form: ItemForm, **fields: str) -> Message:
    """Have priya submit the form about an item."""
    return await talk.submits("priya", "add_item", str(form.draft), FILLED | fields)


def item(talk: Talk, reference: str) -> Mapping[str, object]:
    """Return what the register holds of an item."""
    with talk.database.reading() as session:
        found = queries.item_by_reference(session, reference)
        return {
            **{column.name: getattr(found, column.name) for column in Recommendation.__table__.columns},
            "owner": found.owner and found.owner.name,
            "deputy": found.deputy and found.deputy.name,
            "report": found.report.title,
            "parent": found.parent and found.parent.reference,
        }


def count(talk: Talk) -> int:
    """Return how many items there are."""
    with talk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Recommendation)) or 0


async def test_an_item_is_added_to_a_report_that_is_chosen(talk: Talk, vetting: Register) -> None:
    """Report, item, and what it is: the ledger says who added it, and what is left empty has its usual meaning."""
    choice = await talk.says("priya", "/rec add", ReportForm)
    assert [each.code for each in choice.reports] == ["VETTING"]
    form = expected(
        await talk.submits("priya", "add_report", str(choice.draft), {"report": "VETTING"}), ItemForm
    )
    added = expected(await filled(talk, form), Added)
    assert (added.row.reference, added.row.owner, added.row.deadline_on) == ("VETTING-44", None, None)
    held = item(talk, "VETTING-44")
    assert (held["status"], held["mandatory"], held["added_on"]) == (Status.AWAITING_ALLOCATION, True, VETTING)
    with talk.database.reading() as session:
        event = session.scalars(select(Event).where(Event.kind == EventKind.ADDED)).one()
        assert event.by_id == person_called(session, "priya").id
    assert talk.sees("priya", Added) == [added]


async def test_a_report_that_is_new_comes_in_with_its_item(talk: Talk, vetting: Register) -> None:
    """Code, title, kind and date describe it; nothing of it is in the register before the item is."""
    choice = await talk.says("priya", "/rec add", ReportForm)
    form = expected(await talk.submits("priya", "add_report", str(choice.draft), NEW_REPORT), ItemForm)
    assert (form.reference, form.report, form.published_on) == (
        *("CUSTODY", "Rapid review of custody"),
        date(2022, 11, 24),
    )
    with talk.database.reading() as session:
        assert queries.report_by_code(session, "CUSTODY") is None
    added = expected(await filled(talk, form), Added)
    assert (added.row.reference, added.new_report) == ("CUSTODY-44", True)
    assert item(talk, "CUSTODY-44")["report"] == "Rapid review of custody"


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({}, "report", "From which report?"),
        (NEW_REPORT | {"report": "VETTING"}, "code", "You chose VETTING"),
        (NEW_REPORT | {"code": "vetting"}, "code", "VETTING is in the register already"),
        (NEW_REPORT | {"code": "no code!"}, "code", "cannot be a report's code"),
        (NEW_REPORT | {"code": ""}, "code", "Give the report a short code"),
        (NEW_REPORT | {"title": " "}, "title", "needs its title"),
        (NEW_REPORT | {"published": ""}, "published", "Choose the day"),
        (NEW_REPORT | {"published": "2022-12-24"}, "published", "24 December 2022 has not come yet"),
    ],
)
async def test_a_report_is_refused_at_its_field(
    talk: Talk, vetting: Register, fields: dict[str, str], field: str, told: str
) -> None:
    """Whatever cannot be right about the report is said where it was filled in."""
    choice = await talk.says("priya", "/rec add", ReportForm)
    refused = expected(await talk.submits("priya", "add_report", str(choice.draft), fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)


async def test_the_words_can_name_the_report_and_the_number(talk: Talk, vetting: Register) -> None:
    """`/rec add VETTING-44 …` goes straight to the item, with number and text; an unknown code describes a report."""
    form = await begun(talk, "vetting-44 Review vetting.")
    assert (form.given["number"], form.given["text"]) == ("44", "Review vetting.")
    assert (await talk.says("priya", "/rec add CUSTODY", ReportForm)).code == "CUSTODY"


async def test_the_day_that_a_wording_means_is_confirmed(talk: Talk, vetting: Register) -> None:
    """The day is shown with its basis before anything is added, and stands once it is confirmed."""
    form = await begun(talk)
    asked = expected(await filled(talk, form, deadline_wording="Within six months"), DeadlineForm)
    assert (asked.on, asked.basis, asked.given) == (
        *(date(2023, 5, 2), "counted from publication"),
        date(2023, 5, 2),
    )
    assert count(talk) == 0
    answer = await talk.submits("priya", "add_deadline", str(asked.draft), {"deadline": "2023-05-02"})
    assert expected(answer, Added).basis == "counted from publication"
    held = item(talk, "VETTING-44")
    assert (held["deadline_on"], held["original_deadline_on"]) == (date(2023, 5, 2), date(2023, 5, 2))
    assert held["deadline_wording"] == "Within six months"


@pytest.mark.parametrize(
    ("confirmed", "on", "basis"),
    [("2023-03-31", date(2023, 3, 31), "local target"), ("", None, "no deadline")],
)
async def test_another_day_than_the_wording_means_is_the_forces_own(
    talk: Talk, vetting: Register, confirmed: str, on: date | None, basis: str
) -> None:
    """Who chooses another day, or none, decides: the wording is kept as printed, and the basis says what it is."""
    form = await begun(talk)
    asked = expected(await filled(talk, form, deadline_wording="Within six months"), DeadlineForm)
    await talk.submits("priya", "add_deadline", str(asked.draft), {"deadline": confirmed})
    held = item(talk, "VETTING-44")
    assert (held["deadline_on"], held["deadline_basis"]) == (on, basis)
    assert held["deadline_wording"] == "Within six months"


async def test_a_target_beside_a_wording_is_shown_with_what_the_wording_means(
    talk: Talk, vetting: Register
) -> None:
    """Both days are said before the force's own is kept."""
    form = await begun(talk)
    answer = await filled(talk, form, deadline_wording="By March 2023", deadline="2023-02-01")
    asked = expected(answer, DeadlineForm)
    assert (asked.on, asked.given) == (date(2023, 3, 31), date(2023, 2, 1))


async def test_a_deadline_within_the_text_is_proposed_and_can_be_declined(
    talk: Talk, vetting: Register
) -> None:
    """Words in the text that state a day are proposed; whoever empties the day says that they are no deadline."""
    text = "By 30 April 2023, chief constables should review vetting."
    form = await begun(talk)
    asked = expected(await filled(talk, form, text=text), DeadlineForm)
    assert (asked.found, asked.on) == (True, date(2023, 4, 30))
    await talk.submits("priya", "add_deadline", str(asked.draft), {})
    held = item(talk, "VETTING-44")
    assert (held["deadline_on"], held["deadline_wording"]) == (None, None)


async def test_a_target_without_wording_needs_no_second_look(talk: Talk, vetting: Register) -> None:
    """Without any wording there is nothing to confirm: the day is the force's own target."""
    added = expected(await filled(talk, await begun(talk), deadline="2023-02-01"), Added)
    assert (added.row.deadline_on, added.basis) == (date(2023, 2, 1), "local target")


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"number": "forty"}, "number", "is not a recommendation's number"),
        ({"number": ""}, "number", "Write the number"),
        ({"number": "43"}, "number", "VETTING-43 is in the register already"),
        ({"register_number": "1x"}, "register_number", "is not a register number"),
        ({"register_number": "10618"}, "register_number", "already belongs to OLDER-1a"),
        ({"text": " "}, "text", "Write what is recommended"),
        ({"addressed_to": "the moon"}, "addressed_to", "not a body that Reckoner knows"),
        ({"deadline_wording": "soon"}, "deadline_wording", "“soon”"),
        ({"deadline": "2022-01-01"}, "deadline", "before the report was published"),
        ({"peel_question": "nine"}, "peel_question", "is not a whole number"),
        ({"portfolio": "p" * 201}, "portfolio", "201 characters"),
        ({"added_on": "2022-12-24"}, "added_on", "has not come yet"),
        ({"parent": "7"}, "parent", "no cause of concern with the number 7"),
        ({"deputy": "U0DEV0001"}, "owner", "name the owner too"),
        ({"owner": "U0DEV0001", "deputy": "U0DEV0001"}, "deputy", "Nobody is their own deputy"),
        ({"owner": "U0GUEST01"}, "owner", "Jo Miles is a guest"),
        ({"owner": "U0NOBODY1"}, "owner", "I do not know U0NOBODY1"),
        ({"owner": "U0MARCUS1"}, "owner", "Marcus Reid has left"),
    ],
)
async def test_an_item_is_refused_at_its_field(
    talk: Talk, vetting: Register, fields: dict[str, str], field: str, told: str
) -> None:
    """The rules are those of an import; what cannot be right is said where it was filled in, and nothing is added."""
    vetting.item("43", report="VETTING")
    vetting.item("1a", register_number="10618")
    vetting.set_person("marcus", active=False)
    refused = expected(await filled(talk, await begun(talk), **fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)
    assert count(talk) == 2


async def test_the_owner_is_told_once_with_what_to_do(talk: Talk, vetting: Register) -> None:
    """Owner and deputy each get one message; the same form submitted again adds and tells nothing more."""
    form = await begun(talk)
    fields = {"owner": ACCOUNTS["anna"], "deputy": ACCOUNTS["sofia"]}
    added = expected(await filled(talk, form, **fields), Added)
    assert added.told.told == ("Anna Clarke", "Sofia Novak")
    again = expected(await filled(talk, form, **fields), Refused)
    assert "taken in already" in sentence(again)
    (anna,) = talk.sees("anna", Allocation)
    (sofia,) = talk.sees("sofia", Allocation)
    assert [row.reference for row in anna.owned] == ["VETTING-44"]
    assert [row.reference for row in sofia.deputised] == ["VETTING-44"]
    assert (count(talk), item(talk, "VETTING-44")["status"]) == (1, Status.IN_PROGRESS)


async def test_the_whole_text_of_a_long_message_is_added(talk: Talk, vetting: Register) -> None:
    """A shortcut takes a message of any length: what a field does not hold goes on in the next, character by character."""
    text = "\n".join(f"{n}. Review “{n}” & say <!channel> so." for n in range(300)) + "\n" + "long " * 700
    choice = expected(await talk.calls("priya", "add", text), ReportForm)
    form = expected(
        await talk.submits("priya", "add_report", str(choice.draft), {"report": "VETTING"}), ItemForm
    )
    view = slack.view(form)
    pieces = {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in view["blocks"]
        if block["type"] == "input" and block["block_id"].startswith("text")
    }
    assert len(pieces) > 5
    assert all(len(piece) <= 3000 for piece in pieces.values())
    await talk.submits("priya", "add_item", str(form.draft), FILLED | pieces)
    assert item(talk, "VETTING-44")["text"] == text.strip()


async def test_a_message_without_words_cannot_be_added(talk: Talk, vetting: Register) -> None:
    """A picture alone is no recommendation."""
    refused = expected(await talk.calls("priya", "add", " "), Refused)
    assert "no text" in sentence(refused)


async def test_a_cause_of_concern_and_what_it_carries(talk: Talk, vetting: Register) -> None:
    """After a cause its recommendations are added under it, each counted by itself."""
    cause = expected(
        await filled(talk, await begun(talk), number="1", kind=ItemKind.CAUSE_OF_CONCERN.value), Added
    )
    assert cause.is_cause
    on = talk.last("priya")
    under = expected(await talk.presses("priya", "add_under", "VETTING-1", on), ItemForm)
    assert (under.given["parent"], [each.number for each in under.causes]) == ("1", ["1"])
    assert expected(talk.last("priya").message, Added) == cause
    child = expected(await filled(talk, under, number="1a", parent="1"), Added)
    assert child.parent == "VETTING-1"
    assert item(talk, "VETTING-1a")["parent"] == "VETTING-1"
    nested = await filled(talk, await begun(talk), number="2", kind="cause of concern", parent="1")
    assert expected(nested, Refused).field_name == "kind"


async def test_what_is_addressed_to_others_is_watched_and_never_counted(talk: Talk, vetting: Register) -> None:
    """The answer says so, and the totals do not change."""
    bodies = f"{Addressee.NPCC}\n{Addressee.IOPC}"
    added = expected(await filled(talk, await begun(talk), addressed_to=bodies), Added)
    assert not added.row.for_force
    assert "It is watched" in talk.last("priya").text
    totals = await talk.says("priya", "/rec status", Totals)
    assert (sum(each.number for each in totals.open_by_kind), totals.watched) == (0, 1)


@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_only_coordinators_add(talk: Talk, vetting: Register, who: str) -> None:
    """The command, the shortcut, the buttons and every step of the form ask for a coordinator."""
    form = await begun(talk)
    refused = [
        await talk.says(who, "/rec add", Refused),
        await talk.calls(who, "add", "Review vetting."),
        await talk.presses(who, "add_to", "VETTING"),
        await talk.presses(who, "add_under", "VETTING-1"),
        *[
            await talk.submits(who, step, str(form.draft), FILLED)
            for step in ("add_report", "add_item", "add_deadline")
        ],
    ]
    assert {sentence(expected(each, Refused)) for each in refused} == {
        "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    }
    assert count(talk) == 0


@pytest.mark.parametrize("about", ["999999", "", "one"])
async def test_a_draft_is_its_authors_alone(talk: Talk, vetting: Register, about: str) -> None:
    """Another coordinator cannot go on with it, and a draft that is not there is not made up."""
    form = await begun(talk)
    theirs = await talk.submits("tom", "add_item", str(form.draft), FILLED)
    none = await talk.submits("priya", "add_item", about, FILLED)
    assert sentence(expected(theirs, Refused)) == sentence(expected(none, Refused))
    assert count(talk) == 0


async def test_a_draft_survives_a_restart_and_is_thrown_away_when_it_lies(
    talk: Talk, vetting: Register
) -> None:
    """What was begun is in the database: it can be gone on with later, and goes when its author begins anew after a week."""
    old = await begun(talk)
    await talk.at("2022-12-07T09:00")
    await begun(talk)
    asked = await filled(talk, old, deadline_wording="Within six months")
    assert isinstance(asked, DeadlineForm)
    await talk.at("2022-12-09T09:00")
    await begun(talk)
    answer = await talk.submits("priya", "add_deadline", str(old.draft), {"deadline": "2023-05-02"})
    assert "no longer kept" in sentence(expected(answer, Refused))
    with talk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Draft)) == 2


async def test_a_number_that_somebody_else_took_meanwhile_is_refused(talk: Talk, vetting: Register) -> None:
    """Between two steps the number can be taken: then nothing is added, and the draft can be gone on with."""
    asked = expected(
        await filled(talk, await begun(talk), deadline_wording="Within six months"), DeadlineForm
    )
    vetting.item("44", report="VETTING")
    answer = await talk.submits("priya", "add_deadline", str(asked.draft), {"deadline": "2023-05-02"})
    assert "VETTING-44 is in the register already" in sentence(expected(answer, Refused))
    assert count(talk) == 1
