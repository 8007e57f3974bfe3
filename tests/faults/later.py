"""What is still to go wrong in a run, in real time."""

import asyncio
from collections.abc import Callable


class Later:
    """Does things later, unless they are brought forward."""

    def __init__(self) -> None:
        """Begin with nothing to come."""
        self._to_come: dict[asyncio.TimerHandle, Callable[[], object]] = {}

    def do(self, seconds: float, what: Callable[[], object]) -> None:
        """Do something in so many real seconds."""

        def happens() -> None:
            del self._to_come[handle]
            what()

        handle = asyncio.get_running_loop().call_later(seconds, happens)
        self._to_come[handle] = what

    def bring_forward(self) -> None:
        """Do now what was to be done later: nothing is to come after this."""
        while self._to_come:
            handle, what = self._to_come.popitem()
            handle.cancel()
            what()
