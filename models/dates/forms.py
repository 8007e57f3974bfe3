"""The forms in which a day, a month, a year and a period are written, as expressions for `words.pattern`.

Their groups: `d`, `m` and `y` are day, month and year, `weekday` the day of the week, `end` what says that the end
is meant, `n` and `unit` how many of what.
"""

from typing import Final

from models.dates.words import MONTHS, NUMBERS, UNITS, WEEKDAYS, any_of

MONTH: Final = rf"(?P<m>{any_of(MONTHS)})\b\.?"
DAY_OF_MONTH: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\b"
YEAR: Final = r"(?P<y>\d{4})"
SHORT_YEAR: Final = r"(?P<y>\d{4}|'?\d\d)"
DAY_OF_WEEK: Final = rf"(?P<weekday>{any_of(WEEKDAYS)})"
_WEEKDAY = rf"(?:{DAY_OF_WEEK},? )?"

DAYS: Final = tuple(
    r"(?:the )?(?P<end>end of )?(?:the )?" + day
    for day in (
        rf"{_WEEKDAY}(?:the )?{DAY_OF_MONTH}(?: |-|/)(?:day )?(?:of )?{MONTH},?(?: |-|/){SHORT_YEAR}",
        rf"{_WEEKDAY}{MONTH} {DAY_OF_MONTH},? {YEAR}",
        rf"(?P<d>\d{{1,2}})(?P<mark>[/.-])(?P<m>\d{{1,2}})(?P=mark){SHORT_YEAR}",
        rf"{YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})",
    )
)
"""A single day with its year, in the British order of day and month."""

DAYS_WITHOUT_YEAR: Final = (
    rf"(?:the )?{_WEEKDAY}(?:the )?{DAY_OF_MONTH} (?:of )?{MONTH}(?!,? \d{{4}})",
    rf"{_WEEKDAY}{MONTH} {DAY_OF_MONTH}(?!,? \d{{4}})",
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![/\d])",
)

MIDNIGHT: Final = r"(?:(?:T| )00:00(?::00(?:\.0{1,6})?)?)?"
"""What spreadsheets add to a date."""

END: Final = r"(?P<end>(?:very )?(?:end|close|last day)(?: of)? )"
_OF_MONTH = r"(?:the )?(?:month of )?"
MONTHS_OF_A_YEAR: Final = tuple(
    rf"(?:the )?{END}?{_OF_MONTH}{month}"
    for month in (rf"{MONTH},?(?: |-|/){YEAR}", rf"(?P<m>\d{{1,2}})/{YEAR}")
)
MONTH_WITHOUT_YEAR: Final = rf"(?:the )?{END}?{_OF_MONTH}{MONTH}"
"""“March”, “the end of March”: its last day."""
END_OF_THIS: Final = rf"(?:the )?{END}(?:the )?"
"""What stands before “month”, “year” and “quarter”."""
END_OF_YEAR: Final = rf"(?:the )?(?P<end>end of )(?:the )?(?:calendar )?(?:year )?{YEAR}"
END_OF_FINANCIAL_YEAR: Final = (
    rf"(?:the )?(?P<end>end of )(?:the )?(?:(?:financial year|fy|year) )?{YEAR}(?:/|-)(?P<next>\d{{4}}|\d\d)"
    r"(?: (?:financial|fiscal) year)?"
)

NUMBER: Final = rf"\d{{1,3}}|\b(?:{any_of(NUMBERS)})"
UNIT: Final = any_of(UNITS)
SOME_TIME: Final = rf"(?:{UNIT}|quarter)s?"
"""A unit of time of which it is not said how many."""
