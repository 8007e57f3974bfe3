"""Conversations in which an item is corrected by a form, with the ledger keeping what it was."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import Addressee, ItemKind
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.queries import items as queries
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.item_forms import DeadlineForm, ItemForm
from templates.messages.items import ItemDetail
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence


@pytest.fixture
def items(register: Register) -> Register:
    """A register with a cause of concern, what it carries, and another item of the same report, of 1 July 2022."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", register_number="10618", parent="OLDER-1")
    register.item("2", deadline_on=date(2023, 3, 31))
    return register


async def opened(talk: Talk, reference: str = "OLDER-2") -> ItemForm:
    """Have priya press *Correct* under an item."""
    return expected(await talk.presses("priya", "correct", reference), ItemForm)


async def corrected(talk: Talk, form: ItemForm, **fields: str) -> Message:
    """Have priya submit the form with some fields changed."""
    return await talk.submits("priya", "correct", str(form.draft), {**form.given, **fields})


def item(talk: Talk, reference: str) -> Recommendation:
    """Return an item, apart from its session."""
    with talk.database.reading() as session:
        found = queries.item_by_reference(session, reference)
        session.expunge_all()
        return found


def last_event(talk: Talk) -> Event:
    """Return the latest fact of the ledger."""
    with talk.database.reading() as session:
        event = session.scalars(select(Event).where(IS_AN_ACT).order_by(Event.id.desc()).limit(1)).one()
        session.expunge_all()
        return event


async def test_the_form_holds_the_item_as_it_is(talk: Talk, items: Register) -> None:
    """Coordinators find the button under the item; submitted as it opened, the form changes nothing."""
    assert "correct" in (await talk.says("priya", "/rec show 10618", ItemDetail)).can_do
    form = await opened(talk, "10618")
    assert (form.given["number"], form.given["parent"], form.given["addressed_to"]) == (
        "1a",
        "1",
        "all forces",
    )
    before = last_event(talk).id
    assert expected(await corrected(talk, form), Acknowledged).what == "nothing_corrected"
    assert last_event(talk).id == before


@pytest.mark.parametrize(
    ("fields", "kind", "was", "to"),
    [
        ({"number": "2a"}, EventKind.CORRECTED, "2", "2a"),
        ({"text": "Assess them all."}, EventKind.CORRECTED, None, "Assess them all."),
        ({"register_number": "9962"}, EventKind.CORRECTED, None, "9962"),
        ({"mandatory": "no"}, EventKind.CORRECTED, True, False),
        ({"kind": "area for improvement"}, EventKind.RECLASSIFIED, None, "area for improvement"),
        ({"addressed_to": "NPCC\nPCC"}, EventKind.READDRESSED, ["all forces"], ["NPCC", "PCC"]),
        ({"parent": "1"}, EventKind.CORRECTED, None, "OLDER-1"),
        ({"theme": "Vulnerability"}, EventKind.CORRECTED, None, "Vulnerability"),
    ],
)
async def test_what_was_wrong_is_set_and_the_ledger_keeps_it(
    talk: Talk, items: Register, fields: dict[str, str], kind: EventKind, was: object, to: object
) -> None:
    """Every correction is one event with what it was and what it is, by whom."""
    answer = expected(await corrected(talk, await opened(talk), **fields), Acknowledged)
    assert answer.what == "corrected"
    event = last_event(talk)
    assert (event.kind, event.facts.get("to")) == (kind, to)
    if was is not None:
        assert event.facts["was"] == was
    assert event.by_id is not None


async def test_what_is_emptied_is_taken_away(talk: Talk, items: Register) -> None:
    """A number, a theme or the cause of concern can be taken from an item."""
    await corrected(talk, await opened(talk, "10618"), register_number="", parent="")
    held = item(talk, "OLDER-1a")
    assert (held.register_number, held.parent_id) == (None, None)


async def test_a_corrected_wording_moves_the_day_once_it_is_confirmed(talk: Talk, items: Register) -> None:
    """The new day is shown with its basis; it takes the place of the original one, and no move is counted."""
    answer = await corrected(talk, await opened(talk), deadline_wording="Within 12 months")
    asked = expected(answer, DeadlineForm)
    assert (asked.on, asked.correcting) == (date(2023, 7, 1), True)
    assert item(talk, "OLDER-2").deadline_on == date(2023, 3, 31)
    await talk.submits("priya", "correct_deadline", str(asked.draft), {"deadline": "2023-07-01"})
    held = item(talk, "OLDER-2")
    assert (held.deadline_on, held.original_deadline_on, held.deadline_moves) == (
        *(date(2023, 7, 1), date(2023, 7, 1)),
        0,
    )
    assert held.deadline_wording == "Within 12 months"
    again = await talk.submits("priya", "correct_deadline", str(asked.draft), {"deadline": "2023-07-01"})
    assert "already been sent" in sentence(expected(again, Refused))


