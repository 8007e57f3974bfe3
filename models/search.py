"""Finding items by the words of their text, by the database's own index of words."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Dialect, Integer, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from models.recommendation import Recommendation

_SQLITE_INDEX = table("recommendation_words", column("rowid", Integer))
_WORDS = literal_column("recommendation.words", TSVECTOR)
RANKED = 2_000
"""Items among which the best are looked for."""

STEM = 6
"""So much of the beginning of a word stands for the word and its endings, where the index knows no endings."""


def has_words(words: str, dialect: Dialect) -> ColumnElement[bool]:
    """Return the condition that an item's text, theme, portfolio or notes hold all of `words`.

    On SQLite a word also matches the beginning of a longer one; on PostgreSQL words match by their stem. What
    has a meaning in either query language is taken as plain text.
    """
    if dialect.name == "sqlite":
        wanted = " ".join(f'"{word}"*' for word in plain_words(words))
        found = select(_SQLITE_INDEX.c.rowid).where(text("recommendation_words match :words"))
        return Recommendation.id.in_(found.params(words=wanted))
    return _WORDS.bool_op("@@")(func.plainto_tsquery("english", " ".join(plain_words(words))))


def best_with_any(
    session: Session, words: Sequence[str], condition: ColumnElement[bool], most: int
) -> Sequence[Recommendation]:
    """Return up to `most` items under `condition` that hold any of `words`, those that hold most of them first.

    `words` are plain words, at least one. Only the RANKED newest of such items are looked at, so that what is
    asked does not grow with the register.
    """
    if session.get_bind().dialect.name == "sqlite":
        wanted = " OR ".join(f'"{stem(word)}"*' for word in words)
        rank: ColumnElement[float] = literal_column("recommendation_words.rank")
        found = select(Recommendation.id, rank.label("rank")).join(
            _SQLITE_INDEX, _SQLITE_INDEX.c.rowid == Recommendation.id
        )
        found = found.where(text("recommendation_words match :words")).params(words=wanted)
        found = found.order_by(_SQLITE_INDEX.c.rowid.desc())
    else:
        query = func.websearch_to_tsquery("english", " or ".join(words))
        rank = -func.ts_rank(_WORDS, query)
        found = select(Recommendation.id, rank.label("rank")).where(_WORDS.bool_op("@@")(query))
        found = found.order_by(Recommendation.id.desc())
    ranked = found.where(condition).limit(RANKED).subquery()
    return session.scalars(
        select(Recommendation)
        .join(ranked, ranked.c.id == Recommendation.id)
        .order_by(ranked.c.rank, Recommendation.id)
        .limit(most)
    ).all()


def stem(word: str) -> str:
    """Return the beginning of a word, which it shares with its other forms."""
    return word[:STEM]


def searchable(words: str) -> bool:
    """Whether anything can be searched for in `words`."""
    return bool(plain_words(words))


def plain_words(words: str) -> list[str]:
    """Return the words in a text, without anything that means something in a query language."""
    letters = "".join(letter if letter.isalnum() else " " for letter in words)
    return letters.split()
