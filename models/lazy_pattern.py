"""Regular expressions that are compiled when they are first used.

What people may write takes hundreds of long expressions: compiling them all took half of the time of a start, and
most of what is started never reads a reply.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

_patterns: list["LazyPattern"] = []


class LazyPattern:
    """A regular expression, compiled when it is first used. Its methods are those of `re.Pattern`."""

    def __init__(self, expression: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Hold the expression; whether it is one is only found when it is used."""
        self.pattern = expression
        self._flags = flags
        _patterns.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression as `re` has compiled it. Raises re.error if it is none."""
        return re.compile(self.pattern, self._flags)

    def match(self, text: str) -> re.Match[str] | None:
        """Return how `text` begins with it, or None."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return how the whole of `text` is one, or None."""
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return where it first stands in `text`, or None."""
        return self.compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return every place where it stands in `text`, from left to right."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[Any]:
        """Return what stands in `text` at every place, as `re.findall` does."""
        return self.compiled.findall(text)

    def sub(self, instead: str, text: str) -> str:
        """Return `text` with `instead` wherever it stands there."""
        return self.compiled.sub(instead, text)


def compile_all() -> None:
    """Compile every expression now, so that nobody waits for it later."""
    for each in _patterns:
        each.compiled  # noqa: B018 - it is kept once it was asked for.
