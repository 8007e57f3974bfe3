"""The committee's meetings."""

from datetime import date
from typing import Annotated

import typer

from bot.cli.terminal import acknowledge, day, instant, register, say
from handlers.committee.looking_up import meeting_on
from handlers.committee.meetings import call_off, change
from models.committee import meetings
from models.committee.meetings import MeetingDates
from models.policies.deciding import decided
from templates.filters import day as in_words
from templates.messages.meetings import Meetings
from templates.presenters.meetings import meeting_row, meeting_rows

app = typer.Typer(
    no_args_is_help=True, help="Enter, move, cancel and list the meetings of the Joint Audit Committee."
)

HeldOn = Annotated[date, typer.Argument(parser=day, metavar="DATE")]
CutOff = Annotated[date | None, typer.Option(parser=day, help="The day up to which figures count.")]
PaperDue = Annotated[date | None, typer.Option(parser=day, help="The day the paper is due.")]


@app.command()
def add(held_on: HeldOn, cut_off: CutOff = None, paper_due: PaperDue = None) -> None:
    """Enter a meeting: its paper and digest are then prepared in time."""
    with register() as (settings, database, clock), database.writing() as session:
        policy = decided(session, settings.policy)
        act = policy.act(None, instant(None, settings, clock))
        entered = meetings.enter(session, MeetingDates(held_on, cut_off, paper_due), act, policy)
        dates = meeting_row(entered, policy)
        names = ("held_on", "digest_on", "cut_off_on", "paper_due_on")
        acknowledge("meeting_added", **{name: getattr(dates, name).isoformat() for name in names})


@app.command()
def move(
    held_on: HeldOn,
    to: Annotated[date, typer.Argument(parser=day, metavar="NEW-DATE")],
    cut_off: CutOff = None,
    paper_due: PaperDue = None,
) -> None:
    """Move a meeting, or change its cut-off or the day its paper is due."""
    with register() as (settings, database, clock), database.writing() as session:
        policy = decided(session, settings.policy)
        act = policy.act(None, instant(None, settings, clock))
        wanted = MeetingDates(to, cut_off, paper_due)
        change(session, meeting_on(session, held_on), wanted, act, policy)
        say(Meetings(meeting_rows(session, policy)))


@app.command()
def cancel(held_on: HeldOn) -> None:
    """Cancel a meeting: no paper mentions it, and its summary, if posted, is withdrawn."""
    with register() as (settings, database, clock), database.writing() as session:
        act = settings.policy.act(None, instant(None, settings, clock))
        call_off(session, meeting_on(session, held_on), act)
        acknowledge("meeting_cancelled", held_on=in_words(held_on))


@app.command("list")
def list_() -> None:
    """List the meetings with their dates."""
    with register() as (settings, database, _), database.reading() as session:
        say(Meetings(meeting_rows(session, decided(session, settings.policy))))
