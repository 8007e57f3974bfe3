"""Sending from the outbox: late rather than never, one message a key, whatever fails on the way."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.local.faults import InjectedFault
from bot.slack import addresses
from jobs import delivery
from jobs.delivery import Again, Impossible
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState, SerializedMessage
from models.queries import items
from templates.messages.answers import Acknowledged
from templates.messages.publication import SummaryPosted
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded
from templates.serialization import freeze
from tests.chat import Chat, text_of, texts
from tests.factories import Register, person_called
from tests.letterbox import Arrived
from tests.talk import COMMITTEE, Talk

pytestmark = pytest.mark.every_database

MORNING = "2022-12-05T09:00"


@pytest.fixture
def due(register: Register) -> list[str]:
    """Two items of anna's whose reviews are due on Monday 5 December 2022."""
    return [register.item(number, reviews_from=date(2022, 9, 5)) for number in ("1", "2")]


def states(talk: Talk) -> dict[str, OutboxState]:
    """Return how far each message has come, by its key."""
    with talk.database.reading() as session:
        return {each.key: each.state for each in session.scalars(select(OutboxMessage))}


async def test_what_slack_has_no_time_for_waits_as_long_as_it_says(talk: Talk, due: list[str]) -> None:
    """After a 429 nothing is tried before the time that Slack gave has passed; then it is sent, once."""
    talk.letterbox.ordered.append(Again("ratelimited", unsure=False, after=timedelta(seconds=90)))
    await talk.at(MORNING)
    await talk.at("2022-12-05T09:01:29")
    assert (talk.sees("anna", Reminder), len(talk.letterbox.tried)) == ([], 1)
    await talk.at("2022-12-05T09:01:30")
    assert (len(talk.sees("anna", Reminder)), len(talk.letterbox.tried)) == (1, 2)


async def test_pauses_grow_to_a_quarter_of_an_hour(talk: Talk, due: list[str]) -> None:
    """Failure after failure the pause doubles from five seconds, up to fifteen minutes."""
    talk.letterbox.ordered.extend([Again("503", unsure=False)] * 12)
    await talk.at(MORNING)
    pauses = []
    while talk.letterbox.ordered:
        before = talk.clock.now()
        with talk.database.reading() as session:
            talk.clock.move_to(session.scalars(select(OutboxMessage.next_try_at)).one())
        await talk.rounds.round()
        pauses.append((talk.clock.now() - before).total_seconds())
    assert pauses[:9] == [5, 10, 20, 40, 80, 160, 320, 640, 900]
    assert set(pauses[9:]) == {900}


async def test_after_a_week_it_is_given_up_and_the_coordinators_are_told(talk: Talk, due: list[str]) -> None:
    """What could not be sent for seven days is shown as failed, and each coordinator hears of it."""
    talk.letterbox.ordered.append(Again("503", unsure=True))
    await talk.at(MORNING)
    talk.letterbox.ordered.append(Again("503", unsure=True))
    await talk.at("2022-12-12T09:00")
    assert states(talk)["reminder:3:2022-12-05"] is OutboxState.FAILED
    for who in ("priya", "tom"):
        (told,) = talk.sees(who, Acknowledged)
        assert (told.what, told.facts) == ("could_not_send", {"what": "reminder:3:2022-12-05", "why": "503"})


async def test_what_can_never_be_sent_is_told_to_the_coordinators_once(
    talk: Talk, register: Register
) -> None:
    """A permanent failure is not tried again; failing to tell of it does not go round in circles."""
    register.meeting(date(2022, 12, 15))
    talk.letterbox.ordered.extend([Impossible("channel_not_found")] * 3)
    await talk.at("2022-12-08T09:00")
    await talk.at("2022-12-09T09:00")
    assert talk.letterbox.posted == {}
    assert [each.key for each in talk.letterbox.tried] == ["digest:1", "failed:1:1", "failed:1:2"]
    assert set(states(talk).values()) == {OutboxState.FAILED}


async def test_what_no_version_can_read_is_told_to_the_coordinators(talk: Talk, due: list[str]) -> None:
    """A row that this version cannot read fails where a coordinator sees it, and holds up nothing else."""
    with talk.database.writing() as session:
        unreadable = SerializedMessage({"type": "Telegram", "facts": {}})
        outbox.enqueue(
            session, "of yore", unreadable, talk.clock.now(), person=person_called(session, "anna")
        )
    await talk.at(MORNING)
    assert states(talk)["of yore"] is OutboxState.FAILED
    assert "of yore" in talk.last("priya").text
    assert len(talk.sees("anna", Reminder)) == 1


