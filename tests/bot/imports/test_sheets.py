"""A register is read from whatever honest workbook or CSV file people keep it in."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from bot.imports.sheets import read_sheet
from bot.imports.tables import MOST_ROWS, Sheet, SheetRow
from models.imports.cells import UnreadableCell
from models.refusals.sheets import BadSheet, CellTooLong, NoHeadings, NotInLetters, SheetTooLarge, StrayQuote

HEADINGS = ["Report code", "Number", "Text", "Published"]


def workbook(fill: Callable[[Any], object]) -> BytesIO:
    """Return a workbook as Excel would write it, filled by `fill`, which is given the XlsxWriter workbook."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        fill(book)
    file.seek(0)
    return file


def table(*rows: list[Any]) -> BytesIO:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Register")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


def text(words: str, encoding: str = "utf-8") -> BytesIO:
    return BytesIO(words.encode(encoding))


def with_part(file: BytesIO, path: str, change: Callable[[bytes], bytes]) -> BytesIO:
    """Return the workbook with the bytes of one of its parts changed."""
    changed = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == path else old.read(name))
    changed.seek(0)
    return changed


def read(file: BytesIO) -> tuple[Sheet, list[SheetRow]]:
    sheet = read_sheet(file, "register")
    return sheet, list(sheet.rows)


def test_a_workbook_is_read_cell_by_cell() -> None:
    """Text, dates, whole numbers and yes or no come out as what they are, with the row that Excel shows."""
    sheet, rows = read(
        table(
            [*HEADINGS, "Register number", "Mandatory"],
            ["VETTING", 33, "  Look\r\nhere ", datetime(2022, 11, 2, 9, 30), 10618.0, True],  # noqa: DTZ001
            ["PEEL", 1.5, "", date(2022, 4, 1), None, False],
        )
    )
    assert sheet.headings == (*HEADINGS, "Register number", "Mandatory")
    assert (sheet.worksheet, sheet.headed_in, sheet.about, sheet.other_worksheets) == ("Register", 1, 2, ())
    assert rows[0] == SheetRow(
        2,
        {
            "Report code": "VETTING",
            "Number": 33,
            "Text": "Look\nhere",
            "Published": date(2022, 11, 2),
            "Register number": 10618,
            "Mandatory": "yes",
        },
    )
    assert rows[1] == SheetRow(
        3, {"Report code": "PEEL", "Number": "1.5", "Published": date(2022, 4, 1), "Mandatory": "no"}
    )


def test_a_file_on_disk_is_read_and_closed(tmp_path: Path) -> None:
    """A path is read like an open file, and nothing stays open if its rows are never asked for."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(table(HEADINGS, ["VETTING", 33, "Look"]).getvalue())
    assert read_sheet(path, "register.xlsx").about == 1
    path.unlink()


def test_titles_blank_rows_and_repeated_headings_are_passed_over() -> None:
    """The row of headings is found below titles; blank rows and the headings printed again are no rows."""
    sheet, rows = read(
        table(
            ["HMICFRS recommendations", None, "December 2022"],
            [],
            ["", "OFFICIAL"],
            HEADINGS,
            ["VETTING", 33],
            [None, "   "],
            HEADINGS,
            ["VETTING", 34],
        )
    )
    assert sheet.headed_in == 4
    assert [(row.number, row.cells["Number"]) for row in rows] == [(5, 33), (8, 34)]


def test_the_worksheet_with_the_headings_is_taken() -> None:
    """Of several worksheets the one with most known headings is taken, hidden ones never; like ones are named."""

    def fill(book: Any) -> None:
        for name, headings in (
            ("Read me", ["How to use this file"]),
            ("Closed", HEADINGS[:3]),
            ("Open", HEADINGS),
            ("Old", [*HEADINGS, "Owner"]),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            sheet.write_row(1, 0, [name, 1])
            if name == "Old":
                sheet.hide()

    sheet, rows = read(workbook(fill))
    assert (sheet.worksheet, sheet.other_worksheets) == ("Open", ("Closed",))
    assert rows[0].cells["Report code"] == "Open"


def test_cells_merged_downwards_count_for_each_of_their_rows() -> None:
    """A report's code merged over its three rows belongs to each of them, and makes no row of a blank one."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.merge_range(1, 0, 4, 0, "VETTING")
        sheet.merge_range(5, 0, 5, 1, "A title across")
        for row, number in ((1, 33), (2, 34), (4, 35)):
            sheet.write(row, 1, number)
        sheet.write_row(6, 0, ["PEEL", 1])

    _, rows = read(workbook(fill))
    assert [row.cells.get("Report code") for row in rows] == ["VETTING"] * 3 + ["A title across", "PEEL"]
    assert [row.number for row in rows] == [2, 3, 5, 6, 7]


