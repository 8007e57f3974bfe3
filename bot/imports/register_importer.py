"""Reads and imports the registers that were sent in chat, by the same code as the terminal."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO

from bot.imports.import_register import Act, RegisterTable, plan, read_table, take_parts
from handlers.people.allocation import Announcements
from handlers.reports.import_register import holders_to_tell, tell_changes, tell_holders
from jobs.register_imports import Outcome, ToImport, begins, finished, give_up, handed, note_taken, settle
from models.database import Database
from models.imports.importing import is_begun
from models.people.person import Person
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.refusals.sheets import BadSheet, BrokenSheet
from templates.messages.imports import Imported, ImportFaults


class RegisterImporter:
    """Imports into `database`; `content` returns the file that is kept under a SHA-256."""

    def __init__(self, database: Database, policy: Policy, content: Callable[[str], bytes]) -> None:
        """Import by `policy`, and get files by `content`."""
        self._database, self._policy, self._content = database, CurrentPolicy(policy), content

    def work(self, wanted: ToImport, at: datetime) -> None:
        """Read what was claimed, and import it where that was confirmed, at the aware instant `at`.

        What it would do is told anew where the register has changed since that was shown. It takes as long as the
        register is large: call it in a thread. One that was given up with rows of it in is not read: those to whom
        it handed something are told.
        """
        if wanted.is_given_up:
            self._give_up(wanted, at)
            return
        try:
            table = read_table(BytesIO(self._content(wanted.sha256)), wanted.name)
        except (BadSheet, FileNotFoundError) as fault:
            refused = fault if isinstance(fault, BadSheet) else BrokenSheet(name=wanted.name)
            self._settle(wanted, refused, at)
            return
        outcome = self._imported(wanted, table, at)
        if outcome is not None:
            self._settle(wanted, outcome, at)

    def _imported(self, wanted: ToImport, table: RegisterTable, at: datetime) -> Outcome | None:
        """Import a register, and return None; or return what would happen, or the faults."""
        policy, act = self._acting(wanted, at)
        planned = plan(self._database, table, act, policy, wanted.answers)
        left = planned.outcome
        if not wanted.for_good or isinstance(left, ImportFaults) or not self._begins(wanted, left):
            return left
        if not take_parts(self._database, planned, act, partial(note_taken, wanted)):
            return plan(self._database, table, act, policy, wanted.answers).outcome
        holders = self._to_tell(wanted, act, policy)
        with self._database.writing() as session:
            outcome = finished(session, wanted, left)
            if holders is not None:
                outcome = tell_changes(session, outcome, holders, act(session))
            settle(session, wanted, outcome, at)
        return None

    def _give_up(self, wanted: ToImport, at: datetime) -> None:
        policy, act = self._acting(wanted, at)
        holders = self._to_tell(wanted, act, policy)
        with self._database.writing() as session:
            give_up(session, wanted, at)
            if holders is not None:
                tell_holders(session, holders, act(session))

    def _acting(self, wanted: ToImport, at: datetime) -> tuple[Policy, Act]:
        with self._database.reading() as session:
            policy = self._policy.read(session)
        return policy, lambda session: policy.act(session.get_one(Person, wanted.by), at)

    def _to_tell(self, wanted: ToImport, act: Act, policy: Policy) -> Announcements | None:
        """Return what is to be told of what was handed to others, or None where nobody is told.

        It is put together before anything is written, so that nobody waits for it.
        """
        with self._database.reading() as session:
            before = handed(session, wanted)
            return None if before is None else holders_to_tell(session, before, act(session), policy)

    def _begins(self, wanted: ToImport, outcome: Imported) -> bool:
        with self._database.writing() as session:
            return begins(session, wanted, outcome, tells=is_begun(session))

    def _settle(self, wanted: ToImport, outcome: Outcome, at: datetime) -> None:
        with self._database.writing() as session:
            settle(session, wanted, outcome, at)
