"""Conversations about inspections and PEEL, and what the committee's summary is given of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.local.slack.block_kit.blocks import findings
from models.enums import Addressee, Grade, ItemKind, Participation, ReportKind, Stage, Status
from models.inspections import data_returns, inspecting, peel
from models.inspections.inspecting import Details
from models.inspections.inspection import Inspection
from models.ledger.audit_context import AuditContext
from models.queries import items
from models.register import report_particulars
from models.register.naming import called
from models.register.report_particulars import Particulars
from templates import plain
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.inspections import DataReturns, Inspections, Peel, Reports
from templates.messages.summary_parts import DataReturnRow
from templates.presenters import inspections
from templates.presenters.rows import PrintedRows
from templates.slack import renderer
from tests.factories import Register
from tests.talk import Talk

S, D = date(2022, 9, 29), date(2022, 12, 15)
SINCE_S = date(2022, 9, 30)
TODAY = date(2022, 12, 1)
NAME = "Regional organised crime units"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@contextmanager
def acting(talk: Talk, on: date | None = None) -> Iterator[tuple[Session, AuditContext]]:
    """Give a transaction and an act that takes effect on the day `on`."""
    with talk.database.writing() as session:
        yield session, talk.policy.act(None, talk.clock.now()).effective(on)


def announce(talk: Talk, name: str, known: Details, kind: ReportKind = ReportKind.NATIONAL_THEMATIC) -> None:
    with acting(talk, S) as (session, act):
        inspecting.announce(session, name, kind, known, act)


@on_sqlite
async def test_everybody_reads_what_is_to_be_inspected(talk: Talk, register: Register) -> None:
    """`/rec inspections` lists each with stage, dates, partners and notes, to members of the committee too.

    Nobody has said since when the report of Walsall is awaited: the day of its entry does not stand for that.
    """
    announce(talk, NAME, Details(when="early October"))
    with acting(talk) as (session, act):
        inspecting.announce(
            session,
            "Walsall",
            ReportKind.JTAI,
            Details(
                None, date(2022, 11, 7), date(2022, 11, 11), ("local authority", "health"), "Well received."
            ),
            act,
        )
        inspecting.move(session, called(session, Inspection, "Walsall"), Stage.REPORT_AWAITED, act)
    for who in ("helen", "anna", "priya"):
        told = plain.render(await talk.says(who, "/rec inspections", Inspections))
        assert told == (
            "Inspections not yet reported, Thu 1 Dec 2022\n"
            "\n"
            "Regional organised crime units (national thematic)\n"
            "  Announced on Thu 29 Sep 2022 · early October\n"
            "\n"
            "Walsall (JTAI)\n"
            "  Report awaited · Mon 7 Nov 2022 to Fri 11 Nov 2022\n"
            "  With local authority and health\n"
            "  Well received.\n"
            "\n"
            "An inspection stays here until its report is published. rec peel shows the PEEL position."
        )


@on_sqlite
async def test_without_inspections_it_says_so(talk: Talk, register: Register) -> None:
    """Nothing to come is said in a sentence, and so is a PEEL position that nobody has entered."""
    told = plain.render(await talk.says("helen", "/rec inspections", Inspections))
    assert "Every announced inspection has been reported or withdrawn." in told
    assert "No PEEL cycle has been entered yet." in plain.render(await talk.says("helen", "/rec peel", Peel))


@on_sqlite
async def test_a_withdrawn_inspection_is_there_with_its_reason(talk: Talk, register: Register) -> None:
    """Since the last meeting withdrawn: listed with the reason; withdrawn before it: told of then."""
    register.meeting(S)
    for name, on in (("Before", S), ("Since", SINCE_S)):
        announce(talk, name, Details(notes="Asked by letter."))
        with acting(talk, on) as (session, act):
            inspecting.withdraw(
                session, called(session, Inspection, name), act.effective(on), reason=f"{name} the meeting"
            )
    listed = await talk.says("helen", "/rec inspections", Inspections)
    # Both were recorded after the last meeting, whose paper could not tell of either.
    assert [(each.name, each.notes) for each in listed.inspections] == [
        ("Before", "Before the meeting"),
        ("Since", "Since the meeting"),
    ]
    assert "Withdrawn on Fri 30 Sep 2022\n  Reason: Since the meeting" in plain.render(listed)
    register.meeting(TODAY)
    await talk.at("2022-12-02T09:00")
    assert (await talk.says("helen", "/rec inspections", Inspections)).inspections == ()


@on_sqlite
async def test_data_still_to_be_returned_is_listed(talk: Talk, register: Register) -> None:
    """What HMICFRS waits for is listed with its date, late or not; what was returned is not."""
    announce(talk, "Armed policing", Details())
    with acting(talk) as (session, act):
        of = called(session, Inspection, "Armed policing")
        data_returns.ask_for_data(session, "Autumn data", date(2022, 12, 16), act, inspection=of)
        data_returns.ask_for_data(session, "Late data", date(2022, 11, 30), act)
        done = data_returns.ask_for_data(session, "Custody data", date(2022, 11, 1), act)
        data_returns.return_data(session, done, act)
    listed = await talk.says("helen", "/rec inspections", Inspections)
    assert listed.data_returns == (
        DataReturnRow("Late data", date(2022, 11, 30)),
        DataReturnRow("Autumn data", date(2022, 12, 16), inspection="Armed policing"),
    )
    told = plain.render(listed)
    assert "Late data · late, was due Wed 30 Nov 2022 (1 day ago)" in told
    assert "Autumn data for Armed policing · due Fri 16 Dec 2022 (in 15 days)" in told


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Details(), ""),
        (Details(when="early October"), "early October"),
        (Details(starts_on=S), "from Thu 29 Sep 2022"),
        (Details(ends_on=D), "until Thu 15 Dec 2022"),
        (Details(starts_on=S, ends_on=S), "Thu 29 Sep 2022"),
        (Details("autumn", S, D), "autumn (Thu 29 Sep 2022 to Thu 15 Dec 2022)"),
    ],
)
@on_sqlite
def test_when_it_is_reads_as_it_is_known(talk: Talk, register: Register, known: Details, said: str) -> None:
    """The words of the announcement and the dates known by now stand side by side."""
    announce(talk, NAME, known)
    with talk.database.reading() as session:
        (row,) = inspections.forthcoming(session, SINCE_S, TODAY)
    assert row.when == said


@on_sqlite
async def test_peel_shows_every_area_and_the_summary_the_open_ones(talk: Talk, register: Register) -> None:
    """In chat an area that has ended says so; the committee is given what is still open, question by question."""
    register.report("PEEL2122", published_on=date(2022, 4, 1))
    kind = ItemKind.AREA_FOR_IMPROVEMENT
    areas = [register.item(number, report="PEEL2122", kind=kind, added_on=S) for number in "1234"]
    with acting(talk, date(2022, 4, 1)) as (session, act):
        cycle = peel.begin(session, "PEEL 2021/22", "2021/22", date(2021, 4, 1), act, notes="The last one.")
        peel.report_made(session, cycle, report_particulars.report_called(session, "PEEL2122"), act)
        peel.grade(session, cycle, 7, Grade.REQUIRES_IMPROVEMENT, act)
        for reference in areas[:2]:
            peel.place(cycle, 7, items.item_by_reference(session, reference), act)
        peel.place(cycle, 1, items.item_by_reference(session, areas[2]), act)
    register.become(areas[0], Status.SIGNED_OFF)
    told = plain.render(await talk.says("helen", "/rec peel", Peel), width=None)
    assert "PEEL 2021/22 · 12 questions (2021/22)\nThe last one." in told
    assert (
        "7. How well does the force manage offenders and suspects? Requires improvement"
        " · internal assessment: not entered · 2 areas for improvement:"
        " PEEL2122-1 (signed off by HMICFRS), PEEL2122-2\n"
    ) in told
    assert "serious and organised crime? No grade entered · internal assessment: not entered\n" in told
    assert "Not under a question yet: PEEL2122-4." in told
    with talk.database.reading() as session:
        (now,) = inspections.peel(session, TODAY)
        (then,) = inspections.peel(session, S)
    assert now.questions[6].areas_for_improvement == ("PEEL2122-2",)
    assert then.questions[6].areas_for_improvement == ("PEEL2122-1", "PEEL2122-2")
    assert now.questions[6].grade is Grade.REQUIRES_IMPROVEMENT
    assert [each.number for each in now.questions if each.areas_for_improvement] == [1, 7]


@on_sqlite
async def test_a_coordinator_enters_a_grade_and_the_internal_assessment(
    talk: Talk, register: Register
) -> None:
    """Both are entered in chat, of the latest cycle or of one that is named, and stand beside each other."""
    with acting(talk, date(2022, 4, 1)) as (session, act):
        peel.begin(session, "PEEL 2021/22", "2021/22", date(2021, 4, 1), act)
        peel.begin(session, "PEEL 2023-25", "2023-25", date(2023, 1, 1), act)

    async def says(words: str, kind: type[Message] = Acknowledged) -> str:
        return plain.render(await talk.says("priya", f"/rec peel {words}".strip(), kind), width=None)

    assert await says("7 internal requires improvement") == (
        "Question 7 of PEEL 2023-25: the internal assessment is “requires improvement”."
    )
    assert await says("PEEL 2021/22 question 7 graded Good on 1 April 2022") == (
        "Question 7 of PEEL 2021/22: HMICFRS\u2019s grade is “good”."
    )
    with talk.database.reading() as session:
        latest, before = inspections.peel_in_full(session, TODAY).positions
        (then, _) = inspections.peel_in_full(session, date(2022, 4, 1)).positions
    question = latest.questions[6]
    assert (question.grade, question.assessed) == (None, Grade.REQUIRES_IMPROVEMENT)
    assert (before.questions[6].grade, before.questions[6].assessed) == (Grade.GOOD, None)
    assert then.questions[6].assessed is None
    assert "No grade entered · internal assessment: requires improvement\n" in await says("", Peel)
    assert await says("7 internal none") == "Question 7 of PEEL 2023-25: the internal assessment is removed."
    assert "internal assessment: requires" not in await says("", Peel)


@on_sqlite
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("7 internal splendid", "“splendid” is not a PEEL grade. The grades are: outstanding, good,"),
        ("10 internal good", "Its questions run from 1 to 9."),
        ("good", "Write “rec peel 7 grade good”"),
        ("PEEL 2019 7 grade good", "There is no PEEL cycle called “PEEL 2019”."),
        ("7 internal good on 1 January 2023", "is in the future"),
    ],
)
async def test_what_is_no_assessment_is_refused(
    talk: Talk, register: Register, words: str, told: str
) -> None:
    """What is wrong, and what would be right, is said, and nothing is entered."""
    with acting(talk) as (session, act):
        peel.begin(session, "PEEL 2023-25", "2023-25", date(2022, 4, 1), act)
    assert told in plain.render(await talk.says("priya", f"/rec peel {words}", Refused), width=None)
    with talk.database.reading() as session:
        (cycle,) = inspections.peel_in_full(session, TODAY).positions
    assert {(each.grade, each.assessed) for each in cycle.questions} == {(None, None)}


@on_sqlite
async def test_only_coordinators_enter_grades(talk: Talk, register: Register) -> None:
    """Everybody reads the PEEL position; who is no coordinator enters nothing in it."""
    with acting(talk) as (session, act):
        peel.begin(session, "PEEL 2023-25", "2023-25", date(2022, 4, 1), act)
    for who in ("anna", "helen"):
        assert "coordinator" in plain.render(
            await talk.says(who, "/rec peel 7 grade good", Refused), width=None
        )
    with talk.database.reading() as session:
        (cycle,) = inspections.peel_in_full(session, TODAY).positions
    assert {each.grade for each in cycle.questions} == {None}


@on_sqlite
def test_a_report_is_published_in_one_period_only(talk: Talk, register: Register) -> None:
    """From its first day to its last, both included, a period has the reports published in it."""
    register.report("FIRST", published_on=S)
    register.report("SECOND", published_on=SINCE_S)
    register.report("THIRD", published_on=TODAY)
    with talk.database.reading() as session:

        def published(begins_on: date, until: date) -> list[str]:
            return [
                each.code for each in inspections.reports_published(session, begins_on, PrintedRows(until))
            ]

        assert published(date.min, S) == ["FIRST"]
        assert published(SINCE_S, TODAY) == ["SECOND", "THIRD"]
        assert published(SINCE_S, date(2022, 11, 30)) == ["SECOND"]


@on_sqlite
def test_a_published_report_has_its_particulars_and_its_items(talk: Talk, register: Register) -> None:
    """Summary, themes and section 55 date; its items split by whom they are for, as they stood at the cut-off."""
    register.report("VETTING", "Vetting", published_on=date(2022, 11, 2))
    ours = register.item("33", report="VETTING", added_on=date(2022, 11, 2))
    register.item(
        "1", report="VETTING", addressed_to=[Addressee.IOPC], added_on=date(2022, 11, 2), owner=None
    )
    register.item("34", report="VETTING", added_on=TODAY)
    register.become(ours, Status.SIGNED_OFF)
    with acting(talk) as (session, act):
        wanted = Particulars(
            summary="Too many joined.", themes=("vetting",), participation=Participation.DATA_RETURN
        )
        report_particulars.correct(session, report_particulars.report_called(session, "VETTING"), wanted, act)
    with talk.database.reading() as session:
        (then,) = inspections.reports_published(session, SINCE_S, PrintedRows(date(2022, 11, 30)))
        (now,) = inspections.reports_published(session, SINCE_S, PrintedRows(TODAY))
    assert then.section_55_on == date(2022, 12, 27)
    assert (then.summary, then.themes, then.participation) == (
        "Too many joined.",
        ("vetting",),
        Participation.DATA_RETURN,
    )
    assert [(each.reference, each.status) for each in then.for_force] == [("VETTING-33", Status.IN_PROGRESS)]
    assert [each.reference for each in then.for_others] == ["VETTING-1"]
    assert [(each.reference, each.status) for each in now.for_force] == [
        ("VETTING-33", Status.SIGNED_OFF),
        ("VETTING-34", Status.IN_PROGRESS),
    ]


@on_sqlite
def test_a_corrected_publication_moves_the_section_55_date(talk: Talk, register: Register) -> None:
    """The PCC's last day is the publication date plus 55 days, whichever date that is."""
    register.report("VETTING", published_on=date(2022, 11, 2))
    with acting(talk) as (session, act):
        report = report_particulars.report_called(session, "VETTING")
        report_particulars.correct(session, report, Particulars(published_on=date(2022, 11, 3)), act)
    with talk.database.reading() as session:
        assert [each.section_55_on for each in inspections.reports(session, TODAY)] == [date(2022, 12, 28)]


