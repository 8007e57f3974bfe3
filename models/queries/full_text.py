"""Finding items by the words of their text, by the database's own index of words."""

import re
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    Select,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import True_

from models.register.recommendation import Recommendation

_SQLITE_INDEX = table("recommendation_words", column("rowid", Integer))
_WORDS = literal_column("recommendation.words", TSVECTOR)
_WORD = re.compile(r"[^\W_]+")

PUBLIC = ("text", "theme", "portfolio")
"""What every reader may read of the columns in which words are looked for; the notes are for some alone."""

STEM = 6
"""So much of the beginning of a word stands for the word and its endings, where the index knows no endings."""


MOST_FOUND: Final = 1_000
"""Of words that stand in more items than this, the newest are found, and one more to tell that there are."""


def newest_with_words(session: Session, words: str, readable: ColumnElement[bool]) -> list[int]:
    """Return the numbers of the newest items whose text, theme and portfolio hold all of `words`.

    Where an item is `readable`, its notes are looked through too: that is the condition that the asker may read
    what was recorded for it. There are up to MOST_FOUND, and one more where that is not all.

    On SQLite a word also matches the beginning of a longer one; on PostgreSQL words match by their stem. What
    has a meaning in either query language is taken as plain text.
    """
    dialect = session.get_bind().dialect
    asked = [_anywhere(words, dialect, readable)]
    if dialect.name == "sqlite" and not is_everything(readable):
        asked.append(_on_sqlite(as_query(words, dialect, public=True), true()))
    found = {number for question in asked for number in session.scalars(question)}
    return sorted(found, reverse=True)[: MOST_FOUND + 1]


def _anywhere(words: str, dialect: Dialect, readable: ColumnElement[bool]) -> Select[int]:
    """Return the question for the newest items that hold `words`: on SQLite of the `readable` alone."""
    if dialect.name == "sqlite":
        return _on_sqlite(as_query(words, dialect), readable)
    item = Recommendation.id
    asked = func.plainto_tsquery("english", as_query(words, dialect))
    anywhere, public = (vector.bool_op("@@")(asked) for vector in (_WORDS, public_words()))
    # The index knows the words of all columns: what it finds is looked at once more where notes are not to count.
    return select(item).where(anywhere, or_(readable, public)).order_by(item.desc()).limit(MOST_FOUND + 1)


def _on_sqlite(query: str, readable: ColumnElement[bool]) -> Select[int]:
    """Return the question for the newest `readable` items that hold what the `query` asks for."""
    number = _SQLITE_INDEX.c.rowid
    found = select(number).where(text("recommendation_words match :words")).params(words=query)
    return found.where(is_readable(number, readable)).order_by(number.desc()).limit(MOST_FOUND + 1)


def is_everything(readable: ColumnElement[bool]) -> bool:
    """Whether the condition `readable` holds of every item."""
    return isinstance(readable, True_)


def is_readable(item: ColumnElement[int], readable: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the item with the number `item` is `readable`.

    It is looked up for each item in which the words stand. As a list of numbers it would have SQLite look for the
    words anew for each number in it.
    """
    if is_everything(readable) or item is Recommendation.__table__.c.id:
        return readable
    return (
        select(Recommendation.id).where(Recommendation.id == item, readable).correlate(_SQLITE_INDEX).exists()
    )


def public_words() -> ColumnElement[str]:
    """Return the words of what every reader may read of an item, as PostgreSQL looks for words."""
    columns = Recommendation.__table__.c
    return func.to_tsvector(
        "english", func.concat_ws(" ", *(columns[name] for name in PUBLIC)), type_=TSVECTOR
    )


def as_query(words: str, dialect: Dialect, *, public: bool = False) -> str:
    """Return `words` as each database's index is asked for all of them, with no meaning but their own.

    `public` leaves the notes of items out, for SQLite; PostgreSQL is asked for `public_words`.
    """
    if dialect.name == "sqlite":
        all_of = " ".join(f'"{word}"*' for word in _longest(plain_words(words)))
        return f"{{{' '.join(PUBLIC)}}} : ({all_of})" if public else all_of
    return " ".join(plain_words(words))


def _longest(words: list[str]) -> list[str]:
    """Return each of `words` once, without those with which another begins: what has that has them too.

    SQLite cuts a snippet in a time that grows with the square of the places in which any of the words stand.
    """
    once = dict.fromkeys(word.casefold() for word in words)
    return [word for word in once if not any(other.startswith(word) for other in once if other != word)]


def stem(word: str) -> str:
    """Return the beginning of a word, which it shares with its other forms."""
    return word[:STEM]


def searchable(words: str) -> bool:
    """Whether anything can be searched for in `words`."""
    return bool(plain_words(words))


def plain_words(words: str) -> list[str]:
    """Return the words in a text, without anything that means something in a query language."""
    return _WORD.findall(words)
