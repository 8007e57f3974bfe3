"""From the register's records to the rows that messages are made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from models.enums import Addressee, Status
from models.people.person import Person
from models.register.fields import Place, plain_in
from models.register.recommendation import Recommendation
from models.reminders.cadence import Step
from models.statements.statement import AttachedFile, FileState, Statement
from templates.messages.home import ComingLine
from templates.messages.items import Filed, FileRow, ItemRow, StatementRow
from templates.who import Who


def who(person: Person) -> Who:
    """Return how a message names this person."""
    return Who(person.name, person.account if person.active else None)


def row(item: Recommendation, today: date) -> ItemRow:
    """Return the item as one row of a list, with its colour on the local date `today`."""
    return _row(item, today, resting_until=item.rests_until(today), disowned_on=item.disowned_on)


class PrintedRows:
    """Makes the rows of items as papers print them on the local date `today`, of each item once."""

    def __init__(self, today: date) -> None:
        """Print them as on `today`."""
        self.today = today
        self._made: dict[Recommendation, ItemRow] = {}

    def row(self, item: Recommendation) -> ItemRow:
        """Return the item as papers print it: without what only concerns its reminders."""
        if item not in self._made:
            self._made[item] = _row(item, self.today, addressed_to=_in_order(item.addressed_to))
        return self._made[item]

    def rows(self, items: Iterable[Recommendation]) -> tuple[ItemRow, ...]:
        """Return the items as papers print them."""
        return tuple(self.row(item) for item in items)


@lru_cache(maxsize=1_024)
def _in_order(bodies: frozenset[Addressee]) -> tuple[Addressee, ...]:
    """Return the bodies in the order in which papers name them; the same few are asked for again and again."""
    return tuple(body for body in Addressee if body in bodies)


def rows(items: Iterable[Recommendation], today: date) -> tuple[ItemRow, ...]:
    """Return the items as rows of a list."""
    return tuple(row(item, today) for item in items)


def _row(item: Recommendation, today: date, **further: Any) -> ItemRow:
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
        status_since=item.status_since,
        original_deadline_on=item.original_deadline_on,
        deadline_moves=item.deadline_moves,
        asked_to=item.asked_to if item.is_open else None,
        demonstrating_until=item.demonstrating_until if item.status is Status.SUBMITTED else None,
        filed=filed(item, Place.PAPER),
        mandatory=item.mandatory,
        accepted=item.accepted,
        **further,
    )


def filed(item: Recommendation, place: Place) -> tuple[Filed, ...]:
    """Return what the item's plain fields that are shown in `place` say; empty ones say nothing."""
    said = (
        (column, column.field.in_words(getattr(item, column.field.attribute))) for column in plain_in(place)
    )
    return tuple(Filed(column.field.attribute, column.value, words) for column, words in said if words)


def files(attached: Sequence[AttachedFile]) -> tuple[FileRow, ...]:
    """Return the files as a message lists them."""
    return tuple(
        FileRow(
            each.name,
            each.size,
            each.sha256,
            is_lost=each.state is FileState.FAILED,
            is_asked_about=each.state is FileState.ASKED,
        )
        for each in attached
    )


def coming_line(item: Recommendation, steps: Sequence[Step]) -> ComingLine:
    """Return what a message to come will say of an item, and why."""
    abouts = {step.series: step.about for step in steps}
    whys = tuple(step.why for step in steps)
    return ComingLine(
        item.reference,
        item.text,
        whys,
        abouts.get("deadline"),
        item.original_deadline_on if "deadline" in abouts else None,
        item.status,
        abouts.get("review"),
    )


def statement(
    said: Statement,
    item: Recommendation,
    zone: str,
    *,
    can_do: Sequence[str] = (),
    withdrawn_by: str | None = None,
) -> StatementRow:
    """Return what was recorded for `item`, word for word; instants are shown by the clock of `zone`.

    `can_do` are the buttons that the reader may press, `withdrawn_by` the name of the person who took it back.
    """
    return StatementRow(
        kind=said.kind,
        text=said.text,
        by=who(said.by),
        on=said.effective_on,
        files=files(said.files),
        edited=said.edited_at is not None,
        withdrawn=not said.stands,
        permalink=said.permalink,
        number=said.id,
        links=tuple(said.addresses),
        also=tuple(each.reference for each in said.items if each is not item),
        withdrawn_by=withdrawn_by,
        withdrawn_at=said.withdrawn_at,
        because=said.withdrawn_because,
        replaces=said.replaces_id,
        replaced_by=said.replaced_by.id if said.replaced_by else None,
        can_do=tuple(can_do),
        zone=zone,
    )
