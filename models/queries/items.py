"""Every named question that is asked of the register; each is answered from an index."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from models.address import Account
from models.batches import batched
from models.enums import OUTSTANDING, ItemKind, Rag, Role, Status
from models.people.person import Person, team_member
from models.refusals.items import NoSuchItem, NoSuchItemButNear
from models.refusals.people import NobodyYet, NoSuchPerson, SeveralPeople
from models.register.counters import Tally, read_tally
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.register.same_name import as_compared, as_written, folded, number_as_written

DUE_SOON = timedelta(days=90)
"""What falls due so soon is listed as due."""

NEAR_ENOUGH = 60
MOST_CANDIDATES = 2_000

_FOUND = "items found by their register numbers"
_ITEM = Recommendation
_COUNTED = and_(_ITEM.is_open, _ITEM.for_force)

# What every command asks is built once: building a statement takes longer than the database's answer to it.
_PERSON_BY_ACCOUNT = select(Person).where(
    Person.account == bindparam("account"), Person.surface == bindparam("surface")
)
_NUMBERS = select(Person.id).order_by(Person.name, Person.id)
_BY_ADDRESS = select(Person.id).where(
    or_(Person.email == bindparam("address"), func.lower(Person.account) == bindparam("address"))
)
_NAMES = select(Person.id, Person.name).order_by(Person.name, Person.id)
"""Databases do not agree on the case of letters: it is Python that compares names, and reads no more than those."""

# Few items have a deputy: theirs is asked for, and the others' is known to be nobody.
_ONE = select(_ITEM).options(lazyload(_ITEM.deputy))
_BY_REGISTER_NUMBER = _ONE.where(_ITEM.register_number == bindparam("wanted"))
_BY_CODE_AND_NUMBER = _ONE.join(InspectionReport).where(
    InspectionReport.code == bindparam("code"), func.lower(_ITEM.number) == bindparam("number")
)


def item_by_reference(session: Session, reference: str) -> Recommendation:
    """Return the item that `reference` names: a register number (`10618`) or code and number (`VETTING-33`).

    Case, a leading `#` and a space for the hyphen are forgiven. Raises NoSuchItem or, if another reference is
    close, NoSuchItemButNear.
    """
    found = find_item(session, reference)
    if found is not None:
        return found
    near = _nearest_reference(session, reference)
    if near is not None:
        raise NoSuchItemButNear(reference=reference, nearest=near)
    raise NoSuchItem(reference=reference)


def find_item(session: Session, reference: str) -> Recommendation | None:
    """Return the item that `reference` names, or None."""
    wanted = as_written(reference).lstrip("#").rstrip(".,;:")
    by_register = _by_register_number(session, number_as_written(wanted))
    if by_register is not None:
        return by_register
    code, _, number = wanted.replace(" ", "-").rpartition("-")
    if not code:
        return None
    return session.scalar(
        _BY_CODE_AND_NUMBER, {"code": code.upper(), "number": number_as_written(number).lower()}
    )


def _by_register_number(session: Session, wanted: str) -> Recommendation | None:
    # A reply names its items several times until it is understood: what was found is asked for once, and held,
    # since a session lets go of what nobody holds.
    found: dict[str, Recommendation] = session.info.setdefault(_FOUND, {})
    item = found.get(wanted)
    if item is None or item not in session or item.register_number != wanted:
        item = session.scalar(_BY_REGISTER_NUMBER, {"wanted": wanted})
        if item is not None:
            found[wanted] = item
    return item


def report_by_code(session: Session, code: str) -> InspectionReport | None:
    """Return the report with this short code, in any case, or None."""
    return session.scalar(select(InspectionReport).where(InspectionReport.code == as_written(code).upper()))


def person_by_id(session: Session, person_id: int) -> Person:
    """Return the person with this number. Raises NoSuchPerson."""
    person = session.get(Person, person_id)
    if person is None:
        raise NoSuchPerson(name=str(person_id))
    return person


def person_by_account(session: Session, account: Account) -> Person | None:
    """Return the person with this account, or None."""
    return session.scalar(_PERSON_BY_ACCOUNT, {"account": account.id, "surface": account.surface})


def person_by_name(session: Session, name: str) -> Person:
    """Return the one person called `name`: whole name, e-mail address, account, or an unmistakable part of it.

    Raises NoSuchPerson, SeveralPeople, or NobodyYet where the register is still empty.
    """
    wanted = as_compared(name).lstrip("@")
    if not wanted:
        raise NoSuchPerson(name=name)
    session.flush()
    people = session.connection().execute(_NAMES).all()
    if not people:
        raise NobodyYet(name=name)
    by_address = set(session.scalars(_BY_ADDRESS, {"address": wanted}))
    exact, within = [], []
    for number, called in people:
        compared = folded(called)
        if wanted in compared:
            within.append((number, called))
        if wanted == compared or number in by_address:
            exact.append((number, called))
    found = exact or within
    if not found:
        raise NoSuchPerson(name=name)
    if len(found) > 1:
        raise SeveralPeople(name=name, candidates=", ".join(called for _, called in found))
    return session.get_one(Person, found[0][0])


def people_like(session: Session, sought: str) -> list[int]:
    """Return the numbers of those whose name or e-mail address has what is `sought`, by name."""
    wanted = as_compared(sought)
    if not wanted:
        return list(session.scalars(_NUMBERS))
    people = session.execute(_NAMES.add_columns(Person.email))
    return [number for number, name, email in people if wanted in folded(name) or wanted in (email or "")]


_COORDINATORS = select(Person).where(Person.role == Role.COORDINATOR, Person.active).order_by(Person.name)


def coordinators(session: Session) -> Sequence[Person]:
    """Return the active coordinators by name."""
    return session.scalars(_COORDINATORS).all()


def people_with_accounts(session: Session, accounts: Iterable[Account]) -> Sequence[Person]:
    """Return the active people with these accounts, by name."""
    named = frozenset(accounts)
    wanted = select(Person).where(Person.account.in_(sorted({each.id for each in named})), Person.active)
    return [person for person in session.scalars(wanted.order_by(Person.name)) if person.address in named]


def of_person(person_id: int, standing_in: Iterable[int] = ()) -> ColumnElement[bool]:
    """Return the condition that an open item is this person's: as owner, as deputy, or by a team they are in.

    So are those of the people for whom this person is `standing_in`, by their numbers.
    """
    return _of_person(person_id, (person_id, *sorted(standing_in)))


def _of_person(
    person: int | BindParameter[int], owners: Sequence[int] | BindParameter[Sequence[int]]
) -> ColumnElement[bool]:
    # Three look-ups, each in its own index: a condition joined by "or" would be answered from none.
    teams = select(team_member.c.team_id).where(team_member.c.person_id == person)
    owned = select(_ITEM.id).where(_ITEM.is_open, _ITEM.owner_id.in_(owners))
    deputised = select(_ITEM.id).where(_ITEM.is_open, _ITEM.deputy_id == person)
    of_teams = select(_ITEM.id).where(_ITEM.is_open, _ITEM.team_id.in_(teams))
    return and_(_ITEM.is_open, _ITEM.id.in_(owned.union(deputised, of_teams)))


MINE = _of_person(bindparam("person"), bindparam("owners", expanding=True))
"""The condition `of_person` for statements that are built once, with the values that `mine` gives."""


def mine(person: Person) -> dict[str, Any]:
    """Return the values with which MINE is the condition that an open item is this person's."""
    return {"person": person.id, "owners": [person.id, *sorted(person.standing_in)]}


