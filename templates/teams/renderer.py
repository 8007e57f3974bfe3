"""Draws a message for Teams: as a card, as a dialog, or as a form that stands in the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from templates import plain
from templates.messages import FormMessage, Message
from templates.messages.answers import Crashed, Refused
from templates.parts import Form, Input, Parts
from templates.teams import actions, elements, inputs
from templates.teams.elements import Element, size
from templates.teams.markup import PLAIN_IN_TEAMS, TEAMS
from templates.teams.sealed_forms import BrokenForm, FormSeal
from templates.teams.sheet import BUDGET, CardLayout, escaped
from templates.truncation import shortened

SUMMARY: Final = 300
"""Characters of what notifications and lists of chats show of a message."""

_ROOM: Final = BUDGET - size(elements.card([], [{}]))
_INPUTS: Final = get_args(Input)


@dataclass(frozen=True)
class TeamsMessage:
    """A message as Teams takes it: `card` says everything; `summary` is what notifications show."""

    summary: str
    card: Element


class CardRenderer:
    """Draws messages as cards. The forms in them are sealed by a key."""

    def __init__(self, key: bytes) -> None:
        """Seal forms by `key`."""
        self._seal = FormSeal(key)

    def render(self, message: Message) -> TeamsMessage:
        """Return `message` as it is posted."""
        return TeamsMessage(self.line(message), self.card(message))

    def card(self, message: Message) -> Element:
        """Return a message as the card that stands in a conversation; a form as one to be filled in there."""
        if isinstance(message, FormMessage):
            return self._in_chat(message, None, None)
        return elements.card(CardLayout().lay(message.layout(TEAMS), _ROOM))

    def dialog(
        self,
        message: Message,
        nonce: str,
        given: Mapping[str, str] | None = None,
        fault: Refused | Crashed | None = None,
    ) -> Element:
        """Return a message as a dialog: its `title` and `card`.

        A form brings `nonce` back when it is sent. What was `given` before stands in its fields again, with the
        `fault` at the one that it is about, else before the first. A form that Teams would not take says what to
        do instead; one that somebody has filled in is always shown again.
        """
        parts = message.layout(TEAMS)
        if not isinstance(message, FormMessage):
            body = CardLayout(in_dialog=True).lay(parts, _ROOM)
            return {"title": TEAMS.bare.say("fit", "view_title"), "card": elements.card(body)}
        form, brought = self._head(message, parts)
        send = {
            "type": "Action.Submit",
            "title": form.submit,
            "style": "positive",
            "data": {**brought, "nonce": nonce},
        }
        sheet = CardLayout(_fields(parts, given, fault), in_dialog=True)
        drawn = elements.card(sheet.lay(parts, _ROOM - size(send)), [send])
        return {
            "title": form.title,
            "card": drawn if fault or _is_taken(drawn) else elements.card(_instead(form)),
        }

    def form_again(self, form: FormMessage, given: Mapping[str, str], fault: Refused | Crashed) -> Element:
        """Return a form that stands in a conversation as its card, with what was `given` and the `fault`."""
        return self._in_chat(form, given, fault)

    def line(self, message: Message) -> str:
        """Return what a message says in one plain line."""
        said = " ".join(plain.render(message, width=None, translator=PLAIN_IN_TEAMS).split())
        return shortened(said, SUMMARY, PLAIN_IN_TEAMS)

    def unpacked(self, form: str) -> FormMessage | None:
        """Return the form that its own card has brought back; None where that is not one of ours."""
        try:
            return self._seal.unpacked(form)
        except BrokenForm:
            return None

    def _in_chat(
        self, message: FormMessage, given: Mapping[str, str] | None, fault: Refused | Crashed | None
    ) -> Element:
        parts = message.layout(TEAMS)
        form, brought = self._head(message, parts)
        send = {**actions.execute(form.submit, actions.SUBMIT, "", **brought), "style": "positive"}
        heading, buttons = elements.heading(escaped(form.title)), actions.row([send])
        body = CardLayout(_fields(parts, given, fault)).lay(parts, _ROOM - size([heading, buttons]))
        drawn = elements.card([heading, *body, buttons])
        return drawn if fault or _is_taken(drawn) else elements.card([heading, *_instead(form)])

    def _head(self, message: FormMessage, parts: Parts) -> tuple[Form, Element]:
        """Return a form's head, and what its button brings back."""
        (form,) = (part for part in parts if isinstance(part, Form))
        return form, {"submit": form.name, "about": form.key, "form": self._seal.packed(message)}


def _is_taken(card: Element) -> bool:
    """Whether Teams takes a card of this size: the fields of a form are never cut."""
    return size(card) <= BUDGET


def _instead(form: Form) -> list[Element]:
    return elements.lines(TEAMS.say("teams_card", "too_long", instead=form.instead))


def _fields(
    parts: Parts, given: Mapping[str, str] | None, fault: Refused | Crashed | None
) -> dict[str, list[Element]]:
    """Return the fields of a form by their names, with what was `given`; the `fault` stands before its field.

    Teams may leave out what somebody has emptied.
    """
    fields = {
        part.name: inputs.drawn(part, None if given is None else given.get(part.name, ""))
        for part in parts
        if isinstance(part, _INPUTS)
    }
    if fault is not None and fields:
        named = fault.field_name if isinstance(fault, Refused) else None
        at = named if named in fields else next(iter(fields))
        fields[at] = [_fault(fault), *fields[at]]
    return fields


def _fault(fault: Refused | Crashed) -> Element:
    if isinstance(fault, Refused):
        said: str = PLAIN_IN_TEAMS.fill(fault.template, fault.fields)
    else:
        said = plain.render(fault, width=None, translator=PLAIN_IN_TEAMS)
    return elements.container([elements.runs(said, weight="Bolder")], style="attention")
