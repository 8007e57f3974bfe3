"""The page's private API: JSON under /page/, and a stream of what happens."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final, Protocol
from urllib.parse import quote

from aiohttp import web

from bot.local.ground import END_OF_STREAM
from bot.local.page_requests import Act, answering, chosen, from_body, from_query, told_of
from bot.local.page_state import channel_rows, people_rows
from bot.local.people import APP_ID, APP_NAME, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.local.slack.errors import Json, NotPossible
from bot.local.surfaces import Surfaces
from bot.local.teams.page import TeamsPage
from bot.local.workspace import Workspace
from models.enums import Surface

_PER_PAGE = 50
_KEEP_ALIVE = 15
_SHOWN_AS_PICTURE = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@dataclass(frozen=True)
class Stop:
    """A moment to which the page offers to move the clock; `at` is an aware instant."""

    id: str
    label: str
    at: datetime


class Close(Protocol):
    """Closes accounts."""

    def __call__(self, user: str, *, closed: bool) -> None:
        """Close somebody's account, or open it again."""
        ...


@dataclass(frozen=True)
class BesideSlack:
    """Teams beside Slack: who is where, what answers for those in Teams, and how people are moved.

    `move(users, surface)` moves the people with these ids; everybody, and the committee's channel, if it is None.
    """

    surfaces: Surfaces
    page: TeamsPage
    close: Close
    move: Callable[[str | None, Surface], Awaitable[None]]


@dataclass(frozen=True)
class RegisterChoice:
    """Which register the workspace is on: an empty one that begins today, or the sample; `choose` changes it."""

    is_empty: bool
    choose: Callable[[bool], None] | None = None


SAMPLE_ALONE: Final = RegisterChoice(is_empty=False)


