"""Cells whose words are a tracker's own: what they probably mean is proposed, and asked of a person once.

What was answered is remembered in the register (`models/imports/answers.py`) and read so from then on.
"""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from models.enums import Rag, Status
from models.imports.cells import (
    LONGEST_NAME,
    Cell,
    FaultyCell,
    Word,
    known_words,
    quoted,
    read_name,
    read_text,
    read_word,
    spelled,
)

NOBODY: Final = "nobody"
"""What is answered where a name is nobody's."""

NEAR_ENOUGH: Final = 80
"""How alike, of 100, a word must be to a known one to be taken for a slip of it."""

NO_COLOUR: Final = "not RAG-rated"
"""What is answered where a word is no colour."""

NOBODYS: Final = frozenset(
    {
        *("tbc", "tba", "tbd", "to be confirmed", "to be allocated", "to be appointed", "n a", "na", "none"),
        *("nil", "vacant", "vacancy", "vacant post", "unallocated", "unassigned", "unknown", "nobody"),
        *("no owner", "not allocated", "not assigned", "not known", "not applicable"),
    }
)
"""What trackers write where there is nobody, or nothing, as `spelled` has it."""

_NOT_RATED: Final = frozenset({"", "not rag rated", "not rated", "no rag", "no rating", "not yet rated"})
_CLOSED: Final = frozenset({"closed", "closed complete", "complete closed", "archived", "discharged"})
_BETWEEN_NAMES: Final = re.compile(r"\s*[/;&\n]\s*|\s+and\s+")
_SEVERAL_NAMES: Final = re.compile(r"\S ?[/;&] ?[A-Z]|\S\s+and\s+[A-Z]|\n")
_STROKE_OF_A_RANK: Final = re.compile(r"\b[ACDT]{1,2}/(?=[A-Z])")
_PERHAPS_NOBODY: Final = re.compile(
    r"\b(?:tb[acd]|vacan\w*|awaiting|pending|interim|unknown|various|multiple|several|all|not|no|nobody|none"
    r"|unallocated|unassigned|allocat\w*|to be|post(?: ?holder)?|retired|left|leaver|recruit\w*|advert\w*)\b|\?"
)
"""Words by which what stands in the place of a name may be nobody's."""

_BY_HMICFRS: Final = r"(?:hmic\w*|inspectorate|fll)"
_LIKELY_STATUS: Final[tuple[tuple[str, Status], ...]] = (
    (r"supersed|replac|merged|incorporated|combined", Status.SUPERSEDED),
    (r"not (?:for|relevant|applicable)|n a\b|does not apply", Status.NOT_FOR_THIS_FORCE),
    (r"risk.*(?:accept|tolerat)|(?:accept|tolerat).*risk", Status.RISK_ACCEPTED),
    (r"no further|\bnfa\b|reject|declin|withdrawn|no longer|cancel|not accepted", Status.NO_FURTHER_ACTION),
    (
        (
            r"\b(?:not|part|partly|partially|nearly|almost|in)\b|progress|develop|paus|hold|stall|plan|ongoing"
            r"|open|work|slip|delay|behind|revisit|monitor|implementing"
        ),
        Status.IN_PROGRESS,
    ),
    (
        (
            rf"{_BY_HMICFRS}.*(?:closed|agreed|accepted|signed|discharg|complete)|signed off"
            rf"|(?:closed|agreed|accepted|discharg\w*|confirmed) by {_BY_HMICFRS}|formally closed"
        ),
        Status.SIGNED_OFF,
    ),
    (
        (
            r"await|pending|submit|validat|assur|verif|propos|request|sent to|sign off|with fll|review|clos|complet"
            r"|implement|achiev|deliver|done|met\b|fulfil|finish|bau\b|business as usual|blue|discharg|embed"
        ),
        Status.FORCE_COMPLETE,
    ),
    (r"alloc|assign|owner|new\b|received|identified|tb[acd]\b", Status.AWAITING_ALLOCATION),
)
"""What a status in words of a tracker's own probably means: the first that is found in it."""

