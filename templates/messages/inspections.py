"""What is said of inspections, of data that HMICFRS waits for, of the PEEL position, and of reports."""

from dataclasses import dataclass
from datetime import date

from models.enums import Grade, Participation, ReportKind, Stage, Status
from models.inspections.peel_questions import change_made_by
from templates.messages import Message
from templates.messages.summary_parts import (
    DataReturnRow,
    InspectionRow,
    PeelPosition,
    PeelQuestionRow,
    References,
)
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button
from templates.who import Who


@dataclass(frozen=True)
class Inspections(Message):
    """The inspections that are not reported on the local date `today`, and the data still to be returned.

    Whoever `may_change` them has the buttons for that; `numbers` are what those of the data carry.
    """

    today: date
    inspections: tuple[InspectionRow, ...]
    data_returns: tuple[DataReturnRow, ...]
    numbers: tuple[int, ...] = ()
    may_change: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return what is to come, inspection by inspection, and the data still to be returned."""
        lines = tuple(
            ItemLine(
                translator.say("inspections", "line", inspection=each),
                buttons=(button("change_inspection", each.name),) if self.may_change else (),
            )
            for each in self.inspections
        )
        asked = _asked(self, translator)
        return (
            Heading(translator.bare.say("inspections", "title", on=self.today)),
            Items(lines) if lines else Text(translator.say("inspections", "none")),
            *((Text(translator.say("inspections", "data_title")),) if asked else ()),
            *((self._data(asked),) if asked else ()),
            *((Buttons(self._additions(translator)),) if self.may_change else ()),
            *((Note(translator.say("inspections", "footer")),) if lines else ()),
        )

    def _data(self, asked: tuple[str, ...]) -> Lines | Items:
        if not self.may_change:
            return Lines(asked)
        each = zip(asked, self.numbers, strict=True)
        return Items(
            tuple(ItemLine(said, buttons=(button("data_returned", str(number)),)) for said, number in each)
        )

    @staticmethod
    def _additions(translator: Translator) -> tuple[Button, Button]:
        say = translator.bare.say
        return (
            button("change_inspection", "new", label=say("inspections", "add")),
            button("add_data_return", "new"),
        )


Inspections.EXAMPLE = Inspections(
    date(2022, 12, 2),
    (
        InspectionRow(
            "Regional organised crime units",
            ReportKind.NATIONAL_THEMATIC,
            Stage.ANNOUNCED,
            "early October 2022",
            (),
            None,
            date(2022, 9, 29),
        ),
        InspectionRow(
            "Walsall: initial need and risk",
            ReportKind.JTAI,
            Stage.REPORT_AWAITED,
            "",
            ("local authority", "health"),
            "The report is expected in the new year.",
            date(2022, 11, 21),
            scope=("the agencies' front doors", "early decisions"),
        ),
    ),
    (DataReturnRow("Autumn data collection", date(2022, 12, 16), inspection="Armed policing"),),
)


@dataclass(frozen=True)
class DataReturnDue(Message):
    """A reminder that data is due to HMICFRS, or late; `number` is what the button *Returned* carries."""

    number: int
    asked: DataReturnRow
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return which data is due and when, with the button to say that it was returned."""
        return (
            Heading(translator.bare.say("data_return_due", "title", due=self)),
            Text(translator.say("data_return_due", "body", due=self)),
            Buttons((button("data_returned", str(self.number)),)),
            Note(translator.say("data_return_due", "footer")),
        )


