"""Reads a report for a draft: the text out of its file, and the recommendations out of the text."""

from collections.abc import Callable

from bot.imports.report_text import report_text
from jobs.report_reading import ToRead
from models.refusals.reports import BadReport, ReportBroken
from models.report_parser.pages import PrintedText, printed
from models.report_parser.parser import read_report
from models.report_parser.proposal import Reading


class ReportReader:
    """Reads reports, of which `content` returns the file that is kept under a SHA-256."""

    def __init__(self, content: Callable[[str], bytes]) -> None:
        """Get files by `content`."""
        self._content = content

    def read(self, wanted: ToRead) -> Reading | BadReport:
        """Return what was read, or why it cannot be; it waits for a process of its own: call it in a thread."""
        try:
            return read_report(self._text(wanted), wanted.about)
        except BadReport as refused:
            return refused

    def _text(self, wanted: ToRead) -> PrintedText:
        if wanted.sha256 is None:
            return printed(wanted.text or "")
        try:
            return report_text(self._content(wanted.sha256), wanted.name)
        except FileNotFoundError:
            raise ReportBroken(name=wanted.name) from None
