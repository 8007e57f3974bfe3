"""What can be said on an item's way to its end: what waits for a check, what became of it, and the forms for it."""

from dataclasses import dataclass, replace
from datetime import date

from models.completion.unusual import Oddity, Unusual
from models.enums import OTHER_ENDS, StatementKind, Status
from templates.filters import label
from templates.messages import FormMessage, Message
from templates.messages.items import FileRow, ItemRow, StatementRow
from templates.parts import (
    FIELD_HOLDS,
    YOURS,
    Buttons,
    DateInput,
    FileInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    Quote,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form
from templates.who import Who

CHECKED_BY = ("approve", "return")
"""What can be done with a submission that waits, by the names of the buttons."""


ENDS = tuple(status for status in Status if status in OTHER_ENDS)


@dataclass(frozen=True)
class Submission(Message):
    """What was handed in, for those who check it, with the latest of its evidence; in all there are `pieces`.

    `words` is the update that was written with it. `level` names the further check that it waits for, and is empty
    where a coordinator checks. `over` once its completion has been shown to last and is to be confirmed. `decision`
    is empty while it waits, else approved, passed_on, demonstrating or returned, by `decided_by` for a `reason`.
    """

    row: ItemRow
    by: Who
    on: date
    today: date
    evidence: tuple[StatementRow, ...]
    pieces: int
    words: str = ""
    level: str = ""
    over: bool = False
    decision: str = ""
    decided_by: Who | None = None
    reason: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return what was handed in: the item, its evidence, and the buttons to decide, or what was decided."""
        row = self.row
        show = f"show {row.reference}"
        evidence = tuple(
            ItemLine(
                translator.say("submission", "evidence", submission=self, statement=each),
                quote=translator.lines(each.text) if each.text.strip() else None,
            )
            for each in self.evidence
        )
        waiting = not self.decision
        buttons = (*CHECKED_BY, "show") if waiting else ("show",)
        return (
            Heading(translator.bare.say("submission", "title", submission=self)),
            *(
                ()
                if waiting
                else [Text(translator.say("submission", f"is_{self.decision}", submission=self))]
            ),
            *_reason(self.reason, translator),
            Text(translator.say("submission", "item", submission=self)),
            *_words_with_it(self, translator),
            Text(translator.say("submission", "pieces", submission=self)),
            *([Items(evidence, more=show)] if evidence else ()),
            *([Text(translator.say("submission", "ask", submission=self))] if waiting else ()),
            Buttons(tuple(button(action, row.reference) for action in buttons)),
            *([Note(translator.say("submission", "footer", submission=self))] if waiting else ()),
        )


Submission.EXAMPLE = Submission(
    ItemRow.EXAMPLE,
    Who.EXAMPLE,
    date(2022, 12, 1),
    date(2022, 12, 1),
    (
        StatementRow(
            StatementKind.EVIDENCE,
            "The audit of November found that 94% of assessments were done.",
            Who.EXAMPLE,
            date(2022, 12, 1),
            (FileRow("audit.pdf", 48_213, "9f" * 32),),
        ),
    ),
    pieces=1,
)


def _words_with_it(message: Submission, translator: Translator) -> Parts:
    if not message.words.strip():
        return ()
    more = f"show {message.row.reference}"
    return (
        Text(translator.say("submission", "words", submission=message)),
        Quote(translator.lines(message.words), more),
    )


@dataclass(frozen=True)
class Outcome(Message):
    """What became of items, for their owner.

    `what` is approved, demonstrating, returned, signed_off, ended or reopened. It took effect on the local date
    `on`; `reason` is also how HMICFRS signed off.
    """

    what: str
    rows: tuple[ItemRow, ...]
    by: Who
    on: date
    today: date
    reason: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return what became of one item or several, why, and what comes next."""
        references = [row.reference for row in self.rows]
        next_ = translator.say("outcome", f"next_{self.what}", outcome=self)
        return (
            Text(translator.say("outcome", self.what, outcome=self, references=references)),
            *_reason(self.reason, translator),
            Lines(tuple(_brief(row, translator) for row in self.rows), more=YOURS),
            *([Text(next_)] if next_ else ()),
        )


Outcome.EXAMPLE = Outcome(
    "returned",
    (ItemRow.EXAMPLE,),
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 2),
    date(2022, 12, 2),
    "The audit covers two units only.",
)


