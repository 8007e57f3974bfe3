"""What is found before a paper goes out: each check finds what is wrong, and nothing where all is well."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from handlers.committee.external_figures import enter
from models.committee import figures
from models.committee.checks import CheckFinding, Difference, findings, unsupported
from models.committee.figure_table import ENTERED
from models.enums import Addressee, ItemKind, ReportKind, Stage, Status
from models.inspections import inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import Inspection
from models.policy import Policy
from models.queries import items
from models.register.naming import called
from models.register.report import InspectionReport
from models.reviews.review import Review
from tests.factories import Register
from tests.models.saying import says

# The clock stands at Thursday 1 December 2022; the last meeting was on 29 September.

SEPTEMBER, DECEMBER = date(2022, 9, 29), date(2022, 12, 15)
SPRING = date(2022, 5, 2)
ACT = Policy().act(None, datetime(2022, 12, 1, 10, tzinfo=UTC))
RECOMMENDATION, AFI, CAUSE = ItemKind


@pytest.fixture
def well(register: Register, clock: StoppedClock) -> Register:
    """A register in which there is nothing to put right: one item, owned, and spoken of this week."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    register.item("1", added_on=SPRING, deadline_on=date(2023, 6, 1))
    says(register, clock, "OLDER-1")
    return register


def found(register: Register) -> list[CheckFinding]:
    """Return what the checks find for the next meeting."""
    with register.database.reading() as session:
        meeting = figures.next_meeting(session, register.today)
        return findings(session, figures.standing(session, meeting, register.today))


def of(register: Register, check: str) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Return what one check finds, and make sure that it finds it alone."""
    everything = found(register)
    assert {each.check for each in everything} <= {check}
    return [(each.references, each.facts) for each in everything]


def announce(
    register: Register,
    clock: StoppedClock,
    stage: Stage,
    when: str | None = None,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Enter an inspection at a stage."""
    with register.database.writing() as session:
        act = register.policy.act(None, clock.now())
        details = Details(when=when, starts_on=starts_on, ends_on=ends_on)
        made = inspecting.announce(session, "Crime units", ReportKind.NATIONAL_THEMATIC, details, act)
        inspecting.move(session, made, stage, act)


def publish_report(register: Register, code: str, on: date, summary: str | None = None) -> None:
    """Enter a report published on a day."""
    with register.database.writing() as session:
        session.add(
            InspectionReport(
                code=code, title=f"Report {code}", kind=ReportKind.OTHER, published_on=on, summary=summary
            )
        )


def test_where_all_is_well_nothing_is_found(well: Register) -> None:
    """A register in order gives no findings, and neither does an empty one."""
    assert found(well) == []


def test_an_empty_register_has_nothing_to_put_right(register: Register) -> None:
    """Without items, reports and meetings no check finds anything."""
    assert found(register) == []


def test_an_item_without_an_owner_is_found(well: Register, clock: StoppedClock) -> None:
    """Open items that nobody owns are named together; ended ones and those of other bodies are not."""
    for number in "234":
        well.item(number, owner=None, added_on=SPRING)
        says(well, clock, f"OLDER-{number}")
    well.become("OLDER-4", Status.SIGNED_OFF)
    assert of(well, "no_owner") == [(("OLDER-2", "OLDER-3"), {})]


def test_an_item_without_a_word_this_quarter_is_found(well: Register, clock: StoppedClock) -> None:
    """An item of which nobody has said a word since the last meeting is found, and no longer once somebody has."""
    well.item("2", added_on=SPRING)
    assert found(well) == []
    well.known_since(SPRING)
    assert of(well, "no_update") == [(("OLDER-2",), {})]
    says(well, clock, "OLDER-2")
    assert found(well) == []


def test_a_word_of_the_last_quarter_does_not_count(register: Register, clock: StoppedClock) -> None:
    """What was said up to the last cut-off was told then: the next quarter needs a word of its own."""
    register.item("1", added_on=SPRING)
    says(register, clock, "OLDER-1")
    register.meeting(register.today)
    register.meeting(date(2023, 2, 15))
    clock.move_by(timedelta(weeks=5))
    assert of(register, "no_update") == [(("OLDER-1",), {})]
    says(register, clock, "OLDER-1")
    assert found(register) == []


def test_a_passed_deadline_without_a_narrative_is_found(well: Register, clock: StoppedClock) -> None:
    """Overdue and silent is found apart from merely silent; an explained delay is not found."""
    well.item("2", added_on=SPRING, deadline_on=date(2022, 11, 30))
    well.item("3", added_on=SPRING, deadline_on=date(2022, 11, 30))
    says(well, clock, "OLDER-3", text="It for the new system.")
    well.known_since(SPRING)
    checks = {each.check: each.references for each in found(well)}
    assert checks == {"no_update": ("OLDER-2",), "deadline_without_narrative": ("OLDER-2",)}


