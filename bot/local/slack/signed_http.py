"""Signed HTTP: the workspace posts to the app's one request address."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from bot.clock import Clock
from bot.local.slack.dispatch import Parcel
from bot.local.slack.errors import Json, Unanswered

_FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of `X-Slack-Signature`, version 0, for a request."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class SignedHttp:
    """The app's request address."""

    def __init__(self, request_url: str, signing_secret: str, clock: Clock) -> None:
        """Post to `request_url`, signed with `signing_secret` and with the real time of `clock`.

        Signatures carry real time: the app refuses any that is five minutes off its machine's own clock.
        """
        self._url = request_url
        self._secret = signing_secret
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    @property
    def is_connected(self) -> bool:
        """An address is always worth a try."""
        return True

    async def connected(self) -> None:
        """Return at once: whether the address answers is found out by posting to it."""

    async def carry(self, parcel: Parcel, within: float) -> Json:
        """Post `parcel` and return the answer: its JSON, or `{"text": …}`. Raises Unanswered."""
        content_type, body = _body(parcel)
        timestamp = str(int(self._clock.now().timestamp()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        try:
            return await self._post(body, headers, within, is_event=parcel.kind == "events_api")
        except TimeoutError:
            raise Unanswered(
                "http_timeout" if parcel.kind == "events_api" else "operation_timeout",
            ) from None
        except (aiohttp.ClientError, ValueError):
            raise Unanswered(
                "connection_failed" if parcel.kind == "events_api" else "dispatch_failed",
            ) from None

    async def _post(self, body: bytes, headers: Mapping[str, str], within: float, *, is_event: bool) -> Json:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(total=within)
        async with self._session.post(
            self._url,
            data=body,
            headers=headers,
            timeout=timeout,
            allow_redirects=False,
        ) as response:
            text = await response.text()
            if not 200 <= response.status < 300:  # noqa: PLR2004 - the class of HTTP successes
                again = response.headers.get("X-Slack-No-Retry") != "1"
                raise Unanswered("http_error" if is_event else f"http_{response.status}", again=again)
            if not text.strip():
                return {}
            if "json" in response.headers.get("Content-Type", ""):
                answer = json.loads(text)
                return answer if isinstance(answer, dict) else {}
            return {"text": text}

    async def close(self) -> None:
        """Close the connections to the app."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _body(parcel: Parcel) -> tuple[str, bytes]:
    """Return the content type and the bytes in which Slack sends this kind."""
    if parcel.kind == "events_api":
        return "application/json", json.dumps(parcel.payload).encode()
    if parcel.kind == "slash_commands":
        return _FORM, urlencode(parcel.payload).encode()
    return _FORM, urlencode({"payload": json.dumps(parcel.payload)}).encode()
