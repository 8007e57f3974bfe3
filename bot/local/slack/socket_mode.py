"""Socket Mode: the app connects to the workspace and is sent envelopes, which it acknowledges."""

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from bot.local.faults import Faults
from bot.local.people import APP_ID
from bot.local.slack.dispatch import Parcel
from bot.local.slack.errors import Json, Unanswered

MOST_CONNECTIONS = 10
_FAREWELL = 1.0
"""Seconds that an app is given to agree that a connection is closed."""
_TIMEOUT_WORD = {"events_api": "timeout"}


class SocketMode:
    """Up to ten connections of the app, used in turn."""

    def __init__(self, faults: Faults, *, changed: Callable[[bool], None]) -> None:
        """Begin with no connection; `changed` is told when the app comes and when it goes."""
        self._faults = faults
        self._changed = changed
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._turn = 0
        self._awaited: dict[str, asyncio.Future[Json]] = {}
        self._open = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection."""
        return bool(self._connections)

    async def connected(self) -> None:
        """Return when there is a connection."""
        await self._open.wait()

    def ticket(self) -> str:
        """Return a word that lets the app connect once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def carry(self, parcel: Parcel, within: float) -> Json:
        """Send an envelope over the next connection and return the payload of its acknowledgement.

        An acknowledgement counts on whichever connection it comes: an app that is changing over to a new
        one answers there. Raises Unanswered.
        """
        if not self._connections:
            raise Unanswered("connection_failed" if parcel.kind == "events_api" else "dispatch_failed")
        self._turn += 1
        connection = self._connections[self._turn % len(self._connections)]
        envelope_id = secrets.token_hex(16)
        awaited: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = awaited
        try:
            if not self._faults.deaf:
                await connection.send_str(json.dumps(_envelope(envelope_id, parcel)))
            return await asyncio.wait_for(awaited, within)
        except TimeoutError:
            raise Unanswered(_TIMEOUT_WORD.get(parcel.kind, "operation_timeout")) from None
        except (ConnectionError, RuntimeError):
            raise Unanswered("connection_failed") from None
        finally:
            del self._awaited[envelope_id]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Keep one connection of the app until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse(timeout=_FAREWELL)
        await connection.prepare(request)
        if len(self._connections) >= MOST_CONNECTIONS:
            await connection.send_str(json.dumps(_disconnect("too_many_websockets")))
            await connection.close()
            return connection
        await connection.send_str(json.dumps(self._hello()))
        self._connections.append(connection)
        self._note()
        try:
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(message.data)
        finally:
            if connection in self._connections:
                self._connections.remove(connection)
            self._note()
        return connection

    async def refresh(self) -> None:
        """Tell the app to connect anew, as Slack does every few hours, and close the old connections."""
        for connection in list(self._connections):
            self._connections.remove(connection)
            await connection.send_str(json.dumps(_disconnect("refresh_requested")))
        self._note()

    async def close(self) -> None:
        """Close every connection."""
        for connection in list(self._connections):
            # An app that was killed is gone already.
            with suppress(ConnectionError, RuntimeError):
                await connection.close(code=WSCloseCode.GOING_AWAY)
        self._connections.clear()
        self._open.clear()
        for awaited in self._awaited.values():
            if not awaited.done():
                awaited.set_exception(Unanswered("connection_failed"))

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        awaited = self._awaited.get(str(answer.get("envelope_id")))
        if awaited is not None and not awaited.done():
            payload = answer.get("payload")
            awaited.set_result(payload if isinstance(payload, dict) else {})

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "debug_info": {"host": "local", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": APP_ID},
        }

    def _note(self) -> None:
        if self._connections and not self._open.is_set():
            self._open.set()
            self._changed(True)
        elif not self._connections and self._open.is_set():
            self._open.clear()
            self._changed(False)


def _envelope(envelope_id: str, parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}
