"""Answering at a terminal what is asked about a register."""

import pytest

from bot.cli.register_answers import answers_to
from models.imports.questions import Meanings
from models.refusals.imports import NoAnswer, NotAsked
from models.register.fields import Column
from templates.messages.imports import AskedOfFile, Imported, ImportFaults

STATUS = AskedOfFile(Column.STATUS, "Paused", (2,), "in progress", ("in progress", "submitted"))
PUBLISHED = AskedOfFile(Column.PUBLISHED, "OLDER", (2,))


def attempt(answers: Meanings) -> Imported | ImportFaults:
    """Ask for the day once the status is known, as a file does whose questions lead to others."""
    asked = [each for each in (STATUS, PUBLISHED) if (each.column, each.words.casefold()) not in answers]
    if asked:
        return ImportFaults("register.csv", (), questions=tuple(asked[:1]))
    words = tuple(
        AskedOfFile(column, words, (), meaning) for (column, words), meaning in sorted(answers.items())
    )
    return Imported("register.csv", True, ("OLDER-1",), (), 0, answered=words)


def test_answers_are_read_until_nothing_more_is_asked() -> None:
    """A column before the words says which question is meant; dates are read as people write them."""
    answers = answers_to(attempt, ["paused = Submitted", "Published: OLDER = 17 July 2019"], proposed=False)
    assert answers == {(Column.STATUS, "paused"): "submitted", (Column.PUBLISHED, "older"): "2019-07-17"}


def test_what_is_proposed_answers_the_rest() -> None:
    """What nothing is proposed for stays asked."""
    assert answers_to(attempt, [], proposed=True) == {(Column.STATUS, "paused"): "in progress"}


def test_an_answer_that_fits_nothing_is_refused() -> None:
    """Words that are not asked about, and what is no answer to them, are said with what would be right."""
    with pytest.raises(NotAsked):
        answers_to(attempt, ["On hold = in progress"], proposed=False)
    with pytest.raises(NoAnswer, match="Write one of: in progress, submitted"):
        answers_to(attempt, ["Paused = soon"], proposed=False)
