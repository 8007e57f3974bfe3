"""The committee's meetings and the dates before each."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from templates.messages import FormMessage, Message
from templates.parts import (
    FIELD_HOLDS,
    Buttons,
    DateInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Parts,
    Quote,
    Table,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form


@dataclass(frozen=True)
class MeetingRow:
    """A committee meeting's local dates; figures freeze on `freezes_on` at `freezes_hour` of the force's clock.

    `last_call_on` is None where the dates were entered or changed too late for it.
    """

    held_on: date
    cut_off_on: date
    paper_due_on: date
    digest_on: date
    last_call_on: date | None = None
    preview_on: date | None = None
    freezes_on: date | None = None
    freezes_hour: str = ""

    EXAMPLE: ClassVar["MeetingRow"]

    @property
    def freezes_late(self) -> bool:
        """Whether the figures freeze only after the paper is due, the dates having been entered too late."""
        return self.freezes_on is not None and self.freezes_on > self.paper_due_on


MeetingRow.EXAMPLE = MeetingRow(
    date(2022, 12, 15),
    date(2022, 11, 29),
    date(2022, 12, 1),
    date(2022, 12, 8),
    last_call_on=date(2022, 11, 17),
    preview_on=date(2022, 11, 24),
    freezes_on=date(2022, 11, 29),
    freezes_hour="16:00",
)


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


Meetings.EXAMPLE = Meetings((MeetingRow.EXAMPLE,))


@dataclass(frozen=True)
class Sitting:
    """A meeting's dates. `working_days` are those left until the paper is due: 0 on the day, less once passed.

    Its figures were frozen on the local date `frozen_on`, and posted as its summary on `published_on`, or None.
    """

    dates: MeetingRow
    working_days: int
    published_on: date | None = None
    frozen_on: date | None = None


@dataclass(frozen=True)
class CommitteeCalendar(Message):
    """The committee's meetings in order, as they are seen on the local date `today`.

    Whoever `may_change` them has the buttons for that.
    """

    meetings: tuple[Sitting, ...]
    today: date
    may_change: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return each meeting with the steps before it: those ahead, then the latest past."""
        heading = Heading(translator.bare.say("committee_calendar", "title"))
        add = (Buttons((button("add_meeting", "new"),)),) if self.may_change else ()
        if not self.meetings:
            return (heading, Text(translator.say("committee_calendar", "none", calendar=self)), *add)
        ahead = [each for each in self.meetings if each.dates.held_on >= self.today]
        past = [each for each in reversed(self.meetings) if each.dates.held_on < self.today]
        meetings = tuple(self._line(sitting, translator) for sitting in (*ahead, *past))
        none_next = () if ahead else (Text(translator.say("committee_calendar", "none_next", calendar=self)),)
        footer = Note(translator.say("committee_calendar", "footer"))
        return (heading, *none_next, Items(meetings), *add, footer)

    def _line(self, sitting: Sitting, translator: Translator) -> ItemLine:
        def say(key: str) -> str:
            return translator.say("committee_calendar", key, sitting=sitting, calendar=self)

        is_open = sitting.frozen_on is None and sitting.published_on is None
        is_ahead = is_open and sitting.dates.held_on >= self.today and sitting.dates.preview_on is not None
        early = ("last_call" if sitting.dates.last_call_on else "no_last_call", "preview") if is_ahead else ()
        late = ("freezes_late",) if is_ahead and sitting.dates.freezes_late else ()
        lines = (f"• {say(key)}" for key in (*early, "cut_off", "paper", *late, "digest"))
        held_on = sitting.dates.held_on.isoformat()
        buttons = [button("change_meeting", held_on), button("cancel_meeting", held_on)]
        if is_open and sitting.dates.held_on < self.today:
            buttons.append(button("printed", held_on))
        return ItemLine(
            "\n".join((say("held_on"), *lines)), buttons=tuple(buttons) if self.may_change else ()
        )


CommitteeCalendar.EXAMPLE = CommitteeCalendar(
    (
        Sitting(MeetingRow.EXAMPLE, -5, date(2022, 12, 8), date(2022, 11, 29)),
        Sitting(
            MeetingRow(
                date(2023, 3, 23),
                date(2023, 3, 7),
                date(2023, 3, 9),
                date(2023, 3, 16),
                last_call_on=date(2023, 2, 23),
                preview_on=date(2023, 3, 2),
                freezes_on=date(2023, 3, 7),
                freezes_hour="16:00",
            ),
            63,
        ),
    ),
    date(2022, 12, 8),
    may_change=True,
)

Change = Literal["added", "changed", "same", "cancelled"]


