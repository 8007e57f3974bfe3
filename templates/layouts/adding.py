"""The shape of the forms in which an item is added or corrected, and of what came of them."""

from collections.abc import Iterator
from functools import partial

from models.enums import Addressee, ItemKind, ReportKind
from models.register.fields import Place, plain_in
from templates.layouts.allocation import team_input, told_of
from templates.layouts.fields import field_input
from templates.long_text import fields_of
from templates.messages.adding import Added, DeadlineForm, ItemForm, NewReportForm
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


def new_report_form(message: NewReportForm, translator: Translator) -> Parts:
    """Return the form in which the report is named: a menu of those known, and fields for a new one."""
    bare = partial(translator.bare.say, "new_report_form", form=message)
    reports = tuple(
        (each.code, bare("report_option", report=each)) for each in message.reports[:MOST_REPORTS]
    )
    kinds = tuple((str(kind), bare("report_kind_option", kind=kind)) for kind in ReportKind)
    chosen = SelectInput("report", bare("report"), reports, hint=bare("hint_report"), optional=True)
    return (
        form("add_report", str(message.draft), "new_report_form", translator, form=message),
        *(
            (Text(translator.say("new_report_form", "text")), Quote(translator.lines(message.text)))
            if message.text
            else ()
        ),
        *((chosen,) if reports else ()),
        Text(translator.say("new_report_form", "new", form=message)),
        TextInput(
            "code", bare("code"), hint=bare("hint_code"), given=message.code, optional=True, multiline=False
        ),
        TextInput("title", bare("report_title"), optional=True, multiline=False),
        SelectInput("report_kind", bare("report_kind"), kinds, optional=True),
        DateInput("published", bare("published"), hint=bare("hint_published"), optional=True),
    )


def item_form(message: ItemForm, translator: Translator) -> Parts:
    """Return the form in which an item is filled in: its text in as many fields as it needs."""
    name, title = ("correct", "title_correct") if message.correcting else ("add_item", "title")
    return (
        form(name, str(message.draft), "item_form", translator, title=title, form=message),
        Text(translator.say("item_form", "report", form=message)),
        *_identity(message, translator),
        *_texts(message, translator),
        *_addressed(message, translator),
        *_deadline(message, translator),
        *(() if message.correcting else _people(message, translator)),
        *_filed(message, translator),
    )


def deadline_form(message: DeadlineForm, translator: Translator) -> Parts:
    """Return the form in which the day that a wording means is confirmed."""
    name = "correct_deadline" if message.correcting else "add_deadline"
    say = partial(translator.bare.say, "deadline_form", form=message)
    submit = "submit_correct" if message.correcting else "submit_add"
    return (
        form(name, str(message.draft), "deadline_form", translator, submit=submit, form=message),
        Text(translator.say("deadline_form", "body", form=message)),
        *((Quote(translator.lines(message.wording)),) if message.wording else ()),
        Text(translator.say("deadline_form", "means", form=message)),
        DateInput("deadline", say("deadline"), hint=say("hint_deadline"), given=message.given, optional=True),
    )


def added(message: Added, translator: Translator) -> Parts:
    """Return what was added, with what comes next: what it carries, who owns it, or another of its report."""
    return (
        Text(translator.say("added", "title", added=message)),
        Text(translator.say("added", "body", added=message)),
        *told_of(message.told, translator),
        Buttons(tuple(_next(message))),
        Note(translator.say("added", "footer", added=message)),
    )


def _next(message: Added) -> Iterator[Button]:
    if message.is_cause:
        yield button("add_under", message.row.reference)
    yield button("show", message.row.reference)
    if message.row.owner is None:
        yield button("assign", message.row.reference)
    yield button("add_to", message.code)


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


def _filed(message: ItemForm, translator: Translator) -> Iterator[TextInput | SelectInput | DateInput]:
    say = partial(translator.bare.say, "item_form", form=message)
    for column in plain_in(Place.ITEM_FORM):
        yield field_input(column, message.given)
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
