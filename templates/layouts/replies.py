"""The shape of what is said when an owner writes about an item."""

from models.enums import Rag, StatementKind
from templates.filters import cap, label
from templates.layouts.understanding import understood
from templates.messages.items import FileRow
from templates.messages.replies import Recorded, RecordedTogether, RecordForm, WhichItem, WithdrawForm
from templates.parts import (
    Buttons,
    Divider,
    FileInput,
    ItemLine,
    Items,
    Note,
    Parts,
    Quote,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import PLAIN, Translator, button, form

FIELD_CHARACTERS = 3000
"""What a field of a form holds (Slack's limit for plain text inputs)."""


def recorded(message: Recorded, translator: Translator) -> Parts:
    """Return what was recorded, word for word, with *Undo* as long as it counts."""
    body = translator.say("recorded", "body", recorded=message)
    counts = not (message.undone_at or message.deleted_at)
    undo = (button("undo", str(message.statement)),) if counts else ()
    return (
        Text(translator.say("recorded", "title", recorded=message)),
        *_quote(message.text, translator, more=f"/rec show {message.row.reference}"),
        *_files(message.files, translator),
        *_links(message.links, translator),
        *([Text(body)] if body else ()),
        *understood(message, translator),
        *([Buttons(undo)] if undo else ()),
        *(_similar(message, translator) if counts else ()),
        Note(translator.say("recorded", "footer", recorded=message)),
    )


def _similar(message: Recorded, translator: Translator) -> Parts:
    """Return the items that evidence may support too, each with a button that links it."""
    if not message.similar:
        return ()
    lines = tuple(
        ItemLine(
            translator.say("item", "brief", item=row),
            buttons=(
                button(
                    "also_for",
                    f"{message.statement}:{row.reference}",
                    label=translator.bare.say("recorded", "also_for", item=row),
                ),
            ),
        )
        for row in message.similar
    )
    return (Text(translator.say("recorded", "similar")), Items(lines))


def recorded_together(message: RecordedTogether, translator: Translator) -> Parts:
    """Return each part of a message as it was recorded for its item."""
    references = [part.row.reference for part in message.parts]
    title = Text(translator.say("recorded_together", "title", together=message, references=references))
    parts = (each for part in message.parts for each in (Divider(), *recorded(part, translator)))
    return (title, *parts)


def which_item(message: WhichItem, translator: Translator) -> Parts:
    """Return the kept words and the items that they may be about, each with a button."""
    kept = (
        Text(translator.say("which_item", "title", which=message)),
        *([] if message.placed else [Text(translator.say("which_item", "body", which=message))]),
        *_quote(message.text, translator),
        *_files(message.files, translator),
    )
    if message.placed:
        return kept
    if not message.candidates:
        return (*kept, Text(translator.say("which_item", "ask_openly")))
    lines = tuple(
        ItemLine(
            translator.say("item", "brief", item=row),
            buttons=(
                button(
                    "place",
                    f"{message.reply}:{row.reference}",
                    label=translator.bare.say("which_item", "choose", item=row),
                ),
            ),
        )
        for row in message.candidates
    )
    ask = translator.say("which_item", "ask", example=message.candidates[0].reference)
    return (*kept, Text(ask), Items(lines, more="/rec"))


def record_form(message: RecordForm, translator: Translator) -> Parts:
    """Return the form in which an update or evidence about one item is written."""
    kind = "version" if message.replaces else str(message.kind)
    about = str(message.replaces) if message.replaces else f"{kind}:{message.row.reference}"
    bare = translator.bare
    typed = PLAIN.lines(message.text)
    given, rest = typed[:FIELD_CHARACTERS], typed[FIELD_CHARACTERS:]
    files = FileInput(
        "files", bare.say("record_form", "files"), hint=bare.say("record_form", "hint_files"), optional=True
    )
    return (
        form(
            "version" if message.replaces else "record",
            about,
            "record_form",
            translator,
            title=f"title_{kind}",
            instead=f"instead_{kind}",
            form=message,
        ),
        Text(translator.say("record_form", "item", form=message)),
        TextInput(
            "text",
            bare.say("record_form", f"label_{kind}"),
            hint=bare.say("record_form", f"hint_{kind}"),
            given=given,
            optional=message.kind is StatementKind.EVIDENCE,
        ),
        *([_links_input(message.links, translator)] if message.kind is StatementKind.EVIDENCE else ()),
        *(
            [rag_input(message.rag, translator, "record_form")]
            if message.kind is StatementKind.UPDATE
            else ()
        ),
        files,
        *(
            (Text(translator.say("record_form", "rest")), Quote(translator.lines(rest)))
            if rest.strip()
            else ()
        ),
    )


def withdraw_form(message: WithdrawForm, translator: Translator) -> Parts:
    """Return the form in which it is said why a statement is withdrawn."""
    bare = translator.bare
    return (
        form("withdraw", str(message.statement), "withdraw_form", translator, form=message),
        Text(translator.say("withdraw_form", "body", form=message)),
        *_quote(message.text, translator),
        *_files(message.files, translator),
        TextInput(
            "reason", bare.say("withdraw_form", "reason"), hint=bare.say("withdraw_form", "hint_reason")
        ),
    )


def _links_input(links: tuple[str, ...], translator: Translator) -> TextInput:
    bare = translator.bare
    return TextInput(
        "links",
        bare.say("record_form", "links"),
        hint=bare.say("record_form", "hint_links"),
        given="\n".join(links),
        optional=True,
    )


def _links(links: tuple[str, ...], translator: Translator) -> Parts:
    return (Text(translator.say("item", "links", links=links)),) if links else ()


def rag_input(given: Rag | None, translator: Translator, form: str, *, optional: bool = True) -> SelectInput:
    """Return the choice of a colour, as it was judged last, with the hint of this `form`."""
    return SelectInput(
        "rag",
        translator.bare.say("record_form", "rag"),
        tuple((str(each), cap(label(each))) for each in Rag),
        hint=translator.bare.say(form, "hint_rag"),
        given=given,
        optional=optional,
    )


def _quote(text: str, translator: Translator, more: str | None = None) -> Parts:
    return (Quote(translator.lines(text), more),) if text.strip() else ()


def _files(files: tuple[FileRow, ...], translator: Translator) -> Parts:
    return (Text(translator.say("item", "files", files=files)),) if files else ()
