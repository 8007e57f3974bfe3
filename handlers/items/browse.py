"""Looking things up: my list, status, one item, and pages of a list."""

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from handlers.form_values import carried, day
from handlers.items.detail import detail
from handlers.request import Request
from models.committee.figures import next_meeting
from models.people.person import Team
from models.queries import items as queries, paging
from models.queries.boards import board_called
from models.queries.full_text import MOST_FOUND, newest_with_words, searchable
from models.queries.named_lists import NAMED_LISTS, list_named, spelled
from models.queries.numbered import numbered, whole
from models.refusals.commands import NoLongerKnown
from models.refusals.items import NothingMatches, NothingMatchesButNear, ReferenceMissing
from models.register import access
from models.register.recommendation import Recommendation
from models.reminders.cadence import ONE_DAY
from templates.messages import Message
from templates.messages.items import Count, ItemList, Totals
from templates.presenters.boards import board_page
from templates.presenters.rows import rows

PAGE_SIZE = 10
LONGEST_SEARCH = 200


def my_list(session: Session, request: Request) -> Message:
    """Return the open items that the asker owns or stands in for, most pressing first."""
    return _first_page(session, request, "mine", str(request.who.id))


def status(session: Session, request: Request) -> Message:
    """Return where the register stands, or one item, or the list that the words describe.

    The words are a reference, `@person`, a report's code, the name of a list or of a board, or words to be found.
    """
    words = request.words.strip()
    if not words:
        return totals(session, request)
    if name := list_named(words):
        return list_of(session, request, name)
    if words.startswith("@"):
        return _first_page(session, request, "person", str(queries.person_by_name(session, words).id))
    if item := queries.find_item(session, words):
        return detail(session, request, item, full=False)
    if report := queries.report_by_code(session, words):
        return _first_page(session, request, "report", str(report.id))
    return _by_words(session, request, words)


def show(session: Session, request: Request) -> Message:
    """Return everything about one item. Raises NoSuchItem or ReferenceMissing."""
    if not request.words.strip():
        raise ReferenceMissing(command="show")
    return detail(session, request, queries.item_by_reference(session, request.words), full=True)


def items_of_team(session: Session, request: Request, team: Team) -> ItemList:
    """Return the open items that a team works on, most pressing first."""
    return _first_page(session, request, "team", str(team.id))


def list_of(session: Session, request: Request, about: str) -> ItemList:
    """Return the first page of one of the lists of `status`."""
    return _first_page(session, request, about, "")


def turn_page(session: Session, request: Request) -> Message:
    """Return the page that a *Next* or *Previous* button asks for."""
    about, argument, on, item_id, first, backwards = carried(request.words, str, str, str, int, int, bool)
    page = paging.Page(day(on), item_id, backwards)
    return _page(session, request, about, argument, page, first)


def totals(session: Session, request: Request) -> Totals:
    """Return where the register stands today."""
    today = request.today
    meeting = next_meeting(session, today)
    counted = queries.tally(session, today)
    return Totals(
        today=today,
        open_by_kind=tuple(Count(kind, number) for kind, number in counted.by_kind.items()),
        overdue=counted.overdue,
        past_original=counted.past_original,
        due_soon=counted.due,
        due_soon_days=queries.DUE_SOON // ONE_DAY,
        red=counted.red,
        unallocated=counted.unallocated,
        waiting_for_hmicfrs=counted.waiting_for_hmicfrs,
        watched=counted.watched,
        next_committee_on=meeting.held_on if meeting else None,
    )


def _by_words(session: Session, request: Request, words: str) -> Message:
    if board := board_called(session, words):
        return board_page(session, board, request.today)
    if _reads_like_reference(words):
        queries.item_by_reference(session, words)
    if searchable(words):
        found = _first_page(session, request, "words", words[:LONGEST_SEARCH])
        if found.total:
            return found
    if near := queries.nearest(words, map(spelled, NAMED_LISTS), whole=True):
        raise NothingMatchesButNear(words=words, nearest=near)
    raise NothingMatches(words=words)


