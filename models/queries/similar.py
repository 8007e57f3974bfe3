"""Open items that a piece of evidence may support too, by the words that they have in common with it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session

from models.enums import ReportKind
from models.people.person import Person
from models.queries import items as queries
from models.queries.full_text import plain_words, stem
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.statements.statement import Statement

MOST: Final = 5
"""Items that are proposed."""

CONSIDERED: Final = 1_000
"""The newest items, among which the nearest are looked for: what is asked does not grow with the register."""

NEAREST: Final = 30
"""Of these the first that the person may record for are proposed."""

MOST_WORDS: Final = 24
SHORTEST_WORD: Final = 4
WORDS_IN_COMMON: Final = 2
"""With fewer an item is not similar."""

SAME_THEME: Final = 3
SAME_KIND_OF_REPORT: Final = 1
"""What a theme or a kind of report in common counts, in words."""

_LITTLE: Final = """
about above action actions after against also another appropriate available because been before being between
both chief clear constable constables could does done during each effective ensure ensured ensures ensuring
evidence every force forces from further given have hmicfrs immediate immediately improve improved improvement
includes including into its later made make makes making means more most must need only other others over
police policing process processes provide provided recommend recommendation recommendations report review
reviewed shows should some such sure take taken than that their them then there these they this those through
under until update used using very were what when where whether which while will with within work would your
"""
SAYS_LITTLE: Final = frozenset(stem(word) for word in _LITTLE.split())
"""Words that stand in every recommendation, and show no likeness."""


def similar_to(session: Session, statement: Statement, person: Person) -> list[Recommendation]:
    """Return up to MOST open items that `statement` does not support yet, nearest first.

    `person` may record for each. They share words of text and theme with it and with the items that it supports.
    Only the CONSIDERED newest are looked at, of a coordinator those of the register, else their own. Their words
    are compared here: to rank by its index of words, SQLite goes through every item that has any of them, and
    everybody waits meanwhile.
    """
    words = _telling([statement.text, *(_words_of(item) for item in statement.items)])
    if not words:
        return []
    supported = {item.id for item in statement.items}
    theirs = true() if person.is_coordinator else queries.of_person(person.id, person.standing_in)
    compared = _Compared(words, statement.items)
    near = {
        id_: likeness
        for id_, counts, text, theme, kind in session.execute(_newest(theirs))
        if counts and id_ not in supported and (likeness := compared.likeness(text, theme, kind))
    }
    nearest = sorted(near, key=lambda id_: (-near[id_], -id_))[:NEAREST]
    found = session.scalars(select(Recommendation).where(Recommendation.id.in_(nearest)))
    proposed = [item for item in found if person.may_record_for(item)]
    return sorted(proposed, key=lambda item: nearest.index(item.id))[:MOST]


def _newest(theirs: ColumnElement[bool]) -> Select[int, bool, str, str | None, ReportKind]:
    """Return the query for the newest items, with whether each is an open one of this force.

    That is not made a condition: SQLite would gather all such items by their index, and sort them.
    """
    item = Recommendation
    counts = and_(item.is_open, item.for_force)
    found = select(item.id, counts, item.text, item.theme, InspectionReport.kind).join(item.report)
    return found.where(theirs).order_by(item.id.desc()).limit(CONSIDERED)


def _telling(texts: Iterable[str]) -> list[str]:
    """Return the words that say most of what texts are about: first those that come in several of them."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(list(dict.fromkeys(word.casefold() for word in plain_words(text))))
    return [
        word
        for word, _ in counted.most_common()
        if len(word) >= SHORTEST_WORD and not word.isdecimal() and stem(word) not in SAYS_LITTLE
    ][:MOST_WORDS]


class _Compared:
    """What items are compared with: the stems of the telling words, and themes and kinds of report."""

    def __init__(self, words: Iterable[str], items: Collection[Recommendation]) -> None:
        self._stems = {stem(word) for word in words}
        self._themes = {item.theme for item in items}
        self._kinds = {item.report.kind for item in items}

    def likeness(self, text: str, theme: str | None, kind: ReportKind) -> int:
        """Return how near an item is; 0 where it is not similar at all."""
        theirs = {stem(word) for word in plain_words(f"{text} {theme or ''}".casefold())}
        common = len(theirs & self._stems)
        if common < WORDS_IN_COMMON:
            return 0
        has_theme = theme is not None and theme in self._themes
        return common + SAME_THEME * has_theme + SAME_KIND_OF_REPORT * (kind in self._kinds)


def _words_of(item: Recommendation) -> str:
    return f"{item.text} {item.theme or ''}"
