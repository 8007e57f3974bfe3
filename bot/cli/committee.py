"""The committee's meetings."""

from datetime import date
from typing import Annotated

import typer

from bot.cli.terminal import acknowledge, day, instant, register, say
from handlers.committee import meetings
from templates.messages.meetings import Meetings

app = typer.Typer(no_args_is_help=True, help="Enter and list the meetings of the Joint Audit Committee.")


@app.command()
def add(
    held_on: Annotated[date, typer.Argument(parser=day, metavar="DATE")],
    cut_off: Annotated[
        date | None, typer.Option(parser=day, help="The day up to which figures count.")
    ] = None,
    paper_due: Annotated[date | None, typer.Option(parser=day, help="The day the paper is due.")] = None,
) -> None:
    """Enter a meeting: before it, the digest is posted by itself."""
    with register() as (settings, database, clock), database.writing() as session:
        today = settings.policy.today(instant(None, settings, clock))
        entered = meetings.enter(session, settings.policy, today, held_on, cut_off, paper_due)
        acknowledge("meeting_added", **meetings.told(entered, settings.policy))


@app.command("list")
def list_() -> None:
    """List the meetings with their dates."""
    with register() as (settings, database, _), database.reading() as session:
        say(Meetings(meetings.calendar(session, settings.policy)))
