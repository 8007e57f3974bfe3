"""What stands between the Playground and Reckoner, which trusts neither its activities nor its tokens.

What the Playground tells is signed by the stand-in for Microsoft's login; what Reckoner calls is checked by the
stand-in and then done in the Playground.
"""

import json
import re
from typing import Any, Final

import aiohttp
from aiohttp import web

from bot.local.teams.errors import Json, TeamsError
from bot.local.teams.server import Microsoft

HEARD: Final = "/heard"
_CONNECTOR: Final = "/v3/"
_MEMBER: Final = re.compile(r"/members/([0-9a-f-]{36})$")


class Between:
    """Signs, checks and passes on. `app` is where Reckoner hears Teams, `playground` where the Playground is."""

    def __init__(self, microsoft: Microsoft, session: aiohttp.ClientSession) -> None:
        """Sign by `microsoft`; pass on over `session`."""
        self._microsoft, self._session = microsoft, session
        self.app = self.playground = ""
        self.refused: list[str] = []
        """What Reckoner or the Playground has not taken."""

    def routes(self) -> list[web.RouteDef]:
        """Return what is served: the connector is the Playground's, everything else the stand-in's."""
        ours = [web.post(HEARD, self._heard), web.route("*", f"{_CONNECTOR}{{path:.*}}", self._called)]
        others = [each for each in self._microsoft.routes() if not each.path.startswith(_CONNECTOR)]
        return ours + others

    async def _heard(self, request: web.Request) -> web.Response:
        told = self._as_of_teams(await request.json())
        status, answer = await self._microsoft.tell(self._session, self.app, told)
        if status != 200:
            self.refused.append(f"Reckoner answered {status} to {told['type']}")
        return web.json_response(answer, status=status)

    def _as_of_teams(self, activity: dict[str, Any]) -> Json:
        """Return an activity with the connector and the tenant that Teams would name."""
        tenant = self._microsoft.organisation.tenant
        data = {**(activity.get("channelData") or {}), "tenant": {"id": tenant}}
        conversation = {**activity["conversation"], "tenantId": tenant}
        return {
            **activity,
            "serviceUrl": self._microsoft.address,
            "conversation": conversation,
            "channelData": data,
        }

    async def _called(self, request: web.Request) -> web.Response:
        login = self._microsoft.login
        try:
            login.check(request.headers.get("Authorization", ""), login.of_teams)
        except TeamsError as wrong:
            return web.json_response(wrong.answer(), status=wrong.status)
        # The Playground knows people by what Teams calls them alone, which Teams itself does not ask for.
        path = _MEMBER.sub(r"/members/29:\1", request.raw_path)
        address, content = f"{self.playground}/_connector{path}", await request.read()
        headers = {"Content-Type": "application/json"}
        async with self._session.request(request.method, address, data=content, headers=headers) as answer:
            said = await answer.read()
            if answer.status >= 400:
                self.refused.append(f"{request.method} {request.raw_path}: {answer.status} {said.decode()}")
            body = json.loads(said) if said and answer.content_type == "application/json" else {}
            return web.json_response(body, status=answer.status)