class PageApi:
    """Answers the page. Whoever sits at this machine may be anybody: `as` says who."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        stops: Callable[[str], Sequence[Stop]] | None,
        move: Callable[[datetime], None] | None,
        teams: BesideSlack | None = None,
        register: RegisterChoice = SAMPLE_ALONE,
    ) -> None:
        """Answer for `workspace`, and `teams` beside it; see `server.workspace_app` for `stops` and `move`."""
        self._workspace, self._teams = workspace, teams
        self._stops = stops or (lambda _user: ())
        self._move, self._register = move, register

    def routes(self) -> list[web.RouteDef]:
        """Return everything that the page may call."""
        reads = {
            "/page/state": self.state,
            "/page/history": self.history,
            "/page/home": self.home,
        }
        writes: dict[str, Act] = {
            "/page/message": self.message,
            "/page/edit": self.edit,
            "/page/delete": self.delete,
            "/page/reaction": self.reaction,
            "/page/read": self.read,
            "/page/command": self.command,
            "/page/action": self.action,
            "/page/shortcut": self.shortcut,
            "/page/view/submit": self.submit,
            "/page/view/close": self.close_view,
            "/page/clock": self.clock,
            "/page/account": self.account,
            "/page/register": self.register,
        }
        if self._teams is not None:
            writes |= dict.fromkeys(self._teams.page.invokes(), _not_in_slack)
            writes["/page/surface"] = self.surface
        return [
            *(web.get(path, answering(from_query(self._of(path, act)))) for path, act in reads.items()),
            *(web.post(path, answering(from_body(self._of(path, act)))) for path, act in writes.items()),
            web.post("/page/upload", answering(self.upload)),
            web.get("/page/file/{file_id}", answering(self.file)),
            web.get("/page/stream", answering(self.stream), allow_head=False),
        ]

    def _of(self, path: str, act: Act) -> Act:
        """Return what answers an address: for whoever is in Teams, what answers there, where there is such."""
        there = self._teams.page.acts().get(path) if self._teams else None
        if there is None:
            return act

        async def answer(asked: Json) -> Json:
            user = self._workspace.person(asked["as"])
            return await (there if self._is_in_teams(user) else act)({**asked, "as": user})

        return answer

    def _is_in_teams(self, user: str) -> bool:
        return self._teams is not None and self._teams.surfaces.of(user) is Surface.TEAMS

    async def state(self, asked: Json) -> Json:
        """Return what the page shows around the conversation."""
        workspace, user = self._workspace, self._workspace.person(asked["as"])
        teams, is_in_teams = self._teams, self._is_in_teams(user)
        people = people_rows(workspace, teams.surfaces if teams else None)
        return {
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "me": next(row for row in people if row["id"] == user),
            "people": people,
            "app": {
                "id": APP_ID,
                "user_id": BOT_USER_ID,
                "name": APP_NAME,
                "connected": workspace.is_connected,
                "home": not is_in_teams and "app_home_opened" in workspace.installation.events,
            },
            "moves": teams is not None,
            "register": {"empty": self._register.is_empty, "chooses": self._register.choose is not None},
            "committee": teams.surfaces.committee.value if teams else Surface.SLACK.value,
            "clock": {"now": workspace.clock.now().isoformat(), "stops": self._stop_rows(user)},
            **(teams.page.around(user) if teams and is_in_teams else self._around(user)),
        }

    def _around(self, user: str) -> Json:
        installation = self._workspace.installation
        return {
            "conversations": channel_rows(self._workspace, user),
            "commands": [asdict(command) for command in installation.commands],
            "shortcuts": [asdict(shortcut) for shortcut in installation.shortcuts],
        }

    def _stop_rows(self, user: str) -> list[Json]:
        stops = self._stops(user)
        return [{"id": stop.id, "label": stop.label, "at": stop.at.isoformat()} for stop in stops]

    async def history(self, asked: Json) -> Json:
        """Return the latest messages of a conversation or thread, oldest first."""
        user = self._workspace.person(asked["as"])
        self._workspace.standing(user, asked["channel"])
        thread = asked.get("thread")
        messages = self._workspace.history(asked["channel"], user=user, thread_ts=thread)
        if before := asked.get("before"):
            messages = [message for message in messages if message["ts"] < before]
        shown = messages if thread else messages[-_PER_PAGE:]
        return {"messages": shown, "has_more": len(shown) < len(messages)}

    async def home(self, asked: Json) -> Json:
        """Return a person's Home tab, and tell the app that they opened it."""
        return {"view": self._workspace.open_home(asked["as"])}

    async def message(self, asked: Json) -> Json:
        """Post a message."""
        posted = self._workspace.post_as(
            asked["as"],
            asked["channel"],
            str(asked.get("text") or ""),
            asked.get("thread_ts"),
            tuple(asked.get("files") or ()),
        )
        return {"ok": True, "message": posted}

    async def edit(self, asked: Json) -> Json:
        """Edit a message."""
        edited = self._workspace.edit_as(asked["as"], asked["channel"], asked["ts"], str(asked["text"]))
        return {"ok": True, "message": edited}

    async def delete(self, asked: Json) -> Json:
        """Delete a message, or dismiss one that only this person sees."""
        self._workspace.delete_as(asked["as"], asked["channel"], asked["ts"])
        return {"ok": True}

    async def reaction(self, asked: Json) -> Json:
        """Add a reaction, or take it away."""
        remove = bool(asked.get("remove"))
        self._workspace.react_as(asked["as"], asked["channel"], asked["ts"], asked["name"], remove=remove)
        return {"ok": True}

    async def read(self, asked: Json) -> Json:
        """Note that everything in a conversation has been read."""
        self._workspace.read_as(asked["as"], asked["channel"])
        return {"ok": True}

    async def command(self, asked: Json) -> Json:
        """Run a slash command."""
        line, thread_ts = asked["text"], asked.get("thread_ts")
        return told_of(await self._workspace.command_as(asked["as"], asked["channel"], line, thread_ts))

    async def action(self, asked: Json) -> Json:
        """Use a control in a message or a view."""
        action = asked["action"]
        is_button = action["type"] == "button"
        outcome = await self._workspace.click(
            asked["as"],
            asked.get("message") or asked["view"],
            action["action_id"],
            choose=None if is_button else chosen(action),
            value=action.get("value") if is_button else None,
            block_id=action.get("block_id"),
            state=asked.get("state") or {},
        )
        return told_of(outcome)

    async def shortcut(self, asked: Json) -> Json:
        """Call a shortcut."""
        message = asked.get("message")
        return told_of(await self._workspace.shortcut_as(asked["as"], asked["callback_id"], message))

    async def submit(self, asked: Json) -> Json:
        """Submit a modal."""
        state = asked.get("state") or {}
        outcome = await self._workspace.submit(asked["as"], view_id=asked["view_id"], state=state)
        return told_of(outcome)

    async def close_view(self, asked: Json) -> Json:
        """Close a modal."""
        return told_of(await self._workspace.close_view(asked["as"], asked["view_id"]))

    async def account(self, asked: Json) -> Json:
        """Close somebody's account, as when they leave the force, or open it again."""
        workspace = self._workspace
        user = workspace.directory.person_id(asked["user"])
        if user in (workspace.person(asked["as"]), BOT_USER_ID):
            raise NotPossible("You cannot close your own account or the app's. Become somebody else first.")
        (workspace.deactivate if asked["closed"] else workspace.reactivate)(user)
        if self._teams is not None:
            self._teams.close(user, closed=bool(asked["closed"]))
        return {"ok": True}

    async def surface(self, asked: Json) -> Json:
        """Move somebody to Slack or to Teams: everybody, and the committee's channel, where nobody is named."""
        if self._teams is None:
            raise NotPossible("Nobody can be moved here.")
        user = self._workspace.directory.person_id(asked["user"]) if asked.get("user") else None
        await self._teams.move(user, Surface(asked["surface"]))
        return {"ok": True}

    async def register(self, asked: Json) -> Json:
        """Begin again on the empty register, or on the sample: whoever asks waits until it is there."""
        if self._register.choose is None:
            raise NotPossible("This workspace has no other register.")
        self._register.choose(bool(asked["empty"]))
        return {"ok": True}

    async def clock(self, asked: Json) -> Json:
        """Move the clock to one of the stops, or to an instant."""
        if self._move is None:
            raise NotPossible("The clock of this workspace cannot be moved.")
        try:
            at = self._instant(asked)
            self._move(at)
        except (ValueError, TypeError) as wrong:
            raise NotPossible(str(wrong)) from None
        self._workspace.clock_moved(self._workspace.clock.now())
        return {"ok": True, "now": self._workspace.clock.now().isoformat()}

    def _instant(self, asked: Json) -> datetime:
        if "stop" not in asked:
            at = datetime.fromisoformat(asked["at"])
            return at if at.tzinfo else at.replace(tzinfo=UTC)
        everybody = [asked["as"]] if "as" in asked else list(self._workspace.directory.people)
        for user in everybody:
            for stop in self._stops(self._workspace.directory.person_id(user)):
                if stop.id == asked["stop"]:
                    return stop.at
        raise NotPossible("That moment is no longer offered. Choose another.")

    async def upload(self, request: web.Request) -> web.Response:
        """Take in a file from the page."""
        file = (await request.post()).get("file")
        if not isinstance(file, web.FileField):
            raise NotPossible("Choose a file first.")
        user, name, content = request.query.get("as", ""), file.filename or "file", file.file.read()
        if self._teams is not None and self._is_in_teams(user):
            return web.json_response({"ok": True, "file": self._teams.page.take(user, name, content)})
        file_id = self._workspace.upload_as(user, name, content, file.content_type)
        return web.json_response({"ok": True, "file": self._workspace.files.describe(file_id)})

    async def file(self, request: web.Request) -> web.Response:
        """Give a file to a person who may see it, to be saved and never run."""
        user = self._workspace.person(request.query.get("as", ""))
        file_id = request.match_info["file_id"]
        if self._teams is not None and self._is_in_teams(user):
            return _saved(*self._teams.page.file(user, file_id))
        record = self._workspace.file_here(file_id)
        seen = {conversation["id"] for conversation in self._workspace.directory.visible_to(user)}
        if record["user"] != user and not seen.intersection((*record["channels"], *record.get("shown", ()))):
            raise NotPossible("That file is no longer there.")
        return _saved(record, self._workspace.files.content(file_id))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Tell the page what happens, as server-sent events."""
        user = self._workspace.person(request.query.get("as", ""))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with suppress(ConnectionError):
            async for event in self._happenings(user):
                await response.write(event.encode())
        return response

    async def _happenings(self, user: str) -> AsyncIterator[str]:
        with self._workspace.ground.stream.watch(user) as queue:
            yield ": connected\n\n"
            while True:
                try:
                    item = await asyncio.wait_for(queue.get(), _KEEP_ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if item is END_OF_STREAM:
                    return
                yield f"data: {json.dumps(item)}\n\n"


async def _not_in_slack(_: Json) -> Json:
    """Stand for what cards alone have, for whoever has been moved meanwhile. Raises NotPossible."""
    raise NotPossible("That is no longer there. Reload the page.")


def _saved(record: Json, content: bytes) -> web.Response:
    """Return a file to be saved under its name, and never run."""
    kind = record["mimetype"] if record["mimetype"] in _SHOWN_AS_PICTURE else "application/octet-stream"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(record['name'], safe='')}"}
    return web.Response(body=content, content_type=kind, headers=headers)
