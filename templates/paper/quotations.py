"""Where the text of each recommendation is printed: once, in the section that tells most of it or the appendix."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from models.imports.exporting import natural
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import DateMoved, OwnerChanged, Told, Waiting

MOST_WORDS: Final = 900
"""Words of recommendations within the text. Of a report whose recommendations are more, the appendix has them."""

CAUSES, SIGNED_OFF, ENDED, ADDED = "causes", "signed_off", "ended", "added"


def quoted_in(summary: CommitteeSummary) -> dict[str, str]:
    """Return the section in which the text of an item is quoted, by its reference; the appendix has the others.

    Causes of concern and what they carry are always quoted. Of a report the section quotes all or none.
    """
    causes = [(CAUSES, [each.row, *each.children]) for each in summary.causes]
    movements = [
        (name, list(report.rows)) for name in (SIGNED_OFF, ENDED, ADDED) for report in getattr(summary, name)
    ]
    quoted: dict[str, str] = {}
    words = 0
    for section, rows in (*causes, *movements):
        new = {row.reference: len(row.text.split()) for row in rows if row.reference not in quoted}
        if section != CAUSES and words + sum(new.values()) > MOST_WORDS:
            continue
        words += sum(new.values())
        quoted |= dict.fromkeys(new, section)
    return quoted


def others_named(summary: CommitteeSummary, quoted: Iterable[str]) -> list[ItemRow]:
    """Return the items of which some list tells and whose text no section quotes, report by report."""
    found = {row.reference: row for row in _every(summary)}
    for reference in quoted:
        found.pop(reference, None)
    return sorted(found.values(), key=lambda row: (row.report, natural(row.reference)))


def _every(summary: CommitteeSummary) -> Iterator[ItemRow]:
    reports = (
        *summary.added,
        *summary.added_for_others,
        *summary.signed_off,
        *summary.reopened,
        *summary.ended,
    )
    with_rows: list[DateMoved | OwnerChanged | Told | Waiting] = [
        *summary.dates_moved,
        *summary.owners_changed,
    ]
    with_rows += [*summary.red, *summary.waiting]
    return chain(
        *(report.rows for report in (*reports, *summary.joint)),
        *((*report.for_force, *report.for_others) for report in summary.reports),
        *(
            summary.overdue,
            summary.due,
            summary.restated,
            summary.reviews_missed,
            summary.quiet,
            summary.watched,
        ),
        [each.row for each in with_rows],
    )
