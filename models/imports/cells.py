"""What the cells of a register mean: each reader takes one cell and returns a value, or says what is wrong.

A cell is text, a date, a whole number, or None where it is empty.
"""

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, TypeVar

from models.dates.day import read_day
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, Status
from models.refusals.deadlines import NoSuchDay, NotADeadline
from models.register.same_name import as_seen, as_written, number_as_written

Cell = str | date | int | None
Word = TypeVar("Word", bound=StrEnum)

EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2099, 12, 31)
"""Days outside these are slips of the pen."""

LONGEST_NAME = 200
"""Characters of a name, code or theme: what the tables hold."""

LONGEST_TEXT = 32_767
"""Characters of a text: what a cell of a workbook holds."""


NO_PART: Final = "none"
"""What stands for “part of nothing”, where the number would make an item part of a cause of concern."""


_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,19}")
_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}[0-9]{1,4}(?:\.[0-9]{1,3}){0,3}[A-Za-z]{0,3}")


class UnreadableCell(StrEnum):
    """A cell that has no value: whoever reads the file puts this in the value's place."""

    FORMULA = "a formula that was never calculated"
    ERROR = "a formula that ended in an error"


class FaultyCell(Exception):  # noqa: N818 - it is a finding about the file, not an error of the program.
    """What is `wrong` with a cell and what would be `right`, each a sentence."""

    def __init__(self, wrong: str, right: str) -> None:
        """Hold the two sentences."""
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right


@lru_cache(maxsize=512)
def spelled(words: str) -> str:
    """Return words in the form in which they are compared: small letters and digits, `and`, single blanks."""
    even = unicodedata.normalize("NFKC", words).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", even))


def read_text(cell: Cell, longest: int = LONGEST_TEXT) -> str | None:
    """Return the cell's text without blanks around it, or None if it is empty."""
    if isinstance(cell, UnreadableCell):
        raise FaultyCell(
            f"The cell holds {cell.value}.",
            "Open the file in Excel, type the value itself in the cell and save.",
        )
    if cell is None:
        return None
    text = str(cell).strip()
    if len(text) > longest:
        raise FaultyCell(f"The cell holds {len(text):,} characters.", f"Shorten it to {longest:,} or fewer.")
    return text or None


def read_name(cell: Cell) -> str | None:
    """Return a name on one line, of at most LONGEST_NAME characters, or None."""
    text = read_text(cell, LONGEST_NAME)
    return as_written(text) or None if text else None


def read_date(cell: Cell) -> date | None:
    """Return the day that a date, or text with the day before the month, names; None if the cell is empty."""
    right = "Write the date like 31/03/2023 or 31 March 2023."
    if isinstance(cell, int):
        raise FaultyCell(
            f"{cell} is a number, not a date.", f"{right} In Excel, give the cell a date format."
        )
    if isinstance(cell, date):
        day = cell
    else:
        text = read_text(cell)
        if text is None:
            return None
        try:
            day = read_day(text)
        except NoSuchDay:
            raise FaultyCell(f"{quoted(text)} is not in the calendar.", right) from None
        except NotADeadline:
            raise FaultyCell(f"{quoted(text)} is not a date.", right) from None
    if not EARLIEST <= day <= LATEST:
        raise FaultyCell(f"The year {day.year} looks wrong.", "Check the year of this date.")
    return day


def read_code(cell: Cell) -> str | None:
    """Return a report's short code in capitals, or None."""
    text = read_name(cell)
    if text is None:
        return None
    code = text.upper()
    if not _CODE.fullmatch(code):
        _refuse_look_alike(text, _CODE, as_seen(text).upper())
        raise FaultyCell(
            f"{quoted(text)} cannot be a report code.",
            "Use 2 to 20 capital letters and digits, starting with a letter, without spaces, like VETTING.",
        )
    return code


_NUMBER_OF_KIND: Final = {
    ItemKind.AREA_FOR_IMPROVEMENT: re.compile(
        r"(?:afi|area for improvement)[\s.:#-]{0,9}\d+[a-z]?", re.IGNORECASE
    ),
    ItemKind.CAUSE_OF_CONCERN: re.compile(r"(?:coc|cause of concern)[\s.:#-]{0,9}\d+", re.IGNORECASE),
}


def read_number(cell: Cell, code: str | None = None) -> str | None:
    """Return the number in the report, like `33`, `1a` or `AFI2`, or None.

    A word such as "Recommendation", or the report's `code`, before the number is left out. “Area for improvement 2”
    is AFI2.
    """
    text = read_name(cell)
    if text is None:
        return None
    # Most numbers are bare, and there are as many codes as reports.
    bare = text if text[0].isdigit() else _without_words(text, code)
    number = number_as_written(re.sub(r"[\s()]", "", bare).rstrip(".:"))
    if isinstance(cell, date) or not _NUMBER.fullmatch(number):
        _refuse_look_alike(text, _NUMBER, as_seen(number))
        raise FaultyCell(
            f"{quoted(text)} is not a recommendation number.",
            "Write it as in the report, like 33 or 1a.",
        )
    return re.sub(r"(?<=\d)[A-Z]+$", lambda letters: letters[0].lower(), number)


