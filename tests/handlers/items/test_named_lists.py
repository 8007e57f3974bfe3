"""Every list that has a name is listed, counted, paged and worded, wherever lists are offered."""

from collections.abc import Callable
from datetime import date

import pytest

from handlers.registry import COMMANDS
from models.enums import Addressee, Rag, Status
from models.queries import items
from models.queries.named_lists import NAMED_LISTS, list_named, spelled
from templates.messages.home import Home
from templates.messages.items import ItemList
from tests.factories import Register
from tests.handlers.homes import set_item
from tests.letterbox import expected
from tests.talk import Talk

MANY = 23
"""Two pages and a bit."""


def overdue(register: Register) -> None:
    """Let every item's deadline pass, on different days."""
    for number in range(MANY):
        register.item(str(number), deadline_on=date(2022, 11, 1 + number))


def past_original(register: Register) -> None:
    """Let the first deadline of every item pass, and move that of every other one to a day to come."""
    for number in range(MANY):
        item = register.item(str(number), deadline_on=date(2022, 11, 1 + number))
        if number % 2:
            set_item(register, item, deadline_on=date(2023, 3, 31), deadline_moves=1)


def due(register: Register) -> None:
    """Let every item fall due within the next weeks."""
    for number in range(MANY):
        register.item(str(number), deadline_on=date(2022, 12, 6 + number))


def red(register: Register) -> None:
    """Judge half of the items red, and let the others be overdue."""
    for number in range(MANY):
        by_rule = number % 2 == 0
        register.item(
            str(number), rag=None if by_rule else Rag.RED, deadline_on=date(2022, 11, 2) if by_rule else None
        )


def unallocated(register: Register) -> None:
    """Leave the items without an owner."""
    for number in range(MANY):
        register.item(str(number), owner=None)


def submitted(register: Register) -> None:
    """Submit the items for checking."""
    for number in range(MANY):
        register.become(register.item(str(number)), Status.SUBMITTED)


def asked(register: Register) -> None:
    """Ask more time for the items."""
    for number in range(MANY):
        set_item(register, register.item(str(number)), asked_to=date(2023, 1, 31))


def not_mine(register: Register) -> None:
    """Say of the items that they are somebody else's."""
    for number in range(MANY):
        set_item(register, register.item(str(number)), disowned_on=date(2022, 12, 1))


def waiting(register: Register) -> None:
    """Complete the items."""
    for number in range(MANY):
        register.become(register.item(str(number)), Status.FORCE_COMPLETE)


def watched(register: Register) -> None:
    """Address the items to other bodies."""
    for number in range(MANY):
        register.item(str(number), addressed_to=(Addressee.COLLEGE,))


FILL: dict[str, Callable[[Register], None]] = {
    each.__name__: each
    for each in (overdue, past_original, due, red, unallocated, submitted, asked, not_mine, waiting, watched)
}


@pytest.mark.parametrize("name", NAMED_LISTS)
async def test_a_list_is_paged_to_its_end_and_back(talk: Talk, register: Register, name: str) -> None:
    """All its items come, each once, in pages that say the same total; so they do on the way back."""
    FILL[name](register)
    page = await talk.says("priya", f"/rec status {spelled(name)}", ItemList)
    pages = [page]
    while page.next_page is not None:
        page = expected(await talk.presses("priya", "page_next", page.next_page), ItemList)
        pages.append(page)
    assert [len(each.rows) for each in pages] == [10, 10, 3]
    assert {each.total for each in pages} == {MANY}
    assert [each.first for each in pages] == [1, 11, 21]
    assert len({row.reference for each in pages for row in each.rows}) == MANY
    for before in reversed(pages[:-1]):
        assert page.previous_page is not None
        page = expected(await talk.presses("priya", "page_previous", page.previous_page), ItemList)
        assert (page.rows, page.total, page.first) == (before.rows, before.total, before.first)


async def test_what_waits_for_a_check_is_paged(talk: Talk, register: Register) -> None:
    """The command that lists what waits for a check asks for the same list."""
    submitted(register)
    page = await talk.says("priya", "/rec check", ItemList)
    assert (page.about, page.total, len(page.rows)) == ("submitted", MANY, 10)


@pytest.mark.parametrize("name", NAMED_LISTS)
def test_a_list_has_as_many_as_are_counted(register: Register, name: str) -> None:
    """What the database keeps count of is what counting one by one gives."""
    FILL[name](register)
    each = NAMED_LISTS[name]
    with register.database.reading() as session:
        counted = items.count_of(session, each.condition(register.today))
        assert each.total(session, register.today) == counted == MANY


@pytest.mark.parametrize("name", NAMED_LISTS)
async def test_a_list_without_items_says_so(talk: Talk, register: Register, name: str) -> None:
    """Each list has words of its own, also where nothing is in it, and is offered in Home and by help."""
    register.item("1", owner="anna")
    register.become("OLDER-1", Status.SIGNED_OFF)
    page = await talk.says("priya", f"/rec status {spelled(name).upper()}", ItemList)
    assert (page.about, page.rows, page.total) == (name, (), 0)
    home = await talk.home("priya", Home)
    assert home.picture is not None
    (offered,) = (menu for menu in home.picture.menus if menu.name == "list")
    assert name in [value for value, _ in offered.options]
    assert f" {spelled(name)} |" in COMMANDS["status"].usage[0]


def test_a_list_is_named_with_a_space_or_a_hyphen() -> None:
    """People write the name of a list as they like."""
    assert {list_named(each) for each in ("not mine", "Not-Mine", "not_mine", " NOT MINE ")} == {"not_mine"}
    assert list_named("mine") is None
