"""Modals and Home tabs."""

import json
from typing import Any

from bot.local.ground import Ground
from bot.local.people import APP_ID, BOT_ID, TEAM_ID
from bot.local.slack.block_kit.blocks import Surface, findings
from bot.local.slack.block_kit.checking import ID_LENGTH, BlockChecker
from bot.local.slack.block_kit.drawing import with_ids
from bot.local.slack.errors import Json, SlackError

MOST_MODALS = 3
_TITLE = 24
_PRIVATE_METADATA = 3000
_LARGEST = 250_000


def check_view(view: Any, *, home: bool = False) -> Json:
    """Return `view` if Slack would take it.

    Raises SlackError `invalid_arguments`, whose messages say what is wrong, or `view_too_large`.
    """
    check = BlockChecker()
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] must be an object"]})
    if len(json.dumps(view)) > _LARGEST:
        raise SlackError("view_too_large")
    expected: Surface = "home" if home else "modal"
    if view.get("type") != expected:
        check.wrong(f"must be of type {expected}", "/view/type")
    if not home:
        check.text(view, "title", "/view", _TITLE)
        check.text(view, "submit", "/view", _TITLE, needed=False)
        check.text(view, "close", "/view", _TITLE, needed=False)
    for key, most in (
        ("private_metadata", _PRIVATE_METADATA),
        ("callback_id", ID_LENGTH),
        ("external_id", 255),
    ):
        if view.get(key):
            check.string(view, key, "/view", most)
    if "blocks" not in view:
        check.wrong("missing required field: blocks", "/view")
    check.findings += findings(view.get("blocks", []), expected, "/view/blocks")
    if not home and "submit" not in view and _has_input(view):
        check.wrong("missing required field: submit, as there are input blocks", "/view")
    if check.findings:
        raise SlackError("invalid_arguments", response_metadata={"messages": check.findings})
    return view


def _has_input(view: Json) -> bool:
    blocks = view.get("blocks")
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )


class Views:
    """The modals that each person has open, the topmost last, and each person's Home tab."""

    def __init__(self, ground: Ground) -> None:
        """Load what the store has."""
        self._ground = ground
        self._views = ground.store.load("view")

    def open(self, user: str, view: Any) -> Json:
        """Open a modal in place of those that are open. Raises SlackError."""
        checked = check_view(view)
        for record in self.stack(user):
            self._drop(record)
        return self._show(user, checked, "view_opened")

    def push(self, user: str, view: Any) -> Json:
        """Open a modal on top of those that are open. Raises SlackError `push_limit_reached` above three."""
        checked = check_view(view)
        stack = self.stack(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MOST_MODALS:
            raise SlackError("push_limit_reached")
        return self._show(user, checked, "view_opened", below=stack[-1])

    def update(self, record: Json, view: Any, hash_seen: str | None = None) -> Json:
        """Put `view` in the place of an open one. Raises SlackError `hash_conflict` if it has changed."""
        home = record["view"]["type"] == "home"
        checked = check_view(view, home=home)
        if hash_seen and hash_seen != record["view"]["hash"]:
            raise SlackError("hash_conflict")
        fresh = self._built(checked, record["view"]["id"], record["view"])
        self._keep({**record, "view": fresh})
        item = {"type": "home" if home else "view_updated", "view": fresh}
        self._ground.stream.tell([record["user"]], item)
        return fresh

    def publish(self, user: str, view: Any, hash_seen: str | None = None) -> Json:
        """Put `view` on somebody's Home tab. Raises SlackError."""
        record = self._home_record(user)
        if record is not None:
            return self.update(record, view, hash_seen)
        return self._show(user, check_view(view, home=True), "home")

    def home(self, user: str) -> Json | None:
        """Return somebody's Home tab, or None if the app has published none."""
        record = self._home_record(user)
        return None if record is None else record["view"]

    def stack(self, user: str) -> list[Json]:
        """Return the records of the modals that somebody has open, the topmost last."""
        return [r for r in self._views.values() if r["user"] == user and r["view"]["type"] == "modal"]

    def record(self, *, view_id: str | None = None, external_id: str | None = None) -> Json:
        """Return the record of a view. Raises SlackError `not_found`."""
        for record in self._views.values():
            if view_id and record["view"]["id"] == view_id:
                return record
            if external_id and record["view"].get("external_id") == external_id:
                return record
        raise SlackError("not_found")

    def close(self, record: Json, *, everything: bool = False) -> None:
        """Close a modal, or all that its reader has open."""
        for one in self.stack(record["user"]) if everything else [record]:
            self._drop(one)

    def with_state(self, record: Json, state: Json) -> Json:
        """Return the view as it is sent to the app, with what has been filled in."""
        return {**record["view"], "state": state}

    def _home_record(self, user: str) -> Json | None:
        homes = (r for r in self._views.values() if r["user"] == user and r["view"]["type"] == "home")
        return next(homes, None)

    def _show(self, user: str, view: Json, kind: str, below: Json | None = None) -> Json:
        built = self._built(view, self._ground.new_id("V0"), None)
        if below is not None:
            built |= {"previous_view_id": below["view"]["id"], "root_view_id": below["view"]["root_view_id"]}
        self._keep({"user": user, "view": built})
        self._ground.stream.tell([user], {"type": kind, "view": built})
        return built

    def _built(self, view: Json, view_id: str, before: Json | None) -> Json:
        was = before or {"previous_view_id": None, "root_view_id": view_id}
        return {
            "id": view_id,
            "team_id": TEAM_ID,
            "type": view["type"],
            "blocks": with_ids(view["blocks"], self._ground),
            "private_metadata": view.get("private_metadata") or "",
            "callback_id": view.get("callback_id") or "",
            "external_id": view.get("external_id") or "",
            "state": {"values": {}},
            "hash": f"{self._ground.stamp()}.{self._ground.new_id('', 8)}",
            "title": view.get("title"),
            "submit": view.get("submit"),
            "close": view.get("close"),
            "clear_on_close": bool(view.get("clear_on_close")),
            "notify_on_close": bool(view.get("notify_on_close")),
            "previous_view_id": was["previous_view_id"],
            "root_view_id": was["root_view_id"],
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }

    def _keep(self, record: Json) -> None:
        self._views[record["view"]["id"]] = record
        self._ground.store.put("view", record["view"]["id"], record)

    def _drop(self, record: Json) -> None:
        view_id = record["view"]["id"]
        self._views.pop(view_id, None)
        self._ground.store.drop("view", view_id)
        self._ground.stream.tell([record["user"]], {"type": "view_closed", "view_id": view_id})
