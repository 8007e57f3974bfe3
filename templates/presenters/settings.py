"""From what is decided to lines in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.policies.deciding import Changed, Standing
from models.policies.fields import POLICIES
from models.policies.kinds import ChannelOfEach, Naming
from templates.messages.settings import PolicyChange, PolicyLine


def policy_lines(standing: Mapping[str, Standing], naming: Naming) -> tuple[PolicyLine, ...]:
    """Return how each policy stands, in words."""
    return tuple(
        PolicyLine(
            name,
            _words(name, each.value, naming),
            each.origin,
            each.by,
            each.on,
            _words(name, each.otherwise, naming),
        )
        for name, each in standing.items()
    )


def policy_changes(changes: Iterable[Changed], naming: Naming) -> tuple[PolicyChange, ...]:
    """Return what has changed, in words."""
    return tuple(
        PolicyChange(each.name, _words(each.name, each.was, naming), _words(each.name, each.now, naming))
        for each in changes
    )


def _words(name: str, value: Any, naming: Naming) -> str:
    kind = POLICIES[name].kind
    return ", ".join(value) if isinstance(kind, ChannelOfEach) else kind.write(value, naming)
