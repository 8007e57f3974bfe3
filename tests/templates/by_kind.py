"""A rule of every message, tried on all that are said of a kind by one test.

A test for each variant costs more to begin and to end than what it tries.
"""

from collections.abc import Callable, Iterable

import pytest

from templates.messages import Message

Rule = Callable[[Message], None]


def for_each_of(messages: Iterable[Message]) -> Callable[[Rule], Callable[..., None]]:
    """Return what has a rule tried on `messages`, by a test for each kind; a failure names the message."""
    kinds: dict[str, list[Message]] = {}
    for each in messages:
        kinds.setdefault(type(each).__name__, []).append(each)

    def by_kind(rule: Rule) -> Callable[..., None]:
        def holds(said: list[Message]) -> None:
            for message in said:
                try:
                    rule(message)
                except BaseException as fault:
                    fault.add_note(f"It was said by {message!r}")
                    raise

        holds.__name__, holds.__doc__, holds.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return pytest.mark.parametrize("said", kinds.values(), ids=kinds)(holds)

    return by_kind
