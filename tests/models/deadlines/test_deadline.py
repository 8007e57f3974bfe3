"""What the printed wording of a deadline means."""

import calendar
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings, strategies as st

from models.dates.day import read_day
from models.dates.words import NUMBERS
from models.deadlines.deadline import Deadline, DeadlineBasis, DeadlineUnit, read_deadline
from models.refusals.deadlines import (
    CountsFromElsewhere,
    CountsWorkingDays,
    LooksBack,
    NamesNoDay,
    NamesNoYear,
    NoSuchDay,
    NotADeadline,
)

PUBLISHED = date(2022, 6, 30)
MARCH_END = date(2023, 3, 31)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    "wording",
    [
        "By 31 March 2023",
        "By 31st March 2023,",
        "by the 31st of March 2023",
        "By 31 Mar 2023.",
        "By Friday 31 March 2023",
        "By Friday, 31 March, 2023",
        "not later than 31 March 2023",
        "No later than 31 March 2023",
        "By no later than 31 March 2023",
        "on or before 31 March 2023",
        "before 1 April 2023",
        "by 31/03/2023",
        "by 31/3/23",
        "by 31.3.2023",
        "by 31-03-2023",
        "31-Mar-23",
        "31 March \u201923",
        "2023-03-31",
        "March 31, 2023",
        "31 March 2023",
        "Deadline: 31 March 2023",
        "To be completed by 31 March 2023",
        "By 31 March 2023 at the latest",
        "As soon as possible, and no later than 31 March 2023",
        "By close of business on 31 March 2023",
        "before the end of 31 March 2023",
        "By the last day of March 2023",
        "by the end of the financial year 2022/23",
        "by the end of the 2022-23 financial year",
        "  BY\u00a031\u202fMARCH\n2023 ",
        "By 31 March 2023 [1]",
        "By 31 March 2023 and quarterly thereafter",
        "By 5pm on 31 March 2023",
        "At the earliest opportunity and no later than 31 March 2023",
        "From 31 March 2023",
        "By the end of this financial year",
    ],
)
def test_a_stated_day_is_that_day(wording: str) -> None:
    """“By 31 March 2023” and “not later than …” mean that day, in each of the ways people write it."""
    assert read_deadline(wording, PUBLISHED) == Deadline(MARCH_END, DeadlineBasis.STATED_DAY, wording.strip())


@pytest.mark.parametrize(
    "wording",
    [
        "By March 2023",
        "by the end of March 2023",
        "before the end of March 2023",
        "By end of Mar. 2023",
        "no later than March 2023",
        "By March, 2023",
        "before April 2023",
        "by 03/2023",
        "March 2023",
        "by the end of the month of March 2023",
        "Mar-23",
        "By March '23",
        "End March 2023",
    ],
)
def test_a_stated_month_is_its_last_day_and_says_so(wording: str) -> None:
    """“By March 2023” means the last day of that month, and that only the month was given is kept."""
    assert read_deadline(wording, PUBLISHED) == Deadline(MARCH_END, DeadlineBasis.STATED_MONTH, wording)


def test_a_stated_february_ends_with_february() -> None:
    """A stated February ends on the 29th in a leap year, else on the 28th."""
    assert read_deadline("By February 2024", PUBLISHED).on == date(2024, 2, 29)
    assert read_deadline("By February 2023", PUBLISHED).on == date(2023, 2, 28)


