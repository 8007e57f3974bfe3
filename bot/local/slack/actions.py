"""What people do to the app: commands, controls, modals, shortcuts, its Home tab."""

from collections.abc import Mapping
from typing import Any

from bot.local.parts import Parts
from bot.local.people import BOT_USER_ID
from bot.local.slack.block_kit.forms import (
    answer,
    complete,
    controls,
    mistakes,
    options_of,
    state_of,
)
from bot.local.slack.errors import Json, NotPossible
from bot.local.slack.interactions import InteractionOutcome


class Using(Parts):
    """What people do to the app; each of these waits for the app to acknowledge it."""

    async def command_as(
        self, user: str, channel: str, line: str, thread_ts: str | None = None
    ) -> InteractionOutcome:
        """Let a person type a slash command such as `/rec status 10618`; return what came of it."""
        if thread_ts is not None:
            raise NotPossible("Slack takes no commands in a thread. Type it in the conversation itself.")
        who = self.person(user)
        return await self.interactions.command(who, self.standing(who, channel), line)

    async def click(
        self,
        user: str,
        where: Json,
        control: str,
        *,
        choose: Any = None,
        value: str | None = None,
        block_id: str | None = None,
        filled: Mapping[str, Any] | None = None,
        state: Json | None = None,
    ) -> InteractionOutcome:
        """Let a person use a control, named by its action id, by the text on a button, or by that in a menu.

        `where` is a message (with `channel` and `ts`) or a view (with `id`). `choose` is what is picked in a
        menu, date picker and so on. `value` and `block_id` tell apart controls of the same name. `filled`
        (see `submit`) or Slack's own `state` say what else has been filled in.
        """
        who = self.person(user)
        is_view = "ts" not in where
        record = self._acted_on(who, where)
        blocks = record["view"]["blocks"] if is_view else record.get("blocks", [])
        block, element = _control(blocks, control, value=value, block_id=block_id)
        shown = ("type", "action_id", "text", "value", "style")
        action: Json = {
            "block_id": block["block_id"],
            **{key: element[key] for key in shown if key in element},
        }
        try:
            if element["type"] != "button":
                action |= answer(element, control if choose is None and _offers(element, control) else choose)
            whole = state_of(blocks, filled or {}) if state is None else complete(blocks, state)
        except KeyError as missing:
            raise NotPossible(str(missing.args[0])) from None
        if is_view:
            return await self.interactions.click_view(who, record, action, whole)
        return await self.interactions.click_message(who, record, action, whole)

    async def submit(
        self,
        user: str,
        filled: Mapping[str, Any] | None = None,
        *,
        view_id: str | None = None,
        state: Json | None = None,
    ) -> InteractionOutcome:
        """Let a person submit the modal on top, or the one with `view_id`.

        `filled` is what they typed or picked, by block id or action id: a string, a date as `2023-03-31`, the
        value or text of an option, a list of those, a user's id; `state` is the same in Slack's own shape.
        """
        who = self.person(user)
        record = self.view_open(who, view_id)
        blocks = record["view"]["blocks"]
        try:
            whole = state_of(blocks, filled or {}) if state is None else complete(blocks, state)
        except KeyError as missing:
            raise NotPossible(str(missing.args[0])) from None
        self._name_files(whole)
        if errors := mistakes(blocks, whole):
            return InteractionOutcome(ok=False, errors=errors)
        return await self.interactions.submit(who, record, whole)

    async def close_view(self, user: str, view_id: str | None = None) -> InteractionOutcome:
        """Let a person close the modal on top, or the one with `view_id`."""
        who = self.person(user)
        return await self.interactions.close_view(who, self.view_open(who, view_id))

    async def shortcut_as(
        self, user: str, callback_id: str, message: Json | None = None
    ) -> InteractionOutcome:
        """Let a person call a shortcut, on `message` (with `channel` and `ts`) or from anywhere."""
        who = self.person(user)
        record = None if message is None else self.message_seen(who, message["channel"], message["ts"])
        return await self.interactions.shortcut(who, callback_id, record)

    def open_home(self, user: str) -> Json | None:
        """Let a person open the app's Home tab; tell the app, and return what the tab shows until then."""
        who = self.person(user)
        view = self.views.home(who)
        channel = self.directory.direct(who, BOT_USER_ID)["id"]
        event = {"type": "app_home_opened", "user": who, "channel": channel, "tab": "home"}
        event |= {"event_ts": self.ground.stamp()}
        self.events.tell("app_home_opened", event if view is None else {**event, "view": view})
        return view

    def _name_files(self, state: Json) -> None:
        """Put file objects in place of the ids of files that were chosen in a field, as Slack gives them."""
        for actions in state["values"].values():
            for filled in actions.values():
                if filled["type"] == "file_input":
                    chosen = [one if isinstance(one, str) else one["id"] for one in filled.get("files") or ()]
                    filled["files"] = [self.files.describe(self.file_here(one)["id"]) for one in chosen]

    def _acted_on(self, user: str, where: Json) -> Json:
        if "ts" in where:
            return self.message_seen(user, where["channel"], where["ts"])
        return self.view_open(user, where["id"])


_MENUS = frozenset({"overflow", "static_select"})


def _offers(element: Json, words: str) -> bool:
    """Whether a menu has a choice that reads so."""
    return element["type"] in _MENUS and any(words == each["text"]["text"] for each in options_of(element))


def _is_called(element: Json, name: str) -> bool:
    return name in (element["action_id"], element["text"]["text"] if element["type"] == "button" else None)


def _control(
    blocks: list[Json],
    name: str,
    *,
    value: str | None,
    block_id: str | None,
) -> tuple[Json, Json]:
    """Return the one control called `name`, or else the one menu that offers it, after its block.

    Raises NotPossible if there is not just one.
    """
    there = [each for each in controls(blocks) if block_id is None or each[0]["block_id"] == block_id]
    called = [
        each
        for each in there
        if _is_called(each[1], name) and (value is None or each[1].get("value") == value)
    ]
    found = called or [each for each in there if _offers(each[1], name)]
    if len(found) != 1:
        names = sorted({element["action_id"] for _, element in controls(blocks)})
        raise NotPossible(f"{len(found)} controls here are called {name!r}; there are {names}.")
    return found[0]
