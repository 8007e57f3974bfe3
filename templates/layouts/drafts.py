"""The shape of drafts of reports, of their forms, and of what was not read."""

from collections.abc import Iterator
from typing import Final

from models.enums import Addressee, ItemKind, ReportKind
from templates.filters import LABELS
from templates.markup import MarkupText
from templates.messages.drafts import DraftItemForm, DraftRow, NotReadList, ReportDraft, ReportForm
from templates.parts import (
    Button,
    Buttons,
    ChoicesInput,
    DateInput,
    FileInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    SelectInput,
    Text,
    TextInput,
)
from templates.slack.blocks import FIELD_VALUE
from templates.translator import PLAIN, Translator, button, form

MOST_UNREAD: Final = 3
"""Pieces of text that were not read and that a draft shows; a button leads to all of them."""

PASTE_FIELDS: Final = 4
SPLIT: Final = "text_more"
"""The further fields of a text that is longer than one holds are called so, with their number."""


def report_draft(message: ReportDraft, translator: Translator) -> Parts:
    """Return a page of the draft with what can be done, or what became of it."""
    title = Heading(translator.bare.say("report_draft", f"title_{message.state}", draft=message))
    why = translator.fill(message.refusal, message.refusal_fields) if message.refusal else ""
    body = Text(translator.say("report_draft", f"body_{message.state}", draft=message, why=why))
    if message.state == "undescribed":
        buttons = (button("draft_describe", str(message.draft)), button("draft_discard", str(message.draft)))
        return (title, body, Buttons(buttons))
    if message.state != "ready":
        return (title, body)
    lines = tuple(_line(row, message, translator) for row in message.rows)
    last = message.first + len(message.rows) - 1
    return (
        title,
        body,
        *([Text(translator.say("report_draft", "gaps", draft=message))] if message.gaps else ()),
        *_unread(message, translator),
        *([Items(lines, more=f"/rec report {message.code}")] if lines else ()),
        *(
            [Note(translator.say("report_draft", "take_all_shown", draft=message, last=last))]
            if lines
            else ()
        ),
        Buttons(tuple(_doings(message, translator))),
        *([Note(translator.say("report_draft", "footer", draft=message))] if message.draft else ()),
    )


def _unread(message: ReportDraft, translator: Translator) -> Parts:
    if not message.unread:
        return ()
    shown = (
        translator.say("report_draft", "unread_line", words=words) for words in message.unread[:MOST_UNREAD]
    )
    return (Lines((translator.say("report_draft", "unread_title"), *shown)),)


def _line(row: DraftRow, message: ReportDraft, translator: Translator) -> ItemLine:
    if row.there is not None:
        return ItemLine(translator.say("report_draft", "row_there", draft=message, row=row))
    if row.left_out:
        words = translator.say("report_draft", "row_left_out", draft=message, row=row)
        return ItemLine(words, buttons=(button("draft_put_back", f"{row.item}:{message.first}"),))
    said = [translator.say("report_draft", "row", draft=message, row=row)]
    if row.corrected_by is not None:
        said.append(translator.say("report_draft", "row_corrected", row=row))
    if row.blocked:
        said.append(translator.say("report_draft", "row_blocked"))
    if row.doubts:
        doubts = "; ".join(doubt(what, words, translator) for what, words in row.doubts)
        said.append(translator.say("report_draft", "look_at", doubts=MarkupText(doubts)))
    return ItemLine(
        "\n".join(said),
        buttons=(
            button("draft_correct", str(row.item)),
            button("draft_leave_out", f"{row.item}:{message.first}"),
        ),
    )


def doubt(what: str, words: str, translator: Translator) -> str:
    """Return a doubt in words."""
    return translator.say("report_draft", f"doubt_{what.replace(' ', '_')}", words=words)


def _doings(message: ReportDraft, translator: Translator) -> Iterator[Button]:
    if message.previous_page is not None:
        yield button("draft_previous", message.previous_page)
    if message.next_page is not None:
        yield button("draft_next", message.next_page)
    about = str(message.draft)
    if message.to_add and not message.blocked:
        yield button("draft_add", about, label=translator.bare.say("report_draft", "add", draft=message))
    yield button("draft_not_read", about)
    yield button("draft_new", about)
    yield button("draft_describe", about)
    yield button("draft_discard", about)


def report_form(message: ReportForm, translator: Translator) -> Parts:
    """Return the form for a report: to be given and described, or only described."""
    bare, described = translator.bare, message.draft is not None
    which = "_described" if described else ""
    kinds = tuple((str(kind), LABELS["report_kind"][kind]) for kind in ReportKind)
    return (
        form(
            "report",
            str(message.draft or ""),
            "report_form",
            translator,
            title=f"title{which}",
            submit=f"submit{which}",
        ),
        Text(translator.say("report_form", f"intro{which}", form=message)),
        *(
            ()
            if described
            else [
                TextInput(
                    "code",
                    bare.say("report_form", "code"),
                    hint=bare.say("report_form", "hint_code"),
                    given=message.code,
                    multiline=False,
                )
            ]
        ),
        TextInput(
            "title",
            bare.say("report_form", "report_title"),
            hint=bare.say("report_form", "hint_title"),
            given=message.title[:FIELD_VALUE],
            multiline=False,
        ),
        SelectInput(
            "kind",
            bare.say("report_form", "kind"),
            kinds,
            given=str(message.kind or ReportKind.NATIONAL_THEMATIC),
        ),
        DateInput(
            "published",
            bare.say("report_form", "published"),
            hint=bare.say("report_form", "hint_published"),
            given=message.published_on,
        ),
        TextInput(
            "source",
            bare.say("report_form", "source"),
            hint=bare.say("report_form", "hint_source"),
            given=message.source_link[:FIELD_VALUE],
            optional=True,
            multiline=False,
        ),
        *(() if described else _given(translator)),
    )