@dataclass(frozen=True)
class CauseMayClose(Message):
    """Every recommendation that a cause of concern carries has ended, so that the cause may be closed too."""

    row: ItemRow
    children: tuple[ItemRow, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the cause of concern, what it carried, and how it is closed."""
        return (
            Heading(translator.bare.say("cause_may_close", "title", cause=self)),
            Text(_brief(self.row, translator)),
            Text(translator.say("cause_may_close", "body", cause=self)),
            Lines(
                tuple(translator.say("cause_may_close", "child", child=row) for row in self.children),
                more=f"show {self.row.reference}",
            ),
            Buttons((button("sign_off", self.row.reference), button("end", self.row.reference))),
            Note(translator.say("cause_may_close", "footer")),
        )


CauseMayClose.EXAMPLE = CauseMayClose(ItemRow.EXAMPLE, (ItemRow.EXAMPLE,), date(2022, 12, 2))


@dataclass(frozen=True)
class SubmitForm(FormMessage):
    """The form in which an item is handed in, with a word about it and files."""

    row: ItemRow
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which an item is handed in."""
        return (
            form("submit", self.row.reference, "submit_form", translator, form=self),
            Text(translator.say("record_form", "item", form=self)),
            _words("text", "submit_form", "text", translator, optional=True),
            _day_input("on", "submit_form", "on", translator, optional=True),
            FileInput(
                "files",
                translator.bare.say("record_form", "files"),
                hint=translator.bare.say("submit_form", "hint_files"),
                optional=True,
            ),
        )


SubmitForm.EXAMPLE = SubmitForm(ItemRow.EXAMPLE, date(2022, 12, 2))


@dataclass(frozen=True)
class SignOffForm(FormMessage):
    """The form in which HMICFRS's sign-off is recorded: its day and how it was given, as far as that is known.

    Where something is `unusual`, nothing has been recorded yet: it asks whether to do so all the same.
    """

    rows: tuple[ItemRow, ...]
    today: date
    on: date
    basis: str = ""
    unusual: tuple[Unusual, ...] = ()

    @property
    def row(self) -> ItemRow:
        """The first of its items."""
        return self.rows[0]

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which HMICFRS's sign-off is recorded, with what is unusual about it."""
        references = ", ".join(row.reference for row in self.rows)
        anyway = "_anyway" if self.unusual else ""
        head = form(
            f"sign_off{anyway}",
            references,
            "sign_off_form",
            translator,
            title="title_several" if self.rows[1:] else "title",
            submit=f"submit{anyway}",
            instead=f"instead{anyway}",
            form=self,
            references=references,
        )
        item = (
            Lines(tuple(_brief(row, translator) for row in self.rows))
            if self.rows[1:]
            else Text(translator.say("record_form", "item", form=self))
        )
        day = _day_input("on", "sign_off_form", "on", translator, given=self.on)
        basis = replace(_words("basis", "sign_off_form", "basis", translator), given=self.basis)
        return (head, item, *_oddities(self, translator), day, *_completion(self, translator), basis)


SignOffForm.EXAMPLE = SignOffForm((ItemRow.EXAMPLE,), date(2022, 12, 2), date(2022, 11, 30))


def _oddities(message: SignOffForm, translator: Translator) -> Parts:
    """Return everything that is unusual about a sign-off, a line each; nothing where nothing is."""
    if not message.unusual:
        return ()
    lines = (
        translator.say("sign_off_form", each.oddity, form=message, references=each.references)
        for each in message.unusual
    )
    return (
        Text(translator.say("sign_off_form", "ask")),
        Lines(tuple(f"• {line}" for line in lines)),
    )


def _completion(message: SignOffForm, translator: Translator) -> Parts:
    """Return the field for the day on which the force had completed it, where its approval is dated later."""
    if all(each.oddity is not Oddity.APPROVED_LATER for each in message.unusual):
        return ()
    return (_day_input("complete_on", "sign_off_form", "complete_on", translator, optional=True),)


@dataclass(frozen=True)
class ReasonForm(FormMessage):
    """A form that asks for the reason of `what`: approve, return, end, reopen, refuse, hold or release.

    Ending also asks in which way; an approval needs no words.
    """

    what: str
    row: ItemRow
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the form that asks for a reason, and of an end in which way it ends."""
        options = tuple((str(status), str(label(status))) for status in ENDS)
        status: tuple[Part, ...] = (
            (SelectInput("status", translator.bare.say("reason_form", "label_status"), options),)
            if self.what == "end"
            else ()
        )
        return (
            form(
                "reason",
                f"{self.what}:{self.row.reference}",
                "reason_form",
                translator,
                title=f"title_{self.what}",
                submit=f"submit_{self.what}",
                instead=f"instead_{self.what}",
                form=self,
            ),
            Text(translator.say("record_form", "item", form=self)),
            *status,
            _words("reason", "reason_form", self.what, translator, optional=self.what == "approve"),
            *_effect(self.what, translator),
        )


ReasonForm.EXAMPLE = ReasonForm("return", ItemRow.EXAMPLE, date(2022, 12, 2))


DATED = frozenset({"approve", "return", "end", "reopen"})
"""What a reason form also asks the day of."""


def _effect(what: str, translator: Translator) -> Parts:
    return (_day_input("on", "reason_form", "on", translator, optional=True),) if what in DATED else ()


def _day_input(
    name: str,
    template: str,
    what: str,
    translator: Translator,
    *,
    given: date | None = None,
    optional: bool = False,
) -> DateInput:
    return DateInput(
        name,
        translator.bare.say(template, f"label_{what}"),
        hint=translator.bare.say(template, f"hint_{what}"),
        given=given,
        optional=optional,
    )


def _words(
    name: str, template: str, what: str, translator: Translator, *, optional: bool = False
) -> TextInput:
    return TextInput(
        name,
        translator.bare.say(template, f"label_{what}"),
        hint=translator.bare.say(template, f"hint_{what}"),
        optional=optional,
    )


def _brief(row: ItemRow, translator: Translator) -> str:
    return translator.say("item", "brief", item=row)


def _reason(reason: str, translator: Translator) -> Parts:
    return (Quote(translator.lines(reason)[:FIELD_HOLDS]),) if reason.strip() else ()
