"""What the app is told of: events in Slack's shape, as far as the installation subscribes to them."""

from bot.local.directory import Directory
from bot.local.ground import Ground
from bot.local.people import APP_ID, BOT_USER_ID, TEAM_ID
from bot.local.slack.dispatch import Dispatch
from bot.local.slack.errors import Json

SCOPE_FOR_EVENT = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}

_MESSAGE_EVENT = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Events:
    """Wraps what happens in an envelope and hands it to the dispatch."""

    def __init__(self, ground: Ground, directory: Directory, dispatch: Dispatch) -> None:
        """Tell the app by way of `dispatch`."""
        self._ground = ground
        self._directory = directory
        self._dispatch = dispatch

    def tell(self, name: str, event: Json, conversation: Json | None = None) -> None:
        """Send `event` if the app subscribes to `name`, may see it, and is in the conversation."""
        installation = self._ground.installation
        scope = SCOPE_FOR_EVENT[name]
        if name not in installation.events or (scope is not None and scope not in installation.scopes):
            return
        if conversation is not None and BOT_USER_ID not in conversation["members"]:
            return
        enterprise, whole = installation.enterprise, installation.is_enterprise_install
        self._dispatch.enqueue(
            {
                "token": "local",
                "team_id": TEAM_ID,
                "context_team_id": TEAM_ID,
                "context_enterprise_id": enterprise,
                "api_app_id": APP_ID,
                "event": event,
                "type": "event_callback",
                "event_id": self._ground.new_id("Ev0"),
                "event_time": self._ground.seconds(),
                "authorizations": [
                    {
                        "enterprise_id": enterprise,
                        "team_id": None if whole else TEAM_ID,
                        "user_id": BOT_USER_ID,
                        "is_bot": True,
                        "is_enterprise_install": whole,
                    },
                ],
                "is_ext_shared_channel": False,
            },
        )

    def message(self, conversation: Json, event: Json) -> None:
        """Tell of something about a message; `event` lacks the conversation, which is added here."""
        kind = self._directory.channel_type(conversation)
        whole = {"type": "message", **event, "channel": conversation["id"], "channel_type": kind}
        self.tell(_MESSAGE_EVENT[kind], whole, conversation)

    def mention(self, conversation: Json, message: Json) -> None:
        """Tell of a message that names the app, in a channel; direct messages name it anyway."""
        if f"<@{BOT_USER_ID}>" not in message["text"] or conversation["kind"] == "im":
            return
        event = {**message, "type": "app_mention", "channel": conversation["id"], "event_ts": message["ts"]}
        self.tell("app_mention", event, conversation)