def _given(translator: Translator) -> Parts:
    """Return the fields in which the report itself is given: as a file, or pasted into as many as it needs."""
    bare = translator.bare
    first = TextInput(
        "text", bare.say("report_form", "text"), hint=bare.say("report_form", "hint_text"), optional=True
    )
    more = tuple(
        TextInput(f"{SPLIT}_{number}", bare.say("report_form", "text_more"), optional=True)
        for number in range(2, PASTE_FIELDS + 1)
    )
    files = bare.say("report_form", "files"), bare.say("report_form", "hint_files")
    return (FileInput("files", files[0], hint=files[1], most=1, optional=True), first, *more)


def draft_item_form(message: DraftItemForm, translator: Translator) -> Parts:
    """Return the form with every field of a proposal, and what is doubtful about it."""
    bare = translator.bare
    is_new = message.item is None
    key = f"new:{message.draft}:{'' if message.unread is None else message.unread}"
    doubts = tuple(doubt(what, words, translator) for what, words in message.doubts)
    return (
        form(
            "draft_item",
            key if is_new else f"item:{message.item}",
            "draft_item_form",
            translator,
            title="title_new" if is_new else "title",
            form=message,
        ),
        *(
            [Text(translator.say("report_draft", "look_at", doubts=MarkupText("; ".join(doubts))))]
            if doubts
            else ()
        ),
        *([Text(translator.say("draft_item_form", "sentence", form=message))] if message.sentence else ()),
        _field("number", message.number, translator, hint=True),
        SelectInput(
            "kind",
            bare.say("draft_item_form", "kind"),
            tuple((str(kind), LABELS["kind"][kind]) for kind in ItemKind),
            given=str(message.kind),
        ),
        *_text_fields(message.text, translator),
        ChoicesInput(
            "addressed_to",
            bare.say("draft_item_form", "addressed_to"),
            tuple((str(body), LABELS["addressee"][body]) for body in Addressee),
            given=tuple(str(body) for body in message.addressed_to),
        ),
        _field("wording", message.wording, translator, hint=True, optional=True),
        DateInput(
            "deadline_on",
            bare.say("draft_item_form", "deadline"),
            hint=bare.say("draft_item_form", "hint_deadline"),
            given=message.deadline_on,
            optional=True,
        ),
        _field("register_number", message.register_number, translator, hint=True, optional=True),
        _field("parent", message.parent, translator, hint=True, optional=True),
    )


def _field(
    name: str, given: str, translator: Translator, *, hint: bool = False, optional: bool = False
) -> TextInput:
    return TextInput(
        "deadline_wording" if name == "wording" else name,
        translator.bare.say("draft_item_form", name),
        hint=translator.bare.say("draft_item_form", f"hint_{name}") if hint else None,
        given=given[:FIELD_VALUE],
        optional=optional,
        multiline=False,
    )


def _text_fields(text: str, translator: Translator) -> Iterator[Part]:
    """Yield the field with the text, and further ones for what one does not hold."""
    first, *others = [*_chunks(PLAIN.lines(text))] or [""]
    yield TextInput("text", translator.bare.say("draft_item_form", "text"), given=first)
    for number, piece in enumerate(others, start=2):
        label = translator.bare.say("draft_item_form", "text_more")
        yield TextInput(f"{SPLIT}_{number}", label, given=piece, optional=True)


def _chunks(text: str) -> Iterator[str]:
    """Yield `text` in pieces that a field holds: a line's end between two is left out, a blank is not."""
    while len(text) > FIELD_VALUE:
        line = text.rfind("\n", 1, FIELD_VALUE)
        end = line if line > 0 else text.rfind(" ", 1, FIELD_VALUE - 1) + 1 or FIELD_VALUE
        yield text[:end]
        text = text[end + (line > 0) :]
    yield text


def not_read_list(message: NotReadList, translator: Translator) -> Parts:
    """Return the words that were not read, each to be taken as a recommendation, and what was left out as what."""
    said = dict(message.examples)
    counts = tuple(
        translator.say("not_read_list", "left_out_line", number=number, what=what, words=said.get(what, ""))
        for what, number in message.left_out
    )
    lines = tuple(
        ItemLine(
            translator.say("not_read_list", "line", page=page),
            quote=translator.lines(words),
            buttons=(button("draft_take", f"{message.draft}:{place}"),) if message.open else (),
        )
        for place, (words, page) in enumerate(message.words)
    )
    return (
        Heading(translator.bare.say("not_read_list", "title", list=message)),
        Text(translator.say("not_read_list", "body" if lines else "nothing")),
        *([Items(lines)] if lines else ()),
        *([Lines((translator.say("not_read_list", "left_out"), *counts))] if counts else ()),
    )
