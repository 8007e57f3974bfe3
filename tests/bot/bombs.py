"""Workbooks that unpack to more than any machine holds, or are otherwise not what they seem."""

import zipfile
from functools import cache
from io import BytesIO

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MEBIBYTE = 1024 * 1024
WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def honest() -> dict[str, bytes]:
    """Return the parts of a small workbook as Excel would write it."""
    return dict(_as_excel_writes())


@cache
def _as_excel_writes() -> dict[str, bytes]:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Report code", "Number", "Text"])
        sheet.write_row(1, 0, ["VETTING", 33, "Look here"])
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_cells(cells: str) -> bytes:
    """Return a workbook whose only worksheet has the headings and then the XML `cells`."""
    parts = honest()
    head, tail = parts[SHEET].split(b"</sheetData>")
    parts[SHEET] = head + cells.encode() + b"</sheetData>" + tail
    return packed(parts)


def with_strings(xml: str) -> bytes:
    parts = honest()
    parts[STRINGS] = xml.encode()
    return packed(parts)


def billion_laughs(root: str) -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
    )
    return f"<!DOCTYPE x [{entities}]><{root} xmlns='{NAMESPACE}'><si><t>&a11;</t></si></{root}>"


def unpacks_to_a_hundredfold_and_more() -> bytes:
    parts = honest()
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b" " * 33 * MEBIBYTE + b"</sheetData>")
    return packed(parts)


def unpacks_to_more_than_is_allowed() -> bytes:
    return packed({**honest(), "xl/media/film.bin": bytes(41 * MEBIBYTE)}, zipfile.ZIP_STORED)


def texts_without_end() -> bytes:
    return with_strings(f"<sst xmlns='{NAMESPACE}'>{'<si><t>ab</t></si>' * 200_000}</sst>")


def one_text_in_every_cell() -> bytes:
    parts = honest()
    parts[STRINGS] = parts[STRINGS].replace(b"Look here", b"x" * 32_000)
    rows = "".join(
        f'<row r="{row}"><c r="B{row}"><v>1</v></c><c r="C{row}" t="s"><v>4</v></c></row>'
        for row in range(3, 3_200)
    )
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    return packed(parts)


def a_text_of_4_mebibytes() -> bytes:
    parts = honest()
    parts[STRINGS] = parts[STRINGS].replace(b"Look here", b"evidence" * (MEBIBYTE // 2))
    return packed(parts, zipfile.ZIP_STORED)


def a_text_that_needs_much_memory() -> bytes:
    parts = honest()
    parts[STRINGS] = parts[STRINGS].replace(b"Look here", b"evidence" * (4 * MEBIBYTE))
    return packed(parts, zipfile.ZIP_STORED)


def cells_without_end() -> bytes:
    return with_cells(("<row>" + "<c/>" * 600 + "</row>") * 2_000)


def rows_without_end() -> bytes:
    return with_cells("<row/>" * 1_000_000)


def the_last_row_of_all() -> bytes:
    return with_cells('<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>')


def a_gap_of_a_million_rows() -> bytes:
    return with_cells('<row r="1048576"><c r="B1048576"><v>1</v></c></row>')


def a_gap_in_each_of_900_worksheets() -> bytes:
    parts = honest()
    gap = b'<row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>'
    sheets, links = b"", b""
    for number in range(2, 902):
        path = f"worksheets/sheet{number}.xml"
        parts[f"xl/{path}"] = (f'<worksheet xmlns="{NAMESPACE}"><sheetData>').encode() + gap + b"</worksheet>"
        sheets += f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number + 100}"/>'.encode()
        links += f'<Relationship Id="rId{number + 100}" Type="{WORKSHEET}" Target="{path}"/>'.encode()
    for path, end, more in (
        ("xl/workbook.xml", b"</sheets>", sheets),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", links),
    ):
        parts[path] = parts[path].replace(end, more + end)
    return packed(parts)


def columns_without_end() -> bytes:
    return with_cells(
        "".join(f'<row r="{row}"><c r="ZZZ{row}"><v>1</v></c></row>' for row in range(3, 30_000))
    )


def styles_without_end() -> bytes:
    parts = honest()
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</cellXfs>", b"<xf/>" * 200_000 + b"</cellXfs>")
    return packed(parts)
