"""Refusals of files that are to be imported."""

from models.refusals.base import Refusal


class BadSheet(Refusal):
    """“{name}” cannot be read as a register. Save it in Excel as “Excel Workbook (.xlsx)” or as CSV, and import
    that.
    """

    field = "file"


class OldWorkbook(BadSheet):
    """“{name}” is a workbook of Excel's old kind (.xls). Open it in Excel, save it as “Excel Workbook (.xlsx)” and
    import that.
    """


class LockedWorkbook(BadSheet):
    """“{name}” is locked with a password. Save a copy without the password and import that."""


class MacroWorkbook(BadSheet):
    """“{name}” contains macros, and Reckoner opens no file that does. Save it as “Excel Workbook (.xlsx)”, which
    leaves them out, and import that.
    """


class OtherFormat(BadSheet):
    """“{name}” is in truth {what}. Open it in the program it belongs to, save it as “Excel Workbook (.xlsx)” or as
    CSV, and import that.
    """


class BrokenSheet(BadSheet):
    """“{name}” is damaged or was cut short. If Excel opens it, save it again and import that; if not, fetch it
    anew from where it came.
    """


class OddWorkbook(BadSheet):
    """“{name}” is built as no spreadsheet program builds a workbook, so it was not opened. Copy the table into a
    new workbook in Excel, save it and import that.
    """


class SheetTooLarge(BadSheet):
    """“{name}” is too large: at most {limit:,} {what} can be read. Delete what does not belong to the register,
    empty rows below the table too, or divide it into several files.
    """


class CellTooLong(BadSheet):
    """Row {row} of “{name}” has a cell of more than {limit:,} characters. Shorten it, and keep long texts as
    evidence instead. If this is a CSV file, look for a quotation mark that is not closed.
    """


class StrayQuote(BadSheet):
    """Row {row} of “{name}” has a quotation mark that is not closed, or text after one that is. Save the table
    from Excel as CSV again, or correct the mark.
    """


class NotInLetters(BadSheet):
    """“{name}” is not written in letters that can be told apart safely. Save it from Excel as “CSV UTF-8”, or as
    “Excel Workbook (.xlsx)”, and import that.
    """


class NoHeadings(BadSheet):
    """“{name}” has no row of headings that Reckoner knows within the first {rows} rows. Head the columns as in the
    sample register, for example Report code, Number, Text and Owner.
    """


class SheetTooSlow(BadSheet):
    """“{name}” could not be read within {seconds} seconds, so it was stopped. Copy the table into a new workbook in
    Excel, save it and import that, or divide it into several files.
    """


class SheetTooHungry(BadSheet):
    """“{name}” asks for more than {limit} MiB of memory, so it was stopped. Copy the table into a new workbook in
    Excel, save it and import that, or divide it into several files.
    """
