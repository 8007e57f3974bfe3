"""What is said where something breaks at Slack's own side of the edge, after or before the desk was asked."""

from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_bolt.response import BoltResponse

from bot.requests.incoming import RetryDelivery
from bot.requests.outcomes import crashed
from bot.slack import payloads
from bot.slack.errors import SlackFault, faults_told
from templates.messages.answers import Crashed
from templates.slack import renderer

BROKEN = 500


async def broke(error: Exception, body: dict[str, Any], respond: AsyncRespond) -> BoltResponse:
    """Answer what broke: the person is given the reference under which it is logged, wherever there is a way.

    An event is not acknowledged, so that it comes again. What could not be taken in has been told already.
    """
    if isinstance(error, RetryDelivery):
        return BoltResponse(status=BROKEN, body="")
    what = crashed(error, f"slack:{body.get('type') or body.get('command')}", None)
    try:
        return await _told(what, body, respond)
    except Exception as again:  # noqa: BLE001 - what was sent is of no shape in which it could be answered
        crashed(again, f"telling of {what.reference}", None)
        return BoltResponse(status=BROKEN, body=what.reference)


async def _told(what: Crashed, body: dict[str, Any], respond: AsyncRespond) -> BoltResponse:
    drawn = renderer.render(what)
    if "command" in body:
        return BoltResponse(status=200, body={**payloads.shown(drawn), "response_type": "ephemeral"})
    if body.get("type") == "view_submission":
        errors = renderer.faults(what, payloads.names(body["view"]))
        return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
    if body.get("response_url"):
        try:
            with faults_told():
                await respond(**payloads.shown(drawn), response_type="ephemeral", replace_original=False)
        except SlackFault:
            return BoltResponse(status=BROKEN, body=what.reference)
        return BoltResponse(status=200, body="")
    return BoltResponse(status=BROKEN, body=what.reference)