def ways_to_be_of(person_id: int, standing_in: Iterable[int] = ()) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under any of which an item is `of_person`, each read in its order from one index."""
    teams = select(team_member.c.team_id).where(team_member.c.person_id == person_id)
    return (
        *(of_owner(each) for each in (person_id, *sorted(standing_in))),
        and_(_ITEM.is_open, _ITEM.deputy_id == person_id),
        and_(_ITEM.is_open, _ITEM.team_id.in_(teams)),
    )


def of_team(team_id: int) -> ColumnElement[bool]:
    """Return the condition that a team works on an open item."""
    return and_(_ITEM.is_open, _ITEM.team_id == team_id)


def of_owner(person_id: int) -> ColumnElement[bool]:
    """Return the condition that an open item is owned by this person."""
    return and_(_ITEM.is_open, _ITEM.owner_id == person_id)


def overdue(today: date) -> ColumnElement[bool]:
    """Return the condition that an item of this force is past its deadline and not complete."""
    return and_(_COUNTED, _ITEM.status.in_(OUTSTANDING), _ITEM.deadline_on < today)


def past_original(today: date) -> ColumnElement[bool]:
    """Return the condition that an item of this force is past the day first set and not complete."""
    return and_(_COUNTED, _ITEM.status.in_(OUTSTANDING), _ITEM.original_deadline_on < today)


def due(after: date, until: date) -> ColumnElement[bool]:
    """Return the condition that an outstanding item of this force falls due from `after` up to `until`."""
    return and_(
        _COUNTED, _ITEM.status.in_(OUTSTANDING), _ITEM.deadline_on >= after, _ITEM.deadline_on <= until
    )


def red(today: date) -> ColumnElement[bool]:
    """Return the condition that an item of this force is red, by judgement or because it is overdue."""
    # Each half has its own index: a condition joined by "or" would be answered from neither.
    judged = select(_ITEM.id).where(_red_by_judgement_alone(today))
    late = select(_ITEM.id).where(overdue(today))
    return and_(_ITEM.is_open, _ITEM.id.in_(judged.union_all(late)))


def ways_to_be_red(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under any of which an item is `red`, each read in its order from one index."""
    judged = and_(_COUNTED, _ITEM.judged_rag == Rag.RED, _ITEM.status.in_(OUTSTANDING))
    # What is overdue presses since its deadline, or since a review before that. The deadline is compared in a form
    # by which no index is entered, since that index would have the whole list sorted.
    late = func.coalesce(_ITEM.deadline_on, date.max) < today
    return judged, and_(_COUNTED, _ITEM.status.in_(OUTSTANDING), late, _ITEM.pressing_on < today)


