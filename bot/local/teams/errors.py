"""What the stand-in for Teams answers when it refuses."""

from typing import Any, Final

Json = dict[str, Any]

BLOCKED: Final = "MessageWritesBlocked"


class TeamsError(Exception):
    """A refusal in Microsoft's own words: an HTTP `status`, and a `code` such as `ConversationNotFound`."""

    def __init__(self, status: int, code: str) -> None:
        """Refuse so."""
        super().__init__(code)
        self.status, self.code = status, code

    def answer(self) -> Json:
        """Return the body of the answer.

        What comes from the chats behind the connector is JSON within JSON. Source: Microsoft, “Understand who
        blocked, muted, or uninstalled a bot”.
        """
        if self.code == BLOCKED:
            return {
                "errorCode": 209,
                "message": f'{{\r\n  "subCode": "{BLOCKED}",\r\n  "errorCode": null\r\n}}',
            }
        return {"error": {"code": self.code, "message": f"{self.code}: see the documentation."}}
