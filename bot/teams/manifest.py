"""The Teams app's package, as an administrator uploads it: its manifest and two icons in a ZIP file.

Source: Microsoft, “App manifest schema for Teams”. The icons are of the sizes that it asks for: 192 pixels in
colour, 32 pixels in white on nothing.
"""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from bot.product import COLOUR, NAME, PURPOSE
from handlers.registry import SHORTCUTS

SCHEMA_VERSION: Final = "1.29"
"""The first in which an app can be given commands after a slash, whose answer is seen by one member alone."""

COMMANDS: Final[tuple[tuple[str, str], ...]] = (
    ("home", "Your items and your next reminders"),
    ("status 10618", "One item in short, or a list: overdue, due, red"),
    ("show 10618", "One item in full"),
    ("summary", "The committee's summary"),
    ("changes", "Changes since the last meeting"),
    ("help", "What you can do"),
)
"""What Teams offers to whoever begins to write: words and what they bring. In a channel nobody has a page."""

CHANNEL_PERMISSIONS: Final = ("ChannelMessage.Read.Group",)
"""What the owner of a team grants by adding the app; what it is for stands in docs/connecting-to-teams.md."""

_ICONS: Final = Path(__file__).parent / "icons"
_LONGEST_DEVELOPER: Final = 32


def package(app: str, website: str, made_at: datetime, force: str = NAME) -> bytes:
    """Return the ZIP file for the registration with the id `app`, a GUID, made at an aware instant.

    Teams shows `force` as who stands behind the app, and links to its `website`, an https address, for support,
    privacy and terms.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(manifest(app, website, made_at, force), indent=2))
        for icon in ("color.png", "outline.png"):
            packed.writestr(icon, (_ICONS / icon).read_bytes())
    return held.getvalue()


def manifest(app: str, website: str, made_at: datetime, force: str = NAME) -> dict[str, Any]:
    """Return the manifest in that file. Made again for the same app, it is the same app.

    Its version is the minute in UTC: Teams takes the place of an app only with a higher one.
    """
    minute = made_at.astimezone(UTC)
    shown = [{"title": words, "description": brings} for words, brings in COMMANDS]
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA_VERSION,
        "version": f"1.{minute:%Y%m%d}.{minute.hour * 60 + minute.minute}",
        "id": str(uuid5(NAMESPACE_URL, f"{NAME.casefold()}:{app}")),
        "developer": {
            "name": force[:_LONGEST_DEVELOPER],
            "websiteUrl": website,
            "privacyUrl": website,
            "termsOfUseUrl": website,
        },
        "name": {"short": NAME, "full": f"{NAME}: HMICFRS recommendations"},
        "description": {
            "short": PURPOSE,
            "full": "Tracks HMICFRS recommendations: owners, three-monthly reviews, deadlines, evidence and the "
            "committee's summary. It reads messages in channels only to find its own, and keeps none of them.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": COLOUR,
        "bots": [_bot(app, shown)],
        "composeExtensions": [_message_extension(app)],
        "permissions": ["identity", "messageTeamMembers"],
        "webApplicationInfo": {"id": app, "resource": f"api://botid-{app}"},
        "authorization": {
            "permissions": {
                "resourceSpecific": [{"name": name, "type": "Application"} for name in CHANNEL_PERMISSIONS]
            }
        },
    }


def _bot(app: str, shown: list[dict[str, str]]) -> dict[str, Any]:
    shared = ["team", "groupChat"]
    return {
        "botId": app,
        "scopes": ["personal", *shared],
        "supportsFiles": True,
        "supportsTargetedMessages": True,
        "commandLists": [
            {"scopes": ["personal"], "triggers": ["mention"], "commands": shown},
            {"scopes": shared, "triggers": ["mention", "slash"], "commands": shown[1:]},
        ],
    }


def _message_extension(app: str) -> dict[str, Any]:
    """Return what is offered in the menu of a message."""
    return {
        "botId": app,
        "commands": [
            {
                "id": name,
                "type": "action",
                "title": shortcut.label,
                "description": shortcut.does,
                "context": ["message"],
                "fetchTask": True,
            }
            for name, shortcut in SHORTCUTS.items()
        ],
    }
