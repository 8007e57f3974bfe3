"""The people whom a file names as owners and deputies."""

import re
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.batches import batched
from models.enums import Role
from models.people.person import Person
from models.register.same_name import as_compared, as_written, folded

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")


class NamedPeople:
    """Finds people by name or e-mail address, and adds those whom the register does not know."""

    def __init__(self, session: Session) -> None:
        """Look up in `session`; `added` are the names of those who were added."""
        self.added: list[str] = []
        self._session = session
        self._by_name: dict[str, Person] = {}
        self._by_email: dict[str, Person] = {}

    def look_up(self, names: Iterable[str]) -> None:
        """Read those of these names or e-mail addresses: no others are found from then on."""
        wanted = {as_compared(name) for name in names}
        # Databases do not agree on the case of letters.
        everybody = self._session.execute(select(Person.id, Person.name, Person.email))
        ids = [key for key, name, email in everybody if folded(name) in wanted or email in wanted]
        found = [
            person
            for part in batched(ids)
            for person in self._session.scalars(select(Person).where(Person.id.in_(part)))
        ]
        self._by_name = {folded(person.name): person for person in found}
        self._by_email = {person.email: person for person in found if person.email}

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
