"""What is known of an inspection, what it is called, and the data that is asked for."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.enums import ReportKind
from models.inspections import data_returns, inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import DataReturn, Inspection
from models.ledger.event import EventKind
from models.refusals.inspections import (
    AlreadyReturned,
    EndsBeforeItStarts,
    NameTaken,
    NameUnfit,
    NoSuchName,
    NoSuchNameButNear,
)
from models.refusals.items import NotYet
from models.register.naming import called
from tests.factories import Register
from tests.inspecting import NAME, Bench, S

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def bench(register: Register, clock: StoppedClock) -> Bench:
    """Inspections of an empty register."""
    return Bench(register, clock)


def test_a_name_is_there_once_and_found_in_any_case(bench: Bench) -> None:
    """Case and blanks make no other name, a slip is answered with the nearest, and a name is needed."""
    bench.announce("Walsall")
    with pytest.raises(NameTaken, match="Another inspection is already called"):
        bench.announce(" WALSALL ")
    for unfit in ("  ", "w" * 201):
        with pytest.raises(NameUnfit):
            bench.announce(unfit)
    with bench.acting() as (session, _):
        assert called(session, Inspection, "  walsall").name == "Walsall"
        with pytest.raises(NoSuchNameButNear, match="Did you mean “Walsall”"):
            called(session, Inspection, "Walsal")
        with pytest.raises(NoSuchName, match="“data-return list” lists them"):
            called(session, DataReturn, "Walsall")


def test_a_correction_keeps_what_was(bench: Bench) -> None:
    """Details are corrected one by one; empty takes one away, what is not given stays, and the ledger has both."""
    with bench.acting(S) as (session, act):
        known = Details("early October", date(2022, 10, 3), None, ("health",), "Asked by letter.")
        inspecting.announce(session, NAME, ReportKind.JTAI, known, act)
    wanted = Details(
        ends_on=date(2022, 10, 14),
        partners=(" health ", "local authority"),
        notes="",
        scope=(" the front doors ", ""),
    )
    with bench.acting() as (session, act):
        inspection = called(session, Inspection, NAME)
        assert inspecting.correct(session, inspection, wanted, act) == (
            *("ends_on", "partners"),
            *("scope", "notes"),
        )
        assert inspecting.correct(session, inspection, wanted, act) == ()
        assert (inspection.when_wording, inspection.starts_on) == ("early October", date(2022, 10, 3))
        assert (inspection.partners, inspection.notes) == (["health", "local authority"], None)
        assert inspection.scope == ["the front doors"]
    corrections = [each for each in bench.ledger() if each.kind is EventKind.INSPECTION_CORRECTED]
    assert [each.facts for each in corrections] == [
        {"name": NAME, "field": "ends_on", "to": "2022-10-14"},
        {"name": NAME, "field": "partners", "was": ["health"], "to": ["health", "local authority"]},
        {"name": NAME, "field": "scope", "was": [], "to": ["the front doors"]},
        {"name": NAME, "field": "notes", "was": "Asked by letter."},
    ]


def test_no_inspection_ends_before_it_starts(bench: Bench) -> None:
    """The dates are checked together, at the announcement and at a correction."""
    days = Details(starts_on=date(2022, 10, 14), ends_on=date(2022, 10, 3))
    with pytest.raises(EndsBeforeItStarts), bench.acting(S) as (session, act):
        inspecting.announce(session, NAME, ReportKind.PEEL, days, act)
    bench.announce()
    with pytest.raises(EndsBeforeItStarts), bench.acting() as (session, act):
        inspecting.correct(session, called(session, Inspection, NAME), days, act)


def test_data_is_asked_for_until_it_is_returned(bench: Bench) -> None:
    """What was asked for is listed by its date; once returned it is no longer outstanding, and is not again."""
    bench.announce()
    with bench.acting() as (session, act):
        of = called(session, Inspection, NAME)
        data_returns.ask_for_data(session, "Custody data", date(2023, 1, 31), act)
        data_returns.ask_for_data(session, "Autumn data", date(2022, 12, 16), act, inspection=of)
        assert [each.name for each in data_returns.data_returns(session)] == ["Autumn data", "Custody data"]
    with bench.acting(date(2022, 11, 30)) as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "autumn data"), act)
        left = data_returns.data_returns(session, outstanding=True)
        assert [each.name for each in left] == ["Custody data"]
    asked, returned = bench.ledger()[-2:]
    assert asked.facts == {"name": "Autumn data", "due": "2022-12-16", "inspection": NAME}
    assert (asked.kind, returned.kind) == (EventKind.DATA_ASKED, EventKind.DATA_RETURNED)
    assert returned.effective_on == date(2022, 11, 30)
    with pytest.raises(AlreadyReturned, match="30 November 2022"), bench.acting() as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "Autumn data"), act)
    with pytest.raises(NotYet), bench.acting(date(2022, 12, 2)) as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "Custody data"), act)