@dataclass(frozen=True)
class MeetingNews(Message):
    """What was done about a meeting, `by` somebody: said back to them, and told to the other coordinators.

    `was` is the day on which it was to be held before. `withdrawn` says that what had been posted for it was
    withdrawn with it. `reason` is why it was cancelled, if that was said.
    """

    what: Change
    dates: MeetingRow
    today: date
    by: str
    was: date | None = None
    withdrawn: bool = False
    reason: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return what was done, and the steps that come before the meeting now."""

        def say(key: str) -> str:
            return translator.say("meeting_news", key, news=self)

        if self.what == "cancelled" or self.dates.held_on < self.today:
            why = (Quote(translator.lines(self.reason)[:FIELD_HOLDS]),) if self.reason else ()
            return (Text(say(self.what)), *why)
        late = self.dates.freezes_late
        first = "last_call" if self.dates.last_call_on else "no_last_call"
        steps = (first, "preview", *(("paper", "freezes") if late else ("freezes", "paper")), "summary")
        held_on = self.dates.held_on.isoformat()
        sooner = (button("freeze", held_on),) if late else ()
        return (
            Text(say(self.what)),
            Lines(tuple(f"• {say(step)}" for step in steps)),
            *((Text(say("freezes_late")),) if late else ()),
            Buttons((*sooner, button("change_meeting", held_on), button("cancel_meeting", held_on))),
        )


MeetingNews.EXAMPLE = MeetingNews(
    "changed", MeetingRow.EXAMPLE, date(2022, 11, 1), "Priya Shah", date(2022, 12, 14)
)


@dataclass(frozen=True)
class CommitteeMeetingForm(FormMessage):
    """The form in which a meeting is entered, or the one on `meeting` changed; empty dates follow from its day."""

    today: date
    meeting: date | None = None
    cut_off_on: date | None = None
    paper_due_on: date | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form: the day of the meeting, and the two dates before it."""
        say = translator.bare.say
        which = self.meeting.isoformat() if self.meeting else "new"
        title = "title_change" if self.meeting else "title"
        return (
            form("committee_meeting", which, "committee_meeting_form", translator, title=title, form=self),
            DateInput("held_on", say("committee_meeting_form", "held_on"), given=self.meeting),
            DateInput(
                "cut_off_on",
                say("committee_meeting_form", "cut_off_on"),
                hint=say("committee_meeting_form", "hint_cut_off_on"),
                given=self.cut_off_on,
                optional=True,
            ),
            DateInput(
                "paper_due_on",
                say("committee_meeting_form", "paper_due_on"),
                hint=say("committee_meeting_form", "hint_paper_due_on"),
                given=self.paper_due_on,
                optional=True,
            ),
        )


CommitteeMeetingForm.EXAMPLE = CommitteeMeetingForm(
    date(2022, 12, 1), date(2022, 12, 15), date(2022, 11, 29), date(2022, 12, 1)
)


@dataclass(frozen=True)
class CancelMeetingForm(FormMessage):
    """The form in which the meeting on `held_on` is cancelled, with a reason if there is one."""

    held_on: date

    def layout(self, translator: Translator) -> Parts:
        """Return the form: what cancelling does, and the reason."""
        return (
            form("cancel_meeting", self.held_on.isoformat(), "cancel_meeting_form", translator, form=self),
            Text(translator.say("cancel_meeting_form", "body", form=self)),
            TextInput("reason", translator.bare.say("cancel_meeting_form", "reason"), optional=True),
        )


CancelMeetingForm.EXAMPLE = CancelMeetingForm(date(2022, 12, 15))


@dataclass(frozen=True)
class SummaryWithdrawn(Message):
    """What stands in the place of a summary that had been posted for a meeting that is not held on `held_on`."""

    held_on: date
    on: date

    def layout(self, translator: Translator) -> Parts:
        """Return that it was withdrawn, and that what it told will be told again."""
        return (Text(translator.say("summary_withdrawn", "body", withdrawn=self)),)


SummaryWithdrawn.EXAMPLE = SummaryWithdrawn(date(2022, 12, 15), date(2022, 12, 9))


@dataclass(frozen=True)
class MeetingMoved(Message):
    """A reply under a posted summary: its meeting, which was to be held on `was`, is on `to`."""

    was: date
    to: date

    def layout(self, translator: Translator) -> Parts:
        """Return from which day to which the meeting has moved."""
        return (Text(translator.say("meeting_moved", "body", moved=self)),)


MeetingMoved.EXAMPLE = MeetingMoved(date(2022, 12, 15), date(2022, 12, 19))
