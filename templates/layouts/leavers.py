"""The shape of what coordinators are told of leavers, and of people who cannot be reached."""

from collections.abc import Iterator

from templates.messages.leavers import HandOverForm, HandOverList, Unreachable
from templates.parts import Buttons, ChoicesInput, Heading, Lines, Note, Parts, PersonInput, Text
from templates.translator import Translator, button, form


def hand_over_list(message: HandOverList, translator: Translator) -> Parts:
    """Return everything that a leaver still holds, and the button to give it on."""
    lines = tuple(_held(message, translator))
    heading = Heading(translator.bare.say("hand_over_list", "title", handing=message))
    if not lines:
        return (heading, Text(translator.say("hand_over_list", "nothing", handing=message)))
    return (
        heading,
        Text(translator.say("hand_over_list", "body", handing=message)),
        Lines(lines, more=f"/rec status @{message.leaver.name}"),
        Buttons((button("hand_over", str(message.hand_over)),)),
        Note(translator.say("hand_over_list", "footer", handing=message)),
    )


def _held(message: HandOverList, translator: Translator) -> Iterator[str]:
    for block, rows in (("owned", message.owned), ("deputised", message.deputised)):
        for row in rows:
            yield translator.say("hand_over_list", block, row=row, today=message.today)
    for team in message.teams:
        yield translator.say("hand_over_list", "team", team=team)
    for asked in message.asked:
        yield translator.say("hand_over_list", "asked", asked=asked)


def hand_over_form(message: HandOverForm, translator: Translator) -> Parts:
    """Return the form in which what a leaver held is given to somebody."""
    say = translator.bare.say
    options = tuple(
        (f"{each.what}:{each.number}", say("hand_over_form", each.what, holding=each))
        for each in message.holdings
    )
    return (
        form("hand_over", str(message.hand_over), "hand_over_form", translator, form=message),
        Text(translator.say("hand_over_form", "body", form=message)),
        PersonInput("to", say("hand_over_form", "to")),
        ChoicesInput(
            "given",
            say("hand_over_form", "given"),
            options,
            hint=say("hand_over_form", "hint_given"),
            given=tuple(value for value, _ in options),
        ),
    )


def unreachable(message: Unreachable, translator: Translator) -> Parts:
    """Return whom reminders that are due soon will not reach."""
    lines = tuple(
        translator.say("unreachable", "line", person=person, today=message.today) for person in message.people
    )
    return (
        Heading(translator.bare.say("unreachable", "title", unreachable=message)),
        Lines(lines, more="/rec people"),
        Text(translator.say("unreachable", "body")),
        Note(translator.say("unreachable", "footer")),
    )
