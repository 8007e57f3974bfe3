"""What happens when the calendar speaks: the timetable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jobs import (
    boards,
    completion,
    counters,
    data_returns,
    digest,
    leave,
    leavers,
    markings,
    quarter,
    reachability,
    reminders,
    retention,
    section_55,
)
from jobs.run import Run, nothing
from models.database import Database
from models.locks import take_turn
from models.policies.current import CurrentPolicy
from models.policy import Policy


@dataclass(frozen=True)
class Job:
    """A job by its name: `run(session, at, policy)` returns how much it did.

    What is due is read from the tables, so it does not matter how often a job is run, or how late. One that
    works through a long list does a part in a transaction and, being `repeated`, is run until nothing is left.
    Of several Reckoners on one database one does a part at a time, and the next finds it done. After one that
    `erases`, the database keeps no copy of what was overwritten, as far as that is in its power. One that takes
    long to `reckon` does that before each part, from the register as it was at one moment, while others write. What
    that returns is run in the place of `run`, which does both; for `nothing` nobody has to wait.
    """

    name: str
    run: Run
    repeated: bool = False
    erases: bool = False
    reckon: Callable[[Session, datetime, Policy], Run] | None = None

    def run_in(
        self,
        database: Database,
        at: datetime,
        policy: CurrentPolicy,
        goes_on: Callable[[], bool] = lambda: True,
    ) -> int:
        """Run the job at the aware instant `at`, a transaction for every part; return how much it did.

        It ends after a part if `goes_on` does not say yes: the rest is due at the next run.
        """
        done = 0
        while True:
            run = self._reckoned(database, at, policy)
            if run is nothing:
                break
            with database.writing() as session:
                take_turn(session)
                part = run(session, at, policy.read(session))
            done += part
            if not (self.repeated and part and goes_on()):
                break
            database.let_others_write()
        if self.erases and done:
            database.forget_what_was_overwritten()
        return done

    def _reckoned(self, database: Database, at: datetime, policy: CurrentPolicy) -> Run:
        """Return what is run in a transaction."""
        if self.reckon is None:
            return self.run
        with database.snapshot() as session:
            return self.reckon(session, at, policy.read(session))


TIMETABLE = (
    Job("reminders", reminders.fall_due, repeated=True),
    Job("merge", reminders.merge, repeated=True, reckon=reminders.reckon_merge),
    Job("leave", leave.leave),
    Job("leavers", leavers.hand_overs),
    Job("reach", reachability.report_unreachable, reckon=reachability.reckon_unreachable),
    Job("data-returns", data_returns.remind_of_data_returns),
    Job("boards", boards.post_pages),
    Job("markings", markings.ask_about_markings, repeated=True),
    Job("section-55", section_55.remind_of_section_55),
    Job("demonstrations", completion.ask_to_confirm),
    Job("causes", completion.say_which_causes_may_close),
    Job("committee", quarter.announce, reckon=quarter.reckon_announcements),
    Job("freeze", quarter.freeze_due, repeated=True, reckon=quarter.reckon_freeze),
    Job("digest", digest.post_digest, repeated=True, reckon=digest.reckon_digest),
    Job("corrections", digest.post_corrections, reckon=digest.reckon_corrections),
    Job("next-meeting", quarter.ask_for_next),
    Job("tally", counters.add_up_tally),
    Job("retention", retention.retain, repeated=True, erases=True, reckon=retention.reckon_retention),
)
"""In the order in which they are run at every tick."""
