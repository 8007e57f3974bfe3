"""What can be said about a report that is read into a draft: the draft, its forms, and what was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from models.enums import Addressee, ItemKind, ReportKind
from models.outbox.message import MessageKind, ShownDraft
from templates.filters import LABELS
from templates.markup import MarkupText
from templates.messages import FormMessage, Message
from templates.parts import (
    FIELD_HOLDS,
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
from templates.translator import PLAIN, Translator, button, form

MOST_UNREAD: Final = 3
"""Pieces of text that were not read and that a draft shows; a button leads to all of them."""


PASTE_FIELDS: Final = 4


SPLIT: Final = "text_more"
"""The further fields of a text that is longer than one holds are called so, with their number."""


@dataclass(frozen=True)
class DraftRow:
    """One proposal of a draft.

    `doubts` are pairs of what is doubtful and the words that raise it. `there` is the reference of the item that
    the register has already, `corrected_by` who has corrected it. `blocked` says that it cannot be added as it is.
    """

    item: int
    number: str
    kind: ItemKind
    text: str
    addressed_to: tuple[Addressee, ...]
    deadline_on: date | None = None
    wording: str | None = None
    sentence: str | None = None
    register_number: str | None = None
    parent: str | None = None
    page: int | None = None
    doubts: tuple[tuple[str, str], ...] = ()
    left_out: bool = False
    there: str | None = None
    corrected_by: str | None = None
    blocked: bool = False

    EXAMPLE: ClassVar["DraftRow"]


DraftRow.EXAMPLE = DraftRow(
    item=7,
    number="33",
    kind=ItemKind.RECOMMENDATION,
    text="By 31 March 2023, chief constables should make sure that counter-corruption units have established "
    "relationships with external bodies.",
    addressed_to=(Addressee.ALL_FORCES,),
    deadline_on=date(2023, 3, 31),
    wording="By 31 March 2023",
    sentence="By 31 March 2023, chief constables should make sure that counter-corruption units have established "
    "relationships with external bodies.",
    page=12,
)


@dataclass(frozen=True)
class ReportDraft(Message):
    """A page of the draft for a report, as everybody who may see it sees it.

    `draft` is its number, 0 for one that is not kept. `state` is reading, undescribed, ready, unreadable, added or
    discarded. `to_add`, `there`, `left_out` and
    `blocked` count proposals, `doubtful` those with a doubt that nobody has settled. `unread` are the words that
    were not read, `furniture` how many pieces were left out. `first` is the number of the first row. `refusal` is
    the sentence of why it could not be read, with its fields. `by` and `on` say who closed it, and when.
    """

    draft: int
    code: str
    title: str | None
    kind: ReportKind | None
    published_on: date | None
    today: date
    state: str
    rows: tuple[DraftRow, ...] = ()
    total: int = 0
    to_add: int = 0
    there: int = 0
    left_out: int = 0
    blocked: int = 0
    doubtful: int = 0
    unread: tuple[str, ...] = ()
    furniture: int = 0
    gaps: tuple[str, ...] = ()
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    refusal: str | None = None
    refusal_fields: dict[str, str | int] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    by: str | None = None
    on: date | None = None

    KIND = MessageKind.REPORT_DRAFT

    def shown_draft(self) -> ShownDraft:
        """Return the page that it shows."""
        return ShownDraft(self.draft, self.first)

    def layout(self, translator: Translator) -> Parts:
        """Return a page of the draft with what can be done, or what became of it."""
        title = Heading(translator.bare.say("report_draft", f"title_{self.state}", draft=self))
        why = translator.fill(self.refusal, self.refusal_fields) if self.refusal else ""
        body = Text(translator.say("report_draft", f"body_{self.state}", draft=self, why=why))
        if self.state == "undescribed":
            buttons = (button("draft_describe", str(self.draft)), button("draft_discard", str(self.draft)))
            return (title, body, Buttons(buttons))
        if self.state != "ready":
            return (title, body)
        lines = tuple(_line(row, self, translator) for row in self.rows)
        last = self.first + len(self.rows) - 1
        return (
            title,
            body,
            *([Text(translator.say("report_draft", "gaps", draft=self))] if self.gaps else ()),
            *_unread(self, translator),
            *([Items(lines, more=f"report {self.code}")] if lines else ()),
            *(
                [Note(translator.say("report_draft", "take_all_shown", draft=self, last=last))]
                if lines
                else ()
            ),
            Buttons(tuple(_doings(self, translator))),
            *([Note(translator.say("report_draft", "footer", draft=self))] if self.draft else ()),
        )


ReportDraft.EXAMPLE = ReportDraft(
    draft=3,
    code="VETTING",
    title="An inspection of vetting, misconduct, and misogyny in the police service",
    kind=ReportKind.NATIONAL_THEMATIC,
    published_on=date(2022, 11, 2),
    today=date(2022, 12, 1),
    state="ready",
    rows=(DraftRow.EXAMPLE,),
    total=43,
    to_add=41,
    there=1,
    left_out=1,
    doubtful=4,
    unread=("The force should review how it manages sex offenders.",),
    furniture=12,
    gaps=("1 to 32", "36", "37"),
    next_page="3:9",
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


@dataclass(frozen=True)
class ReportForm(FormMessage):
    """The form in which a report to be read is named and given, or with `draft` only described.

    The other facts are what is known already.
    """

    draft: int | None = None
    code: str = ""
    title: str = ""
    kind: ReportKind | None = None
    published_on: date | None = None
    source_link: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form for a report: to be given and described, or only described."""
        bare, described = translator.bare, self.draft is not None
        which = "_described" if described else ""
        kinds = tuple((str(kind), LABELS["report_kind"][kind]) for kind in ReportKind)
        return (
            form(
                "report",
                str(self.draft or ""),
                "report_form",
                translator,
                title=f"title{which}",
                submit=f"submit{which}",
            ),
            Text(translator.say("report_form", f"intro{which}", form=self)),
            *(
                ()
                if described
                else [
                    TextInput(
                        "code",
                        bare.say("report_form", "code"),
                        hint=bare.say("report_form", "hint_code"),
                        given=self.code,
                        multiline=False,
                    )
                ]
            ),
            TextInput(
                "title",
                bare.say("report_form", "report_title"),
                hint=bare.say("report_form", "hint_title"),
                given=self.title[:FIELD_HOLDS],
                multiline=False,
            ),
            SelectInput(
                "kind",
                bare.say("report_form", "kind"),
                kinds,
                given=str(self.kind or ReportKind.NATIONAL_THEMATIC),
            ),
            DateInput(
                "published",
                bare.say("report_form", "published"),
                hint=bare.say("report_form", "hint_published"),
                given=self.published_on,
            ),
            TextInput(
                "source",
                bare.say("report_form", "source"),
                hint=bare.say("report_form", "hint_source"),
                given=self.source_link[:FIELD_HOLDS],
                optional=True,
                multiline=False,
            ),
            *(() if described else _given(translator)),
        )


