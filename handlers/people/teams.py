"""The teams, and the items of one."""

from sqlalchemy.orm import Session

from handlers.items.browse import items_of_team
from handlers.request import Request
from models.people.teams import every_team, open_items, team_called
from templates.messages import Message
from templates.messages.allocation import TeamRow, Teams
from templates.presenters.rows import who


def team(session: Session, request: Request) -> Message:
    """Return every team, or the open items of the one that the words name.

    Raises NoSuchTeam or NoSuchTeamButNear.
    """
    if request.words.strip():
        return items_of_team(session, request, team_called(session, request.words))
    return every(session)


def every(session: Session) -> Teams:
    """Return every team with its people and the number of its open items."""
    items = open_items(session)
    return Teams(
        tuple(
            TeamRow(
                each.name,
                who(each.lead),
                tuple(who(member) for member in each.members),
                items.get(each.id, 0),
            )
            for each in every_team(session)
        )
    )
