"""The token by which the app shows who it is: got from the organisation's login, and kept until it nears its end.

Source: Microsoft, “OAuth 2.0 client credentials flow on the Microsoft identity platform”.
"""

import asyncio
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.clock import loop_time
from bot.teams.answers import content_of, object_in
from bot.teams.errors import TeamsFault, fault_of, faults_told
from bot.worker.faults import FaultKind

EARLY: Final = 300.0
"""Seconds before its end at which a token is not used any more."""

LARGEST: Final = 2**16
"""Bytes of an answer at most."""


class AppToken:
    """Gets tokens for one `scope`; however many need one at a time, it is asked for once."""

    def __init__(self, session: aiohttp.ClientSession, login: str, app: str, secret: str, scope: str) -> None:
        """Ask at the address `login`, as the app with the id `app`, by its `secret`."""
        self._session, self._login, self.scope = session, login, scope
        self._form = {
            "grant_type": "client_credentials",
            "client_id": app,
            "client_secret": secret,
            "scope": scope,
        }
        self._token, self._until = "", 0.0
        self._asking: asyncio.Task[TeamsFault | None] | None = None

    async def get(self) -> str:
        """Return a token that holds for some minutes yet. Raises TeamsFault: nothing has been asked by it then."""
        if not self._token or loop_time() >= self._until:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask(), name="token of Teams")
            fault = await asyncio.shield(self._asking)
            if fault is not None:
                raise fault
        return self._token

    def forget(self, token: str) -> None:
        """Use a token no more that was refused; another that has taken its place meanwhile stays."""
        if token == self._token:
            self._token = ""

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._asking is not None:
            self._asking.cancel()

    async def _ask(self) -> TeamsFault | None:
        try:
            with faults_told():
                told = await self._told()
        except TeamsFault as fault:
            return _before_the_call(fault)
        token, lasts = told.get("access_token"), _seconds(told.get("expires_in"))
        if not isinstance(token, str) or not token:
            return TeamsFault(FaultKind.UNREACHED, "an answer without a token")
        self._token, self._until = token, loop_time() + lasts - EARLY
        return None

    async def _told(self) -> dict[str, Any]:
        async with self._session.post(self._login, data=self._form, allow_redirects=False) as answer:
            told = object_in(await content_of(answer, LARGEST))
            if answer.status != HTTPStatus.OK or told is None:
                raise fault_of(answer.status, answer.headers, told)
            return told


def _before_the_call(fault: TeamsFault) -> TeamsFault:
    """Return what it means for a call that no token was given for it: it never left, or the app is refused."""
    if fault.kind is FaultKind.REFUSED:
        return TeamsFault(fault.kind, fault.why, status=HTTPStatus.UNAUTHORIZED)
    kind = FaultKind.UNREACHED if fault.kind is FaultKind.UNSURE else fault.kind
    return TeamsFault(kind, fault.why, fault.after, status=fault.status)


def _seconds(lasts: Any) -> float:
    """Return for how long a token holds; where that is not said, it is used once."""
    try:
        return float(lasts)
    except (TypeError, ValueError):
        return 0.0
