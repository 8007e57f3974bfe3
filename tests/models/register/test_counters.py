"""The tally that the database keeps is what counting gives, whatever is done to items and in whatever order."""

from datetime import date, timedelta

from hypothesis import given, strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, Status
from models.queries import items
from models.register.counters import MOST_CHANGES, Tallied, add_up
from models.register.recommendation import Recommendation
from tests.examples import tries
from tests.factories import Register, open_by_kind, person_called

TODAY = date(2022, 12, 1)
DAYS = st.one_of(st.none(), st.integers(-60, 120).map(lambda days: TODAY + timedelta(days=days)))
WAYS = st.one_of(
    st.tuples(st.just("deadline"), DAYS),
    st.tuples(st.just("owner"), st.sampled_from(["anna", "dev", None])),
    st.tuples(st.just("kind"), st.sampled_from(ItemKind)),
    st.tuples(st.just("judged_rag"), st.sampled_from([None, *Rag])),
    st.tuples(st.just("addressed_to"), st.sampled_from([{Addressee.ALL_FORCES}, {Addressee.NPCC}])),
    st.tuples(st.just("become"), st.sampled_from([*Status])),
    st.tuples(st.just("add up"), st.none()),
)
STEPS = st.lists(st.tuples(st.integers(0, 5), WAYS), max_size=40)


def counted(session: Session) -> dict[str, object]:
    """Return every number of the tally, counted item by item."""
    lists = {
        "overdue": items.overdue(TODAY),
        "past_original": items.past_original(TODAY),
        "due": items.due(TODAY, TODAY + items.DUE_SOON),
        "red": items.red(TODAY),
        "unallocated": items.unallocated(),
        "waiting_for_hmicfrs": items.waiting_for_hmicfrs(),
        "watched": items.watched(),
    }
    counts = {name: items.count_of(session, condition) for name, condition in lists.items()}
    return {"by_kind": open_by_kind(session), **counts}


def take(session: Session, item: Recommendation, what: str, value: object) -> None:
    """Do something to an item, or to the tally."""
    if what == "add up":
        add_up(session)
    elif what == "owner":
        item.owner = person_called(session, str(value)) if value else None
    elif what == "deadline":
        assert value is None or isinstance(value, date)
        item.deadline_on, item.deadline_basis = value, DeadlineBasis.STATED_DAY
        item.original_deadline_on = item.original_deadline_on or value
    elif what == "become":
        item.status = Status(str(value))
    elif what == "addressed_to":
        item.addressed_to = frozenset(value)  # type: ignore[call-overload]
    else:
        setattr(item, what, value)


def test_the_tally_is_what_counting_gives(register: Register) -> None:
    """After any changes of items, in one transaction or in several, every number is the count's."""
    for number in range(6):
        register.item(str(number), owner=None if number % 2 else "anna")

    @tries(12)
    @given(steps=STEPS)
    def check(steps: list[tuple[int, tuple[str, object]]]) -> None:
        with register.database.writing() as session:
            for number, (what, value) in steps:
                item = items.item_by_reference(session, f"OLDER-{number}")
                take(session, item, what, value)
                session.flush()
            tally = items.tally(session, TODAY)
            assert vars(tally) == counted(session)
        with register.database.reading() as session:
            assert vars(items.tally(session, TODAY)) == counted(session)

    check()


def test_many_changes_are_added_up(register: Register) -> None:
    """Once there are many changes they become few sums, and every number stays what it was."""
    register.item("1")
    for number in range(MOST_CHANGES):
        register.assign("OLDER-1", "dev" if number % 2 else None)
    with register.database.writing() as session:
        before = items.tally(session, TODAY)
        assert add_up(session) > MOST_CHANGES
        assert session.scalar(select(func.count()).select_from(Tallied)) == 1
        assert items.tally(session, TODAY) == before
        assert add_up(session) == 0


def test_what_is_rolled_back_is_not_tallied(register: Register) -> None:
    """A change that is not made is not in the tally either."""
    register.item("1")
    with register.database.reading() as session:
        before = items.tally(session, TODAY)
    with register.database.engine.execution_options(writes=True).connect() as connection:
        connection.exec_driver_sql("update recommendation set status = 'signed off', is_open = (1 = 0)")
        connection.rollback()
    with register.database.reading() as session:
        assert items.tally(session, TODAY) == before
