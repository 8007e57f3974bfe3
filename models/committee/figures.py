"""The figures that a committee is given. Every number is a list: it is as long as what it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from models.calendar import ONE_DAY
from models.committee.asof import as_of
from models.committee.bridge import Bridge, Opening, bridge_of
from models.committee.figure_table import CLOSING
from models.committee.first_told import FirstTold, first_told
from models.committee.lives import Lives, lives
from models.committee.meeting import Meeting
from models.committee.moves import Moved, dates_moved
from models.committee.period import USUAL_GAP, Period
from models.committee.reviewed import done_late, reviewed
from models.committee.summary import PrintedFigure, Summary
from models.enums import OUTSTANDING, Addressee, ItemKind, Rag, Status
from models.ledger.event import Event, EventKind
from models.queries import items as queries
from models.queries.statements import latest_statements, words_for_committee
from models.register.recommendation import Recommendation
from models.reminders.silence import is_quiet
from models.reviews.review import Review
from models.statements.statement import Statement

Items = Sequence[Recommendation]


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

    Items addressed only to other bodies are watched and appear in no other list. Of the red items, `last_words` are
    the latest words that are meant for the committee, and `last_said` is the latest statement of any kind. `lives`
    is what happened to every item up to the end.
    """

    meeting: Meeting | None
    period: Period
    bridge: Bridge
    items: dict[int, Recommendation]
    overdue: Items
    past_original: Items
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
    last_said: dict[int, Statement] = field(default_factory=dict)
    first_told: Sequence[FirstTold] = ()
    lives: Lives = ()

    @property
    def open_items(self) -> list[Recommendation]:
        """The items that count as open at the end of the period, kind by kind."""
        return [item for kind in ItemKind for item in self.listed(self.bridge.closing[kind])]

    def listed(self, ids: Iterable[int]) -> list[Recommendation]:
        """Return the items with these ids, in their order."""
        return [self.items[each] for each in ids]


@dataclass(frozen=True)
class Basis:
    """What the committee was given last: the figures frozen here, or only a meeting with its cut-off."""

    frozen: Summary | None = None
    meeting: Meeting | None = None

    @property
    def until(self) -> date | None:
        """The day up to which it counted; None where nothing came before."""
        if self.frozen is not None:
            return self.frozen.until
        return self.meeting.cut_off_on if self.meeting else None


def basis_of(session: Session, meeting: Meeting | None, today: date) -> Basis:
    """Return what the figures for `meeting` go on from on the local date `today`.

    It is what was frozen last and counts no further; or the last meeting, where nothing ever was frozen, or where
    a paper that was made elsewhere has printed figures for it since.
    """
    until = min(meeting.cut_off_on, today) if meeting else today
    own = frozen_for(session, meeting) if meeting else None
    earlier = Summary.until <= until if own is None else Summary.id < own.id
    frozen = session.scalar(_standing_summaries().where(earlier).order_by(Summary.id.desc()).limit(1))
    last = last_meeting_before(session, meeting.held_on if meeting else today)
    if frozen is None or (
        last is not None
        and last.cut_off_on > frozen.until
        and last.cut_off_on <= until
        and frozen_for(session, last) is None
        and printed_for(session, last)
    ):
        return Basis(meeting=last)
    return Basis(frozen=frozen)


def period_before(session: Session, meeting: Meeting | None, today: date) -> Period:
    """Return the period that the summary for `meeting` covers on the local date `today`.

    It goes on from the day up to which the figures frozen last counted, or else from the last cut-off.
    """
    return _period(session, basis_of(session, meeting, today), meeting, today)


def _period(session: Session, basis: Basis, meeting: Meeting | None, today: date) -> Period:
    return Period(
        since=basis.until,
        until=min(meeting.cut_off_on, today) if meeting else today,
        due_until=meets_after(session, meeting.held_on if meeting else today),
        known_to=basis.frozen.known_to if basis.frozen else None,
    )


