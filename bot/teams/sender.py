"""Posting to Teams: once for every key, as far as Teams lets that be known."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from bot.clock import Clock
from bot.teams import addresses
from bot.teams.client import TeamsClient
from bot.teams.destinations import Destination, Destinations
from bot.teams.drawing import CARD, Drawing, Json
from bot.teams.errors import TeamsFault, outcome_of
from bot.teams.history import CannotLook, History, mark
from bot.teams.uploads import Uploads, file_card
from bot.worker.faults import FaultKind
from jobs.delivery import Again, Impossible, Outcome, Outgoing, Sent, Unreachable, Unreached
from models.address import Account, Conversation, MessageRef
from models.refusals.base import Refusal
from templates.messages import FormMessage
from templates.messages.answers import Acknowledged, Refused
from templates.messages.documents import Document

SENT_BEFORE: Final = Acknowledged("sent_before")
"""What a message begins with that may have arrived before, where nobody can tell."""


class TeamsPoster:
    """Sends what the outbox holds."""

    def __init__(
        self,
        client: TeamsClient,
        destinations: Destinations,
        history: History,
        drawing: Drawing,
        uploads: Uploads,
        clock: Clock,
    ) -> None:
        """Post through `client` to `destinations`, as `drawing` draws; look in `history` before a second try.

        Documents come by `uploads`, and it is as late as `clock` says.
        """
        self._client, self._destinations = client, destinations
        self._history, self._drawing, self._uploads, self._clock = history, drawing, uploads, clock

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Post or replace one message; return what became of it. What cannot be drawn is raised as it comes."""
        if outgoing.account is not None and outgoing.conversation is not None and outgoing.replaces is None:
            targeted = await self._target(outgoing, outgoing.account, outgoing.conversation)
            if targeted is not None:
                return targeted
            outgoing = replace(outgoing, conversation=None, thread=None)
        return await self._send_to_one_place(outgoing)

    async def _target(self, outgoing: Outgoing, account: Account, place: Conversation) -> Outcome | None:
        """Say something in a channel that one member alone sees; None where it is to be said to them directly.

        That is tried once: Teams shows nobody afterwards whether it came. A form is filled in directly.
        """
        if outgoing.attempt > 1 or isinstance(outgoing.message, Document | FormMessage):
            return None
        try:
            there = await self._destinations.at(place)
            member = await self._client.member(there.service, there.external, account.id)
        except TeamsFault:
            return None
        activity = self._drawn(outgoing, is_perhaps_there=False)
        where, who = there.within(outgoing.thread), str(member.get("id"))
        try:
            posted = await self._client.target(there.service, where, who, activity)
        except TeamsFault as fault:
            outcome = outcome_of(fault, posting=True)
            return outcome if isinstance(outcome, Again) and outcome.unsure else None
        return Sent(addresses.message(replace(there.address, is_direct=True), posted))

    async def _send_to_one_place(self, outgoing: Outgoing) -> Outcome:
        try:
            there = await self._where(outgoing)
        except TeamsFault as fault:
            outcome = outcome_of(fault, posting=False)
            is_of_nobody = isinstance(outcome, Impossible) and outgoing.account is not None
            return Unreachable(fault.why) if is_of_nobody else outcome
        is_perhaps_there = False
        if outgoing.replaces is None and outgoing.unsure:
            try:
                known = await self._history.find(there, outgoing.thread, outgoing.key, outgoing.created_at)
            except CannotLook:
                is_perhaps_there = True
            except TeamsFault as fault:
                return Again(fault.why, unsure=True, after=fault.after)
            else:
                if known is not None:
                    return Sent(addresses.message(there.address, known))
        if isinstance(outgoing.message, Document):
            return await self._document(there, outgoing, outgoing.message)
        return await self._post(there, outgoing, self._drawn(outgoing, is_perhaps_there=is_perhaps_there))

    async def _document(self, there: Destination, outgoing: Outgoing, document: Document) -> Outcome:
        """Ask whether a document may come, or show where it lies since it was taken."""
        if there.account is None:
            return Impossible("Teams takes files of an app in personal chats alone")
        words = self._drawing.line(document)
        if document.taken is not None:
            return await self._post(there, outgoing, _activity(words, file_card(document.taken)))
        try:
            number, marked = outgoing.outbox_message, mark(outgoing.key)
            asking = await self._uploads.asking(number, document, words, marked)
        except Refusal as refusal:
            refused = replace(outgoing, message=Refused(refusal.template, refusal.fields))
            return await self._post(there, refused, self._drawn(refused, is_perhaps_there=False))
        return await self._post(there, outgoing, _activity(words, asking))

    async def _where(self, outgoing: Outgoing) -> Destination:
        if outgoing.replaces is not None:
            return await self._destinations.at(outgoing.replaces.conversation)
        if outgoing.conversation is not None:
            return await self._destinations.latest(outgoing.conversation)
        if outgoing.account is None:
            raise TeamsFault(FaultKind.REFUSED, "it is for nobody", status=HTTPStatus.NOT_FOUND)
        return await self._destinations.of(outgoing.account)

    async def _post(self, there: Destination, outgoing: Outgoing, activity: Json) -> Outcome:
        try:
            if outgoing.replaces is not None:
                message = outgoing.replaces
                is_targeted = _is_targeted(there, message)
                await self._client.update(
                    there.service, there.external, message.id, activity, is_targeted=is_targeted
                )
                return Sent(message)
            posted = await self._client.post(there.service, there.within(outgoing.thread), activity)
        except TeamsFault as fault:
            if fault.is_of_the_conversation and there.account is not None and outgoing.replaces is None:
                return await self._post_anew(there, there.account, outgoing, activity)
            return await self._failed(there, outgoing, fault)
        return Sent(addresses.message(there.address, posted))

    async def _failed(self, there: Destination, outgoing: Outgoing, fault: TeamsFault) -> Outcome:
        """Return what a fault means; a conversation that takes nothing is noted, to be tried with its next sign."""
        outcome = outcome_of(fault, posting=outgoing.replaces is None)
        if isinstance(outcome, Unreached):
            await self._destinations.blocked(there, self._clock.now())
        is_gone = fault.is_of_the_conversation and there.account is not None
        if outgoing.replaces and isinstance(outcome, Impossible):
            # One member sees it for a day, and a chat can be cleared: nobody misses the change.
            return Sent(outgoing.replaces) if is_gone or _is_targeted(there, outgoing.replaces) else outcome
        return outcome

    async def _post_anew(
        self, gone: Destination, account: str, outgoing: Outgoing, activity: Json
    ) -> Outcome:
        """Post in the chat with somebody that Teams begins in the place of one that is gone."""
        await self._destinations.blocked(gone, self._clock.now())
        try:
            there = await self._destinations.begun(addresses.account(account))
        except TeamsFault as fault:
            return outcome_of(fault, posting=False)
        try:
            posted = await self._client.post(there.service, there.external, activity)
        except TeamsFault as fault:
            if fault.is_of_the_conversation:
                return Again(fault.why, unsure=False)
            return await self._failed(there, outgoing, fault)
        return Sent(addresses.message(there.address, posted))

    def _drawn(self, outgoing: Outgoing, *, is_perhaps_there: bool) -> Json:
        """Return a message as an activity, with its mark."""
        card = dict(self._drawing.card(outgoing.message))
        body = [self._noted()] if is_perhaps_there else []
        card["body"] = marked([*body, *card.get("body", ())], mark(outgoing.key))
        words = self._drawing.line(outgoing.message)
        activity = _activity(words, {"contentType": CARD, "content": card})
        if outgoing.thread is not None and outgoing.replaces is None:
            activity["replyToId"] = outgoing.thread.id
        return activity

    def _noted(self) -> Json:
        return {"type": "TextBlock", "text": self._drawing.line(SENT_BEFORE), "wrap": True}


def _is_targeted(there: Destination, message: MessageRef | None) -> bool:
    """Whether a message of ours stands in a channel, and is seen by one member alone."""
    return message is not None and message.conversation.is_direct and there.account is None


def _activity(summary: str, attachment: Json) -> Json:
    """Return an activity: with text beside what is attached, Teams would make two messages of it, without an id.

    Source: Microsoft, “Send a message with an attachment”.
    """
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def marked(body: list[Any], by: str) -> list[Any]:
    """Return a card's elements, of which the first carries the mark by which the message is found."""
    if not body:
        return [{"type": "Container", "id": by, "items": []}]
    first, *rest = body
    if "id" in first:
        return [{"type": "Container", "id": by, "items": [first]}, *rest]
    return [{**first, "id": by}, *rest]
