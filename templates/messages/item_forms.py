"""What is shown while an item is added or corrected: the steps of the form, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from models.enums import Addressee, ItemKind, ReportKind
from templates.long_text import fields_of
from templates.messages import FormMessage, Message
from templates.messages.allocation import TeamChoice, Told, team_input, told_of
from templates.messages.items import ItemRow
from templates.parts import (
    Button,
    Buttons,
    ChoicesInput,
    DateInput,
    Note,
    Parts,
    PersonInput,
    Quote,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form

MOST_REPORTS = 100
"""Reports that a menu holds (Slack's limit): the latest."""


@dataclass(frozen=True)
class ReportChoice:
    """A report that can be chosen."""

    code: str
    title: str
    published_on: date


@dataclass(frozen=True)
class NewReportForm(FormMessage):
    """The form in which the report is named from which an item comes: one of `reports`, or a new one.

    `draft` is the number under which what is begun is kept. `text` is what is to be added, if that is known; `code`
    is one that was typed and that the register does not know.
    """

    draft: int
    reports: tuple[ReportChoice, ...]
    text: str = ""
    code: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which the report is named: a menu of those known, and fields for a new one."""
        bare = partial(translator.bare.say, "new_report_form", form=self)
        reports = tuple(
            (each.code, bare("report_option", report=each)) for each in self.reports[:MOST_REPORTS]
        )
        kinds = tuple((str(kind), bare("report_kind_option", kind=kind)) for kind in ReportKind)
        chosen = SelectInput("report", bare("report"), reports, hint=bare("hint_report"), optional=True)
        return (
            form("add_report", str(self.draft), "new_report_form", translator, form=self),
            *(
                (Text(translator.say("new_report_form", "text")), Quote(translator.lines(self.text)))
                if self.text
                else ()
            ),
            *((chosen,) if reports else ()),
            Text(translator.say("new_report_form", "new", form=self)),
            TextInput(
                "code", bare("code"), hint=bare("hint_code"), given=self.code, optional=True, multiline=False
            ),
            TextInput("title", bare("report_title"), optional=True, multiline=False),
            SelectInput("report_kind", bare("report_kind"), kinds, optional=True),
            DateInput("published", bare("published"), hint=bare("hint_published"), optional=True),
        )


NewReportForm.EXAMPLE = NewReportForm(
    4,
    (ReportChoice("VETTING", "An inspection of vetting, misconduct, and misogyny", date(2022, 11, 2)),),
    "By 30 April 2023, chief constables should make sure that vetting is reviewed.",
)


@dataclass(frozen=True)
class CauseChoice:
    """A cause of concern of the report, under which an item can stand."""

    number: str
    text: str


@dataclass(frozen=True)
class ItemForm(FormMessage):
    """The form in which one item is filled in, or with `correcting` is corrected.

    `reference` is the report's code, or the item's own. `given` holds what the fields hold already, by their names;
    several addressees stand in lines.
    """

    draft: int
    reference: str
    report: str
    published_on: date
    given: dict[str, str] = field(default_factory=dict)
    causes: tuple[CauseChoice, ...] = ()
    teams: tuple[TeamChoice, ...] = ()
    correcting: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which an item is filled in: its text in as many fields as it needs."""
        name, title = ("correct", "title_correct") if self.correcting else ("add_item", "title")
        return (
            form(name, str(self.draft), "item_form", translator, title=title, form=self),
            Text(translator.say("item_form", "report", form=self)),
            *_identity(self, translator),
            *_texts(self, translator),
            *_addressed(self, translator),
            *_deadline(self, translator),
            *(() if self.correcting else _people(self, translator)),
            *_filed(self, translator),
        )


ItemForm.EXAMPLE = ItemForm(
    4,
    "VETTING",
    "An inspection of vetting, misconduct, and misogyny",
    date(2022, 11, 2),
    {"text": "By 30 April 2023, chief constables should make sure that vetting is reviewed.", "parent": "1"},
    (CauseChoice("1", "Vetting decisions are not recorded."),),
    (TeamChoice(1, "Professional Standards"),),
)


def _identity(message: ItemForm, translator: Translator) -> Parts:
    say, given = partial(translator.bare.say, "item_form", form=message), message.given
    kinds = tuple((str(kind), say("kind_option", kind=kind)) for kind in ItemKind)
    causes = tuple((each.number, say("cause_option", cause=each)) for each in message.causes)
    return (
        _line("number", message, translator, optional=False),
        _line("register_number", message, translator),
        SelectInput("kind", say("kind"), kinds, given=given.get("kind") or str(ItemKind.RECOMMENDATION)),
        *(
            (SelectInput("parent", say("parent"), causes, given=given.get("parent"), optional=True),)
            if causes
            else ()
        ),
    )


def _texts(message: ItemForm, translator: Translator) -> Iterator[TextInput]:
    say = translator.bare.say
    for number, (name, piece) in enumerate(fields_of("text", message.given.get("text", ""))):
        label = say("item_form", "text_continued" if number else "text")
        hint = None if number else say("item_form", "hint_text")
        yield TextInput(name, label, hint=hint, given=piece, optional=number > 0)


def _addressed(message: ItemForm, translator: Translator) -> Parts:
    say, given = partial(translator.bare.say, "item_form", form=message), message.given
    bodies = tuple((str(body), say("body_option", body=body)) for body in Addressee)
    chosen = tuple(filter(None, given.get("addressed_to", str(Addressee.ALL_FORCES)).split("\n")))
    answers = (("yes", say("mandatory_yes")), ("no", say("mandatory_no")))
    mandatory = SelectInput(
        "mandatory",
        say("mandatory"),
        answers,
        hint=say("hint_mandatory"),
        given=given.get("mandatory"),
        optional=not message.correcting,
    )
    addressed = ChoicesInput(
        "addressed_to", say("addressed_to"), bodies, hint=say("hint_addressed_to"), given=chosen
    )
    return (addressed, mandatory)


def _deadline(message: ItemForm, translator: Translator) -> Iterator[TextInput | DateInput]:
    say = partial(translator.bare.say, "item_form", form=message)
    yield _line("deadline_wording", message, translator)
    if not message.correcting:
        yield DateInput("deadline", say("deadline"), hint=say("hint_deadline"), optional=True)


def _people(message: ItemForm, translator: Translator) -> Parts:
    say = partial(translator.bare.say, "item_form", form=message)
    return (
        PersonInput("owner", say("owner"), hint=say("hint_owner"), optional=True),
        PersonInput("deputy", say("deputy"), optional=True),
        *team_input(message.teams, None, translator),
    )


def _filed(message: ItemForm, translator: Translator) -> Iterator[TextInput | DateInput]:
    say = partial(translator.bare.say, "item_form", form=message)
    for name in ("portfolio", "board", "theme", "peel_question"):
        yield _line(name, message, translator)
    if not message.correcting:
        yield DateInput("added_on", say("added_on"), hint=say("hint_added_on"), optional=True)


def _line(name: str, message: ItemForm, translator: Translator, *, optional: bool = True) -> TextInput:
    hint = f"hint_{name}"
    return TextInput(
        name,
        translator.bare.say("item_form", name),
        hint=translator.bare.say("item_form", hint) if translator.has("item_form", hint) else None,
        given=message.given.get(name, ""),
        optional=optional,
        multiline=False,
    )


@dataclass(frozen=True)
class DeadlineForm(FormMessage):
    """The form in which the day that a wording means is confirmed, or another is chosen.

    `on` and `basis` are what was worked out; `given` is the day that is proposed. `found` says that the wording was
    found in the text and not given by itself.
    """

    draft: int
    reference: str
    wording: str
    on: date | None
    basis: str
    given: date | None
    published_on: date
    today: date
    found: bool = False
    correcting: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which the day that a wording means is confirmed."""
        name = "correct_deadline" if self.correcting else "add_deadline"
        say = partial(translator.bare.say, "deadline_form", form=self)
        submit = "submit_correct" if self.correcting else "submit_add"
        return (
            form(name, str(self.draft), "deadline_form", translator, submit=submit, form=self),
            Text(translator.say("deadline_form", "body", form=self)),
            *((Quote(translator.lines(self.wording)),) if self.wording else ()),
            Text(translator.say("deadline_form", "means", form=self)),
            DateInput(
                "deadline", say("deadline"), hint=say("hint_deadline"), given=self.given, optional=True
            ),
        )


DeadlineForm.EXAMPLE = DeadlineForm(
    4,
    "VETTING-44",
    "Within six months",
    date(2023, 5, 2),
    "counted from publication",
    date(2023, 5, 2),
    date(2022, 11, 2),
    date(2022, 12, 1),
)


@dataclass(frozen=True)
class Added(Message):
    """An item that was added: what it is, what its deadline rests on, and who was told.

    `code` is its report's; `parent` is the cause of concern to which it belongs.
    """

    row: ItemRow
    code: str
    today: date
    wording: str | None
    basis: str
    addressed_to: tuple[Addressee, ...]
    told: Told
    parent: str | None = None
    new_report: bool = False

    @property
    def is_cause(self) -> bool:
        """Whether it carries others."""
        return self.row.kind is ItemKind.CAUSE_OF_CONCERN

    def layout(self, translator: Translator) -> Parts:
        """Return what was added, with what comes next: what it carries, who owns it, or another of its report."""
        return (
            Text(translator.say("added", "title", added=self)),
            Text(translator.say("added", "body", added=self)),
            *told_of(self.told, translator),
            Buttons(tuple(_next(self))),
            Note(translator.say("added", "footer", added=self)),
        )


Added.EXAMPLE = Added(
    ItemRow.EXAMPLE,
    "OLDER",
    date(2022, 12, 1),
    "Within six months",
    "counted from publication",
    (Addressee.ALL_FORCES,),
    Told(("Anna Clarke",)),
    parent="OLDER-1",
    new_report=True,
)


def _next(message: Added) -> Iterator[Button]:
    if message.is_cause:
        yield button("add_under", message.row.reference)
    yield button("show", message.row.reference)
    if message.row.owner is None:
        yield button("assign", message.row.reference)
    yield button("add_to", message.code)