def standing(session: Session, meeting: Meeting | None, today: date) -> Standing:
    """Return where the register stands for `meeting`, as it is known on the local date `today`.

    Raises BridgeDoesNotClose, and then nothing may be printed.
    """
    basis = basis_of(session, meeting, today)
    return between(
        session, _period(session, basis, meeting, today), meeting, _opening_from(session, basis), today
    )


def standing_again(session: Session, frozen: Summary, today: date) -> Standing:
    """Return what the register knows by now of the period of the figures that were frozen as `frozen`."""
    basis = basis_of(session, frozen.meeting, frozen.until)
    period = replace(_period(session, basis, frozen.meeting, frozen.until), until=frozen.until)
    return between(session, period, frozen.meeting, _opening_from(session, basis), today)


def standing_since(session: Session, frozen: Summary, today: date) -> Standing:
    """Return what the committee has not been told yet on `today`, beyond what was frozen as `frozen`."""
    basis = Basis(frozen=frozen)
    return between(session, _period(session, basis, None, today), None, _opening_from(session, basis), today)


def between(
    session: Session, period: Period, meeting: Meeting | None, opening: Opening | None, today: date
) -> Standing:
    """Return where the register stands at the end of any period, from the `opening` that was printed for it.

    Raises BridgeDoesNotClose.
    """
    if period.since is None:
        opening = Opening(items={})
    lived = list(lives(session, period.until))
    moved = bridge_of(lived, opening, period.since or date.min)
    return replace(_around(session, meeting, period, moved, today), lives=lived)


def frozen_for(session: Session, meeting: Meeting) -> Summary | None:
    """Return the figures that were frozen for `meeting`, or None."""
    return session.scalar(select(Summary).where(Summary.meeting_id == meeting.id))


def is_frozen(session: Session, meeting: Meeting) -> bool:
    """Return whether figures were frozen for `meeting`, without reading them."""
    return session.scalar(select(Summary.id).where(Summary.meeting_id == meeting.id)) is not None


def published_for(session: Session, meeting: Meeting) -> Summary | None:
    """Return the figures frozen for `meeting` once they were posted as its summary, or None."""
    frozen = frozen_for(session, meeting)
    return frozen if frozen is not None and frozen.published_at is not None else None


def frozen_after(session: Session, meeting: Meeting) -> Summary | None:
    """Return the figures that were frozen for the meeting after `meeting`, or None."""
    following = next_meeting(session, meeting.held_on + ONE_DAY)
    return frozen_for(session, following) if following else None


def opening_for(session: Session, meeting: Meeting) -> Opening | None:
    """Return what was printed for `meeting`: its items, or only its numbers if the paper was made elsewhere."""
    frozen = frozen_for(session, meeting)
    if frozen is not None:
        return opening_of(frozen)
    printed = printed_for(session, meeting)
    closing = {each.kind: each.number for each in printed if each.name == CLOSING}
    return Opening(printed=closing) if closing else None


def opening_of(frozen: Summary) -> Opening:
    """Return the items that were frozen as open."""
    return Opening(items={int(item): ItemKind(kind) for item, kind in frozen.items.items()})


def _opening_from(session: Session, basis: Basis) -> Opening | None:
    if basis.frozen is not None:
        return opening_of(basis.frozen)
    return opening_for(session, basis.meeting) if basis.meeting else None


def _standing_summaries() -> Select[Summary]:
    """Return the query of what was frozen for meetings that were not cancelled."""
    return select(Summary).join(Meeting).where(Meeting.cancelled_at.is_(None))


def printed_for(session: Session, meeting: Meeting) -> Sequence[PrintedFigure]:
    """Return the figures that a paper made elsewhere printed for `meeting`."""
    query = select(PrintedFigure).where(PrintedFigure.meeting_id == meeting.id)
    return session.scalars(query.order_by(PrintedFigure.id)).all()


def next_meeting(session: Session, today: date) -> Meeting | None:
    """Return the first meeting on or after `today`, or None if none is entered."""
    return session.scalar(_NEXT_MEETING, {"today": today})


