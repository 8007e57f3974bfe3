"""How much is tried: little in what decides whether work lands, as much as is asked for elsewhere."""

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings

MANY = int(os.environ.get("RECKONER_FUZZ_EXAMPLES", "0"))
"""How many examples each test tries; 0 stands for as many as it says itself."""

_Test = TypeVar("_Test", bound=Callable[..., object])


def tries(usually: int, *, shrinks: bool = False) -> Callable[[_Test], _Test]:
    """Have a test try `usually` examples, or as many as RECKONER_FUZZ_EXAMPLES says.

    One register goes through all of them, as a real one does: an example can be made smaller (`shrinks`) by trying
    again only where each leaves the register as it was. How long one takes says nothing: the machine may be busy.
    """
    phases = (Phase.explicit, Phase.generate, *([Phase.shrink] if shrinks else []))
    return settings(
        max_examples=MANY or usually,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
