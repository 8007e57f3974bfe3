"""Data that HMICFRS asks for is reminded of before it is due and until it is returned, and told in the summary."""

from datetime import date

import pytest

from models.inspections import data_returns
from templates.messages.answers import Acknowledged, Refused
from templates.messages.inspections import DataReturnDue
from templates.messages.publication import SummaryPreview
from templates.paper.facts import context
from tests.factories import Register, person_called
from tests.letterbox import expected
from tests.talk import Talk

pytestmark = pytest.mark.every_database


def ask(register: Register, owner: str | None) -> None:
    """Enter that HMICFRS has asked for data by 16 December 2022, which somebody sees to."""
    with register.database.writing() as session:
        person = person_called(session, owner) if owner else None
        data_returns.ask_for_data(session, "Autumn data", date(2022, 12, 16), register.act, owner=person)


async def test_who_sees_to_it_is_reminded_until_it_is_returned(talk: Talk, register: Register) -> None:
    """14, 7 and 1 days before, on the day, and weekly; the button ends it, and the summary tells both."""
    ask(register, "anna")
    days = ("12-01", "12-02", "12-05", "12-09", "12-15", "12-16", "12-19", "12-23")
    for day in days:
        await talk.at(f"2022-{day}T09:00")
    told = [each.today for each in talk.sees("anna", DataReturnDue)]
    assert told == [date(2022, 12, day) for day in (2, 9, 15, 16, 19)]
    assert talk.sees("priya", DataReturnDue) == []
    await talk.at("2022-12-28T09:00")
    assert len(talk.sees("anna", DataReturnDue)) == 6
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert [(row.name, row.returned_on) for row in summary.data_returns] == [("Autumn data", None)]
    (number,) = {str(each.number) for each in talk.sees("anna", DataReturnDue)}
    expected(await talk.presses("helen", "data_returned", number), Refused)
    expected(await talk.presses("anna", "data_returned", number), Acknowledged)
    await talk.at("2023-01-04T09:00")
    assert len(talk.sees("anna", DataReturnDue)) == 6
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert "returned on 28 December 2022" in repr(context(summary)["data_returns"])
    assert [row.returned_on for row in summary.data_returns] == [date(2022, 12, 28)]


async def test_what_nobody_sees_to_comes_to_the_coordinators(talk: Talk, register: Register) -> None:
    """Each of them is told once a step, and may say that it was returned."""
    ask(register, None)
    for moment in ("2022-12-02T09:00", "2022-12-02T09:01"):
        await talk.at(moment)
    assert [len(talk.sees(who, DataReturnDue)) for who in ("priya", "tom", "anna")] == [1, 1, 0]
