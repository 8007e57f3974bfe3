"""What the reader concludes: to whom, by when, where an item ends, and what is left out."""

from datetime import date

import pytest

from models.enums import Addressee, ItemKind, ReportKind
from models.report_parser.addressees import told
from models.report_parser.dates import dated
from models.report_parser.pages import LeftOutAs, Line, PrintedText, printed, text_of
from models.report_parser.parser import read_report
from models.report_parser.proposal import About, Doubt, Reading

PUBLISHED = date(2024, 5, 1)
ABOUT = About(PUBLISHED, ReportKind.NATIONAL_THEMATIC, "Northshire Police")
FORCE, ALL, PCC, NPCC = Addressee.FORCE, Addressee.ALL_FORCES, Addressee.PCC, Addressee.NPCC
COLLEGE, IOPC, HOME, CPS, OTHER = (
    Addressee.COLLEGE,
    Addressee.IOPC,
    Addressee.HOME_OFFICE,
    Addressee.CPS,
    Addressee.OTHER,
)


def read(text: str) -> Reading:
    return read_report(printed(text), ABOUT)


def doubts(text: str) -> dict[Doubt, str]:
    """Return the doubts about the one recommendation in a text, each with its words."""
    (proposal,) = read(text).proposals
    return {each.what: each.words for each in proposal.doubts}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Chief constables should act.", {ALL}),
        ("The chief constable should act.", {FORCE}),
        ("Each force must act.", {ALL}),
        ("Northshire Police needs to act.", {FORCE}),
        ("By 1 May 2025, to protect the force, chief constables should act.", {ALL}),
        ("PCCs, the Home Office and the IOPC should act.", {PCC, HOME, IOPC}),
        ("The NPCC lead for stalking and the CPS should act.", {NPCC, CPS}),
        ("With advice from the NPCC, forces should act.", {ALL}),
        ("In line with the College of Policing's guidance, forces should act.", {ALL}),
        ("Chief constables whose forces have not done so should act.", {ALL}),
        ("Forces should tell the CPS and the College of Policing.", {ALL}),
        ("The NPCC should agree this, and the College of Policing must publish it.", {NPCC, COLLEGE}),
        ("The College of Policing and Ofsted should act.", {COLLEGE, OTHER}),
        ("Southshire Police should act.", set()),
        ("Victims should be told.", set()),
        ("They should act. Forces should have acted.", set()),
        ("Act at once.", set()),
    ],
)
def test_whom_it_tells_is_the_subject_of_what_should_be_done(text: str, bodies: set[Addressee]) -> None:
    """Bodies that are mentioned otherwise, in a clause before or as those to be told, are not addressed."""
    assert told(text, "Northshire Police").bodies == bodies


@pytest.mark.parametrize(
    ("text", "doubt", "words"),
    [
        ("Recommendation 1\nForces should have a plan for every station.", Doubt.NO_DEADLINE, ""),
        (
            "Recommendation 1\nForces should plan by 1 May 2025 and act by June 2025.",
            Doubt.SEVERAL_DATES,
            "by 1 May 2025",
        ),
        (
            "Recommendation 1\nForces should, by spring 2025, have a plan.",
            Doubt.DEADLINE_UNREAD,
            "by spring 2025",
        ),
        (
            "Recommendation 1\nVictims should be told of this within 28 days.",
            Doubt.DEADLINE_UNREAD,
            "within 28 days",
        ),
        ("Recommendation 1\nForces should audit the last two years.", Doubt.LOOKS_BACK, "the last two years"),
        ("Recommendation 1\nReview the plan for every single station now.", Doubt.NO_ADDRESSEE, ""),
        (
            "Recommendation 1\nSouthshire Police should review its plan.",
            Doubt.UNKNOWN_BODY,
            "Southshire Police",
        ),
        ("Recommendation 1\nForces, working with the CPS, should plan.", Doubt.BODY_BESIDE, "CPS"),
        ("Recommendation\nForces should review their plans each year.", Doubt.NO_NUMBER, "1"),
        ("Recommendation 1\nForces should act.", Doubt.SHORT, ""),
        ("Recommendation 1\nForces should " + "act " * 900, Doubt.LONG, "3,6"),
        (
            "Recommendation 1\nForces should act.\n\nWe saw eight forces.",
            Doubt.TEXT_FOLLOWS,
            "We saw eight forces.",
        ),
        ("Rape (Recommendation 1234). Forces should review their plans.", Doubt.OTHER_REPORT, "Rape"),
    ],
)
def test_each_doubt_is_raised_with_the_words_that_raise_it(text: str, doubt: Doubt, words: str) -> None:
    """A proposal says itself what to look at, in the words of the report."""
    assert doubts(text)[doubt].startswith(words)


