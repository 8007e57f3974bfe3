"""A register with something of every kind in it, and what must hold of it whatever comes in."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from bot.requests.incoming import IncomingRequest
from models.committee.bridge import bridge
from models.database import Database
from models.enums import Addressee, ItemKind, Status
from models.ledger.verifying import verify
from models.tables import TABLES
from templates.messages.answers import Crashed, Refused
from tests.factories import Register, account
from tests.talk import Talk, in_direct

OUTSIDE_THE_REGISTER = frozenset({"inbox", "outbox_message"})
"""What has come, and what is told of it: a refusal is written down there too."""

Rows = dict[str, list[tuple[Any, ...]]]


def fill(register: Register) -> None:
    """Enter items of every kind, and a meeting."""
    today = register.today
    register.meeting(date(2022, 12, 15), entered_on=today, cut_off_on=date(2022, 12, 2))
    register.item("1a", register_number="10618", deadline_on=today + timedelta(days=30), deputy="sofia")
    register.item("2", register_number="9962", owner="dev", deadline_on=today - timedelta(days=3))
    register.item("1", report="DONE")
    register.become("DONE-1", Status.SUBMITTED)
    register.item("1", report="WATCHED", owner=None, addressed_to=(Addressee.PCC,))
    register.item("1", report="CAUSE", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("2", report="CAUSE", parent="CAUSE-1")
    register.team("Vetting", "marcus", "dev")
    register.work_on("9962", "Vetting")


async def live(talk: Talk) -> None:
    """Have people do what leaves a record that a button could name."""
    for who, line in (
        ("anna", "evidence 10618 The audit of November shows it."),
        ("anna", "extend 10618 2023-06-01 the trainer left"),
        ("dev", "notmine 9962 it is about firearms"),
        ("dev", "leave 2022-12-19 to 2023-01-06"),
        ("anna", "ask-fll 10618 please come"),
        ("priya", "add"),
        ("priya", "action @Anna Clarke by 31 March 2023: Say how long victims wait"),
    ):
        heard = IncomingRequest(account(who), line, in_direct(who), f"lived:{line}")
        assert not isinstance(await talk.desk.command(heard), Refused | Crashed), line
    await talk.writes("anna", "Something about none of them")
    await talk.writes("anna", "10618: This is done. Extend it to 31 March 2023, please ask @Dev Patel")
    await talk.writes("priya", f"report VETTING {'Chief constables should vet everybody. ' * 4}")


def rows(database: Database) -> Rows:
    """Return every row of the register."""
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in TABLES
            if table.name not in OUTSIDE_THE_REGISTER
        }


def check(database: Database, today: date) -> None:
    """Check that the ledger verifies and that the committee's figures close."""
    with database.reading() as session:
        verified = verify(session)
        assert verified.holds, verified
        bridge(session, None, today - timedelta(days=30), today)
