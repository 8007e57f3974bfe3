"""The summary and the paper state nothing that the register does not know, and name what it does."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from handlers.committee.external_figures import enter
from models.committee import figures
from models.enums import Addressee, Grade, ItemKind, ReportKind
from models.inspections import data_returns, inspecting, peel
from models.inspections.inspecting import Details
from models.queries import items
from models.register.report import InspectionReport
from templates import plain
from templates.messages.publication import SummaryPosted
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import summary
from tests.factories import Register
from tests.handlers.publishing import DECEMBER, SEPTEMBER
from tests.templates.paper_summaries import facts_of

# The clock stands at Thursday 1 December 2022.

AREA = ItemKind.AREA_FOR_IMPROVEMENT


@pytest.fixture
def held(register: Register) -> Register:
    """A register with a meeting behind and one ahead."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    return register


@pytest.fixture
def session(held: Register) -> Iterator[Session]:
    """A transaction in which facts are entered."""
    with held.database.writing() as session:
        yield session


def summed(register: Register) -> CommitteeSummary:
    """Return the summary for the next meeting."""
    with register.database.reading() as session:
        meeting = figures.next_meeting(session, register.today)
        return summary(session, figures.standing(session, meeting, register.today), register.policy)


def paper(register: Register) -> dict[str, Any]:
    """Return the facts of the paper for the next meeting."""
    return facts_of(summed(register))


def chat(register: Register) -> str:
    """Return the summary as it is posted."""
    return plain.render(SummaryPosted(summed(register), is_whole=True), width=None)


def test_reviews_before_an_import_are_not_known(held: Register) -> None:
    """Of items that came from elsewhere no review is said not to have fallen due: it is not known."""
    held.items(82, added_on=date(2022, 5, 2))
    facts = paper(held)
    assert facts["reviews"] == "No known review was due in the period."
    (sentence,) = facts["reviews_unknown"]
    assert sentence.startswith("For 82 items, reviews are not known before 1 December 2022")
    assert "Reviews before Thu 1 Dec 2022 are not known for 82 items" in chat(held)
    lists = {each["name"]: each["number"] for each in facts["lists"]}
    assert lists["Reviews not known before 1 December 2022"] == "82"


def test_a_review_before_an_import_is_known_where_its_day_came_in(held: Register) -> None:
    """Its day stands with the item and its cause of concern, and nothing is said not to be known of it."""
    held.item("1", added_on=date(2022, 5, 2), kind=ItemKind.CAUSE_OF_CONCERN)
    with held.database.writing() as session:
        items.item_by_reference(session, "OLDER-1").last_reviewed_on = date(2022, 11, 2)
    facts = paper(held)
    assert facts["reviews_unknown"] == []
    assert facts["causes"][0]["reviews"] == "Last review: 2 Nov 2022. Next review: 2 Feb 2023."


def test_of_an_item_that_is_new_every_review_is_known(held: Register) -> None:
    """Whoever has it from the beginning knows that no review fell due."""
    held.item("1")
    facts = paper(held)
    assert facts["reviews"] == "No review was due in the period."
    assert facts["reviews_unknown"] == []


def test_areas_under_no_question_are_shown_as_that(held: Register) -> None:
    """Twelve questions without a grade say once that none was entered, and three areas stand under no question."""
    for number in "123":
        held.item(number, report="PEEL2122", kind=AREA)
    with held.database.writing() as session:
        cycle = peel.begin(session, "PEEL 2021/22", "2021/22", date(2021, 4, 1), held.act)
        peel.report_made(
            session, cycle, items.report_by_code(session, "PEEL2122") or InspectionReport(), held.act
        )
    (position,) = paper(held)["peel"]
    assert position["graded"] == (
        "No grade has been entered. The force's internal assessment has not been entered."
    )
    assert len(position["asks"]) == 12
    assert position["improvements"] == (
        "Open areas for improvement: three, not under a question: PEEL2122-1, PEEL2122-2 and PEEL2122-3."
    )
    assert {
        (each["grade"], each["assessed"], each["areas"], each["known"]) for each in position["questions"]
    } == {("Not entered", "Not entered", "None entered", "")}
    assert (
        "no grade entered, internal assessment not entered, 3 areas for improvement, 3 of them not under a question"
        in chat(held)
    )
    with held.database.writing() as session:
        cycle = peel.positions(session, held.today)[0].cycle
        peel.place(cycle, 7, items.item_by_reference(session, "PEEL2122-1"), held.act)
        peel.grade(session, cycle, 7, Grade.ADEQUATE, held.act)
        peel.assess(session, cycle, 7, Grade.GOOD, held.act)
    (position,) = paper(held)["peel"]
    assert position["graded"] == (
        "Grades have been entered for one of them."
        " The force's internal assessment has been entered for one of them."
    )
    assert position["asks"] == []
    assert [each["number"] for each in position["questions"] if each["known"]] == [
        str(n) for n in range(1, 13)
    ]
    assert [(each["grade"], each["assessed"]) for each in position["questions"]][5:7] == [
        ("Not entered", "Not entered"),
        ("Adequate", "Good"),
    ]
    assert "1 graded, 1 assessed by the force" in chat(held)
    assert position["improvements"] == (
        "Open areas for improvement: three, of which two not under a question: PEEL2122-2 and PEEL2122-3."
    )