DataReturnDue.EXAMPLE = DataReturnDue(
    2,
    DataReturnRow(
        "Autumn data collection", date(2022, 12, 16), inspection="Armed policing", owner=Who.EXAMPLE
    ),
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class DataReturns(Message):
    """All the data that HMICFRS has asked for, as it stands on the local date `today`."""

    today: date
    data_returns: tuple[DataReturnRow, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return all the data that was asked for, or that none was."""
        asked = _asked(self, translator)
        heading = Heading(translator.bare.say("data_returns", "title"))
        return (heading, Lines(asked) if asked else Text(translator.say("data_returns", "none")))


DataReturns.EXAMPLE = DataReturns(
    date(2022, 12, 2),
    (
        DataReturnRow("Autumn data collection", date(2022, 12, 16), inspection="Armed policing"),
        DataReturnRow("Domestic abuse data", date(2022, 4, 1), date(2022, 3, 30)),
    ),
)


@dataclass(frozen=True)
class Peel(Message):
    """The PEEL cycles, the latest first, with all areas for improvement that they gave.

    `ended` holds those that are no longer open, with what became of them. `unplaced` are those that nobody has
    put under a question yet. Whoever `may_change` them has the buttons for that.
    """

    positions: tuple[PeelPosition, ...]
    ended: dict[str, Status]
    unplaced: References
    may_change: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return each cycle with its questions, grades and areas for improvement, or that none is entered."""
        heading = Heading(translator.bare.say("peel", "title"))
        label = translator.bare.say("peel", "add")
        add = (Buttons((button("change_peel", "new", label=label),)),) if self.may_change else ()
        if not self.positions:
            return (heading, Text(translator.say("peel", "none")), *add)
        cycles = [
            part
            for position in self.positions
            for part in (
                Text(
                    translator.say(
                        "peel", "cycle", position=position, changed=change_made_by(position.framework)
                    )
                ),
                Lines(
                    tuple(
                        translator.say("peel", "question", question=each, ended=self.ended)
                        for each in position.questions
                    )
                ),
                *((Buttons((button("change_peel", position.cycle),)),) if self.may_change else ()),
            )
        ]
        unplaced = (
            (Note(translator.say("peel", "unplaced", references=self.unplaced)),) if self.unplaced else ()
        )
        return (heading, *cycles, *unplaced, *add)


Peel.EXAMPLE = Peel(
    (
        PeelPosition(
            "PEEL 2021/22",
            "2021/22",
            "Published in the spring.",
            (
                PeelQuestionRow(6, "How well does the force protect vulnerable people?", Grade.ADEQUATE, ()),
                PeelQuestionRow(
                    7,
                    "How well does the force manage offenders and suspects?",
                    None,
                    ("PEEL2122-1", "PEEL2122-2"),
                    Grade.GOOD,
                ),
            ),
        ),
    ),
    {"PEEL2122-1": Status.SIGNED_OFF},
    ("PEEL2122-3",),
)


@dataclass(frozen=True)
class ReportRow:
    """A report with its particulars. `section_55_on` is the last day for the PCC's comments.

    They were published on `comments_on`, if they have been.
    """

    code: str
    title: str
    kind: ReportKind
    published_on: date
    section_55_on: date
    participation: Participation | None
    summary: str | None
    themes: tuple[str, ...]
    source_link: str | None
    items: int
    comments_on: date | None = None


@dataclass(frozen=True)
class Reports(Message):
    """The reports of the register, the latest first, as they stand on the local date `today`.

    Whoever `may_change` them has the buttons for that.
    """

    today: date
    reports: tuple[ReportRow, ...]
    may_change: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the reports, each with its particulars, or that there are none."""
        heading = Heading(translator.bare.say("reports", "title"))
        if not self.reports:
            return (heading, Text(translator.say("reports", "none")))
        lines = (
            ItemLine(
                translator.say("reports", "line", report=each, today=self.today),
                buttons=(button("change_report", each.code),) if self.may_change else (),
                menu=(button("comments", each.code),) if self.may_change else (),
            )
            for each in self.reports
        )
        return (heading, Items(tuple(lines), more="reports"))


Reports.EXAMPLE = Reports(
    date(2022, 12, 2),
    (
        ReportRow(
            "VETTING",
            "Vetting, misconduct and misogyny",
            ReportKind.NATIONAL_THEMATIC,
            date(2022, 11, 2),
            date(2022, 12, 27),
            Participation.DATA_RETURN,
            "Too many people joined who should not have.",
            ("vetting decisions", "misconduct"),
            "https://inspectorate.example/vetting",
            5,
        ),
    ),
)


@dataclass(frozen=True)
class ReportCorrected(Message):
    """That the particulars of the report `code` were changed; which deadlines followed its date, which stayed."""

    code: str
    followed: References = ()
    stayed: References = ()

    def layout(self, translator: Translator) -> Parts:
        """Return that it was changed, and what became of its deadlines."""
        said = ["changed", *(["followed"] if self.followed else []), *(["stayed"] if self.stayed else [])]
        return tuple(Text(translator.say("report_corrected", each, report=self)) for each in said)


ReportCorrected.EXAMPLE = ReportCorrected("VETTING", ("VETTING-1",), ("VETTING-2",))


def _asked(message: Inspections | DataReturns, translator: Translator) -> tuple[str, ...]:
    return tuple(
        translator.say("data_returns", "line", asked=each, today=message.today)
        for each in message.data_returns
    )