def test_a_deadline_of_today_has_not_passed(well: Register) -> None:
    """On its own day an item is not overdue."""
    well.item("2", added_on=SPRING, deadline_on=date(2022, 12, 1))
    assert found(well) == []


def test_a_date_that_moved_more_than_once_is_found(well: Register, clock: StoppedClock) -> None:
    """One move is usual; the second is found with how often it was, whenever the moves were."""
    well.move_deadline("OLDER-1", date(2023, 7, 1))
    assert found(well) == []
    well.move_deadline("OLDER-1", date(2023, 8, 1))
    assert of(well, "date_moved_often") == [(("OLDER-1",), {"moves": "2"})]
    well.become("OLDER-1", Status.SIGNED_OFF)
    assert found(well) == []


def test_a_missed_review_is_found(well: Register, clock: StoppedClock) -> None:
    """A review whose day went by without a word is found; one that is due today or was done is not."""
    with well.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-1")
        session.add(Review(recommendation=item, due_on=date(2022, 10, 3), done_on=date(2022, 10, 4)))
    assert found(well) == []
    with well.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-1")
        session.add(Review(recommendation=item, due_on=date(2022, 11, 30)))
    assert of(well, "reviews_updated") == [(("OLDER-1",), {})]
    for number, due_on in (("2", date(2022, 11, 30)), ("3", date(2022, 12, 1))):
        well.item(number, added_on=SPRING)
        with well.database.writing() as session:
            item = items.item_by_reference(session, f"OLDER-{number}")
            session.add(Review(recommendation=item, due_on=due_on))
    assert CheckFinding("reviews_missed", ("OLDER-2",), {}) in found(well)


@pytest.mark.parametrize(
    ("said", "finds"),
    [
        ("It gives two recommendations and one area for improvement.", []),
        ("It gives three recommendations.", [("three recommendations", "2")]),
        (
            "It gives 43 recommendations, of which six are done.",
            [("43 recommendations", "2"), ("six are done", "0")],
        ),
        ("Two recommendations, two areas for improvement.", [("two areas for improvement", "1")]),
        ("It has 1 cause of concern.", [("1 cause of concern", "0")]),
        ("Twenty-six recommendations go to forces.", [("Twenty-six recommendations go to forces", "2")]),
        ("Forty three recommendations go to forces.", [("Forty three recommendations go to forces", "2")]),
        ("All 1,002 recommendations of 2021.2 recommendations stand.", []),
        ("Whoever has a recommendation to make makes it in one report.", []),
        ("These recommendations, and many recommendations more, stand.", []),
        ("It speaks of recommendations 33 and 35.", []),
        ("", []),
    ],
)
def test_a_number_in_a_text_that_its_list_does_not_have_is_found(
    well: Register, clock: StoppedClock, said: str, finds: list[tuple[str, str]]
) -> None:
    """In figures or in words, a number of items that a report's summary speaks of is held against the register."""
    publish_report(well, "NEW", date(2022, 11, 20), said)
    for number, kind in (("1", RECOMMENDATION), ("2", RECOMMENDATION), ("3", AFI)):
        well.item(number, report="NEW", kind=kind)
        says(well, clock, f"NEW-{number}")
    assert [(facts["text"], facts["list"]) for _, facts in of(well, "number_unsupported")] == finds


@pytest.mark.parametrize("stage", [Stage.ANNOUNCED, Stage.DATA_COLLECTION, Stage.ACTIVITIES, Stage.FIELDWORK])
def test_an_inspection_that_was_forgotten_is_found(well: Register, clock: StoppedClock, stage: Stage) -> None:
    """One whose days have passed without a further word is found by its name."""
    announce(well, clock, stage, when="early October 2022", starts_on=date(2022, 10, 3))
    assert of(well, "inspection_overdue") == [
        (("Crime units",), {"name": "Crime units", "when": "early October 2022"})
    ]


@pytest.mark.parametrize(
    ("stage", "ends_on"),
    [
        (Stage.ANNOUNCED, date(2022, 12, 1)),
        (Stage.FIELDWORK, date(2023, 1, 31)),
        (Stage.ANNOUNCED, None),
        (Stage.REPORT_AWAITED, date(2022, 10, 7)),
    ],
)
def test_an_inspection_in_its_course_is_not_found(
    well: Register, clock: StoppedClock, stage: Stage, ends_on: date | None
) -> None:
    """Neither one that is still to come, nor one whose report is awaited."""
    announce(well, clock, stage, starts_on=date(2022, 10, 3) if ends_on else None, ends_on=ends_on)
    assert found(well) == []


