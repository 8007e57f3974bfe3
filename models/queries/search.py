"""Finding words wherever they stand: in items, in what was recorded for them, and in the titles of reports.

What was recorded, and the notes of an item, are found by those who may read them (models/access.py) and by
nobody else: neither a count nor a place in the order tells that they are there. What was taken back or deleted is
not found at all; it is read in the item's record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    func,
    literal_column,
    not_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session, aliased

from models.queries.full_text import as_query, is_everything, is_readable, public_words
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.statements.statement import Statement, statement_item

MOST_RANKED = 1_000
"""Of words that stand in more places of one sort than this, the newest places are put in order, no others."""

MARK, UNMARK = "\x02", "\x03"
"""Stand around a word that was found; what people type cannot show them."""

_WORDS_OF_A_SNIPPET = 24
_OPTIONS = f", MaxWords={_WORDS_OF_A_SNIPPET}, MinWords=8"


class Where(StrEnum):
    """The sort of place in which words were found; its value is the table that holds it."""

    TEXT = "recommendation"
    STATEMENT = "statement"
    REPORT = "inspection_report"


_TABLES: dict[Where, type[Recommendation | Statement | InspectionReport]] = {
    Where.TEXT: Recommendation,
    Where.STATEMENT: Statement,
    Where.REPORT: InspectionReport,
}
_SNIPPED = {Where.TEXT: "text", Where.STATEMENT: "text", Where.REPORT: "title"}


@dataclass(frozen=True)
class SearchPlace:
    """One place in which the words were found, by its sort and number; what fits better has the higher `rank`."""

    where: Where
    id: int
    rank: float


@dataclass(frozen=True)
class MatchedPart:
    """A piece of what stands there: one of the words, if it `is_found`, or what stands between them."""

    text: str
    is_found: bool


def places(session: Session, words: str, readable: ColumnElement[bool]) -> list[SearchPlace]:
    """Return where all of `words` stand together, what fits best first.

    `readable` is the condition that the asker may read what was recorded for an item.
    """
    found = [place for where in Where for place in _places_in(session, where, words, readable)]
    return sorted(found, key=lambda place: (-place.rank, place.where, -place.id))


def snippets(
    session: Session, words: str, where: Where, ids: Iterable[int]
) -> dict[int, tuple[MatchedPart, ...]]:
    """Return, of each of these places, the piece in which the words stand."""
    wanted = list(ids)
    if not wanted:
        return {}
    dialect = session.get_bind().dialect
    query = as_query(words, dialect)
    cut = _cut_by_sqlite(where) if dialect.name == "sqlite" else _cut_by_postgresql(where)
    asked = {"words": query, "wanted": wanted, "mark": MARK, "unmark": UNMARK}
    rows = session.execute(cut, asked | {"first": min(wanted), "last": max(wanted)})
    return {place: _parts(piece) for place, piece in rows}


def statements(session: Session, ids: Sequence[int]) -> Sequence[Statement]:
    """Return these statements."""
    return session.scalars(select(Statement).where(Statement.id.in_(ids))).all() if ids else ()


def items_of_statements(
    session: Session, ids: Sequence[int], readable: ColumnElement[bool]
) -> dict[int, list[Recommendation]]:
    """Return, for each of these statements, the items it was recorded for that are `readable`."""
    rows = session.execute(
        select(statement_item.c.statement_id, Recommendation)
        .join(Recommendation, Recommendation.id == statement_item.c.recommendation_id)
        .where(statement_item.c.statement_id.in_(ids), readable)
        .order_by(Recommendation.id)
    )
    items: dict[int, list[Recommendation]] = {}
    for statement, item in rows:
        items.setdefault(statement, []).append(item)
    return items


def _places_in(
    session: Session, where: Where, words: str, readable: ColumnElement[bool]
) -> list[SearchPlace]:
    if where is Where.REPORT:
        return _matches(session, where, words)
    if where is Where.STATEMENT or is_everything(readable):
        return _matches(session, where, words, readable)
    found = [
        *_matches(session, where, words, readable),
        *_matches(session, where, words, readable, public=True),
    ]
    return sorted(found, key=lambda place: -place.id)[:MOST_RANKED]


def _matches(
    session: Session,
    where: Where,
    words: str,
    readable: ColumnElement[bool] | None = None,
    *,
    public: bool = False,
) -> list[SearchPlace]:
    """Return the newest places that hold `words`, of those that are `readable` where that is asked.

    With `public` those of the others: they, and their rank, are found by what every reader may read.
    """
    dialect = session.get_bind().dialect
    if dialect.name == "sqlite":
        number, matching = _match_on_sqlite(where)
    else:
        number, matching = _match_on_postgresql(where, public=public)
    if readable is not None:
        theirs = (
            _is_readable_statement(number, readable)
            if where is Where.STATEMENT
            else is_readable(number, readable)
        )
        matching = matching.where(not_(theirs) if public else theirs)
    newest = matching.order_by(number.desc()).limit(MOST_RANKED)
    rows = session.execute(newest, {"words": as_query(words, dialect, public=public)})
    return [SearchPlace(where, place, float(rank)) for place, rank in rows]


def _match_on_sqlite(where: Where) -> tuple[ColumnElement[int], Select[int, float]]:
    index = f"{where}_words"
    number = literal_column(f"{index}.rowid", Integer)
    # SQLite gives what fits best the lowest rank.
    rank = literal_column(f"-bm25({index})", Float)
    return number, select(number, rank).select_from(table(index)).where(text(f"{index} match :words"))


def _match_on_postgresql(where: Where, *, public: bool) -> tuple[ColumnElement[int], Select[int, float]]:
    number: ColumnElement[int] = _TABLES[where].__table__.c.id
    indexed = literal_column(f"{where}.words", TSVECTOR)
    asked = func.plainto_tsquery("english", bindparam("words"))
    words = public_words() if public else indexed
    matching = select(number, func.ts_rank(words, asked, type_=Float)).where(indexed.bool_op("@@")(asked))
    return number, matching.where(words.bool_op("@@")(asked)) if public else matching


def _cut_by_sqlite(where: Where) -> Select[int, str]:
    index = f"{where}_words"
    number = literal_column(f"{index}.rowid", Integer)
    begins, ends = bindparam("mark", type_=String), bindparam("unmark", type_=String)
    piece = func.snippet(literal_column(index), 0, begins, ends, "…", _WORDS_OF_A_SNIPPET, type_=Text)
    # Asked for each number, the index would look for the words anew for each: the sign keeps it from that.
    there = literal_column(f"+{index}.rowid", Integer).in_(bindparam("wanted", expanding=True))
    within = number.between(bindparam("first"), bindparam("last"))
    return select(number, piece).select_from(table(index)).where(text(f"{index} match :words"), within, there)


def _cut_by_postgresql(where: Where) -> Select[int, str]:
    columns = _TABLES[where].__table__.c
    asked = func.plainto_tsquery("english", bindparam("words"))
    begins, ends = bindparam("mark", type_=String), bindparam("unmark", type_=String)
    marks: ColumnElement[str] = func.concat("StartSel=", begins, ", StopSel=", ends, _OPTIONS)
    piece = func.ts_headline("english", columns[_SNIPPED[where]], asked, marks, type_=Text)
    return select(columns.id, piece).where(columns.id.in_(bindparam("wanted", expanding=True)))


def _is_readable_statement(
    statement: ColumnElement[int], readable: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Return the condition that the statement of this number stands, and was recorded for a `readable` item.

    It is looked up for each statement in which the words stand, as `is_readable` is for items.
    """
    said = aliased(Statement)
    return (
        select(statement_item.c.statement_id)
        .join(said, said.id == statement_item.c.statement_id)
        .join(Recommendation, Recommendation.id == statement_item.c.recommendation_id)
        .where(statement_item.c.statement_id == statement)
        .where(readable, said.withdrawn_at.is_(None), said.deleted_at.is_(None))
        .exists()
    )


def _parts(piece: str) -> tuple[MatchedPart, ...]:
    parts = []
    for number, run in enumerate(piece.split(MARK)):
        found, marked, after = run.partition(UNMARK)
        if number and marked:
            parts += [MatchedPart(found, is_found=True), MatchedPart(after, is_found=False)]
        else:
            parts.append(MatchedPart(run, is_found=False))
    return tuple(part for part in parts if part.text)
