"""A register that was sent is imported once and for good, whatever dies in between; one that kills is given up."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy.orm import Session

from bot.imports.import_register import plan, read_table, take_parts
from bot.imports.register_importer import RegisterImporter
from jobs.register_imports import HELD_FOR, MOST_ATTEMPTS, ToImport, begins, claim, note_taken
from models.imports.sent_register import SentRegister, SentState
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.refusals.imports import RegisterPartlyIn, RegisterTooSlow
from models.register.recommendation import Recommendation
from models.retention.due import rule_of
from models.retention.tidying import OF_USE, tidy
from models.statements.statement import AttachedFile, FileState
from templates.messages.allocation import Allocation
from templates.messages.answers import Acknowledged, Refused
from templates.messages.imports import Imported
from templates.serialization import freeze
from tests.factories import Register
from tests.talk import Talk

FILE = ("register.csv", b"Report code,Published,Number,Text\nVETTING,02/11/2022,1,Look again.\n")
OWNED = (
    "register.csv",
    b"Report code,Published,Number,Text,Owner\nVETTING,02/11/2022,1,Look again.,Anna Clarke\n",
)


def state(talk: Talk) -> SentState:
    """Return how far the one register has come."""
    with talk.database.reading() as session:
        (sent,) = session.query(SentRegister)
        return sent.state


@pytest.mark.every_database
async def test_what_died_before_it_was_settled_is_done_again_and_once(talk: Talk, register: Register) -> None:
    """What was claimed and never settled is claimed again once it is held no longer, and imports nothing twice."""
    await talk.writes("priya", "import", files=[FILE])
    await talk.reads_reports()
    shown = talk.last("priya")
    await talk.presses("priya", "import_confirm", str(shown.says(Imported).sent), on=shown)
    at = talk.clock.now()
    with talk.database.writing() as session:
        (wanted,) = claim(session, at)
        assert claim(session, at + HELD_FOR / 2) == []
        (again,) = claim(session, at + HELD_FOR)
        assert (again.sent, again.for_good) == (wanted.sent, True)
    importer = RegisterImporter(talk.database, talk.policy, talk.shelf.stored.__getitem__)
    importer.work(wanted, at)
    importer.work(again, at + HELD_FOR)
    await talk.rounds.send()
    with talk.database.reading() as session:
        assert session.query(Recommendation).count() == 1
    assert state(talk) is SentState.IMPORTED
    assert len([each for each in talk.sees("priya", Imported) if not each.dry_run]) == 1


async def test_a_file_that_ends_whoever_reads_it_is_given_up_and_its_sender_told(
    talk: Talk, register: Register
) -> None:
    """After some attempts that were never settled, it is refused and erased."""
    await talk.writes("priya", "import", files=[FILE])
    at = talk.clock.now()
    for n in range(MOST_ATTEMPTS):
        with talk.database.writing() as session:
            assert len(claim(session, at + n * HELD_FOR)) == 1
    talk.clock.move_to(at + MOST_ATTEMPTS * HELD_FOR)
    await talk.reads_reports()
    assert state(talk) is SentState.REFUSED
    assert talk.last("priya").says(Refused).template == RegisterTooSlow.template
    with talk.database.reading() as session:
        (file,) = session.query(AttachedFile)
        assert file.statement_id is None


async def test_a_register_given_up_with_rows_of_it_in_is_told_of_as_one(
    talk: Talk, register: Register
) -> None:
    """Whoever sent it learns that rows are in, and those to whom it handed something learn of that, once."""
    await talk.writes("priya", "import", files=[OWNED])
    await talk.reads_reports()
    shown = talk.last("priya")
    planned = shown.says(Imported)
    await talk.presses("priya", "import_confirm", str(planned.sent), on=shown)
    at = talk.clock.now()
    with talk.database.writing() as session:
        (wanted,) = claim(session, at)
        assert begins(session, wanted, planned, tells=True)
    _takes_rows_in_and_dies(talk, wanted, at)
    for n in range(1, MOST_ATTEMPTS):
        with talk.database.writing() as session:
            assert len(claim(session, at + n * HELD_FOR)) == 1
    talk.clock.move_to(at + MOST_ATTEMPTS * HELD_FOR)
    await talk.reads_reports()
    assert talk.last("priya").says(Refused).template == RegisterPartlyIn.template
    talk.clock.move_to(at + (MOST_ATTEMPTS + 2) * HELD_FOR)
    await talk.reads_reports()
    (told,) = talk.sees("anna", Allocation)
    assert [each.reference for each in told.owned] == ["VETTING-1"]
    assert state(talk) is SentState.REFUSED


def _takes_rows_in_and_dies(talk: Talk, wanted: ToImport, at: datetime) -> None:
    """Take every part in, as a Reckoner does that ends before it can tell anybody."""

    def act(session: Session) -> AuditContext:
        return talk.policy.act(session.get_one(Person, wanted.by), at)

    table = read_table(BytesIO(talk.shelf.stored[wanted.sha256]), wanted.name)
    taken = plan(talk.database, table, act, talk.policy, wanted.answers)
    assert take_parts(talk.database, taken, act, partial(note_taken, wanted))


async def test_what_was_shown_is_forgotten_once_it_has_had_its_use(talk: Talk, register: Register) -> None:
    """After a year nothing that stood in the file is kept, and nobody can import it any more."""
    await talk.writes("priya", "import", files=[FILE])
    await talk.reads_reports()
    rule = rule_of(replace(talk.policy, retention_years=1), talk.policy.today(talk.clock.now()))
    assert rule is not None
    for later, held in ((OF_USE, SentState.SHOWN), (OF_USE + timedelta(days=1), SentState.DISCARDED)):
        with talk.database.writing() as session:
            tidy(session, rule, talk.clock.now() + later, "(erased)", freeze(Acknowledged("ledger_broken")))
        assert state(talk) is held
    with talk.database.reading() as session:
        (sent,) = session.query(SentRegister)
        assert (sent.shown, sent.file.state) == (None, FileState.ERASING)
