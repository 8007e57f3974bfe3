"""The committee's meetings and the dates before each."""

from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.parts import Heading, ItemLine, Items, Note, Parts, Table, Text
from templates.translator import Translator


@dataclass(frozen=True)
class MeetingRow:
    """A committee meeting's local dates."""

    held_on: date
    cut_off_on: date
    paper_due_on: date
    digest_on: date


@dataclass(frozen=True)
class Meetings(Message):
    """The committee's meetings, in order."""

    meetings: tuple[MeetingRow, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return a table of the meetings, or that none is entered."""
        say = translator.bare.say
        heading = Heading(say("meetings", "title"))
        if not self.meetings:
            return (heading, Text(translator.say("meetings", "none")))
        names = ("held_on", "digest_on", "cut_off_on", "paper_due_on")
        columns = tuple(say("meetings", name) for name in names)
        rows = tuple(
            tuple(say("meetings", "cell", on=getattr(meeting, name)) for name in names)
            for meeting in self.meetings
        )
        return (heading, Table(columns, rows))


Meetings.EXAMPLE = Meetings(
    (MeetingRow(date(2022, 12, 15), date(2022, 12, 15), date(2022, 12, 1), date(2022, 12, 8)),)
)


@dataclass(frozen=True)
class Sitting:
    """A meeting's dates. `working_days` are those left until the paper is due: 0 on the day, less once passed.

    `published_on` is the local date on which its summary was published, or None.
    """

    dates: MeetingRow
    working_days: int
    published_on: date | None = None


@dataclass(frozen=True)
class CommitteeCalendar(Message):
    """The committee's meetings in order, as they are seen on the local date `today`."""

    meetings: tuple[Sitting, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return each meeting with its paper's deadline, cut-off and summary: those ahead, then the latest past."""

        def say(key: str, **facts: object) -> str:
            return translator.say("committee_calendar", key, calendar=self, **facts)

        def lines(sitting: Sitting) -> tuple[str, ...]:
            return tuple(f"• {say(key, sitting=sitting)}" for key in ("paper", "cut_off", "digest"))

        heading = Heading(translator.bare.say("committee_calendar", "title"))
        if not self.meetings:
            return (heading, Text(say("none")))
        ahead = [each for each in self.meetings if each.dates.held_on >= self.today]
        past = [each for each in reversed(self.meetings) if each.dates.held_on < self.today]
        meetings = tuple(
            ItemLine("\n".join((say("held_on", sitting=sitting), *lines(sitting))))
            for sitting in (*ahead, *past)
        )
        return (heading, Items(meetings), Note(say("footer")))


CommitteeCalendar.EXAMPLE = CommitteeCalendar(
    (
        Sitting(
            MeetingRow(date(2022, 12, 15), date(2022, 12, 8), date(2022, 12, 1), date(2022, 12, 8)),
            -5,
            date(2022, 12, 8),
        ),
        Sitting(MeetingRow(date(2023, 3, 23), date(2023, 3, 16), date(2023, 3, 9), date(2023, 3, 16)), 63),
    ),
    date(2022, 12, 8),
)
