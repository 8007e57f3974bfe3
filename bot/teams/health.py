"""How the connection to Teams is, for whoever runs Reckoner."""

from collections.abc import Callable

from bot.operations.platforms import Connection
from models.enums import Surface


class TeamsHealth:
    """Teams as it is connected. `refusals` gives what it refuses to the app or its secret."""

    def __init__(self, refusals: Callable[[], tuple[str, ...]] = tuple) -> None:
        """Ask whenever the health of the connection is asked for."""
        self._refusals = refusals

    def connection(self) -> Connection:
        """Return whether Teams refuses something. It calls only when there is something: silence is no fault."""
        problems = ("teams_refuses",) if self._refusals() else ()
        return Connection(Surface.TEAMS, None, problems)
