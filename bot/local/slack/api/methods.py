"""Slack's Web API, as far as the local workspace has it: one table of methods."""

from bot.local.people import APP_ID, APP_NAME, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.local.slack.api import chat, conversations, files, views
from bot.local.slack.api.call import Call, Method
from bot.local.slack.errors import Json, SlackError
from bot.local.workspace import Workspace

_READ = ("channels:read", "groups:read", "im:read")
_HISTORY = ("channels:history", "groups:history", "im:history")


def _api_test(call: Call) -> Json:
    return {"args": {key: value for key, value in call.arguments.items() if key != "token"}}


def _auth_test(call: Call) -> Json:
    installation = call.workspace.installation
    told: Json = {
        "url": f"{call.workspace.ground.address}/",
        "team": TEAM_NAME,
        "user": "reckoner",
        "team_id": installation.enterprise if installation.is_enterprise_install else TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "app_name": APP_NAME,
        "is_enterprise_install": installation.is_enterprise_install,
    }
    return told | ({"enterprise_id": installation.enterprise} if installation.enterprise else {})


def _connections_open(call: Call) -> Json:
    link = call.workspace.socket_link()
    if link is None:
        raise SlackError("socket_mode_not_enabled")
    return {"url": link}


METHODS: dict[str, Method] = {
    "api.test": Method(_api_test, opened_by="anybody"),
    "apps.connections.open": Method(_connections_open, opened_by="app"),
    "auth.test": Method(_auth_test),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(conversations.history, _HISTORY),
    "conversations.info": Method(conversations.info, _READ),
    "conversations.join": Method(conversations.join, ("channels:join",)),
    "conversations.list": Method(conversations.list_conversations, _READ),
    "conversations.members": Method(conversations.members, _READ),
    "conversations.open": Method(conversations.open_direct, ("im:write",)),
    "conversations.replies": Method(conversations.replies, _HISTORY),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",)),
    "files.info": Method(files.info, ("files:read",)),
    "reactions.add": Method(chat.add_reaction, ("reactions:write",)),
    "reactions.get": Method(chat.get_reactions, ("reactions:read",)),
    "reactions.remove": Method(chat.remove_reaction, ("reactions:write",)),
    "team.info": Method(conversations.team_info, ("team:read",)),
    "users.conversations": Method(conversations.users_conversations, _READ),
    "users.info": Method(conversations.user_info, ("users:read",)),
    "users.list": Method(conversations.list_users, ("users:read",)),
    "users.lookupByEmail": Method(conversations.lookup_by_email, ("users:read.email",)),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish_view),
    "views.push": Method(views.push_view),
    "views.update": Method(views.update_view),
}


def answer(workspace: Workspace, name: str, token: str | None, arguments: Json) -> Json:
    """Return the answer to a call of the method `name`. Raises SlackError, in Slack's order of checks."""
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    _check_token(workspace, method, token)
    call = Call(workspace, arguments)
    call.need(*method.scopes)
    with workspace.ground.store.together():
        return {"ok": True, **method.answer(call)}


def _check_token(workspace: Workspace, method: Method, token: str | None) -> None:
    if method.opened_by == "anybody":
        return
    if not token:
        raise SlackError("not_authed")
    installation = workspace.installation
    if token not in (installation.bot_token, installation.app_token):
        raise SlackError("invalid_auth")
    wanted = installation.app_token if method.opened_by == "app" else installation.bot_token
    if token != wanted:
        raise SlackError("not_allowed_token_type")
