"""What changed since the last meeting."""

from dataclasses import dataclass
from datetime import date, timedelta

from templates.messages import Message
from templates.messages.items import ItemRow
from templates.messages.summary import (
    MOVED,
    CommitteeSummary,
    Teller,
    by_report,
    dates_moved,
    owners_changed,
    quiet,
)
from templates.messages.summary_parts import DateMoved, OwnerChanged, ReportMovement
from templates.parts import Heading, Note, Parts, Section, Sections, Text
from templates.translator import Translator

CHANGES = ("added", "signed_off", "ended", "reopened", "dates_moved", "owners_changed", "quiet")
"""The figures that `/rec changes` tells everybody: their lists are open before a summary is published."""


@dataclass(frozen=True)
class Changes(Message):
    """What changed from the day after `since` (None: from the beginning) up to `until`.

    `quiet` are the items of which nobody has said a word in that time.
    """

    since: date | None
    until: date
    added: tuple[ReportMovement, ...]
    signed_off: tuple[ReportMovement, ...]
    dates_moved: tuple[DateMoved, ...]
    owners_changed: tuple[OwnerChanged, ...]
    quiet: tuple[ItemRow, ...]
    ended: tuple[ReportMovement, ...] = ()
    reopened: tuple[ReportMovement, ...] = ()

    @classmethod
    def of(cls, summary: CommitteeSummary) -> "Changes":
        """Return what changed, as `summary` tells it."""
        return cls(
            since=summary.since,
            until=summary.until,
            added=summary.added,
            signed_off=summary.signed_off,
            dates_moved=summary.dates_moved,
            owners_changed=summary.owners_changed,
            quiet=summary.quiet,
            ended=summary.ended,
            reopened=summary.reopened,
        )

    def layout(self, translator: Translator) -> Parts:
        """Return what changed since the last meeting, matter by matter; what did not is named at the end."""
        tell = Teller(translator, self.until, None)
        found: list[tuple[str, Section | None]] = [
            *((name, by_report(name, getattr(self, name), tell)) for name in MOVED if hasattr(self, name)),
            ("dates_moved", dates_moved(self.dates_moved, tell)),
            ("owners_changed", owners_changed(self.owners_changed, tell)),
            ("quiet", quiet(self.quiet, tell)),
        ]
        names = tuple(tell.name(name) for name, matter in found if matter is None)
        first = self.since + timedelta(days=1) if self.since else None
        return (
            Heading(translator.bare.say("changes", "title", changes=self)),
            Text(translator.say("changes", "lead", changes=self, first=first)),
            Sections(
                (
                    *(matter for _, matter in found if matter is not None),
                    *((Section(tell.say("nothing", names=names)),) if names else ()),
                )
            ),
            Note(translator.say("changes", "footer")),
        )


Changes.EXAMPLE = Changes.of(CommitteeSummary.EXAMPLE)
