"""Finding items by the words of their text, by the database's own index of words."""

import re

from sqlalchemy import ColumnElement, Dialect, Integer, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSVECTOR

from models.register.recommendation import Recommendation

_SQLITE_INDEX = table("recommendation_words", column("rowid", Integer))
_WORDS = literal_column("recommendation.words", TSVECTOR)
_WORD = re.compile(r"[^\W_]+")

STEM = 6
"""So much of the beginning of a word stands for the word and its endings, where the index knows no endings."""


def has_words(words: str, dialect: Dialect) -> ColumnElement[bool]:
    """Return the condition that an item's text, theme, portfolio or notes hold all of `words`.

    On SQLite a word also matches the beginning of a longer one; on PostgreSQL words match by their stem. What
    has a meaning in either query language is taken as plain text.
    """
    wanted = as_query(words, dialect)
    if dialect.name == "sqlite":
        found = select(_SQLITE_INDEX.c.rowid).where(text("recommendation_words match :words"))
        return Recommendation.id.in_(found.params(words=wanted))
    return _WORDS.bool_op("@@")(func.plainto_tsquery("english", wanted))


def as_query(words: str, dialect: Dialect) -> str:
    """Return `words` as each database's index is asked for all of them, with no meaning but their own."""
    if dialect.name == "sqlite":
        return " ".join(f'"{word}"*' for word in plain_words(words))
    return " ".join(plain_words(words))


def stem(word: str) -> str:
    """Return the beginning of a word, which it shares with its other forms."""
    return word[:STEM]


def searchable(words: str) -> bool:
    """Whether anything can be searched for in `words`."""
    return bool(plain_words(words))


def plain_words(words: str) -> list[str]:
    """Return the words in a text, without anything that means something in a query language."""
    return _WORD.findall(words)
