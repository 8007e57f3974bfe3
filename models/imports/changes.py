"""What an import changed, in words of the register's fields."""

from datetime import date

from models.imports.rows import written
from models.people.person import Person, Team
from models.register.fields import label_of
from models.register.recommendation import Recommendation

_LONGEST_SAID = 60


def change(what: str, was: object, to: object) -> str:
    """Return a change of the field `what` as people read it: `owner: Anna Clarke (was Dev Patel)`."""
    return f"{label_of(what)}: {_said(to)} (was {_said(was)})"


def _said(value: object) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, date):
        return written(value)
    if isinstance(value, Person | Team):
        return value.name
    if isinstance(value, Recommendation):
        return value.reference
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    text = str(value)
    return f"“{text[:_LONGEST_SAID]}…”" if len(text) > _LONGEST_SAID else text
