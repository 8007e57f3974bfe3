"""Slack's requests over HTTP: bounded, verified before they are read, and always answered."""

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.requests.outcomes import crashed

EVENTS_PATH = "/slack/events"
LARGEST = 4 * 2**20
"""Bytes of a request at most: the largest form that Slack may send has less."""


class Requests:
    """Takes what is posted, and has `app` answer what Slack has signed with `signing_secret`."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        """Answer by `app`."""
        self._app, self._verifier = app, SignatureVerifier(signing_secret)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a request; what is not Slack's, or no request of Slack's in form, with a word of that.

        Bolt reads what came before it looks at the signature, and lets what it cannot read break the request.
        """
        request = request.clone(client_max_size=LARGEST)
        if not self._is_slacks(request, await request.read()):
            return web.Response(status=401, text="not signed by Slack")
        try:
            taken = await to_bolt_request(request)
        except Exception as error:  # noqa: BLE001 - whatever Bolt stumbles over, it is not what Slack sends
            return web.Response(status=400, text=crashed(error, "unreadable request", None).reference)
        try:
            answer = await self._app.async_dispatch(taken)
        except Exception as error:  # noqa: BLE001 - what breaks outside of our own listeners needs a reference too
            return web.Response(status=500, text=crashed(error, "request", None).reference)
        headers = answer.first_headers_without_set_cookie()
        return web.Response(status=answer.status, body=answer.body.encode(), headers=headers)

    def _is_slacks(self, request: web.Request, body: bytes) -> bool:
        try:
            return self._verifier.is_valid(
                body,
                request.headers.get("X-Slack-Request-Timestamp"),
                request.headers.get("X-Slack-Signature"),
            )
        except (ValueError, TypeError):
            # A time that is no number, a signature or a body that is no text.
            return False


def routes(requests: Requests) -> list[web.RouteDef]:
    """Return where Slack posts to."""
    return [web.post(EVENTS_PATH, requests.answer)]