ReportForm.EXAMPLE = ReportForm()


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


@dataclass(frozen=True)
class DraftItemForm(FormMessage):
    """The form with every field of a proposal; `item` is None for one that is put in by hand.

    `unread` is the place of the words that were not read and from which it is made, counted from 0.
    """

    draft: int
    code: str
    item: int | None = None
    unread: int | None = None
    number: str = ""
    register_number: str = ""
    kind: ItemKind = ItemKind.RECOMMENDATION
    text: str = ""
    addressed_to: tuple[Addressee, ...] = ()
    wording: str = ""
    deadline_on: date | None = None
    parent: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    sentence: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form with every field of a proposal, and what is doubtful about it."""
        bare = translator.bare
        is_new = self.item is None
        key = f"new:{self.draft}:{'' if self.unread is None else self.unread}"
        doubts = tuple(doubt(what, words, translator) for what, words in self.doubts)
        return (
            form(
                "draft_item",
                key if is_new else f"item:{self.item}",
                "draft_item_form",
                translator,
                title="title_new" if is_new else "title",
                form=self,
            ),
            *(
                [Text(translator.say("report_draft", "look_at", doubts=MarkupText("; ".join(doubts))))]
                if doubts
                else ()
            ),
            *([Text(translator.say("draft_item_form", "sentence", form=self))] if self.sentence else ()),
            _field("number", self.number, translator, hint=True),
            SelectInput(
                "kind",
                bare.say("draft_item_form", "kind"),
                tuple((str(kind), LABELS["kind"][kind]) for kind in ItemKind),
                given=str(self.kind),
            ),
            *_text_fields(self.text, translator),
            ChoicesInput(
                "addressed_to",
                bare.say("draft_item_form", "addressed_to"),
                tuple((str(body), LABELS["addressee"][body]) for body in Addressee),
                given=tuple(str(body) for body in self.addressed_to),
            ),
            _field("wording", self.wording, translator, hint=True, optional=True),
            DateInput(
                "deadline_on",
                bare.say("draft_item_form", "deadline"),
                hint=bare.say("draft_item_form", "hint_deadline"),
                given=self.deadline_on,
                optional=True,
            ),
            _field("register_number", self.register_number, translator, hint=True, optional=True),
            _field("parent", self.parent, translator, hint=True, optional=True),
        )


DraftItemForm.EXAMPLE = DraftItemForm(
    draft=3,
    code="VETTING",
    item=7,
    number="33",
    text=DraftRow.EXAMPLE.text,
    addressed_to=(Addressee.ALL_FORCES,),
    wording="By 31 March 2023",
    deadline_on=date(2023, 3, 31),
    sentence=DraftRow.EXAMPLE.sentence,
)


def _field(
    name: str, given: str, translator: Translator, *, hint: bool = False, optional: bool = False
) -> TextInput:
    return TextInput(
        "deadline_wording" if name == "wording" else name,
        translator.bare.say("draft_item_form", name),
        hint=translator.bare.say("draft_item_form", f"hint_{name}") if hint else None,
        given=given[:FIELD_HOLDS],
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
    while len(text) > FIELD_HOLDS:
        line = text.rfind("\n", 1, FIELD_HOLDS)
        end = line if line > 0 else text.rfind(" ", 1, FIELD_HOLDS - 1) + 1 or FIELD_HOLDS
        yield text[:end]
        text = text[end + (line > 0) :]
    yield text


@dataclass(frozen=True)
class NotReadList(Message):
    """What of a report was not read: words that look like a recommendation, and what was left out how often.

    `words` are pairs of the words and the page; each can be taken as a recommendation while the draft is `open`.
    """

    draft: int
    code: str
    open: bool
    words: tuple[tuple[str, int | None], ...]
    left_out: tuple[tuple[str, int], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

    def layout(self, translator: Translator) -> Parts:
        """Return the words that were not read, each to be taken as an item, and what was left out as what."""
        said = dict(self.examples)
        counts = tuple(
            translator.say(
                "not_read_list", "left_out_line", number=number, what=what, words=said.get(what, "")
            )
            for what, number in self.left_out
        )
        lines = tuple(
            ItemLine(
                translator.say("not_read_list", "line", page=page),
                quote=translator.lines(words),
                buttons=(button("draft_take", f"{self.draft}:{place}"),) if self.open else (),
            )
            for place, (words, page) in enumerate(self.words)
        )
        return (
            Heading(translator.bare.say("not_read_list", "title", list=self)),
            Text(translator.say("not_read_list", "body" if lines else "nothing")),
            *([Items(lines)] if lines else ()),
            *([Lines((translator.say("not_read_list", "left_out"), *counts))] if counts else ()),
        )


NotReadList.EXAMPLE = NotReadList(
    draft=3,
    code="VETTING",
    open=True,
    words=(("The force should review how it manages sex offenders.", 4),),
    left_out=(("running head", 40), ("footnote", 6)),
    examples=(("footnote", "3 PEEL 2021/22 Police effectiveness"),),
)


def doubt(what: str, words: str, translator: Translator) -> str:
    """Return a doubt in words."""
    return translator.say("report_draft", f"doubt_{what.replace(' ', '_')}", words=words)