async def test_what_a_dead_sender_held_is_taken_over(talk: Talk, due: list[str]) -> None:
    """A message claimed and never settled is taken over after ninety seconds, as one that may have arrived."""
    await talk.at("2022-12-05T08:59")
    with talk.database.writing() as session:
        priya = items.person_by_account(session, addresses.account("U0PRIYA01"))
        message = freeze(Acknowledged("welcome"))
        outbox.enqueue(session, "welcome", message, talk.clock.now(), person=priya)
    with talk.database.writing() as session:
        (claimed,) = delivery.claim(session, talk.clock.now())
    assert not claimed.unsure
    await talk.at("2022-12-05T09:00:29")
    assert talk.sees("priya", Acknowledged) == []
    await talk.at("2022-12-05T09:00:30")
    assert len(talk.sees("priya", Acknowledged)) == 1
    assert [each.unsure for each in talk.letterbox.tried if each.key == "welcome"] == [True]


@pytest.mark.parametrize(
    "then",
    [
        Again("ratelimited", unsure=False, after=timedelta(seconds=30)),
        Again("503", unsure=False),
        Arrived("ServerDisconnectedError"),
    ],
    ids=["limited", "refused", "dropped"],
)
async def test_what_may_have_arrived_is_looked_for_until_it_is_found(
    talk: Talk, due: list[str], then: Again | Arrived
) -> None:
    """A later attempt that fails, for sure or not, does not make it certain that the first had not arrived."""
    talk.letterbox.ordered.extend([Arrived("ServerDisconnectedError"), then])
    await talk.at(MORNING)
    await talk.at("2022-12-05T09:01")
    assert states(talk)["reminder:3:2022-12-05"] is OutboxState.PENDING
    await talk.at("2022-12-05T09:02")
    assert [each.unsure for each in talk.letterbox.tried] == [False, True, True]
    assert states(talk)["reminder:3:2022-12-05"] is OutboxState.SENT
    assert len(talk.sees("anna", Reminder)) == 1


async def test_an_answer_before_the_reminder_is_sent_changes_what_is_sent(talk: Talk, due: list[str]) -> None:
    """A reminder that could not be sent yet goes out as things stand then."""
    talk.letterbox.ordered.append(Again("503", unsure=False))
    await talk.at(MORNING)
    await talk.writes("anna", f"{due[0]}: done")
    await talk.at("2022-12-05T09:01")
    (reminder,) = talk.sees("anna", Reminder)
    assert [line.answered for line in reminder.lines] == [True, False]


async def test_a_reminder_answered_before_it_is_sent_is_not_sent(talk: Talk, due: list[str]) -> None:
    """Where everything in a waiting reminder has been answered, it is not sent at all."""
    talk.letterbox.ordered.append(Again("503", unsure=False))
    await talk.at(MORNING)
    for reference in due:
        await talk.writes("anna", f"{reference}: done")
    await talk.at("2022-12-05T09:10")
    assert talk.sees("anna", Reminder) == []
    assert states(talk)["reminder:3:2022-12-05"] is OutboxState.CANCELLED


async def test_a_reminder_that_may_be_seen_says_that_it_was_answered(talk: Talk, due: list[str]) -> None:
    """Where a reminder may have arrived before it was answered, it is not taken back but kept true."""
    talk.letterbox.ordered.append(Arrived("ServerDisconnectedError"))
    await talk.at(MORNING)
    for reference in due:
        await talk.writes("anna", f"{reference}: done")
    await talk.at("2022-12-05T09:10")
    await talk.at("2022-12-05T09:11")
    (reminder,) = talk.sees("anna", Reminder)
    assert [line.answered for line in reminder.lines] == [True, True]
    assert states(talk)["reminder:3:2022-12-05"] is OutboxState.SENT


async def test_a_late_change_does_not_bring_back_what_was(talk: Talk, due: list[str]) -> None:
    """Where the earlier of two changes to a message is held up, the message ends as things stand now."""
    await talk.at(MORNING)
    reminder = talk.last("anna")
    talk.letterbox.ordered.append(Again("ratelimited", unsure=False, after=timedelta(seconds=30)))
    first = await talk.writes("anna", f"{due[0]}: done", thread=reminder)
    await talk.writes("anna", f"{due[1]}: done", thread=reminder)
    await talk.at("2022-12-05T09:01")
    assert first.answer(Recorded).row.reference == due[0]
    assert [line.answered for line in reminder.says(Reminder).lines] == [True, True]


