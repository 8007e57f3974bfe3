"""What can be said about a file that was read into the register."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from models.register.fields import Column
from templates.messages import FormMessage, Message
from templates.messages.allocation import Told, told_of
from templates.parts import (
    Buttons,
    DateInput,
    FileInput,
    Heading,
    Input,
    Lines,
    Note,
    Parts,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form, opener

LINES_OF_A_PAGE: Final = 15
"""Faults or changes that a message in chat shows; buttons lead to the others."""

MOST_ASKED: Final = 20
"""Questions that a form holds; those after them are asked once these are answered."""

Headings = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a row of an imported file, and what would be right."""

    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True)
class AskedOfFile:
    """What `words` in the field `column` mean, which stand in `rows`; `proposal` is the likeliest of `choices`."""

    column: Column
    words: str
    rows: tuple[int, ...]
    proposal: str = ""
    choices: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The rows, in short: `rows 2 to 9, 12`."""
        return f"{'row' if len(self.rows) == 1 else 'rows'} {_ranges(self.rows)}"


@dataclass(frozen=True)
class ImportFaults(Message):
    """Why nothing was imported: every faulty row, what is asked, and unknown headings with their nearest match.

    `cut_short` says that reading stopped at so many faults, so that there may be more. Of a register that was
    `sent` in chat under that number, a page of faults is shown from the `first` on; what was asked `is_answered`.
    `headings` say under which heading the file has each column.
    With `begun` somebody changed the register while it was imported, and some rows of the file are in already.
    """

    file: str
    faults: tuple[Fault, ...]
    unknown_headings: tuple[tuple[str, str | None], ...] = ()
    cut_short: bool = False
    sent: int = 0
    first: int = 1
    questions: tuple[AskedOfFile, ...] = ()
    is_answered: bool = False
    headings: tuple[tuple[str, str], ...] = ()
    begun: bool = False

    @property
    def all_proposed(self) -> bool:
        """Whether every question has a likely answer."""
        return all(each.proposal for each in self.questions)

    def sent_as(self, sent: int) -> "ImportFaults":
        """Return what is said of the register that was sent under this number."""
        return replace(self, sent=sent)

    def layout(self, translator: Translator) -> Parts:
        """Return every faulty row and every heading that is not known."""
        faults = tuple(
            translator.say("import_faults", "line", fault=fault, rows=rows)
            for fault, rows in (_together(self.faults) if self.sent else _apart(self.faults))
        )
        return (
            Heading(translator.bare.say("import_faults", "title", report=self)),
            *(
                [Text(translator.say("import_faults", "body", report=self))]
                if self.faults or not self.questions
                else ()
            ),
            *_page(faults, self, translator),
            *([Text(translator.say("import_faults", "cut_short"))] if self.cut_short else ()),
            *([Text(translator.say("import_faults", "begun"))] if self.begun else ()),
            *_asked(self, translator),
            *([Note(translator.say("import_faults", "is_answered"))] if self.is_answered else ()),
            *_unknown(self.unknown_headings, "import_faults", translator),
            *_buttons(self, len(faults), answers=bool(self.questions)),
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
    register was empty before, or was to be filled quietly. Of a register that was `sent` in chat under that number,
    a page of changes is shown from the `first` on, and with `dry_run` what can be pressed. It is shown again where
    the register has `changed_since`. People would be told of a `dry_run` that `tells`. `answered` are the words
    that were taken as somebody said, with what they mean as the proposal.
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
    sent: int = 0
    first: int = 1
    changed_since: bool = False
    answered: tuple[AskedOfFile, ...] = ()
    tells: bool = False

    @property
    def effect(self) -> str:
        """The SHA-256 of what it does to the register, whenever that is."""
        does = (self.added, self.changed, self.unchanged, self.new_reports, self.new_people)
        return hashlib.sha256(json.dumps(does).encode()).hexdigest()

    @property
    def names(self) -> int | None:
        """How many references and names are written out; None for all of them."""
        return LINES_OF_A_PAGE if self.sent else None

    def covers(self, added: Sequence[str], changed: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether it does all of that, which a part of the register, or what is left of it, would do."""
        known_added, known_changed = self._done
        return known_added.issuperset(added) and all(
            known_changed.get(each) == what for each, what in changed.items()
        )

    @cached_property
    def _done(self) -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
        return frozenset(self.added), dict(self.changed)

    def and_then(self, later: "Imported") -> "Imported":
        """Return what both do, one after the other."""
        return replace(
            self,
            added=tuple(dict.fromkeys((*self.added, *later.added))),
            changed=tuple({**dict(self.changed), **dict(later.changed)}.items()),
        )

    def sent_as(self, sent: int, *, changed_since: bool = False) -> "Imported":
        """Return what is said of the register that was sent under this number."""
        return replace(self, sent=sent, changed_since=changed_since)

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
            *([say("changed_since")] if self.changed_since else ()),
            say("body"),
            *([say("added")] if self.added else ()),
            *_page(changes, self, translator, (say("changed_title").text,)),
            *([say("new_reports")] if self.new_reports else ()),
            *([say("new_people")] if self.new_people else ()),
            *(told_of(self.told, translator) if self.told else ()),
            *([say("answered")] if self.answered else ()),
            *([say("left_out")] if self.left_out else ()),
            *([say("other_worksheets")] if self.other_worksheets else ()),
            *_unknown(self.unknown_headings, "imported", translator),
            *_buttons(
                self,
                len(changes),
                asks=self.dry_run and bool(self.added or self.changed),
                tells=self.tells,
                again=self.dry_run and bool(self.answered),
                next_step="" if self.dry_run else translator.bare.say("imported", "next_step"),
            ),
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


