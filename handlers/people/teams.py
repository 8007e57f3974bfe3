"""The teams, and the items of one; and the form in which a coordinator enters or changes one."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.items.browse import items_of_team
from handlers.people.resolve_user import person_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.people import teams
from models.people.person import Person, Team
from models.people.teams import every_team, open_items, team_called
from models.queries import items as queries
from models.queries.numbered import numbered
from models.refusals.commands import NoLongerKnown
from models.refusals.forms import TeamLeadMissing, TeamMemberUnknown
from models.refusals.people import NoSuchPerson, SeveralPeople
from templates.messages import Message
from templates.messages.allocation import TeamRow, Teams
from templates.messages.answers import Acknowledged
from templates.messages.teams import TeamForm
from templates.presenters.rows import who

NEW = "new"
"""What a form and a button carry that are about a team still to be entered."""


def team(session: Session, request: Request) -> Message:
    """Return every team, the open items of the one that the words name, or the form that `add` asks for.

    Raises NoSuchTeam or NoSuchTeamButNear; for `add`, CoordinatorsOnly.
    """
    words = request.words.strip()
    if words.casefold() == "add":
        coordinators_only(session, request)
        return TeamForm()
    if words:
        return items_of_team(session, request, team_called(session, words))
    return every(session, may_change=request.who.is_coordinator)


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the team that the button names, or for a new one. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    if request.words == NEW:
        return TeamForm()
    found = _numbered(session, request)
    lead = found.lead
    return TeamForm(
        number=found.id,
        name=found.name,
        lead=request.account_id_of(lead),
        members=tuple(each.name for each in found.members if each is not lead),
    )


def take_form(session: Session, request: Request) -> Message:
    """Enter or change the team that was filled in, or do without it.

    Raises CoordinatorsOnly, TeamLeadMissing, TeamMemberUnknown, or what entering and changing a team raise.
    """
    coordinators_only(session, request)
    if request.words != NEW and request.filled("end"):
        found = _numbered(session, request)
        name = found.name
        teams.remove(session, found, request.act)
        return Acknowledged("team_removed", {"name": name})
    members = _members(session, request)
    chosen = request.filled("lead")
    if request.words == NEW:
        if not chosen:
            raise TeamLeadMissing
        lead = person_chosen(session, request, chosen, "lead")
        found = teams.add(session, request.filled("name"), lead, request.act)
    else:
        found = _numbered(session, request)
        lead = person_chosen(session, request, chosen, "lead") if chosen else found.lead
    _settle(session, request, found, lead, members)
    return Acknowledged(
        "team_kept", {"name": found.name, "person": lead.name, "number": str(len(found.members))}
    )


def _settle(session: Session, request: Request, team: Team, lead: Person, members: Sequence[Person]) -> None:
    """Have `team` led by `lead`, with these other `members` and nobody else."""
    teams.take_in(session, team, lead, request.act, leads=True)
    for person in members:
        teams.take_in(session, team, person, request.act)
    for person in [each for each in team.members if each is not lead and each not in members]:
        teams.let_go(session, team, person, request.act)


def _members(session: Session, request: Request) -> list[Person]:
    """Return the people whose names were written, one a line or between commas. Raises TeamMemberUnknown."""
    names = (each.strip() for each in re.split(r"[\n,;]", request.filled("members")))
    found = []
    for name in filter(None, names):
        try:
            found.append(queries.person_by_name(session, name))
        except (NoSuchPerson, SeveralPeople):
            raise TeamMemberUnknown(name=name) from None
    return found


def _numbered(session: Session, request: Request) -> Team:
    found = numbered(session, Team, request.words)
    if found is None:
        raise NoLongerKnown
    return found


def every(session: Session, *, may_change: bool = False) -> Teams:
    """Return every team with its people and the number of its open items."""
    items = open_items(session)
    return Teams(
        may_change=may_change,
        teams=tuple(
            TeamRow(
                each.name,
                who(each.lead),
                tuple(who(member) for member in each.members),
                items.get(each.id, 0),
                each.id,
            )
            for each in every_team(session)
        ),
    )
