"""A person as messages name them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Who:
    """A person as a message names them: `account` is the person's id on the surface, if there is one."""

    name: str
    account: str | None = None

    EXAMPLE: ClassVar["Who"]


Who.EXAMPLE = Who("Anna Clarke", "U0ANNA001")
