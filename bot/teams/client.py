"""The one way to Teams and to Graph: whatever comes back is an answer, or one kind of fault.

Microsoft's own client tries some calls again by itself, and hides the status of others: that would post twice.
"""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.teams.answers import content_of, object_in
from bot.teams.cloud import Cloud
from bot.teams.errors import TeamsFault, fault_of, faults_told
from bot.teams.token import AppToken
from bot.worker.faults import FaultKind

_QUIET: Final = frozenset({"PUT", "DELETE"})
"""Calls to which the answer may hold nothing."""

_TARGETED: Final = "?isTargetedActivity=true"

Json = dict[str, Any]


class TeamsClient:
    """Calls Teams and Graph, and remembers what is refused to the app, for whoever asks how Reckoner is.

    Every call returns an answer, or raises TeamsFault and nothing else. None is tried again here, and the token
    goes to Microsoft's own hosts alone.
    """

    def __init__(
        self, session: aiohttp.ClientSession, cloud: Cloud, app: str, tenant: str, secret: str
    ) -> None:
        """Call by `session`, in `cloud`, as the app with the id `app` and this `secret`, for people of `tenant`."""
        self._session, self._cloud, self._app, self._tenant = session, cloud, app, tenant
        login = f"{cloud.login}{tenant}/oauth2/v2.0/token"
        self._of_teams = AppToken(session, login, app, secret, cloud.scope)
        self._of_graph = AppToken(session, login, app, secret, f"{cloud.graph}.default")
        self._refused: dict[str, str] = {}

    @property
    def refusals(self) -> tuple[str, ...]:
        """What is refused to the app since the last call that was taken, as `scope: error`."""
        return tuple(f"{scope}: {why}" for scope, why in sorted(self._refused.items()))

    def close(self) -> None:
        """Wait for no token any more."""
        self._of_teams.close()
        self._of_graph.close()

    async def sign_in(self) -> None:
        """See that the organisation's login gives the app a token for Teams."""
        await self._of_teams.get()

    async def begin(self, service: str, account: str) -> str:
        """Begin the personal chat with somebody, or find it, which shows nothing; return its id."""
        asked = {
            "bot": self._bot,
            "members": [{"id": account}],
            "isGroup": False,
            "tenantId": self._tenant,
            "channelData": {"tenant": {"id": self._tenant}},
        }
        return _id_in(await self._connector("POST", service, "conversations", asked))

    async def member(self, service: str, conversation: str, account: str) -> Json:
        """Return who a member of a conversation is."""
        path = f"conversations/{_quoted(conversation)}/members/{_quoted(account)}"
        return await self._connector("GET", service, path)

    async def post(self, service: str, conversation: str, activity: Json) -> str:
        """Post an activity into a conversation, or into a thread of it; return its id."""
        path = f"conversations/{_quoted(conversation)}/activities"
        return _id_in(await self._connector("POST", service, path, activity | {"from": self._bot}))

    async def target(self, service: str, conversation: str, member: str, activity: Json) -> str:
        """Post an activity that one member of a channel sees, by their id in Teams, for a day; return its id.

        Source: Microsoft, “Targeted messages”.
        """
        path = f"conversations/{_quoted(conversation)}/activities{_TARGETED}"
        told = activity | {"from": self._bot, "recipient": {"id": member, "isTargeted": True}}
        return _id_in(await self._connector("POST", service, path, told))

    async def update(
        self, service: str, conversation: str, message: str, activity: Json, *, is_targeted: bool = False
    ) -> None:
        """Have a message of ours say something else."""
        path = f"conversations/{_quoted(conversation)}/activities/{_quoted(message)}"
        path += _TARGETED if is_targeted else ""
        await self._connector("PUT", service, path, activity | {"id": message, "from": self._bot})

    async def delete(self, service: str, conversation: str, message: str) -> None:
        """Take a message of ours away."""
        path = f"conversations/{_quoted(conversation)}/activities/{_quoted(message)}"
        await self._connector("DELETE", service, path)

    async def graph(self, path: str) -> Json:
        """Return what Graph answers to `path`, which is quoted as an address needs it."""
        return await self._call(self._of_graph, "GET", f"{self._cloud.graph}{path}")

    @property
    def _bot(self) -> Json:
        return {"id": f"28:{self._app}"}

    async def _connector(self, method: str, service: str, path: str, body: Json | None = None) -> Json:
        if not self._cloud.is_service(service):
            raise TeamsFault(FaultKind.REFUSED, "a service of nobody we know", status=HTTPStatus.NOT_FOUND)
        return await self._call(self._of_teams, method, f"{service.rstrip('/')}/v3/{path}", body)

    async def _call(self, by: AppToken, method: str, address: str, body: Json | None = None) -> Json:
        try:
            answer = await self._answer(by, method, address, body)
        except TeamsFault as fault:
            if fault.is_of_the_installation:
                self._refused[by.scope] = fault.why
            raise
        self._refused.pop(by.scope, None)
        return answer

    async def _answer(self, by: AppToken, method: str, address: str, body: Json | None) -> Json:
        token = await by.get()
        headers = {"Authorization": f"Bearer {token}"}
        where = URL(address, encoded=True)
        with faults_told():
            async with self._session.request(
                method, where, json=body, headers=headers, allow_redirects=False
            ) as answer:
                content = await content_of(answer)
                told = {} if content == b"" and method in _QUIET else object_in(content)
                if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES and told is not None:
                    return told
                if answer.status == HTTPStatus.UNAUTHORIZED:
                    by.forget(token)
                raise fault_of(answer.status, answer.headers, told)


def _id_in(told: Json) -> str:
    """Return the id that an answer gives. Raises TeamsFault where there is none."""
    given = told.get("id")
    if not isinstance(given, str) or not given:
        raise TeamsFault(FaultKind.UNSURE, "an answer without an id")
    return given


def _quoted(part: str) -> str:
    return quote(part, safe="")
