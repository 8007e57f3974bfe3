"""Searching by words: in items, in what was recorded for them, and in the titles of reports."""

import json

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from handlers.form_values import carried
from handlers.request import Request
from models.queries import search as found
from models.queries.full_text import searchable
from models.queries.search import MatchedPart, SearchPlace, Where
from models.refusals.items import NothingFound, NothingToSearchFor
from models.register import access
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from templates.messages import Message
from templates.messages.search import Found, Hit, Snip
from templates.presenters.rows import who

LONGEST_SEARCH = 200
PAGE_SIZE = 8


def search(session: Session, request: Request) -> Message:
    """Return where the words stand, what fits best first. Raises NothingToSearchFor or NothingFound."""
    return _page(session, request, request.words.strip()[:LONGEST_SEARCH], 1)


def turn(session: Session, request: Request) -> Message:
    """Return the page that a button *Next page* or *Previous page* asks for."""
    words, first = carried(request.words, str, int)
    return _page(session, request, words, first)


def _page(session: Session, request: Request, words: str, first: int) -> Found:
    if not searchable(words):
        raise NothingToSearchFor
    readable = access.readable_by(session, request.who, request.policy)
    places = found.places(session, words, readable)
    shown = places[first - 1 : first - 1 + PAGE_SIZE]
    if not shown:
        # The same is said where there is nothing, and where there is something that is not the asker's to read.
        raise NothingFound(words=words)
    following, previous = first + PAGE_SIZE, first - PAGE_SIZE
    return Found(
        words=words,
        hits=_hits(session, readable, words, shown),
        total=len(places),
        today=request.today,
        first=first,
        is_cut=any(sum(place.where is where for place in places) == found.MOST_RANKED for where in Where),
        next_page=json.dumps([words, following]) if following <= len(places) else None,
        previous_page=json.dumps([words, previous]) if previous >= 1 else None,
    )


def _hits(
    session: Session, readable: ColumnElement[bool], words: str, shown: list[SearchPlace]
) -> tuple[Hit, ...]:
    ids = {where: [place.id for place in shown if place.where is where] for where in Where}
    snippets = {where: found.snippets(session, words, where, ids[where]) for where in Where}
    items = found.items_of_statements(session, ids[Where.STATEMENT], readable)
    statements = {each.id: each for each in found.statements(session, ids[Where.STATEMENT])}

    def hit(place: SearchPlace) -> Hit:
        snippet = _snips(snippets[place.where].get(place.id, ()))
        if place.where is Where.TEXT:
            item = session.get_one(Recommendation, place.id)
            return Hit(snippet, (item.reference,), report=item.report.title)
        if place.where is Where.REPORT:
            report = session.get_one(InspectionReport, place.id)
            return Hit(snippet, report=report.title, code=report.code)
        said = statements[place.id]
        references = tuple(item.reference for item in items[place.id])
        return Hit(snippet, references, said.kind, who(said.by), said.effective_on)

    return tuple(hit(place) for place in shown)


def _snips(parts: tuple[MatchedPart, ...]) -> tuple[Snip, ...]:
    return tuple(Snip(part.text, part.is_found) for part in parts)