def test_numbers_are_checked_against_each_other() -> None:
    """A number twice, one out of order and those missing between others are all said."""
    numbers = enumerate((1, 4, 2, 2))
    text = "\n\n".join(f"Recommendation {each}\n\nForces should do part {at} of it." for at, each in numbers)
    reading = read(text)
    found = [{each.what for each in proposal.doubts} for proposal in reading.proposals]
    assert Doubt.OUT_OF_ORDER in found[2]
    assert Doubt.NUMBER_TWICE in found[2] & found[3]
    assert reading.gaps == ("3",)


@pytest.mark.parametrize(
    ("printed", "missing"),
    [((33, 34), ("1 to 32",)), ((3, 6), ("1", "2", "4", "5")), ((1, 9), ("2 to 8",)), ((1, 2), ())],
)
def test_missing_numbers_are_named_from_1_on(printed: tuple[int, ...], missing: tuple[str, ...]) -> None:
    """An excerpt that begins at 33 says that 1 to 32 are not in it, in three words."""
    text = "\n\n".join(f"Recommendation {each}\n\nForces should do part {each} of it." for each in printed)
    assert read(text).gaps == missing


def test_a_deadline_is_shown_with_its_sentence() -> None:
    """The sentence that states the deadline is given with it, so that a person can judge the two together."""
    read_ = dated("Forces should plan this. Chief constables should, by 31 May 2025, act.", PUBLISHED)
    assert read_.deadline is not None
    assert (read_.deadline.on, read_.sentence) == (
        date(2025, 5, 31),
        "Chief constables should, by 31 May 2025, act.",
    )


def test_numbered_steps_after_a_colon_are_points_and_no_items() -> None:
    """A list of steps within a recommendation stays one recommendation, under its cause of concern."""
    text = (
        "Cause of concern 2\n\nThe force has too few managers.\n\nRecommendations\n\n"
        "Within three months, the force should:\n1. visit in pairs;\n2. visit in time; and\n3. train its staff.\n"
    )
    cause, child = read(text).proposals
    assert (cause.number, cause.kind) == ("COC2", ItemKind.CAUSE_OF_CONCERN)
    assert (child.number, child.parent, child.text.count("\n")) == ("COC2.1", "COC2", 3)


def test_points_of_a_list_that_ask_nothing_are_proposed_with_that_doubt() -> None:
    """Under a head that announces items, each point is one; that it asks nothing of anybody is a doubt."""
    reading = read("Areas for improvement\n\n• The quality of files.\n• The force should act on it.")
    assert [each.text for each in reading.proposals] == [
        "The quality of files.",
        "The force should act on it.",
    ]
    assert {Doubt.NO_DUTY, Doubt.NO_ADDRESSEE} <= {each.what for each in reading.proposals[0].doubts}


def test_what_is_no_part_of_the_sentences_is_left_out_and_named() -> None:
    """Running heads, page numbers, contents, addresses and divided words are reported, page by page."""
    head = Line("Roads policing 2024")
    pages = tuple(
        (head, *(Line(text) for text in texts), Line(str(number)))
        for number, texts in enumerate(
            (
                ("Recommendations .......... 2",),
                (
                    "Recommendation 1",
                    "Forces should plan patrols and make sure that every inspec-",
                    "tor acts.",
                ),
                ("https://example.org/roads",),
            ),
            start=1,
        )
    )
    reading = read_report(PrintedText(pages, paged=True), ABOUT)
    assert [each.text for each in reading.proposals] == [
        "Forces should plan patrols and make sure that every inspector acts."
    ]
    assert {each.what for each in reading.left_out} == {
        LeftOutAs.RUNNING_HEAD,
        LeftOutAs.PAGE_NUMBER,
        LeftOutAs.CONTENTS,
        LeftOutAs.ADDRESS,
        LeftOutAs.HYPHEN,
    }
    assert text_of(PrintedText(pages)).count("\f") == 2
