"""The colour of an item by the corporate risk approach: the rules of policy, which come before any judgement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from models.enums import Rag, Status


class Coloured(Protocol):
    """What has a colour."""

    @property
    def status(self) -> Status:
        """Where it stands in its life."""

    @property
    def for_force(self) -> bool:
        """Whether it is addressed to this force."""

    def is_overdue(self, today: date, /) -> bool:
        """Whether its deadline has passed and the force has not completed it."""


class RagRule(StrEnum):
    """Why an item has its colour whatever anybody judged."""

    DONE = "done"
    OTHERS = "others"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Rule:
    """Where it `holds` on a local date, the item is `rag`."""

    name: RagRule
    rag: Rag
    holds: Callable[[Coloured, date], bool]


RULES: Final = (
    Rule(RagRule.DONE, Rag.GREEN, lambda item, _: item.status in (Status.FORCE_COMPLETE, Status.SIGNED_OFF)),
    Rule(RagRule.OTHERS, Rag.WHITE, lambda item, _: not item.for_force),
    Rule(RagRule.OVERDUE, Rag.RED, lambda item, today: item.is_overdue(today)),
)
"""The policy, in order: the first rule that holds decides. Where none does, the judgement counts."""

NEED_REASON: Final = frozenset({Rag.RED, Rag.AMBER})
"""Whoever judges one of these says why."""


def rule_for(item: Coloured, today: date) -> Rule | None:
    """Return the rule that decides the colour of `item` on the local date `today`, or None."""
    for rule in RULES:
        if rule.holds(item, today):
            return rule
    return None
