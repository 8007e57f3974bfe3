"""The list of people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.enums import Role
from templates.messages import Message
from templates.parts import Heading, Lines, Parts, Table, Text
from templates.translator import Translator


@dataclass(frozen=True)
class PersonRow:
    """A person with their role and how they are reached; `active` is False once they have left.

    They are on leave up to `away_until`. Messages have not reached them since
    `unreachable_since`. `hands_over` while what they held has not all been given on.
    """

    name: str
    role: Role
    account: str | None
    email: str | None
    active: bool
    away_until: date | None = None
    unreachable_since: date | None = None
    hands_over: bool = False


@dataclass(frozen=True)
class People(Message):
    """Everybody the register knows."""

    people: tuple[PersonRow, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return a table of everybody, with who is away or cannot be reached; or that there is nobody yet."""
        say = translator.bare.say
        heading = Heading(say("people", "title"))
        if not self.people:
            return (heading, Text(translator.say("people", "nobody")))
        columns = tuple(say("people", name) for name in ("name", "role", "account", "email"))
        rows = tuple(
            tuple(
                say("people", f"{name}_cell", person=person) for name in ("name", "role", "account", "email")
            )
            for person in self.people
        )
        remarks = tuple(_remarks(self, translator))
        return (heading, Table(columns, rows), *((Lines(remarks),) if remarks else ()))


People.EXAMPLE = People(
    (
        PersonRow("Anna Clarke", Role.OWNER, "U0ANNA001", "anna.clarke@force.example", active=True),
        PersonRow("Dev Patel", Role.OWNER, None, None, active=False, hands_over=True),
    )
)


def _remarks(message: People, translator: Translator) -> Iterator[str]:
    for person in message.people:
        if person.away_until is not None:
            yield translator.say("people", "away", person=person)
        if person.unreachable_since is not None:
            yield translator.say("people", "unreached", person=person)