@pytest.mark.parametrize("typed", ["<!channel> *x* & `y` ", "word " * 300, "w" * 2000])
def test_whatever_was_typed_fits_and_does_nothing(typed: str) -> None:
    """Long lists and hostile names stay within a message of Slack's, and nobody is notified by them."""
    inspection, asked = Inspections.EXAMPLE.inspections[1], Inspections.EXAMPLE.data_returns[0]
    row = replace(inspection, name=typed, when=typed, partners=(typed,) * 9, notes=typed)
    question = replace(Peel.EXAMPLE.positions[0].questions[1], text=typed)
    cycle = replace(Peel.EXAMPLE.positions[0], cycle=typed, notes=typed, questions=(question,) * 12)
    report = replace(Reports.EXAMPLE.reports[0], title=typed, summary=typed, themes=(typed,) * 11)
    data = (replace(asked, name=typed, inspection=typed),) * 90
    for message in (
        Inspections(TODAY, (row,) * 90, data),
        DataReturns(TODAY, data),
        Peel((cycle,) * 3, {}, (typed,) * 30),
        Reports(TODAY, (report,) * 90),
    ):
        drawn = renderer.render(message)
        assert (findings(drawn.blocks, "message"), len(drawn.text) <= 4000) == ([], True)
        assert "<!" not in drawn.text + str(drawn.blocks)
