"""What people do to the app: commands, buttons and menus, modals, shortcuts."""

import logging
from dataclasses import dataclass, field
from typing import Any

from bot.local.directory import Directory
from bot.local.ground import Ground
from bot.local.slack import payloads
from bot.local.slack.answering import Answering
from bot.local.slack.block_kit.drawing import SLACKBOT
from bot.local.slack.block_kit.typed import command_text
from bot.local.slack.dispatch import Dispatch
from bot.local.slack.errors import Json, NotPossible, SlackError, Unanswered
from bot.local.slack.messages import MessageDraft, Messages
from bot.local.slack.responses import ResponseAddresses, Triggers
from bot.local.slack.views import Views

_log = logging.getLogger(__name__)
_TROUBLE = "Reckoner did not answer in time. Please try again."


@dataclass(frozen=True)
class InteractionOutcome:
    """What came of something a person did.

    `error` is a sentence if it failed; `errors` are sentences by block id, from a modal that was sent back;
    `message` is what the app answered at once, `view` what it put in a modal's place.
    """

    ok: bool = True
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    message: Json | None = None
    view: Json | None = None


class Interactions:
    """Sends what people do to the app, once, and carries out what it answers."""

    def __init__(
        self,
        ground: Ground,
        directory: Directory,
        messages: Messages,
        views: Views,
        dispatch: Dispatch,
    ) -> None:
        """Act by way of the other parts of the workspace."""
        self._ground = ground
        self._directory = directory
        self._messages = messages
        self._views = views
        self._dispatch = dispatch
        self.triggers = Triggers(ground)
        self.addresses = ResponseAddresses(ground)
        self.answering = Answering(directory, messages)

    async def command(self, user: str, conversation: Json, line: str) -> InteractionOutcome:
        """Send a slash command, such as `/rec status`, and show what the app answers."""
        word, _, text = line.strip().partition(" ")
        known = next((c for c in self._ground.installation.commands if c.command == word), None)
        if known is None:
            raise NotPossible(f"{word} is not a command in this workspace.")
        written = command_text(text.strip(), self._directory, should_escape=known.should_escape)
        channel = conversation["id"]
        url = self.addresses.give(user, channel)
        fields = payloads.command(
            self._person(user), conversation, word, written, url, self.triggers.give(user)
        )
        place = {"user": user, "channel": channel}
        try:
            answer = await self._ask("slash_commands", fields)
            shown = self.answering.answer(place, answer) if answer else None
        except Unanswered as unanswered:
            return self._failed(place, f'{word} failed with the error "{unanswered.reason}"')
        except SlackError as wrong:
            _log.warning("The answer to %s was refused: %s %s", word, wrong.code, wrong.details)
            return self._failed(place, f'{word} failed with the error "{wrong.code}"')
        return InteractionOutcome(message=None if shown is None else self._drawn(shown))

    def _failed(self, place: Json, sentence: str) -> InteractionOutcome:
        conversation = self._directory.conversation(place["channel"])
        draft = MessageDraft(user=SLACKBOT, text=sentence, to=place["user"])
        record = self._messages.post(conversation, draft)
        return InteractionOutcome(ok=False, error=sentence, message=self._drawn(record))

    async def click_message(self, user: str, record: Json, action: Json, state: Json) -> InteractionOutcome:
        """Send an action in a message."""
        channel, ts = record["channel"], record["ts"]
        thread = record.get("thread_ts")
        payload = payloads.message_click(
            self._person(user),
            self._directory.conversation(channel),
            self._messages.draw(record),
            {**action, "action_ts": self._ground.stamp()},
            state=state,
            response_url=self.addresses.give(user, channel, thread_ts=thread, ts=ts),
            trigger_id=self.triggers.give(user),
        )
        return await self._send(payload)

    async def click_view(self, user: str, record: Json, action: Json, state: Json) -> InteractionOutcome:
        """Send an action in a modal or on the Home tab."""
        view = self._views.with_state(record, state)
        stamped = {**action, "action_ts": self._ground.stamp()}
        return await self._send(
            payloads.view_click(self._person(user), view, stamped, self.triggers.give(user)),
        )

    async def shortcut(self, user: str, callback_id: str, record: Json | None) -> InteractionOutcome:
        """Send a shortcut: on the message `record`, or from anywhere if None."""
        kind = "global" if record is None else "message"
        known = {(one.callback_id, one.type) for one in self._ground.installation.shortcuts}
        if (callback_id, kind) not in known:
            raise NotPossible("There is no such shortcut here.")
        person, trigger, stamp = self._person(user), self.triggers.give(user), self._ground.stamp()
        if record is None:
            return await self._send(payloads.global_shortcut(person, callback_id, trigger, stamp))
        channel = record["channel"]
        payload = payloads.message_shortcut(
            person,
            self._directory.conversation(channel),
            self._messages.draw(record),
            callback_id,
            response_url=self.addresses.give(
                user, channel, thread_ts=record.get("thread_ts"), ts=record["ts"]
            ),
            trigger_id=trigger,
            stamp=stamp,
        )
        return await self._send(payload)

    async def submit(self, user: str, record: Json, state: Json) -> InteractionOutcome:
        """Send a modal that has been filled in, and do with it what the app answers."""
        view = self._views.with_state(record, state)
        payload = payloads.view_submission(self._person(user), view, self.triggers.give(user))
        try:
            answer = await self._ask("interactive", payload)
            return self._after_submission(user, record["view"]["id"], answer)
        except Unanswered:
            return InteractionOutcome(ok=False, error=_TROUBLE)
        except SlackError as wrong:
            _log.warning("The answer to a modal was refused: %s %s", wrong.code, wrong.details)
            return InteractionOutcome(ok=False, error=f'The modal failed with the error "{wrong.code}"')

    def _after_submission(self, user: str, view_id: str, answer: Json) -> InteractionOutcome:
        what = answer.get("response_action")
        if what == "errors":
            errors = {str(block): str(text) for block, text in (answer.get("errors") or {}).items()}
            return InteractionOutcome(ok=False, errors=errors)
        record = self._views.record(view_id=view_id)
        if what == "update":
            return InteractionOutcome(view=self._views.update(record, answer.get("view")))
        if what == "push":
            return InteractionOutcome(view=self._views.push(user, answer.get("view")))
        if what not in (None, "clear"):
            raise SlackError("invalid_response_action")
        self._views.close(record, everything=what == "clear")
        return InteractionOutcome()

    async def close_view(self, user: str, record: Json) -> InteractionOutcome:
        """Close a modal without submitting it; the app is told if it asked to be."""
        everything = record["view"]["clear_on_close"]
        self._views.close(record, everything=everything)
        if not record["view"]["notify_on_close"]:
            return InteractionOutcome()
        payload = payloads.view_closed(self._person(user), record["view"], is_cleared=everything)
        return await self._send(payload)

    async def _send(self, payload: Json) -> InteractionOutcome:
        try:
            await self._ask("interactive", payload)
        except Unanswered:
            return InteractionOutcome(ok=False, error=_TROUBLE)
        return InteractionOutcome()

    async def _ask(self, kind: str, payload: Json) -> Json:
        installed = self._ground.installation
        told = payloads.on_grid(
            payload, installed.enterprise, is_enterprise_install=installed.is_enterprise_install
        )
        return await self._dispatch.ask(kind, told)

    def _person(self, user: str) -> Json:
        person: dict[str, Any] = self._directory.people[user]
        return person

    def _drawn(self, record: Json) -> Json:
        return {**self._messages.draw(record), "channel": record["channel"]}
