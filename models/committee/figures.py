"""The figures that a committee is given. Every number is a list: it is as long as what it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.asof import as_of
from models.committee.bridge import Bridge, Opening, bridge
from models.committee.figure_table import CLOSING
from models.committee.meeting import Meeting
from models.committee.moves import Moved, dates_moved
from models.committee.reviewed import reviewed
from models.committee.summary import PrintedFigure, Summary
from models.enums import OUTSTANDING, Addressee, ItemKind, Rag, Status
from models.ledger.event import Event, EventKind
from models.queries import items as queries
from models.queries.statements import words_for_committee
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from models.statements.statement import Statement

USUAL_GAP = relativedelta(months=3)
"""Committees meet four times a year: so the next meeting is reckoned while none is entered."""

Items = Sequence[Recommendation]


@dataclass(frozen=True)
class Period:
    """What a summary covers: from the day after the cut-off `since` (None: from the beginning) up to `until`.

    `due_until` is the day of the meeting after the one it is for. All are local dates.
    """

    since: date | None
    until: date
    due_until: date

    @property
    def begins_on(self) -> date:
        """The first day that is covered."""
        return self.since + timedelta(days=1) if self.since else date.min


@dataclass(frozen=True)
class HandedOver:
    """An item that changed hands: whose it was, and whose it became, None for nobody's; `event` tells when."""

    item: int
    event: Event
    was: str
    to: str | None


@dataclass(frozen=True)
class Standing:
    """Where the register stands at the end of a period, and what moved in it.

    Items addressed only to other bodies are watched and appear in no other list.
    """

    meeting: Meeting | None
    period: Period
    bridge: Bridge
    items: dict[int, Recommendation]
    overdue: Items
    due: Items
    rag: dict[Rag | None, list[Recommendation]]
    addressees: dict[Addressee, list[Recommendation]]
    causes: Items
    waiting: Items
    watched: Items
    quiet: Items
    reviews_due: Sequence[Review]
    reviews_done: Sequence[Review]
    reviews_updated: Sequence[Review]
    reviews_missed: Sequence[Review]
    reviews_late: Sequence[Review]
    dates_moved: Sequence[Moved]
    owners_changed: Sequence[HandedOver]
    last_words: dict[int, Statement] = field(default_factory=dict)

    @property
    def open_items(self) -> list[Recommendation]:
        """The items that count as open at the end of the period, kind by kind."""
        return [item for kind in ItemKind for item in self.listed(self.bridge.closing[kind])]

    def listed(self, ids: Iterable[int]) -> list[Recommendation]:
        """Return the items with these ids, in their order."""
        return [self.items[each] for each in ids]


def period_before(session: Session, meeting: Meeting | None, today: date) -> Period:
    """Return the period that the summary for `meeting` covers on the local date `today`.

    It goes on from the day up to which the last published summary counted, or else from the last cut-off.
    """
    held_on = meeting.held_on if meeting else today
    last = last_meeting_before(session, held_on)
    printed = published_for(session, last) if last else None
    return Period(
        since=_counted_to(last, printed),
        until=min(meeting.cut_off_on, today) if meeting else today,
        due_until=meets_after(session, held_on),
    )


def _counted_to(last: Meeting | None, printed: Summary | None) -> date | None:
    if printed is not None:
        return printed.until
    return last.cut_off_on if last else None


def standing(session: Session, meeting: Meeting | None, today: date) -> Standing:
    """Return where the register stands for `meeting`, as it is known on the local date `today`.

    Raises BridgeDoesNotClose, and then nothing may be printed.
    """
    period = period_before(session, meeting, today)
    last = last_meeting_before(session, meeting.held_on if meeting else today)
    return between(session, period, meeting, opening_for(session, last) if last else None, today)


def between(
    session: Session, period: Period, meeting: Meeting | None, opening: Opening | None, today: date
) -> Standing:
    """Return where the register stands at the end of any period, from the `opening` that was printed for it.

    Raises BridgeDoesNotClose.
    """
    if period.since is None:
        opening = Opening(items={})
    moved = bridge(session, opening, period.since or date.min, period.until)
    return _around(session, meeting, period, moved, today)


def published_for(session: Session, meeting: Meeting) -> Summary | None:
    """Return the summary that was published for `meeting`, or None."""
    return session.scalar(select(Summary).where(Summary.meeting_id == meeting.id))


def published_after(session: Session, meeting: Meeting) -> Summary | None:
    """Return the summary that was published for the meeting after `meeting`, or None."""
    following = next_meeting(session, meeting.held_on + timedelta(days=1))
    return published_for(session, following) if following else None


def opening_for(session: Session, meeting: Meeting) -> Opening | None:
    """Return what was printed for `meeting`: its items, or only its numbers if the paper was made elsewhere."""
    published = published_for(session, meeting)
    if published is not None:
        return Opening(items={int(item): ItemKind(kind) for item, kind in published.items.items()})
    printed = printed_for(session, meeting)
    closing = {each.kind: each.number for each in printed if each.name == CLOSING}
    return Opening(printed=closing) if closing else None


