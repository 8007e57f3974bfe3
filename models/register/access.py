"""Who may read what was recorded for an item: the one rule, asked wherever such words are shown, found or sent.

The text of an item, its report, dates, status and colour are for every reader. What people have written about it
can be sensitive: updates, evidence, reviews, notes (which hold what an imported register had in columns such as
“Force update” or “Action taken”), what was agreed with HMICFRS, and reasons between owner and coordinators. That is
for the owner, the deputy, its team, coordinators, and whoever has to check it, while it waits for them. HMICFRS's
Force Liaison Lead reads what was shared with them, statement by statement, and what was agreed with them.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.completion.checking import check_of, may_approve
from models.enums import Role, Status
from models.people.person import Person, team_member
from models.policy import Policy
from models.register.recommendation import Recommendation
from models.statements.statement import Statement


def may_read(session: Session, person: Person, item: Recommendation, policy: Policy) -> bool:
    """Whether `person` may read what was recorded for `item`."""
    return person.may_record_for(item) or _has_to_check(session, person, item, policy)


def may_read_statement(session: Session, person: Person, statement: Statement, policy: Policy) -> bool:
    """Whether `person` may read `statement`: its author, and who may read what belongs to any of its items.

    Or the Force Liaison Lead, where it was shared with them.
    """
    if is_shared_with(person, statement):
        return True
    return statement.by_id == person.id or any(
        may_read(session, person, item, policy) for item in statement.items
    )


def is_shared_with(person: Person, statement: Statement) -> bool:
    """Whether `person` is the Force Liaison Lead, with whom `statement` was shared, and it stands."""
    return person.active and person.is_liaison_lead and statement.shared_on is not None and statement.stands


def may_read_agreed(
    session: Session, person: Person, items: Iterable[Recommendation], policy: Policy
) -> bool:
    """Whether `person` may read what was agreed with the Force Liaison Lead about `items`.

    That is the lead, and who may read what was recorded for all of them.
    """
    if person.active and person.is_liaison_lead:
        return True
    return all(may_read(session, person, item, policy) for item in items)


def may_read_everything(person: Person | None) -> bool:
    """Whether `person` may read what was recorded for every item; None is the force's own machine.

    A file about the whole register holds such words only for them: it is passed on as one.
    """
    return person is None or (person.active and person.is_coordinator)


def readable_by(session: Session, person: Person, policy: Policy) -> ColumnElement[bool]:
    """Return the condition on items that `may_read` tells of one: it is never null."""
    if may_read_everything(person):
        return true()
    theirs: list[ColumnElement[bool]] = []
    if checked := [item.id for item in _waiting_for(session, person, policy)]:
        theirs.append(Recommendation.id.in_(checked))
    if person.active and person.role is Role.OWNER:
        teams = select(team_member.c.team_id).where(team_member.c.person_id == person.id)
        theirs += [
            _is_one_of(Recommendation.owner_id, (person.id, *sorted(person.standing_in))),
            _is_one_of(Recommendation.deputy_id, (person.id,)),
            _is_one_of(Recommendation.team_id, teams),
        ]
    return or_(false(), *theirs)


def _is_one_of(
    column: InstrumentedAttribute[int | None], wanted: Sequence[int] | Select[int]
) -> ColumnElement[bool]:
    """Return the condition that the column has one of the wanted values: false, and not null, where it has none."""
    return and_(column.is_not(None), column.in_(wanted))


def _has_to_check(session: Session, person: Person, item: Recommendation, policy: Policy) -> bool:
    if not _is_in_a_level(person, policy) or item.status is not Status.SUBMITTED:
        return False
    return may_approve(person, check_of(session, item, policy))


def _waiting_for(session: Session, person: Person, policy: Policy) -> list[Recommendation]:
    """Return the items whose next check is for `person` to make, besides those that every coordinator checks."""
    if not _is_in_a_level(person, policy):
        return []
    submitted = session.scalars(select(Recommendation).where(Recommendation.status == Status.SUBMITTED))
    return [item for item in submitted if _has_to_check(session, person, item, policy)]


def _is_in_a_level(person: Person, policy: Policy) -> bool:
    return any(person.address in level.accounts for level in policy.check_levels)
