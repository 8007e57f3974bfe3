"""What the conversations about the committee begin with."""

from datetime import date

import pytest

from tests.factories import Register
from tests.handlers.beginning import VETTING
from tests.handlers.publishing import DECEMBER, SEPTEMBER


@pytest.fixture
def meetings(register: Register) -> Register:
    """A register with a meeting behind, one ahead, an item open since spring and one added since."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    register.item("1", added_on=date(2022, 5, 2))
    register.item("33", report="VETTING", added_on=date(2022, 11, 2))
    return register


@pytest.fixture
def vetting(register: Register) -> Register:
    """A register with the report VETTING and nothing else."""
    register.report("VETTING", "Vetting, misconduct and misogyny", VETTING)
    return register
