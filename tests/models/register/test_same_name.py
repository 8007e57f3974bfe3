"""One name, number or code is one, however it is typed."""

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import func, select

from models.database import Database
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation
from models.register.same_name import as_compared, as_written, number_as_written
from tests.models.taking import row, take

# The tables decide nothing here: one database is enough.
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ZERO_WIDTH, SOFT_HYPHEN, ACCENT, WIDE_ONE = "\u200b", "\u00ad", "\u0301", "\uff11"
ONE = ("1", "01", "1.0", WIDE_ONE, f"1{ZERO_WIDTH}", "Rec 1", "001.00")
RENEE = (
    "Renée Clarke",
    f"Rene{ACCENT}e Clarke",
    f"Renée{ZERO_WIDTH} Clarke",
    f"Re{SOFT_HYPHEN}ne{SOFT_HYPHEN}{ACCENT}e\u00a0Clarke",
    "\ufeffRenée  \uff23larke",
)


def count(database: Database, table: type[Recommendation | Person]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@SQLITE
def test_one_number_is_one_item_however_it_is_written(database: Database) -> None:
    """An import that writes the number in another way finds the item, and so does whoever asks for it."""
    for written in ONE:
        take(database, row(written))
    assert count(database, Recommendation) == 1
    with database.reading() as session:
        (item,) = session.scalars(select(Recommendation))
        assert item.number == "1"
        for written in ("1", "01", "1.0", WIDE_ONE, f"1{ZERO_WIDTH}"):
            assert items.find_item(session, f"{item.report.code}-{written}") is item


@SQLITE
def test_a_point_with_more_behind_it_is_another_number(database: Database) -> None:
    """`1.1`, `1.10`, `10` and `1` are four items."""
    for written in ("1", "1.1", "1.10", "10"):
        take(database, row(written))
    assert count(database, Recommendation) == 4


@SQLITE
def test_one_name_is_one_person_however_it_is_written(database: Database) -> None:
    """Invisible characters, accents apart from their letters and wide letters make nobody else."""
    for number, name in enumerate(RENEE, start=1):
        take(database, row(str(number), Owner=name))
    with database.reading() as session:
        (person,) = [each for each in session.scalars(select(Person)) if "Clarke" in each.name]
        assert person.name == "Renée Clarke"
        for name in RENEE:
            assert items.person_by_name(session, f"@{name}") is person


@SQLITE
def test_a_name_of_invisible_characters_is_none(database: Database) -> None:
    """A cell that shows nothing names nobody."""
    before = count(database, Person)
    take(database, row("1", Owner=f"{ZERO_WIDTH}{SOFT_HYPHEN}\u2060"))
    assert count(database, Person) == before


@given(text=st.text(max_size=40))
def test_what_is_kept_is_kept_the_same_again(text: str) -> None:
    """Reading what was kept changes nothing more, so that an export comes back as it was."""
    for kept in (as_written, as_compared, number_as_written):
        assert kept(kept(text)) == kept(text), kept
