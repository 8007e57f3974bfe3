"""What may come back from a call of Teams' or Graph's, and what that means for what was to be done."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.teams.answers import object_in
from bot.worker.faults import FaultKind, PlatformFault, pause_asked
from jobs.delivery import Again, Impossible, Outcome, Unreached

OF_THE_MESSAGE: Final = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
)
"""By which a message is refused that will never be taken as it is, or not there.

Source: Microsoft, “Status codes from bot conversational APIs”.
"""

NO_CONVERSATION: Final = "ConversationNotFound"

_NOTHING_DONE: Final = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.TOO_MANY_REQUESTS}
)
"""What says that nothing was done whoever says it, were it a proxy on the way."""

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,60}(?: [A-Z][a-z]{0,20})?")
"""A word for a fault. Sentences beside it can quote what was sent, and are read by nobody."""


class TeamsFault(PlatformFault):
    """A call did not succeed; `status` is that of the HTTP answer, or 0 where there is none."""

    def __init__(self, kind: FaultKind, why: str, after: timedelta | None = None, *, status: int = 0) -> None:
        """Say what is known."""
        super().__init__(kind, why, after)
        self.status = status

    @property
    def is_of_the_installation(self) -> bool:
        """Whether the app, its secret or its token is at fault."""
        return self.kind is FaultKind.REFUSED and self.status == HTTPStatus.UNAUTHORIZED

    @property
    def is_of_the_conversation(self) -> bool:
        """Whether there is no such conversation any more: people can clear their chats."""
        return self.kind is FaultKind.REFUSED and self.why == NO_CONVERSATION


@contextmanager
def faults_told() -> Iterator[None]:
    """Raise whatever goes wrong on the way, or on the way back, as a TeamsFault."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise TeamsFault(FaultKind.UNREACHED, type(error).__name__) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise TeamsFault(FaultKind.UNSURE, type(error).__name__) from None


def fault_of(status: int, headers: Mapping[str, str], told: dict[str, Any] | None) -> TeamsFault:
    """Return what an answer says by which something was not done; `told` is what it holds, if that can be read."""
    why = (told and _code(told)) or str(status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TeamsFault(FaultKind.BUSY, why, pause_asked(headers), status=status)
    if status == HTTPStatus.PRECONDITION_FAILED:
        return TeamsFault(FaultKind.BUSY, why, status=status)
    if status in _NOTHING_DONE or (told is not None and _is_refusal(status)):
        return TeamsFault(FaultKind.REFUSED, why, status=status)
    is_nothing = status < HTTPStatus.MULTIPLE_CHOICES
    return TeamsFault(FaultKind.UNSURE, "no answer of Teams'" if is_nothing else why, status=status)


def outcome_of(fault: TeamsFault, *, posting: bool) -> Outcome:
    """Return what a fault means for a message that was being sent, as everybody else knows it.

    `posting` says that the message itself was on its way, so that it may have arrived. Only what says for certain
    that it was not taken counts as that.
    """
    if fault.kind in (FaultKind.BUSY, FaultKind.UNREACHED):
        return Again(fault.why, unsure=False, after=fault.after)
    if fault.is_of_the_installation:
        return Again(fault.why, unsure=False, patient=True)
    if fault.kind is FaultKind.REFUSED and fault.status == HTTPStatus.FORBIDDEN:
        return Unreached(fault.why)
    if fault.kind is FaultKind.REFUSED and fault.status in OF_THE_MESSAGE:
        return Impossible(fault.why)
    return Again(fault.why, unsure=posting)


def _is_refusal(status: int) -> bool:
    is_fault_of_ours = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return is_fault_of_ours and status != HTTPStatus.REQUEST_TIMEOUT


def _code(told: dict[str, Any]) -> str | None:
    """Return the word for a fault, wherever it stands; what comes from the chats behind is JSON within JSON.

    Source: Microsoft, “Understand who blocked, muted, or uninstalled a bot”.
    """
    error, message = told.get("error"), told.get("message")
    within = object_in(message.encode()) if isinstance(message, str) else None
    found = (
        error.get("code") if isinstance(error, dict) else error,
        (within or {}).get("subCode"),
        told.get("code"),
    )
    return next((each for each in found if isinstance(each, str) and _CODE.fullmatch(each)), None)
