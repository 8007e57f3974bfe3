"""Recording what was said: the review it answers, the reminders it quiets, and taking it back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from bot.clock import StoppedClock
from models import once, queries, recording, spoken
from models.act import Act
from models.event import Event, EventKind
from models.kinds import Audience, StatementKind, Status, Why
from models.notice import Reminder
from models.recording import Said
from models.review import Review
from models.statement import AttachedFile, Statement
from tests.factories import Register, person_called

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ADDED = date(2022, 9, 2)
"""Reviews of what was added then are due on 2 December 2022 and 2 March 2023; the first opened on 25 November."""

FIRST, SECOND = date(2022, 12, 2), date(2023, 3, 2)
_numbers = count(1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def says(
    register: Register,
    clock: StoppedClock,
    *items: str,
    text: str = "All staff are trained.",
    source: str | None = None,
    kind: StatementKind = StatementKind.UPDATE,
    files: Sequence[AttachedFile] = (),
) -> int:
    """Have anna say something about items at the time of the clock; return the statement's number."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        said = Said(anna, text, source or f"D1:{next(_numbers)}", "https://force.example/p1")
        found = [queries.item_by_reference(session, each) for each in items]
        act = register.policy.act(anna, clock.now())
        return recording.record(session, kind, said, found, act, files).id


def takes_back(register: Register, clock: StoppedClock, statement: int) -> bool:
    with register.database.writing() as session:
        found = session.get_one(Statement, statement)
        return recording.take_back(session, found, register.policy.act(found.by, clock.now()))


def looks(register: Register, clock: StoppedClock, item: str) -> None:
    """Have the sweep look at an item."""
    with register.database.writing() as session:
        found = queries.item_by_reference(session, item)
        recording.open_reviews(session, found, register.today)
        found.look_next(register.today)


def reviews(register: Register, item: str) -> list[tuple[date, date | None, int | None]]:
    """Return day, day done and statement of every review that has been written down."""
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        rows = session.scalars(
            select(Review).where(Review.recommendation_id == found.id).order_by(Review.due_on)
        )
        return [(row.due_on, row.done_on, row.statement_id) for row in rows]


def kept(register: Register, item: str, *names: str) -> tuple[object, ...]:
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        return tuple(getattr(found, name) for name in names)


def kinds_since(register: Register, item: str, how_many: int) -> list[EventKind]:
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        query = select(Event.kind).where(Event.recommendation_id == found.id).order_by(Event.id)
        return list(session.scalars(query))[-how_many:]


@pytest.mark.parametrize("day", [date(2022, 11, 25), date(2022, 12, 2), date(2023, 2, 22)])
def test_an_update_answers_the_open_review(register: Register, clock: StoppedClock, day: date) -> None:
    """From a week before its day until the next one opens, a review is answered by what is said."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(day))
    statement = says(register, clock, item)
    assert reviews(register, item) == [(FIRST, day, statement)]
    assert kept(register, item, "review_due_on", "answered_on") == (SECOND, day)


def test_evidence_answers_the_open_review_too(register: Register, clock: StoppedClock) -> None:
    """Evidence is as good an answer as an update."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item, kind=StatementKind.EVIDENCE)
    assert reviews(register, item) == [(FIRST, register.today, statement)]
    assert kinds_since(register, item, 2) == [EventKind.EVIDENCE_RECORDED, EventKind.REVIEW_DONE]


def test_an_update_does_not_answer_a_review_that_has_not_opened(
    register: Register, clock: StoppedClock
) -> None:
    """What is said eight days before a review's day is recorded, and leaves the review to come."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2022, 11, 24)))
    says(register, clock, item)
    assert reviews(register, item) == []
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, date(2022, 11, 24))
    assert kinds_since(register, item, 1) == [EventKind.UPDATE_RECORDED]


def test_a_second_update_answers_nothing_more(register: Register, clock: StoppedClock) -> None:
    """What is said after a review has been answered waits for no review, and does not answer the next one."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_by(timedelta(days=30))
    says(register, clock, item)
    assert reviews(register, item) == [(FIRST, date(2022, 12, 1), first)]
    assert kept(register, item, "review_due_on") == (SECOND,)


def test_missed_reviews_stay_missed(register: Register, clock: StoppedClock) -> None:
    """A review that nobody answered before the next one opened is missed: what is said then answers the latest."""
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2023, 8, 30)))
    statement = says(register, clock, item)
    assert reviews(register, item) == [
        (FIRST, None, None),
        (SECOND, None, None),
        (date(2023, 6, 2), None, None),
        (date(2023, 9, 2), date(2023, 8, 30), statement),
    ]