def test_the_end_of_a_year_is_its_last_day() -> None:
    """“By the end of 2023” means 31 December 2023."""
    assert read_deadline("by the end of 2023", PUBLISHED).on == date(2023, 12, 31)
    assert read_deadline("Before the end of the calendar year 2023", PUBLISHED).on == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("wording", "count", "unit", "on"),
    [
        ("Within six months", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("Immediately and in any event within six months", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("within 12 months of this report", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        ("within 12 months of publication", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        ("within 12 months of the publication of this report", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        ("within 12 months of the date of this report", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        ("within 12 months of this report being published", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        (
            "within 12 months from the date this report is published",
            12,
            DeadlineUnit.MONTHS,
            date(2023, 6, 30),
        ),
        (
            "within six months of this joint inspection report\u2019s publication",
            6,
            DeadlineUnit.MONTHS,
            date(2022, 12, 30),
        ),
        ("no later than six months after publication", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("Within three (3) months", 3, DeadlineUnit.MONTHS, date(2022, 9, 30)),
        ("within 3 (three) calendar months", 3, DeadlineUnit.MONTHS, date(2022, 9, 30)),
        ("within 18 months", 18, DeadlineUnit.MONTHS, date(2023, 12, 30)),
        ("within the next six months", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("over the next 12 months", 12, DeadlineUnit.MONTHS, date(2023, 6, 30)),
        ("within a six-month period", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("within a month", 1, DeadlineUnit.MONTHS, date(2022, 7, 30)),
        ("6 months", 6, DeadlineUnit.MONTHS, date(2022, 12, 30)),
        ("within one year", 1, DeadlineUnit.YEARS, date(2023, 6, 30)),
        ("within two years", 2, DeadlineUnit.YEARS, date(2024, 6, 30)),
        ("within 28 days", 28, DeadlineUnit.DAYS, date(2022, 7, 28)),
        ("within fifty-six days", 56, DeadlineUnit.DAYS, date(2022, 8, 25)),
        ("within eight weeks", 8, DeadlineUnit.WEEKS, date(2022, 8, 25)),
        ("within a fortnight", 2, DeadlineUnit.WEEKS, date(2022, 7, 14)),
    ],
)
def test_a_period_is_counted_from_publication(wording: str, count: int, unit: DeadlineUnit, on: date) -> None:
    """“Within six months” means the publication date plus that many calendar months, or other units."""
    assert read_deadline(wording, PUBLISHED) == Deadline(on, DeadlineBasis.COUNTED, wording, count, unit)


@pytest.mark.parametrize(
    ("published", "on"),
    [
        (date(2022, 6, 30), date(2022, 12, 30)),
        (date(2022, 8, 31), date(2023, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2019, 7, 17), date(2020, 1, 17)),
    ],
)
def test_six_months_are_clipped_to_the_end_of_the_month(published: date, on: date) -> None:
    """30 June and six months is 30 December; 31 August and six months is 28 or 29 February."""
    assert read_deadline("Within six months", published).on == on


@pytest.mark.parametrize(
    "wording",
    [
        "With immediate effect",
        "immediately",
        "Immediate",
        "with immediate effect from publication",
        "Forthwith.",
        "Effective immediately",
    ],
)
def test_at_once_is_the_day_of_publication(wording: str) -> None:
    """“With immediate effect” and “immediately” mean the publication date."""
    assert read_deadline(wording, PUBLISHED) == Deadline(PUBLISHED, DeadlineBasis.IMMEDIATE, wording)


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "   ",
        "-",
        "\u2013",
        "None",
        "N/A",
        "No deadline",
        "Not stated",
        "Not specified",
        "No specific deadline",
    ],
)
def test_no_wording_is_no_deadline(wording: str) -> None:
    """Without wording, or with a word for none, there is no deadline."""
    assert read_deadline(wording, PUBLISHED) == Deadline(None, DeadlineBasis.NONE, wording.strip())


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        ("cases closed in the 12 months ending 30 June 2022", LooksBack),
        ("closed within the last 12 months (ending 30th June 2022)", LooksBack),
        ("those closed within the last 12 months", LooksBack),
        ("in the 12 months to 31 March 2022", LooksBack),
        ("in the year to March 2022", LooksBack),
        ("since 1 April 2021", LooksBack),
        ("during the previous six months", LooksBack),
        ("between 1 April 2021 and 31 March 2022", LooksBack),
        ("as soon as possible", NamesNoDay),
        ("as soon as practicable", NamesNoDay),
        ("ASAP", NamesNoDay),
        ("by spring", NamesNoDay),
        ("By spring 2023", NamesNoDay),
        ("by early 2023", NamesNoDay),
        ("by mid-March 2023", NamesNoDay),
        ("by 2025", NamesNoDay),
        ("in due course", NamesNoDay),
        ("TBC", NamesNoDay),
        ("without delay", NamesNoDay),
        ("by 31 March", NamesNoYear),
        ("by March", NamesNoYear),
        ("by the end of the financial year", NamesNoYear),
        ("By 31 June 2023", NoSuchDay),
        ("By 29 February 2023", NoSuchDay),
        ("by 03/31/2023", NoSuchDay),
        ("By Thursday 31 March 2023", NoSuchDay),
        ("by the end of the financial year 2022/24", NoSuchDay),
        ("by 0/0/0000", NoSuchDay),
        ("within 10 working days", CountsWorkingDays),
        ("within six months of taking up post", CountsFromElsewhere),
        ("within three months of the publication of the Home Office\u2019s plan", CountsFromElsewhere),
        ("within three (4) months", NotADeadline),
        ("within 0 months", NotADeadline),
        ("within 999999 months", NotADeadline),
        ("qwerty", NotADeadline),
        ("By 31 March 2023 or 30 April 2023", NotADeadline),
        ("By 31 March 2023, chief constables should " + "act " * 100, NotADeadline),
    ],
)
def test_what_is_no_deadline_is_refused_in_words(wording: str, refusal: type[NotADeadline]) -> None:
    """Look-backs, words that name no day and what cannot be read are refused, each for its own reason."""
    with pytest.raises(NotADeadline) as refused:
        read_deadline(wording, PUBLISHED)
    assert type(refused.value) is refusal
    assert refused.value.field == "deadline_wording"
    assert len(str(refused.value)) < 400


def test_a_period_beyond_the_calendar_is_refused() -> None:
    """A period that would end after the last day a calendar knows is refused, not a crash."""
    with pytest.raises(NoSuchDay):
        read_deadline("within 999 years", date(9500, 1, 1))
    with pytest.raises(NoSuchDay):
        read_deadline("within 999 days", date(9999, 1, 1))


@settings(deadline=None)
@given(DAYS)
def test_every_day_written_out_is_read_back(day: date) -> None:
    """Whatever the day, its long, ordinal, slashed and ISO spellings are all read as that day."""
    nth = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    month = calendar.month_name[day.month]
    for written in (
        f"By {day.day} {month} {day.year}",
        f"no later than {calendar.day_name[day.weekday()]} {day.day}{nth} {month} {day.year}",
        f"by {day:%d/%m/%Y}",
        day.isoformat(),
    ):
        assert read_deadline(written, PUBLISHED) == Deadline(day, DeadlineBasis.STATED_DAY, written)


@settings(deadline=None)
@given(DAYS, st.sampled_from(sorted(NUMBERS)))
def test_every_number_in_words_counts_months(published: date, word: str) -> None:
    """Numbers in words up to sixty count calendar months, with a hyphen or without."""
    on = published + relativedelta(months=NUMBERS[word])
    for spelling in (word, word.replace(" ", "-"), word.upper()):
        found = read_deadline(f"Within {spelling} months of this report", published)
        assert (found.on, found.count) == (on, NUMBERS[word])
    assert (on.day == published.day) or (on + timedelta(days=1)).day == 1


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("bywithinthe 0123456789/-.marchonst", max_size=40))
def test_any_text_is_read_or_refused(wording: str) -> None:
    """Whatever is typed, the answer is a deadline, with the wording as printed, or a refusal."""
    try:
        found = read_deadline(wording, PUBLISHED)
    except NotADeadline:
        return
    assert found.wording == wording.strip()
    assert (found.on is None) == (found.basis is DeadlineBasis.NONE)


@pytest.mark.parametrize(
    "text", ["31/03/2023", "31.3.23", "31 March 2023", "31st Mar 2023", "2023-03-31 00:00:00"]
)
def test_a_single_day_is_read_day_first(text: str) -> None:
    """A date that stands alone is read with the day before the month, as spreadsheets and people write it."""
    assert read_day(text) == MARCH_END


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("31/02/2023", NoSuchDay),
        ("March 2023", NotADeadline),
        ("By 31 March 2023", NotADeadline),
        ("2023-03-31 09:30", NotADeadline),
        ("", NotADeadline),
    ],
)
def test_what_names_no_single_day_is_refused(text: str, refusal: type[NotADeadline]) -> None:
    """A month, a wording, a time of day and a day that does not exist are no single day."""
    with pytest.raises(NotADeadline) as refused:
        read_day(text)
    assert type(refused.value) is refusal
