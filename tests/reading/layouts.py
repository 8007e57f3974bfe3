"""The layouts on which the reader is shown, each with what a person reads in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.imports.report_text import report_text
from models.enums import Addressee, ItemKind, ReportKind
from models.report_parser.pages import PrintedText, printed
from models.report_parser.parser import read_report
from models.report_parser.proposal import About, ProposedItem, Reading
from tests.reading.printing import national_pdf, thematic_word

FOLDER = Path(__file__).parent / "layouts"
FORCE = "Northshire Police"

ALL, OURS, PCC, NPCC = Addressee.ALL_FORCES, Addressee.FORCE, Addressee.PCC, Addressee.NPCC
COLLEGE, HOME, JUSTICE, CPS = (
    Addressee.COLLEGE,
    Addressee.HOME_OFFICE,
    Addressee.MINISTRY_OF_JUSTICE,
    Addressee.CPS,
)
AFI, CAUSE = ItemKind.AREA_FOR_IMPROVEMENT, ItemKind.CAUSE_OF_CONCERN


@dataclass(frozen=True)
class Item:
    """A recommendation as a person reads it: its text begins and ends so, and it has so many points."""

    number: str
    begins: str
    ends: str
    to: frozenset[Addressee]
    on: date | None = None
    kind: ItemKind = ItemKind.RECOMMENDATION
    parent: str | None = None
    points: int = 0

    def is_read_as(self, proposal: ProposedItem) -> bool:
        """Say whether `proposal` is right in everything."""
        return (
            proposal.number == self.number
            and proposal.text.startswith(self.begins)
            and proposal.text.endswith(self.ends)
            and proposal.addressed_to == self.to
            and (proposal.deadline.on if proposal.deadline else None) == self.on
            and proposal.kind is self.kind
            and proposal.parent == self.parent
            and proposal.text.count("\n") == self.points
        )


@dataclass(frozen=True)
class Layout:
    """A layout: where its text comes from, what is known of its report, and what there is to be read in it."""

    name: str
    text: Callable[[], PrintedText]
    about: About
    items: tuple[Item, ...]

    def read(self) -> Reading:
        """Return what the reader makes of it."""
        return read_report(self.text(), self.about)


@dataclass(frozen=True)
class Measured:
    """What came of a layout: how many items there were, were read right, need correcting, were shown or missed."""

    there: int
    right: int
    to_correct: int
    shown: int
    missed: int


def measured(layout: Layout) -> Measured:
    """Compare what was read with what is there.

    Right means right in everything; to correct, that it was proposed under its number with a doubt about what is
    wrong; shown, that its words stand under “not read”. Everything else is missed.
    """
    reading = layout.read()
    right = to_correct = shown = 0
    left = list(reading.proposals)
    for item in layout.items:
        fitting = next((each for each in left if item.is_read_as(each)), None)
        near = next((each for each in left if each.number == item.number and each.doubts), None)
        if fitting is not None:
            left.remove(fitting)
            right += 1
        elif near is not None:
            left.remove(near)
            to_correct += 1
        elif any(item.begins in each.words for each in reading.not_read):
            shown += 1
    there = len(layout.items)
    return Measured(there, right, to_correct, shown, there - right - to_correct - shown)


def _file(name: str) -> Callable[[], PrintedText]:
    return lambda: printed((FOLDER / name).read_text("utf-8"))


def _part(name: str, begins: str, ends: str | None = None) -> Callable[[], PrintedText]:
    def text() -> PrintedText:
        whole = (FOLDER / name).read_text("utf-8")
        start = whole.index(begins)
        return printed(whole[start : whole.index(ends, start) if ends else None])

    return text


def _to(*bodies: Addressee) -> frozenset[Addressee]:
    return frozenset(bodies)


def layouts() -> Iterator[Layout]:
    """Yield every layout."""
    yield from _papers()
    yield from _made()


def _papers() -> Iterator[Layout]:
    yield Layout(
        "Committee paper of September 2022: recommendations of a super-complaint in nested bullets",
        _part("september-2022.txt", "same manner", "The Police Response"),
        About(date(2022, 6, 30), ReportKind.SUPER_COMPLAINT, FORCE),
        (
            Item(
                "1",
                "• Chief Constables (CCs)",
                "force working practices.",
                _to(ALL),
                date(2022, 12, 30),
                points=8,
            ),
            Item("2", "• CCs should make sure", "by an external force.", _to(ALL), points=5),
            Item("3", "Police & Crime", "alleged perpetrator.", _to(PCC, JUSTICE, ALL), points=5),
        ),
    )
    yield Layout(
        "Committee paper of September 2022: “Finding time for crime”, with narrative after it",
        _part("september-2022.txt", "Based upon this"),
        About(date(2022, 8, 11), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("1", "By March 2023, forces", "for further support.", _to(ALL), date(2023, 3, 31), points=2),
            Item("2", "By March 2023, all", "evidence of compliance.", _to(ALL), date(2023, 3, 31), points=4),
        ),
    )
    yield Layout(
        "Committee paper of September 2022: three recommendations within one footnote",
        _part("september-2022.txt", " " * 50, "same manner"),
        About(date(2019, 7, 17), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("10618", "Within six months Chief", "always completed.", _to(ALL), date(2020, 1, 17)),
            Item("9962", "Within three months Chief", "by the NPCC", _to(ALL), date(2019, 10, 17)),
            Item("9472", "Within six months the NPCC", "harassment.", _to(NPCC, CPS), date(2020, 1, 17)),
        ),
    )
    march, april = date(2023, 3, 31), date(2023, 4, 30)
    yield Layout(
        "Committee paper of December 2022: vetting, a blank line after each line of print",
        _file("december-2022.txt"),
        About(date(2022, 11, 2), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("33", "By 31 March 2023, chief", "disclosed to the CCU", _to(ALL), march, points=3),
            Item("34", "By 30 April 2023, chief", "matter of routine.", _to(ALL), april),
            Item("35", "By 31 March 2023, to protect", "gathering capabilities", _to(ALL), march, points=2),
            Item("38", "By 30 April 2023, chief", "version of these).", _to(ALL), april),
            Item("39", "By 30 April 2023, chief", "Professional Practice.", _to(ALL), april),
            Item("AFI1", "The force should review", "capabili", _to(OURS), kind=AFI),
        ),
    )


def _made() -> Iterator[Layout]:
    yield Layout(
        "PEEL report: a cause of concern with its recommendations, areas for improvement",
        _file("peel.txt"),
        About(date(2023, 11, 30), ReportKind.PEEL, FORCE),
        (
            Item("COC1", "The force doesn\u2019t answer", "give up.", _to(OURS), kind=CAUSE),
            Item(
                "COC1.1", "By 31 March", "every call.", _to(OURS), date(2024, 3, 31), parent="COC1", points=3
            ),
            Item("COC1.2", "Within six", "has done.", _to(OURS), date(2024, 5, 30), parent="COC1"),
            Item("AFI1", "The force should review", "of callers", _to(OURS), kind=AFI),
            Item("AFI2", "The force needs", "victims gives.", _to(OURS), kind=AFI),
            Item("AFI3", "The force should make", "supervised.", _to(OURS), kind=AFI),
            Item("AFI4", "The force should tell", "released.", _to(OURS), kind=AFI, points=2),
        ),
    )
    yield Layout(
        "Joint report: a summary table by body, pasted, of which two are printed again in the text",
        _file("joint.txt"),
        About(date(2023, 12, 1), ReportKind.JOINT, FORCE),
        (
            Item("1", "Make sure that a nurse", "in custody.", _to(ALL), date(2024, 6, 1)),
            Item("2", "The NHS", "assessment.", _to(Addressee.OTHER), date(2024, 12, 1)),
            Item("3", "Chief constables", "transport.", _to(ALL, PCC), date(2025, 3, 31)),
            Item("4", "The College", "observation.", _to(COLLEGE)),
            Item("6", "The Crown", "decided.", _to(CPS), date(2024, 6, 30)),
        ),
    )
    yield Layout(
        "Super-complaint response: three levels of points, look-backs, a season for a date, councils addressed",
        _file("super-complaint.txt"),
        About(date(2023, 11, 2), ReportKind.SUPER_COMPLAINT, FORCE),
        (
            Item("1", "By 31 May", "January 2021.", _to(ALL), date(2024, 5, 31), points=7),
            Item("2", "Within nine", "orders.", _to(COLLEGE), date(2024, 8, 2)),
            Item("3", "The Home Office", "be changed.", _to(HOME, JUSTICE)),
            Item("4", "The Local", "2024.", _to(Addressee.OTHER), date(2024, 5, 31)),
            Item("5", "Chief constables", "2025.", _to(ALL, PCC)),
        ),
    )
    yield Layout(
        "National report as PDF: running heads of two lines, contents, a footnote, words divided at line ends",
        lambda: report_text(national_pdf(), "national.pdf"),
        About(date(2023, 6, 1), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("1", "By 31 October", "not left out.", _to(ALL), date(2024, 10, 31)),
            Item("2", "By the end of", "do about it.", _to(HOME), date(2025, 3, 31), points=3),
            Item("3", "Within 12 months", "one standard.", _to(NPCC, COLLEGE), date(2024, 6, 1)),
            Item("5", "Chief constables", "effect.", _to(ALL), date(2023, 6, 1)),
        ),
    )
    yield Layout(
        "Thematic report as Word: numbered by Word itself, a box, a table that says one again",
        lambda: report_text(thematic_word(), "thematic.docx"),
        About(date(2023, 6, 1), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("1", "By 30 June", "the detainee.", _to(ALL), date(2024, 6, 30), points=3),
            Item("2", "Within three months", "they pay.", _to(JUSTICE, CPS), date(2023, 9, 1), points=1),
            Item("3", "PCCs should", "spend.", _to(PCC)),
            Item("COC1", "Some forces", "arrested.", _to(ALL), kind=CAUSE),
            Item("4", "With immediate", "stop this.", _to(ALL), date(2023, 6, 1), parent="COC1"),
            Item("7", "The College", "2025.", _to(COLLEGE), date(2025, 1, 31)),
        ),
    )
    yield Layout(
        "A bare list, numbered, without any head",
        _file("list.txt"),
        About(date(2023, 6, 1), ReportKind.NATIONAL_THEMATIC, FORCE),
        (
            Item("1", "By 31 March", "five years.", _to(ALL), date(2024, 3, 31)),
            Item("2", "Within 18", "publish it.", _to(NPCC, COLLEGE), date(2024, 12, 1)),
            Item("3", "The Home", "effect.", _to(HOME), date(2023, 6, 1)),
            Item("4", "Police officers", "28 days.", _to(ALL)),
            Item("5", "Within six", "compliance.", _to(ALL)),
        ),
    )
    yield Layout(
        "A letter in prose, without heads or numbers",
        _file("prose.txt"),
        About(date(2024, 6, 1), ReportKind.CHILD_PROTECTION, FORCE),
        (
            Item("1", "We recommend that the force reviews", "months.", _to(OURS), date(2024, 9, 1)),
            Item("2", "In our view", "to this.", _to(ALL)),
            Item("3", "The force should", "has done.", _to(OURS), date(2024, 11, 30)),
        ),
    )
