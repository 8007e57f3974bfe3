"""How a policy is written: each kind reads what a person types, and writes it as a person would type it.

Accounts and channels are named in a way of their own where something is kept, and in another where it is typed; the
`Naming` knows which.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from models.address import Account, Conversation
from models.calendar import WorkingCalendar
from models.dates.day import read_day
from models.enums import Audience, Surface
from models.policy import CheckLevel
from models.refusals.deadlines import NoSuchDay, NotADeadline
from models.refusals.policies import (
    ChoiceUnfit,
    CountUnfit,
    DaysUnfit,
    LadderUnfit,
    LevelUnfit,
    NamedTwice,
    PairUnfit,
    StepsUnfit,
    WordsTooLong,
)
from models.register.same_name import as_seen, as_written

_Found = TypeVar("_Found", Account, Conversation)

LONGEST = 200
"""Characters of words that a force gives itself."""

MOST_DAYS = 3
"""Digits of a number of days."""

_SEPARATED = re.compile(r"[,;\n]+")


class Naming(Protocol):
    """How people and channels are named."""

    def account(self, text: str) -> Account:
        """Return the account that `text` names. Raises a Refusal."""

    def person(self, account: Account) -> str:
        """Return how somebody with this account is named."""

    def channel(self, text: str) -> Conversation:
        """Return the channel that `text` names. Raises a Refusal."""

    def place(self, channel: Conversation) -> str:
        """Return how this channel is named."""


class AsKept:
    """By ids, with the surface that gave them out."""

    def account(self, text: str) -> Account:
        """Return the account whose surface and id `text` is."""
        surface, _, number = text.strip().partition(":")
        return Account(Surface(surface), number)

    def person(self, account: Account) -> str:
        """Return surface and id."""
        return f"{account.surface.value}:{account.id}"

    def channel(self, text: str) -> Conversation:
        """Return the channel whose surface and id `text` is."""
        surface, _, number = text.strip().partition(":")
        return Conversation(Surface(surface), number)

    def place(self, channel: Conversation) -> str:
        """Return surface and id."""
        return f"{channel.surface.value}:{channel.id}"


KEPT = AsKept()


class Kind(Protocol):
    """A kind of policy. What is read of what was written is what was written."""

    def read(self, text: str, naming: Naming) -> Any:
        """Return the value that `text` is. Raises a Refusal that says what would be right."""

    def write(self, value: Any, naming: Naming) -> str:
        """Return the value as it is typed; empty where there is none."""


@dataclass(frozen=True)
class Count:
    """A number from `low` to `high`; with a `none`, that word says that there is no limit."""

    low: int
    high: int
    none: str = ""

    def read(self, text: str, naming: Naming) -> int | None:
        """Return the number. Raises CountUnfit."""
        del naming
        typed = text.strip()
        if self.none and typed.casefold() == self.none:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DAYS):
            raise CountUnfit(typed=typed[:LONGEST], low=self.low, high=self.high)
        if not self.low <= int(typed) <= self.high:
            raise CountUnfit(typed=typed, low=self.low, high=self.high)
        return int(typed)

    def write(self, value: int | None, naming: Naming) -> str:
        """Return the number, or the word for none."""
        del naming
        return self.none if value is None else str(value)


@dataclass(frozen=True)
class Choice:
    """One of the words of `options`."""

    options: type[StrEnum]

    def read(self, text: str, naming: Naming) -> StrEnum:
        """Return the word. Raises ChoiceUnfit."""
        del naming
        try:
            return self.options(text.strip().casefold())
        except ValueError:
            raise ChoiceUnfit(
                typed=text.strip()[:LONGEST], options=", ".join(each.value for each in self.options)
            ) from None

    def write(self, value: StrEnum, naming: Naming) -> str:
        """Return the word."""
        del naming
        return value.value


@dataclass(frozen=True)
class Wording:
    """Words that the force gives itself."""

    def read(self, text: str, naming: Naming) -> str | None:
        """Return the words on one line. Raises WordsTooLong."""
        del naming
        if len(text) > LONGEST:
            raise WordsTooLong(longest=LONGEST)
        return " ".join(text.split()) or None

    def write(self, value: str | None, naming: Naming) -> str:
        """Return the words."""
        del naming
        return value or ""


@dataclass(frozen=True)
class DaysOff:
    """The force's own days off, with commas between them."""

    def read(self, text: str, naming: Naming) -> WorkingCalendar:
        """Return the calendar with these days off. Raises DaysUnfit."""
        del naming
        return WorkingCalendar(frozenset(_day(each) for each in _parts(text)))

    def write(self, value: WorkingCalendar, naming: Naming) -> str:
        """Return the days in order."""
        del naming
        return ", ".join(each.isoformat() for each in sorted(value.extra_days_off))


