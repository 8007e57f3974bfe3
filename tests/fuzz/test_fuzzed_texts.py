"""Report texts, wordings of deadlines and settings: something is read, or a sentence says why not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import example, given, strategies as st

from bot.imports.report_text import report_text
from bot.settings import Settings, SettingsWrong
from models.deadlines.deadline import read_deadline
from models.refusals.base import Refusal
from models.refusals.reports import BadReport
from models.report_parser.pages import printed
from models.report_parser.parser import read_report
from models.report_parser.proposal import About
from tests.examples import tries
from tests.fuzz.strange import ANY_TEXT, DAYS, NUMBER, WORDS
from tests.reading.printing import national_pdf, thematic_word

ABOUT = About(date(2022, 11, 2))
LINE = st.one_of(
    st.sampled_from(
        (
            "Recommendation 1",
            "Recommendations",
            "Area for improvement 2:",
            "Cause of concern",
            "By 31 March 2023, chief constables should:",
            "a) vet everybody;",
            "iv. and tell them",
            "Page 3 of 99",
            "Contents ........................ 7",
            "1.1.1.1",
            "• with immediate effect",
            "With the College of Policing, the NPCC should",
            "\f",
        )
    ),
    NUMBER,
    WORDS,
    ANY_TEXT,
)
FILES = {"report.pdf": national_pdf(), "report.docx": thematic_word()}


@given(lines=st.lists(LINE, max_size=20))
@example(lines=["(" * 3_000, "1" * 3_000, ". " * 3_000, "Recommendation " * 500])
@tries(80)
def test_any_pasted_text_is_read(lines: list[str]) -> None:
    """Of any text, proposals come out or nothing; one without words is doubted."""
    reading = read_report(printed("\n".join(lines)), ABOUT)
    assert all(each.text.strip() or each.doubts for each in reading.proposals)


def refusal(work: Callable[[], object], kind: type[Exception]) -> str | None:
    """Do `work`; return the sentence by which it was refused, or None where it was done."""
    try:
        work()
    except kind as refused:
        return str(refused)
    return None


@given(
    name=st.sampled_from(sorted(FILES)),
    at=st.lists(st.tuples(st.floats(0, 0.9999), st.binary(max_size=20)), min_size=1, max_size=4),
)
@tries(6)
def test_a_damaged_report_is_read_or_refused(name: str, at: list[tuple[float, bytes]]) -> None:
    """A PDF or a Word document with bytes changed is read as far as it goes, or refused by its name."""
    octets = bytearray(FILES[name])
    for where, change in at:
        start = int(where * len(octets))
        octets[start : start + max(1, len(change))] = change
    said = refusal(lambda: read_report(report_text(bytes(octets), name), ABOUT), BadReport)
    assert said is None or name in said


@given(octets=st.one_of(st.binary(max_size=200), WORDS.map(lambda words: words.encode("utf-16", "replace"))))
@tries(6)
def test_any_bytes_are_read_or_refused(octets: bytes) -> None:
    """A file of any bytes is read as a text, or refused by its name."""
    said = refusal(lambda: read_report(report_text(octets, "a file"), ABOUT), BadReport)
    assert said is None or "a file" in said


@given(wording=st.one_of(st.sampled_from(DAYS), WORDS, ANY_TEXT), published=st.dates())
@tries(100)
def test_any_wording_of_a_deadline_is_understood_or_refused(wording: str, published: date) -> None:
    """`deadline` says which day a wording means, or in a sentence that it means none."""
    assert refusal(lambda: read_deadline(wording, published), Refusal) != ""


@given(
    values=st.dictionaries(
        st.sampled_from(sorted(Settings.model_fields)), st.one_of(NUMBER, ANY_TEXT), max_size=6
    )
)
@tries(60)
def test_any_settings_are_taken_or_refused_all_at_once(values: dict[str, str]) -> None:
    """Whatever is set, Reckoner starts with it or says what is wrong with which setting."""
    assert refusal(lambda: Settings.read(_env_file=None, **values), SettingsWrong) != ""


@given(
    octets=st.one_of(
        st.binary(max_size=200), WORDS.map(lambda words: f"RECKONER_DATA={words}".encode("utf-8", "replace"))
    )
)
@tries(40)
def test_any_file_of_settings_is_read_or_refused(tmp_path: Path, octets: bytes) -> None:
    """A `.env` of any bytes is read, or refused in a sentence."""
    file = tmp_path / ".env"
    file.write_bytes(octets)
    assert refusal(lambda: Settings.read(_env_file=file), SettingsWrong) != ""
