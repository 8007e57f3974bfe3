"""Every policy that coordinators can decide, as a table: what reads and writes it, and where it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.enums import BoardRhythm, MoveAgreement
from models.policies.kinds import (
    Channel,
    ChannelOfEach,
    Checks,
    Choice,
    Count,
    DaysBefore,
    DaysOff,
    Escalation,
    Kind,
    People,
    PersonOfEach,
    Wording,
)

MOST_WORKING_DAYS: Final = 60
MOST_STEPS: Final = 6


class PolicyGroup(StrEnum):
    """Policies that are decided together, in one form."""

    COMMITTEE = "committee"
    REMINDERS = "reminders"
    ESCALATION = "escalation"
    COMPLETION = "completion"
    PAPER = "paper"
    CHANNELS = "channels"


@dataclass(frozen=True)
class PolicyField:
    """A policy, by the name of its attribute: the `group` in which it is decided, and its `kind`.

    `setting` is the name under which the environment sets it, without what all settings begin with, where that is
    another. What `asks_again` changes when people are reminded, so that every item is looked at again.
    """

    group: PolicyGroup
    kind: Kind
    setting: str = ""
    asks_again: bool = False


_WORKING_DAYS = Count(0, MOST_WORKING_DAYS)

POLICIES: Final[Mapping[str, PolicyField]] = {
    "last_call_working_days": PolicyField(PolicyGroup.COMMITTEE, _WORKING_DAYS),
    "preview_working_days": PolicyField(PolicyGroup.COMMITTEE, _WORKING_DAYS),
    "cut_off_working_days": PolicyField(PolicyGroup.COMMITTEE, _WORKING_DAYS),
    "paper_working_days": PolicyField(PolicyGroup.COMMITTEE, _WORKING_DAYS),
    "digest_working_days": PolicyField(PolicyGroup.COMMITTEE, _WORKING_DAYS),
    "remind_days_before": PolicyField(
        PolicyGroup.REMINDERS, DaysBefore(furthest=365, most=MOST_STEPS), asks_again=True
    ),
    "remind_every_days": PolicyField(PolicyGroup.REMINDERS, Count(3, 60), asks_again=True),
    "snooze_days": PolicyField(PolicyGroup.REMINDERS, Count(1, 60)),
    "calendar": PolicyField(PolicyGroup.REMINDERS, DaysOff(), "days_off"),
    "section_55_tell": PolicyField(PolicyGroup.REMINDERS, People()),
    "escalation": PolicyField(PolicyGroup.ESCALATION, Escalation(), asks_again=True),
    "portfolio_leads": PolicyField(PolicyGroup.ESCALATION, PersonOfEach(), asks_again=True),
    "board_rhythm": PolicyField(PolicyGroup.ESCALATION, Choice(BoardRhythm)),
    "most_moves": PolicyField(PolicyGroup.COMPLETION, Count(0, 100, none="no limit")),
    "moves_agreed_by": PolicyField(PolicyGroup.COMPLETION, Choice(MoveAgreement)),
    "check_levels": PolicyField(PolicyGroup.COMPLETION, Checks()),
    "demonstration_days": PolicyField(PolicyGroup.COMPLETION, Count(0, 730)),
    "force": PolicyField(PolicyGroup.PAPER, Wording()),
    "marking": PolicyField(PolicyGroup.PAPER, Wording()),
    "contact_name": PolicyField(PolicyGroup.PAPER, Wording()),
    "contact_title": PolicyField(PolicyGroup.PAPER, Wording()),
    "lead_name": PolicyField(PolicyGroup.PAPER, Wording(), "fll_name"),
    "committee_channel": PolicyField(PolicyGroup.CHANNELS, Channel()),
    "executive_channel": PolicyField(PolicyGroup.CHANNELS, Channel()),
    "board_channels": PolicyField(PolicyGroup.CHANNELS, ChannelOfEach(), asks_again=True),
}
"""By the names of the attributes of `Policy`, in the order in which they are shown.

Left to those who run Reckoner are what protects it or cannot be undone: who is a coordinator where that is set, the
highest marking, what is erased and when, the time zone, and an account for the Force Liaison Lead.
"""


def in_group(group: PolicyGroup) -> dict[str, PolicyField]:
    """Return the policies of a group by their names, in their order."""
    return {name: each for name, each in POLICIES.items() if each.group is group}
