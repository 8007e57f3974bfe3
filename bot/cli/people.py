"""Who may do what: people are added, changed and listed."""

from typing import Annotated

import typer

from bot.cli.audit import As, acting
from bot.cli.terminal import acknowledge, register, say
from bot.slack import addresses as in_slack
from bot.teams import addresses as in_teams
from handlers.people import people
from models.address import Account
from models.enums import Role
from templates.messages.people import People

app = typer.Typer(no_args_is_help=True, help="Add, change and list people.")

SlackId = Annotated[str | None, typer.Option("--slack", help="The person's Slack id, like U0123456789.")]
TeamsId = Annotated[
    str | None,
    typer.Option(
        "--teams",
        help="The person's object id in Microsoft Entra, like 0a1b2c3d-0000-4000-8000-000000000001.",
    ),
]
Email = Annotated[str | None, typer.Option(help="The person's e-mail address.")]
Zone = Annotated[str | None, typer.Option(help="Their time zone, like Europe/London.")]
Hours = Annotated[str | None, typer.Option(help="Their working hours for reminders, like 09:00-17:00.")]


@app.command()
def add(
    name: str,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OWNER,
    slack: SlackId = None,
    teams: TeamsId = None,
    email: Email = None,
    zone: Zone = None,
    hours: Hours = None,
    as_: As = None,
) -> None:
    """Add a person."""
    with acting(as_) as (session, act):
        change = people.Change(role=role, account=_account(slack, teams), email=email, zone=zone, hours=hours)
        person = people.add(session, name, change, act)
        acknowledge("person_added", name=person.name, role=person.role)


@app.command()
def change(
    name: str,
    role: Annotated[Role | None, typer.Option(help="What they may do.")] = None,
    slack: SlackId = None,
    teams: TeamsId = None,
    email: Email = None,
    zone: Zone = None,
    hours: Hours = None,
    active: Annotated[
        bool | None, typer.Option("--active/--left", help="Whether they still work here.")
    ] = None,
    as_: As = None,
) -> None:
    """Change a person, named by name, e-mail address or Slack id; an id of the other platform moves them there."""
    with acting(as_) as (session, act):
        wanted = people.Change(
            role=role, account=_account(slack, teams), email=email, zone=zone, hours=hours, active=active
        )
        person = people.change(session, name, wanted, act)
        acknowledge("person_changed", name=person.name, role=person.role)


@app.command()
def leave(name: str, as_: As = None) -> None:
    """Record that somebody has left; the coordinators are asked to reassign their items."""
    with acting(as_) as (session, act):
        person = people.leave(session, name, act)
        acknowledge("person_left", name=person.name)


@app.command("list")
def list_() -> None:
    """List everybody, with role, account, and who is away or has items to reassign."""
    with register() as (settings, database, clock), database.reading() as session:
        say(People(people.everybody(session, settings.policy.today(clock.now()))))


def _account(slack: str | None, teams: str | None) -> Account | None:
    """Return the account that is given on either platform, or None. Raises BadParameter where it cannot be one."""
    if slack is not None and teams is not None:
        raise typer.BadParameter("Give --slack or --teams: a person is on one platform.")
    if teams is None:
        return in_slack.account(slack.strip()) if slack is not None else None
    if teams.strip() and not in_teams.is_guid(teams.strip()):
        raise typer.BadParameter(f"“{teams}” is no object id of Microsoft Entra.", param_hint="--teams")
    return in_teams.account(teams.strip())