def _asked(message: ImportFaults, translator: Translator) -> Parts:
    if not message.questions:
        return ()
    lines = tuple(
        translator.say("import_faults", f"asks_{each.column.name.lower()}", question=each)
        for each in message.questions
    )
    return (
        Text(translator.say("import_faults", "questions", report=message)),
        Lines(lines),
        *([] if message.sent else [Text(translator.say("import_faults", "how_to_answer", report=message))]),
    )


@dataclass(frozen=True)
class AnswersForm(FormMessage):
    """The form in which what is asked about the register that was sent under this number is answered."""

    sent: int
    file: str
    questions: tuple[AskedOfFile, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return the form: a field a question, filled with what is likely."""
        fields = tuple(
            _field(place, each, translator) for place, each in enumerate(self.questions[:MOST_ASKED])
        )
        return (
            form("import_answers", str(self.sent), "answers_form", translator),
            Text(translator.say("answers_form", "body", form=self)),
            *fields,
        )


AnswersForm.EXAMPLE = AnswersForm(
    4,
    "register.xlsx",
    (
        AskedOfFile(Column.STATUS, "Paused", (3, 4), "in progress", ("in progress", "submitted")),
        AskedOfFile(Column.REPORT_CODE, "Older people", (2,), "OLDER"),
        AskedOfFile(Column.PUBLISHED, "OLDER", (2,)),
    ),
)


def _field(place: int, question: AskedOfFile, translator: Translator) -> Input:
    name, label = f"answer_{place}", translator.bare.say("answers_form", "label", question=question)
    if question.choices:
        options = tuple((str(n), choice) for n, choice in enumerate(question.choices))
        given = next((value for value, choice in options if choice == question.proposal), None)
        return SelectInput(name, label, options, given=given)
    if question.column in (Column.PUBLISHED, Column.STATUS_SINCE):
        return DateInput(name, label)
    return TextInput(name, label, given=question.proposal, multiline=False)


@dataclass(frozen=True)
class RegisterForm(FormMessage):
    """The form in which a register is sent, to be looked at before it is imported."""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: what will happen, and the file."""
        say = translator.bare.say
        return (
            form("import", "", "register_form", translator),
            Text(translator.say("register_form", "body")),
            FileInput(
                "files", say("register_form", "files"), hint=say("register_form", "hint_files"), most=1
            ),
        )


RegisterForm.EXAMPLE = RegisterForm()


def _apart(faults: Sequence[Fault]) -> list[tuple[Fault, str]]:
    return [(fault, str(fault.row)) for fault in faults]


def _together(faults: Sequence[Fault]) -> list[tuple[Fault, str]]:
    """Return each fault once, with all the rows that have it: `2 to 9, 12`."""
    rows: dict[Fault, list[int]] = {}
    for fault in faults:
        rows.setdefault(replace(fault, row=0), []).append(fault.row)
    return [(fault, _ranges(found)) for fault, found in rows.items()]


def _ranges(rows: Sequence[int]) -> str:
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row <= ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in ranges)


def _page(
    lines: Sequence[str],
    message: Imported | ImportFaults,
    translator: Translator,
    title: tuple[str, ...] = (),
) -> Parts:
    """Return the lines that are shown, with which of how many they are where these are not all."""
    if not lines:
        return ()
    if not message.sent or len(lines) <= LINES_OF_A_PAGE:
        return (Lines((*title, *lines)),)
    shown = lines[message.first - 1 :][:LINES_OF_A_PAGE]
    last = message.first + len(shown) - 1
    said = translator.say("imported", "page", first=message.first, last=last, total=len(lines))
    return (Lines((*title, *shown)), Note(said))


def _all_proposed(message: Imported | ImportFaults) -> bool:
    return isinstance(message, ImportFaults) and message.all_proposed


def _buttons(
    message: Imported | ImportFaults,
    lines: int,
    *,
    asks: bool = False,
    tells: bool = False,
    again: bool = False,
    answers: bool = False,
    next_step: str = "",
) -> Parts:
    """Return what can be pressed about a register that was sent in chat."""
    if not message.sent:
        return ()
    about, first = str(message.sent), message.first
    found = [
        *([button("import_confirm", about)] if asks else ()),
        *([button("import_quietly", about)] if asks and tells else ()),
        *([button("import_discard", about)] if asks else ()),
        *([button("import_ask_again", about)] if again else ()),
        *([button("import_answer", about)] if answers else ()),
        *([button("import_proposals", about)] if answers and _all_proposed(message) else ()),
        *([opener("start", next_step)] if next_step else ()),
        *([button("import_previous", f"{about}:{max(1, first - LINES_OF_A_PAGE)}")] if first > 1 else ()),
        *(
            [button("import_next", f"{about}:{first + LINES_OF_A_PAGE}")]
            if first + LINES_OF_A_PAGE <= lines
            else ()
        ),
    ]
    return (Buttons(tuple(found)),) if found else ()
