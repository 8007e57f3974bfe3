"""Microsoft's side as far as it signs: keys that can be asked for, and tokens by them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.clock import StoppedClock
from bot.operations.web import listen
from bot.teams.cloud import Cloud, cloud_at

APP, TENANT = "0a1b2c3d-0000-4000-8000-00000000000a", "0a1b2c3d-0000-4000-8000-00000000000b"
OTHER_TENANT = "0a1b2c3d-0000-4000-8000-0000000000ff"
PRIYA = "0a1b2c3d-0000-4000-8000-000000000001"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class KeyServer:
    """Tells by which keys is signed, counts how often it is asked, and can be down."""

    def __init__(self) -> None:
        """Tell of one key, endorsed for Teams."""
        self.keys = {"first": self.described(KEY, "first", ["msteams"])}
        self.asked, self.is_down = 0, False

    @staticmethod
    def described(key: rsa.RSAPrivateKey, kid: str, endorsements: list[str] | None) -> dict[str, Any]:
        """Return a key as Microsoft describes its own."""
        told: dict[str, Any] = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**told, "kid": kid, "use": "sig"} | ({"endorsements": endorsements} if endorsements else {})

    async def metadata(self, request: web.Request) -> web.Response:
        """Say where the keys are."""
        self.asked += 1
        if self.is_down:
            return web.Response(status=503, text="down")
        return web.json_response({"jwks_uri": f"{request.url.origin()}/keys"})

    async def told(self, _: web.Request) -> web.Response:
        """Tell the keys."""
        return web.json_response({"keys": list(self.keys.values())})

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Cloud]:
        """Serve on this machine, and give the cloud in which this is where keys are told."""
        application = web.Application()
        application.router.add_get("/v1/.well-known/openidconfiguration", self.metadata)
        application.router.add_get("/keys", self.told)
        listening = await listen(application, "127.0.0.1", 0)
        try:
            yield cloud_at(f"{listening.address}/")
        finally:
            await listening.close()


def token(
    cloud: Cloud,
    clock: StoppedClock,
    *,
    key: Any = KEY,
    kid: str | None = "first",
    algorithm: str = "RS256",
    without: str = "",
    **claims: Any,
) -> str:
    """Return an authorization as the connector gives it now, with other `claims`, or `without` one."""
    now = clock.now()
    usual = {
        "iss": cloud.issuer,
        "aud": APP,
        "nbf": int((now - timedelta(minutes=5)).timestamp()),
        "exp": int((now + timedelta(hours=1)).timestamp()),
        "serviceurl": cloud.service,
    }
    told = {name: value for name, value in (usual | claims).items() if name != without}
    return f"Bearer {jwt.encode(told, key, algorithm, {'kid': kid} if kid else None)}"


def activity(cloud: Cloud, **changes: Any) -> dict[str, Any]:
    """Return a message of Priya's to us as Teams brings it, changed as said."""
    return {
        "type": "message",
        "id": "1669883400000",
        "timestamp": "2022-12-01T08:30:00.000Z",
        "channelId": "msteams",
        "serviceUrl": cloud.service,
        "from": {"id": "29:priya", "name": "Priya Nair", "aadObjectId": PRIYA},
        "recipient": {"id": f"28:{APP}", "name": "Reckoner"},
        "conversation": {"id": "a:priya", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "status 10618",
        "textFormat": "plain",
    } | changes


def link_to(channel: str, team: str) -> str:
    """Return the address that Teams gives as that of a channel, which is of `team`."""
    place = f"{quote(channel, safe='')}/Committee"
    return f"https://teams.microsoft.com/l/channel/{place}?groupId={team}&tenantId={TENANT}"
