"""What is pressed in a card, filled into a form, and called on a message: each answered at once, and done once.

Nothing that a card brings back is trusted: whoever sends it may have written it. Rights are asked by the handlers.
"""

from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from bot.teams import addresses, payloads
from bot.teams.drawing import Drawing, Json, closing, noted, opening, replacing
from bot.teams.http import Answer
from bot.teams.payloads import Activity
from handlers.registry import IN_PLACE
from handlers.request import SEVERAL, Place
from models.address import Conversation
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.parts import ChoicesInput
from templates.translator import PLAIN

SENDS_FORM: Final = "submit_form"
"""The button of a form that stands in a conversation as a card."""

MENUS: Final = "menus"
"""The button beside menus, of which Teams tells nothing: it brings what they were and what they are."""

_NO_FIELDS: Final = frozenset(
    {"submit", "about", "form", "nonce", "press", "value", "state", "was", "msteams"}
)
"""What a form's card brings besides the fields."""

_LONGEST: Final = 150
_RECEIVED: Final = Acknowledged("form_received")


class Presses:
    """Answers what is pressed, filled in and called, by `desk`; what is shown at once is drawn by `drawing`."""

    def __init__(self, desk: Dispatcher, drawing: Drawing) -> None:
        """Answer by `desk`."""
        self._desk, self._drawing = desk, drawing

    async def pressed(self, activity: Activity, here: Conversation) -> Answer:
        """Answer a button: by the card as it stands then, which the outbox brings too. Others see the latter."""
        data = _facts(activity.given.get("action")).get("data")
        return await self.press(activity, here, _facts(data))

    async def press(self, activity: Activity, here: Conversation, data: Json) -> Answer:
        """Answer a button that brings `data`."""
        name, value = _text(data, "press"), _text(data, "value")
        heard = self._heard(activity, here, data, name, value)
        if name == SENDS_FORM:
            return await self._form_in_chat(heard, data)
        if name == MENUS:
            return self._shown(await self._chosen(heard, data))
        return self._shown(await self._press(name, heard))

    async def opens(self, activity: Activity, here: Conversation) -> Answer:
        """Answer a button that opens a dialog: by the form, or by what is said in its place."""
        data = _facts(activity.given.get("data"))
        heard = self._heard(activity, here, data, _text(data, "press"), _text(data, "value"))
        message = await self._desk.press(_action(_text(data, "press")), replace(heard, event=None))
        return self._opened(message or _RECEIVED)

    async def submitted(self, activity: Activity, here: Conversation) -> Answer:
        """Take the form of a dialog; where it is refused, it stays open with everything that was typed."""
        data = _facts(activity.given.get("data"))
        nonce = _text(data, "nonce") or activity.id
        form, given, message = await self._taken(activity, here, data, f"{here.id}:{nonce}")
        if isinstance(message, Refused | Crashed):
            if form is None:
                return closing(self._drawing.line(message))
            return opening(
                self._desk.drawn(lambda _: self._drawing.dialog(form, nonce, given, message), form)
            )
        return self._opened(message) if isinstance(message, FormMessage) else Answer(body={})

    async def called(self, activity: Activity, here: Conversation) -> Answer:
        """Answer what was called from the menu of a message, by a form about its words."""
        said = _facts(activity.given.get("messagePayload"))
        link = said.get("linkToMessage")
        heard = replace(
            self._heard(activity, here, {}, "", ""),
            words=payloads.plain_html(str(_facts(said.get("body")).get("content") or "")),
            source=f"shortcut:{here.id}:{activity.id}",
            event=None,
            permalink=link if isinstance(link, str) else None,
        )
        command = activity.given.get("commandId")
        return self._opened(await self._desk.shortcut(str(command), heard))

    async def _press(self, name: str, heard: IncomingRequest) -> Message | None:
        return await self._desk.press_once(_action(name), heard, in_place=name in IN_PLACE)

    async def _chosen(self, heard: IncomingRequest, data: Json) -> Message | None:
        """Do what each menu does that was changed, and return what stands then."""
        message = None
        for menu, was in _facts(data.get("was")).items():
            now = data.get(menu, was)
            if now != was:
                chosen = replace(
                    heard, words=str(now), event=None, source=f"{heard.source}:{menu}"[:_LONGEST]
                )
                message = await self._press(menu, chosen)
        return message or await self._desk.standing(heard)

    async def _form_in_chat(self, heard: IncomingRequest, data: Json) -> Answer:
        """Take a form that stands in the chat; taken, its card says so."""
        which = (
            f"{heard.place.message.conversation.id}:{heard.place.message.id}" if heard.place.message else ""
        )
        form, given, message = await self._filled(replace(heard, place=Place()), data, which)
        if isinstance(message, Refused | Crashed):
            if form is None:
                await self._desk.tell(heard, message)
                return noted(self._drawing.line(message))
            return replacing(self._desk.drawn(lambda _: self._drawing.form_again(form, given, message), form))
        shown = message if isinstance(message, FormMessage) else _RECEIVED
        await self._desk.replace(heard, shown)
        return self._shown(shown)

    async def _taken(
        self, activity: Activity, here: Conversation, data: Json, which: str
    ) -> tuple[FormMessage | None, dict[str, str], Message]:
        heard = replace(self._heard(activity, here, data, "", ""), place=Place())
        return await self._filled(heard, data, which)

    async def _filled(
        self, heard: IncomingRequest, data: Json, which: str
    ) -> tuple[FormMessage | None, dict[str, str], Message]:
        """Have a form taken, of which `which` tells one from another; return it, what is given, and the answer."""
        form = self._drawing.unpacked(_text(data, "form"))
        several = _several(form) if form is not None else frozenset()
        given = {
            name: str(value)
            for name, value in data.items()
            if name not in _NO_FIELDS and isinstance(value, str | int | float)
        }
        fields = {
            name: value.replace(",", SEVERAL) if name in several else value for name, value in given.items()
        }
        source = f"form:{which}"[:_LONGEST]
        heard = replace(heard, words=_text(data, "about"), fields=fields, source=source, event=source)
        return form, given, await self._desk.submit(_text(data, "submit"), heard)

    def _opened(self, message: Message) -> Answer:
        """Return a message as a dialog; a form gets a name of its own, by which it is taken once."""
        nonce = uuid4().hex
        return opening(self._desk.drawn(lambda each: self._drawing.dialog(each, nonce), message))

    def _shown(self, message: Message | None) -> Answer:
        """Return a message as the card that stands where something was pressed."""
        if message is None:
            return noted(self._drawing.line(_RECEIVED))
        return replacing(self._desk.drawn(self._drawing.card, message))

    @staticmethod
    def _heard(activity: Activity, here: Conversation, data: Json, name: str, value: str) -> IncomingRequest:
        account, message = addresses.account(activity.account), activity.reply_to_id
        state = _text(data, "state")
        done_once = f"press:{here.id}:{message}:{state}:{name}:{value}:{account}"
        return IncomingRequest(
            account=account,
            words=value,
            place=Place(here, message=addresses.message(here, message) if message else None),
            source=f"press:{here.id}:{activity.id}"[:_LONGEST],
            event=done_once
            if state and len(done_once) <= _KEY
            else f"press:{here.id}:{activity.id}"[:_LONGEST],
        )


_KEY: Final = 200


def _several(form: FormMessage) -> frozenset[str]:
    """Return the names of the fields in which several things can be chosen: Teams puts commas between those."""
    return frozenset(part.name for part in form.layout(PLAIN) if isinstance(part, ChoicesInput))


def _action(name: str) -> str:
    return name.partition(":")[0]


def _text(data: Json, name: str) -> str:
    """Return a text that a card brings back; what is none, or too long to be ours, is empty."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _facts(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