async def test_a_wording_that_is_no_more_leaves_no_deadline_unless_one_is_chosen(
    talk: Talk, items: Register
) -> None:
    """Where the report gives none after all, the day can be kept as the force's own target."""
    form = await opened(talk)
    asked = expected(await corrected(talk, form, deadline_wording="Within 12 months"), DeadlineForm)
    await talk.submits("priya", "correct_deadline", str(asked.draft), {"deadline": "2023-07-01"})
    asked = expected(await corrected(talk, await opened(talk), deadline_wording=""), DeadlineForm)
    assert asked.on is None
    await talk.submits("priya", "correct_deadline", str(asked.draft), {"deadline": "2023-05-31"})
    held = item(talk, "OLDER-2")
    assert (held.deadline_wording, held.deadline_on, held.deadline_basis) == (
        *(None, date(2023, 5, 31)),
        "local target",
    )


async def test_a_deadline_that_has_moved_stays_where_it_was_moved(talk: Talk, items: Register) -> None:
    """What was agreed stands: the wording alone is corrected."""
    items.move_deadline("OLDER-2", date(2023, 9, 30))
    answer = await corrected(talk, await opened(talk), deadline_wording="Within 12 months")
    assert expected(answer, Acknowledged).what == "corrected"
    held = item(talk, "OLDER-2")
    assert (held.deadline_on, held.deadline_wording) == (date(2023, 9, 30), "Within 12 months")


@pytest.mark.parametrize(
    ("reference", "fields", "field", "told"),
    [
        ("OLDER-2", {"number": "1A"}, "number", "10618 is already in the register"),
        ("OLDER-2", {"register_number": "10618"}, "register_number", "OLDER-1a already has"),
        ("OLDER-2", {"text": ""}, "text", "Enter the recommendation"),
        ("OLDER-2", {"deadline_wording": "soon"}, "deadline_wording", "“soon”"),
        ("OLDER-2", {"parent": "9"}, "parent", "no cause of concern numbered 9"),
        ("OLDER-1", {"kind": "recommendation"}, "kind", "OLDER-1 has recommendations under it (10618)"),
        ("10618", {"kind": "cause of concern"}, "kind", "cause of concern within another"),
    ],
)
async def test_a_correction_is_refused_at_its_field(
    talk: Talk, items: Register, reference: str, fields: dict[str, str], field: str, told: str
) -> None:
    """The rules are those of an import; nothing is changed."""
    before = last_event(talk).id
    refused = expected(await corrected(talk, await opened(talk, reference), **fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)
    assert last_event(talk).id == before


async def test_what_somebody_else_corrected_meanwhile_stays(talk: Talk, items: Register) -> None:
    """A form that was open for long corrects what was changed in it, and nothing else."""
    first, second = await opened(talk), await opened(talk)
    await corrected(talk, first, theme="Vulnerability")
    await corrected(talk, second, text="Assess them all.")
    held = item(talk, "OLDER-2")
    assert (held.theme, held.text) == ("Vulnerability", "Assess them all.")


async def test_in_which_order_bodies_are_ticked_says_nothing(talk: Talk, items: Register) -> None:
    """The same bodies in another order are no correction."""
    form = await opened(talk)
    bodies = [Addressee.NPCC, Addressee.ALL_FORCES]
    await corrected(talk, form, addressed_to="\n".join(bodies))
    form = await opened(talk)
    answer = await corrected(talk, form, addressed_to="\n".join(bodies[::-1]))
    answers = {expected(answer, Acknowledged).what}
    answer = await corrected(talk, await opened(talk), addressed_to="\n".join(bodies))
    assert answers | {expected(answer, Acknowledged).what} == {"nothing_corrected"}


@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_only_coordinators_correct(talk: Talk, items: Register, who: str) -> None:
    """Owners do not: the button is not shown to them, and every step asks for a coordinator."""
    assert "correct" not in (await talk.says(who, "/rec show OLDER-2", ItemDetail)).can_do
    form = await opened(talk)
    for each in (
        await talk.presses(who, "correct", "OLDER-2"),
        await talk.submits(who, "correct", str(form.draft), {**form.given, "theme": "Mine"}),
        await talk.submits(who, "correct_deadline", str(form.draft), {}),
    ):
        assert "Only a coordinator" in sentence(expected(each, Refused))
