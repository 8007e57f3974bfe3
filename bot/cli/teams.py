"""Teams: added, listed, who is in them."""

from typing import Annotated

import typer

from bot.cli.audit import As, acting
from bot.cli.terminal import acknowledge, register, say
from handlers.people.teams import every
from models.people import teams as verbs
from models.queries import items

app = typer.Typer(no_args_is_help=True, help="Add and list teams, and their members.")

Lead = Annotated[str, typer.Option("--lead", help="The lead, who owns the team's items.")]


@app.command()
def add(name: str, lead: Lead, as_: As = None) -> None:
    """Add a team."""
    with acting(as_) as (session, act):
        team = verbs.add(session, name, items.person_by_name(session, lead), act)
        acknowledge("team_added", name=team.name, person=team.lead.name)


@app.command("list")
def list_() -> None:
    """List every team with its members."""
    with register() as (_, database, _clock), database.reading() as session:
        say(every(session))


@app.command()
def member(
    team: str,
    person: str,
    leads: Annotated[bool, typer.Option("--leads", help="Make them the lead.")] = False,
    as_: As = None,
) -> None:
    """Add a person to a team, or make them its lead."""
    with acting(as_) as (session, act):
        found, somebody = verbs.team_called(session, team), items.person_by_name(session, person)
        verbs.take_in(session, found, somebody, act, leads=leads)
        acknowledge("team_led" if leads else "team_joined", name=found.name, person=somebody.name)


@app.command()
def remove(
    team: str,
    person: Annotated[
        str | None, typer.Argument(help="The member who leaves; without, the team itself is removed.")
    ] = None,
    as_: As = None,
) -> None:
    """Remove a person from a team, or the team itself."""
    with acting(as_) as (session, act):
        found = verbs.team_called(session, team)
        if person is None:
            name = found.name
            verbs.remove(session, found, act)
            acknowledge("team_removed", name=name)
            return
        somebody = items.person_by_name(session, person)
        verbs.let_go(session, found, somebody, act)
        acknowledge("team_left", name=found.name, person=somebody.name)
