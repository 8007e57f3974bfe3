"""The words in which inspectors print deadlines, as patterns: what leads to a date, and what is no deadline."""

from typing import Final

from models.dates.forms import MONTH, NUMBER, UNIT
from models.dates.words import MONTHS, any_of, pattern
from models.lazy_pattern import LazyPattern

_REPORT = r"(?:(?:this|our) (?:\w+ ){0,3}?report|the (?:inspection |hmicfrs )?report)"

LINK: Final = r"(?:of|from|after|following)"
COUNT: Final = (
    rf"(?P<n>{NUMBER})(?: ?\((?P<again>[\w-]{{1,12}})\))?(?: |-)(?P<unit>(?:calendar )?(?:{UNIT}))s?\b"
)
PUBLICATION: Final = (
    r"(?:the )?(?:(?:date|day)(?: of| on which)? (?:the )?)?"
    rf"(?:publication(?: date)?(?: of {_REPORT})?"
    rf"|{_REPORT}(?:'s (?:publication|date)| (?:being|is|was) published)?)"
)

WITHIN: Final = (
    r"(?:(?:within|(?:no|not) later than) (?:the (?:next|coming) |a period of |an? )?|(?:in|over) the next )"
)
_BY_WORDS = r"(?:by|on or before|(?:by )?(?:no|not) later than|at the latest by|due by|to be completed by) "
_CLOSE_OF = r"(?:(?:close of (?:business|play)|midnight|noon|\d{1,2}(?:[.:]\d\d)?\s?[ap]m) on )?"
BY_ONLY: Final = rf"{_BY_WORDS}{_CLOSE_OF}"
BY: Final = rf"(?:{_BY_WORDS}|(?P<before>before|prior to) ){_CLOSE_OF}"

PERIOD_FROM_PUBLICATION: Final = rf"{COUNT}(?: period)? {LINK} {PUBLICATION}"
PERIOD: Final = rf"{COUNT}(?: period)?(?: {LINK} {PUBLICATION})?"
AT_ONCE: Final = (
    r"(?:effective )?(?:with immediate effect|immediate(?:ly)?(?: effect)?|forthwith|straight ?away)"
    rf"(?: {LINK} {PUBLICATION})?"
)
WITH_IMMEDIATE_EFFECT: Final = "with immediate effect"
_SOON_BUT = (
    r"(?:(?:as soon as (?:possible|practicable|reasonably practicable)|at the earliest opportunity|immediately),?"
    r" (?:and |but )?(?:in any (?:event|case),? )?(?=by |before |no|within ))?"
)
_AT_THE_LATEST = (
    r"(?: at the (?:very )?latest| or (?:sooner|earlier))?"
    r"(?:,? and (?:\w{1,12}ly|every \w{1,12}) (?:thereafter|after that))?(?: ?\[\d{1,3}\])?"
)
MONTH_AND_SHORT_YEAR: Final = rf"{MONTH}(?:-|/|\s?(?='))(?P<y>'?\d\d)"
END_OF_THIS_YEAR: Final = r"(?:the )?end of (?:this|the current) (?P<kind>financial |calendar )?year(?! \d)"
SHOULD_IMMEDIATELY: Final = pattern(
    r"^(?:(?!\b(?:should|must|needs?)\b)[^.;:•\n]){0,200}?\b(?:should|must|needs? to) (?P<clause>immediately)\b"
)
DOES_IMMEDIATELY: Final = pattern(
    r"^(?:[\w ]{2,30} recommends? that,? )?(?-i:(?:[A-Z][\w'-]{1,20}\s)|(?:The|the)\s[a-z]{1,20}\s){1,6}"
    r"(?P<clause>immediately)(?= \w{2,20}s\b)"
)
"""“X Police immediately reviews …” after “we recommend that”."""

WAS_NOT: Final = pattern(r"\b(?:not|never|was|were) (?:\w{1,20} ){1,2}$")
"""What stands before “by 31 December” where that says what was so by then, and no duty."""
_LABEL = r"(?:recommendation \d{1,3}\w{0,2}\W{0,9}|(?:\(?\w{1,3}[.)]|[•*o-])\s{0,9}){0,3}"
_OPENS = (
    r"(?:^\W{0,9}|[.;:•]\s{1,9}|\n[^\S\n]{0,9}(?=\n|[•*-]|\(?\w{1,3}[.)]|(?-i:[A-Z]))\s{0,9}"
    rf"|\b(?:should|must),\s{{1,9}}){_LABEL}"
)
_ENDS = rf"\b(?![/-]\d)(?! (?:{LINK}|before|prior|ending|ended|since)\b)"

HEAD: Final = pattern(rf"\W{{0,9}}{_LABEL}")
"""What may stand before the words that open a recommendation: its number, or the mark of a point."""


def whole(lead: str, form: str) -> LazyPattern:
    """Match a wording that is a deadline and nothing else; the leading words may be missing."""
    return pattern(rf"{_SOON_BUT}(?:{lead}|(?:due |deadline:? )?(?:(?:on|from) )?){form}{_AT_THE_LATEST}")


def opening(lead: str, form: str) -> LazyPattern:
    """Find, as `clause`, a deadline that opens a text, a sentence or a point."""
    return pattern(rf"{_OPENS}(?P<clause>{lead}{form}){_ENDS}")


def anywhere(lead: str, form: str) -> LazyPattern:
    """Find, as `clause`, a deadline in the midst of a sentence."""
    return pattern(rf"\b(?P<clause>{lead}{form}){_ENDS}")


ANSWER_WITHIN: Final = pattern(
    r"\b(?:write|report|respond|reply|confirm)\b[^.;•]{0,200}\b(?:hmicfrs|the inspectorate|us) "
    rf"(?P<clause>within {PERIOD}){_ENDS}"
)
NOTHING: Final = pattern(
    r"[\s.\-]{0,300}|none|nil|n/?a"
    r"|no(?: specific)?(?: deadline| date| time ?scale)(?: given| stated| set| specified)?"
    r"|not (?:given|stated|specified|applicable)"
)

WORKING_DAYS: Final = pattern(r"\b(?:working|business|week)(?: |-)?days?\b")
OTHER_START: Final = pattern(rf"{COUNT}(?: period)? {LINK}\b")
NO_DAY: Final = pattern(
    r"\b(?:soon|asap|possible|practicable|promptly|urgent|urgently|delay|ongoing|continuing|annually|quarterly"
    r"|spring|summer|autumn|winter|easter|christmas|early|mid|middle|late|quarter|q[1-4]|tb[ac]|due course"
    r"|few|several|couple|future|(?:year|by|before|in) \d{4}|when|once|until|next inspection)\b"
)
NO_YEAR: Final = pattern(
    rf"\b(?:{any_of(MONTHS)})\b(?!.*\d{{4}})"
    r"|\bend of (?:the |this )?(?:financial |calendar )?(?:year|month)\b"
)
