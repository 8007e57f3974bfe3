"""Taking turns: whoever decides something about the register on PostgreSQL is alone with it, as on SQLite."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

TURN_LOCK = 5_505_810_620
"""The number of PostgreSQL's advisory lock that whoever has the turn holds until its transaction ends."""

LONGEST_SILENCE = "60s"
"""PostgreSQL ends a turn in which nothing has been asked for so long: the machine that had it is gone."""


def take_turn(session: Session) -> None:
    """Wait until no other transaction has the turn; it is kept until this one ends.

    What is read after that is what the one before has left, so that two people, two threads or two Reckoners never
    decide on what the other is changing. On SQLite whoever writes is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            select(
                func.set_config("idle_in_transaction_session_timeout", LONGEST_SILENCE, True),
                func.pg_advisory_xact_lock(TURN_LOCK),
            )
        )