def printed_for(session: Session, meeting: Meeting) -> Sequence[PrintedFigure]:
    """Return the figures that a paper made elsewhere printed for `meeting`."""
    query = select(PrintedFigure).where(PrintedFigure.meeting_id == meeting.id)
    return session.scalars(query.order_by(PrintedFigure.id)).all()


def next_meeting(session: Session, today: date) -> Meeting | None:
    """Return the first meeting on or after `today`, or None if none is entered."""
    return session.scalar(select(Meeting).where(Meeting.held_on >= today).order_by(Meeting.held_on).limit(1))


def meeting_with_cut_off(session: Session, day: date) -> Meeting | None:
    """Return the meeting whose figures count up to `day`, or None."""
    return session.scalar(select(Meeting).where(Meeting.cut_off_on == day).limit(1))


def meets_after(session: Session, day: date) -> date:
    """Return the day on which the committee meets next after `day`, reckoned where none is entered."""
    following = next_meeting(session, day + timedelta(days=1))
    return following.held_on if following else day + USUAL_GAP


def last_meeting_before(session: Session, day: date) -> Meeting | None:
    """Return the last meeting held before `day`, or None."""
    return session.scalar(
        select(Meeting).where(Meeting.held_on < day).order_by(Meeting.held_on.desc()).limit(1)
    )


def _around(
    session: Session, meeting: Meeting | None, period: Period, moved: Bridge, today: date
) -> Standing:
    reviews = reviewed(session, period.begins_on, period.until)
    moves = dates_moved(session, period.begins_on, period.until)
    handed_over = _handed_over(session, period)
    told = {*reviews.ids, *(each.item for each in moves), *(each.item for each in handed_over)}
    items = _items(session, moved, period, today, told)
    closing = [each for kind in ItemKind for each in moved.closing[kind]]
    open_now = _most_pressing(items, closing)
    rag: dict[Rag | None, list[Recommendation]] = {each: [] for each in (*Rag, None)}
    addressees: dict[Addressee, list[Recommendation]] = {each: [] for each in Addressee}
    for item in open_now:
        rag[item.rag_on(period.until)].append(item)
        for body in item.addressed_to:
            addressees[body].append(item)
    return Standing(
        meeting=meeting,
        period=period,
        bridge=moved,
        items=items,
        overdue=[item for item in open_now if item.is_overdue(period.until)],
        due=[item for item in open_now if _falls_due(item, period)],
        rag=rag,
        addressees=addressees,
        causes=[item for item in open_now if item.kind is ItemKind.CAUSE_OF_CONCERN],
        waiting=[item for item in open_now if item.status is Status.FORCE_COMPLETE],
        watched=_most_pressing(items, moved.watched),
        quiet=[item for item in open_now if not _was_heard(item, period)],
        reviews_due=reviews.due,
        reviews_done=reviews.done,
        reviews_updated=reviews.updated,
        reviews_missed=reviews.missed,
        reviews_late=reviews.late,
        dates_moved=[each for each in moves if items[each.item].for_force],
        owners_changed=[each for each in handed_over if items[each.item].for_force],
        last_words=words_for_committee(session, [item.id for item in rag[Rag.RED]], period.until),
    )


def _items(
    session: Session, moved: Bridge, period: Period, today: date, others: Iterable[int]
) -> dict[int, Recommendation]:
    """Return every item of which a list tells, as it stood at the end of the period."""
    causes = moved.closing[ItemKind.CAUSE_OF_CONCERN]
    children = session.scalars(select(Recommendation.id).where(Recommendation.parent_id.in_(causes)))
    wanted = moved.every_item().union(others, children)
    items = {item.id: item for item in queries.items_by_ids(session, wanted)}
    return as_of(session, items, period.until) if period.until < today else items


def _most_pressing(items: Mapping[int, Recommendation], ids: Iterable[int]) -> list[Recommendation]:
    return sorted((items[each] for each in ids), key=lambda item: (item.pressing_on, item.id))


def _falls_due(item: Recommendation, period: Period) -> bool:
    if item.deadline_on is None or item.status not in OUTSTANDING:
        return False
    return period.until <= item.deadline_on <= period.due_until


def _was_heard(item: Recommendation, period: Period) -> bool:
    return item.answered_on is not None and item.answered_on >= period.begins_on


def _handed_over(session: Session, period: Period) -> list[HandedOver]:
    """Return who gave what to whom in the period; what nobody had had was not handed over."""
    told = session.scalars(
        select(Event)
        .where(
            Event.kind == EventKind.ALLOCATED,
            Event.effective_on >= period.begins_on,
            Event.effective_on <= period.until,
        )
        .order_by(Event.effective_on, Event.id)
    )
    return [
        HandedOver(event.recommendation_id or 0, event, event.facts["was"], event.facts.get("to"))
        for event in told
        if event.facts.get("was")
    ]
