"""Which reminders can be told is found while others record: nothing that comes between is told wrongly, or lost."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from jobs import reminders
from jobs.run import Run, nothing
from jobs.timetable import Job
from models.outbox.message import DueReminder, MessageKind, OutboxMessage
from models.policies.current import CurrentPolicy
from templates.messages.answers import Acknowledged
from templates.messages.reminders import Reminder
from templates.serialization import thaw
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk

pytestmark = pytest.mark.every_database

DUE = date(2023, 6, 15)
NO_REVIEW = date(2030, 1, 1)
NIGHT, MORNING = "2023-06-15T07:30", "2023-06-15T09:00"


def owned(register: Register, *numbers: str, owner: str = "anna") -> None:
    """Enter items that are due today."""
    for number in numbers:
        register.item(number, deadline_on=DUE, reviews_from=NO_REVIEW, owner=owner)


def fallen_due(talk: Talk, moment: str) -> None:
    """Move the clock, and write down what has come due."""
    talk.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=talk.policy.zone))
    with talk.database.writing() as session:
        reminders.fall_due(session, talk.clock.now(), talk.policy)


def found(talk: Talk) -> Run:
    """Return what merges what can be told now."""
    with talk.database.snapshot() as session:
        return reminders.reckon_merge(session, talk.clock.now(), talk.policy)


def merged(talk: Talk, run: Run) -> int:
    """Merge it; return how much it was."""
    with talk.database.writing() as session:
        return run(session, talk.clock.now(), talk.policy)


def told(talk: Talk) -> dict[str, tuple[list[str], list[str]]]:
    """Return who is reminded of which items, and of which actions of the committee."""
    with talk.database.reading() as session:
        of_reminders = select(OutboxMessage).where(OutboxMessage.kind == MessageKind.REMINDER)
        messages = session.scalars(of_reminders.order_by(OutboxMessage.id)).all()
        assert len({each.person_id for each in messages}) == len(messages)
        read = [expected(thaw(each.content), Reminder) for each in messages]
        return {
            each.to.name: (
                [line.row.reference for line in each.lines],
                [row.reference for row in each.actions],
            )
            for each in read
        }


def waiting(talk: Talk) -> Sequence[str]:
    """Return the items of which something still waits to be told."""
    with talk.database.reading() as session:
        waits = select(DueReminder).where(
            DueReminder.outbox_message_id.is_(None), DueReminder.quieted_at.is_(None)
        )
        return sorted(each.recommendation.reference for each in session.scalars(waits))


def test_what_cannot_be_told_yet_locks_nothing(talk: Talk, register: Register) -> None:
    """Before anybody's hours open, and once everybody has had today's message, there is nothing to merge."""
    owned(register, "1")
    fallen_due(talk, NIGHT)
    assert found(talk) is nothing
    fallen_due(talk, MORNING)
    assert merged(talk, found(talk)) == 1
    owned(register, "2")
    fallen_due(talk, MORNING)
    assert found(talk) is nothing
    assert (told(talk), waiting(talk)) == ({"Anna Clarke": (["OLDER-1"], [])}, ["OLDER-2"])


def test_what_is_answered_meanwhile_is_not_told(talk: Talk, register: Register) -> None:
    """Of two reminders that were found one is quieted before they are merged: the message is about the other."""
    owned(register, "1", "2")
    fallen_due(talk, MORNING)
    run = found(talk)
    with talk.database.writing() as session:
        first = session.scalars(select(DueReminder).order_by(DueReminder.id)).first()
        assert first is not None
        first.quieted_at = talk.clock.now()
    assert merged(talk, run) == 1
    assert (told(talk), waiting(talk)) == ({"Anna Clarke": (["OLDER-2"], [])}, [])


def test_what_moves_meanwhile_is_quieted_in_its_turn(talk: Talk, register: Register) -> None:
    """A step of a deadline that was moved before it is merged is told to nobody."""
    owned(register, "1")
    fallen_due(talk, MORNING)
    run = found(talk)
    register.move_deadline("OLDER-1", date(2023, 9, 28))
    assert merged(talk, run) == 0
    assert (told(talk), waiting(talk)) == ({}, [])


def test_who_is_handed_an_item_meanwhile_is_told_of_all_at_once(talk: Talk, register: Register) -> None:
    """Dev's one message of the day does not go out with the item that he got just then, and without his others."""
    owned(register, "1")
    owned(register, "2", owner="dev")
    register.set_person("dev", day_starts=time(11))
    fallen_due(talk, MORNING)
    run = found(talk)
    register.set_person("dev", day_starts=time(9))
    register.assign("OLDER-1", "dev")
    assert merged(talk, run) == 0
    assert waiting(talk) == ["OLDER-1", "OLDER-2"]
    assert merged(talk, found(talk)) == 2
    assert told(talk) == {"Dev Patel": (["OLDER-1", "OLDER-2"], [])}


async def test_what_the_committee_asks_waits_for_the_rest(
    talk: Talk, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was not found yet is not reminded of an action alone, without the items of the same day."""
    monkeypatch.setattr(reminders, "MERGED_AT_A_TIME", 1)
    register.meeting(date(2022, 12, 1))
    await talk.says(
        "priya", "/rec action @Dev Patel by 15 June 2023: How long do victims wait?", Acknowledged
    )
    owned(register, "1")
    owned(register, "2", owner="dev")
    fallen_due(talk, MORNING)
    assert merged(talk, found(talk)) == 1
    assert told(talk) == {"Anna Clarke": (["OLDER-1"], [])}
    assert merged(talk, found(talk)) == 2
    assert told(talk) == {"Anna Clarke": (["OLDER-1"], []), "Dev Patel": (["OLDER-2"], ["A1"])}


@pytest.mark.parametrize("at_a_time", [1, 2, 300])
def test_many_are_told_in_parts_each_once(
    talk: Talk, register: Register, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    """However few are merged at a time, everybody has one message with all that is theirs."""
    monkeypatch.setattr(reminders, "MERGED_AT_A_TIME", at_a_time)
    owned(register, "1", "2", "3")
    owned(register, "4", "5", owner="dev")
    owned(register, "6", owner="sofia")
    fallen_due(talk, MORNING)
    register.move_deadline("OLDER-3", date(2023, 9, 28))
    job = Job("merge", reminders.merge, repeated=True, reckon=reminders.reckon_merge)
    assert job.run_in(talk.database, talk.clock.now(), CurrentPolicy(talk.policy)) == 5
    assert told(talk) == {
        "Anna Clarke": (["OLDER-1", "OLDER-2"], []),
        "Dev Patel": (["OLDER-4", "OLDER-5"], []),
        "Sofia Novak": (["OLDER-6"], []),
    }
    assert waiting(talk) == []
