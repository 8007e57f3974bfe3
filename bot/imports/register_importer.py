"""Reads and imports the registers that were sent in chat, by the same code as the terminal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from bot.imports.import_register import RegisterTable, import_table, read_table
from jobs.register_imports import Outcome, ToImport, is_as_shown, settle
from models.database import Database
from models.people.person import Person
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.refusals.sheets import BadSheet, BrokenSheet
from templates.messages.imports import Imported


class RegisterImporter:
    """Imports into `database`; `content` returns the file that is kept under a SHA-256."""

    def __init__(self, database: Database, policy: Policy, content: Callable[[str], bytes]) -> None:
        """Import by `policy`, and get files by `content`."""
        self._database, self._policy, self._content = database, CurrentPolicy(policy), content

    def work(self, wanted: ToImport, at: datetime) -> None:
        """Read what was claimed, and import it where that was confirmed, at the aware instant `at`.

        What it would do is told anew where the register has changed since that was shown. It takes as long as the
        register is large: call it in a thread.
        """
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
        """Import a register, and return None; or return what would happen, or the faults, with nothing changed."""
        with self._database.writing() as session:
            policy = self._policy.read(session)
            audit = policy.act(session.get_one(Person, wanted.by), at)
            outcome = import_table(
                session,
                table,
                audit,
                policy,
                dry_run=not wanted.for_good,
                quiet=wanted.quiet,
                answers=wanted.answers,
            )
            if wanted.for_good and is_as_shown(session, wanted, outcome):
                settle(session, wanted, outcome, at)
                return None
            session.rollback()
        return replace(outcome, dry_run=True, told=None) if isinstance(outcome, Imported) else outcome

    def _settle(self, wanted: ToImport, outcome: Outcome, at: datetime) -> None:
        with self._database.writing() as session:
            settle(session, wanted, outcome, at)
