"""Conversations with long ids: each has one short id, and is found by what is known of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from models.address import Account, Conversation
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.outbox.conversation import KnownConversation

LONG = f"a:{'1pL6i0oY3C0K8oAj8' * 8}"
ANNA = "0a1b2c3d-0000-4000-8000-00000000a11a"
SERVICE = "https://smba.trafficmanager.net/uk/"
AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)


def note(database: Database, external: str = LONG, service: str = SERVICE) -> Conversation:
    """Take note of a direct conversation of Anna's, and return it as everybody else knows it."""
    with database.writing() as session:
        known = conversations.take_note(
            session, Surface.TEAMS, external, service, is_direct=True, account=ANNA
        )
        return known.address


def known(database: Database, address: Conversation) -> KnownConversation:
    with database.reading() as session:
        found = conversations.by_address(session, address)
        assert found is not None
        return found


def test_a_long_id_has_a_short_one_that_stays(database: Database) -> None:
    """However often a conversation is met, it has one short id; its service is where it was met last."""
    first, second = note(database), note(database, service="https://smba.trafficmanager.net/emea/")
    assert first == second
    assert first.is_direct
    assert len(first.id) < len("T1234567")
    assert known(database, first).service_url == "https://smba.trafficmanager.net/emea/"
    assert known(database, first).external == LONG


def test_what_is_not_said_again_is_not_lost(database: Database) -> None:
    """A meeting that does not say whose conversation it is leaves that as it was known."""
    address = note(database)
    with database.writing() as session:
        conversations.take_note(session, Surface.TEAMS, LONG, SERVICE, is_direct=True)
    assert known(database, address).account == ANNA


def test_many_that_meet_a_conversation_at_once_agree(database: Database) -> None:
    """Replicas that hear the first word at the same time give it one short id."""
    ready = threading.Barrier(4)

    def meet(_: int) -> Conversation:
        ready.wait(timeout=30)
        return note(database)

    with ThreadPoolExecutor(4) as replicas:
        assert len(set(replicas.map(meet, range(4)))) == 1


def test_an_id_is_known_on_its_own_surface_alone(database: Database) -> None:
    """The same short id on another surface, a long id and a number alone are no conversation of the table."""
    address = note(database)
    with database.reading() as session:
        assert conversations.by_address(session, address) is not None
        for other in (
            Conversation(Surface.SLACK, address.id),
            Conversation(Surface.TEAMS, LONG),
            Conversation(Surface.TEAMS, address.id.removeprefix("T")),
            Conversation(Surface.TEAMS, "T99999999999999999999"),
        ):
            assert conversations.by_address(session, other) is None
        assert conversations.by_external(session, Surface.SLACK, LONG) is None


def test_a_person_is_found_by_the_latest_chat(database: Database) -> None:
    """Where a person's chat was begun anew, the new one is theirs."""
    note(database)
    latest = note(database, external=f"{LONG}2")
    anna = Account(Surface.TEAMS, ANNA)
    with database.reading() as session:
        found = conversations.direct_with(session, anna)
        assert found is not None
        assert found.address == latest
        assert conversations.direct_with(session, Account(Surface.SLACK, ANNA)) is None


def test_a_chat_that_is_gone_is_not_a_persons_where_there_is_another(database: Database) -> None:
    """What takes nothing any more is passed over, though it was begun later; where all do, the latest is theirs."""
    earlier, later = note(database), note(database, external=f"{LONG}2")
    anna = Account(Surface.TEAMS, ANNA)
    for blocked, theirs in ((later, earlier), (earlier, later)):
        with database.writing() as session:
            conversations.block(session, blocked, AT)
            found = conversations.direct_with(session, anna)
            assert found is not None
            assert found.address == theirs


def test_what_is_blocked_says_since_when(database: Database) -> None:
    """The first day that a conversation took nothing is kept, until it takes something again."""
    address = note(database)
    with database.writing() as session:
        conversations.block(session, address, AT)
        conversations.block(session, address, AT.replace(day=2))
    assert known(database, address).blocked_since == AT
    with database.writing() as session:
        conversations.unblock(session, address)
    assert known(database, address).blocked_since is None
