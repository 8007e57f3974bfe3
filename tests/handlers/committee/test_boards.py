"""The page of a board and of the executive: on command, and by itself at its rhythm, once."""

from dataclasses import replace
from datetime import date

import pytest

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.enums import BoardRhythm
from models.policy import Policy
from models.queries import items
from templates.messages.answers import Refused
from templates.messages.boards import MEASURES, BoardPage
from tests.factories import Register
from tests.talk import Talk, sentence, talking

pytestmark = pytest.mark.every_database

CRIME, EXECUTIVE = "C0GOV0001", "C0GOV0002"
NO_REVIEW = date(2030, 1, 1)


@pytest.fixture
def filed(register: Register) -> Register:
    """Three items of the Crime Board, one of them moved and one overdue, and one of another board."""
    register.item("1", deadline_on=date(2022, 11, 1), reviews_from=NO_REVIEW)
    register.item("2", deadline_on=date(2022, 11, 2), reviews_from=NO_REVIEW, owner="dev")
    register.item("3", deadline_on=date(2022, 12, 10), reviews_from=NO_REVIEW, owner=None)
    register.item("4", deadline_on=date(2022, 11, 1), reviews_from=NO_REVIEW)
    register.move_deadline("OLDER-2", date(2023, 6, 1))
    with register.database.writing() as session:
        for number, board in (
            ("1", "Crime Board"),
            ("2", "Crime Board"),
            ("3", "Crime Board"),
            ("4", "Custody"),
        ):
            items.item_by_reference(session, f"OLDER-{number}").board = board
    return register


def measured(page: BoardPage) -> dict[str, tuple[str, ...]]:
    """Return the references of a page by measure."""
    return dict(zip(MEASURES, page.listed, strict=True))


@pytest.mark.parametrize("line", ["/rec board crime board", "/rec status Crime Board"])
async def test_a_board_has_its_page(talk: Talk, filed: Register, line: str) -> None:
    """Overdue by both measures: a moved date takes an item out of one of them only."""
    page = await talk.says("helen", line, BoardPage)
    assert measured(page) == {
        "open": ("OLDER-1", "OLDER-3", "OLDER-2"),
        "overdue": ("OLDER-1",),
        "past_original": ("OLDER-1", "OLDER-2"),
        "quiet": (),
        "moved": ("OLDER-2",),
        "due_next": ("OLDER-3",),
    }
    assert [(row.name, row.counts[0]) for row in page.owners] == [
        ("Anna Clarke", 1),
        ("Dev Patel", 1),
        (None, 1),
    ]


async def test_the_executive_sees_every_board(talk: Talk, filed: Register) -> None:
    """Without a name it is the executive's, board by board; typed in a channel, it is for who asks alone."""
    page = await talk.says("priya", "/rec board", BoardPage)
    assert [(row.name, row.counts[0]) for row in page.boards] == [("Crime Board", 3), ("Custody", 1)]
    assert await talk.says("priya", "/rec board", BoardPage, channel=CRIME) == page
    assert talk.posts(CRIME) == []
    assert "Custody" in sentence(await talk.says("priya", "/rec board Cust0dy", Refused))


@pytest.mark.parametrize(
    ("rhythm", "months"), [(BoardRhythm.MONTHLY, 3), (BoardRhythm.QUARTERLY, 1), (BoardRhythm.NEVER, 0)]
)
async def test_it_comes_by_itself_once(
    database: Database, clock: StoppedClock, policy: Policy, filed: Register, rhythm: BoardRhythm, months: int
) -> None:
    """On the first working day of the month or the quarter, in working hours, and not again that month."""
    known = replace(
        policy,
        board_channels={"crime board": addresses.conversation(CRIME)},
        executive_channel=addresses.conversation(EXECUTIVE),
        board_rhythm=rhythm,
    )
    async with talking(database, clock, known) as talk:
        for day in (
            "2022-12-31",
            "2023-01-01",
            "2023-01-03",
            "2023-01-04",
            "2023-02-01",
            "2023-02-20",
            "2023-03-01",
        ):
            await talk.at(f"{day}T09:30")
            talk.letterbox.read_by_the_force_alone.add(EXECUTIVE)
        pages = [post.message for post in talk.posts(CRIME) if isinstance(post.message, BoardPage)]
        assert len(pages) == months
        assert len([each for each in talk.posts(EXECUTIVE) if isinstance(each.message, BoardPage)]) == months
        if pages:
            assert (pages[0].board, pages[0].today, pages[0].owners) == ("Crime Board", date(2023, 1, 3), ())
        of_the_force = [post.message for post in talk.posts(EXECUTIVE) if isinstance(post.message, BoardPage)]
        assert all("Anna Clarke" in [row.name for row in page.owners] for page in of_the_force)