def _without_words(text: str, code: str | None) -> str:
    """Return a number without the word or the report's `code` before it."""
    text = re.sub(r"^area for improvement\b[\s.:#-]*", "AFI", text, flags=re.IGNORECASE)
    lead = r"recommendation|rec|cause of concern|coc|number|no|item" + (f"|{re.escape(code)}" if code else "")
    return re.sub(rf"^(?:{lead})\b[\s.:#-]*|^#\s*", "", text, flags=re.IGNORECASE)


def kind_in_number(cell: Cell) -> ItemKind | None:
    """Return the kind that the words before a number tell, as in “AFI 2” or “Cause of concern 1”, or None."""
    text = read_name(cell)
    return next((kind for kind, form in _NUMBER_OF_KIND.items() if text and form.fullmatch(text)), None)


def _refuse_look_alike(text: str, form: re.Pattern[str], seen: str) -> None:
    """Raise FaultyCell where `text` only looks as if it had the right form: nobody finds that out by reading it."""
    if form.fullmatch(seen):
        raise FaultyCell(
            f"{quoted(text)} contains accents or letters of another alphabet.", f"Type it again: {seen}."
        )


def read_register_number(cell: Cell) -> str | None:
    """Return the inspectorate's register number, digits only, or None."""
    text = read_name(cell)
    if text is None:
        return None
    digits = number_as_written(re.sub(r"^(?:no\.?|#)\s*", "", text, flags=re.IGNORECASE))
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        raise FaultyCell(
            f"{quoted(text)} is not an HMICFRS number.",
            "Use digits only, like 10618, or leave the cell empty.",
        )
    return digits


def read_part_of(cell: Cell, code: str | None = None) -> str | None:
    """Return the number of the cause of concern that the cell names, empty for NO_PART, None for an empty cell."""
    text = read_name(cell)
    return "" if text and spelled(text) == NO_PART else read_number(cell, code)


def read_count(cell: Cell) -> int | None:
    """Return the whole number, of at most three digits, that the cell holds, or None if it is empty."""
    text = read_name(cell)
    if text is not None and not re.fullmatch(r"[0-9]{1,3}", text):
        raise FaultyCell(f"{quoted(text)} is not a whole number.", "Use digits only, like 2.")
    return None if text is None else int(text)


