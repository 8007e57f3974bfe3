"""What is said of inspections, of data that HMICFRS waits for, of the PEEL position, and of reports."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.enums import Grade, Participation, ReportKind, Stage, Status
from templates.messages.summary_parts import InspectionRow, PeelPosition, PeelQuestionRow, References


@dataclass(frozen=True)
class DataReturnRow:
    """Data that HMICFRS has asked for; `inspection` is the one that it is for, where that is known."""

    name: str
    due_on: date
    returned_on: date | None = None
    inspection: str | None = None


@dataclass(frozen=True)
class Inspections:
    """The inspections that are not reported on the local date `today`, and the data still to be returned."""

    today: date
    inspections: tuple[InspectionRow, ...]
    data_returns: tuple[DataReturnRow, ...]

    EXAMPLE: ClassVar["Inspections"]


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
        ),
    ),
    (DataReturnRow("Autumn data collection", date(2022, 12, 16), inspection="Armed policing"),),
)


@dataclass(frozen=True)
class DataReturns:
    """All the data that HMICFRS has asked for, as it stands on the local date `today`."""

    today: date
    data_returns: tuple[DataReturnRow, ...]

    EXAMPLE: ClassVar["DataReturns"]


DataReturns.EXAMPLE = DataReturns(
    date(2022, 12, 2),
    (
        DataReturnRow("Autumn data collection", date(2022, 12, 16), inspection="Armed policing"),
        DataReturnRow("Domestic abuse data", date(2022, 4, 1), date(2022, 3, 30)),
    ),
)


@dataclass(frozen=True)
class Peel:
    """The PEEL cycles, the latest first, with all areas for improvement that they gave.

    `ended` holds those that are no longer open, with what became of them. `unplaced` are those that nobody has
    put under a question yet.
    """

    positions: tuple[PeelPosition, ...]
    ended: dict[str, Status]
    unplaced: References

    EXAMPLE: ClassVar["Peel"]


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
class Reports:
    """The reports of the register, the latest first, as they stand on the local date `today`."""

    today: date
    reports: tuple[ReportRow, ...]

    EXAMPLE: ClassVar["Reports"]


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
