"""What a person asks, as plain facts: no surface is known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.address import Account, Conversation, MessageRef
from models.enums import Surface
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.policy import Policy
from templates.long_text import whole

SEVERAL = "\n"
"""What stands between several choices of one field."""


@dataclass(frozen=True)
class Place:
    """Where something was said: in a conversation, perhaps in the thread that began with message `thread`.

    `message` is what was said or, for a button, the message that holds it. A form, and one's own page, stand in no
    conversation.
    """

    conversation: Conversation | None = None
    thread: MessageRef | None = None
    message: MessageRef | None = None

    @property
    def is_direct(self) -> bool:
        """Whether nobody else sees what is said there."""
        return self.conversation is None or self.conversation.is_direct


@dataclass(frozen=True)
class IncomingFile:
    """A file that came with a message, not fetched yet.

    Where its address `is_passing`, it holds for a while only, and opens the file to whoever has it.
    """

    external: str
    address: str
    name: str
    media_type: str
    size: int
    is_passing: bool = False


@dataclass(frozen=True)
class ForwardedMessage:
    """What another wrote elsewhere and was passed on: its `author`, as the surface names them."""

    author: str
    words: str


def quoted(forwarded: ForwardedMessage) -> str:
    """Return what was forwarded as lines that are marked as another's words; empty where it has none."""
    if not forwarded.words.strip():
        return ""
    said = f"{forwarded.author}: {forwarded.words}" if forwarded.author else forwarded.words
    return "\n".join(f"> {line}".rstrip() for line in said.splitlines())


@dataclass(frozen=True)
class NewUser:
    """Somebody of the surface whom the register does not know.

    `outside` says that it is a guest, an app, or somebody of another organisation. `email` is empty where the
    surface does not tell it.
    """

    account: Account
    name: str
    outside: bool
    email: str = ""


@dataclass(frozen=True)
class Request:
    """What `who` asks on a `surface`, at the aware instant `at`.

    `words` is what was typed, or the value a button carries; `fields` holds what was filled into a form.
    `source` identifies the utterance, so that none is taken twice; it `is_reply` if it is a message to us, and not
    a command, a button or a form. `mentioned` are the ids of accounts that the words name. `newcomers` are those
    whom the surface was asked about, by their accounts. Where it is known that `at` cannot be right, what stays so
    for good is not done.
    """

    who: Person
    words: str
    place: Place
    source: str
    at: datetime
    policy: Policy
    surface: Surface
    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[IncomingFile, ...] = ()
    permalink: str | None = None
    is_reply: bool = False
    mentioned: frozenset[str] = frozenset()
    newcomers: Mapping[Account, NewUser] = field(default_factory=dict)
    is_time_right: bool = True

    def account(self, chosen: str) -> Account:
        """Return the account with the id that was named or `chosen`, which is of the surface that was asked on."""
        return Account(self.surface, chosen)

    def account_id_of(self, person: Person) -> str | None:
        """Return the id of `person`'s account on the surface that was asked on, or None."""
        return person.account if person.surface is self.surface else None

    def filled(self, name: str) -> str:
        """Return what was filled into the field `name`, without blanks around it; empty if nothing was."""
        return self.fields.get(name, "").strip()

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return every choice that was made in the field `name`."""
        return tuple(each for each in self.fields.get(name, "").split(SEVERAL) if each)

    def written(self, name: str) -> str:
        """Return the long text that was written in the field `name` and those that continue it."""
        return whole(name, self.fields)

    @property
    def today(self) -> date:
        """The force's local date."""
        return self.policy.today(self.at)

    @property
    def act(self) -> AuditContext:
        """What this person does now, effective today."""
        return self.policy.act(self.who, self.at)
