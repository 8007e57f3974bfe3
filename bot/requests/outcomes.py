"""What becomes of what was heard, besides an answer: refusals, crashes, and records told elsewhere."""

import secrets
import traceback

import structlog

from models.refusals.base import Refusal
from templates.filters import listed
from templates.messages import KeptMessage
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.messages.replies import Recorded

_log = structlog.get_logger(__name__)


def acknowledged(kept: KeptMessage) -> Acknowledged:
    """Return what is said in the place of a command whose record is told in the direct conversation."""
    if isinstance(kept, Recorded):
        return Acknowledged("recorded", {"reference": listed(kept.references), "kind": kept.kind})
    return Acknowledged("told_directly", {"reference": ", ".join(kept.about())})


def refused(refusal: Refusal, typed: str | None) -> Refused:
    """Return a refusal as it is said, with what was `typed`, so that it can be copied."""
    return Refused(refusal.template, refusal.fields, refusal.field, typed)


def crashed(error: Exception, source: str, typed: str | None) -> Crashed:
    """Log what broke under a new reference, and return what is said of it."""
    reference = f"R-{secrets.token_hex(4).upper()}"
    # What was typed can be evidence, and exceptions of the database quote it: only where it broke is logged.
    frames = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    _log.error("crashed", reference=reference, source=source, error=type(error).__name__, frames=frames)
    return Crashed(reference, typed)
