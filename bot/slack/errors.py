"""What a call of Slack's Web API may raise, and what that means for what was to be done."""

from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from jobs.delivery import Again, Impossible, Outcome, Unreachable

SLACK_MAY = (SlackApiError, SlackRequestError, aiohttp.ClientError, TimeoutError, OSError)
"""What is raised where Slack refuses, answers what is no answer, or cannot be reached."""

SLACK_IS_BUSY = 429
SERVER_FAULT = 500
_OUT_OF_REACH = frozenset({"account_inactive", "cannot_dm_bot", "user_disabled", "user_not_found"})
"""What Slack answers when nothing at all can be sent to a person."""

_NO_USE_TRYING_AGAIN = frozenset(
    {
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "message_not_found",
        "msg_too_long",
        "not_in_channel",
        "restricted_action",
    }
)


def why(error: Exception) -> str:
    """Return Slack's own word for what it refused, or the kind of error where it did not answer."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


def outcome_of(error: Exception, *, posting: bool) -> Outcome:
    """Return what an error of Slack's means for a message that was being sent, as everybody else knows it.

    `posting` says that the message itself was on its way, so that it may have arrived.
    """
    if not isinstance(error, SlackApiError):
        refused = isinstance(error, aiohttp.ClientConnectorError)
        return Again(type(error).__name__, unsure=posting and not refused)
    status, answer = error.response.status_code, error.response.data
    name = str(answer.get("error", status)) if isinstance(answer, dict) else str(status)
    if status == SLACK_IS_BUSY:
        seconds = int(error.response.headers.get("Retry-After", "1"))
        return Again("ratelimited", unsure=False, after=timedelta(seconds=seconds))
    if status >= SERVER_FAULT or name in ("internal_error", "fatal_error", "service_unavailable"):
        return Again(name, unsure=posting)
    if name in _OUT_OF_REACH:
        return Unreachable(name)
    return Impossible(name) if name in _NO_USE_TRYING_AGAIN else Again(name, unsure=False)


def is_refusal(error: Exception) -> bool:
    """Whether Slack has understood, and refused: neither too busy nor at fault itself."""
    if not isinstance(error, SlackApiError):
        return False
    status = error.response.status_code
    return bool(status != SLACK_IS_BUSY and status < SERVER_FAULT)
