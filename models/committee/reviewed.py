"""The reviews of a period, as they stood at its end: which fell due, and of those which were done or missed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.calendar import first_review_on_or_after
from models.committee.lives import ItemState, Lived, lives
from models.committee.period import Period
from models.ledger.event import Event, EventKind
from models.register.recommendation import Recommendation
from models.reminders.cadence import ONE_DAY, review_opened
from models.reviews.review import Review
from models.reviews.updated import updated_by


@dataclass(frozen=True)
class Reviewed:
    """The reviews that fell `due` in a period: each is either `done`, only `updated`, or `missed`.

    Those that had fallen due before, and were done in the period after all, are `late`.
    """

    due: Sequence[Review]
    done: Sequence[Review]
    updated: Sequence[Review]
    missed: Sequence[Review]
    late: Sequence[Review]

    @property
    def ids(self) -> set[int]:
        """The numbers of the items concerned."""
        return {each.recommendation_id for each in (*self.due, *self.late)}


def reviewed(session: Session, begins_on: date, until: date) -> Reviewed:
    """Return the reviews from the local date `begins_on` up to the end of `until`, as they stood then.

    A review falls due while its item is open and this force's. One that was done before counts as due and done on
    its day, even if its item has ended by then: no work of an owner is left untold. One that nobody answered does
    not fall due where its item ended, or was addressed to others, before the period did. One that is due on the
    last day of a period and is still unanswered has fallen due in the next: nothing is missed before its day is
    over.
    """
    taken_back = answers_taken_back(session, until)
    eve = begins_on - timedelta(days=1) if begins_on > date.min else begins_on
    fell_due = session.scalars(
        select(Review).where(Review.due_on >= eve, Review.due_on <= until).order_by(Review.due_on, Review.id)
    ).all()
    wanted = select(Review.recommendation_id).where(Review.due_on >= eve, Review.due_on <= until)
    asked_for = {
        item: _Asked([(on, state is not None) for on, state in _states(life)])
        for item, life in lives(session, until, of_items=wanted)
    }
    asked = [
        each
        for each in fell_due
        if asked_for.get(each.recommendation_id, _NEVER).on(each.due_on)
        or done_by(each, until, taken_back) is not None
    ]
    if begins_on > date.min:
        asked = _without_told_before(session, asked, eve)
    done = [each for each in asked if done_by(each, until, taken_back) is not None]
    did = {each.id for each in done}
    undone = [each for each in asked if each.id not in did]
    with_update = updated_by(session, undone, until)
    updated = [each for each in undone if each.id in with_update]
    missed = [
        each
        for each in undone
        if each.id not in with_update
        and each.due_on < until
        and asked_for[each.recommendation_id].ever_since(each.due_on)
    ]
    counted = {each.id for each in (*done, *updated, *missed)}
    due = [each for each in asked if each.id in counted]
    late = [
        each
        for each in _done(session, begins_on, until, taken_back)
        if each.due_on < begins_on and each.id not in counted
    ]
    return Reviewed(due, done, updated, missed, late)


def _without_told_before(session: Session, asked: Sequence[Review], eve: date) -> list[Review]:
    """Return `asked` without those due on the `eve` of the period that the period before has counted."""
    on_eve = [each for each in asked if each.due_on == eve]
    taken_back = answers_taken_back(session, eve) if on_eve else {}
    undone = [each for each in on_eve if done_by(each, eve, taken_back) is None]
    answered = updated_by(session, undone, eve)
    left = {each.id for each in undone if each.id not in answered}
    return [each for each in asked if each.due_on != eve or each.id in left]


def last_review_done(session: Session, item: int, day: date) -> date | None:
    """Return when a review of the item with this number had last been done by the end of `day`, or None."""
    taken_back = answers_taken_back(session, day)
    reviews = session.scalars(select(Review).where(Review.recommendation_id == item))
    return max((on for each in reviews if (on := done_by(each, day, taken_back))), default=None)


@dataclass(frozen=True)
class UnknownBefore:
    """From when reviews are known: the day of entry, and whether of those before only the last is known."""

    day: date
    only_last: bool


def unknown_before(
    items: Iterable[Recommendation], begins_on: date
) -> dict[UnknownBefore, list[Recommendation]]:
    """Return the items of which the register does not know every review of a period, by what it knows of them.

    They were in the force's care before they were entered, and a review would have fallen due between. Those that
    brought the day of their last review are known from the review that it did.
    """
    unknown: dict[UnknownBefore, list[Recommendation]] = {}
    for item in items:
        begins = max(begins_on, item.added_on + ONE_DAY)
        if begins >= item.tracked_on:
            continue
        first = first_review_on_or_after(item.review_anchor_on, begins)
        last = item.last_reviewed_on
        known_from = item.tracked_on if last is None else review_opened(item.review_anchor_on, last)
        if first < item.tracked_on and known_from is not None and first < known_from:
            unknown.setdefault(UnknownBefore(item.tracked_on, last is not None), []).append(item)
    return dict(sorted(unknown.items(), key=lambda each: (each[0].day, each[0].only_last)))


def done_late(session: Session, reviews: Reviewed, period: Period) -> list[Review]:
    """Return the reviews that had fallen due before `period` and are told to have been done for the first time.

    They were done in it, or before it and recorded too late for the figures frozen last. One that falls due in it
    is told there; one that was told to have been done, and was done again since, is no news.
    """
    due = {each.id for each in reviews.due}
    found = [*(each for each in _recorded_late(session, period) if each.id not in due), *reviews.late]
    of_them = [
        *(Event.kind == EventKind.REVIEW_DONE, Event.effective_on < period.begins_on),
        Event.recommendation_id.in_({each.recommendation_id for each in found}),
    ]
    if period.known_to is not None:
        of_them.append(Event.id <= period.known_to)
    done = session.scalars(select(Event).where(*of_them)) if found and period.since else ()
    told = {(each.recommendation_id, each.facts["review"]) for each in done}
    return [each for each in found if (each.recommendation_id, each.due_on.isoformat()) not in told]


def _recorded_late(session: Session, period: Period) -> list[Review]:
    """Return the reviews done before `period` of which the register learnt after the figures frozen last."""
    if period.known_to is None:
        return []
    told = session.scalars(
        select(Event).where(Event.kind == EventKind.REVIEW_DONE, period.told_late).order_by(Event.id)
    )
    which = {
        (event.recommendation_id, date.fromisoformat(event.facts["review"]), event.effective_on)
        for event in told
    }
    found = session.scalars(
        select(Review)
        .where(
            Review.recommendation_id.in_({item for item, _, _ in which}), Review.done_on < period.begins_on
        )
        .order_by(Review.done_on, Review.id)
    )
    return [each for each in found if (each.recommendation_id, each.due_on, each.done_on) in which]


Answers = Mapping[tuple[int, date], date]
"""The days on which reviews were done, by item and by the day on which they fell due."""


def answers_taken_back(session: Session, day: date) -> Answers:
    """Return the answers that stood at the end of the local date `day`, and were taken back afterwards."""
    reopened = select(Event.recommendation_id).where(
        Event.kind == EventKind.REVIEW_REOPENED, Event.effective_on > day
    )
    later = set(session.scalars(reopened))
    # Hardly any is: then the reviews of all others need not be read.
    if not later:
        return {}
    told = session.scalars(
        select(Event)
        .where(
            Event.kind.in_((EventKind.REVIEW_DONE, EventKind.REVIEW_REOPENED)),
            Event.recommendation_id.in_(later),
            Event.effective_on <= day,
        )
        .order_by(Event.id)
    )
    answers: dict[tuple[int, date], date] = {}
    for event in told:
        which = (event.recommendation_id or 0, date.fromisoformat(event.facts["review"]))
        if event.kind is EventKind.REVIEW_DONE:
            answers[which] = event.effective_on
        else:
            answers.pop(which, None)
    return answers


def done_by(review: Review, day: date, taken_back: Answers) -> date | None:
    """Return when `review` had been done by the end of the local date `day`, or None."""
    if review.done_on is not None and review.done_on <= day:
        return review.done_on
    return taken_back.get((review.recommendation_id, review.due_on))


def _done(session: Session, begins_on: date, until: date, taken_back: Answers) -> list[Review]:
    within = (Review.done_on >= begins_on) & (Review.done_on <= until)
    items = {item for item, _ in taken_back}
    found = session.scalars(select(Review).where(or_(within, Review.recommendation_id.in_(items))))
    days = ((done_by(each, until, taken_back), each) for each in found)
    done = sorted((on, each.id, each) for on, each in days if on is not None and on >= begins_on)
    return [each for _, _, each in done]


def _states(life: Iterable[Lived]) -> Iterable[tuple[date, object]]:
    state = ItemState()
    for event, on, kind, for_force in life:
        yield on, state.apply(event, kind, for_force)


@dataclass(frozen=True)
class _Asked:
    """Whether reviews of an item were asked for after each of the `changes` in its life, in their order."""

    changes: Sequence[tuple[date, bool]]

    def on(self, day: date) -> bool:
        """Say whether they were at the end of the local date `day`."""
        so_far = [asked for on, asked in self.changes if on <= day]
        return bool(so_far) and so_far[-1]

    def ever_since(self, day: date) -> bool:
        """Say whether they were from the end of `day` on without a break."""
        return all(asked for on, asked in self.changes if on > day)


_NEVER = _Asked(())
