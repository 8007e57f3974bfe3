"""What a reply means, from its words and what was known when it came: no database, no clock, no conversation."""

from datetime import date

import pytest

from models.enums import ItemKind, StatementKind, Status
from models.outbox.message import OutboxMessage
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.reply_parser.context import ReplyContext
from models.reply_parser.intents import (
    Intent,
    ItemIntent,
    ItemUpdate,
    OpenQuestion,
    SentReport,
    Unclear,
    YesNo,
)
from models.reply_parser.parts import references_in
from models.reply_parser.understand import OUTWEIGHS, READERS, understand
from models.statements.statement import Statement

TODAY = date(2022, 12, 1)
UPDATE, EVIDENCE, NOTE = StatementKind


def item(number: str) -> Recommendation:
    report = InspectionReport(code="OLDER", title="An older report")
    return Recommendation(
        report=report,
        number=number,
        register_number=number,
        kind=ItemKind.RECOMMENDATION,
        status=Status.IN_PROGRESS,
        deadline_on=date(2023, 1, 31),
    )


TEN, NINE, SEVEN = item("10618"), item("9962"), item("7000")
ITEMS = {each.register_number: each for each in (TEN, NINE, SEVEN)}


def means(
    words: str,
    *,
    has_files: bool = False,
    in_thread: tuple[Recommendation, ...] = (),
    reminded: tuple[Recommendation, ...] = (),
    questions: tuple[OpenQuestion, ...] = (),
    has_seen: bool = True,
    answered: Statement | None = None,
) -> Intent:
    named = {each: ITEMS.get(each) for each in references_in(words)}
    return understand(
        words, ReplyContext(TODAY, has_files, named, in_thread, reminded, questions, has_seen, answered)
    )


def recorded(intent: Intent) -> list[tuple[tuple[str | None, ...], StatementKind]]:
    assert isinstance(intent, ItemUpdate)
    return [(tuple(each.register_number for each in part.items), part.kind) for part in intent.parts]


@pytest.mark.parametrize(
    ("words", "in_thread", "reminded", "about"),
    [
        ("10618: it went live", (), (), TEN),
        ("it went live for 10618", (), (NINE,), TEN),
        ("it went live", (TEN,), (), TEN),
        ("it went live", (), (TEN,), TEN),
        ("10618 went live", (TEN, NINE), (), TEN),
        ("it went live", (TEN,), (NINE, SEVEN), TEN),
    ],
)
def test_which_item_it_is_about(
    words: str,
    in_thread: tuple[Recommendation, ...],
    reminded: tuple[Recommendation, ...],
    about: Recommendation,
) -> None:
    """The one that the words name; else the one of the thread; else the one of which its author was reminded."""
    intent = means(words, in_thread=in_thread, reminded=reminded)
    assert recorded(intent) == [((about.register_number,), UPDATE)]


@pytest.mark.parametrize(
    ("words", "in_thread", "reminded", "intent"),
    [
        ("it went live", (), (), Unclear()),
        ("it went live", (), (TEN, NINE), Unclear((TEN, NINE))),
        ("it went live", (TEN, NINE), (), Unclear((TEN, NINE))),
        ("9962 went live", (TEN,), (), Unclear((NINE, TEN))),
        ("10618 and 9962 went live", (), (), Unclear((TEN, NINE))),
        ("99999: it went live", (TEN,), (), Unclear((TEN,), "99999")),
        ("10618, 99999: it went live", (), (), Unclear((TEN,), "99999")),
    ],
)
def test_what_is_not_clear(
    words: str,
    in_thread: tuple[Recommendation, ...],
    reminded: tuple[Recommendation, ...],
    intent: Unclear,
) -> None:
    """Several that it can be about, none, or a reference at its beginning that nothing has."""
    assert means(words, in_thread=in_thread, reminded=reminded) == intent


@pytest.mark.parametrize(
    ("words", "has_files", "parts"),
    [
        ("10618: green. 9962: evidence: the audit", False, [(("10618",), UPDATE), (("9962",), EVIDENCE)]),
        ("10618, 9962: units are trained", False, [(("10618",), UPDATE), (("9962",), UPDATE)]),
        ("10618, 9962: under way", False, [(("10618",), NOTE), (("9962",), NOTE)]),
        ("10618, 9962: evidence: the audit", False, [(("10618", "9962"), EVIDENCE)]),
        ("10618, 9962: under way", True, [(("10618", "9962"), EVIDENCE)]),
        ("10618, 9962: done, evidence: the audit", False, [(("10618",), EVIDENCE), (("9962",), EVIDENCE)]),
        ("10618: red because the evidence is missing", False, [(("10618",), UPDATE)]),
    ],
)
def test_parts_and_kinds(
    words: str, has_files: bool, parts: list[tuple[tuple[str, ...], StatementKind]]
) -> None:
    """Each part is for its item; evidence that wants nothing besides is one piece for all of them."""
    assert recorded(means(words, has_files=has_files)) == parts


def test_yes_and_no_answer_what_is_asked() -> None:
    """Yes is for the one thing that waits, no for all that was read in one statement; else it is unclear which."""
    first, second = Statement(), Statement()
    done, time = (
        OpenQuestion(first, intent, "", OutboxMessage()) for intent in (ItemIntent.DONE, ItemIntent.MORE_TIME)
    )
    other = OpenQuestion(second, ItemIntent.DONE, "", OutboxMessage())
    assert means("yes", questions=(done,)) == YesNo(is_yes=True, question=done)
    assert means("yes", questions=(done, time)) == YesNo(is_yes=True)
    assert means("no", questions=(done, time)) == YesNo(is_yes=False, question=done)
    assert means("no", questions=(done, other)) == YesNo(is_yes=False)
    assert means("yes", questions=(done,), has_seen=False) == YesNo(is_yes=True)
    assert means("yes", answered=first) == YesNo(is_yes=True, before=first)


def test_yes_is_an_update_where_it_answers_nothing() -> None:
    """Nothing is asked, a file came with it, or it says more than yes."""
    asked = (OpenQuestion(Statement(), ItemIntent.DONE, "", OutboxMessage()),)
    for intent in (
        means("yes", in_thread=(TEN,)),
        means("yes", in_thread=(TEN,), questions=asked, has_files=True),
        means("yes, in January", in_thread=(TEN,), questions=asked),
    ):
        assert isinstance(intent, ItemUpdate)


def test_a_report_is_sent() -> None:
    """With its file or its text; a sentence about a report is a reply like any other."""
    assert means("report PEEL", has_files=True) == SentReport("PEEL", "")
    text = "The chief constable should " * 4
    assert means(f"report PEEL {text}") == SentReport("PEEL", text)
    assert isinstance(means("report PEEL is out", in_thread=(TEN,)), ItemUpdate)


def test_every_intent_about_an_item_has_its_reader() -> None:
    """A member of ItemIntent without a row would never be read."""
    assert set(READERS) == set(ItemIntent) >= set(OUTWEIGHS)