def test_a_printed_figure_that_counted_other_bodies_is_explained(held: Register, session: Session) -> None:
    """43 printed as added are the force's 26 and 17 of other bodies, and that is what is said."""
    enter(session, DECEMBER, "added", ItemKind.RECOMMENDATION, 43, held.act)
    session.commit()
    for number in range(1, 27):
        held.item(str(number), report="VETTING")
    for number in range(27, 44):
        held.item(str(number), report="VETTING", owner=None, addressed_to=(Addressee.IOPC, Addressee.NPCC))
    facts = paper(held)
    assert [(each["printed"], each["register"], each["said"]) for each in facts["unsupported"]] == [
        ("43", "26", "17 more than the register: the printed figure includes 17 for other bodies")
    ]
    assert "it also has 17 for other bodies, which explains the difference" in chat(held)


def test_other_bodies_are_named(held: Register) -> None:
    """What is for others is split from what is the force's, with the names and how many are for each."""
    with held.database.writing() as session:
        session.add(
            InspectionReport(
                code="VETTING", title="Vetting", kind=ReportKind.OTHER, published_on=date(2022, 11, 2)
            )
        )
    held.item("1", report="VETTING")
    held.item("2", report="VETTING", owner=None, addressed_to=(Addressee.IOPC,))
    held.item("3", report="VETTING", owner=None, addressed_to=(Addressee.NPCC, Addressee.IOPC))
    facts = paper(held)
    (report,) = facts["reports"]
    assert report["split"] == (
        "Entered from this report: one recommendation addressed to the force (VETTING-1), and two recommendations"
        " addressed to other bodies only: the NPCC (1) and the IOPC (2) (VETTING-2 and VETTING-3)."
    )
    assert "addressed to the NPCC (1) and the IOPC (2)" in facts["opened"][1]["reports"][0]
    (added, _) = facts["opened"]
    assert added["name"] == "added"


def test_what_is_accepted_and_not_mandatory_is_said_of_it(held: Register) -> None:
    """A recommendation of a super-complaint is told with both wherever it is listed."""
    held.item(
        "1", report="PPDA", deadline_on=date(2022, 12, 30), addressed_to=(Addressee.ALL_FORCES, Addressee.PCC)
    )
    with held.database.writing() as session:
        items.item_by_reference(session, "PPDA-1").mandatory = False
    (due,) = paper(held)["due"]
    assert due["obligation"] == "Accepted, not mandatory"
    assert "accepted, not mandatory" in due["heading"]
    for said in ("Accepted, not mandatory.", "Also addressed to the PCC.", "Deadline: 30 December 2022."):
        assert said in due["standing"], said


def test_data_returns_are_reported(held: Register, clock: StoppedClock) -> None:
    """What is still to be returned stands in paper and chat, and what was returned since the last meeting."""
    with held.database.writing() as session:
        act = held.act
        of = inspecting.announce(session, "Armed policing", ReportKind.OTHER, Details(), act)
        data_returns.ask_for_data(session, "Autumn data", date(2022, 12, 16), act, inspection=of)
        data_returns.ask_for_data(session, "Late data", date(2022, 11, 30), act.effective(date(2022, 10, 3)))
        done = data_returns.ask_for_data(session, "Custody data", date(2022, 11, 1), act)
        data_returns.return_data(session, done, act.effective(date(2022, 11, 3)))
    told = [
        "Custody data: returned on 3 November 2022, late (due 1 November 2022).",
        "Late data: not returned; it was due on 30 November 2022.",
        "Autumn data (Armed policing): not returned yet; due on 16 December 2022.",
    ]
    assert paper(held)["data_returns"] == told
    posted = chat(held)
    assert "Data returns: 3" in posted
    assert "Late data: not returned, due Wed 30 Nov 2022" in posted


def test_the_force_without_a_name_is_the_force(held: Register) -> None:
    """In the middle of a sentence there is no “This force”."""
    held.item("1")
    facts = paper(held)
    assert facts["force"] == "the force"
    assert "This force" not in repr(facts)
    assert "addressed to the force" in chat(held)
