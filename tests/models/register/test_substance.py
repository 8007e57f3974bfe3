"""A reason says why: what is taken for one, what is not, and what more a review's narrative tells."""

import pytest

from models.register.substance import is_narrative, says_why

EMPTY = (
    *("because", "Because.", "BECAUSE IT IS", "just because", "because I said so", "it is what it is"),
    *("n/a", "N/A", "none", "nil", "-", "—", "...", "", " ", "tbc", "TBC", "xxx", "zz", "to be confirmed"),
    *("as discussed", "As discussed.", "as agreed", "per our conversation", "see above", "see email"),
    *("as requested", "on request", "further to our call", "to follow", "please see attached"),
    *("delay", "Delayed", "Extension", "slipped", "more time needed", "need more time please", "not yet"),
    *("It is.", "IT IS", "various reasons", "operational reasons", "unforeseen circumstances"),
    *("no reason given", "no longer", "date changed", "deadline moved", "overdue", "Thanks!", "ok", "test"),
    *("31 March 2023", "by 31 March", "31st March", "end of March", "Friday 31 March 2023", "Q4"),
    *("until next Friday", "22/117"),
)
HONEST = (
    *("IT outage", "it outage", "IT OUTAGE", "IT", "Because of IT", "IT not ready", "HR", "A&E", "COVID-19"),
    *("Sickness", "Staffing", "Strike", "illness", "Flooding", "Abstractions", "Cyber attack"),
    *("No staff", "no budget", "No resources", "Owner on leave", "I was off sick", "new supplier"),
    *("The supplier delivers in February", "The board has agreed", "Training slipped", "It moves in April."),
    *("Waits for the national guidance", "Civil claim 22/117", "Replaced by VETTING-33", "HMICFRS asked"),
    *("Trial until May", "Op Linden", "Court date moved", "Due to Brexit", "as agreed with the FLL"),
    *("System not live until June", "Test failed", "delayed by procurement", "Oedi oherwydd hyfforddiant"),
)


@pytest.mark.parametrize("words", EMPTY)
def test_an_empty_formula_is_no_reason(words: str) -> None:
    """Formulas, punctuation, a mere date and words that only say that a date moves tell nobody why."""
    assert not says_why(words)


@pytest.mark.parametrize("words", HONEST)
def test_whatever_tells_something_is_a_reason(words: str) -> None:
    """One word that is no formula is enough: nobody is made to write more than the truth."""
    assert says_why(words)


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("on track", False),
        ("Training", False),
        ("All good, thanks", False),
        ("IT outage", True),
        ("Training is done for all units", True),
        ("Audit finished", True),
        ("", False),
    ],
)
def test_a_narrative_tells_more_than_a_reason(words: str, tells: bool) -> None:
    """The committee reads the narrative of a review, so that a single word or “on track” is none."""
    assert is_narrative(words) is tells