def test_a_review_is_written_down_on_the_day_it_opens(register: Register, clock: StoppedClock) -> None:
    """The sweep writes a review down from a week before its day, once, and passes on when the next one opens."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    found = []
    for day in (date(2022, 11, 24), date(2022, 11, 25), date(2022, 11, 26), date(2023, 2, 23)):
        clock.move_to(at(day))
        looks(register, clock, item)
        found.append([due for due, _, _ in reviews(register, item)])
    assert found == [[], [FIRST], [FIRST], [FIRST, SECOND]]


def test_the_same_source_is_recorded_once(register: Register, clock: StoppedClock) -> None:
    """A message that comes a second time, whatever it then says, is the statement that it was."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item, source="D1:17")
    assert says(register, clock, item, source="D1:17", text="Other words") == first
    with register.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Statement)) == 1
        assert session.get_one(Statement, first).text == "All staff are trained."
    assert kinds_since(register, item, 3)[1:] == [EventKind.UPDATE_RECORDED, EventKind.REVIEW_DONE]


def test_words_are_kept_as_they_were_said(register: Register, clock: StoppedClock) -> None:
    """A statement keeps words, author, day, instant and link, and its first wording."""
    words = "  <!channel> *100 %* of “staff”\n\nare trained 🚔 & 'tested' "
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text=words, source="D1:18")
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert (statement.text, statement.by.name, statement.effective_on) == (
            words,
            "Anna Clarke",
            register.today,
        )
        assert (statement.recorded_at, statement.source) == (clock.now(), "D1:18")
        assert statement.permalink == "https://force.example/p1"
        assert [(each.text, each.recorded_at) for each in statement.wordings] == [(words, clock.now())]
        assert statement.stands


def test_the_ledger_never_holds_what_was_said(register: Register, clock: StoppedClock) -> None:
    """The ledger has the statement's number and not its words."""
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text="Operation Sandpiper begins on Monday")
    with register.database.reading() as session:
        facts = list(session.scalars(select(Event.facts)))
    assert {"statement": number} in facts
    assert "Sandpiper" not in str(facts)


def test_one_statement_can_answer_for_several_items(register: Register, clock: StoppedClock) -> None:
    """One piece of evidence is recorded for each item, answers the review of each, and is taken back from each."""
    items = [register.item(number, added_on=ADDED) for number in ("1", "2", "3")]
    statement = says(register, clock, *items, kind=StatementKind.EVIDENCE)
    for item in items:
        assert reviews(register, item) == [(FIRST, register.today, statement)]
        assert kinds_since(register, item, 2) == [EventKind.EVIDENCE_RECORDED, EventKind.REVIEW_DONE]
    takes_back(register, clock, statement)
    for item in items:
        assert reviews(register, item) == [(FIRST, None, None)]


def test_files_belong_to_the_statement(register: Register, clock: StoppedClock) -> None:
    """Files are kept in the order in which they came; where only files were given their names are read."""
    item = register.item()
    files = [
        AttachedFile(
            external=f"F{number}",
            address=f"https://files.example/{number}",
            name=f"audit {number}.pdf",
            media_type="application/pdf",
            size=number,
            next_try_at=clock.now(),
        )
        for number in (1, 2)
    ]
    number = says(register, clock, item, text="", files=files)
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert [each.external for each in statement.files] == ["F1", "F2"]
        assert statement.reads == "audit 1.pdf, audit 2.pdf"
        assert {each.state for each in statement.files} == {"wanted"}


def test_taking_back_reopens_the_review(register: Register, clock: StoppedClock) -> None:
    """What is taken back stays in the record, no longer counts, and its review is open again."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item)
    assert takes_back(register, clock, statement)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, None)
    assert kinds_since(register, item, 2) == [EventKind.STATEMENT_WITHDRAWN, EventKind.REVIEW_REOPENED]
    with register.database.reading() as session:
        found = session.get_one(Statement, statement)
        assert (found.stands, found.text) == (False, "All staff are trained.")


def test_taking_back_twice_does_nothing_more(register: Register, clock: StoppedClock) -> None:
    """The second time nothing is taken back, and nothing is written to the ledger."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item)
    takes_back(register, clock, statement)
    before = kinds_since(register, item, 100)
    assert not takes_back(register, clock, statement)
    assert kinds_since(register, item, 100) == before


def test_a_review_stays_answered_where_another_statement_carries_it(
    register: Register, clock: StoppedClock
) -> None:
    """When one of two answers is taken back, the other carries the review from its own day."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_by(timedelta(days=3))
    second = says(register, clock, item)
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, date(2022, 12, 4), second)]
    assert kept(register, item, "review_due_on", "answered_on") == (SECOND, date(2022, 12, 4))
    takes_back(register, clock, second)
    assert reviews(register, item) == [(FIRST, None, None)]


def test_what_was_said_before_a_review_opened_carries_it_not(register: Register, clock: StoppedClock) -> None:
    """A statement from before the review opened does not carry it when its answer is taken back."""
    clock.move_to(at(date(2022, 11, 20)))
    item = register.item(added_on=ADDED)
    says(register, clock, item)
    clock.move_to(at(date(2022, 12, 1)))
    takes_back(register, clock, says(register, clock, item))
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "answered_on") == (date(2022, 11, 20),)


def test_an_answer_to_the_next_review_does_not_carry_the_one_before(
    register: Register, clock: StoppedClock
) -> None:
    """A review whose answer is taken back after the next one opened is missed, though the next was answered."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_to(at(date(2023, 2, 27)))
    second = says(register, clock, item)
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, None, None), (SECOND, date(2023, 2, 27), second)]
    assert kept(register, item, "review_due_on") == (date(2023, 6, 2),)


