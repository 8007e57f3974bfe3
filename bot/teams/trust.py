"""Whether a request comes from Microsoft's connector, for our app: checked before anything in it is acted on.

Source: Microsoft, “Authentication with the Bot Connector API”, connector to bot.
"""

import asyncio
from typing import Any, Final, cast

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.clock import Clock, loop_time
from bot.teams.cloud import Cloud
from bot.teams.payloads import CHANNEL, Activity, NoActivity, read

LEEWAY: Final = 300
"""Seconds by which clocks may differ, as Microsoft allows."""

KEYS_LAST: Final = 24 * 3600.0
"""Seconds after which the keys are asked for anew, though none is missing."""

ASKED_EVERY: Final = 60.0
"""Seconds that pass at least between two times at which the keys are asked for."""

TRIED_AGAIN: Final = 2.0
"""Seconds that pass where Microsoft did not answer: what somebody wrote is brought again for a short while only."""

_log = structlog.get_logger(__name__)


class NotTrusted(Exception):  # noqa: N818 - it reads as what happened
    """The request is refused; what is said of it is for the log alone."""


class KeysUnknown(Exception):  # noqa: N818 - the same
    """Microsoft does not say by which keys it signs: the request can be neither trusted nor refused."""


class SigningKeys:
    """The keys by which Microsoft signs, with what each is endorsed for.

    They are kept while Microsoft cannot be asked. Whoever has a known key waits for nothing; one who has not waits
    for the one call that is under way.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        cloud: Cloud,
        *,
        asked_every: float = ASKED_EVERY,
        keys_last: float = KEYS_LAST,
        tried_again: float = TRIED_AGAIN,
    ) -> None:
        """Ask by `session`, where `cloud` says; the times are in seconds."""
        self._session, self._address = session, cloud.keys
        self._asked_every, self._keys_last, self._tried_again = asked_every, keys_last, tried_again
        self._keys: dict[str, tuple[RSAPublicKey, frozenset[str]]] = {}
        self._asked_at: float | None = None
        self._is_answered = False
        self._asking: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> tuple[RSAPublicKey, frozenset[str]]:
        """Return the key with this id, and the channels that it is endorsed for.

        Raises NotTrusted, or KeysUnknown.
        """
        age = self._age()
        if age is None or age >= self._pause(kid):
            self._ask()
        if kid not in self._keys and self._asking is not None:
            await asyncio.shield(self._asking)
        if kid in self._keys:
            return self._keys[kid]
        raise NotTrusted("unknown key") if self._is_answered else KeysUnknown

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._asking is not None:
            self._asking.cancel()

    def _pause(self, kid: str) -> float:
        """Return how many seconds have to pass until the keys are asked for anew, for one with this id."""
        if kid in self._keys:
            return self._keys_last
        return self._asked_every if self._is_answered else self._tried_again

    def _age(self) -> float | None:
        """Return how many seconds ago the keys were asked for, by no clock that can be set; None before."""
        return None if self._asked_at is None else loop_time() - self._asked_at

    def _ask(self) -> None:
        if self._asking is None or self._asking.done():
            self._asked_at = loop_time()
            self._asking = asyncio.create_task(self._learn(), name="keys of Teams")

    async def _learn(self) -> None:
        try:
            told = await self._get(self._address)
            keys = (await self._get(str(told["jwks_uri"])))["keys"]
            found = dict(filter(None, map(_known, keys)))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            self._is_answered = False
            _log.warning("keys_not_learnt", error=type(error).__name__)
            return
        self._keys, self._is_answered = found or self._keys, True

    async def _get(self, address: str) -> dict[str, Any]:
        async with self._session.get(address, allow_redirects=False) as answer:
            answer.raise_for_status()
            return cast("dict[str, Any]", await answer.json(content_type=None))


class Trust:
    """Checks requests for one app."""

    def __init__(self, keys: SigningKeys, cloud: Cloud, app: str, clock: Clock) -> None:
        """Check by `keys` that `cloud` has signed for the app with the id `app`, at the time of `clock`."""
        self._keys, self._cloud, self._app, self._clock = keys, cloud, app, clock

    async def check(self, authorization: str, body: bytes) -> Activity:
        """Return the activity that was posted with this authorization. Raises NotTrusted, or KeysUnknown."""
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer":
            raise NotTrusted("no bearer token")
        try:
            key, endorsed = await self._keys.key(str(jwt.get_unverified_header(token).get("kid")))
            claims = self._claims(token, key)
            activity = read(body)
        except (jwt.InvalidTokenError, NoActivity) as error:
            raise NotTrusted(type(error).__name__) from None
        if activity.channel_id != CHANNEL or CHANNEL not in endorsed:
            raise NotTrusted("not endorsed for Teams")
        if not activity.service_url or claims.get("serviceurl") != activity.service_url:
            raise NotTrusted("another service")
        if not self._cloud.is_service(activity.service_url):
            raise NotTrusted("a service of nobody we know")
        return activity

    def _claims(self, token: str, key: RSAPublicKey) -> dict[str, Any]:
        claims = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self._app,
            issuer=self._cloud.issuer,
            # Times are compared below: the library would read the machine's clock.
            options={
                "require": ["exp", "iss", "aud"],
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
        now = self._clock.now().timestamp()
        if not _number(claims, "nbf", now) - LEEWAY <= now <= _number(claims, "exp", now) + LEEWAY:
            raise NotTrusted("not of this time")
        return claims


def _number(claims: dict[str, Any], name: str, usual: float) -> float:
    value = claims.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotTrusted(f"{name} is no number")
    return value


def _known(key: Any) -> tuple[str, tuple[RSAPublicKey, frozenset[str]]] | None:
    """Return one of Microsoft's keys by its id; None for one of a kind by which nothing is signed to us."""
    try:
        public = jwt.PyJWK(key, algorithm="RS256").key
        endorsed = frozenset(map(str, key.get("endorsements") or ()))
        return str(key["kid"]), (public, endorsed)
    except (jwt.PyJWKError, jwt.InvalidKeyError, KeyError, AttributeError, TypeError, ValueError):
        return None
