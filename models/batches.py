"""Many values in parts: databases take only so many in one condition."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

Each = TypeVar("Each")

MOST_AT_ONCE: Final = 10_000
"""Values in one condition."""


def batched(values: Iterable[Each], at_once: int = MOST_AT_ONCE) -> Iterator[list[Each]]:
    """Yield `values` in their order, in lists of so many, of which the last can be shorter."""
    left = iter(values)
    while part := list(islice(left, at_once)):
        yield part
