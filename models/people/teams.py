"""Teams: which there are, who is in them, and how that is changed."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, selectinload

from models.imports.cells import LONGEST_NAME
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person, Team
from models.queries import items as queries
from models.refusals.forms import (
    LeadIsMember,
    NoSuchTeam,
    NoSuchTeamButNear,
    NotInTeam,
    TeamHasItems,
    TeamNameUnfit,
    TeamThere,
)
from models.register.recommendation import Recommendation
from models.register.same_name import as_seen, as_written

SHOWN = 3
"""Items that a refusal names."""


def every_team(session: Session) -> Sequence[Team]:
    """Return every team by name, with its members."""
    return session.scalars(select(Team).options(selectinload(Team.members)).order_by(Team.name)).all()


def find_team(session: Session, name: str) -> Team | None:
    """Return the team that is called `name`, whatever the case, or None."""
    wanted = as_seen(name)
    return next((team for team in session.scalars(select(Team)) if as_seen(team.name) == wanted), None)


def team_called(session: Session, name: str) -> Team:
    """Return the team called `name`. Raises NoSuchTeam or NoSuchTeamButNear."""
    team = find_team(session, name)
    if team is not None:
        return team
    near = queries.nearest(name, session.scalars(select(Team.name)))
    raise NoSuchTeamButNear(name=name, nearest=near) if near else NoSuchTeam(name=name)


def open_items(session: Session) -> dict[int, int]:
    """Return how many open items each team works on, by the teams' ids; none for a team that has none."""
    counted = session.execute(
        select(Recommendation.team_id, func.count())
        .where(Recommendation.is_open, Recommendation.team_id.is_not(None))
        .group_by(Recommendation.team_id)
    )
    return {team: number for team, number in counted if team is not None}


def add(session: Session, name: str, lead: Person, audit: AuditContext) -> Team:
    """Add a team that `lead` leads and is a member of; return it.

    Raises TeamNameUnfit, TeamThere or OwnerHasLeft.
    """
    name = as_written(name)
    is_somebody = any(as_seen(name) == as_seen(known) for known in session.scalars(select(Person.name)))
    if not 0 < len(name) <= LONGEST_NAME or name.startswith("@") or is_somebody:
        raise TeamNameUnfit(longest=LONGEST_NAME)
    if (known := find_team(session, name)) is not None:
        raise TeamThere(name=known.name)
    team = Team(name=name, lead=lead)
    session.add(team)
    _take_in(team, lead)
    session.flush()
    note(session, EventKind.TEAM_CHANGED, audit, team=name, added=lead.name, lead=lead.name)
    return team


def take_in(
    session: Session, team: Team, person: Person, audit: AuditContext, *, leads: bool = False
) -> None:
    """Make `person` a member of `team`, or its lead. Raises OwnerHasLeft."""
    if person not in team.members:
        _take_in(team, person)
        note(session, EventKind.TEAM_CHANGED, audit, team=team.name, added=person.name)
    if leads and team.lead is not person:
        note(session, EventKind.TEAM_CHANGED, audit, team=team.name, lead=person.name)
        team.lead = person


def let_go(session: Session, team: Team, person: Person, audit: AuditContext) -> None:
    """Take `person` out of `team`. Raises NotInTeam, or LeadIsMember for the lead."""
    if person not in team.members:
        raise NotInTeam(name=person.name, team=team.name)
    if person is team.lead:
        raise LeadIsMember(name=person.name, team=team.name)
    team.members.remove(person)
    note(session, EventKind.TEAM_CHANGED, audit, team=team.name, removed=person.name)


def remove(session: Session, team: Team, audit: AuditContext) -> None:
    """Do without a team. Raises TeamHasItems while it works on anything open; what has ended loses the mark."""
    still = session.scalars(select(Recommendation).where(queries.of_team(team.id)).limit(SHOWN + 1)).all()
    if still:
        named = [item.reference for item in still[:SHOWN]]
        items = ", ".join(named) + (" and more" if len(still) > SHOWN else "")
        raise TeamHasItems(name=team.name, items=items, first=named[0])
    session.execute(
        update(Recommendation).where(Recommendation.team_id == team.id).values(team_id=None),
        execution_options={"synchronize_session": "fetch"},
    )
    note(session, EventKind.TEAM_CHANGED, audit, team=team.name, ended=True)
    session.delete(team)
    session.flush()


def _take_in(team: Team, person: Person) -> None:
    person.take_on()
    team.members.append(person)
