"""Refusals of files that are to be imported."""

from models.refusals.base import Refusal


class BadSheet(Refusal):
    """I cannot read “{name}” as a register. Save it in Excel as “Excel Workbook (.xlsx)” or as CSV, and
    import that.
    """

    field = "file"


class OldWorkbook(BadSheet):
    """“{name}” is in Excel's old format (.xls). Open it in Excel, save it as “Excel Workbook (.xlsx)” and
    import that.
    """


class LockedWorkbook(BadSheet):
    """“{name}” has a password. Save a copy without it and import that."""


class MacroWorkbook(BadSheet):
    """“{name}” contains macros, which I do not open. Save it as “Excel Workbook (.xlsx)”, which removes them,
    and import that.
    """


class OtherFormat(BadSheet):
    """“{name}” is really {what}. Open it in its own program, save it as “Excel Workbook (.xlsx)” or as CSV,
    and import that.
    """


class BrokenSheet(BadSheet):
    """“{name}” is damaged or incomplete. If Excel opens it, save it again and import that; if not, download
    it again.
    """


class OddWorkbook(BadSheet):
    """“{name}” is not built like a normal workbook, so I did not open it. Copy the table into a new workbook
    in Excel, save it and import that.
    """


class SheetTooLarge(BadSheet):
    """“{name}” is too large: I can read at most {limit:,} {what}. Delete everything outside the register,
    including empty rows below the table, or split it into several files.
    """


class CellTooLong(BadSheet):
    """Row {row} of “{name}” has a cell of more than {limit:,} characters. Shorten it, and add long texts as
    evidence instead. In a CSV file, look for a quotation mark that is not closed.
    """


class StrayQuote(BadSheet):
    """Row {row} of “{name}” has a quotation mark that is not closed, or text after one that is. Save the
    table from Excel as CSV again, or correct the mark.
    """


class NotInLetters(BadSheet):
    """I cannot tell which characters “{name}” uses. Save it from Excel as “CSV UTF-8” or “Excel Workbook
    (.xlsx)”, and import that.
    """


class NoHeadings(BadSheet):
    """I found no row of headings I know in the first {rows} rows of “{name}”. Use headings like those in the
    sample register: Report code, Number, Text and Owner.
    """


class SheetTooSlow(BadSheet):
    """I stopped reading “{name}” after {seconds} seconds. Copy the table into a new workbook in Excel and
    import that, or split it into several files.
    """


class SheetTooHungry(BadSheet):
    """“{name}” needs more than {limit} MiB of memory, so I stopped. Copy the table into a new workbook in
    Excel and import that, or split it into several files.
    """
