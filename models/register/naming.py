"""Records that people call by a name: each name is there once, whatever its case, and a slip is answered."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.imports.cells import LONGEST_NAME
from models.inspections.inspection import DataReturn, Inspection, PeelCycle
from models.queries.items import nearest
from models.refusals.inspections import NameTaken, NameUnfit, NoSuchName, NoSuchNameButNear
from models.register.same_name import as_compared, as_written

Named = TypeVar("Named", Inspection, DataReturn, PeelCycle)

WHAT: dict[type[Inspection | DataReturn | PeelCycle], tuple[str, str]] = {
    Inspection: ("inspection", "inspection list"),
    DataReturn: ("data return", "data-return list"),
    PeelCycle: ("PEEL cycle", "peel list"),
}
"""What each is called, and the command that lists them."""


def called(session: Session, kind: type[Named], name: str) -> Named:
    """Return the one record of `kind` called `name`, in any case. Raises NoSuchName or NoSuchNameButNear."""
    everything = {as_compared(each.name): each for each in session.scalars(select(kind))}
    found = everything.get(as_compared(name))
    if found is not None:
        return found
    what, command = WHAT[kind]
    near = nearest(as_compared(name), everything)
    if near is not None:
        raise NoSuchNameButNear(what=what, name=name, nearest=everything[near].name)
    raise NoSuchName(what=what, name=name, command=command)


def free_name(session: Session, kind: type[Named], name: str) -> str:
    """Return `name` on one line, if it can be given to a new record. Raises NameUnfit or NameTaken."""
    name = as_written(name)
    what, _ = WHAT[kind]
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameUnfit(what=what, longest=LONGEST_NAME)
    for known in session.scalars(select(kind.name)):
        if as_compared(known) == as_compared(name):
            raise NameTaken(what=what, name=known)
    return name
