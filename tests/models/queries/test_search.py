"""Finding items by the words of their text, on the index of each database."""

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import true

from bot.clock import StoppedClock
from models.queries import items
from models.queries.full_text import newest_with_words, searchable
from tests.examples import tries
from tests.factories import Register

HOSTILE = (
    '"',
    "''",
    '"" OR 1',
    "older OR",
    "NOT",
    "AND AND",
    "NEAR(",
    "NEAR(older victims, 2)",
    "text : older",
    "-older",
    "^older",
    "older*",
    "{text}: older",
    "text:*",
    "older + victim",
    "older & | ! victim",
    "!(older)",
    "older:*A",
    "<->",
    "older <2> victim",
    "\\",
    "%",
    "_",
    "*",
    "(((",
    "'; drop table event; --",
    ":words",
    "%(words)s",
    "?",
    "\N{POLICE CAR}",
    "\N{POLICE CAR} older",
    "é",
    "e\N{COMBINING ACUTE ACCENT}",
    "²",
    "\N{ADLAM CAPITAL LETTER ALIF}",
    "\N{MATHEMATICAL BOLD CAPITAL A}",
    "İ",
    "\x00",
    "\x00older",
    "the of and",
    "a" * 200,
    "older " * 30,
)

"""Making a failing example smaller would ask the database thousands of times."""


def found(register: Register, words: str) -> set[str]:
    """Return the numbers of the items that hold the words; none if there is nothing to search for."""
    with register.database.reading() as session:
        if not searchable(words):
            return set()
        numbers = newest_with_words(session, words, true())
        return {item.number for item in items.items_by_ids(session, numbers)}


def filled(register: Register) -> None:
    register.item("1", text="Assess the needs of every older victim.")
    register.item("2", text="Refer older people to safeguarding, says Sgt O'Neill.")
    register.item("3", text="Straßen, café, naïve: Operation 100% & <!channel>.")


def test_words_are_found_wherever_they_stand(register: Register) -> None:
    """All words must be there, in any order and case; those of theme, portfolio and notes count too."""
    filled(register)
    with register.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-2")
        item.theme, item.portfolio, item.notes = "Domestic abuse", "Public Protection", "Waits for the board"
    assert found(register, "OLDER") == {"1", "2"}
    assert found(register, "victim older") == {"1"}
    assert found(register, "domestic") == found(register, "Protection") == found(register, "board") == {"2"}
    assert found(register, "older burglary") == set()


def test_plurals_and_beginnings_are_found(register: Register) -> None:
    """A word is found by its plural's stem or by its beginning, as the database's index can do it."""
    filled(register)
    stem = {"sqlite": "vict", "postgresql": "victims"}[register.database.engine.dialect.name]
    assert found(register, stem) == {"1"}


def test_a_corrected_text_is_found_by_its_new_words_only(register: Register, clock: StoppedClock) -> None:
    """The index follows the text: after a correction the old words find nothing."""
    filled(register)
    with register.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-1")
        item.correct("text", "Record stalking.", register.policy.act(None, clock.now()))
    assert found(register, "stalking") == {"1"}
    assert found(register, "needs") == set()


def test_hostile_words_are_only_words(register: Register) -> None:
    """What has a meaning in a query language is taken as plain text, and never breaks a search."""
    filled(register)
    everything = {"1", "2", "3"}
    for words in HOSTILE:
        assert found(register, words) <= everything
    assert found(register, "-older") == found(register, "^older") == found(register, '"older"*') == {"1", "2"}
    assert found(register, "older & victim") == {"1"}
    assert found(register, "text : older") == set()
    assert found(register, "100%") == found(register, "<!channel>") == found(register, "CAFÉ") == {"3"}
    assert found(register, "O'Neill") == {"2"}


def test_whatever_is_typed_can_be_searched(register: Register) -> None:
    """No text at all makes a search fail."""
    filled(register)

    @tries(30)
    @given(words=st.text(max_size=40))
    def check(words: str) -> None:
        assert found(register, words) <= {"1", "2", "3"}

    check()


@pytest.mark.parametrize("words", ["", "   ", "...", "***", '""', "\N{POLICE CAR}", "<>", "\x00"])
def test_nothing_to_search_for_is_seen_beforehand(words: str) -> None:
    """Words without any letter or digit are nothing to search for."""
    assert not searchable(words)


@pytest.mark.parametrize("words", ["a", "9", "\N{POLICE CAR} car", "É"])
def test_a_letter_or_a_digit_can_be_searched_for(words: str) -> None:
    """One letter or digit is enough to search for."""
    assert searchable(words)
