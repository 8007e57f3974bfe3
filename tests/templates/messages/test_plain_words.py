"""The words that no reader of ours says aloud stay out of messages, refusals and documentation."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

PRIVATE = (
    "needs? a word",
    "recorded a word",
    "nothing more is needed",
    "no printed figure is known",
    "without a colour",
    r"give on (what|whatever)|\*give on\*|= \"give on\"",
    "from nothing to",
    "settled: whose",
    "had not called complete",
    "no longer asked for|ask no longer",
    "reminders of .{1,40} (do not )?rest",
    "let it be",
    "(ends?|ended) otherwise",
    "(to|not) put right|put right first",
    "nothing waits for",
    "wait(s|ing) for hmicfrs",
    "no body that the register knows",
    "i read:",
    "answer before is left out",
    "stands? in for",
    "take it after all",
    "throw away",
    "(was|were) to be changed",
    "gave you [^.]{1,30} to own",
    "(is|are) taken away",
    "whose it is, is",
    "nobody.s and nothing.s",
    "nothing of it (is|was)",
    "hmicfrs waits for",
    "no sooner",
    "sees? to (it|data)",
    "cause is mended|to mend",
    "since reckoner cannot",
    "if it has one",
    r"agreed anew|given? (it )?anew",
    "the latest come first",
    "so that you can copy",
    "is as it was",
    "day that it means",
    "(may|can|cannot) be written to",
    "(wants?|wanting) looking at",
    "said not to be theirs",
    "what (comes|became) of it",
    "not what was written",
    "whatever is judged",
    "had fallen due",
    "asked for and agreed by the same",
    "no longer presses",
    "can be had",
    "stand(s|ing)? (under|in) no question|under no question",
    r"” (is|are) no (date|number|figure|time zone|working hours|way|register)",
    "a day to come",
)
"""What was found, as patterns; each has a better word, which the texts use."""

TEXTS = (
    *sorted((ROOT / "templates" / "text").rglob("*.toml")),
    *sorted((ROOT / "templates" / "paper").glob("*.*2")),
    *sorted((ROOT / "templates" / "paper").glob("*.toml")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "models" / "refusals").glob("*.py")),
)


@pytest.mark.parametrize("private", PRIVATE)
def test_nobody_reads_private_words(private: str) -> None:
    """A native reader never stops at a phrase: the words that made one stop do not come back."""
    found = [
        f"{file.name}: {match.group()}"
        for file in TEXTS
        for match in re.finditer(private, " ".join(file.read_text("utf-8").split()), re.IGNORECASE)
    ]
    assert found == []