def reads_like_status(word: str) -> bool:
    """Whether `word` by itself asks for a status: a reference, `@person` or the name of a list."""
    return list_named(word) is not None or word.startswith("@") or _reads_like_reference(word)


def _reads_like_reference(words: str) -> bool:
    return " " not in words and any(letter.isdigit() for letter in words)


@dataclass(frozen=True)
class _List:
    """The condition of a list, and how many items are in it, where that is known without counting them."""

    within: ColumnElement[bool]
    total: int | None = None


def condition(session: Session, request: Request, about: str, argument: str) -> ColumnElement[bool]:
    """Return the condition of the list that is `about` something, with its argument: a number, or words."""
    return _list(session, request, about, argument).within


def _list(session: Session, request: Request, about: str, argument: str) -> _List:
    if about in NAMED_LISTS:
        return _List(NAMED_LISTS[about].condition(request.today))
    if about == "report":
        return _List(queries.of_report(_number(argument)))
    if about == "words":
        readable = access.readable_by(session, request.who, request.policy)
        numbers = newest_with_words(session, argument, readable)
        return _List(Recommendation.id.in_(numbers), len(numbers))
    if about == "team":
        return _List(queries.of_team(_number(argument)))
    return _List(queries.of_person(_number(argument), request.who.standing_in if about == "mine" else ()))


def _number(argument: str) -> int:
    number = whole(argument)
    if number is None:
        raise NoLongerKnown
    return number


def _ways(request: Request, about: str, argument: str) -> tuple[ColumnElement[bool], ...]:
    """Return, of a list that several indexes hold, the conditions under any of which an item is in it."""
    if about in NAMED_LISTS:
        ways = NAMED_LISTS[about].ways
        return ways(request.today) if ways is not None else ()
    if about in ("mine", "person"):
        return queries.ways_to_be_of(int(argument), request.who.standing_in if about == "mine" else ())
    return ()


def _total(session: Session, request: Request, about: str, listed: _List) -> int:
    if about in NAMED_LISTS:
        return NAMED_LISTS[about].total(session, request.today)
    return queries.count_of(session, listed.within) if listed.total is None else listed.total


def _named(session: Session, about: str, argument: str, items: list[Recommendation]) -> str | None:
    if about == "person":
        return queries.person_by_id(session, _number(argument)).name
    if about == "report":
        return items[0].report.title if items else None
    if about == "team":
        team = numbered(session, Team, argument)
        return team.name if team else None
    return argument if about == "words" else None


def _first_page(session: Session, request: Request, about: str, argument: str) -> ItemList:
    return _page(session, request, about, argument, None, 1)


def _page(
    session: Session, request: Request, about: str, argument: str, page: paging.Page | None, first: int
) -> ItemList:
    listed = _list(session, request, about, argument)
    order = NAMED_LISTS[about].order if about in NAMED_LISTS else Recommendation.pressing_on
    ways = _ways(request, about, argument) or listed.within
    found = paging.page_of(session, ways, PAGE_SIZE + 1, page, order=order)
    backwards = page is not None and page.backwards
    more = len(found) > PAGE_SIZE
    shown = found[-PAGE_SIZE:] if backwards else found[:PAGE_SIZE]

    def turn(item: Recommendation, to: int, *, back: bool) -> str:
        return json.dumps([about, argument, getattr(item, order.key).isoformat(), item.id, to, back])

    single = page is None and not more
    total = len(shown) if single else _total(session, request, about, listed)
    # What is beyond the newest is found by more words; all of it is not changed in one go.
    is_cut = about == "words" and total > MOST_FOUND
    return ItemList(
        about=about,
        named=_named(session, about, argument, shown),
        rows=rows(shown, request.today),
        total=MOST_FOUND if is_cut else total,
        today=request.today,
        first=first,
        next_page=turn(shown[-1], first + PAGE_SIZE, back=False) if shown and (more or backwards) else None,
        previous_page=turn(shown[0], first - PAGE_SIZE, back=True) if shown and first > 1 else None,
        change_all=json.dumps([about, argument])
        if shown and request.who.is_coordinator and not is_cut
        else None,
        is_cut=is_cut,
    )
