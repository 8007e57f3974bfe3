"""Makes the files in which reports come: a PDF of typeset pages, and a Word document with numbered lists."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document

PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"


def pdf(pages: Sequence[Sequence[str]], *, extra: str = "") -> bytes:
    """Return a PDF of these pages of lines, set from the top down; `extra` goes into its trailer."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj 0 -16 Td\n" for line in lines)
        content = f"BT /F1 10 Tf 60 790 Td\n{shown}ET"
        objects.append(f"<< {PAGE} /Contents {5 + 2 * at} 0 R >>")
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {extra} >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode("cp1252")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def saved(document: Any) -> bytes:
    """Return the bytes of a Word document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


HEAD = ("National inspection of roads policing", "and pursuits, 2023")
NATIONAL_PAGES = (
    (
        *HEAD,
        "Contents",
        "Summary ............................ 2",
        "Recommendations .................... 3",
        "1",
    ),
    (
        *HEAD,
        "Summary",
        "Forces should have known how many of their drivers were trained. Too many did not, as earlier",
        "reports said.1 We make five recommenda-",
        "tions.",
        "________________",
        "1 See our report of 2015, in which we said that forces should keep a register of their drivers.",
        "2",
    ),
    (
        *HEAD,
        "Recommendations",
        "Recommendation 1",
        "By 31 October 2024, chief constables should make sure that every officer who drives in a pur-",
        "suit has been assessed in the 12 months ending 31 March 2023, and that the counter-",
        "terrorism units are not left out.",
        "Recommendation 2",
        "By the end of the 2024/25 financial year, the Home Office, working with the Department",
        "for Transport, should:",
        "(a) publish how many people are hurt in pursuits;",
        "(b) say what vehicles were used; and",
        "3",
    ),
    (
        *HEAD,
        "(c) explain what it will do about it.",
        "Recommendation 3",
        "Within 12 months of the date of publication, the National Police Chiefs\u2019 Council lead for roads",
        "policing and the College of Policing should agree one standard.",
        "Recommendation 5",
        "Chief constables should stop unassessed officers from driving in pursuits with immediate",
        "effect.",
        "Annex A: how we inspected",
        "We visited eight forces.",
        "4",
    ),
)


def national_pdf() -> bytes:
    """Return a PDF with heads of two lines, page numbers, contents, a footnote and words divided at line ends."""
    return pdf(NATIONAL_PAGES)


def thematic_word() -> bytes:
    """Return a Word document whose numbers and bullets are Word's own, with headings, a box and a table."""
    document = Document()
    document.add_heading("An inspection of how the police use interpreters", 0)
    document.add_paragraph("We found that people wait too long.")
    document.add_heading("Recommendations", 1)
    document.add_paragraph(
        "By 30 June 2024, chief constables should make sure that their custody officers:", style="List Number"
    )
    document.add_paragraph("know how to call an interpreter;", style="List Bullet")
    document.add_paragraph("record how long it takes; and", style="List Bullet")
    document.add_paragraph("tell the detainee.", style="List Bullet")
    document.add_paragraph(
        "Within three months, the Ministry of Justice and the CPS should share their contracts.",
        style="List Number",
    )
    document.add_paragraph("This should include what they pay.")
    document.add_paragraph("PCCs should publish what their forces spend.", style="List Number")
    document.add_heading("Cause of concern", 2)
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "Some forces let officers interpret for people whom they have arrested."
    box.add_paragraph("Recommendation 4")
    box.add_paragraph("With immediate effect, forces should stop this.")
    document.add_heading("Who should do what", 1)
    table = document.add_table(1, 3)
    for at, heading in enumerate(("Number", "Recommendation", "Responsible")):
        table.cell(0, at).text = heading
    for number, text, body in (
        ("3", "PCCs should publish what their forces spend.", "PCCs"),
        (
            "7",
            "The College of Policing should teach this to every new detective by 31 January 2025.",
            "College",
        ),
    ):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text, row.cells[2].text = number, text, body
    return saved(document)
