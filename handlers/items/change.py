"""Giving one item, or all items of a list, to people, and filing them, by a form."""

from collections.abc import Mapping

from sqlalchemy import and_
from sqlalchemy.orm import Session

from handlers.form_values import carried
from handlers.items import browse
from handlers.people.allocation import tell_all
from handlers.people.assign import said
from handlers.people.resolve_user import person_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.imports.item_form import value_of
from models.people.person import Team
from models.people.teams import every_team
from models.queries import items as queries
from models.queries.numbered import numbered
from models.refusals.forms import HasEnded, NoneOpen, NothingChosen, SetAndCleared, TooManyAtOnce
from models.register.allocation import CHANGEABLE, MOST_AT_ONCE, Wanted, change_all
from models.register.fields import Place, plain_in
from models.register.filing import Filing
from models.register.form_draft import FormDraft, begin, taken_up
from models.register.recommendation import Recommendation
from templates.messages.allocation import CAN_BE_CLEARED, ChangedItems, ChangeForm, TeamChoice

ASSIGN, CHANGE_ALL = "assign", "change_all"


def open_assign(session: Session, request: Request) -> ChangeForm:
    """Return the form for the item that the button names, as the item is.

    Raises CoordinatorsOnly, NoSuchItem or HasEnded.
    """
    coordinators_only(session, request)
    item = queries.item_by_reference(session, request.words)
    if not item.is_open:
        raise HasEnded(reference=item.reference, status=item.status)
    given = _given(item)
    draft = begin(session, ASSIGN, request.who, request.at, items=[item.id], given=given)
    hidden = [each.name for each in (item.owner, item.deputy) if each and not each.account]
    return ChangeForm(draft.id, (item.reference,), given, teams(session), tuple(hidden))


def take_assign(session: Session, request: Request) -> ChangedItems:
    """Change the item as the form has it: only what was changed in the form.

    Raises CoordinatorsOnly, FormNotKept, DraftTaken, HasEnded, OwnerHasLeft, DeputyIsOwner, NotAccepted,
    NotIntroduced or FromOutsideOwnsNothing.
    """
    coordinators_only(session, request)
    draft = taken_up(session, ASSIGN, request.words, request.who)
    given = draft.facts["given"]
    changed = {name: request.filled(name) for name in given if request.filled(name) != given[name]}
    return _change(session, request, draft, _wanted(session, request, changed))


def open_change_all(session: Session, request: Request) -> ChangeForm:
    """Return the form for all open items of the list that the button names: they are kept as they are now.

    Raises CoordinatorsOnly, TooManyAtOnce or NoneOpen.
    """
    coordinators_only(session, request)
    about, argument = carried(request.words, str, str)
    listed = browse.condition(session, request, about, argument)
    still_open = and_(listed, Recommendation.is_open)
    number = queries.count_of(session, still_open)
    if not number:
        raise NoneOpen
    if number > MOST_AT_ONCE:
        raise TooManyAtOnce(number=number, most=MOST_AT_ONCE)
    items = queries.items_of(session, still_open)
    draft = begin(session, CHANGE_ALL, request.who, request.at, items=[item.id for item in items])
    ended = queries.count_of(session, listed) - number
    references = tuple(item.reference for item in items)
    return ChangeForm(draft.id, references, {}, teams(session), many=True, ended=ended)


def take_change_all(session: Session, request: Request) -> ChangedItems:
    """Change every item that was listed when the form opened, or none.

    What was left empty stays as it is, unless it was chosen to be taken away. Raises NothingChosen, SetAndCleared,
    and everything that `take_assign` does.
    """
    coordinators_only(session, request)
    draft = taken_up(session, CHANGE_ALL, request.words, request.who)
    filled = {name: request.filled(name) for name in CHANGEABLE if request.filled(name)}
    cleared = [name for name in request.chosen("clear") if name in CAN_BE_CLEARED]
    if not filled and not cleared:
        raise NothingChosen
    if both := [name for name in cleared if name in filled]:
        raise SetAndCleared(what=" and ".join(both))
    return _change(session, request, draft, _wanted(session, request, filled | dict.fromkeys(cleared, "")))


def teams(session: Session) -> tuple[TeamChoice, ...]:
    """Return the teams that can be chosen."""
    return tuple(TeamChoice(team.id, team.name) for team in every_team(session))


def team_chosen(session: Session, number: str) -> Team | None:
    """Return the team that was chosen in a menu, or None if none was."""
    return numbered(session, Team, number)


def _change(session: Session, request: Request, draft: FormDraft, wanted: Wanted) -> ChangedItems:
    items = queries.items_by_ids(session, draft.facts["items"])
    changed = change_all(items, Filing(session, items).written(wanted), request.act)
    session.flush()
    told = tell_all(session, changed, request.act, request.policy, f"draft:{draft.id}")
    draft.finish(request.at)
    return said(changed, told)


def _given(item: Recommendation) -> dict[str, str]:
    return {
        "owner": (item.owner.account if item.owner else None) or "",
        "deputy": (item.deputy.account if item.deputy else None) or "",
        "team": str(item.team_id or ""),
        **{
            column.field.attribute: column.field.in_words(getattr(item, column.field.attribute))
            for column in plain_in(Place.ASSIGN_FORM)
        },
    }


def _wanted(session: Session, request: Request, filled: Mapping[str, str]) -> Wanted:
    """Return what the fields of the form want set; an empty one takes away."""
    wanted: dict[str, object] = {}
    for name, value in filled.items():
        if name in ("owner", "deputy"):
            wanted[name] = person_chosen(session, request, value, name) if value else None
        elif name == "team":
            wanted[name] = team_chosen(session, value)
        else:
            wanted[name] = value_of(name, value)
    return wanted
