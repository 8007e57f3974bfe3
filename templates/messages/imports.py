"""What can be said about a file that was read into the register."""

from dataclasses import dataclass

from templates.messages import Message
from templates.messages.allocation import Told, told_of
from templates.parts import Heading, Lines, Parts, Text
from templates.translator import Translator

Headings = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a row of an imported file, and what would be right."""

    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True)
class ImportFaults(Message):
    """Why nothing was imported: every faulty row, and unrecognised headings with their nearest match.

    `cut_short` says that reading stopped at so many faults, so that there may be more.
    """

    file: str
    faults: tuple[Fault, ...]
    unknown_headings: tuple[tuple[str, str | None], ...] = ()
    cut_short: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return every faulty row and every heading that is not known."""
        faults = tuple(translator.say("import_faults", "line", fault=fault) for fault in self.faults)
        return (
            Heading(translator.bare.say("import_faults", "title", report=self)),
            Text(translator.say("import_faults", "body", report=self)),
            *([Lines(faults)] if faults else ()),
            *([Text(translator.say("import_faults", "cut_short"))] if self.cut_short else ()),
            *_unknown(self.unknown_headings, "import_faults", translator),
        )


ImportFaults.EXAMPLE = ImportFaults(
    "register.xlsx",
    (
        Fault(
            7,
            "Deadline",
            "“Within six months” of 30 June 2022 is 30 December 2022, not 1 March 2023.",
            "Correct one.",
        ),
    ),
    (("Ownr", "Owner"),),
)


@dataclass(frozen=True)
class Imported(Message):
    """What an import did, or with `dry_run` would do. Each change reads `reference: what from → to`.

    `left_out` are the rows that hold no item, each with its words. `other_worksheets` are those of the workbook
    that look like registers too and were not read. `told` is who is told of it; None where nobody is, since the
    register was empty before, or was to be filled quietly.
    """

    file: str
    dry_run: bool
    added: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: int
    new_reports: tuple[str, ...] = ()
    new_people: tuple[str, ...] = ()
    unknown_headings: tuple[tuple[str, str | None], ...] = ()
    other_worksheets: tuple[str, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    told: Told | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return what was added and changed, with references."""

        def say(key: str, **facts: object) -> Text:
            return Text(translator.say("imported", key, report=self, **facts))

        changes = tuple(
            translator.say("imported", "changed", reference=reference, changes=changes)
            for reference, changes in self.changed
        )
        return (
            Heading(translator.bare.say("imported", "title", report=self)),
            say("body"),
            *([say("added")] if self.added else ()),
            *(
                [Lines((translator.say("imported", "changed_title", report=self), *changes))]
                if changes
                else ()
            ),
            *([say("new_reports")] if self.new_reports else ()),
            *([say("new_people")] if self.new_people else ()),
            *(told_of(self.told, translator) if self.told else ()),
            *([say("left_out")] if self.left_out else ()),
            *([say("other_worksheets")] if self.other_worksheets else ()),
            *_unknown(self.unknown_headings, "imported", translator),
        )


Imported.EXAMPLE = Imported(
    "register.xlsx",
    False,
    ("10618", "VETTING-33"),
    (("9962", ("owner: Anna Clarke (was Dev Patel)",)),),
    14,
    ("OLDER",),
    ("Sofia Novak",),
)


def _unknown(headings: Headings, template: str, translator: Translator) -> Parts:
    lines = tuple(
        translator.say(template, "heading", heading=heading, nearest=nearest) for heading, nearest in headings
    )
    return (Lines(lines),) if lines else ()
