"""Keeps a message as JSON until it is sent, and makes it again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import cache

from pydantic import TypeAdapter, ValidationError

from models.outbox.message import SerializedMessage
from templates.messages import Message, message_types
from templates.messages.answers import Refused


class CannotThaw(ValueError):  # noqa: N818 - it reads as what happened.
    """Stored data that is no message which this code knows."""


def freeze(message: Message) -> SerializedMessage:
    """Return `message` as it is put into the outbox, with what has to be known there without reading it."""
    return SerializedMessage(
        content_of(message), message.KIND, message.recorded_statements(), message.shown_draft()
    )


def content_of(message: Message) -> dict[str, object]:
    """Return `message` as JSON's own types: the name of its type, and its facts."""
    if isinstance(message, Refused):
        message = replace(message, fields={name: _frozen(value) for name, value in message.fields.items()})
    facts = _adapter(type(message)).dump_python(message, mode="json")
    return {"type": type(message).__name__, "facts": facts}


def thaw(data: Mapping[str, object]) -> Message:
    """Return the message of which `content_of` gave `data`.

    A fact that the row lacks takes its default, one that is no longer known is ignored. Raises CannotThaw for a
    type that is not known, and for facts that are missing or wrong.
    """
    name = data.get("type")
    kind = message_types().get(name) if isinstance(name, str) else None
    if kind is None:
        raise CannotThaw(f"There is no message of the type {name!r}.")
    try:
        message = _adapter(kind).validate_python(data.get("facts"))
    except ValidationError as wrong:
        places = ", ".join(sorted({".".join(str(step) for step in fault["loc"]) for fault in wrong.errors()}))
        raise CannotThaw(f"A stored {name} cannot be read: {places}.") from None
    if isinstance(message, Refused):
        return replace(message, fields={key: _thawed(value) for key, value in message.fields.items()})
    return message


@cache
def _adapter(kind: type[Message]) -> TypeAdapter[Message]:
    return TypeAdapter(kind)


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
