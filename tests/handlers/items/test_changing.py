"""Conversations in which one item is assigned by a form, and a whole list is changed at once."""

import json

import pytest
from sqlalchemy import func, select

from models.enums import Rag, Status
from models.ledger.event import Event
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.allocation import Allocation, ChangedItems, ChangeForm
from templates.messages.answers import Refused
from templates.messages.items import ItemDetail, ItemList
from tests.factories import ACCOUNTS, Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

Held = dict[str, tuple[str | None, str | None, str | None, Rag | None]]


@pytest.fixture
def many(register: Register) -> Register:
    """A register in which dev owns MANY-1 to MANY-3, and anna OLDER-1."""
    register.items(3, owner="dev")
    register.item("1")
    return register


def held(talk: Talk) -> Held:
    """Return owner, portfolio, board and judged colour of every item, by its reference."""
    with talk.database.reading() as session:
        return {
            item.reference: (
                item.owner.name if item.owner else None,
                item.portfolio,
                item.board,
                item.judged_rag,
            )
            for item in session.scalars(select(Recommendation).order_by(Recommendation.id))
        }


def events(talk: Talk) -> int:
    """Return how many facts the ledger holds."""
    with talk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Event)) or 0


async def opened(talk: Talk, line: str = "/rec status @dev") -> ChangeForm:
    """Have priya ask for a list and press the button that changes all of it."""
    listed = await talk.says("priya", line, ItemList)
    assert listed.change_all is not None
    return expected(await talk.presses("priya", "change_all", listed.change_all), ChangeForm)


async def changed(talk: Talk, form: ChangeForm, **fields: str) -> Message:
    """Have priya submit the form for a list."""
    return await talk.submits("priya", "change_all", str(form.draft), fields)


async def test_a_list_is_changed_at_once(talk: Talk, many: Register) -> None:
    """The form says how many and which; each gets its events, and coordinator and owners one message each."""
    form = await opened(talk)
    assert form.references == ("MANY-1", "MANY-2", "MANY-3")
    answer = await changed(
        talk, form, owner=ACCOUNTS["sofia"], portfolio="Crime ", board="Crime Board", judged_rag="amber"
    )
    said = expected(answer, ChangedItems)
    assert dict(said.changed)["MANY-2"] == (
        "owner: Sofia Novak (was Dev Patel)",
        "portfolio: Crime (was none)",
        "board: Crime Board (was none)",
        "RAG: amber (was none)",
    )
    assert held(talk) == {
        **{f"MANY-{n}": ("Sofia Novak", "Crime", "Crime Board", Rag.AMBER) for n in (1, 2, 3)},
        "OLDER-1": ("Anna Clarke", None, None, None),
    }
    assert talk.sees("priya", ChangedItems) == [said]
    (sofia,), (dev,) = talk.sees("sofia", Allocation), talk.sees("dev", Allocation)
    assert (len(sofia.owned), len(dev.gone)) == (3, 3)


async def test_what_is_chosen_is_taken_away_from_all(talk: Talk, many: Register) -> None:
    """Taking away is a choice of its own: it goes with setting other fields, and the deputy is told."""
    await changed(talk, await opened(talk), board="Crime Board", portfolio="Crime", deputy=ACCOUNTS["sofia"])
    cleared = {"clear": "board\nportfolio\ndeputy\nowner\njudged_rag", "theme": "Vetting"}
    said = expected(await changed(talk, await opened(talk), **cleared), ChangedItems)
    assert set(dict(said.changed)["MANY-2"]) == {
        "deputy: none (was Sofia Novak)",
        "portfolio: none (was Crime)",
        "board: none (was Crime Board)",
        "theme: Vetting (was none)",
    }
    assert held(talk)["MANY-2"] == ("Dev Patel", None, None, None)
    assert [len(each.relieved) for each in talk.sees("sofia", Allocation)] == [0, 3]


async def test_what_is_set_and_taken_away_is_refused_at_the_choice(talk: Talk, many: Register) -> None:
    """Both at once is no wish: nothing is changed, and it is said at the field."""
    form = await opened(talk)
    before = held(talk)
    refused = expected(await changed(talk, form, board="Crime Board", clear="board\ntheme"), Refused)
    assert (refused.field_name, held(talk)) == ("clear", before)
    assert "filled in the board and also ticked" in sentence(refused)


