"""The Slack app's manifest: what it may do, with the least scopes that do it."""

from typing import Any

from bot.product import COLOUR, NAME, PURPOSE
from handlers.registry import SHORTCUTS
from templates.slack.markup import IN_SLACK

SCOPES = (
    "commands",
    "chat:write",
    "im:write",
    "im:history",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "files:read",
    "files:write",
    "users:read",
)
"""What each is for stands in docs/connecting-to-slack.md, and a test says so."""

EVENTS = ("message.im", "app_home_opened", "user_change")
COMMAND = IN_SLACK.prefix
DESCRIPTION = "HMICFRS recommendations: your list, status, evidence"
USAGE = "[status | show | evidence | summary | why | help]"


def manifest(request_url: str | None = None) -> dict[str, Any]:
    """Return the manifest for Slack's “Create an app from a manifest”.

    Without `request_url` the app uses Socket Mode; with it, HTTP at that address (it ends in /slack/events).
    Source: Slack, "App manifest reference".
    """
    socket_mode = request_url is None
    address = {} if socket_mode else {"request_url": request_url}
    shortcuts = [
        {"name": each.label, "type": "message", "callback_id": name, "description": each.does}
        for name, each in SHORTCUTS.items()
    ]
    command = {"command": COMMAND, "description": DESCRIPTION, "usage_hint": USAGE, "should_escape": True}
    return {
        "display_information": {
            "name": NAME,
            "description": PURPOSE,
            "background_color": COLOUR,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command | ({} if socket_mode else {"url": request_url})],
            "shortcuts": shortcuts,
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **address},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }
