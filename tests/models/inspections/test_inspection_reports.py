"""A report's particulars, and the dates that follow from its publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.deadlines.deadline import DeadlineBasis, read_deadline
from models.enums import Participation
from models.ledger.event import Event, EventKind
from models.queries import items as queries
from models.refusals.inspections import LinkNotToTheWeb, NoSuchReport, NoSuchReportButNear
from models.refusals.items import NotYet
from models.register import report_particulars
from models.register.report import InspectionReport
from models.register.report_particulars import Particulars
from tests.factories import Register

PUBLISHED = date(2022, 6, 30)
LATER = date(2022, 8, 31)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def report(register: Register) -> None:
    """A report of 30 June 2022."""
    register.report("PPDA", published_on=PUBLISHED)


def item(register: Register, number: str, wording: str) -> str:
    """Enter an item of that report, with the deadline that its wording means."""
    read = read_deadline(wording, PUBLISHED)
    reference = register.item(number, report="PPDA", deadline_on=read.on)
    with register.database.writing() as session:
        entered = queries.item_by_reference(session, reference)
        entered.deadline_wording, entered.deadline_basis = wording, read.basis
    return reference


@dataclass(frozen=True)
class Done:
    """What a correction did: the fields, and the references of the items that followed and that stayed."""

    fields: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    stayed: tuple[str, ...] = ()


def correct(register: Register, clock: StoppedClock, wanted: Particulars) -> Done:
    """Correct the report."""
    with register.database.writing() as session:
        act = register.policy.act(None, clock.now())
        done = report_particulars.correct(
            session, report_particulars.report_called(session, "ppda"), wanted, act
        )
        followed, stayed = (tuple(each.reference for each in items) for items in (done.followed, done.stayed))
        return Done(done.fields, followed, stayed)


def deadlines(register: Register, reference: str) -> tuple[date | None, date | None, int]:
    """Return the deadline of an item, the first it had, and how often it was moved."""
    with register.database.reading() as session:
        found = queries.item_by_reference(session, reference)
        return found.deadline_on, found.original_deadline_on, found.deadline_moves


def facts(register: Register, kind: EventKind) -> Sequence[Event]:
    """Return what the ledger has of a kind, in order."""
    with register.database.reading() as session:
        found = session.scalars(select(Event).where(Event.kind == kind).order_by(Event.id)).all()
        session.expunge_all()
        return found


def test_particulars_are_set_one_by_one_and_told(register: Register, clock: StoppedClock) -> None:
    """What is given is set, the rest stays; each change is a fact of the report with what was before."""
    wanted = Particulars(
        summary="Forces do not respond well.",
        themes=("reporting", " arrests ", ""),
        participation=Participation.DATA_RETURN,
        source_link="https://inspectorate.example/ppda",
    )
    assert correct(register, clock, wanted).fields == ("summary", "themes", "participation", "source_link")
    assert correct(register, clock, wanted) == Done()
    assert correct(register, clock, Particulars(summary="", themes=())).fields == ("summary", "themes")
    with register.database.reading() as session:
        report = report_particulars.report_called(session, "PPDA")
        assert (report.summary, report.themes, report.published_on) == (None, [], PUBLISHED)
        assert report.participation is Participation.DATA_RETURN
        report_id = report.id
    told = facts(register, EventKind.REPORT_CORRECTED)
    assert {each.report_id for each in told} == {report_id}
    assert told[1].facts == {"field": "themes", "was": [], "to": ["reporting", "arrests"]}
    assert told[2].facts == {"field": "participation", "to": "data return"}
    assert told[4].facts == {"field": "summary", "was": "Forces do not respond well."}


@pytest.mark.parametrize(
    ("wording", "to"),
    [
        ("Within six months", date(2023, 2, 28)),
        ("With immediate effect", LATER),
        ("By March 2023", date(2023, 3, 31)),
        ("By 31 March 2023", date(2023, 3, 31)),
        ("", None),
    ],
)
def test_deadlines_follow_the_date_they_are_counted_from(
    register: Register, clock: StoppedClock, wording: str, to: date | None
) -> None:
    """What is counted from publication follows its correction, what names a day or nothing stays."""
    reference = item(register, "1", wording)
    was, _, _ = deadlines(register, reference)
    done = correct(register, clock, Particulars(published_on=LATER))
    assert deadlines(register, reference) == (to, to, 0)
    assert done == Done(("published_on",), (reference,) if was != to else ())


def test_a_deadline_that_follows_is_told_with_its_reason(register: Register, clock: StoppedClock) -> None:
    """It is listed among the dates that moved, as a correction: it does not count as a move of the force's."""
    reference = item(register, "1", "Within six months")
    with register.database.writing() as session:
        queries.item_by_reference(session, reference).remind_on = LATER
    correct(register, clock, Particulars(published_on=LATER))
    (moved,) = facts(register, EventKind.DEADLINE_MOVED)
    assert moved.facts == {
        "was": "2022-12-30",
        "to": "2023-02-28",
        "basis": "counted from publication",
        "reason": "The report's publication date was corrected from 30 June 2022 to 31 August 2022",
    }
    with register.database.reading() as session:
        found = queries.item_by_reference(session, reference)
        assert found.remind_on == date.min
    correct(register, clock, Particulars(published_on=PUBLISHED))
    assert deadlines(register, reference) == (date(2022, 12, 30), date(2022, 12, 30), 0)


