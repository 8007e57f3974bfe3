"""Items of anna's whose review is due, to be written about."""

from datetime import date

import pytest

from tests.factories import Register


@pytest.fixture
def one(register: Register) -> str:
    """Anna's only item, whose review is due on 5 December 2022."""
    return register.item("1a", register_number="10618", deputy="sofia", reviews_from=date(2022, 9, 5))


@pytest.fixture
def two(one: str, register: Register) -> tuple[str, str]:
    """Two items of anna's with the same review."""
    return one, register.item("1b", register_number="9962", reviews_from=date(2022, 9, 5))
