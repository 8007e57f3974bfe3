"""One name, number or code is one, however it is typed."""

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import func, select

from models.database import Database
from models.imports.cells import FaultyCell, read_code, read_number
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation
from models.register.same_name import (
    as_compared,
    as_seen,
    as_written,
    is_near,
    may_be_one_person,
    number_as_written,
    person_key,
)
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


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bridget O'Brien", "bridget o\u2019brien"), ("Ann-Marie Clarke", "Ann\u2010Marie  Clarke")],
)
def test_an_apostrophe_or_a_hyphen_of_a_word_processor_makes_nobody_else(one: str, other: str) -> None:
    """Word writes the same name with other marks than a keyboard does."""
    assert as_compared(one) == as_compared(other)


@pytest.mark.parametrize(
    "other",
    [
        "Clarke, Ann-Marie",
        "DCI Ann-Marie Clarke",
        "T/D/Supt. Ann-Marie CLARKE QPM",
        "C/Insp Ann Marie Clarke",
        "Chief Superintendent Clarke, Ann-Marie",
        "\u0410nn-M\u0430rie Clarke",
        "Ann-Mari\u00e9 Clarke",
    ],
)
def test_a_name_that_may_be_the_same_persons_is_seen(other: str) -> None:
    """Rank, order, a hyphen, an accent and letters that look alike may be a slip: somebody has to be asked."""
    assert as_compared("Ann-Marie Clarke") != as_compared(other)
    assert may_be_one_person("Ann-Marie Clarke", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Clarke", "Anna Clarke"),
        ("A Clarke", "Ann Clarke"),
        ("Chief Constable", "Deputy Chief Constable"),
        ("DCI", "DI"),
        ("PC 1234 John Smith", "PC 5678 John Smith"),
        ("", "Ann Clarke"),
    ],
)
def test_other_names_are_other_peoples(one: str, other: str) -> None:
    """What differs by more is not asked about; a post that is nothing but ranks keeps them."""
    assert not may_be_one_person(one, other)


@pytest.mark.parametrize(
    "other",
    ["Anna Clark", "Ana Clarke", "Annna Clarke", "Anna Clerke", "Anna Clakre", "DCI Clark, Anna"],
)
def test_a_name_that_one_letter_tells_apart_may_be_a_slip(other: str) -> None:
    """A letter too many, too few, another, or two that changed places, whatever rank and order."""
    assert is_near("Anna Clarke", other)
    assert is_near(other, "Anna Clarke")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Clarke", "Anna Clarke"),
        ("Anna Clarke", "Anna Clarks-Hill"),
        ("Anna Clarke", "Anna M Clarke"),
        ("Anna Clarke", "Annie Clark"),
        ("Jo Lee", "Jo Lea"),
        ("PC 1234 John Smith", "PC 1235 John Smith"),
    ],
)
def test_a_name_that_more_tells_apart_is_somebody_elses(one: str, other: str) -> None:
    """Two letters, another word, a number, or a name so short that one letter is much of it."""
    assert not is_near(one, other)


@SQLITE
def test_a_board_or_portfolio_that_only_looks_different_is_the_one_that_is_there(database: Database) -> None:
    """An import that types it otherwise files under the one in use: there is no second of the same look."""
    take(database, row("1", Board="Vulnerability Board", Portfolio="Renée's team"))
    take(database, row("2", Board="vulnerability  board", Portfolio="Renee\u2019s Team"))
    take(database, row("1", Board="VULNERABILITY BOARD"), row("3", Board="Vulner\u0430bility Board"))
    take(database, row("4", Board="Vulnerable People Board"))
    with database.reading() as session:
        found = session.execute(
            select(Recommendation.number, Recommendation.board, Recommendation.portfolio)
        ).all()
    boards = {number: board for number, board, _ in found}
    assert boards == {
        "1": "Vulnerability Board",
        "2": "Vulnerability Board",
        "3": "Vulnerability Board",
        "4": "Vulnerable People Board",
    }
    assert [portfolio for number, _, portfolio in found if number == "2"] == ["Renée's team"]


def test_letters_of_another_alphabet_are_seen_as_what_they_look_like() -> None:
    """A code with a Cyrillic letter in it looks like the code that is there."""
    assert as_seen("V\u0415TTING") == as_seen("Vetting")
    assert as_seen("VETTING") != as_seen("VETTED")


@pytest.mark.parametrize(
    ("read", "written", "meant"),
    [
        (read_code, "V\u0415TTING", "VETTING"),
        (read_code, "PE\u00c9L", "PEEL"),
        (read_number, "1\u0430", "1a"),
    ],
)
def test_a_code_or_number_that_only_looks_right_is_asked_about(
    read: Callable[[str], str | None], written: str, meant: str
) -> None:
    """It is refused with what it looks like: otherwise one item would be counted as two."""
    with pytest.raises(FaultyCell) as refused:
        read(written)
    assert refused.value.right == f"Type it again: {meant}."
    assert refused.value.wrong == f"\u201c{written}\u201d contains accents or letters of another alphabet."


def test_digits_of_another_script_are_no_number() -> None:
    """What cannot be typed into a command is no number of an item."""
    with pytest.raises(FaultyCell):
        read_number("\u0661")


@given(text=st.text(max_size=40))
def test_what_is_kept_is_kept_the_same_again(text: str) -> None:
    """Reading what was kept changes nothing more, so that an export comes back as it was."""
    for kept in (as_written, as_compared, as_seen, person_key, number_as_written):
        assert kept(kept(text)) == kept(text), kept
