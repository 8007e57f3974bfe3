"""Inspections, data, reports, PEEL cycles and printed figures are entered in forms, as at the terminal."""

from datetime import date

from sqlalchemy import select

from models.enums import Grade, ItemKind, Participation, Stage
from models.ledger.event import Event, EventKind
from models.queries.items import item_by_reference, report_by_code
from models.refusals.base import Refusal
from models.refusals.committee import PrintedNumberUnfit
from models.refusals.inspections import (
    BackNeedsReason,
    DueMissing,
    FirstDayMissing,
    NoReportSought,
    NoSuchReport,
    QuestionMissing,
    ReportOfItMissing,
    WithdrawalNeedsReason,
)
from templates.messages.answers import Acknowledged, Refused
from templates.messages.inspection_forms import (
    DataReturnForm,
    InspectionForm,
    ParticularsForm,
    PeelCycleForm,
    PeelGradeForm,
)
from templates.messages.inspections import Inspections, Peel, ReportCorrected, Reports
from templates.messages.meetings import CommitteeCalendar
from templates.messages.printed import PrintedForm
from tests.factories import ACCOUNTS, Register
from tests.handlers.publishing import SEPTEMBER
from tests.letterbox import expected
from tests.talk import Talk

Fields = dict[str, str]
ROCU = "Regional organised crime units"


async def fails(talk: Talk, form: str, about: str, fields: Fields, refusal: type[Refusal]) -> None:
    """Fill a form as priya, and be refused."""
    assert expected(await talk.submits("priya", form, about, fields), Refused).template == refusal.template


async def saves(talk: Talk, form: str, about: str, fields: Fields) -> str:
    """Fill a form as priya; return what is acknowledged."""
    return expected(await talk.submits("priya", form, about, fields), Acknowledged).what


async def test_an_inspection_goes_from_its_announcement_to_its_report(talk: Talk, register: Register) -> None:
    """It is announced, corrected and moved in one form; back or away only with a reason, reported by its report."""
    expected(await talk.presses("priya", "change_inspection", "new"), InspectionForm)
    known = {"when": "early October", "scope": "front doors\nearly decisions", "partners": "health"}
    fields = known | {"name": ROCU, "kind": "national thematic", "on": "2022-11-01"}
    assert await saves(talk, "inspection", "new", fields) == "inspection_announced"
    (row,) = (await talk.says("priya", "/rec inspections", Inspections)).inspections
    assert (row.stage_since, row.scope) == (date(2022, 11, 1), ("front doors", "early decisions"))
    form = expected(await talk.presses("priya", "change_inspection", ROCU), InspectionForm)
    assert (form.when, form.partners) == ("early October", ("health",))
    assert await saves(talk, "inspection", ROCU, known | {"stage": "announced"}) == "nothing_changed"
    moved = known | {"stage": "fieldwork", "starts": "2022-12-05"}
    assert await saves(talk, "inspection", ROCU, moved) == "inspection_moved"
    await fails(talk, "inspection", ROCU, known | {"stage": "announced"}, BackNeedsReason)
    await fails(talk, "inspection", ROCU, known | {"stage": "withdrawn"}, WithdrawalNeedsReason)
    await fails(talk, "inspection", ROCU, known | {"stage": "reported"}, ReportOfItMissing)
    await fails(talk, "inspection", ROCU, known | {"stage": "reported", "report": "NONE"}, NoSuchReport)
    register.report("ROCU", "Regional organised crime", date(2022, 12, 1))
    done = known | {"stage": "reported", "report": "rocu"}
    assert await saves(talk, "inspection", ROCU, done) == "inspection_moved"
    assert (await talk.says("priya", "/rec inspections", Inspections)).inspections == ()
    with talk.database.reading() as session:
        steps = session.scalars(select(Event).where(Event.kind == EventKind.INSPECTION_STAGE)).all()
        assert [each.facts["to"] for each in steps] == [Stage.FIELDWORK, Stage.REPORTED]


async def test_data_is_asked_for_and_returned(talk: Talk, register: Register) -> None:
    """Whoever sees to it is chosen; the list has a button that says that it was returned."""
    expected(await talk.presses("priya", "add_data_return", "new"), DataReturnForm)
    await fails(talk, "data_return", "new", {"name": "Autumn data"}, DueMissing)
    fields = {"name": "Autumn data", "due": "2022-12-16", "owner": ACCOUNTS["anna"]}
    assert await saves(talk, "data_return", "new", fields) == "data_asked"
    listed = await talk.says("priya", "/rec inspections", Inspections)
    (asked,) = listed.data_returns
    assert asked.owner is not None
    assert asked.owner.name == "Anna Clarke"
    await talk.presses("priya", "data_returned", str(listed.numbers[0]))
    assert (await talk.says("priya", "/rec inspections", Inspections)).data_returns == ()