_LIKELY_RAG: Final[tuple[tuple[str, Rag], ...]] = (
    (r"\bred\b", Rag.RED),
    (r"amber|yellow|orange|medium|some concern|at risk", Rag.AMBER),
    (r"black|critical|high|overdue|off track|behind", Rag.RED),
    (r"green|blue|low|on track|complete|done|closed", Rag.GREEN),
    (r"white|hmic|awaiting|partner", Rag.WHITE),
)


class AskedCell(FaultyCell):
    """A cell whose `words` a person has to explain; `proposal` is the likeliest of the `choices`."""

    def __init__(self, words: str, wrong: str, right: str, proposal: str, choices: Iterable[str]) -> None:
        """Hold the question."""
        super().__init__(wrong, right)
        self.words, self.proposal, self.choices = words, proposal, tuple(choices)


def read_person(cell: Cell) -> str | None:
    """Return the name of one person, or None for an empty cell and for words that say that there is nobody."""
    name = read_name(cell)
    if name is None or not spelled(name) or spelled(name) in NOBODYS:
        return None
    if _names_several(name):
        each = _people_in(name)
        raise AskedCell(
            name,
            f"{quoted(name)} names more than one person.",
            "Enter one as the owner and another as the deputy.",
            each[0] if each else NOBODY,
            (*each, NOBODY),
        )
    if _PERHAPS_NOBODY.search(name.casefold()) and "@" not in name:
        raise AskedCell(
            name,
            f"{quoted(name)} may be nobody's name.",
            "Write a person's name, or leave the cell empty.",
            NOBODY,
            (NOBODY, name),
        )
    return name


def others_named(words: str, chosen: str) -> tuple[str, ...]:
    """Return the other people in a cell that names several, of whom one was `chosen`."""
    return tuple(each for each in _people_in(words) if each != chosen) if _names_several(words) else ()


def _names_several(words: str) -> bool:
    return _SEVERAL_NAMES.search(_STROKE_OF_A_RANK.sub("", words)) is not None


def _people_in(words: str) -> list[str]:
    names = [" ".join(each.split()) for each in _BETWEEN_NAMES.split(words)]
    return [each for each in names if spelled(each) and spelled(each) not in NOBODYS]


def read_status(cell: Cell) -> Status | None:
    """Return the status that a word means; one that can mean two, or is not known, is asked about."""
    text = read_text(cell)
    flat = spelled(text[:LONGEST_NAME]) if text else ""
    if text and flat in _CLOSED:
        raise AskedCell(
            text,
            f"{quoted(text)} can mean that the force closed it, or that HMICFRS did.",
            f"Write “{Status.FORCE_COMPLETE}” for the first, “{Status.SIGNED_OFF}” for the second.",
            Status.FORCE_COMPLETE,
            Status,
        )
    try:
        return read_word(cell, Status)
    except FaultyCell as fault:
        likely = _nearest(flat, Status) or _likely(flat, _LIKELY_STATUS)
        raise _asked(text, fault, likely or Status.IN_PROGRESS, Status) from None


def read_rag(cell: Cell) -> Rag | None:
    """Return the colour, or None for an empty cell and for words that say that there is none."""
    text = read_text(cell)
    flat = spelled(text[:LONGEST_NAME]) if text else ""
    if text and flat in NOBODYS | _NOT_RATED:
        return None
    try:
        return read_word(cell, Rag)
    except FaultyCell as fault:
        likely = _nearest(flat, Rag) or _likely(flat, _LIKELY_RAG)
        raise _asked(text, fault, likely or NO_COLOUR, (*Rag, NO_COLOUR)) from None


def _nearest(flat: str, words: type[Word]) -> Word | None:
    """Return what the known word means of which `flat` is a slip."""
    known = known_words(words)
    near = process.extractOne(flat, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return None if near is None else known[near[0]]


def _likely(flat: str, signs: Iterable[tuple[str, Word]]) -> Word | None:
    return next((word for sign, word in signs if re.search(sign, flat)), None)


def _asked(text: str | None, fault: FaultyCell, proposal: str, choices: Iterable[str]) -> FaultyCell:
    """Return what is asked about a word that is not known; a cell that cannot be read at all is no question."""
    short = text is not None and len(text) <= LONGEST_NAME
    return AskedCell(text or "", fault.wrong, fault.right, proposal, choices) if short else fault
