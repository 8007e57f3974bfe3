"""A template is filled in by a process that can do little, and of which nothing stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.documents.paper.paper import LARGEST_TEMPLATE, PaperFailed, make_paper
from bot.sandbox.child_process import ROOT
from models.refusals.documents import (
    BadTemplate,
    NoSuchTemplate,
    TemplateTooHungry,
    TemplateTooLarge,
    TemplateTooSlow,
    UnknownTag,
)
from templates.messages.summary import CommitteeSummary
from tests.bot.paper_templates import parts_of, saying

NESTED = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


def refused(template: bytes, folder: Path, kind: type[BadTemplate], seconds: float = 20) -> str:
    path = folder / "ours.docx"
    path.write_bytes(template)
    with pytest.raises(kind) as refusal:
        make_paper(CommitteeSummary.EXAMPLE, path, None, seconds=seconds)
    return str(refusal.value)


def children() -> set[str]:
    """Return the processes that this one has started and not yet laid to rest."""
    own = str(os.getpid())
    return {
        each.name
        for each in Path("/proc").iterdir()
        if each.name.isdigit() and status(each).rpartition(")")[2].split()[1:2] == [own]
    }


def status(process: Path) -> str:
    try:
        return (process / "stat").read_text()
    except OSError:
        return ""


@pytest.mark.parametrize("tag", [NESTED, "{{ 9 ** (9 ** 9) }}"])
def test_a_template_without_end_is_stopped(tmp_path: Path, tag: str) -> None:
    """A template that takes too long is stopped at the time given, and its process is gone."""
    before = children()
    assert "stopped after 2 seconds" in refused(saying(tag), tmp_path, TemplateTooSlow, seconds=2)
    assert children() == before


@pytest.mark.parametrize("tag", ["{{ 'x' * 3000000000 }}", "{{ force|center(3000000000) }}"])
def test_a_template_that_eats_memory_is_stopped(tmp_path: Path, tag: str) -> None:
    """A template that asks for more memory than it may have is told so."""
    assert "1024 MiB" in refused(saying(tag), tmp_path, TemplateTooHungry)


def test_a_refusal_comes_back_from_the_process_whole(tmp_path: Path) -> None:
    """What the process says about a template reaches the person with its file, tag and place."""
    sentence = refused(saying("Here: {{ forse }} “\N{SNOWMAN}”"), tmp_path, UnknownTag)
    assert "“ours.docx” uses the tag “forse”" in sentence
    assert "in the paragraph “Here: {{ forse }} “\N{SNOWMAN}””" in sentence


def test_a_template_of_the_forces_own_is_filled_in(tmp_path: Path) -> None:
    """Another template than the shipped one gives the paper that it describes, and only that."""
    path = tmp_path / "ours.docx"
    path.write_bytes(saying("{{ force|upper }}, {{ held_on }}"))
    paper = parts_of(make_paper(CommitteeSummary.EXAMPLE, path, None))["word/document.xml"].decode()
    assert "WEST MIDLANDS POLICE, Thursday 15 December 2022" in paper
    assert "Purpose of report" not in paper


def test_files_too_large_and_missing_are_not_read(tmp_path: Path) -> None:
    """A template larger than any real one, or none at all, is refused before a process begins."""
    assert "the limit is 10 MiB." in refused(bytes(LARGEST_TEMPLATE + 1), tmp_path, TemplateTooLarge)
    with pytest.raises(NoSuchTemplate, match=r"nowhere\.docx"):
        make_paper(CommitteeSummary.EXAMPLE, tmp_path / "nowhere.docx", None)


def test_what_no_template_explains_is_a_failure_of_ours() -> None:
    """A picture that is none is a mistake of the program, and no sentence about the template."""
    with pytest.raises(PaperFailed):
        make_paper(CommitteeSummary.EXAMPLE, None, b"no picture")


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/hostname')",
        "open('written', 'w')",
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "os.pipe()",
        "subprocess.Popen(['true'], stdin=subprocess.PIPE)",
        "bytearray(2_000_000_000)",
    ],
)
def test_the_process_can_open_nothing(tmp_path: Path, attempt: str) -> None:
    """Once it has its request, the process opens no file, no connection and no pipe, and has bounded memory."""
    program = f"""
import os, socket, subprocess
from bot.documents.paper.child import hold_small, shut_off
os.chdir({str(tmp_path)!r})
hold_small()
shut_off()
try:
    {attempt}
except (OSError, MemoryError) as refused:
    print("refused", type(refused).__name__)
"""
    ran = subprocess.run(  # noqa: S603 - our own interpreter and program.
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("refused")
    assert list(tmp_path.iterdir()) == []
