"""What can be said in a sentence or two: refusals, faults of ours, help, and short answers."""

from dataclasses import dataclass, field
from typing import ClassVar

from models.enums import Role


@dataclass(frozen=True)
class Refused:
    """What was asked cannot be done, and what would be right instead: nothing was changed.

    `template` is the refusal's sentence with `{fields}`; `field` names the form field it belongs to;
    `typed` is what the person had typed, given back so that nothing is lost.
    """

    template: str
    fields: dict[str, object] = field(default_factory=dict)
    field_name: str | None = None
    typed: str | None = None

    EXAMPLE: ClassVar["Refused"]


Refused.EXAMPLE = Refused(
    "I know no item {reference}. Did you mean {nearest}?",
    {"reference": "10681", "nearest": "10618"},
    typed="/rec evidence 10681 The audit of November",
)


@dataclass(frozen=True)
class Crashed:
    """Something broke; the reference finds it in the log."""

    reference: str
    typed: str | None = None

    EXAMPLE: ClassVar["Crashed"]


Crashed.EXAMPLE = Crashed("R-7F3A2C", typed="/rec status red")


@dataclass(frozen=True)
class Topic:
    """One command as the help names it."""

    word: str
    usage: tuple[str, ...]
    role: Role | None = None


@dataclass(frozen=True)
class Help:
    """Every command in one line each; or, when `about` is set, that one at length."""

    topics: tuple[Topic, ...]
    about: str | None = None

    EXAMPLE: ClassVar["Help"]


Help.EXAMPLE = Help(
    (
        Topic("status", ("/rec status [reference | @person | report code | overdue | due | red | words]",)),
        Topic("evidence", ("/rec evidence REF text",), Role.OWNER),
    )
)


@dataclass(frozen=True)
class Acknowledged:
    """A short answer in one sentence, named by `what`; `facts` fill its words."""

    what: str
    facts: dict[str, str] = field(default_factory=dict)

    EXAMPLE: ClassVar["Acknowledged"]


Acknowledged.EXAMPLE = Acknowledged("digest_posted", {"channel": "C0JAC0001"})