REPORT_KINDS: Final[dict[str, ReportKind]] = {
    "peel inspection": ReportKind.PEEL,
    "peel assessment": ReportKind.PEEL,
    "thematic": ReportKind.NATIONAL_THEMATIC,
    "national": ReportKind.NATIONAL_THEMATIC,
    "thematic inspection": ReportKind.NATIONAL_THEMATIC,
    "spotlight report": ReportKind.SPOTLIGHT,
    "peel spotlight": ReportKind.SPOTLIGHT,
    "joint": ReportKind.JOINT,
    "joint thematic": ReportKind.JOINT,
    "joint targeted area inspection": ReportKind.JTAI,
    "supercomplaint": ReportKind.SUPER_COMPLAINT,
    "national child protection inspection": ReportKind.CHILD_PROTECTION,
}
ITEM_KINDS: Final[dict[str, ItemKind]] = {
    "rec": ItemKind.RECOMMENDATION,
    "recommendations": ItemKind.RECOMMENDATION,
    "afi": ItemKind.AREA_FOR_IMPROVEMENT,
    "areas for improvement": ItemKind.AREA_FOR_IMPROVEMENT,
    "coc": ItemKind.CAUSE_OF_CONCERN,
    "cause for concern": ItemKind.CAUSE_OF_CONCERN,
    "causes of concern": ItemKind.CAUSE_OF_CONCERN,
}
RAGS: Final[dict[str, Rag]] = {"r": Rag.RED, "a": Rag.AMBER, "g": Rag.GREEN, "w": Rag.WHITE}
STATUSES: Final[dict[str, Status]] = {
    "unallocated": Status.AWAITING_ALLOCATION,
    "not allocated": Status.AWAITING_ALLOCATION,
    "new": Status.AWAITING_ALLOCATION,
    "ongoing": Status.IN_PROGRESS,
    "open": Status.IN_PROGRESS,
    **dict.fromkeys(
        (
            *("live", "active", "outstanding", "on going", "being progressed", "progressing", "underway"),
            *("under way", "work in progress", "wip", "in hand", "in train", "started", "not started"),
            *("on track", "off track", "at risk", "overdue", "being actioned", "action ongoing", "delayed"),
        ),
        Status.IN_PROGRESS,
    ),
    "to be allocated": Status.AWAITING_ALLOCATION,
    "awaiting owner": Status.AWAITING_ALLOCATION,
    "complete": Status.FORCE_COMPLETE,
    "completed": Status.FORCE_COMPLETE,
    "awaiting sign off": Status.FORCE_COMPLETE,
    "with hmicfrs": Status.FORCE_COMPLETE,
    **dict.fromkeys(
        (
            *("awaiting review", "awaiting hmicfrs sign off", "awaiting hmicfrs review", "awaiting closure"),
            *("awaiting hmicfrs closure", "pending closure", "ready for closure", "recommended for closure"),
            *("proposed for closure", "submitted to hmicfrs", "closed by force", "force closed"),
            *("complete awaiting sign off", "completed awaiting sign off", "awaiting hmicfrs"),
        ),
        Status.FORCE_COMPLETE,
    ),
    **dict.fromkeys(
        ("closed by hmicfrs", "hmicfrs closed", "hmicfrs signed off", "discharged by hmicfrs"),
        Status.SIGNED_OFF,
    ),
    "no further action needed": Status.NO_FURTHER_ACTION,
    "no further action required": Status.NO_FURTHER_ACTION,
    "signed off by hmicfrs": Status.SIGNED_OFF,
    "nfa": Status.NO_FURTHER_ACTION,
    "not applicable": Status.NOT_FOR_THIS_FORCE,
}
BODIES: Final[dict[str, Addressee]] = {
    "the force": Addressee.FORCE,
    "force": Addressee.FORCE,
    "chief constable": Addressee.FORCE,
    "forces": Addressee.ALL_FORCES,
    "police forces": Addressee.ALL_FORCES,
    "chief constables": Addressee.ALL_FORCES,
    "chief officers": Addressee.ALL_FORCES,
    "ccs": Addressee.ALL_FORCES,
    "pccs": Addressee.PCC,
    "police and crime commissioner": Addressee.PCC,
    "police and crime commissioners": Addressee.PCC,
    "national police chiefs council": Addressee.NPCC,
    "college": Addressee.COLLEGE,
    "independent office for police conduct": Addressee.IOPC,
    "home secretary": Addressee.HOME_OFFICE,
    "moj": Addressee.MINISTRY_OF_JUSTICE,
    "crown prosecution service": Addressee.CPS,
    "others": Addressee.OTHER,
    "other bodies": Addressee.OTHER,
}
_BODIES: Final = {spelled(body): body for body in Addressee} | BODIES
_A_BODY: Final = re.compile(rf"\b(?:{'|'.join(sorted(_BODIES, key=len, reverse=True))})\b")
_BETWEEN_BODIES: Final = frozenset({"and", "the", "all", "every", "lead", "leads"})
_YES_OR_NO: Final = dict.fromkeys(("yes", "y", "true", "1", "mandatory"), True) | dict.fromkeys(
    ("no", "n", "false", "0", "not mandatory", "optional"), False
)


_WORDS: Final[dict[type[StrEnum], dict[str, Any]]] = {
    words: {spelled(word): word for word in words} | dict(others)
    for words, others in (
        (ReportKind, REPORT_KINDS),
        (ItemKind, ITEM_KINDS),
        (Rag, RAGS),
        (Status, STATUSES),
        (DeadlineBasis, {}),
    )
}


def known_words(words: type[Word]) -> Mapping[str, Word]:
    """Return every word that is understood for a member of `words`, as `spelled` has it, with that member."""
    return _WORDS[words]


def read_word(cell: Cell, words: type[Word]) -> Word | None:
    """Return the member of `words`, one of the register's kinds, that the cell names, or None.

    A member is named by its value or by one of the other words in the tables above.
    """
    text = read_text(cell)
    if text is None:
        return None
    word = known_words(words).get(spelled(text[:LONGEST_NAME]))
    if word is None:
        raise FaultyCell(
            f"{quoted(text)} is not one of the choices here.", f"Write one of: {', '.join(words)}."
        )
    return word


def read_yes_or_no(cell: Cell) -> bool | None:
    """Return True for yes, False for no, None if the cell is empty."""
    text = read_text(cell)
    if text is None:
        return None
    if (answer := _YES_OR_NO.get(spelled(text[:LONGEST_NAME]))) is None:
        raise FaultyCell(f"{quoted(text)} is neither yes nor no.", "Write yes or no.")
    return answer


def read_bodies(cell: Cell) -> frozenset[Addressee] | None:
    """Return the bodies that a list such as `chief constables; NPCC` names, or None if the cell is empty."""
    text = read_text(cell)
    if text is None:
        return None
    flat = spelled(text[:1000])
    rest = [word for word in _A_BODY.sub(" ", flat).split() if word not in _BETWEEN_BODIES]
    found = frozenset(_BODIES[body] for body in _A_BODY.findall(flat))
    if rest or not found:
        raise FaultyCell(
            f"{quoted(' '.join(rest) or text)} is not an organisation I know.",
            f"Use one or more of these, with semicolons between them: {', '.join(Addressee)}.",
        )
    return found


def quoted(text: str) -> str:
    """Return the beginning of `text` in quotation marks, on one line."""
    return f"“{textwrap.shorten(text, 60, placeholder=' …') or text[:60]}”"
