"""What the local workspace answers when it refuses."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A refusal in Slack's own words, such as `channel_not_found`, given to the app over the Web API.

    `code` is the word that Slack uses; `details` are further fields of the answer.
    """

    def __init__(self, code: str, **details: Any) -> None:
        """Refuse with `code` and the further fields `details`."""
        super().__init__(code)
        self.code = code
        self.details = details

    def answer(self) -> Json:
        """Return the body of the answer, as Slack gives it."""
        return {"ok": False, "error": self.code, **self.details}


class NotPossible(Exception):  # noqa: N818 - it is read as a sentence, not handled as a fault
    """A refusal to a person at the page, as a sentence that says what to do."""


class Unanswered(Exception):  # noqa: N818 - the app has not answered; nothing here is at fault
    """The app did not take what it was sent; `reason` is Slack's word for why."""

    def __init__(self, reason: str, *, again: bool = True) -> None:
        """Say why, and whether it may be delivered again."""
        super().__init__(reason)
        self.reason = reason
        self.again = again
