"""Tables of the documentation that are measured by the tests."""

from pathlib import Path
from typing import Final

MARK: Final = "<!-- corpus -->"
END: Final = "<!-- end of corpus -->"


def write_table(page: Path, table: str) -> None:
    """Put a table into `page` between the two lines that stand around it."""
    before, mark, rest = page.read_text("utf-8").partition(MARK)
    _, end, after = rest.partition(END)
    page.write_text(f"{before}{mark}\n\n{table}\n\n{end}{after}", "utf-8")
