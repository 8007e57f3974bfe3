"""One grammar of dates: what one reader understands, the others understand too, each within its own rule."""

from datetime import date

import pytest

from models.dates.day import read_day
from models.dates.relative import RequestedDay, find_day, read_month, read_past_day
from models.deadlines.deadline import read_deadline
from models.imports.cells import read_date
from models.refusals.deadlines import NoSuchDay, NotADeadline
from models.report_parser.dates import dated

TODAY, MARCH_END = date(2022, 12, 1), date(2023, 3, 31)


def ahead(text: str, asked: RequestedDay | None = None) -> tuple[date, ...]:
    """Return the days that `text` can mean, all of which has been read."""
    found = find_day(text, asked or RequestedDay(TODAY))
    assert found is not None
    assert found.end == len(text)
    return found.days


@pytest.mark.parametrize(
    "written",
    [
        *("31/03/2023", "31/3/23", "31.3.2023", "31-03-23", "2023-03-31", "2023-3-31"),
        *("31 March 2023", "31st Mar 2023", "31 Mar '23", "31-Mar-23", "the 31st of March 2023"),
        *("Friday 31 March 2023", "Friday, the 31st of March, 2023", "March 31, 2023"),
    ],
)
def test_a_day_with_its_year_is_read_wherever_dates_are_written(written: str) -> None:
    """By itself, in a cell, as a deadline, as what is asked for, and as a day that has been."""
    assert read_day(written) == read_date(written) == MARCH_END
    assert read_deadline(f"By {written}", TODAY).on == MARCH_END
    assert dated(f"By {written}, forces should train.", TODAY).deadline is not None
    assert ahead(written) == (MARCH_END,)
    assert read_past_day(written, date(2023, 6, 1)) == (MARCH_END, len(written))


def test_a_wrong_day_of_the_week_is_no_day() -> None:
    """31 March 2023 is a Friday: whoever writes Thursday means one of two days, and nobody guesses."""
    with pytest.raises(NoSuchDay):
        read_day("Thursday 31 March 2023")
    assert ahead("Thursday 31 March 2023") == ()
    assert read_past_day("Thursday 31 March 2022", TODAY) == (date(2022, 3, 31), 22)
    assert read_past_day("Friday 31 March 2022", TODAY) is None
    assert read_past_day("Friday 31 March", TODAY) is None


@pytest.mark.parametrize("written", ["2023-3-31", "31/03/2023", "20230331", "2023-W13-5", " 2023-03-31"])
def test_where_only_one_form_is_taken_nothing_else_is(written: str) -> None:
    """The committee's commands and the terminal take `2023-03-31` alone."""
    assert read_day("2023-03-31", iso=True) == MARCH_END
    with pytest.raises(NotADeadline):
        read_day(written, iso=True)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("31 March", [MARCH_END]),
        ("March 31", [MARCH_END]),
        ("31/3", [MARCH_END]),
        ("March", [MARCH_END]),
        ("end March 2023", [MARCH_END]),
        ("03/2023", [MARCH_END]),
        ("end of June", [date(2023, 6, 30)]),
        ("Friday", [date(2022, 12, 2)]),
        ("next Friday", [date(2022, 12, 2), date(2022, 12, 9)]),
        ("twenty-one days", [date(2022, 12, 22)]),
        ("a fortnight", [date(2022, 12, 15)]),
        ("another month", [date(2023, 1, 1)]),
        ("the end of the year", [date(2022, 12, 31), MARCH_END]),
        ("1 December", [date(2023, 12, 1)]),
        ("1 December 2022", []),
        ("mid-April", []),
    ],
)
def test_a_day_to_come_is_read_from_today(written: str, days: list[date]) -> None:
    """Without a year it is the next of that name; what could be several days gives all of them."""
    assert list(ahead(written)) == days


@pytest.mark.parametrize("written", ["March", "end of June", "two weeks", "next week"])
def test_what_lasts_is_no_day_where_only_days_are_taken(written: str) -> None:
    """Leave in March does not begin on its last day."""
    assert find_day(written, RequestedDay(TODAY, only_days=True)) is None
    assert find_day("next Friday", RequestedDay(TODAY, only_days=True)) == find_day(
        "next Friday", RequestedDay(TODAY)
    )


def test_today_may_count_as_a_day_to_come() -> None:
    """Leave may begin today."""
    assert ahead("1 December", RequestedDay(TODAY, today_counts=True)) == (TODAY,)
    assert ahead("2022-12-01", RequestedDay(TODAY, today_counts=True)) == (TODAY,)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("30 November", date(2022, 11, 30)),
        ("on November 30", date(2022, 11, 30)),
        ("31 December", date(2021, 12, 31)),
        ("30/11", date(2022, 11, 30)),
        ("today", TODAY),
        ("yesterday", date(2022, 11, 30)),
    ],
)
def test_a_day_that_has_been_is_read_back_from_today(written: str, on: date) -> None:
    """Without a year it is the last of that name."""
    assert read_past_day(written, TODAY) == (on, len(written))


@pytest.mark.parametrize(
    ("written", "first"), [("Sept", 9), ("september 2022", 9), ("2022-09", 9), ("Sep. 2022", 9)]
)
def test_a_month_is_read(written: str, first: int) -> None:
    """Month names are those of days."""
    assert read_month(written, TODAY) == date(2022, first, 1)


@pytest.mark.parametrize(
    "written", ["By end March 2023", "by the end of March 2023", "By March 2023", "by close of Mar 2023"]
)
def test_a_printed_month_is_its_last_day(written: str) -> None:
    """As where a person writes it."""
    assert read_deadline(written, TODAY).on == MARCH_END


@pytest.mark.parametrize(
    "wording",
    ["In the 12 months ending 30 June 2022", "over the last three years", "in the previous two quarters"],
)
def test_a_look_back_is_no_deadline(wording: str) -> None:
    """Neither as a wording nor in a text; the text tells over what it looks back."""
    with pytest.raises(NotADeadline):
        read_deadline(wording, TODAY)
    found = dated(f"Review the cases closed {wording}.", TODAY)
    assert (found.deadline, len(found.looks_back)) == (None, 1)
