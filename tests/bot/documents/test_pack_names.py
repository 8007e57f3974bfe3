"""The names of files in a pack: safe on every system, and never a way out of the folder."""

import re

import pytest
from hypothesis import given, strategies as st

from bot.documents.pack.contents import LONGEST_NAME, safe_name


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("Audit November.pdf", "17-1-Audit_November.pdf"),
        ("../../etc/passwd", "17-1-etc_passwd"),
        ("..\\..\\boot.ini", "17-1-boot.ini"),
        ("C:\\Windows\\win.ini", "17-1-C_Windows_win.ini"),
        ("/etc/shadow", "17-1-etc_shadow"),
        ("Prüfung.docx", "17-1-Prufung.docx"),
        ("\u202efdp.exe", "17-1-fdp.exe"),
        ("CON", "17-1-CON"),
        ("...", "17-1-file"),
        ("", "17-1-file"),
        ("\u5831\u544a.pdf", "17-1-pdf"),
        ("a\nb  \x00c.txt", "17-1-a_b_c.txt"),
        ("-rf.txt", "17-1-rf.txt"),
        ("x" * 300 + ".xlsx", "17-1-" + "x" * 75 + ".xlsx"),
    ],
)
def test_a_name_keeps_what_is_safe_of_it(name: str, packed: str) -> None:
    """The numbers come first; of the rest letters, digits, points, hyphens and underscores stay."""
    assert safe_name(17, 1, name) == packed


@given(st.text(), st.integers(1, 999), st.integers(1, 10))
def test_no_name_leads_anywhere(name: str, statement: int, number: int) -> None:
    """Whatever a file was called, its name in a pack is one plain part of a path, and not too long for one."""
    packed = safe_name(statement, number, name)
    assert re.fullmatch(rf"{statement}-{number}-[A-Za-z0-9][A-Za-z0-9._-]*", packed), packed
    assert not packed.endswith(".")
    assert len(packed) <= len(f"{statement}-{number}-") + LONGEST_NAME
