"""The words of what is to be put right before a paper goes out."""

from models.committee.checks import CHECKS
from templates.messages.summary_findings import sentences
from templates.messages.summary_parts import Finding
from templates.translator import PLAIN


def test_every_check_has_words_of_its_own() -> None:
    """What any check finds is said in a sentence of its own, with its remedy."""
    other = sentences(Finding("nothing_of_ours", ("OLDER-1",), {}), PLAIN)[1]
    facts = {
        "moves": "2",
        "text": "3 recommendations",
        "list": "2",
        "where": "A",
        "figure": "closing:recommendation",
        "name": "B",
        "title": "C",
    }
    facts |= {"printed": "1", "register": "2", "on": "1 May 2022"}
    for check in CHECKS:
        name = check.__name__.removeprefix("_")
        found_, remedy = sentences(Finding(name, ("OLDER-1",), facts), PLAIN)
        assert found_.endswith(".")
        assert remedy != other, name