def next_to_freeze(session: Session, today: date) -> Meeting | None:
    """Return the first meeting on or after `today` whose figures are still open, or None if none is entered."""
    return session.scalar(
        every_meeting()
        .outerjoin(Summary)
        .where(Meeting.held_on >= today, Summary.id.is_(None))
        .order_by(Meeting.held_on)
        .limit(1)
    )


def every_meeting() -> Select[Meeting]:
    """Return the query of the meetings that were not cancelled."""
    return select(Meeting).where(Meeting.cancelled_at.is_(None))


_NEXT_MEETING = (
    every_meeting().where(Meeting.held_on >= bindparam("today")).order_by(Meeting.held_on).limit(1)
)


def meeting_with_cut_off(session: Session, day: date) -> Meeting | None:
    """Return the meeting whose figures count up to `day`, or which is held then, or None."""
    wanted = (Meeting.cut_off_on == day) | (Meeting.held_on == day)
    return session.scalar(every_meeting().where(wanted).order_by(Meeting.held_on).limit(1))


def meets_after(session: Session, day: date) -> date:
    """Return the day on which the committee meets next after `day`, reckoned where none is entered."""
    following = next_meeting(session, day + ONE_DAY)
    return following.held_on if following else day + USUAL_GAP


def last_meeting_before(session: Session, day: date) -> Meeting | None:
    """Return the last meeting held before `day`, or None."""
    return session.scalar(
        every_meeting().where(Meeting.held_on < day).order_by(Meeting.held_on.desc()).limit(1)
    )


def _around(
    session: Session, meeting: Meeting | None, period: Period, moved: Bridge, today: date
) -> Standing:
    reviews = reviewed(session, period.begins_on, period.until)
    late_reviews = done_late(session, reviews, period)
    moves = dates_moved(session, period.begins_on, period.until, period.known_to)
    handed_over = _handed_over(session, period)
    late = first_told(session, period)
    heard = _heard_since(session, period)
    told = {
        *reviews.ids,
        *(each.recommendation_id for each in late_reviews),
        *(each.item for each in moves),
        *(each.item for each in handed_over),
        *(each.item for each in late),
    }
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
        past_original=[item for item in open_now if item.is_past_original(period.until)],
        due=[item for item in open_now if _falls_due(item, period)],
        rag=rag,
        addressees=addressees,
        causes=[item for item in open_now if item.kind is ItemKind.CAUSE_OF_CONCERN],
        waiting=[item for item in open_now if item.status is Status.FORCE_COMPLETE],
        watched=_most_pressing(items, moved.watched),
        quiet=[
            item
            for item in open_now
            if is_quiet(item, period.heard_from, period.until) and item.id not in heard
        ],
        reviews_due=reviews.due,
        reviews_done=reviews.done,
        reviews_updated=reviews.updated,
        reviews_missed=reviews.missed,
        reviews_late=late_reviews,
        dates_moved=[each for each in moves if items[each.item].for_force],
        owners_changed=[each for each in handed_over if items[each.item].for_force],
        last_words=words_for_committee(session, [item.id for item in rag[Rag.RED]], period.until),
        last_said=latest_statements(session, [item.id for item in rag[Rag.RED]], period.until),
        first_told=late,
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


def _heard_since(session: Session, period: Period) -> set[int]:
    """Return the items of which something was said that is dated before the period and was recorded late."""
    if period.known_to is None:
        return set()
    said = session.scalars(
        select(Event.recommendation_id).where(
            Event.kind.in_((EventKind.UPDATE_RECORDED, EventKind.EVIDENCE_RECORDED)), period.told_late
        )
    )
    return {each for each in said if each is not None}


def _handed_over(session: Session, period: Period) -> list[HandedOver]:
    """Return who gave what to whom in the period; what nobody had had was not handed over."""
    told = session.scalars(
        select(Event)
        .where(Event.kind == EventKind.ALLOCATED, Event.facts["was"].as_string().is_not(None), period.told)
        .order_by(Event.effective_on, Event.id)
    )
    return [
        HandedOver(event.recommendation_id or 0, event, event.facts["was"], event.facts.get("to"))
        for event in told
        if event.facts.get("was")
    ]
