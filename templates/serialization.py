"""Keeps a message as JSON until it is sent, and makes it again: also from rows that older code has written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, cast, get_args

from pydantic import TypeAdapter, ValidationError

from models.outbox.message import MessageKind, SerializedMessage, ShownDraft
from templates.messages import Message
from templates.messages.answers import Refused
from templates.messages.drafts import ReportDraft
from templates.messages.reminders import Escalation, Reminder
from templates.messages.replies import Recorded, RecordedTogether
from templates.messages.resting import Disowned
from templates.messages.understanding import Question

MESSAGES: dict[str, type[Message]] = {kind.__name__: kind for kind in get_args(Message)}


class CannotThaw(ValueError):  # noqa: N818 - it reads as what happened.
    """Stored data that is no message which this code knows."""


KINDS: Final[dict[type[Message], MessageKind]] = {
    Recorded: MessageKind.RECORD,
    RecordedTogether: MessageKind.RECORD,
    Reminder: MessageKind.REMINDER,
    Escalation: MessageKind.ESCALATION,
    Question: MessageKind.QUESTION,
    Disowned: MessageKind.DISOWNED,
    ReportDraft: MessageKind.REPORT_DRAFT,
    Refused: MessageKind.REFUSAL,
}
"""What the outbox has to tell apart."""


def freeze(message: Message) -> SerializedMessage:
    """Return `message` as it is put into the outbox: the name of its type and its facts in JSON's own types."""
    kind = KINDS.get(type(message), MessageKind.OTHER)
    match message:
        case Recorded(statement=statement):
            return SerializedMessage(content_of(message), kind, statements=(statement,))
        case RecordedTogether(parts):
            said = tuple(part.statement for part in parts)
            return SerializedMessage(content_of(message), kind, statements=said)
        case ReportDraft(draft=draft, first=first):
            return SerializedMessage(content_of(message), kind, draft=ShownDraft(draft, first))
    return SerializedMessage(content_of(message), kind)


def content_of(message: Message) -> dict[str, object]:
    """Return `message` as JSON's own types: the name of its type, and its facts."""
    if isinstance(message, Refused):
        message = replace(message, fields={name: _frozen(value) for name, value in message.fields.items()})
    facts = _adapter(type(message).__name__).dump_python(message, mode="json")
    return {"type": type(message).__name__, "facts": facts}


def thaw(data: Mapping[str, object]) -> Message:
    """Return the message of which `content_of` gave `data`.

    A fact that the row lacks takes its default, one that is no longer known is ignored. Raises CannotThaw for a
    type that is not known, and for facts that are missing or wrong.
    """
    name = data.get("type")
    if not isinstance(name, str) or name not in MESSAGES:
        raise CannotThaw(f"There is no message of the type {name!r}.")
    try:
        message = _adapter(name).validate_python(data.get("facts"))
    except ValidationError as wrong:
        places = ", ".join(sorted({".".join(str(step) for step in fault["loc"]) for fault in wrong.errors()}))
        raise CannotThaw(f"A stored {name} cannot be read: {places}.") from None
    if isinstance(message, Refused):
        return replace(message, fields={key: _thawed(value) for key, value in message.fields.items()})
    return cast("Message", message)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(MESSAGES[name])


def _frozen(value: object) -> object:
    """Return a refusal's field as JSON; only dates and instants need to be told from text."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case list() | tuple():
            return [_frozen(each) for each in value]
        case None | str() | int() | float():
            return value
        case _:
            return str(value)


def _thawed(value: object) -> object:
    match value:
        case {"instant": str(written)}:
            return datetime.fromisoformat(written)
        case {"date": str(written)}:
            return date.fromisoformat(written)
        case list():
            return [_thawed(each) for each in value]
        case _:
            return value
