"""Drawing a message of the outbox again with a mark on it: what it told on its day stays as it was told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from models.outbox.message import SerializedMessage
from templates.messages import Message
from templates.messages.imports import Imported, ImportFaults
from templates.messages.not_mine import Disowned
from templates.messages.questions import Question
from templates.messages.reminders import Escalation, Reminder
from templates.serialization import freeze, thaw
from templates.who import Who

_Kind = TypeVar("_Kind")


def standing(content: Mapping[str, object]) -> Message:
    """Return a message of the outbox as it stands, to be drawn once more in answer to a press."""
    return thaw(content)


def reminder_marked(
    content: Mapping[str, object], marks: Mapping[int, Mapping[str, Any]]
) -> SerializedMessage | None:
    """Return a reminder or escalation with `marks` on its lines, by place from 1 on; None if they are there."""
    told = thaw(content)
    if not isinstance(told, Reminder | Escalation):
        raise TypeError(f"{type(told).__name__} has no lines to mark.")
    lines = tuple(replace(line, **marks.get(place, {})) for place, line in enumerate(told.lines, 1))
    return None if lines == told.lines else freeze(replace(told, lines=lines))


def register_page(content: Mapping[str, object], first: int) -> Message:
    """Return what was said of a register that was sent, with the lines from `first` on, counted from 1."""
    told = thaw(content)
    if not isinstance(told, Imported | ImportFaults):
        raise TypeError(f"{type(told).__name__} has no pages.")
    return replace(told, first=first)


def register_answered(content: Mapping[str, object]) -> Message:
    """Return the faults of a register about which nothing is asked any more, since that was answered."""
    return replace(_read(content, ImportFaults), questions=(), is_answered=True)


def question_answered(content: Mapping[str, object], by: Who) -> SerializedMessage:
    """Return a question with the mark that it has been answered, and by whom."""
    question = _read(content, Question)
    return freeze(replace(question, answered=True, answered_by=question.answered_by or by))


def disowning_settled(content: Mapping[str, object], by: Who, owner: Who | None) -> SerializedMessage:
    """Return what told that an item is not its owner's with who settled that, and whose it is."""
    return freeze(replace(_read(content, Disowned), settled_by=by, owner=owner))


def _read(content: Mapping[str, object], kind: type[_Kind]) -> _Kind:
    message = thaw(content)
    if not isinstance(message, kind):
        raise TypeError(f"{type(message).__name__} is no {kind.__name__}.")
    return message
