"""Open items that a piece of evidence may support too, by the words that they have in common with it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy.orm import Session

from models import queries
from models.person import Person
from models.recommendation import Recommendation
from models.search import best_with_any, plain_words, stem
from models.statement import Statement

MOST: Final = 5
"""Items that are proposed."""

CONSIDERED: Final = 30
"""The best that the database's index of words finds: of these the nearest are proposed."""

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
    It is asked once, and the database answers from its index of words.
    """
    words = _telling([statement.text, *(_words_of(item) for item in statement.items)])
    if not words:
        return []
    supported = [item.id for item in statement.items]
    condition = queries.open_besides(supported)
    if not person.is_coordinator:
        condition &= queries.of_person(person.id, person.standing_in)
    found = best_with_any(session, words, condition, CONSIDERED)
    near = {item: _likeness(item, words, statement.items) for item in found if person.may_record_for(item)}
    return sorted((item for item in near if near[item]), key=lambda item: -near[item])[:MOST]


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


def _likeness(item: Recommendation, words: Iterable[str], to: Collection[Recommendation]) -> int:
    """Return how near an item is; 0 where it is not similar at all."""
    theirs = {stem(word.casefold()) for word in plain_words(_words_of(item))}
    common = len(theirs & {stem(word) for word in words})
    if common < WORDS_IN_COMMON:
        return 0
    has_theme = item.theme is not None and item.theme in {each.theme for each in to}
    has_kind = item.report.kind in {each.report.kind for each in to}
    return common + SAME_THEME * has_theme + SAME_KIND_OF_REPORT * has_kind


def _words_of(item: Recommendation) -> str:
    return f"{item.text} {item.theme or ''}"
