"""Teams' side of the edge: activities become plain facts, and answers go out by the outbox or at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final
from weakref import WeakValueDictionary

from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest, RetryDelivery
from bot.teams import addresses, payloads
from bot.teams.conversations import Conversations
from bot.teams.http import BROKEN, Answer
from bot.teams.payloads import Activity
from bot.teams.presses import Presses
from bot.teams.typed import HOME, bare_command, prefixed
from handlers.request import Place
from models.address import Conversation

_EDITED: Final = "editMessage"
_RESTORED: Final = "undeleteMessage"
_ADDED: Final = frozenset({"add", "add-upgrade"})
_READ_FROM_FILES: Final = ("report", "import")
"""The commands whose file is read as what is sent: a published report, and a register."""


_INVOKES: Final = frozenset(
    {
        "adaptiveCard/action",
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
        "fileConsent/invoke",
        "task/fetch",
        "task/submit",
    }
)


async def _let_be(_: Activity) -> None:
    """Stand for what nobody asks to be told."""


class TeamsEdge:
    """Listens to Teams and lets the desk answer. `bot` is the id of our app there."""

    def __init__(
        self,
        desk: Dispatcher,
        conversations: Conversations,
        presses: Presses,
        bot: str,
        consented: Callable[[Activity], Awaitable[None]] = _let_be,
    ) -> None:
        """Answer by `desk` and `presses`; where Teams has spoken from is written down in `conversations`.

        `consented` is told of whoever takes, or does not want, a file of ours.
        """
        self._desk, self._conversations, self._presses, self._bot = desk, conversations, presses, bot
        self._consented = consented
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._by_type: Mapping[str, Callable[[Activity], Awaitable[None]]] = {
            "message": self._message,
            "messageUpdate": self._changed,
            "messageDelete": self._deleted,
            "installationUpdate": self._installed,
            "conversationUpdate": self._members_changed,
        }

    async def answer(self, activity: Activity) -> Answer:
        """Take in an activity; what cannot be is brought again. What is of no use to us is taken and let be."""
        if activity.type == "invoke":
            return await self._invoked(activity)
        listen = self._by_type.get(activity.type)
        if listen is None:
            return Answer()
        # It is brought again while the first attempt is still under way: each sees what came of the last.
        async with self._turns.setdefault(f"{activity.place}:{activity.id}", asyncio.Lock()):
            try:
                await listen(activity)
            except RetryDelivery:
                return Answer(BROKEN)
        return Answer()

    async def _message(self, activity: Activity) -> None:
        """Take in what was written: a command or a reply in the personal chat, elsewhere a command to us alone."""
        heard = await self._heard(activity)
        if not activity.is_personal:
            if payloads.is_mentioned(activity):
                marked = prefixed(heard.words)
                words = heard.words if marked is None else marked
                await self._command(replace(heard, among_others=True), words)
            return
        if not (heard.words or heard.files):
            # A client that is older sends a button as a message.
            if "press" in activity.given and heard.place.conversation is not None:
                await self._presses.press(activity, heard.place.conversation, activity.given)
            return
        marked = prefixed(heard.words)
        if marked is not None and not (heard.files and marked.casefold().startswith(_READ_FROM_FILES)):
            await self._command(heard, marked)
        elif marked is None and (bare := self._bare(heard)) is not None:
            await self._command(heard, bare)
        else:
            await self._desk.replies.written(heard if marked is None else replace(heard, words=marked))

    @staticmethod
    def _bare(heard: IncomingRequest) -> str | None:
        """Return the command that was written without a prefix: never with a file, or to a message of ours."""
        return None if heard.files or heard.place.thread is not None else bare_command(heard.words)

    async def _command(self, heard: IncomingRequest, words: str) -> None:
        if words.casefold() == HOME:
            await self._desk.replies.asked_for_home(heard)
        else:
            await self._desk.replies.commanded(replace(heard, words=words))

    async def _changed(self, activity: Activity) -> None:
        """Take in that a message has new words, or was brought back after it had been deleted."""
        if not activity.is_personal:
            return
        heard, version = await self._heard(activity), payloads.version(activity)
        match activity.channel_data.event_type:
            case event if event == _EDITED:
                if prefixed(heard.words) is None and self._bare(heard) is None:
                    edit = replace(heard, event=f"{heard.source}:edited:{version}", version=version)
                    await self._desk.replies.edited(edit)
            case event if event == _RESTORED:
                restored = replace(heard, event=f"{heard.source}:restored:{version}", version=version)
                await self._desk.replies.restored(restored)

    async def _deleted(self, activity: Activity) -> None:
        if activity.is_personal:
            heard, version = await self._heard(activity), payloads.version(activity)
            await self._desk.replies.deleted(replace(heard, event=f"{heard.source}:deleted:{version}"))

    async def _installed(self, activity: Activity) -> None:
        """Note where the app is, so that people can be written to; whoever has added it sees their page."""
        if activity.action not in _ADDED:
            await self._conversations.removed(activity)
            return
        heard = await self._heard(activity)
        if activity.is_personal:
            welcome = f"installed:{heard.source}"
            await self._desk.replies.asked_for_home(replace(heard, source=welcome, event=welcome))

    async def _members_changed(self, activity: Activity) -> None:
        """Note where the app is, or is no longer: a channel of a team that has it can be written to."""
        if activity.removes_us:
            await self._conversations.removed(activity)
        else:
            await self._conversations.heard(activity)

    async def _invoked(self, activity: Activity) -> Answer:
        """Answer what Teams waits for: a press, a dialog, a form, or what was called on a message."""
        if activity.name not in _INVOKES:
            return Answer()
        here = await self._here(activity)
        match activity.name:
            case "adaptiveCard/action":
                return await self._presses.pressed(activity, here)
            case "task/fetch":
                return await self._presses.opens(activity, here)
            case "task/submit" | "composeExtension/submitAction":
                return await self._presses.submitted(activity, here)
            case "composeExtension/fetchTask":
                return await self._presses.called(activity, here)
        await self._consented(activity)
        return Answer()

    async def _heard(self, activity: Activity) -> IncomingRequest:
        here = await self._here(activity)
        thread = payloads.quoted(activity) if activity.is_personal else activity.root
        source = f"{here.id}:{activity.id}"
        return IncomingRequest(
            account=addresses.account(activity.account),
            words=payloads.words(activity),
            place=Place(
                here,
                addresses.message(here, thread) if thread else None,
                addresses.message(here, activity.id) if activity.id else None,
            ),
            source=source,
            event=source,
            files=payloads.files(activity) if activity.is_personal else (),
            permalink=self._permalink(activity),
        )

    async def _here(self, activity: Activity) -> Conversation:
        """Return where an activity comes from; who speaks with us for the first time is looked up."""
        heard = await self._conversations.heard(activity)
        if not heard.is_known and (activity.is_personal or payloads.is_mentioned(activity)):
            await self._desk.meet(addresses.account(activity.account))
        return heard.place

    def _permalink(self, activity: Activity) -> str:
        """Return the address at which Teams shows a message. Source: Microsoft, “Create deep links”."""
        if not activity.is_personal:
            return f"https://teams.microsoft.com/l/message/{activity.place}/{activity.id}"
        chat = f"19:{activity.account}_{self._bot}@unq.gbl.spaces"
        return f"https://teams.microsoft.com/l/message/{chat}/{activity.id}?{_OF_A_CHAT}"


_OF_A_CHAT: Final = "context=%7B%22contextType%22%3A%22chat%22%7D"
