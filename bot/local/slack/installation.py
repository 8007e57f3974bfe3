"""How the app is installed on the local workspace: its tokens and what its manifest allows."""

from dataclasses import dataclass, field
from typing import Literal

from bot.slack import manifest
from handlers.registry import SHORTCUTS

BOT_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "users:read",
        "users:read.email",
    },
)

EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "reaction_added",
        "reaction_removed",
        "team_join",
        "user_change",
    },
)


@dataclass(frozen=True)
class InstalledCommand:
    """A slash command; `command` begins with the slash.

    With `should_escape`, people and channels in the text arrive as `<@U…|name>` and `<#C…|name>`.
    """

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A shortcut, either on a message or from anywhere (global)."""

    callback_id: str
    name: str
    type: Literal["message", "global"]


@dataclass(frozen=True)
class Installation:
    """The app's secrets and what its manifest asks for.

    `request_url` is the one address to which everything is sent over signed HTTP; None means Socket Mode.
    `enterprise` is the organisation on Enterprise Grid that the workspace belongs to, for all of which the app
    `is_enterprise_install`.
    """

    bot_token: str = "xoxb-local"  # noqa: S105 - opens nothing but this machine's own workspace
    app_token: str = "xapp-local"  # noqa: S105 - the same
    signing_secret: str = "local"  # noqa: S105 - the same
    scopes: frozenset[str] = BOT_SCOPES
    commands: tuple[InstalledCommand, ...] = ()
    events: frozenset[str] = EVENTS
    shortcuts: tuple[Shortcut, ...] = field(default=())
    request_url: str | None = None
    enterprise: str | None = None
    is_enterprise_install: bool = False


def as_the_manifest_asks(
    *,
    bot_token: str = Installation.bot_token,
    app_token: str = Installation.app_token,
    request_url: str | None = None,
) -> Installation:
    """Return the installation that Reckoner's own manifest asks for."""
    return Installation(
        bot_token=bot_token,
        app_token=app_token,
        scopes=frozenset(manifest.SCOPES),
        commands=(InstalledCommand(manifest.COMMAND, manifest.DESCRIPTION, manifest.USAGE),),
        events=frozenset(manifest.EVENTS),
        shortcuts=tuple(Shortcut(name, each.label, "message") for name, each in SHORTCUTS.items()),
        request_url=request_url,
    )
