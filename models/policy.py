"""What a force has decided for itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.address import Account, Conversation
from models.calendar import WorkingCalendar, local_date
from models.enums import BoardRhythm, Marking, MoveAgreement
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.register.same_name import as_seen, as_written
from models.reminders.cadence import DEADLINE_STEPS, FULL_LADDER, OVERDUE_EVERY, PLAIN_LADDER, Ladder

_Address = TypeVar("_Address", Account, Conversation)
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class CheckLevel:
    """A further check of what was submitted: what it is called, and the accounts of those who make it."""

    name: str
    accounts: tuple[Account, ...]

    @classmethod
    def read(cls, text: str, account: Callable[[str], Account]) -> "CheckLevel":
        """Return the check that `text` names, like `Chief Officer lead: ID, ID`. Raises ValueError.

        `account` makes an account of an id.
        """
        name, _, accounts = text.rpartition(":")
        listed = tuple(each for each in re.split(r"[,\s]+", accounts) if each)
        if not name.strip() or not listed:
            raise ValueError(
                "write each as a name, a colon and ids of people, like “Chief Officer lead: U0123”"
            )
        return cls(as_written(name), tuple(map(account, listed)))


UNNAMED_FORCE = "This force"
"""What stands for the force's name where none is set; within a sentence it is “the force”."""


@dataclass(frozen=True)
class Policy:
    """The force's time zone and days off, its committee's channel and days, and what its papers carry.

    The digest goes to the channel, the paper is due, and the figures of both are frozen so many working days before
    a meeting; so many before they freeze the coordinators are shown a preview, and owners who have said nothing get
    a last call. `marking` is the protective marking of papers, and `highest_marking` the highest that a file may
    carry without being asked about. `lead_account` and `lead_name` are those of HMICFRS's Force Liaison Lead, who
    need not be known to the register. What a coordinator has approved passes through
    `check_levels` in their order, and is to last `demonstration_days` before it is complete. Owners may have a
    deadline moved `most_moves` times, or, where that is None, as often as a coordinator agrees. `moves_agreed_by`
    says whether that is another person than asked: always, where another coordinator is there, or never.
    `portfolio_leads` are accounts by the name of the portfolio, and `board_channels` channels by the name of the
    board; those, and the `executive_channel` of the Force Executive Team, are sent their pages at the
    `board_rhythm`. Reminders may be snoozed for `snooze_days`. `section_55_tell` are the accounts of those who are
    reminded of section 55; where there are none, the coordinators are. What was recorded for an item is erased so
    many `retention_years` after it has ended; None keeps it for ever. Where `coordinators_are_set` by those who run
    Reckoner, nobody is made one otherwise. A deadline is announced `remind_days_before` it, and what is late comes
    up every `remind_every_days`, and goes up the ladder of `escalation`, or the usual one where that is empty:
    `reminding_since` this local date, where coordinators have decided it. `set_where_it_runs` are the names of what
    the environment sets, and `undecided` is what holds without what coordinators have decided.
    """

    zone: ZoneInfo = LONDON
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    committee_channel: Conversation | None = None
    digest_working_days: int = 5
    paper_working_days: int = 10
    cut_off_working_days: int = 12
    preview_working_days: int = 3
    last_call_working_days: int = 8
    force: str = UNNAMED_FORCE
    marking: str = "OFFICIAL"
    highest_marking: Marking = Marking.OFFICIAL
    contact_name: str | None = None
    contact_title: str | None = None
    lead_account: Account | None = None
    lead_name: str = "the Force Liaison Lead"
    check_levels: tuple[CheckLevel, ...] = ()
    demonstration_days: int = 0
    most_moves: int | None = None
    moves_agreed_by: MoveAgreement = MoveAgreement.ANOTHER_IF_ANY
    escalation: Ladder = ()
    remind_days_before: tuple[int, ...] = DEADLINE_STEPS
    remind_every_days: int = OVERDUE_EVERY.days
    reminding_since: date | None = None
    portfolio_leads: Mapping[str, Account] = field(default_factory=dict)
    board_channels: Mapping[str, Conversation] = field(default_factory=dict)
    executive_channel: Conversation | None = None
    board_rhythm: BoardRhythm = BoardRhythm.NEVER
    snooze_days: int = 14
    section_55_tell: tuple[Account, ...] = ()
    retention_years: int | None = None
    coordinators_are_set: bool = False
    set_where_it_runs: frozenset[str] = frozenset()
    undecided: "Policy | None" = field(default=None, repr=False, compare=False)

    @property
    def base(self) -> "Policy":
        """What holds without what coordinators have decided."""
        return self.undecided or self

    @property
    def ladder(self) -> Ladder:
        """Who is told one after the other: as was decided, else the usual one for who is known."""
        return self.escalation or (
            FULL_LADDER if self.portfolio_leads or self.board_channels else PLAIN_LADDER
        )

    def lead_of(self, portfolio: str | None) -> Account | None:
        """Return the account of whoever leads this portfolio, or None if that is not known."""
        return _named(self.portfolio_leads, portfolio)

    def channel_of(self, board: str | None) -> Conversation | None:
        """Return the channel of this governance board, or None if that is not known."""
        return _named(self.board_channels, board)

    def today(self, at: datetime) -> date:
        """Return the force's local date at the aware instant `at`."""
        return local_date(at, self.zone)

    def act(self, by: Person | None, at: datetime) -> AuditContext:
        """Return an act recorded at the aware instant `at` that takes effect on the force's local date then."""
        return AuditContext.now(by, at, self.today(at))


def _named(known: Mapping[str, _Address], name: str | None) -> _Address | None:
    """Return what is known under `name`, whatever its case and blanks."""
    wanted = as_seen(name or "")
    return next((value for each, value in known.items() if as_seen(each) == wanted), None)
