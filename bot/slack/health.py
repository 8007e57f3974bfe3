"""How the connection to Slack is, for whoever runs Reckoner."""

from collections.abc import Callable

from bot.operations.platforms import Connection
from bot.slack.socket_mode import SILENT
from models.enums import Surface


class SlackHealth:
    """Slack as it is connected.

    `ping_age` gives the seconds since its last ping, or None over HTTP; `refusals` what Slack refuses to the app or
    its token.
    """

    def __init__(
        self, ping_age: Callable[[], float | None], refusals: Callable[[], tuple[str, ...]] = tuple
    ) -> None:
        """Ask both whenever the health of the connection is asked for."""
        self._ping_age, self._refusals = ping_age, refusals

    def connection(self) -> Connection:
        """Return how long ago Slack was heard, and whether that is too long, or Slack refuses something."""
        age = self._ping_age()
        checks = (
            ("slack_silent", age is not None and age > SILENT),
            ("slack_refuses", bool(self._refusals())),
        )
        return Connection(Surface.SLACK, age, tuple(problem for problem, is_there in checks if is_there))
