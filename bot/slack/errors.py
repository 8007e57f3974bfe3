"""What may come back from a call of Slack's, and what that means for what was to be done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.worker.faults import FaultKind, PlatformFault, pause_asked
from jobs.delivery import Again, Impossible, Outcome, Unreachable

OF_A_PERSON: Final = frozenset({"cannot_dm_bot", "user_disabled", "user_not_found"})
"""What Slack answers when nothing at all can be sent to a person."""

OF_ONE_CALL: Final = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
"""What it answers when the app may not do one thing, though it may do others."""

OF_THE_INSTALLATION: Final = OF_ONE_CALL | {
    "account_inactive",
    "app_not_found",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
}
"""What it answers when the token or the app is at fault, whoever was to be written to.

`account_inactive` speaks of the token's own workspace or app. Source: Slack, “chat.postMessage”, errors.
"""

OF_THE_MESSAGE: Final = frozenset(
    {
        "cannot_reply_to_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "is_archived",
        "message_not_found",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "thread_not_found",
    }
)
"""What it answers when a message will never be taken as it is, or not there."""

_LIMITS = frozenset({"message_limit_exceeded", "rate_limited", "ratelimited"})
_SLACKS_FAULT = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""What Slack says of itself: whether it has done what was asked is not known."""

_OK, _BUSY, _SERVER_FAULT = 200, 429, 500


class SlackFault(PlatformFault):
    """A call of Slack's did not succeed."""

    @property
    def is_of_the_installation(self) -> bool:
        """Whether the token or the app is at fault."""
        return self.kind is FaultKind.REFUSED and self.why in OF_THE_INSTALLATION

    @property
    def is_of_a_person(self) -> bool:
        """Whether nothing at all can be sent to the person whom the call was about."""
        return self.kind is FaultKind.REFUSED and self.why in OF_A_PERSON


@contextmanager
def faults_told() -> Iterator[None]:
    """Raise whatever goes wrong in a call of Slack's as a SlackFault."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the library stumbles over some answers, in several ways
        raise fault_of(error) from None


def fault_of(error: Exception) -> SlackFault:
    """Return what an error says that was raised by a call of Slack's."""
    if isinstance(error, SlackFault):
        return error
    if isinstance(error, SlackApiError):
        return _answered(error.response)
    kind = FaultKind.UNREACHED if isinstance(error, aiohttp.ClientConnectorError) else FaultKind.UNSURE
    return SlackFault(kind, type(error).__name__)


def status_fault(status: int, headers: Mapping[str, str]) -> SlackFault:
    """Return what an answer says that is none of the Web API's, by its HTTP status."""
    if status == _BUSY:
        return SlackFault(FaultKind.BUSY, "ratelimited", pause_asked(headers))
    return SlackFault(FaultKind.UNSURE, "no answer of Slack's" if status == _OK else str(status))


def outcome_of(fault: SlackFault, *, posting: bool) -> Outcome:
    """Return what a fault means for a message that was being sent, as everybody else knows it.

    `posting` says that the message itself was on its way, so that it may have arrived. Only what says for certain
    that it was not taken counts as that.
    """
    if fault.kind in (FaultKind.BUSY, FaultKind.UNREACHED):
        return Again(fault.why, unsure=False, after=fault.after)
    if fault.is_of_the_installation:
        return Again(fault.why, unsure=False, patient=True)
    if fault.is_of_a_person:
        return Unreachable(fault.why)
    if fault.kind is FaultKind.REFUSED and fault.why in OF_THE_MESSAGE:
        return Impossible(fault.why)
    return Again(fault.why, unsure=posting)


def _answered(response: Any) -> SlackFault:
    """Return what an answer says by which nothing was done; the library gives one of several shapes."""
    status = getattr(response, "status_code", getattr(response, "status", 0))
    headers, data = getattr(response, "headers", None) or {}, getattr(response, "data", None)
    name = data.get("error") if isinstance(data, dict) and not data.get("ok") else None
    if not isinstance(name, str) or not name:
        return status_fault(status, headers)
    if status >= _SERVER_FAULT or name in _SLACKS_FAULT:
        return SlackFault(FaultKind.UNSURE, name)
    if status == _BUSY or name in _LIMITS:
        return SlackFault(FaultKind.BUSY, name, pause_asked(headers))
    return SlackFault(FaultKind.REFUSED, name)
