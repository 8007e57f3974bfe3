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
from templates.translator import PLAIN, Voice, button, form

FIELD_CHARACTERS = 3000
"""What a field of a form holds (Slack's limit for plain text inputs)."""


def recorded(message: Recorded, voice: Voice) -> Parts:
    """Return what was recorded, word for word, with *Undo* as long as it counts."""
    body = voice.say("recorded", "body", recorded=message)
    counts = not (message.undone_at or message.deleted_at)
    undo = (button("undo", str(message.statement)),) if counts else ()
    return (
        Text(voice.say("recorded", "title", recorded=message)),
        *_quote(message.text, voice, more=f"/rec show {message.row.reference}"),
        *_files(message.files, voice),
        *_links(message.links, voice),
        *([Text(body)] if body else ()),
        *understood(message, voice),
        *([Buttons(undo)] if undo else ()),
        *(_similar(message, voice) if counts else ()),
        Note(voice.say("recorded", "footer", recorded=message)),
    )


def _similar(message: Recorded, voice: Voice) -> Parts:
    """Return the items that evidence may support too, each with a button that links it."""
    if not message.similar:
        return ()
    lines = tuple(
        ItemLine(
            voice.say("item", "brief", item=row),
            buttons=(
                button(
                    "also_for",
                    f"{message.statement}:{row.reference}",
                    label=voice.bare.say("recorded", "also_for", item=row),
                ),
            ),
        )
        for row in message.similar
    )
    return (Text(voice.say("recorded", "similar")), Items(lines))


def recorded_together(message: RecordedTogether, voice: Voice) -> Parts:
    """Return each part of a message as it was recorded for its item."""
    references = [part.row.reference for part in message.parts]
    title = Text(voice.say("recorded_together", "title", together=message, references=references))
    parts = (each for part in message.parts for each in (Divider(), *recorded(part, voice)))
    return (title, *parts)


def which_item(message: WhichItem, voice: Voice) -> Parts:
    """Return the kept words and the items that they may be about, each with a button."""
    kept = (
        Text(voice.say("which_item", "title", which=message)),
        *([] if message.placed else [Text(voice.say("which_item", "body", which=message))]),
        *_quote(message.text, voice),
        *_files(message.files, voice),
    )
    if message.placed:
        return kept
    if not message.candidates:
        return (*kept, Text(voice.say("which_item", "ask_openly")))
    lines = tuple(
        ItemLine(
            voice.say("item", "brief", item=row),
            buttons=(
                button(
                    "place",
                    f"{message.reply}:{row.reference}",
                    label=voice.bare.say("which_item", "choose", item=row),
                ),
            ),
        )
        for row in message.candidates
    )
    ask = voice.say("which_item", "ask", example=message.candidates[0].reference)
    return (*kept, Text(ask), Items(lines, more="/rec"))


def record_form(message: RecordForm, voice: Voice) -> Parts:
    """Return the form in which an update or evidence about one item is written."""
    kind = "version" if message.replaces else str(message.kind)
    about = str(message.replaces) if message.replaces else f"{kind}:{message.row.reference}"
    bare = voice.bare
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
            voice,
            title=f"title_{kind}",
            instead=f"instead_{kind}",
            form=message,
        ),
        Text(voice.say("record_form", "item", form=message)),
        TextInput(
            "text",
            bare.say("record_form", f"label_{kind}"),
            hint=bare.say("record_form", f"hint_{kind}"),
            given=given,
            optional=message.kind is StatementKind.EVIDENCE,
        ),
        *([_links_input(message.links, voice)] if message.kind is StatementKind.EVIDENCE else ()),
        *([rag_input(message.rag, voice, "record_form")] if message.kind is StatementKind.UPDATE else ()),
        files,
        *((Text(voice.say("record_form", "rest")), Quote(voice.lines(rest))) if rest.strip() else ()),
    )


def withdraw_form(message: WithdrawForm, voice: Voice) -> Parts:
    """Return the form in which it is said why a statement is withdrawn."""
    bare = voice.bare
    return (
        form("withdraw", str(message.statement), "withdraw_form", voice, form=message),
        Text(voice.say("withdraw_form", "body", form=message)),
        *_quote(message.text, voice),
        *_files(message.files, voice),
        TextInput(
            "reason", bare.say("withdraw_form", "reason"), hint=bare.say("withdraw_form", "hint_reason")
        ),
    )


def _links_input(links: tuple[str, ...], voice: Voice) -> TextInput:
    bare = voice.bare
    return TextInput(
        "links",
        bare.say("record_form", "links"),
        hint=bare.say("record_form", "hint_links"),
        given="\n".join(links),
        optional=True,
    )


def _links(links: tuple[str, ...], voice: Voice) -> Parts:
    return (Text(voice.say("item", "links", links=links)),) if links else ()


def rag_input(given: Rag | None, voice: Voice, form: str, *, optional: bool = True) -> SelectInput:
    """Return the choice of a colour, as it was judged last, with the hint of this `form`."""
    return SelectInput(
        "rag",
        voice.bare.say("record_form", "rag"),
        tuple((str(each), cap(label(each))) for each in Rag),
        hint=voice.bare.say(form, "hint_rag"),
        given=given,
        optional=optional,
    )


def _quote(text: str, voice: Voice, more: str | None = None) -> Parts:
    return (Quote(voice.lines(text), more),) if text.strip() else ()


def _files(files: tuple[FileRow, ...], voice: Voice) -> Parts:
    return (Text(voice.say("item", "files", files=files)),) if files else ()
