"""The shape of what is said about leave, and the forms for leave and preferences."""

from models.enums import Weekday
from templates.layouts.items import item_line
from templates.messages.absences import Leave, LeaveForm, LeaveRow, PreferencesForm, StandingIn, WelcomeBack
from templates.parts import (
    Buttons,
    ChoicesInput,
    DateInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Parts,
    PersonInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form

MOST_HAPPENED = 30


def leave(message: Leave, translator: Translator) -> Parts:
    """Return somebody's leave, each with *Cancel*, and for oneself a button to enter some."""

    def line(row: LeaveRow) -> ItemLine:
        words = translator.say("leave", "line", row=row, today=message.today)
        return ItemLine(words, buttons=(button("cancel_leave", str(row.absence)),))

    entered = translator.say("leave", "entered", leave=message) if message.entered else None
    return (
        *((Text(entered),) if entered else (Heading(translator.bare.say("leave", "title", leave=message)),)),
        *((Items(tuple(line(row) for row in message.rows)),) if message.rows else ()),
        *(() if message.rows else (Text(translator.say("leave", "none", leave=message)),)),
        *((Buttons((button("new_leave", "leave"),)),) if message.is_own else ()),
        Note(translator.say("leave", "footer")),
    )


def leave_form(message: LeaveForm, translator: Translator) -> Parts:
    """Return the form: from when to when, and who stands in."""
    say = translator.bare.say
    person = PersonInput(
        "whose", say("leave_form", "whose"), hint=say("leave_form", "hint_whose"), optional=True
    )
    return (
        form("leave", "leave", "leave_form", translator),
        *((person,) if message.for_others else ()),
        DateInput("starts_on", say("leave_form", "starts_on"), given=message.today),
        DateInput("ends_on", say("leave_form", "ends_on"), hint=say("leave_form", "hint_ends_on")),
        PersonInput(
            "deputy", say("leave_form", "deputy"), hint=say("leave_form", "hint_deputy"), optional=True
        ),
    )


def preferences_form(message: PreferencesForm, translator: Translator) -> Parts:
    """Return the form: working hours, days without reminders, and the time zone."""
    say = translator.bare.say
    return (
        form("preferences", "preferences", "preferences_form", translator, form=message),
        Text(translator.say("preferences_form", "body")),
        TextInput(
            "starts", say("preferences_form", "starts"), given=f"{message.starts:%H:%M}", multiline=False
        ),
        TextInput("ends", say("preferences_form", "ends"), given=f"{message.ends:%H:%M}", multiline=False),
        ChoicesInput(
            "quiet_days",
            say("preferences_form", "quiet_days"),
            tuple((day.value, day.value) for day in Weekday),
            given=tuple(day.value for day in message.quiet_days),
            optional=True,
        ),
        TextInput(
            "zone",
            say("preferences_form", "zone"),
            hint=say("preferences_form", "hint_zone"),
            given=message.zone,
            multiline=False,
        ),
    )


def standing_in(message: StandingIn, translator: Translator) -> Parts:
    """Return for whom the reader stands in, and the items; or that this is over."""
    if message.called_off:
        return (
            Heading(translator.bare.say("standing_in", "title_over", standing=message)),
            Text(translator.say("standing_in", "over", standing=message)),
        )
    return (
        Heading(translator.bare.say("standing_in", "title", standing=message)),
        Text(translator.say("standing_in", "body", standing=message)),
        Items(tuple(item_line(row, message.today, translator) for row in message.rows), more="/rec"),
        Note(translator.say("standing_in", "footer")),
    )


def welcome_back(message: WelcomeBack, translator: Translator) -> Parts:
    """Return what happened to the reader's items while they were away."""
    heading = Heading(translator.bare.say("welcome_back", "title", back=message))
    if not message.happened:
        return (heading, Text(translator.say("welcome_back", "nothing", back=message)))
    lines = tuple(translator.say("welcome_back", "line", each=each) for each in message.happened)
    return (
        heading,
        Text(translator.say("welcome_back", "body", back=message)),
        Lines(lines[:MOST_HAPPENED], more=None),
        *(
            (Text(translator.say("welcome_back", "more", more=len(lines) - MOST_HAPPENED)),)
            if len(lines) > MOST_HAPPENED
            else ()
        ),
        Note(translator.say("welcome_back", "footer")),
    )
