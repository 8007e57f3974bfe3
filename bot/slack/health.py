"""How the connection to Slack is, for whoever runs Reckoner."""

from collections.abc import Callable

from bot.operations.platforms import Connection
from bot.slack.socket_mode import SILENT
from models.enums import Surface


class SlackHealth:
    """Slack as it is connected. `ping_age` gives the seconds since its last ping, or None over HTTP."""

    def __init__(self, ping_age: Callable[[], float | None]) -> None:
        """Ask `ping_age` whenever the health of the connection is asked for."""
        self._ping_age = ping_age

    def connection(self) -> Connection:
        """Return how long ago Slack was heard, and whether that is too long."""
        age = self._ping_age()
        is_silent = age is not None and age > SILENT
        return Connection(Surface.SLACK, age, ("slack_silent",) if is_silent else ())