async def test_a_change_waits_for_the_message_it_changes(talk: Talk, due: list[str]) -> None:
    """What takes the place of a message that has not been posted yet waits until it has been."""
    talk.letterbox.ordered.append(Again("503", unsure=False))
    wrote = await talk.writes("anna", f"{due[0]}: 94% done")
    await talk.edits(wrote, f"{due[0]}: 49% done")
    assert wrote.answers == []
    await talk.at("2022-12-05T09:01")
    await talk.at("2022-12-05T09:02")
    assert wrote.answer(Recorded).text == f"{due[0]}: 49% done"
    assert set(states(talk).values()) == {OutboxState.SENT}


@pytest.fixture
async def reminded(chat: Chat) -> Chat:
    """A running Reckoner, a minute before anna is reminded of her review."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await chat.at("2022-12-05T08:59")
    assert chat.sees("anna") == []
    return chat


@pytest.mark.parametrize(
    "fault",
    [
        InjectedFault.RATE_LIMITED,
        InjectedFault.UNAVAILABLE,
        InjectedFault.REFUSED,
        InjectedFault.DROPPED,
        InjectedFault.LOST,
    ],
)
async def test_one_message_is_seen_through_every_fault_of_slack(reminded: Chat, fault: InjectedFault) -> None:
    """429, 503, a refused connection, a message accepted though no answer came: one message is seen."""
    reminded.workspace.faults.order("chat.postMessage", fault, times=2, retry_after=7)
    for moment in ("09:00", "09:00:06", "09:00:07", "09:00:20", "09:01"):
        await reminded.at(f"2022-12-05T{moment}")
    assert len(reminded.workspace.faults.struck) >= 1
    (reminder,) = reminded.sees("anna")
    assert text_of(reminder).startswith("Review due today: 10618")
    with reminded.database.reading() as session:
        outbox_message = session.scalars(select(OutboxMessage)).one()
        assert (outbox_message.state, outbox_message.posted_as) == (OutboxState.SENT, reminder["ts"])


async def test_retry_after_is_kept_to_the_second(reminded: Chat) -> None:
    """Slack's own `Retry-After` decides when a message is tried again."""
    reminded.workspace.faults.order("chat.postMessage", InjectedFault.RATE_LIMITED, retry_after=40)
    await reminded.at("2022-12-05T09:00")
    await reminded.at("2022-12-05T09:00:39")
    assert reminded.sees("anna") == []
    await reminded.at("2022-12-05T09:00:40")
    assert len(reminded.sees("anna")) == 1


async def test_a_sender_killed_after_posting_does_not_post_twice(reminded: Chat) -> None:
    """What a sender posted before it died is found in the conversation by its key, and only settled."""
    reminded.workspace.faults.order("chat.postMessage", InjectedFault.REFUSED)
    await reminded.at("2022-12-05T09:00")
    reminded.clock.move_by(timedelta(seconds=5))
    with reminded.database.writing() as session:
        (claimed,) = delivery.claim(session, reminded.clock.now())
    sent = await reminded.reckoner.rounds._sending._poster.send(claimed)
    assert isinstance(sent, delivery.Sent)
    await reminded.at("2022-12-05T09:10")
    assert [each["ts"] for each in reminded.sees("anna")] == [sent.message.id]


async def test_an_unknown_channel_is_told_to_the_coordinators(chat: Chat) -> None:
    """Where Slack will never take a message, the coordinators read what and why."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1")
    with chat.database.writing() as session:
        outbox.enqueue(
            session,
            "digest:x",
            freeze(SummaryPosted.EXAMPLE),
            chat.clock.now(),
            conversation=addresses.conversation("C0NOWHERE"),
        )
    await chat.at("2022-12-05T09:00")
    (told,) = texts(chat.sees("priya"))
    assert "could not be sent: digest:x" in told
    assert "channel_not_found" in told


async def test_moments_are_aware(talk: Talk, due: list[str]) -> None:
    """What the outbox writes down are instants in UTC."""
    await talk.at(MORNING)
    with talk.database.reading() as session:
        outbox_message = session.scalars(select(OutboxMessage)).one()
        assert outbox_message.sent_at == datetime.fromisoformat("2022-12-05T09:00+00:00")
    assert talk.posts(COMMITTEE) == []
