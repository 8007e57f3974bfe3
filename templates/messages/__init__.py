"""What can be said: one module a topic, with each message's facts, layout and example together.

A message is a frozen dataclass. It holds facts only; its words stand in `text/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import ClassVar, Self

from models.outbox.message import MessageKind, ShownDraft
from templates.parts import Parts
from templates.translator import Translator


class Message(ABC):
    """Something that can be said, with an example of itself."""

    EXAMPLE: ClassVar[Self]
    KIND: ClassVar[MessageKind] = MessageKind.OTHER
    """What the outbox has to know it as, once it is stored."""

    @abstractmethod
    def layout(self, translator: Translator) -> Parts:
        """Return the parts of the message, in the dialect that `translator` speaks."""

    def recorded_statements(self) -> tuple[int, ...]:
        """Return the numbers of the statements that it says back as recorded, in their order."""
        return ()

    def naming_nobody(self) -> "Message":
        """Return what of it is for readers who are not of the force: itself, unless it names people."""
        return self

    def shown_draft(self) -> ShownDraft | None:
        """Return the page of a report's draft that it shows, or None."""
        return None


class FormMessage(Message):
    """What is shown as a form to be filled in."""


class KeptMessage(Message):
    """What says that something was recorded: a command's is told in the direct conversation, so that it stays."""

    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """Return the references of the items for which it was recorded, the first one first."""


@cache
def message_types() -> Mapping[str, type[Message]]:
    """Return every message that a module of this package defines, by the name of its class."""
    found: dict[str, type[Message]] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, Message) and kind.__module__ == module.name:
                if name in found:
                    raise TypeError(f"Two messages are called {name}.")
                found[name] = kind
    return MappingProxyType(found)
