"""The words in which inspectors print deadlines, as patterns: numbers, days, months, periods and look-backs.

A blank in a pattern stands for any white space. Patterns are matched against `plain` text, in which every
character stands where it stood in print.
"""

import re
from typing import Final

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

NUMBERS: Final = (
    {word: number for number, word in enumerate(_ONES, start=1)}
    | _TENS
    | {f"{ten} {one}": _TENS[ten] + _ONES.index(one) + 1 for ten in _TENS for one in _ONES[:9]}
    | {"sixty": 60, "a": 1, "an": 1}
)
"""The numbers that may be written in words, up to sixty."""

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS: Final = {
    spelling: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for spelling in (name, name[:3], "sept" if name == "september" else name)
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ALIKE = str.maketrans(
    "\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019\u201c\u201d", "   ------''\"\""
)


def plain(text: str) -> str:
    """Return `text` with typographic blanks, dashes and quotes made plain, each in its place."""
    return text.translate(_ALIKE)


def pattern(expression: str) -> re.Pattern[str]:
    """Compile an expression in which a blank stands for white space and case does not matter.

    Every repetition is bounded, so that no text can make a search slow.
    """
    return re.compile(expression.replace(" ", r"\s{1,9}"), re.IGNORECASE)


def _any_of(words: "dict[str, int] | tuple[str, ...]") -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", r"(?:-|\s)") for word in longest_first)


_MONTH = rf"(?P<m>{_any_of(MONTHS)})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>\d{4})"
_SHORT_YEAR = r"(?P<y>\d{4}|'?\d\d)"
_WEEKDAY = rf"(?:(?P<weekday>{_any_of(WEEKDAYS)}),? )?"
_REPORT = r"(?:(?:this|our) (?:\w+ ){0,3}?report|the (?:inspection |hmicfrs )?report)"

LINK: Final = r"(?:of|from|after|following)"
COUNT: Final = (
    rf"(?P<n>\d{{1,3}}|\b(?:{_any_of(NUMBERS)}))(?: ?\((?P<again>[\w-]{{1,12}})\))?(?: |-)"
    r"(?P<unit>(?:calendar )?(?:day|week|fortnight|month|year))s?\b"
)
PUBLICATION: Final = (
    r"(?:the |its )?(?:(?:date|day)(?: of| on which)? (?:the )?)?"
    rf"(?:publication(?: date)?(?: of {_REPORT})?"
    rf"|{_REPORT}(?:'s (?:publication|date)| (?:being|is|was) published)?)"
)

WITHIN: Final = (
    r"(?:(?:within|(?:no|not) later than) (?:the (?:next|coming) |a period of |an? )?|(?:in|over) the next )"
)
_BY_WORDS = r"(?:by|on or before|(?:by )?(?:no|not) later than|at the latest by|due by|to be completed by) "
_CLOSE_OF = r"(?:(?:close of (?:business|play)|midnight|noon) on )?"
BY_ONLY: Final = rf"{_BY_WORDS}{_CLOSE_OF}"
BY: Final = rf"(?:{_BY_WORDS}|(?P<before>before|prior to) ){_CLOSE_OF}"

PERIOD_FROM_PUBLICATION: Final = rf"{COUNT}(?: period)? {LINK} {PUBLICATION}"
PERIOD: Final = rf"{COUNT}(?: period)?(?: {LINK} {PUBLICATION})?"
DAYS: Final = tuple(
    r"(?:the )?(?P<end>end of )?(?:the )?" + day
    for day in (
        rf"{_WEEKDAY}(?:the )?{_DAY}(?: |-|/)(?:day )?(?:of )?{_MONTH},?(?: |-|/){_SHORT_YEAR}",
        rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}",
        rf"(?P<d>\d{{1,2}})(?P<mark>[/.-])(?P<m>\d{{1,2}})(?P=mark){_SHORT_YEAR}",
        rf"{_YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})",
    )
)
"""A single day, with the British order of day and month."""
MIDNIGHT: Final = r"(?:(?:T| )00:00(?::00(?:\.0{1,6})?)?)?"
"""What spreadsheets add to a date."""
MONTHS_OF_A_YEAR: Final = tuple(
    rf"(?:the )?(?P<end>(?:end|last day|close) of )?(?:the )?(?:month of )?{month}"
    for month in (rf"{_MONTH},?(?: |-|/){_YEAR}", rf"(?P<m>\d{{1,2}})/{_YEAR}")
)
END_OF_YEAR: Final = rf"(?:the )?(?P<end>end of )(?:the )?(?:calendar )?(?:year )?{_YEAR}"
END_OF_FINANCIAL_YEAR: Final = (
    rf"(?:the )?(?P<end>end of )(?:the )?(?:(?:financial year|fy|year) )?{_YEAR}(?:/|-)(?P<next>\d{{4}}|\d\d)"
    r"(?: (?:financial|fiscal) year)?"
)
AT_ONCE: Final = (
    r"(?:with immediate effect|immediate(?:ly)?(?: effect)?|forthwith|straight ?away)"
    rf"(?: {LINK} {PUBLICATION})?"
)
WITH_IMMEDIATE_EFFECT: Final = "with immediate effect"
_SOON_BUT = (
    r"(?:as soon as (?:possible|practicable|reasonably practicable),? (?:and |but )?"
    r"(?=by |before |no|within ))?"
)
_AT_THE_LATEST = r"(?: at the (?:very )?latest| or (?:sooner|earlier))?"
_LABEL = r"(?:recommendation \d{1,3}\w{0,2}\W{0,9}|(?:\(?\w{1,3}[.)]|[•*o-])\s{0,9}){0,3}"
_OPENS = (
    r"(?:^\W{0,9}|[.;:•]\s{1,9}|\n[^\S\n]{0,9}(?=\n|[•*-]|\(?\w{1,3}[.)]|(?-i:[A-Z]))\s{0,9}"
    rf"|\b(?:should|must),\s{{1,9}}){_LABEL}"
)
_ENDS = rf"\b(?![/-]\d)(?! (?:{LINK}|before|prior|ending|ended|since)\b)"

