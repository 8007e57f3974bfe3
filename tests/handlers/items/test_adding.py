"""Conversations in which items are added: the steps of the form, what is refused where, and what is said then."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import Status
from models.ledger.event import Event, EventKind
from models.queries import items
from templates.messages.answers import Refused
from templates.messages.item_forms import Added, DeadlineForm, ItemForm, NewReportForm
from tests.factories import Register, person_called
from tests.handlers.beginning import VETTING, begun, count, filled, item
from tests.letterbox import expected
from tests.talk import Talk, sentence

NEW_REPORT = {
    "code": "custody",
    "title": "Rapid review of custody",
    "report_kind": "spotlight",
    "published": "2022-11-24",
}


async def test_an_item_is_added_to_a_report_that_is_chosen(talk: Talk, vetting: Register) -> None:
    """Report, item, and what it is: the ledger says who added it, and what is left empty has its usual meaning."""
    choice = await talk.says("priya", "/rec add", NewReportForm)
    assert [each.code for each in choice.reports] == ["VETTING"]
    form = expected(
        await talk.submits("priya", "add_report", str(choice.draft), {"report": "VETTING"}), ItemForm
    )
    added = expected(await filled(talk, form), Added)
    assert (added.row.reference, added.row.owner, added.row.deadline_on) == ("VETTING-44", None, None)
    held = item(talk, "VETTING-44")
    assert (held["status"], held["mandatory"], held["added_on"]) == (
        Status.AWAITING_ALLOCATION,
        True,
        VETTING,
    )
    with talk.database.reading() as session:
        event = session.scalars(select(Event).where(Event.kind == EventKind.ADDED)).one()
        assert event.by_id == person_called(session, "priya").id
    assert talk.sees("priya", Added) == [added]


async def test_a_report_that_is_new_comes_in_with_its_item(talk: Talk, vetting: Register) -> None:
    """Code, title, kind and date describe it; nothing of it is in the register before the item is."""
    choice = await talk.says("priya", "/rec add", NewReportForm)
    form = expected(await talk.submits("priya", "add_report", str(choice.draft), NEW_REPORT), ItemForm)
    assert (form.reference, form.report, form.published_on) == (
        *("CUSTODY", "Rapid review of custody"),
        date(2022, 11, 24),
    )
    with talk.database.reading() as session:
        assert items.report_by_code(session, "CUSTODY") is None
    added = expected(await filled(talk, form), Added)
    assert (added.row.reference, added.new_report) == ("CUSTODY-44", True)
    assert item(talk, "CUSTODY-44")["report"] == "Rapid review of custody"


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({}, "report", "Which report?"),
        (NEW_REPORT | {"report": "VETTING"}, "code", "You chose VETTING"),
        (NEW_REPORT | {"code": "vetting"}, "code", "VETTING is already in the register"),
        (NEW_REPORT | {"code": "no code!"}, "code", "cannot be a report code"),
        (NEW_REPORT | {"code": ""}, "code", "Give the report a short code"),
        (NEW_REPORT | {"title": " "}, "title", "Enter the title"),
        (NEW_REPORT | {"published": ""}, "published", "Choose the day"),
        (NEW_REPORT | {"published": "2022-12-24"}, "published", "24 December 2022 is in the future"),
    ],
)
async def test_a_report_is_refused_at_its_field(
    talk: Talk, vetting: Register, fields: dict[str, str], field: str, told: str
) -> None:
    """Whatever cannot be right about the report is said where it was filled in."""
    choice = await talk.says("priya", "/rec add", NewReportForm)
    refused = expected(await talk.submits("priya", "add_report", str(choice.draft), fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)


async def test_the_words_can_name_the_report_and_the_number(talk: Talk, vetting: Register) -> None:
    """`/rec add VETTING-44 …` leads to the item, with number and text; an unknown code to a new report."""
    form = await begun(talk, "vetting-44 Review vetting.")
    assert (form.given["number"], form.given["text"]) == ("44", "Review vetting.")
    assert (await talk.says("priya", "/rec add CUSTODY", NewReportForm)).code == "CUSTODY"


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
        ({"number": "forty"}, "number", "is not a recommendation number"),
        ({"number": ""}, "number", "Enter the recommendation's number"),
        ({"number": "43"}, "number", "VETTING-43 is already in the register"),
        ({"register_number": "1x"}, "register_number", "is not an HMICFRS number"),
        ({"register_number": "10618"}, "register_number", "OLDER-1a already has the number"),
        ({"text": " "}, "text", "Enter the recommendation"),
        ({"addressed_to": "the moon"}, "addressed_to", "not an organisation I know"),
        ({"deadline_wording": "soon"}, "deadline_wording", "“soon”"),
        ({"deadline": "2022-01-01"}, "deadline", "before the report was published"),
        ({"peel_question": "nine"}, "peel_question", "is not a whole number"),
        ({"portfolio": "p" * 201}, "portfolio", "201 characters"),
        ({"added_on": "2022-12-24"}, "added_on", "is in the future"),
        ({"parent": "7"}, "parent", "no cause of concern numbered 7"),
        ({"deputy": "U0DEV0001"}, "owner", "choose an owner too"),
        ({"owner": "U0DEV0001", "deputy": "U0DEV0001"}, "deputy", "Owners cannot be their own deputy"),
        ({"owner": "U0GUEST01"}, "owner", "Jo Miles is a guest"),
        ({"owner": "U0NOBODY1"}, "owner", "I do not know U0NOBODY1"),
        ({"owner": "U0MARCUS1"}, "owner", "Marcus Reid has left"),
    ],
)
async def test_an_item_is_refused_at_its_field(
    talk: Talk, vetting: Register, fields: dict[str, str], field: str, told: str
) -> None:
    """The rules are those of an import; what cannot be right is said at its field, and nothing is added."""
    vetting.item("43", report="VETTING")
    vetting.item("1a", register_number="10618")
    vetting.set_person("marcus", active=False)
    refused = expected(await filled(talk, await begun(talk), **fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)
    assert count(talk) == 2