@dataclass(frozen=True)
class DaysBefore:
    """Numbers of days before something, each once, the furthest first."""

    furthest: int
    most: int

    def read(self, text: str, naming: Naming) -> tuple[int, ...]:
        """Return the numbers. Raises StepsUnfit."""
        del naming
        parts = _parts(text)
        are_numbers = all(each.isascii() and each.isdigit() and len(each) <= MOST_DAYS for each in parts)
        days = sorted({int(each) for each in parts}, reverse=True) if are_numbers else []
        if not days or len(days) > self.most or not 0 < days[-1] <= days[0] <= self.furthest:
            raise StepsUnfit(typed=text.strip()[:LONGEST], most=self.most, furthest=self.furthest)
        return tuple(days)

    def write(self, value: Sequence[int], naming: Naming) -> str:
        """Return the numbers, the furthest first."""
        del naming
        return ", ".join(map(str, value))


@dataclass(frozen=True)
class Escalation:
    """Who is told one after the other: the owner first, then others, each once."""

    def read(self, text: str, naming: Naming) -> tuple[Audience, ...]:
        """Return the rungs. Raises LadderUnfit."""
        del naming
        try:
            rungs = tuple(Audience(each.casefold()) for each in _parts(text))
        except ValueError:
            raise LadderUnfit from None
        if not rungs or is_no_ladder(rungs):
            raise LadderUnfit
        return rungs

    def write(self, value: Sequence[Audience], naming: Naming) -> str:
        """Return the rungs in order."""
        del naming
        return ", ".join(each.value for each in value)


def is_no_ladder(rungs: Sequence[Audience]) -> bool:
    """Whether these rungs are none: the owner comes first, and then others, each once."""
    if not rungs:
        return False
    others = [rung for rung in rungs if rung is not Audience.OWNER]
    owners = len(rungs) - len(others)
    in_order = all(rung is Audience.OWNER for rung in rungs[:owners])
    return not (owners and others and in_order and len(set(others)) == len(others))


@dataclass(frozen=True)
class People:
    """Several people, with commas between them."""

    def read(self, text: str, naming: Naming) -> tuple[Account, ...]:
        """Return their accounts. Raises what naming somebody raises."""
        return tuple(dict.fromkeys(naming.account(each) for each in _parts(text)))

    def write(self, value: Iterable[Account], naming: Naming) -> str:
        """Return them by name."""
        return ", ".join(map(naming.person, value))


@dataclass(frozen=True)
class PersonOfEach:
    """Somebody for each name, a line each: `Public Protection = Anna Clarke`."""

    def read(self, text: str, naming: Naming) -> dict[str, Account]:
        """Return the accounts by the names. Raises PairUnfit, NamedTwice, or what naming somebody raises."""
        return _pairs(text, naming.account)

    def write(self, value: Mapping[str, Account], naming: Naming) -> str:
        """Return a line for each name."""
        return "\n".join(f"{name} = {naming.person(account)}" for name, account in value.items())


@dataclass(frozen=True)
class Channel:
    """A channel, which is kept with its surface."""

    def read(self, text: str, naming: Naming) -> Conversation:
        """Return the channel."""
        return naming.channel(text)

    def write(self, value: Conversation | None, naming: Naming) -> str:
        """Return the channel."""
        return naming.place(value) if value else ""


@dataclass(frozen=True)
class ChannelOfEach:
    """A channel for each name, a line each."""

    def read(self, text: str, naming: Naming) -> dict[str, Conversation]:
        """Return the channels by the names. Raises PairUnfit or NamedTwice."""
        return _pairs(text, naming.channel)

    def write(self, value: Mapping[str, Conversation], naming: Naming) -> str:
        """Return a line for each name."""
        return "\n".join(f"{name} = {naming.place(channel)}" for name, channel in value.items())


@dataclass(frozen=True)
class Checks:
    """Further checks in their order, a line each: `Chief Officer lead: Anna Clarke, Dev Patel`."""

    def read(self, text: str, naming: Naming) -> tuple[CheckLevel, ...]:
        """Return the checks. Raises LevelUnfit, or what naming somebody raises."""
        return tuple(self._level(line, naming) for line in text.splitlines() if line.strip())

    def _level(self, line: str, naming: Naming) -> CheckLevel:
        name, _, people = line.partition(":")
        accounts = tuple(dict.fromkeys(naming.account(each) for each in _parts(people)))
        if not name.strip() or not accounts:
            raise LevelUnfit(line=line.strip()[:LONGEST])
        return CheckLevel(as_written(name), accounts)

    def write(self, value: Iterable[CheckLevel], naming: Naming) -> str:
        """Return a line for each check."""
        return "\n".join(f"{each.name}: {', '.join(map(naming.person, each.accounts))}" for each in value)


def _parts(text: str) -> list[str]:
    return [each.strip() for each in _SEPARATED.split(text) if each.strip()]


def _day(text: str) -> date:
    try:
        return read_day(text)
    except (NoSuchDay, NotADeadline):
        raise DaysUnfit(typed=text[:LONGEST]) from None


def _pairs(text: str, find: Callable[[str], _Found]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, what = (part.strip() for part in line.partition("="))
        if not (name and what):
            raise PairUnfit(line=line[:LONGEST])
        if as_seen(name) in map(as_seen, found):
            raise NamedTwice(name=name)
        found[as_written(name)] = find(what)
    return found