HEAD: Final = pattern(rf"\W{{0,9}}{_LABEL}")
"""What may stand before the words that open a recommendation: its number, or the mark of a point."""


def whole(lead: str, form: str) -> re.Pattern[str]:
    """Match a wording that is a deadline and nothing else; the leading words may be missing."""
    return pattern(rf"{_SOON_BUT}(?:{lead}|(?:due |deadline:? )?(?:on )?){form}{_AT_THE_LATEST}")


def opening(lead: str, form: str) -> re.Pattern[str]:
    """Find, as `clause`, a deadline that opens a text, a sentence or a point."""
    return pattern(rf"{_OPENS}(?P<clause>{lead}{form}){_ENDS}")


def anywhere(lead: str, form: str) -> re.Pattern[str]:
    """Find, as `clause`, a deadline in the midst of a sentence."""
    return pattern(rf"\b(?P<clause>{lead}{form}){_ENDS}")


ANSWER_WITHIN: Final = pattern(
    r"\b(?:write|report|respond|reply|confirm)\b[^.;•]{0,200}\b(?:hmicfrs|the inspectorate|us) "
    rf"(?P<clause>within {PERIOD}){_ENDS}"
)
NOTHING: Final = pattern(
    r"[\s.\-]{0,300}|none|nil|n/?a"
    r"|no(?: deadline| date| time ?scale)(?: given| stated| set)?|not (?:given|stated)"
)

LOOK_BACK: Final = pattern(
    r"\b(?:last|past|previous|preceding|prior) .*\b(?:day|week|month|quarter|year)s?\b"
    r"|\b(?:ending|ended|since|closed|ago|between)\b|\bup to\b"
    r"|\bin the (?:\S+ )?(?:day|week|month|year)s? (?:to|before|until)\b"
)
WORKING_DAYS: Final = pattern(r"\b(?:working|business|week)(?: |-)?days?\b")
OTHER_START: Final = pattern(rf"{COUNT}(?: period)? {LINK}\b")
NO_DAY: Final = pattern(
    r"\b(?:soon|asap|possible|practicable|promptly|urgent|urgently|delay|ongoing|continuing|annually|quarterly"
    r"|spring|summer|autumn|winter|easter|christmas|early|mid|middle|late|quarter|q[1-4]|tb[ac]|due course"
    r"|few|several|couple|future|(?:year|by|before|in) \d{4}|when|once|until|next inspection)\b"
)
NO_YEAR: Final = pattern(
    rf"\b(?:{_any_of(MONTHS)})\b(?!.*\d{{4}})"
    r"|\bend of (?:the |this )?(?:financial |calendar )?(?:year|month)\b"
)
