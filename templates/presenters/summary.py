"""From the register's figures to the committee's summary: the same lists, as rows and references."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from models.calendar import local_date
from models.committee import checks, figures
from models.committee.action import actions_to_tell
from models.committee.bridge import Bridge, head, open_over_time
from models.committee.figure_table import BY_REPORT
from models.committee.figures import HandedOver, Standing
from models.committee.first_told import FirstTold
from models.committee.moves import Moved
from models.committee.period import Period
from models.committee.publication import Printing, canonical
from models.committee.reviewed import last_review_done, unknown_before
from models.committee.summary import Summary
from models.enums import ItemKind, Rag, ReportKind, ReviewOutcome
from models.ledger.event import Event
from models.outbox.message import SerializedMessage
from models.people.person import Person
from models.policy import Policy
from models.queries import statements
from models.register.recommendation import Recommendation
from models.reviews.liaising import engagement
from models.reviews.review import Review
from models.statements.shared_evidence import through_others
from models.statements.statement import Statement
from templates.messages.changes import Changes
from templates.messages.publication import SummaryPosted
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    AddresseeCount,
    BridgeRow,
    CauseOfConcern,
    DateMoved,
    Engaged,
    Finding,
    Latest,
    OpenOn,
    OwnerChanged,
    RagCount,
    References,
    ReportMovement,
    ReviewsUnknown,
    Told,
    ToldFirst,
    Unsupported,
    Waiting,
)
from templates.presenters.committee_actions import action_row
from templates.presenters.inspections import data_told, forthcoming, peel, reports_published
from templates.presenters.rows import PrintedRows
from templates.serialization import content_of, freeze, thaw

MONTHS_PICTURED = 12
Outcomes = Mapping[tuple[int, int], ReviewOutcome | None]
_JOINT = frozenset({ReportKind.JOINT, ReportKind.JTAI, ReportKind.CHILD_PROTECTION})


def summary(
    session: Session, standing: Standing, policy: Policy, *, frozen_on: date | None = None
) -> CommitteeSummary:
    """Return the summary of `standing`; `frozen_on` is the local date on which it is frozen, if it is."""
    period, bridge = standing.period, standing.bridge
    until = period.until

    printed = PrintedRows(until)
    listed = printed.rows

    def moved(lists: dict[ItemKind, list[int]]) -> tuple[ReportMovement, ...]:
        return _by_report(standing.listed(each for ids in lists.values() for each in ids), printed)

    reports = reports_published(session, period.begins_on, printed, period.known_to, zone=policy.zone)
    said = (*standing.last_words.values(), *standing.last_said.values())
    found = statements.outcomes(session, [each.id for each in said])
    return CommitteeSummary(
        force=policy.force,
        marking=policy.marking,
        held_on=standing.meeting.held_on if standing.meeting else None,
        since=period.since,
        until=until,
        frozen_on=frozen_on,
        bridge=tuple(_bridge_row(kind, standing, bridge) for kind in ItemKind),
        signed_off=moved(bridge.signed_off),
        through_others=_through_others(session, standing),
        ended=moved(bridge.ended),
        added=moved(bridge.added),
        added_for_others=_by_report(standing.listed(bridge.added_for_others), printed),
        reopened=moved(bridge.reopened),
        restated=listed(standing.listed(_restated(bridge))),
        overdue=listed(standing.overdue),
        past_original=listed(standing.past_original),
        due=listed(standing.due),
        due_until=period.due_until,
        dates_moved=tuple(
            _date_moved(standing, session, each, policy.zone, printed) for each in standing.dates_moved
        ),
        owners_changed=tuple(
            _owner_changed(standing, each, policy.zone, printed) for each in standing.owners_changed
        ),
        rag=tuple(RagCount(rag, _references(items)) for rag, items in standing.rag.items()),
        red=tuple(_told(item, standing, found, printed) for item in standing.rag[Rag.RED]),
        causes=tuple(_cause(session, standing, item, printed) for item in standing.causes),
        reviews_due=_references(_reviewed(standing, standing.reviews_due)),
        reviews_done=_references(_reviewed(standing, standing.reviews_done)),
        reviews_missed=listed(_reviewed(standing, standing.reviews_missed)),
        reviews_updated=listed(_reviewed(standing, standing.reviews_updated)),
        reviews_late=_references(_reviewed(standing, standing.reviews_late)),
        quiet=listed(standing.quiet),
        waiting=_waiting(session, standing.waiting, printed),
        watched=listed(standing.watched),
        addressees=tuple(
            AddresseeCount(body, _references(items)) for body, items in standing.addressees.items() if items
        ),
        reports=reports,
        inspections=forthcoming(session, period.begins_on, until),
        peel=peel(session, until),
        unsupported=tuple(
            Unsupported(
                f"{each.name}:{each.kind}",
                each.printed,
                len(each.items),
                _ids(standing, each.items),
                each.for_others,
            )
            for each in checks.unsupported(session, standing)
        ),
        findings=tuple(
            Finding(each.check, each.references, each.facts) for each in checks.findings(session, standing)
        ),
        history=_history(standing),
        contact_name=policy.contact_name,
        contact_title=policy.contact_title,
        background=tuple(report.title for report in reports),
        opening_is_printed=bridge.is_printed,
        joint=_by_report((item for item in standing.open_items if item.report.kind in _JOINT), printed),
        reviews_unknown=tuple(
            ReviewsUnknown(known.day, _references(items), known.only_last)
            for known, items in unknown_before(standing.open_items, period.begins_on).items()
        ),
        data_returns=data_told(session, period),
        engaged=_engaged(session, period),
        actions=tuple(
            action_row(action, policy, is_answered=is_answered, is_closed=is_closed)
            for action, is_answered, is_closed in actions_to_tell(session, period, policy)
        ),
        told_first=tuple(
            _told_first(session, standing, each, policy.zone, printed) for each in standing.first_told
        ),
        rows=listed(item for _, item in sorted(standing.items.items())),
    )


def _facts(session: Session, standing: Standing, policy: Policy, today: date) -> str:
    return canonical(content_of(summary(session, standing, policy, frozen_on=today)))


def _message(session: Session, kept: Summary, policy: Policy, today: date) -> SerializedMessage:
    return freeze(posted(session, kept, policy, today))


TO_PRINT = Printing(facts=_facts, message=_message)
"""How figures are frozen, and told when they are posted."""


def posted(session: Session, kept: Summary, policy: Policy, today: date) -> SummaryPosted:
    """Return what was frozen as it is posted, with what has been recorded since, up to the local date `today`.

    It names nobody: a channel can have guests, and members of other organisations.
    """
    since = None
    if head(session) > kept.known_to:
        now = summary(session, figures.standing_since(session, kept, today), policy)
        since = Changes.of(replace(now, names_people=False)) if _has_moved(now) else None
    told = replace(printed_again(kept), names_people=False)
    return SummaryPosted(without_rows(told), since=since)


def _through_others(session: Session, standing: Standing) -> References:
    signed_off = [each for ids in standing.bridge.signed_off.values() for each in ids]
    return _ids(standing, sorted(through_others(session, signed_off))) if signed_off else ()


def _has_moved(now: CommitteeSummary) -> bool:
    return any(getattr(now, name) for name in (*BY_REPORT, "dates_moved", "owners_changed", "told_first"))


def without_rows(told: CommitteeSummary) -> CommitteeSummary:
    """Return a summary as it is posted: its lists open to the rows, which are kept with the figures."""
    return replace(told, rows=())


def printed_again(kept: Summary) -> CommitteeSummary:
    """Return figures as they were frozen, for ever; only the meeting is where it stands now, if it was moved."""
    message = thaw(json.loads(kept.facts))
    if not isinstance(message, CommitteeSummary):
        raise TypeError(f"The summary for {kept.meeting.held_on} is not one.")
    return replace(message, held_on=kept.meeting.held_on)


def _bridge_row(kind: ItemKind, standing: Standing, bridge: Bridge) -> BridgeRow:
    printed = bridge.opening.printed
    opened = (
        bridge.at_opening[kind]
        if printed is not None
        else [item for item, was in bridge.opening.items.items() if was is kind]
    )
    return BridgeRow(
        kind=kind,
        opening=_ids(standing, opened),
        restated_in=_ids(standing, bridge.restated_in[kind]),
        restated_out=_ids(standing, bridge.restated_out[kind]),
        added=_ids(standing, bridge.added[kind]),
        reopened=_ids(standing, bridge.reopened[kind]),
        signed_off=_ids(standing, bridge.signed_off[kind]),
        ended=_ids(standing, bridge.ended[kind]),
        reclassified_in=_ids(standing, bridge.reclassified_in[kind]),
        reclassified_out=_ids(standing, bridge.reclassified_out[kind]),
        closing=_ids(standing, bridge.closing[kind]),
        opening_printed=None if printed is None else printed.get(kind),
    )


def _engaged(session: Session, period: Period) -> Engaged | None:
    found = engagement(session, period)
    return Engaged(found.leads, found.owners, found.meetings, found.items) if found.meetings else None


def _restated(bridge: Bridge) -> list[int]:
    lists = (bridge.restated_in, bridge.restated_out)
    return sorted({item for by_kind in lists for items in by_kind.values() for item in items})


def _by_report(items: Iterable[Recommendation], printed: PrintedRows) -> tuple[ReportMovement, ...]:
    """Return the items report by report; one that moved twice is listed twice, as it is counted."""
    reports: dict[str, list[Recommendation]] = {}
    for item in items:
        reports.setdefault(item.report.code, []).append(item)
    return tuple(
        ReportMovement(code, found[0].report.title, printed.rows(found))
        for code, found in sorted(reports.items())
    )


def _recorded_on(standing: Standing, event: Event, zone: ZoneInfo) -> date | None:
    """Return when a fact was recorded, if it is told for the first time although it is dated before the period."""
    return local_date(event.recorded_at, zone) if standing.period.is_late(event) else None


def _told_first(
    session: Session, standing: Standing, told: FirstTold, zone: ZoneInfo, printed: PrintedRows
) -> ToldFirst:
    event = told.event
    by = session.get(Person, event.by_id) if event.by_id else None
    return ToldFirst(
        told.figure,
        printed.row(standing.items[told.item]),
        on=event.effective_on,
        recorded_on=local_date(event.recorded_at, zone),
        reason=event.facts.get("reason", ""),
        by=by.name if by else "",
    )


def _date_moved(
    standing: Standing, session: Session, moved: Moved, zone: ZoneInfo, printed: PrintedRows
) -> DateMoved:
    item, event = standing.items[moved.item], moved.event
    by = session.get(Person, event.by_id) if event.by_id else None
    return DateMoved(
        row=printed.row(item),
        was=moved.was,
        to=moved.to,
        original=item.original_deadline_on,
        reason=event.facts.get("reason", ""),
        by=by.name if by else "",
        on=event.effective_on,
        moves=item.deadline_moves,
        asked_by=event.facts.get("asked_by", ""),
        alone=event.facts.get("alone", False),
        recorded_on=_recorded_on(standing, event, zone),
    )


def _owner_changed(
    standing: Standing, changed: HandedOver, zone: ZoneInfo, printed: PrintedRows
) -> OwnerChanged:
    item, event = standing.items[changed.item], changed.event
    return OwnerChanged(
        printed.row(item),
        changed.was,
        changed.to,
        event.effective_on,
        _recorded_on(standing, event, zone),
    )


def _told(item: Recommendation, standing: Standing, found: Outcomes, printed: PrintedRows) -> Told:
    said, last = standing.last_words.get(item.id), standing.last_said.get(item.id)
    latest = (
        None if last is None or last is said else _latest(last, found.get((item.id, last.id)) is not None)
    )
    if said is None:
        return Told(printed.row(item), None, None, latest=latest)
    return Told(
        printed.row(item),
        said.reads,
        said.effective_on,
        said.id,
        said.by.name,
        found.get((item.id, said.id)),
        latest,
    )


def _latest(said: Statement, is_review: bool) -> Latest:
    return Latest(said.kind, said.effective_on, len(said.files), is_review)


def _cause(
    session: Session, standing: Standing, item: Recommendation, printed: PrintedRows
) -> CauseOfConcern:
    # An item as it was on an earlier day is a copy, which has no relations of its own.
    children = session.get_one(Recommendation, item.id).children
    until = standing.period.until
    return CauseOfConcern(
        row=printed.row(item),
        children=printed.rows(standing.listed(child.id for child in children)),
        last_review_on=last_review_done(session, item.id, until) or item.last_reviewed_on,
        next_review_on=item.review_due_on,
    )


def _waiting(session: Session, items: Sequence[Recommendation], printed: PrintedRows) -> tuple[Waiting, ...]:
    shared = through_others(session, [each.id for each in items]) if items else set()
    return tuple(
        Waiting(
            printed.row(item), item.status_since, (printed.today - item.status_since).days, item.id in shared
        )
        for item in items
    )


def _history(standing: Standing) -> tuple[OpenOn, ...]:
    """Return what was open at the end of each of the last months and on the last day."""
    until = standing.period.until
    month = until.replace(day=1)
    ends = [month - relativedelta(months=back, days=1) for back in range(MONTHS_PICTURED - 1, -1, -1)]
    days = [day for day in ends if day < until] + [until]
    return tuple(
        OpenOn(day, tuple(by_kind[kind] for kind in ItemKind))
        for day, by_kind in zip(days, open_over_time(standing.lives, days), strict=True)
    )


def _references(items: Iterable[Recommendation]) -> References:
    return tuple(item.reference for item in items)


def _reviewed(standing: Standing, reviews: Sequence[Review]) -> list[Recommendation]:
    return standing.listed(review.recommendation_id for review in reviews)


def _ids(standing: Standing, ids: Iterable[int]) -> References:
    return _references(standing.listed(ids))