def test_a_reported_or_withdrawn_inspection_is_not_found(well: Register, clock: StoppedClock) -> None:
    """Once it has come to its end nothing is asked about it."""
    announce(well, clock, Stage.ANNOUNCED, starts_on=date(2022, 10, 3))
    assert len(found(well)) == 1
    with well.database.writing() as session:
        act = well.policy.act(None, clock.now())
        inspection = called(session, Inspection, "Crime units")
        inspecting.move(session, inspection, Stage.WITHDRAWN, act, reason="HMICFRS called it off")
    assert found(well) == []


def test_a_published_report_without_recommendations_is_found(well: Register, clock: StoppedClock) -> None:
    """One published since the last meeting, of which nothing was entered, is found; older ones are not."""
    publish_report(well, "NEW", date(2022, 11, 20))
    publish_report(well, "EDGE", SEPTEMBER)
    without = [each for each in found(well) if each.check == "report_without_recommendations"]
    assert without == [CheckFinding("report_without_recommendations", ("NEW",), {"title": "Report NEW"})]
    well.item("1", report="NEW")
    assert "report_without_recommendations" not in {each.check for each in found(well)}


@pytest.mark.parametrize(
    ("published_on", "last"),
    [
        (date(2022, 10, 5), "29 November 2022"),
        (date(2022, 10, 6), "30 November 2022"),
        (date(2022, 10, 7), None),
        (date(2022, 8, 5), "29 September 2022"),
        (date(2022, 8, 4), None),
    ],
)
def test_a_section_55_date_that_passed_in_the_period_is_found(
    well: Register, clock: StoppedClock, published_on: date, last: str | None
) -> None:
    """The last day is 55 days after publication: it has passed the day after, and is asked about in one paper."""
    publish_report(well, "NEW", published_on)
    well.item("1", report="NEW")
    says(well, clock, "NEW-1")
    assert of(well, "section_55_passed") == (
        [(("NEW",), {"title": "Report NEW", "on": last})] if last else []
    )


def test_a_printed_figure_that_the_register_cannot_support_is_found(well: Register) -> None:
    """A figure printed elsewhere for this meeting is held against the register's list, kind by kind."""
    with well.database.writing() as session:
        enter(session, DECEMBER, "closing", RECOMMENDATION, 146, ACT)
        enter(session, DECEMBER, "closing", AFI, 0, ACT)
        enter(session, DECEMBER, "signed_off", CAUSE, 1, ACT)
    assert [
        (facts["figure"], facts["printed"], facts["register"]) for _, facts in of(well, "unsupported")
    ] == [
        ("closing:recommendation", "146", "1"),
        ("signed_off:cause of concern", "1", "0"),
    ]
    with well.database.reading() as session:
        standing = figures.standing(session, figures.next_meeting(session, well.today), well.today)
        (closing, signed_off) = unsupported(session, standing)
        item = items.item_by_reference(session, "OLDER-1")
        assert closing == Difference("closing", RECOMMENDATION, 146, (item.id,))
        assert signed_off.items == ()


def test_every_printed_figure_can_be_supported(well: Register) -> None:
    """Each figure that can be entered is held against its own list, and is quiet where the two agree."""
    well.item("2")
    numbers = {"closing": 2, "added": 1, "signed_off": 0}
    assert set(numbers) == set(ENTERED)
    for name, number in numbers.items():
        with well.database.writing() as session:
            enter(session, DECEMBER, name, RECOMMENDATION, number + 1, ACT)
        assert [each.check for each in found(well)].count("unsupported") == 1
        with well.database.writing() as session:
            enter(session, DECEMBER, name, RECOMMENDATION, number, ACT)
        assert "unsupported" not in {each.check for each in found(well)}


D_SAYS = (
    "Out of the 43 recommendations 26 have been recommended to police forces which leaves 17 that have been "
    "recommended to either IOPC or NPCC agencies. WMP have already completed six of these recommendations due to "
    "evidence gathered from other recommendations."
)


def test_of_a_true_summary_nothing_is_found_and_of_six_completed_with_five_listed_the_six(
    well: Register, clock: StoppedClock
) -> None:
    """The paper of December: 43 made, 26 for forces and 17 for others are so; its six completed are five."""
    publish_report(well, "NEW", date(2022, 11, 2), D_SAYS)
    for number in range(1, 27):
        well.item(str(number), report="NEW")
        says(well, clock, f"NEW-{number}")
    for number in range(27, 44):
        well.item(str(number), report="NEW", addressed_to=(Addressee.IOPC,), owner=None)
    for number in range(1, 6):
        well.become(f"NEW-{number}", Status.SIGNED_OFF)
    completed = tuple(f"NEW-{number}" for number in range(1, 6))
    assert of(well, "number_unsupported") == [
        (
            completed,
            {"where": "Report NEW", "text": "completed six of these recommendations", "list": "5"},
        )
    ]
    well.become("NEW-6", Status.FORCE_COMPLETE)
    assert found(well) == []
