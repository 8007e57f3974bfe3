"""Conversations about what has happened to an item."""

from datetime import date

import pytest

from models.deadlines.deadline import DeadlineBasis
from models.queries import items
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.history import History, HistoryEntry
from templates.messages.replies import Recorded
from tests.factories import Register, person_called
from tests.letterbox import expected
from tests.talk import Talk, sentence


def said(history: History) -> str:
    """Return all that a page says."""
    return plain.render(history, width=None)


def only(history: History, what: str) -> HistoryEntry:
    """Return the one entry of this kind."""
    (entry,) = [each for each in history.entries if each.what == what]
    return entry


def move_deadline(register: Register, talk: Talk, reference: str, to: date, on: date) -> None:
    """Have priya move a deadline with effect from an earlier day."""
    with register.database.writing() as session:
        act = register.policy.act(person_called(session, "priya"), talk.clock.now()).effective(on)
        item = items.item_by_reference(session, reference)
        item.move_deadline(to, DeadlineBasis.STATED_DAY, act, reason="The new form was late.")


async def test_history_tells_each_fact_the_last_recorded_first(talk: Talk, register: Register) -> None:
    """Every fact says what, when, by whom, from what to what and why; a day of recording only where it differs."""
    register.item("1", register_number="10618", owner=None, deadline_on=date(2022, 12, 31))
    await talk.says("priya", "/rec assign 10618 @anna", Acknowledged)
    await talk.says("anna", "/rec evidence 10618 94% were done.", Acknowledged)
    move_deadline(register, talk, "10618", date(2023, 3, 31), date(2022, 11, 14))

    history = await talk.says("anna", "/rec history 10618", History)

    whats = [entry.what for entry in history.entries]
    assert whats[0] == "deadline moved"
    assert whats[-2:] == ["deadline set", "added"]
    assert {"allocated", "evidence recorded"} <= set(whats)
    moved = only(history, "deadline moved")
    assert (moved.on, moved.recorded_on) == (date(2022, 11, 14), date(2022, 12, 1))
    assert moved.by is not None
    assert moved.by.name == "Priya Shah"
    assert "From Sat 31 Dec 2022 to Fri 31 Mar 2023." in moved.said
    assert "Reason: The new form was late." in moved.said
    assert only(history, "allocated").said == "Anna Clarke."
    assert only(history, "evidence recorded").recorded_on is None
    assert "Mon 14 Nov 2022 (17 days ago) · Priya Shah · recorded Thu 1 Dec 2022" in said(history)


@pytest.mark.parametrize(
    ("who", "reads"), [("anna", True), ("sofia", True), ("tom", True), ("dev", False), ("helen", False)]
)
async def test_what_was_recorded_is_quoted_to_those_alone_who_may_read_it(
    talk: Talk, register: Register, who: str, reads: bool
) -> None:
    """Others see that something was recorded, by number and kind, and neither its words nor private reasons."""
    register.item("1", owner="anna", deputy="sofia")
    await talk.says("anna", "/rec evidence OLDER-1 The informant was seen.", Acknowledged)
    history = await talk.says(who, "/rec history OLDER-1", History)
    entry = only(history, "evidence recorded")
    assert entry.said == "Statement 1."
    assert entry.quote == ("The informant was seen." if reads else None)
    assert ("informant" in said(history)) is reads
    assert history.hides is not reads


async def test_what_was_taken_back_stays_in_the_history(talk: Talk, register: Register) -> None:
    """An edit and an undo are facts of their own, and name the statement they are about."""
    register.item("1")
    written = await talk.writes("anna", "OLDER-1: 94% are done")
    await talk.edits(written, "OLDER-1: 49% are done")
    await talk.presses("anna", "undo", str(written.answer(Recorded).statement))
    history = await talk.says("anna", "/rec history OLDER-1", History)
    for what in ("update recorded", "statement edited", "statement withdrawn"):
        assert "Statement 1." in only(history, what).said


async def test_a_long_history_is_leafed_through(talk: Talk, register: Register) -> None:
    """Every fact stands on one page, in order, and the way back leads to the same first page."""
    register.item("1")
    for number in range(30):
        await talk.says("anna", f"/rec evidence OLDER-1 Part {number}", Acknowledged)
    first = page = await talk.says("anna", "/rec history OLDER-1", History)
    entries = list(page.entries)
    while page.next_page is not None:
        page = expected(await talk.presses("anna", "history", page.next_page), History)
        entries += page.entries
    assert len(entries) == page.total
    assert [each.number for each in entries] == sorted((each.number for each in entries), reverse=True)
    while page.previous_page is not None:
        page = expected(await talk.presses("anna", "history", page.previous_page), History)
    assert page == first


async def test_history_of_nothing_is_answered_with_what_to_write(talk: Talk, register: Register) -> None:
    """Without a reference, or with one that nothing has, it is said what to write."""
    register.item("1a", register_number="10618")
    assert "like “/rec history 10618”" in sentence(await talk.says("helen", "/rec history", Refused))
    assert "Did you mean 10618?" in sentence(await talk.says("helen", "/rec history 10681", Refused))


async def test_hostile_reasons_do_nothing(talk: Talk, register: Register) -> None:
    """What somebody typed is quoted as text in the sentences of the ledger."""
    register.item("1", owner=None)
    await talk.says("priya", "/rec assign OLDER-1 @anna", Acknowledged)
    await talk.says("anna", "/rec evidence OLDER-1 <!channel> {reason} {{ 7 * 7 }}", Acknowledged)
    history = await talk.says("anna", "/rec history OLDER-1", History)
    assert "> <!channel> {reason} {{ 7 * 7 }}" in said(history)
