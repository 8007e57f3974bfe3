"""The fields of a form in a card, as plain dicts. A placeholder goes once somebody types: hints stand beneath."""

from collections.abc import Callable
from typing import Any, Final

from templates.parts import (
    FIELD_HOLDS,
    ChoicesInput,
    DateInput,
    FileInput,
    Input,
    Part,
    PersonInput,
    SelectInput,
    TextInput,
)
from templates.teams.actions import choices
from templates.teams.elements import Element, note
from templates.teams.markup import TEAMS

TICKS: Final = 10
"""A choice of any number shows all that it offers up to so many; more are a menu."""

PEOPLE: Final = "graph.microsoft.com/users"
"""Teams' own list of the people of the organisation."""


def drawn(part: Input, given: str | None = None) -> list[Element]:
    """Return a field with its hint; what was `given` in it before takes the place of what it holds."""
    if isinstance(part, FileInput):
        label, hint = (TEAMS.dialect.escape(text) for text in (part.label, part.hint or ""))
        return note(TEAMS.say("teams_card", "send_files", label=label, hint=hint))
    element = {**FIELD[type(part)](part), "id": part.name, "label": part.label}
    if given is not None:
        element["value"] = given
    if not element["value"]:
        del element["value"]
    if not part.optional:
        element |= {"isRequired": True, "errorMessage": TEAMS.bare.say("teams_card", "required")}
    return [element, *_hint(part.hint)]


def _hint(hint: str | None) -> list[Element]:
    return [{**each, "spacing": "None"} for each in note(TEAMS.dialect.escape(hint))] if hint else []


def _text(part: TextInput) -> Element:
    return {
        "type": "Input.Text",
        "isMultiline": part.multiline,
        "maxLength": FIELD_HOLDS,
        "value": part.given[:FIELD_HOLDS],
    }


def _select(part: SelectInput) -> Element:
    return {
        "type": "Input.ChoiceSet",
        "style": "compact",
        "value": part.given or "",
        "choices": choices(part.options),
    }


def _several(part: ChoicesInput) -> Element:
    if parted := [value for value, _ in part.options if "," in value]:
        raise ValueError(f"The choice {parted[0]!r} has a comma, which Teams puts between choices.")
    return {
        "type": "Input.ChoiceSet",
        "isMultiSelect": True,
        "style": "expanded" if len(part.options) <= TICKS else "compact",
        "value": ",".join(part.given),
        "choices": choices(part.options),
    }


def _person(part: PersonInput) -> Element:
    return {
        "type": "Input.ChoiceSet",
        "style": "filtered",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": PEOPLE},
        "value": part.given or "",
    }


def _date(part: DateInput) -> Element:
    return {"type": "Input.Date", "value": part.given.isoformat() if part.given else ""}


FIELD: dict[type[Part], Callable[[Any], Element]] = {
    ChoicesInput: _several,
    DateInput: _date,
    PersonInput: _person,
    SelectInput: _select,
    TextInput: _text,
}