async def test_it_is_applied_to_what_was_listed_when_the_form_opened(talk: Talk, many: Register) -> None:
    """What joins the list afterwards is not changed, and what has left it is."""
    form = await opened(talk)
    many.items(1, report="LATE", owner="dev")
    many.assign("MANY-3", "anna")
    await changed(talk, form, board="Crime Board")
    assert {reference: board for reference, (_, _, board, _) in held(talk).items()} == {
        **dict.fromkeys(("MANY-1", "MANY-2", "MANY-3"), "Crime Board"),
        **dict.fromkeys(("OLDER-1", "LATE-1")),
    }


async def test_one_item_that_ended_meanwhile_stops_all_and_is_named(talk: Talk, many: Register) -> None:
    """Nothing is half done: the items before it stay as they were, and nobody is told."""
    form = await opened(talk)
    many.become("MANY-2", Status.SIGNED_OFF)
    before, facts = held(talk), events(talk)
    refused = expected(await changed(talk, form, owner=ACCOUNTS["sofia"]), Refused)
    assert "MANY-2 is “signed off”" in sentence(refused)
    assert (held(talk), events(talk)) == (before, facts)
    assert talk.sees("sofia", Allocation) == []


async def test_pressed_twice_it_changes_nothing_more(talk: Talk, many: Register) -> None:
    """A form is taken in once: the second time nothing is changed and nobody is told."""
    form = await opened(talk)
    await changed(talk, form, owner=ACCOUNTS["sofia"])
    many.assign("MANY-1", "anna")
    before = events(talk)
    again = expected(await changed(talk, form, owner=ACCOUNTS["sofia"]), Refused)
    assert "already been sent" in sentence(again)
    assert events(talk) == before
    assert held(talk)["MANY-1"][0] == "Anna Clarke"
    assert len(talk.sees("sofia", Allocation)) == 1


async def test_what_is_so_already_is_said_and_not_written(talk: Talk, many: Register) -> None:
    """Items that would not change are named as they were, without an event."""
    many.assign("MANY-2", "sofia")
    form = await opened(talk, "/rec status MANY")
    said = expected(await changed(talk, form, owner=ACCOUNTS["sofia"]), ChangedItems)
    assert (len(said.changed), said.unchanged) == (2, ("MANY-2",))


async def test_what_has_ended_is_left_out_and_counted(talk: Talk, many: Register) -> None:
    """The list of a report holds what has ended too; the form leaves that out, and says so."""
    many.become("MANY-1", Status.SIGNED_OFF)
    form = await opened(talk, "/rec status MANY")
    assert (form.references, form.ended) == (("MANY-2", "MANY-3"), 1)
    for number in (2, 3):
        many.become(f"MANY-{number}", Status.SIGNED_OFF)
    refused = await talk.presses("priya", "change_all", json.dumps(["person", "1"]))
    assert "No item in that list" in sentence(expected(refused, Refused))


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({}, "owner", "You have not filled anything in"),
        ({"board": "b" * 201}, "board", "201 characters"),
        ({"owner": "U0GUEST01"}, "owner", "Jo Miles is a guest"),
        ({"owner": ACCOUNTS["sofia"], "deputy": ACCOUNTS["sofia"]}, "deputy", "Sofia Novak owns MANY-1"),
        ({"deputy": ACCOUNTS["dev"]}, "deputy", "Dev Patel owns MANY-1"),
    ],
)
async def test_a_change_is_refused_at_its_field(
    talk: Talk, many: Register, fields: dict[str, str], field: str, told: str
) -> None:
    """What cannot be is said where it was filled in, and nothing is changed."""
    form, before = await opened(talk), held(talk)
    refused = expected(await changed(talk, form, **fields), Refused)
    assert refused.field_name == field
    assert told in sentence(refused)
    assert held(talk) == before