def unallocated() -> ColumnElement[bool]:
    """Return the condition that an open item of this force has no owner."""
    return and_(_COUNTED, _ITEM.owner_id.is_(None))


def waiting_for_hmicfrs() -> ColumnElement[bool]:
    """Return the condition that the force says complete and HMICFRS has not signed off."""
    return and_(_COUNTED, _ITEM.status == Status.FORCE_COMPLETE)


def watched() -> ColumnElement[bool]:
    """Return the condition that an open item is addressed to other bodies only."""
    return and_(_ITEM.is_open, _ITEM.for_force.is_(False))


def of_report(report_id: int) -> ColumnElement[bool]:
    """Return the condition that an item, open or ended, came from this report."""
    return _ITEM.report_id == report_id


def count_of(session: Session, condition: ColumnElement[bool]) -> int:
    """Count the items under `condition`."""
    return session.scalar(select(func.count()).select_from(_ITEM).where(condition)) or 0


def items_of(session: Session, condition: ColumnElement[bool]) -> Sequence[Recommendation]:
    """Return every item under `condition`, most pressing first."""
    return session.scalars(select(_ITEM).where(condition).order_by(_ITEM.pressing_on, _ITEM.id)).all()


def causes_of(session: Session, report_id: int) -> Sequence[Recommendation]:
    """Return the causes of concern of a report, open and ended, in the order in which they were entered."""
    causes = select(_ITEM).where(of_report(report_id), _ITEM.kind == ItemKind.CAUSE_OF_CONCERN)
    return session.scalars(causes.order_by(_ITEM.id)).all()


def items_by_ids(session: Session, ids: Iterable[int]) -> list[Recommendation]:
    """Return the items with these ids, most pressing first.

    They can be many: reports and people, which are few, are read once and put beside them.
    """
    alone = select(_ITEM).options(lazyload(_ITEM.report), lazyload(_ITEM.owner), lazyload(_ITEM.deputy))
    found = [
        item for part in batched(sorted(ids)) for item in session.scalars(alone.where(_ITEM.id.in_(part)))
    ]
    reports = {report.id: report for report in session.scalars(select(InspectionReport))} if found else {}
    people = {person.id: person for person in session.scalars(select(Person))} if found else {}
    for item in found:
        set_committed_value(item, "report", reports[item.report_id])
        set_committed_value(item, "owner", people[item.owner_id] if item.owner_id else None)
        set_committed_value(item, "deputy", people[item.deputy_id] if item.deputy_id else None)
    return sorted(found, key=lambda item: (item.pressing_on, item.id))


def items_by_references(session: Session, references: Iterable[str]) -> list[Recommendation]:
    """Return the items that these references name, in their order; a reference twice gives its item twice."""
    found = (find_item(session, reference) for reference in references)
    return [item for item in found if item is not None]


def tally(session: Session, today: date) -> Tally:
    """Return how many open items there are of what, without counting; `due` is within DUE_SOON of `today`."""
    return read_tally(session, today, today + DUE_SOON)


def _red_by_judgement_alone(today: date) -> ColumnElement[bool]:
    in_time = or_(_ITEM.deadline_on.is_(None), _ITEM.deadline_on >= today)
    return and_(_COUNTED, _ITEM.judged_rag == Rag.RED, _ITEM.status.in_(OUTSTANDING), in_time)


def nearest(word: str, known: Iterable[str], *, whole: bool = False) -> str | None:
    """Return the known word nearest to `word`, or None if none is near; as a `whole`, no part of one is enough."""
    found = process.extractOne(
        word.casefold(),
        list(known),
        scorer=fuzz.ratio if whole else fuzz.WRatio,
        score_cutoff=NEAR_ENOUGH,
        processor=str.casefold,
    )
    return found[0] if found else None


def slip_of(word: str, known: Iterable[str], most: int) -> str | None:
    """Return the known word of which `word` is a slip: at most so many letters are wrong, missing or swapped."""
    found = process.extractOne(
        word.casefold(), list(known), scorer=OSA.distance, score_cutoff=most, processor=str.casefold
    )
    return found[0] if found else None


def _nearest_reference(session: Session, reference: str) -> str | None:
    # Only open items are offered, and not more than a person's typing slip could mean: this answers a mistake
    # and must not grow with the register.
    rows = session.execute(
        select(_ITEM.register_number, InspectionReport.code, _ITEM.number)
        .join(InspectionReport)
        .where(_ITEM.is_open)
        .order_by(_ITEM.pressing_on, _ITEM.id)
        .limit(MOST_CANDIDATES)
    )
    known = [each for number, code, in_report in rows for each in (number, f"{code}-{in_report}") if each]
    return slip_of(reference, known, 1)
