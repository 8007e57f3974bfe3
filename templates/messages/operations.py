"""What is said to whoever runs Reckoner, and of messages that could not be sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from templates.messages import Message
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button
from templates.who import Who


@dataclass(frozen=True)
class LedgerCheck(Message):
    """What verifying the ledger found: how many facts it has sealed, the last seal, and what does not fit.

    `kept` heads from outside the database were looked for, of which those numbered `strangers` were never ours; it
    is `unanchored` if none is there although the ledger is older than a day. `broken_at` and `backdated` are the
    numbers of seals that do not fit, or whose facts were recorded before what they follow; `unsealed` those of
    facts without a seal. `changed`, `removed` and `put_in` are records, by table and number, that are not what the
    ledger tells. The words of `erased` facts were erased under retention; what the statements numbered
    `erased_otherwise` say of their erasure is not what the ledger tells.
    """

    facts: int
    sha256: str
    kept: int
    broken_at: tuple[int, ...] = ()
    unsealed: tuple[int, ...] = ()
    backdated: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    put_in: tuple[tuple[str, int], ...] = ()
    erased: int = 0
    erased_otherwise: tuple[int, ...] = ()
    unanchored: bool = False

    @property
    def wrong(self) -> dict[str, tuple[str, ...]]:
        """What does not fit, by what is wrong with it: records as “statement 12”, seals and facts as numbers."""
        found = {name: getattr(self, name) for name in _WRONG}
        return {
            name: tuple(
                " ".join(map(str, each)) if isinstance(each, tuple | list) else str(each) for each in all_
            )
            for name, all_ in found.items()
            if all_
        }

    @property
    def holds(self) -> bool:
        """Whether the ledger is what was written."""
        return not (self.wrong or self.unanchored)

    def layout(self, translator: Translator) -> Parts:
        """Return whether the ledger holds, and if not, everything that does not fit and what to do."""
        say = translator.say
        heading = Heading(translator.bare.say("ledger_check", "title", check=self))
        facts = Text(say("ledger_check", "facts", check=self))
        if self.holds:
            return (heading, facts)
        found = tuple(say("ledger_check", name, numbers=numbers) for name, numbers in self.wrong.items())
        missing = (say("ledger_check", "unanchored"),) if self.unanchored else ()
        return (heading, facts, Lines((*found, *missing)), Text(say("ledger_check", "remedy")))


_WRONG = (
    "broken_at",
    "unsealed",
    "backdated",
    "strangers",
    "changed",
    "removed",
    "put_in",
    "erased_otherwise",
)


LedgerCheck.EXAMPLE = LedgerCheck(1_234, "9f" * 32, 12)


@dataclass(frozen=True)
class LedgerAlarm(Message):
    """What coordinators are told in chat when what is kept is not what was written."""

    def layout(self, translator: Translator) -> Parts:
        """Return that something was changed, and what to do now."""
        return (
            Heading(translator.bare.say("ledger_alarm", "title")),
            Text(translator.say("ledger_alarm", "body")),
        )


LedgerAlarm.EXAMPLE = LedgerAlarm()


@dataclass(frozen=True)
class ClockOff(Message):
    """That the clock is wrong, so that nothing goes by the calendar until it is right.

    It is so many `seconds` ahead of the `witness`, or behind where that is negative: a host, the database's server
    (`database`), or what the ledger has last (`ledger`).
    """

    seconds: int
    witness: str

    @property
    def apart(self) -> tuple[int, str]:
        """How far it is off, in the largest unit of which there are two."""
        seconds = abs(self.seconds)
        units = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
        return next(
            ((seconds // size, unit) for size, unit in units if seconds >= 2 * size), (seconds, "second")
        )

    def layout(self, translator: Translator) -> Parts:
        """Return how wrong it is, what waits, and who can put it right."""
        return (Text(translator.say("clock_off", "body", off=self)),)


ClockOff.EXAMPLE = ClockOff(45 * 86_400, "api.example.org")


@dataclass(frozen=True)
class Finding:
    """What the doctor found at one place: `place` and `state` name its words, `facts` are what they tell.

    The words stand in `section`: that of a platform is in the folder of its name.
    """

    place: str
    state: Literal["well", "look", "broken"]
    facts: Mapping[str, str] = field(default_factory=dict)
    section: str = "examination"


@dataclass(frozen=True)
class Examination(Message):
    """Everything the doctor looked at, in the order in which it was looked at."""

    findings: tuple[Finding, ...]

    @property
    def broken(self) -> int:
        """How many places are broken."""
        return sum(finding.state == "broken" for finding in self.findings)

    @property
    def to_look_at(self) -> int:
        """How many places want looking at."""
        return sum(finding.state == "look" for finding in self.findings)

    def layout(self, translator: Translator) -> Parts:
        """Return every finding in the order in which it was looked at, and what to do where it is not well."""
        say = translator.say
        lines = tuple(
            say(
                "examination",
                "line",
                finding=finding,
                words=say(finding.section, f"{finding.place}_{finding.state}", **finding.facts),
            )
            for finding in self.findings
        )
        return (
            Heading(translator.bare.say("examination", "title", examination=self)),
            Lines(lines),
        )


Examination.EXAMPLE = Examination(
    (
        Finding("database", "well", {"address": "sqlite:///data/reckoner.db", "items": "16"}),
        Finding("coordinators", "broken"),
    )
)


@dataclass(frozen=True)
class FailedRow:
    """A message that could not be sent, by its first line: to a person or to a channel, and why.

    `number` is what its buttons carry, `since` an aware instant. With `unsure`, it may have arrived all the same.
    """

    number: int
    what: str
    to: Who | None
    channel: str | None
    since: datetime
    why: str
    unsure: bool = False
    zone: str = "Europe/London"


@dataclass(frozen=True)
class Failed(Message):
    """What could not be sent, the latest first; `more` if there is more than is shown."""

    rows: tuple[FailedRow, ...]
    today: date
    more: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return what could not be sent, each with *Send again* and *Let it be*, or that nothing failed."""
        if not self.rows:
            return (Text(translator.say("failed", "nothing")),)
        lines = tuple(
            ItemLine(
                translator.say("failed", "line", row=row, failed=self),
                buttons=(button("send_again", str(row.number)), button("let_be", str(row.number))),
            )
            for row in self.rows
        )
        return (
            Heading(translator.bare.say("failed", "title", failed=self)),
            Text(translator.say("failed", "body")),
            Items(lines),
            *((Note(translator.say("failed", "footer")),) if self.more else ()),
        )


Failed.EXAMPLE = Failed(
    (
        FailedRow(
            7,
            "10618 needs a word from you: reminder for Fri 2 Dec 2022",
            Who.EXAMPLE,
            None,
            datetime(2022, 12, 2, 9, 0, tzinfo=UTC),
            "account_inactive",
        ),
    ),
    date(2022, 12, 2),
)
