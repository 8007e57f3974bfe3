"""The question sets of PEEL, HMICFRS's regular inspection of every force, version by version.

The nine questions of 2023-25 are those that the committee paper of 15 December 2022 prints. That paper says that
there were twelve before and names what is no longer among them, but does not print them: the twelve of 2021/22
are given in words of our own after the published framework. Correct a text here before its cycle is begun.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

QUESTION_SETS: Mapping[str, tuple[str, ...]] = {
    "2021/22": (
        "How well does the force serve victims of crime?",
        "How well does the force engage with the people it serves and treat them fairly and with respect?",
        "How well does the force prevent and deter crime, antisocial behaviour and vulnerability?",
        "How well does the force respond to the public?",
        "How well does the force investigate crime?",
        "How well does the force protect vulnerable people?",
        "How well does the force manage offenders and suspects?",
        "How well does the force disrupt serious and organised crime?",
        "How well does the force meet the strategic policing requirement?",
        "How well does the force protect the public against armed threats?",
        "How well does the force build, support and protect its workforce?",
        "How well does the force plan and manage its organisation, and is it efficient?",
    ),
    "2023-25": (
        "How good is the force's service for victims of crime?",
        "How good is the force at treating the public fairly, appropriately and respectfully?",
        "How good is the force at preventing and deterring crime, antisocial behaviour and vulnerability?",
        "How good is the force at responding to the public?",
        "How good is the force at investigating crime?",
        "How good is the force at protecting vulnerable people?",
        "How good is the force at managing offenders and suspects?",
        (
            "How good is the force at building, developing and looking after its workforce and encouraging"
            " an ethical, lawful and inclusive workplace?"
        ),
        (
            "How good is the force at planning and managing its organisation efficiently, making sure it"
            " achieves value for money both now and in the future?"
        ),
    ),
}
"""The texts in the order of their numbers, by the version of the framework."""

FOLLOWS: Final[Mapping[str, tuple[str, tuple[int, ...]]]] = {
    "2023-25": ("2021/22", (1, 2, 3, 4, 5, 6, 7, 11, 12)),
}
"""The version that each framework follows, and the numbers that its questions had there, in their order."""


@dataclass(frozen=True)
class FrameworkChange:
    """What a framework changed: the one `before` it asked so many, of which it asks `dropped` no longer."""

    before: str
    asked_before: int
    dropped: tuple[str, ...]


def change_made_by(framework: str) -> FrameworkChange | None:
    """Return what `framework` changed of the one before it, or None where that is not known."""
    if framework not in FOLLOWS:
        return None
    before, kept = FOLLOWS[framework]
    asked = QUESTION_SETS[before]
    return FrameworkChange(
        before, len(asked), tuple(text for number, text in enumerate(asked, 1) if number not in kept)
    )
