"""Reads that a message brings a report: “report CODE”, with a file or with its text."""

import re

from models.reply_parser.intents import SentReport

_SENT = re.compile(
    r"\s*(?:/?rec )?report (?P<code>[A-Za-z][A-Za-z0-9]{1,19})\b[:.,]?\s*(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
_LONG_ENOUGH = 80
"""Characters after “report CODE” from which on a message is the text of a report, and no sentence about one."""


def report_in(words: str, *, has_files: bool) -> SentReport | None:
    """Return the report that a message brings, or None if it brings none."""
    sent = _SENT.fullmatch(words)
    if sent is None or not (has_files or len(sent["text"]) >= _LONG_ENOUGH):
        return None
    return SentReport(sent["code"], sent["text"])
