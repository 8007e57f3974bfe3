"""Teams' requests over HTTP: bounded, verified before anything in them is acted on, and always answered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import web

from bot.requests.outcomes import crashed
from bot.teams.payloads import Activity
from bot.teams.trust import KeysUnknown, NotTrusted, Trust

MESSAGES_PATH: Final = "/api/messages"
LARGEST: Final = 2**20
"""Bytes of a request at most: what Teams sends has less than a tenth."""

OK, NOT_TRUSTED, BROKEN, TRY_LATER = 200, 401, 500, 503
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Answer:
    """What an activity is answered with: a status and, where Teams waits for something, a body."""

    status: int = OK
    body: dict[str, Any] | None = None


class Requests:
    """Takes what is posted, and has the connector's activities answered."""

    def __init__(self, trust: Trust, tenant: str, answer: Callable[[Activity], Awaitable[Answer]]) -> None:
        """Answer by `answer` what `trust` lets pass and is of `tenant`."""
        self._trust, self._tenant, self._answer = trust, tenant, answer

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a request. What is of another organisation is taken, and nothing is done about it.

        Teams brings again what is not answered with 200: so does what could not be written down.
        """
        body = await request.clone(client_max_size=LARGEST).read()
        try:
            activity = await self._trust.check(request.headers.get("Authorization", ""), body)
        except NotTrusted as refused:
            _log.warning("not_trusted", why=str(refused))
            return web.Response(status=NOT_TRUSTED, text="not signed for this app by Microsoft")
        except KeysUnknown:
            return web.Response(status=TRY_LATER, text="Microsoft's keys are not known at present")
        if not activity.is_of(self._tenant):
            _log.warning("not_of_the_tenant", type=activity.type)
            return web.Response()
        return await self._answered(activity)

    async def _answered(self, activity: Activity) -> web.Response:
        try:
            answer = await self._answer(activity)
        except Exception as error:  # noqa: BLE001 - whatever breaks needs a reference, and must come again
            source = f"teams:{activity.type}:{activity.name}"
            return web.Response(status=BROKEN, text=crashed(error, source, None).reference)
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.json_response(answer.body, status=answer.status)


def routes(requests: Requests) -> list[web.RouteDef]:
    """Return where Teams posts to."""
    return [web.post(MESSAGES_PATH, requests.answer)]
