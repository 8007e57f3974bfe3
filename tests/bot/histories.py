"""Registers to which anything has happened, with texts of the worst sort."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, Status
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from tests.factories import Register, person_called

PUBLISHED = date(2022, 6, 30)
HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "=1+1",
    "+44 121 496 0000",
    "-1",
    "@SUM(A1:A9)",
    "\tbegins with a tab",
    "carriage\rreturn and\r\nlines\n\nand more",
    "=cmd|' /C calc'!A0",
    "_x0041_ is no A, and _x000A_ is no line",
    "<b>&amp;</b> \"'] ]]>",
    "bell\x07 and escape\x1b[31m",
    "10618",
    "1e5",
    "TRUE",
    "'quoted",
    "\u202eturned round, 😀 and ﬁ",
)
"""What somebody may type, or paste."""

WORDINGS = (None, "Within six months", "By March 2023", "By 31 March 2023", "With immediate effect")
STATES = (
    Status.IN_PROGRESS,
    Status.SUBMITTED,
    Status.FORCE_COMPLETE,
    Status.SIGNED_OFF,
    Status.RISK_ACCEPTED,
)


def report_with_items(session: Session, code: str, chance: random.Random, register: Register) -> None:
    """Add a report with items of which everything that can be chosen is chosen by `chance`."""
    report = InspectionReport(
        code=code, title=chance.choice(HOSTILE), kind=chance.choice(list(ReportKind)), published_on=PUBLISHED
    )
    session.add(report)
    cause: Recommendation | None = None
    for number in ("1", "1a", "1b", "2", "2.1", "10", "AFI3"):
        kind = ItemKind.CAUSE_OF_CONCERN if number in ("1", "10") else ItemKind.RECOMMENDATION
        wording = chance.choice(WORDINGS)
        item = Recommendation(
            report=report,
            number=number,
            kind=kind,
            text=chance.choice(HOSTILE),
            addressed_to=frozenset(chance.sample(list(Addressee), chance.randint(1, 4))),
            mandatory=chance.random() < 0.5,
            accepted=chance.random() < 0.5,
            peel_question=chance.choice((None, 1, 9)),
            deadline_on=chance.choice((None, date(2022, 12, 30), date(2023, 3, 31))),
            deadline_basis=chance.choice((DeadlineBasis.STATED_DAY, DeadlineBasis.LOCAL)),
            deadline_wording=wording,
            deadline_moves=0,
            added_on=PUBLISHED + timedelta(days=chance.randint(0, 30)),
            review_anchor_on=PUBLISHED + timedelta(days=chance.randint(0, 30)),
            notes=chance.choice((None, *HOSTILE)),
        )
        session.add(item)
        item.enter(register.policy.act(None, datetime(2022, 12, 1, 10, tzinfo=UTC)))
        session.flush()
        cause = item if kind is ItemKind.CAUSE_OF_CONCERN else cause
        item.parent = cause if cause is not item and chance.random() < 0.5 else None


def live_on(session: Session, item: Recommendation, chance: random.Random, register: Register) -> None:
    """Do one thing to an item, chosen by `chance`, by the verb for it."""
    act = register.policy.act(
        None, datetime(2022, 12, 1, 10, tzinfo=UTC) + timedelta(days=chance.randint(0, 40))
    )
    people = [person_called(session, each) for each in ("anna", "sofia", "dev")]
    match chance.randint(0, 6):
        case 0:
            item.assign(chance.choice((None, *people)), act)
        case 1 | 2:
            days = (None, date(2022, 12, 30), date(2023, 6, 30), date(2024, 1, 31))
            item.move_deadline(chance.choice(days), chance.choice(list(DeadlineBasis)[:5]), act, reason="So")
        case 3:
            item.correct("deadline_wording", chance.choice(WORDINGS), act)
        case 4:
            item.correct("theme", chance.choice(HOSTILE), act)
        case 5 if item.kind is not ItemKind.CAUSE_OF_CONCERN and act.on >= item.status_since:
            item.become(chance.choice(STATES), act)
        case 6:
            item.correct("deputy", chance.choice(people), act)
        case _:
            item.correct("judged_rag", chance.choice(list(Rag)), act)