def test_taking_back_reopens_no_review_of_what_has_ended(register: Register, clock: StoppedClock) -> None:
    """What was signed off in the meantime is not reviewed again because its last answer is taken back."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item)
    register.become(item, Status.SIGNED_OFF)
    takes_back(register, clock, statement)
    assert kept(register, item, "review_due_on", "remind_on") == (None, None)


def reminded(register: Register, clock: StoppedClock, item: str) -> None:
    with register.database.writing() as session:
        once.remind(
            session,
            f"review:{item}",
            recommendation_id=queries.item_by_reference(session, item).id,
            why=Why.REVIEW_OPENS,
            audience=Audience.OWNER,
            step_on=FIRST,
            about_on=FIRST,
            created_at=clock.now(),
        )


def quieted(register: Register) -> list[datetime | None]:
    with register.database.reading() as session:
        return list(session.scalars(select(Reminder.quieted_at).order_by(Reminder.id)))


def test_an_answer_quiets_the_reminders_of_its_item(register: Register, clock: StoppedClock) -> None:
    """What waits to be told about an item is quieted by an answer for it, and for no other."""
    items = [register.item(number, added_on=ADDED) for number in ("1", "2")]
    for item in items:
        reminded(register, clock, item)
    clock.move_by(timedelta(hours=1))
    statement = says(register, clock, items[0])
    assert quieted(register) == [clock.now(), None]
    clock.move_by(timedelta(hours=1))
    takes_back(register, clock, statement)
    assert quieted(register) == [None, None]


def test_taking_back_wakes_only_what_it_had_quieted(register: Register, clock: StoppedClock) -> None:
    """A reminder that an earlier answer had quieted stays quiet when a later answer is taken back."""
    item = register.item(added_on=ADDED)
    reminded(register, clock, item)
    says(register, clock, item)
    quiet_since = clock.now()
    clock.move_by(timedelta(hours=1))
    takes_back(register, clock, says(register, clock, item))
    assert quieted(register) == [quiet_since]


def test_an_edit_keeps_every_wording(register: Register, clock: StoppedClock) -> None:
    """The newest wording is read, all are kept; the same words are no edit, nor are words for what was deleted."""
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text="Nearly done")
    clock.move_by(timedelta(minutes=5))
    with register.database.writing() as session:
        statement = session.get_one(Statement, number)
        act = register.policy.act(statement.by, clock.now())
        assert statement.edit("Done", act)
        assert not statement.edit("Done", act)
        assert (statement.text, statement.edited_at) == ("Done", clock.now())
        assert statement.delete(act)
        assert not statement.delete(act)
        assert not statement.edit("Not done", act)
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert [each.text for each in statement.wordings] == ["Nearly done", "Done"]
        assert (statement.stands, statement.text) == (False, "Done")
    assert kinds_since(register, item, 2) == [EventKind.STATEMENT_EDITED, EventKind.STATEMENT_DELETED]


def test_what_was_said_is_counted_while_it_stands(register: Register, clock: StoppedClock) -> None:
    """Updates and evidence are counted by kind; what was taken back is shown and not counted."""
    item = register.item(added_on=ADDED)
    first, second = says(register, clock, item), says(register, clock, item, kind=StatementKind.EVIDENCE)
    third = says(register, clock, item)
    takes_back(register, clock, first)
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        assert spoken.count_statements(session, found) == {
            StatementKind.UPDATE: 1,
            StatementKind.EVIDENCE: 1,
        }
        assert [each.id for each in spoken.statements_of(session, found, 10)] == [third, second, first]
        assert [each.id for each in spoken.statements_of(session, found, 2)] == [third, second]
        assert spoken.last_review_done(session, found) == register.today


def test_an_act_of_another_day_answers_the_review_of_that_day(
    register: Register, clock: StoppedClock
) -> None:
    """What was said on a day, and is placed later, answers the review that was open on that day."""
    item = register.item(added_on=ADDED)
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        act = Act(anna, at(date(2022, 12, 20)), date(2022, 12, 20), date(2022, 11, 28))
        found = [queries.item_by_reference(session, item)]
        recording.record(session, StatementKind.UPDATE, Said(anna, "Done", "D1:99"), found, act)
    assert [(due, done) for due, done, _ in reviews(register, item)] == [(FIRST, date(2022, 11, 28))]