async def test_two_hundred_are_changed_at_most(talk: Talk, register: Register) -> None:
    """A longer list is refused with its number; one of two hundred is changed."""
    register.items(200, owner=None)
    form = await opened(talk, "/rec status unallocated")
    said = expected(await changed(talk, form, owner=ACCOUNTS["sofia"]), ChangedItems)
    assert len(said.changed) == 200
    (sofia,) = talk.sees("sofia", Allocation)
    assert len(sofia.owned) == 200
    register.item("201", report="MANY", owner="sofia")
    listed = await talk.says("priya", "/rec status @sofia", ItemList)
    refused = expected(await talk.presses("priya", "change_all", listed.change_all or ""), Refused)
    assert "201 open items, and I can change at most 200" in sentence(refused)


async def test_only_coordinators_have_the_button_and_may_press_it(talk: Talk, many: Register) -> None:
    """The button is on a coordinator's lists alone, and the right is checked when it is pressed and submitted."""
    assert (await talk.says("dev", "/rec", ItemList)).change_all is None
    form = await opened(talk)
    for each in (
        await talk.presses("dev", "change_all", json.dumps(["overdue", ""])),
        await talk.presses("dev", "assign", "MANY-1"),
        await talk.submits("dev", "change_all", str(form.draft), {"board": "Mine"}),
        await talk.submits("dev", "assign", str(form.draft), {"board": "Mine"}),
    ):
        assert "Only a coordinator" in sentence(expected(each, Refused))


async def test_one_item_is_assigned_by_a_form_that_shows_whose_it_is(talk: Talk, many: Register) -> None:
    """The button stands under the item; what is changed in the form is set, and what is emptied is taken away."""
    many.team("Public Protection", "sofia", "dev")
    shown = await talk.says("priya", "/rec show MANY-1", ItemDetail)
    assert "assign" in shown.can_do
    form = expected(await talk.presses("priya", "assign", "MANY-1"), ChangeForm)
    assert form.given["owner"] == ACCOUNTS["dev"]
    fields = {**form.given, "team": str(form.teams[0].number), "board": "Crime Board"}
    said = expected(await talk.submits("priya", "assign", str(form.draft), fields), ChangedItems)
    assert dict(said.changed)["MANY-1"] == (
        "owner: Sofia Novak (was Dev Patel)",
        "team: Public Protection (was none)",
        "board: Crime Board (was none)",
    )
    form = expected(await talk.presses("priya", "assign", "MANY-1"), ChangeForm)
    await talk.submits("priya", "assign", str(form.draft), {**form.given, "owner": "", "team": ""})
    assert held(talk)["MANY-1"] == (None, None, "Crime Board", None)
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "MANY-1").status is Status.AWAITING_ALLOCATION


async def test_an_owner_whom_the_form_cannot_show_is_kept(talk: Talk, many: Register) -> None:
    """The menu shows accounts only: who has none is named beside it, and stays unless somebody else is chosen."""
    many.set_person("dev", account=None)
    form = expected(await talk.presses("priya", "assign", "MANY-1"), ChangeForm)
    assert (form.given["owner"], form.holders) == ("", ("Dev Patel",))
    await talk.submits("priya", "assign", str(form.draft), {**form.given, "board": "Crime Board"})
    assert held(talk)["MANY-1"] == ("Dev Patel", None, "Crime Board", None)


async def test_what_somebody_else_changed_meanwhile_is_not_undone(talk: Talk, many: Register) -> None:
    """A form that was open for long changes what was changed in it, and nothing else."""
    form = expected(await talk.presses("priya", "assign", "MANY-1"), ChangeForm)
    many.assign("MANY-1", "anna")
    await talk.submits("priya", "assign", str(form.draft), {**form.given, "board": "Crime Board"})
    assert held(talk)["MANY-1"][0] == "Anna Clarke"


async def test_what_has_ended_is_not_assigned(talk: Talk, many: Register) -> None:
    """The button is not shown for it, and pressing an old one says why."""
    many.become("MANY-1", Status.SIGNED_OFF)
    assert "assign" not in (await talk.says("priya", "/rec show MANY-1", ItemDetail)).can_do
    refused = expected(await talk.presses("priya", "assign", "MANY-1"), Refused)
    assert "MANY-1 is “signed off”" in sentence(refused)