def test_what_a_person_has_moved_stays(register: Register, clock: StoppedClock) -> None:
    """A deadline that was moved with a reason, or set as a local target, is left alone and named."""
    moved = item(register, "1", "Within six months")
    local = item(register, "2", "Within six months")
    item(register, "3", "By March 2023")
    with register.database.writing() as session:
        act = register.policy.act(None, clock.now())
        item_moved = queries.item_by_reference(session, moved)
        item_moved.move_deadline(date(2023, 6, 30), DeadlineBasis.COUNTED, act, reason="Said in a test")
        queries.item_by_reference(session, local).deadline_basis = DeadlineBasis.LOCAL
    done = correct(register, clock, Particulars(published_on=LATER))
    assert (done.followed, done.stayed) == ((), (moved, local))
    assert deadlines(register, moved) == (date(2023, 6, 30), date(2022, 12, 30), 1)
    assert deadlines(register, local) == (date(2022, 12, 30), date(2022, 12, 30), 0)


def test_other_reports_do_not_follow(register: Register, clock: StoppedClock) -> None:
    """A correction reaches the items of its own report only."""
    other = register.item("1", report="OLDER", deadline_on=date(2022, 12, 30))
    with register.database.writing() as session:
        found = queries.item_by_reference(session, other)
        found.deadline_wording, found.deadline_basis = "Within six months", DeadlineBasis.COUNTED
    correct(register, clock, Particulars(published_on=LATER))
    assert deadlines(register, other) == (date(2022, 12, 30), date(2022, 12, 30), 0)


def test_a_report_is_not_published_ahead(register: Register, clock: StoppedClock) -> None:
    """A date of publication that has not come is refused, and nothing is changed."""
    with pytest.raises(NotYet):
        correct(register, clock, Particulars(summary="New", published_on=date(2022, 12, 2)))
    assert facts(register, EventKind.REPORT_CORRECTED) == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example/x", "a.example", "https://", "http://["]
)
def test_a_source_is_a_web_page(register: Register, clock: StoppedClock, address: str) -> None:
    """The source leads to the web, and to nothing else."""
    with pytest.raises(LinkNotToTheWeb):
        correct(register, clock, Particulars(source_link=address))


def test_a_report_is_found_by_its_code(register: Register) -> None:
    """Case does not matter, and a slip is answered with the nearest."""
    with register.database.writing() as session:
        with pytest.raises(NoSuchReportButNear, match="Did you mean PPDA"):
            report_particulars.report_called(session, "PPDDA")
        for each in session.scalars(select(InspectionReport)):
            session.delete(each)
        with pytest.raises(NoSuchReport):
            report_particulars.report_called(session, "PPDA")
