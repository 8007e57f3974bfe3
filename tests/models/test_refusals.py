"""A refusal is a sentence that tells a person what is wrong and what would be right."""

import inspect
import re
from collections.abc import Iterator
from datetime import date

import pytest

from models import refusals
from models.refusals.base import Refusal
from models.refusals.deadlines import NotADeadline

SENTENCES = re.compile(r"[A-Z“{].*[.?]", re.DOTALL)


def every_refusal(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith(f"{refusals.__name__}."):
            yield below
        yield from every_refusal(below)


@pytest.mark.parametrize("refusal", list(every_refusal()))
def test_every_refusal_is_one_to_three_full_sentences(refusal: type[Refusal]) -> None:
    """Every refusal's docstring is one to three sentences that begin and end like sentences."""
    sentence = refusal.template
    assert SENTENCES.fullmatch(sentence), sentence
    assert 1 <= len(re.findall(r"[.?](?:\s|$)", sentence)) <= 3, sentence
    assert "  " not in sentence
    assert sentence == " ".join(inspect.getdoc(refusal).split("\n\n")[0].split())  # type: ignore[union-attr]


def test_a_refusal_reads_as_its_filled_sentence() -> None:
    """A refusal read as text is its sentence with the fields in their places, kept by name too."""
    refusal = NotADeadline(wording="soonish")
    assert str(refusal).startswith("“soonish” is not a deadline I can read. ")
    assert refusal.fields == {"wording": "soonish"}


def test_a_refusal_names_its_form_field() -> None:
    """A refusal names the form field it belongs to, which can be another where it is raised."""
    assert Refusal().field is None
    assert NotADeadline(wording="x").field == "deadline_wording"
    assert NotADeadline(wording="x", at_field="words").field == "words"
    assert NotADeadline(wording="x").field == "deadline_wording"


def test_a_field_that_is_missing_shows_at_once() -> None:
    """A refusal raised without a field that its sentence names fails where it is raised."""
    with pytest.raises(KeyError, match="wording"):
        NotADeadline()


def test_a_refusal_without_a_sentence_cannot_be_written() -> None:
    """A refusal class without a docstring is refused when it is defined."""
    with pytest.raises(TypeError, match="needs a docstring"):
        type("Wordless", (Refusal,), {})


def test_dates_in_a_refusal_are_written_out() -> None:
    """A date in a sentence reads day, month, year unless the sentence says otherwise."""

    class Late(Refusal):
        """That was due on {on}, day {on:%d}, {times} times."""

    assert str(Late(on=date(2023, 3, 1), times=2)) == "That was due on 1 March 2023, day 01, 2 times."


def test_what_a_person_typed_is_never_read_as_a_template() -> None:
    """Braces in a person's words stay as they were typed."""
    assert "“{wording} {0.__class__}”" in str(NotADeadline(wording="{wording} {0.__class__}"))
