"""The list of people, and the form in which one is added or changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from models.enums import Role
from templates.filters import LABELS
from templates.messages import FormMessage, Message
from templates.parts import (
    Buttons,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Part,
    Parts,
    PersonInput,
    SelectInput,
    Table,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form, leaf


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
    number: int = 0


@dataclass(frozen=True)
class People(Message):
    """Everybody the register knows.

    Whoever `may_change` them sees a page from the `first` of `total` on, of those whose names have what was
    `sought`; `next_page` and `previous_page` are what the buttons carry.
    """

    people: tuple[PersonRow, ...]
    may_change: bool = False
    sought: str = ""
    total: int = 0
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return a table of everybody, with who is away or cannot be reached; or that there is nobody yet."""
        say = translator.bare.say
        heading = Heading(say("people", "title"))
        if self.may_change:
            return (heading, *_to_change(self, translator))
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


def _to_change(message: People, translator: Translator) -> Iterator[Part]:
    """Yield each person with a button that changes them, and what can be done besides."""
    lines = tuple(
        ItemLine(
            translator.say("people", "line", person=person),
            buttons=(button("change_person", str(person.number)),),
        )
        for person in message.people
    )
    if lines:
        last = message.first + len(lines) - 1
        yield Items(lines, more="people")
        yield Note(translator.say("people", "footer", people=message, last=last))
    else:
        yield Text(translator.say("people", "nobody_yet"))
    turns = (("people:previous", message.previous_page), ("people:next", message.next_page))
    add = button("change_person", "new", label=translator.bare.say("people", "add"))
    choose = (button("choose_accounts", "people"),) if any(map(_lacks, message.people)) else ()
    yield Buttons((add, *choose, *(leaf(action, value) for action, value in turns if value is not None)))


def _lacks(person: PersonRow) -> bool:
    """Whether an account is to be chosen for somebody."""
    return person.active and (person.account is None or person.unreachable_since is not None)


@dataclass(frozen=True)
class PersonForm(FormMessage):
    """The form in which somebody is added, or the person with this `number` is changed or let go."""

    number: int | None = None
    name: str = ""
    account: str | None = None
    email: str = ""
    role: Role = Role.OWNER
    hours: str = ""
    zone: str = ""
    active: bool = True
    given_name: str = ""

    def layout(self, translator: Translator) -> Parts:
        """Return the form: who it is, what they may do, and how they are reached."""
        say = partial(translator.bare.say, "person_form")
        is_new = self.number is None
        roles = tuple((role.value, LABELS["roles"][role]) for role in Role)
        name = TextInput(
            "name", say("name"), hint=say("hint_name"), given=self.given_name, optional=True, multiline=False
        )
        return (
            form(
                "person",
                "new" if is_new else str(self.number),
                "person_form",
                translator,
                title="title" if is_new else "title_change",
            ),
            *(() if is_new else (Text(translator.say("person_form", "who", form=self)),)),
            PersonInput(
                "account", say("account"), hint=say("hint_account"), given=self.account, optional=True
            ),
            *((name,) if is_new else ()),
            SelectInput("role", say("role"), roles, given=self.role.value),
            TextInput("email", say("email"), given=self.email, optional=True, multiline=False),
            *(() if is_new else _kept(self, translator)),
        )


PersonForm.EXAMPLE = PersonForm(
    4, "Anna Clarke", "U0ANNA001", "anna.clarke@force.example", Role.OWNER, "09:00-17:00", "Europe/London"
)


@dataclass(frozen=True)
class AccountsForm(FormMessage):
    """The form in which the accounts of several `people` are chosen, of `total` whom no message reaches."""

    people: tuple[PersonRow, ...]
    total: int

    def layout(self, translator: Translator) -> Parts:
        """Return the form: a field for each person."""
        return (
            form("accounts", ",".join(str(each.number) for each in self.people), "accounts_form", translator),
            Text(translator.say("accounts_form", "body", form=self)),
            *(
                PersonInput(
                    f"account_{each.number}",
                    translator.bare.say("accounts_form", "person", person=each),
                    given=each.account,
                    optional=True,
                )
                for each in self.people
            ),
        )


AccountsForm.EXAMPLE = AccountsForm(
    (
        PersonRow("Anna Clarke", Role.OWNER, None, None, active=True, number=4),
        PersonRow("Dev Patel", Role.OWNER, None, None, active=True, number=5),
    ),
    12,
)


def _kept(message: PersonForm, translator: Translator) -> Parts:
    """Return the fields that only somebody who is there already has."""
    say = partial(translator.bare.say, "person_form")
    here = (("here", say("here_yes")), ("left", say("here_left")))
    return (
        TextInput("hours", say("hours"), given=message.hours, optional=True, multiline=False),
        TextInput("zone", say("zone"), given=message.zone, optional=True, multiline=False),
        SelectInput("here", say("here"), here, given="here" if message.active else "left"),
    )


def _remarks(message: People, translator: Translator) -> Iterator[str]:
    for person in message.people:
        if person.away_until is not None:
            yield translator.say("people", "away", person=person)
        if person.unreachable_since is not None:
            yield translator.say("people", "unreached", person=person)