def test_formulas_are_never_calculated() -> None:
    """A formula gives the value saved with it, an empty text too; without one, or with an error, it says so."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_formula(1, 0, '="VET"&"TING"', None, "VETTING")
        sheet.write_formula(1, 1, "=30+3", None, 33)
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_formula(1, 3, '=""', None, "")

    as_excel_does = (b'<c r="D2"><f>""</f>', b'<c r="D2" t="str"><f>""</f>')
    _, rows = read(
        with_part(workbook(fill), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(*as_excel_does))
    )
    assert rows[0].cells == {"Report code": "VETTING", "Number": 33, "Text": UnreadableCell.ERROR}

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append(["VETTING", "=30+3", '=WEBSERVICE("https://example.org")'])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    _, rows = read(file)
    assert rows[0].cells == {
        "Report code": "VETTING",
        "Number": UnreadableCell.FORMULA,
        "Text": UnreadableCell.FORMULA,
    }


def test_a_heading_that_comes_twice_is_numbered() -> None:
    """Two columns with the same heading both keep their cells; cells below no heading are left out."""
    sheet, rows = read(table(["Number", "Text", "Text", None, "Due\nDate"], [1, "a", "b", "stray", "c"]))
    assert sheet.headings == ("Number", "Text", "Text (2)", "Due Date")
    assert rows[0].cells == {"Number": 1, "Text": "a", "Text (2)": "b", "Due Date": "c"}


def test_a_time_of_day_is_text() -> None:
    """A cell that holds only a time of day comes out as text, which no column takes for a date."""
    _, rows = read(table(HEADINGS, ["VETTING", 33, "x", time(9, 30)]))
    assert rows[0].cells["Published"] == "09:30:00"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_whatever_divides_it(separator: str, encoding: str) -> None:
    """Commas, semicolons, tabs and bars are told apart, and the three encodings that Excel writes."""
    lines = [
        separator.join(HEADINGS),
        separator.join(("VETTING", "33", '"He said: ""Tom’s, Ann’s; and\nmine""\t|"', "02/11/2022")),  # noqa: RUF001
        "",
        separator.join(("VETTING", "34", "– £5", "")),  # noqa: RUF001
    ]
    sheet, rows = read(text("\r\n".join(lines), encoding))
    assert sheet.headings == tuple(HEADINGS)
    assert rows == [
        SheetRow(
            2,
            {
                "Report code": "VETTING",
                "Number": "33",
                "Text": 'He said: "Tom’s, Ann’s; and\nmine"\t|',  # noqa: RUF001
                "Published": "02/11/2022",
            },
        ),
        SheetRow(4, {"Report code": "VETTING", "Number": "34", "Text": "– £5"}),  # noqa: RUF001
    ]


def test_excels_own_hint_of_the_separator_is_no_heading() -> None:
    """A first line `sep=;`, as Excel writes it, is passed over."""
    sheet, rows = read(text("sep=;\nNumber;Text\n33;Look, here\n"))
    assert (sheet.headed_in, rows[0].cells["Text"]) == (2, "Look, here")


def test_control_characters_are_left_out() -> None:
    """Characters that no one can see, and that databases refuse, are left out of a text."""
    _, rows = read(text("Number,Text\n33,a\x07b\x1b[31m\n"))
    assert rows[0].cells["Text"] == "ab[31m"


@pytest.mark.parametrize(
    ("words", "refusal", "row"),
    [
        ('Number,Text\n33,"never closed\n34,x\n', StrayQuote, 2),
        ('Number,Text\n33,x\n34,"closed" early\n', StrayQuote, 3),
        ("Number,Text\n33," + "x" * 32_768, CellTooLong, 2),
        ("Number,Text\n33," + "x" * 140_000, CellTooLong, 2),
        ("Number,Text\n" + "," * 300, SheetTooLarge, None),
    ],
)
def test_a_faulty_csv_file_is_refused_with_the_row(
    words: str, refusal: type[BadSheet], row: int | None
) -> None:
    """A stray quotation mark, a text too long and a row too wide are refused, and the row is named."""
    with pytest.raises(refusal) as refused:
        read(text(words))
    assert refused.value.fields.get("row") == row


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", BadSheet),
        (b" \r\n ", BadSheet),
        (b"Number,Text\n33,a\0b\n", NotInLetters),
        (b"\xff\xfeN\0u\0m", NotInLetters),
        (b"Number,Text\n33,\x81\x8d\n", NotInLetters),
        (b"Name,Colour\nAnn,blue\n", NoHeadings),
        (b"\n" * 20 + b"Number,Text\n33,x\n", NoHeadings),
    ],
)
def test_what_is_no_register_is_refused(data: bytes, refusal: type[BadSheet]) -> None:
    """An empty file, bytes that are no letters, and a table without known headings are refused in words."""
    with pytest.raises(BadSheet) as refused:
        read(BytesIO(data))
    assert type(refused.value) is refusal
    assert "“register”" in str(refused.value)


def test_rows_are_bounded() -> None:
    """A register may have 200,000 rows and not one more."""
    most = b"Number,Text\n" + b"1,x\n" * MOST_ROWS
    assert sum(1 for _ in read_sheet(BytesIO(most), "register").rows) == MOST_ROWS
    with pytest.raises(SheetTooLarge, match="200,000 rows"):
        read(BytesIO(most + b"1,x\n"))
