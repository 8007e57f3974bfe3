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
from templates.translator import Voice, button, form

MOST_HAPPENED = 30


def leave(message: Leave, voice: Voice) -> Parts:
    """Return somebody's leave, each with *Cancel*, and for oneself a button to enter some."""

    def line(row: LeaveRow) -> ItemLine:
        words = voice.say("leave", "line", row=row, today=message.today)
        return ItemLine(words, buttons=(button("cancel_leave", str(row.absence)),))

    entered = voice.say("leave", "entered", leave=message) if message.entered else None
    return (
        *((Text(entered),) if entered else (Heading(voice.bare.say("leave", "title", leave=message)),)),
        *((Items(tuple(line(row) for row in message.rows)),) if message.rows else ()),
        *(() if message.rows else (Text(voice.say("leave", "none", leave=message)),)),
        *((Buttons((button("new_leave", "leave"),)),) if message.is_own else ()),
        Note(voice.say("leave", "footer")),
    )


def leave_form(message: LeaveForm, voice: Voice) -> Parts:
    """Return the form: from when to when, and who stands in."""
    say = voice.bare.say
    person = PersonInput(
        "whose", say("leave_form", "whose"), hint=say("leave_form", "hint_whose"), optional=True
    )
    return (
        form("leave", "leave", "leave_form", voice),
        *((person,) if message.for_others else ()),
        DateInput("starts_on", say("leave_form", "starts_on"), given=message.today),
        DateInput("ends_on", say("leave_form", "ends_on"), hint=say("leave_form", "hint_ends_on")),
        PersonInput(
            "deputy", say("leave_form", "deputy"), hint=say("leave_form", "hint_deputy"), optional=True
        ),
    )


def preferences_form(message: PreferencesForm, voice: Voice) -> Parts:
    """Return the form: working hours, days without reminders, and the time zone."""
    say = voice.bare.say
    return (
        form("preferences", "preferences", "preferences_form", voice, form=message),
        Text(voice.say("preferences_form", "body")),
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


def standing_in(message: StandingIn, voice: Voice) -> Parts:
    """Return for whom the reader stands in, and the items; or that this is over."""
    if message.called_off:
        return (
            Heading(voice.bare.say("standing_in", "title_over", standing=message)),
            Text(voice.say("standing_in", "over", standing=message)),
        )
    return (
        Heading(voice.bare.say("standing_in", "title", standing=message)),
        Text(voice.say("standing_in", "body", standing=message)),
        Items(tuple(item_line(row, message.today, voice) for row in message.rows), more="/rec"),
        Note(voice.say("standing_in", "footer")),
    )


def welcome_back(message: WelcomeBack, voice: Voice) -> Parts:
    """Return what happened to the reader's items while they were away."""
    heading = Heading(voice.bare.say("welcome_back", "title", back=message))
    if not message.happened:
        return (heading, Text(voice.say("welcome_back", "nothing", back=message)))
    lines = tuple(voice.say("welcome_back", "line", each=each) for each in message.happened)
    return (
        heading,
        Text(voice.say("welcome_back", "body", back=message)),
        Lines(lines[:MOST_HAPPENED], more=None),
        *(
            (Text(voice.say("welcome_back", "more", more=len(lines) - MOST_HAPPENED)),)
            if len(lines) > MOST_HAPPENED
            else ()
        ),
        Note(voice.say("welcome_back", "footer")),
    )
