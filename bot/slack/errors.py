"""What a call of Slack's Web API may raise, and how it is told apart."""

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

SLACK_MAY = (SlackApiError, SlackRequestError, aiohttp.ClientError, TimeoutError, OSError)
"""What is raised where Slack refuses, answers what is no answer, or cannot be reached."""


def why(error: Exception) -> str:
    """Return Slack's own word for what it refused, or the kind of error where it did not answer."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
