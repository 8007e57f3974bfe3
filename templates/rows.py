"""From the register's records to the rows that messages are made of."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.figures import Standing
from models.kinds import ItemKind
from models.person import Person
from models.recommendation import Recommendation
from models.statement import AttachedFile, Statement
from templates.messages import Count, Digest, FileRow, ItemRow, ReportCount, StatementRow, Who


def who(person: Person) -> Who:
    """Return how a message names this person."""
    return Who(person.name, person.account if person.active else None)


def row(item: Recommendation, today: date) -> ItemRow:
    """Return the item as one row of a list, with its colour on the local date `today`."""
    return ItemRow(
        reference=item.reference,
        also=item.code_number if item.register_number else None,
        text=item.text,
        kind=item.kind,
        status=item.status,
        rag=item.rag_on(today),
        deadline_on=item.deadline_on,
        review_due_on=item.review_due_on,
        owner=who(item.owner) if item.owner else None,
        report=item.report.title,
        for_force=item.for_force,
    )


def rows(items: Iterable[Recommendation], today: date) -> tuple[ItemRow, ...]:
    """Return the items as rows of a list."""
    return tuple(row(item, today) for item in items)


def files(attached: Sequence[AttachedFile]) -> tuple[FileRow, ...]:
    """Return the files as a message lists them."""
    return tuple(FileRow(each.name, each.size, each.sha256) for each in attached)


def statement(said: Statement) -> StatementRow:
    """Return what was recorded, word for word."""
    return StatementRow(
        kind=said.kind,
        text=said.text,
        by=who(said.by),
        on=said.effective_on,
        files=files(said.files),
        edited=said.edited_at is not None,
        withdrawn=not said.stands,
        permalink=said.permalink,
    )


def digest(standing: Standing) -> Digest:
    """Return the digest of where the register stands."""
    today, bridge = standing.period.until, standing.bridge

    def moved(lists: dict[ItemKind, list[int]]) -> tuple[ReportCount, ...]:
        return by_report(standing.listed(each for ids in lists.values() for each in ids))

    return Digest(
        today=today,
        committee_on=standing.meeting.held_on if standing.meeting else None,
        since=standing.period.begins_on if standing.period.since else None,
        open_by_kind=tuple(Count(kind, len(bridge.closing[kind])) for kind in ItemKind),
        signed_off=moved(bridge.signed_off),
        added=moved(bridge.added),
        added_for_others=by_report(standing.listed(bridge.added_for_others)),
        ended_otherwise=moved(bridge.ended),
        reopened=moved(bridge.reopened),
        overdue=rows(standing.overdue, today),
        due=rows(standing.due, today),
        due_until=standing.period.due_until,
        reviews_done=len(standing.reviews_done),
        reviews_missed=rows((review.recommendation for review in standing.reviews_missed), today),
        watched=len(standing.watched),
    )


def by_report(items: Iterable[Recommendation]) -> tuple[ReportCount, ...]:
    """Return the items report by report, by the reports' codes, each with its references in order."""
    reports: dict[str, list[Recommendation]] = {}
    for item in items:
        reports.setdefault(item.report.code, []).append(item)
    return tuple(
        ReportCount(code, found[0].report.title, tuple(item.reference for item in found))
        for code, found in sorted(reports.items())
    )