async def test_a_report_gets_its_summary_and_themes_and_deadlines_follow_its_date(
    talk: Talk, register: Register
) -> None:
    """What the committee reads of a report is entered where the report is listed."""
    register.report("VETTING", "The vetting report", date(2022, 11, 2))
    listed = await talk.says("priya", "/rec reports vett", Reports)
    assert ([each.code for each in listed.reports], listed.may_change) == (["VETTING"], True)
    assert not (await talk.says("ruth", "/rec reports", Reports)).may_change
    assert (await talk.says("priya", "/rec reports fire", Refused)).template == NoReportSought.template
    form = expected(await talk.presses("priya", "change_report", "VETTING"), ParticularsForm)
    fields = {
        "title": form.title,
        "published": "2022-11-03",
        "summary": "Too many joined.",
        "themes": "vetting\nmisconduct\n",
        "participation": "data return",
    }
    expected(await talk.submits("priya", "particulars", "VETTING", fields), ReportCorrected)
    with talk.database.reading() as session:
        report = report_by_code(session, "VETTING")
        assert report is not None
        assert (report.summary, report.themes) == ("Too many joined.", ["vetting", "misconduct"])
        assert (report.participation, report.published_on) == (Participation.DATA_RETURN, date(2022, 11, 3))
    assert await saves(talk, "particulars", "VETTING", fields) == "nothing_changed"


async def test_a_peel_cycle_is_entered_and_graded(talk: Talk, register: Register) -> None:
    """Both grades of a question and the areas for improvement under it are one form, each taken back by “none”."""
    expected(await talk.presses("priya", "change_peel", "new"), PeelCycleForm)
    cycle = {"name": "PEEL 2023", "framework": "2023-25"}
    await fails(talk, "peel_cycle", "new", cycle, FirstDayMissing)
    assert await saves(talk, "peel_cycle", "new", cycle | {"begins": "2022-11-01"}) == "peel_begun"
    form = expected(await talk.presses("priya", "change_peel", "PEEL 2023"), PeelGradeForm)
    assert len(form.questions) == 9
    register.report("PEEL23", "PEEL 2023", date(2022, 11, 20))
    area = register.item("AFI1", report="PEEL23", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    await fails(talk, "peel_grade", "PEEL 2023", {"grade": "good"}, QuestionMissing)
    fields = {"number": "7", "grade": "good", "assessed": "adequate", "areas": area, "report": "PEEL23"}
    assert await saves(talk, "peel_grade", "PEEL 2023", fields) == "changed"
    position = (await talk.says("priya", "/rec peel", Peel)).positions[0]
    asked = position.questions[6]
    assert (asked.grade, asked.assessed) == (Grade.GOOD, Grade.ADEQUATE)
    assert asked.areas_for_improvement == (area,)
    with talk.database.reading() as session:
        assert item_by_reference(session, area).peel_question == 7
    await saves(talk, "peel_grade", "PEEL 2023", {"number": "7", "grade": "none"})
    asked = (await talk.says("priya", "/rec peel", Peel)).positions[0].questions[6]
    assert (asked.grade, asked.assessed) == (None, Grade.ADEQUATE)


async def test_figures_of_a_paper_made_elsewhere_are_entered_and_taken_away(
    talk: Talk, register: Register
) -> None:
    """The calendar offers them for a meeting without a summary of ours; an emptied field counts as not printed."""
    register.meeting(SEPTEMBER)
    calendar = await talk.says("priya", "/rec committee", CommitteeCalendar)
    assert calendar.may_change
    about = SEPTEMBER.isoformat()
    assert expected(await talk.presses("priya", "printed", about), PrintedForm).known == ()
    await fails(talk, "printed", about, {"closing_recommendation": "about 45"}, PrintedNumberUnfit)
    fields = {"closing_recommendation": "45", "signed_off_recommendation": "60"}
    assert await saves(talk, "printed", about, fields) == "printed_kept"
    await saves(talk, "printed", about, {"closing_recommendation": "46"})
    form = expected(await talk.presses("priya", "printed", about), PrintedForm)
    assert form.known == (("closing", ItemKind.RECOMMENDATION, 46),)
    with talk.database.reading() as session:
        kinds = {EventKind.PRINTED_ENTERED, EventKind.PRINTED_REMOVED}
        noted = session.scalars(select(Event.kind).where(Event.kind.in_(kinds)).order_by(Event.id)).all()
        assert noted == [*[EventKind.PRINTED_ENTERED] * 3, EventKind.PRINTED_REMOVED]
