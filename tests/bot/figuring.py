"""What the terminal prints of the sample register's figures, and what is done to that register meanwhile."""

import json
from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.local.beginning import BEGINS_AT
from bot.slack import addresses
from models.committee.meeting import Meeting
from models.committee.publication import publish
from models.database import Database
from models.policy import Policy
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import TO_PRINT
from templates.serialization import thaw
from tests.bot.terminal_session import Terminal

S, D = "2022-09-29", "2022-12-15"


def facts(give: Terminal, *words: str) -> CommitteeSummary:
    """Return what `figures --json` prints, read back."""
    answer = give("figures", *words, "--json")
    assert answer.code == 0, answer.printed
    summary = thaw(json.loads(answer.printed))
    assert isinstance(summary, CommitteeSummary)
    return summary


def add_up(summary: CommitteeSummary) -> list[int]:
    """Return the closing number of each kind, after adding up its row."""
    for row in summary.bridge:
        moved = len(row.added) + len(row.reopened) - len(row.signed_off) - len(row.ended)
        moved += len(row.reclassified_in) - len(row.reclassified_out)
        assert row.opening_number + row.restated + moved == len(row.closing)
    return [len(row.closing) for row in summary.bridge]


def change(url: str, do: Callable[[Session, Policy], object]) -> None:
    """Do something to the register, at the time at which the sample begins."""
    database = Database(url)
    with database.writing() as session:
        do(session, Policy(committee_channel=addresses.conversation("C0JAC0001")))
    database.close()


def published(session: Session, policy: Policy) -> None:
    """Publish the summary for 15 December on the first of the month."""
    meeting = session.scalars(select(Meeting).where(Meeting.held_on == date(2022, 12, 15))).one()
    publish(session, meeting, policy.act(None, BEGINS_AT), policy, TO_PRINT)
