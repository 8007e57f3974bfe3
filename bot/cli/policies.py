"""What the force decides for itself, with the rights and the ledger that it has in chat."""

from typing import Annotated

import typer

from bot.cli.audit import As
from bot.cli.terminal import register, say
from bot.settings_values import conversation
from handlers.roles import NOBODY_YET
from models.address import Conversation
from models.locks import take_turn
from models.people.person import Person
from models.policies.deciding import Changed, decide, standing
from models.policies.naming import ByName
from models.queries import items
from models.refusals.people import CoordinatorsOnly
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.settings import Settings, SettingsChanged
from templates.presenters.settings import policy_changes, policy_lines

app = typer.Typer(
    no_args_is_help=True,
    help="List and change what the force decides for itself: it holds at once, over the environment's settings.",
)

Name = Annotated[str, typer.Argument(help="The setting, like paper_working_days; docs/reference.md has all.")]


class InTerminal(ByName):
    """People by their names, channels by their ids or links."""

    def channel(self, text: str) -> Conversation:
        """Return the channel with this id of either platform, or that a link of Teams' leads to."""
        return conversation(text.strip())


@app.command("list")
def list_() -> None:
    """List every setting with its value, and who decided it, or whether it is set where Reckoner runs."""
    with register() as (settings, database, clock), database.reading() as session:
        lines = policy_lines(standing(session, settings.policy), InTerminal(session))
        say(Settings(lines, settings.policy.today(clock.now())))


@app.command("set")
def set_(name: Name, value: Annotated[str, typer.Argument(help="As in the form.")], as_: As = None) -> None:
    """Decide a setting; `docs/coordinators.md` says how each is written."""
    _decide(name, value, as_)


@app.command()
def reset(name: Name, as_: As = None) -> None:
    """Go back to what the environment sets, or to what is usual."""
    _decide(name, None, as_)


def _decide(name: str, value: str | None, as_: str | None) -> None:
    with register() as (settings, database, clock), database.writing() as session:
        take_turn(session)
        by = items.person_by_name(session, as_) if as_ else None
        if by is not None and not by.is_coordinator:
            names = ", ".join(person.name for person in items.coordinators(session))
            raise CoordinatorsOnly(coordinators=names or NOBODY_YET)
        naming = InTerminal(session)
        act = settings.policy.act(by, clock.now())
        changes = decide(session, settings.policy, {name: value}, naming, act)
        say(_said(changes, by, naming))


def _said(changes: tuple[Changed, ...], by: Person | None, naming: ByName) -> Message:
    if not changes:
        return Acknowledged("settings_same")
    return SettingsChanged(by.name if by else "", policy_changes(changes, naming))
