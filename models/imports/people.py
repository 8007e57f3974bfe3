"""The people whom a file names as owners and deputies."""

import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Role
from models.people.person import Person
from models.register.same_name import as_compared, as_written

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")


class NamedPeople:
    """Finds people by name or e-mail address, and adds those whom the register does not know."""

    def __init__(self, session: Session) -> None:
        """Look up in `session`; `added` are the names of those who were added."""
        everybody = session.scalars(select(Person)).all()
        self.added: list[str] = []
        self._session = session
        self._by_name = {as_compared(person.name): person for person in everybody}
        self._by_email = {person.email: person for person in everybody if person.email}

    def named(self, name: str | None, present: Person | None = None) -> Person | None:
        """Return the person called `name`, who may own items from now on; None for no name.

        Whom an e-mail address names, and nobody has, is called by it until they are heard from, and known by it.
        Who is `present` in that place already, and is so called, stays there: two people can have one name.
        """
        if name is None:
            return None
        if present is not None and as_compared(name) in (as_compared(present.name), present.email):
            return present
        known = self._by_name.get(as_compared(name)) or self._by_email.get(as_compared(name))
        if known is None:
            written = as_written(name)
            known = Person(
                name=written, email=written if _EMAIL.fullmatch(written) else None, role=Role.OWNER
            )
            self._session.add(known)
            self._by_name[as_compared(name)] = known
            self.added.append(name)
        elif known.role is Role.READER:
            known.role = Role.OWNER
        return known
