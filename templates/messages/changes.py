"""What changed since the last meeting."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.committee.figure_table import BY_REPORT, CHANGES
from templates.messages import Message
from templates.messages.items import ItemRow
from templates.messages.summary import (
    CommitteeSummary,
    Teller,
    by_report,
    dates_moved,
    owners_changed,
    quiet,
)
from templates.messages.summary_parts import DateMoved, OwnerChanged, ReportMovement, ToldFirst
from templates.parts import Heading, Note, Parts, Section, Sections, Text
from templates.translator import Translator


@dataclass(frozen=True)
class Changes(Message):
    """What changed from the day after `since` (None: from the beginning) up to `until`: the figures `CHANGES`.

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
    told_first: tuple[ToldFirst, ...] = ()
    names_people: bool = True

    @classmethod
    def of(cls, summary: CommitteeSummary) -> "Changes":
        """Return what changed, as `summary` tells it."""
        told = {name: getattr(summary, name) for name in CHANGES}
        return cls(
            since=summary.since,
            until=summary.until,
            told_first=summary.told_first,
            names_people=summary.names_people,
            **told,
        )

    def moved(self, tell: Teller) -> list[tuple[str, Section | None]]:
        """Return the name of everything that can have moved, with what moved, or None."""
        late = {name: tuple(each for each in self.told_first if each.figure == name) for name in BY_REPORT}
        return [
            *(
                (name, by_report(name, getattr(self, name), tell, late[name]))
                for name in BY_REPORT
                if name in CHANGES
            ),
            ("dates_moved", dates_moved(self.dates_moved, tell)),
            ("owners_changed", owners_changed(self.owners_changed, tell)),
        ]

    def layout(self, translator: Translator) -> Parts:
        """Return what changed since the last meeting, matter by matter; what did not is named at the end."""
        tell = Teller(translator, self.until, None, self.names_people)
        found = [*self.moved(tell), ("quiet", quiet(self.quiet, tell))]
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
