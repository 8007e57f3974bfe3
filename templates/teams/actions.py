"""What can be pressed in a card, as plain dicts: each says what it is about when Teams brings it back.

No property of the data may be called `key`: a client of Microsoft's own breaks of it.
"""

from typing import Any, Final

from templates.parts import Button, Menu
from templates.teams.elements import Element, text
from templates.teams.markup import TEAMS

SHOWN: Final = 3
ABREAST: Final = 36
"""So many buttons, with so many characters of labels, stand side by side on a phone; the others are in a menu."""

MENUS: Final = "menus"
SUBMIT: Final = "submit_form"
_STYLES: Final = {"primary": "positive", "danger": "destructive"}


def button(part: Button, state: str) -> Element:
    """Return a button. One that opens a form asks for a dialog; before any other may come what is asked first.

    `state` says in which drawing of a card it is pressed.
    """
    if part.opens_form:
        opened = {"msteams": {"type": "task/fetch"}, "press": part.action, "value": part.value}
        return _styled(part, {"type": "Action.Submit", "title": part.label, "data": opened})
    action = _styled(part, execute(part.label, part.action, part.value, state=state))
    if part.confirm is None:
        return action
    asked = {
        "type": "AdaptiveCard",
        "body": [
            text(TEAMS.dialect.escape(part.confirm.title), weight="Bolder"),
            text(TEAMS.dialect.escape(part.confirm.text), spacing="None"),
        ],
        "actions": [{**action, "title": part.confirm.yes}],
    }
    return {"type": "Action.ShowCard", "title": part.label, "card": asked}


def execute(label: str, action: str, value: str, **more: Any) -> Element:
    """Return a button that does its work at once, and brings `more` back."""
    data = {"press": action, "value": value, **more}
    return {"type": "Action.Execute", "title": label, "verb": action, "data": data}


def row(actions: list[Element], menu: list[Element] | None = None) -> Element:
    """Return buttons side by side, the first at least; in a menu those without room and those of `menu`."""
    room, shown = ABREAST, 0
    while shown < min(SHOWN, len(actions)) and (len(actions[shown]["title"]) <= room or not shown):
        room -= len(actions[shown]["title"])
        shown += 1
    behind = [{**each, "mode": "secondary"} for each in (*actions[shown:], *(menu or ()))]
    return {"type": "ActionSet", "spacing": "Small", "actions": [*actions[:shown], *behind]}


def menu(part: Menu) -> Element:
    """Return a choice, which takes effect by the button beside it."""
    drawn: Element = {
        "type": "Input.ChoiceSet",
        "id": part.action,
        "label": part.label,
        "placeholder": TEAMS.bare.say("teams_card", "choose"),
        "style": "compact",
        "choices": choices(part.options),
    }
    if part.given:
        drawn["value"] = part.given
    return drawn


def choices(options: tuple[tuple[str, str], ...]) -> list[Element]:
    """Return what a menu offers."""
    return [{"title": label, "value": value} for value, label in options]


def _styled(part: Button, action: Element) -> Element:
    return {**action, "style": _STYLES[part.style]} if part.style else action
