"""The bodies of commands and interactions, in Slack's shape."""

from bot.local.people import APP_ID, TEAM_DOMAIN, TEAM_ID
from bot.local.slack.errors import Json

_TOKEN = "local"  # noqa: S105 - Slack's long deprecated verification token


def _interaction(kind: str, person: Json) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {
            "id": person["id"],
            "username": person["name"],
            "name": person["name"],
            "team_id": person.get("team") or TEAM_ID,
        },
        "api_app_id": APP_ID,
        "token": _TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _name(channel: Json) -> str:
    return "directmessage" if channel["kind"] == "im" else str(channel["name"])


def command(person: Json, channel: Json, word: str, text: str, response_url: str, trigger_id: str) -> Json:
    """Return the fields of a slash command."""
    return {
        "token": _TOKEN,
        "team_id": person.get("team") or TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel["id"],
        "channel_name": _name(channel),
        "user_id": person["id"],
        "user_name": person["name"],
        "command": word,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def on_grid(payload: Json, enterprise: str | None, *, is_enterprise_install: bool) -> Json:
    """Return a command or an interaction as it comes where the workspace belongs to an organisation."""
    if enterprise is None:
        return payload
    if "command" in payload:
        named = {"enterprise_id": enterprise, "enterprise_name": "Organisation"}
        return payload | named | {"is_enterprise_install": str(is_enterprise_install).lower()}
    told: Json = {"enterprise": {"id": enterprise, "name": "Organisation"}}
    team: Json = {"team": None} if is_enterprise_install else {}
    return payload | told | team | {"is_enterprise_install": is_enterprise_install}


def message_click(
    person: Json,
    channel: Json,
    message: Json,
    action: Json,
    *,
    state: Json,
    response_url: str,
    trigger_id: str,
) -> Json:
    """Return the payload of an action in a message; Slack leaves out what an ephemeral message says."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel["id"],
        "is_ephemeral": bool(message.get("is_ephemeral")),
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    payload = {
        **_interaction("block_actions", person),
        "container": container,
        "trigger_id": trigger_id,
        "channel": {"id": channel["id"], "name": _name(channel)},
        "state": state,
        "response_url": response_url,
        "actions": [action],
    }
    return payload if message.get("is_ephemeral") else {**payload, "message": message}


def view_click(person: Json, view: Json, action: Json, trigger_id: str) -> Json:
    """Return the payload of an action in a modal or on the Home tab."""
    return {
        **_interaction("block_actions", person),
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id,
        "view": view,
        "actions": [action],
    }


def view_submission(person: Json, view: Json, trigger_id: str) -> Json:
    """Return the payload of a submitted modal."""
    return {
        **_interaction("view_submission", person),
        "trigger_id": trigger_id,
        "view": view,
        "response_urls": [],
    }


def view_closed(person: Json, view: Json, *, is_cleared: bool) -> Json:
    """Return the payload of a modal that was closed without being submitted."""
    return {**_interaction("view_closed", person), "view": view, "is_cleared": is_cleared}


def global_shortcut(person: Json, callback_id: str, trigger_id: str, stamp: str) -> Json:
    """Return the payload of a shortcut that was called from anywhere."""
    payload = {**_interaction("shortcut", person), "callback_id": callback_id, "trigger_id": trigger_id}
    return {**payload, "action_ts": stamp}


def message_shortcut(
    person: Json,
    channel: Json,
    message: Json,
    callback_id: str,
    *,
    response_url: str,
    trigger_id: str,
    stamp: str,
) -> Json:
    """Return the payload of a shortcut that was called on a message."""
    return {
        **_interaction("message_action", person),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "action_ts": stamp,
        "message_ts": message["ts"],
        "channel": {"id": channel["id"], "name": _name(channel)},
        "message": message,
    }
