"""What came in from a surface, before it is known who said it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from handlers.request import ForwardedMessage, IncomingFile, NewUser, Place, quoted
from models.address import Account
from templates.messages.answers import Crashed

WhoIs = Callable[[Account], Awaitable[NewUser | None]]
"""Asks a surface who has an account; None if it does not say."""

_NO_LETTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class IncomingRequest:
    """What came in from a surface: `account` is who said it there.

    `source` identifies the utterance, `event` its delivery, and `version` is greater for a later wording.
    `forwarded` is what others wrote and was passed on with it. `mentioned` are the ids of the accounts that the
    words name. `outside` is set for people of other organisations. `typed` is a command as it was written there,
    with what stands before it. `newcomers` is filled with those about whom the surface has been asked meanwhile.
    What is said back to what was heard `among_others` may stand there, where its author alone sees it.
    """

    account: Account
    words: str
    place: Place
    source: str
    event: str | None = None
    version: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[IncomingFile, ...] = ()
    forwarded: tuple[ForwardedMessage, ...] = ()
    permalink: str | None = None
    mentioned: frozenset[str] = frozenset()
    outside: bool = False
    among_others: bool = False
    typed: str | None = None
    newcomers: dict[Account, NewUser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep of what was written what every database can keep, with what was forwarded quoted beneath."""
        quotes = (quoted(each) for each in self.forwarded)
        whole = "\n".join(each for each in (self.words, *quotes) if each)
        object.__setattr__(self, "words", keepable(whole))
        object.__setattr__(self, "forwarded", ())
        object.__setattr__(self, "fields", {name: keepable(each) for name, each in self.fields.items()})
        object.__setattr__(
            self, "files", tuple(replace(each, name=keepable(each.name)) for each in self.files)
        )


def keepable(text: str) -> str:
    """Return `text` with a mark in the place of what is no letter: NUL, and halves of a pair of surrogates.

    Neither PostgreSQL keeps the one nor any database the other, and a reply must not be lost for it.
    """
    return _NO_LETTER.sub("\ufffd", text)


async def nobody(_account: Account) -> None:
    """Stand for a surface that knows nobody."""


class RetryDelivery(Exception):  # noqa: N818 - it reads as what happened
    """What was heard could not be taken in, and is to be delivered again; `crashed` is what is said of it.

    It `is_told` if that is in the outbox, under `key`. Where nothing at all can be written, the surface has to say
    it itself, under the same key: whoever says it second finds what the first has said, and is silent.
    What broke is not held: that can quote what was written, and the surface's framework logs what is raised.
    """

    def __init__(self, crashed: Crashed, key: str, *, is_told: bool) -> None:
        """Carry what is said of it."""
        super().__init__(crashed.reference)
        self.crashed, self.key, self.is_told = crashed, key, is_told
