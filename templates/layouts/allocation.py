"""The shape of what is said about whose items are."""

from collections.abc import Iterator

from models.register.fields import Place, plain_in
from templates.layouts.fields import field_input
from templates.layouts.items import item_line
from templates.messages.allocation import (
    CAN_BE_CLEARED,
    Allocation,
    ChangedItems,
    ChangeForm,
    TeamChoice,
    Teams,
    Told,
)
from templates.messages.items import ItemRow
from templates.parts import (
    ChoicesInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    PersonInput,
    SelectInput,
    Text,
)
from templates.translator import Translator, button, form

GIVEN_TO_DO = ("update", "add_evidence", "show")
"""What can be done with an item that has become somebody's, by the names of the buttons."""


def change_form(message: ChangeForm, translator: Translator) -> Parts:
    """Return the form in which one item or many are given to people and filed; of many, which they are."""
    bare = translator.bare
    name, title = ("change_all", "title_many") if message.many else ("assign", "title")

    def say(block: str) -> str:
        return bare.say("change_form", block, form=message)

    def person(field: str) -> PersonInput:
        return PersonInput(field, say(field), given=message.given.get(field) or None, optional=True)

    asked = plain_in(Place.LIST_FORM if message.many else Place.ASSIGN_FORM)
    called = {column.field.attribute: column.asked for column in asked}
    can_be_cleared = tuple(
        (name, called[name] if name in called else say(name)) for name in CAN_BE_CLEARED if message.many
    )
    for_many = (ChoicesInput("clear", say("clear"), can_be_cleared, hint=say("hint_clear"), optional=True),)
    return (
        form(name, str(message.draft), "change_form", translator, title=title, form=message),
        Text(translator.say("change_form", "which", form=message)),
        person("owner"),
        person("deputy"),
        *team_input(message.teams, message.given.get("team"), translator),
        *(field_input(column, message.given) for column in asked),
        *(for_many if message.many else ()),
    )


def team_input(
    teams: tuple[TeamChoice, ...], given: str | None, translator: Translator
) -> Iterator[SelectInput]:
    """Yield the menu of teams, if there are any."""
    if teams:
        options = tuple((str(team.number), team.name) for team in teams)
        hint = translator.bare.say("change_form", "hint_team")
        label = translator.bare.say("change_form", "team")
        yield SelectInput("team", label, options, hint=hint, given=given or None, optional=True)


def changed_items(message: ChangedItems, translator: Translator) -> Parts:
    """Return what was changed in each item, and who is told."""
    lines = tuple(
        translator.say("changed_items", "line", reference=reference, what=what)
        for reference, what in message.changed
    )
    return (
        Heading(translator.bare.say("changed_items", "title", said=message)),
        *((Lines(lines),) if lines else ()),
        *((Text(translator.say("changed_items", "unchanged", said=message)),) if message.unchanged else ()),
        *told_of(message.told, translator),
    )


def told_of(told: Told, translator: Translator) -> Iterator[Part]:
    """Yield who is told of a change, and who cannot be."""
    if told.told:
        yield Text(translator.say("changed_items", "told", told=told))
    if told.cannot:
        yield Text(translator.say("changed_items", "cannot", told=told))


def allocation(message: Allocation, translator: Translator) -> Parts:
    """Return what is somebody's now, with buttons, and what is theirs no more."""
    return (
        Heading(translator.bare.say("allocation", "title", allocation=message)),
        *_part("owned", message.owned, message, translator),
        *_part("deputised", message.deputised, message, translator),
        *_part("gone", message.gone, message, translator),
        *_part("relieved", message.relieved, message, translator),
        Note(translator.say("allocation", "footer", allocation=message)),
    )


def _part(block: str, rows: tuple[ItemRow, ...], message: Allocation, translator: Translator) -> Parts:
    if not rows:
        return ()
    if block in ("gone", "relieved"):
        lines = tuple(ItemLine(translator.say("allocation", "gone_line", item=row)) for row in rows)
    else:
        lines = tuple(
            ItemLine(
                item_line(row, message.today, translator, owned=block == "deputised").text,
                buttons=tuple(button(action, row.reference) for action in GIVEN_TO_DO),
            )
            for row in rows
        )
    said = translator.say("allocation", block, allocation=message, number=len(rows))
    return (Text(said), Items(lines, more="/rec"))


def teams(message: Teams, translator: Translator) -> Parts:
    """Return every team with its people, each with a button to its items."""
    heading = Heading(translator.bare.say("teams", "title"))
    if not message.teams:
        return (heading, Text(translator.say("teams", "none")))
    lines = tuple(
        ItemLine(
            translator.say("teams", "line", team=team),
            buttons=(button("team", team.name),) if team.items else (),
        )
        for team in message.teams
    )
    return (heading, Items(lines, more="/rec team"), Note(translator.say("teams", "footer")))
