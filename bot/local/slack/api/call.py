"""One call of the Web API: who calls, with what arguments, and what they may do."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.local.people import BOT_USER_ID
from bot.local.slack.errors import Json, SlackError
from bot.local.workspace import Workspace

_MOST_PER_PAGE = 1_000


@dataclass(frozen=True)
class Call:
    """A call whose token has been accepted; `arguments` are as they came, as text or as JSON."""

    workspace: Workspace
    arguments: Json

    def optional(self, name: str) -> str | None:
        """Return an argument as text, or None if it is absent or empty."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return None
        return value if isinstance(value, str) else json.dumps(value)

    def text(self, name: str, *, missing: str = "invalid_arguments") -> str:
        """Return an argument that must be there. Raises SlackError `missing`."""
        value = self.optional(name)
        if value is None:
            details = {"messages": [f"[ERROR] missing required field: {name}"]}
            raise SlackError(missing, response_metadata=details)
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an argument that says yes or no."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """Return an argument that is a whole number. Raises SlackError `invalid_arguments`."""
        value = self.optional(name)
        try:
            return default if value is None else int(value)
        except ValueError:
            raise SlackError("invalid_arguments") from None

    def structure(self, name: str, *, wrong: str = "invalid_arguments") -> Any:
        """Return an argument that is JSON, or is text that holds JSON; None if absent."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(wrong) from None

    def need(self, *scopes: str) -> None:
        """Raise SlackError `missing_scope` unless the app has one of `scopes`."""
        had = self.workspace.installation.scopes
        if scopes and not had.intersection(scopes):
            raise SlackError("missing_scope", needed=scopes[0], provided=",".join(sorted(had)))

    def conversation(self, verb: str, name: str = "channel") -> Json:
        """Return the conversation that an argument names, if the app may do `verb` (`read`, `history`) there.

        Raises SlackError `channel_not_found`, `missing_scope`, or `not_in_channel` for a history.
        """
        directory = self.workspace.directory
        found = directory.conversation(self.text(name, missing="channel_not_found"))
        kind = directory.channel_type(found)
        is_member = BOT_USER_ID in found["members"]
        if kind != "channel" and not is_member:
            raise SlackError("channel_not_found")
        self.need(f"{ {'channel': 'channels', 'group': 'groups', 'im': 'im'}[kind] }:{verb}")
        if verb == "history" and not is_member:
            raise SlackError("not_in_channel")
        return found

    def page(self, items: Sequence[Any], *, default: int = 100) -> tuple[list[Any], Json]:
        """Return the page of `items` that is asked for, and the fields that lead to the next one.

        Raises SlackError `invalid_cursor` or `invalid_limit`.
        """
        limit = self.number("limit", default)
        if not 0 < limit <= _MOST_PER_PAGE:
            raise SlackError("invalid_limit")
        start = self._start()
        following = start + limit
        more = following < len(items)
        cursor = urlsafe_b64encode(f"from:{following}".encode()).decode() if more else ""
        return list(items[start:following]), {"response_metadata": {"next_cursor": cursor}}

    def _start(self) -> int:
        cursor = self.optional("cursor")
        if cursor is None:
            return 0
        try:
            return int(urlsafe_b64decode(cursor).decode().removeprefix("from:"))
        except ValueError:
            raise SlackError("invalid_cursor") from None


Answer = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """A method: what answers it, the scopes of which one is needed, and whose token opens it."""

    answer: Answer
    scopes: Iterable[str] = ()
    opened_by: Literal["bot", "app", "anybody"] = "bot"
