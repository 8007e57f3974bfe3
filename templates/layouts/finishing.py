"""The shape of what waits for a check, of what became of items, and of the forms for it."""

from models.enums import OTHER_ENDS, Status
from templates.filters import label
from templates.layouts.replies import FIELD_CHARACTERS
from templates.messages.finishing import (
    CauseMayClose,
    Outcome,
    ReasonForm,
    SignOffForm,
    Submission,
    SubmitForm,
)
from templates.messages.items import ItemRow
from templates.parts import (
    Buttons,
    DateInput,
    FileInput,
    Heading,
    Input,
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

CHECKED_BY = ("approve", "return")
"""What can be done with a submission that waits, by the names of the buttons."""

ENDS = tuple(status for status in Status if status in OTHER_ENDS)


def submission(message: Submission, translator: Translator) -> Parts:
    """Return what was handed in: the item, its evidence, and the buttons to decide, or what was decided."""
    row = message.row
    show = f"/rec show {row.reference}"
    evidence = tuple(
        ItemLine(
            translator.say("submission", "evidence", submission=message, statement=each),
            quote=translator.lines(each.text) if each.text.strip() else None,
        )
        for each in message.evidence
    )
    waiting = not message.decision
    buttons = (*CHECKED_BY, "show") if waiting else ("show",)
    return (
        Heading(translator.bare.say("submission", "title", submission=message)),
        *(
            ()
            if waiting
            else [Text(translator.say("submission", f"is_{message.decision}", submission=message))]
        ),
        *_reason(message.reason, translator),
        Text(translator.say("submission", "item", submission=message)),
        *_words_with_it(message, translator),
        Text(translator.say("submission", "pieces", submission=message)),
        *([Items(evidence, more=show)] if evidence else ()),
        *([Text(translator.say("submission", "ask", submission=message))] if waiting else ()),
        Buttons(tuple(button(action, row.reference) for action in buttons)),
        *([Note(translator.say("submission", "footer", submission=message))] if waiting else ()),
    )


def outcome(message: Outcome, translator: Translator) -> Parts:
    """Return what became of one item or several, why, and what comes next."""
    references = [row.reference for row in message.rows]
    next_ = translator.say("outcome", f"next_{message.what}", outcome=message)
    return (
        Text(translator.say("outcome", message.what, outcome=message, references=references)),
        *_reason(message.reason, translator),
        Lines(tuple(_brief(row, translator) for row in message.rows), more="/rec"),
        *([Text(next_)] if next_ else ()),
    )


def cause_may_close(message: CauseMayClose, translator: Translator) -> Parts:
    """Return the cause of concern, what it carried, and how it is closed."""
    return (
        Heading(translator.bare.say("cause_may_close", "title", cause=message)),
        Text(_brief(message.row, translator)),
        Text(translator.say("cause_may_close", "body", cause=message)),
        Lines(
            tuple(translator.say("cause_may_close", "child", child=row) for row in message.children),
            more=f"/rec show {message.row.reference}",
        ),
        Buttons((button("sign_off", message.row.reference), button("end", message.row.reference))),
        Note(translator.say("cause_may_close", "footer")),
    )


def submit_form(message: SubmitForm, translator: Translator) -> Parts:
    """Return the form in which an item is handed in."""
    return (
        form("submit", message.row.reference, "submit_form", translator, form=message),
        Text(translator.say("record_form", "item", form=message)),
        _words("text", "submit_form", "text", translator, optional=True),
        FileInput(
            "files",
            translator.bare.say("record_form", "files"),
            hint=translator.bare.say("submit_form", "hint_files"),
            optional=True,
        ),
    )


def sign_off_form(message: SignOffForm, translator: Translator) -> Parts:
    """Return the form in which HMICFRS's sign-off is recorded."""
    return (
        form("sign_off", message.row.reference, "sign_off_form", translator, form=message),
        Text(translator.say("record_form", "item", form=message)),
        DateInput(
            "on",
            translator.bare.say("sign_off_form", "label_on"),
            hint=translator.bare.say("sign_off_form", "hint_on"),
            given=message.on,
        ),
        _words("basis", "sign_off_form", "basis", translator),
    )


def reason_form(message: ReasonForm, translator: Translator) -> Parts:
    """Return the form that asks for a reason, and of an end in which way it ends."""
    options = tuple((str(status), str(label(status))) for status in ENDS)
    status: tuple[Part, ...] = (
        (SelectInput("status", translator.bare.say("reason_form", "label_status"), options),)
        if message.what == "end"
        else ()
    )
    return (
        form(
            "reason",
            f"{message.what}:{message.row.reference}",
            "reason_form",
            translator,
            title=f"title_{message.what}",
            submit=f"submit_{message.what}",
            instead=f"instead_{message.what}",
            form=message,
        ),
        Text(translator.say("record_form", "item", form=message)),
        *status,
        _words("reason", "reason_form", message.what, translator),
    )


def _words_with_it(message: Submission, translator: Translator) -> Parts:
    if not message.words.strip():
        return ()
    more = f"/rec show {message.row.reference}"
    return (
        Text(translator.say("submission", "words", submission=message)),
        Quote(translator.lines(message.words), more),
    )


def _words(name: str, template: str, what: str, translator: Translator, *, optional: bool = False) -> Input:
    return TextInput(
        name,
        translator.bare.say(template, f"label_{what}"),
        hint=translator.bare.say(template, f"hint_{what}"),
        optional=optional,
    )


def _brief(row: ItemRow, translator: Translator) -> str:
    return translator.say("item", "brief", item=row)


def _reason(reason: str, translator: Translator) -> Parts:
    return (Quote(translator.lines(reason)[:FIELD_CHARACTERS]),) if reason.strip() else ()
