"""The Slack app's manifest: exactly the scopes and events that the product uses."""

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

import bot
from bot.slack.manifest import COMMAND, DESCRIPTION, EVENTS, SCOPES, USAGE, manifest

ADDRESS = "https://reckoner.force.example/slack/events"
BOT = Path(bot.__file__).parent

NEEDS: dict[str, set[str]] = {
    "api_call": set(),
    "auth_test": set(),
    "apps_connections_open": set(),
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "conversations_open": {"im:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"im:history", "channels:history", "groups:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_replies": {"im:history", "channels:history", "groups:history"},
    "views_open": set(),
    "views_publish": set(),
    "views_update": set(),
    "views_push": set(),
    "files_getUploadURLExternal": {"files:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_info": {"files:read"},
}
"""What each method of the Web API that the product calls asks for, by Slack's reference of methods. Histories are
read of direct conversations and of the committee's channel, which can be public or private. Connections are opened
with the token of the app, which has a permission of its own."""

EVENTS_NEED: dict[str, set[str]] = {
    "message.im": {"im:history"},
    "app_home_opened": set(),
    "user_change": {"users:read"},
}
NOT_BY_METHODS = {"commands", "files:read"}
"""Slash commands, and files fetched from the address that a message gives."""


def methods_called() -> set[str]:
    """Return the methods of Slack's client that are called anywhere in bot/ but in the local workspace."""
    known = {
        name for name, _ in inspect.getmembers(AsyncWebClient, inspect.isfunction) if "_" in name.strip("_")
    }
    called = set()
    for path in BOT.rglob("*.py"):
        if path.is_relative_to(BOT / "local"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in known:
                called.add(node.attr)
    return {name for name in called if not name.startswith("_")}


def bot_scopes(made: dict[str, Any]) -> set[str]:
    scopes = made["oauth_config"]["scopes"]
    assert list(scopes) == ["bot"]
    return set(scopes["bot"])


def test_the_scopes_are_exactly_those_needed() -> None:
    """Every scope is needed by a method that is called, an event, a command or a file; and none is missing."""
    called = methods_called()
    assert called <= set(NEEDS), f"say which scopes these need: {called - set(NEEDS)}"
    needed = NOT_BY_METHODS.union(
        *(NEEDS[name] for name in called), *(EVENTS_NEED[event] for event in EVENTS)
    )
    assert bot_scopes(manifest()) == needed
    assert len(SCOPES) == len(set(SCOPES))


def test_no_scope_lets_the_bot_do_what_nobody_expects() -> None:
    """The bot joins no channel, reads no directory of addresses, and posts only where it was invited."""
    assert not bot_scopes(manifest()) & {
        "chat:write.public",
        "channels:join",
        "users:read.email",
        "im:read",
        "mpim:history",
        "admin",
    }


@pytest.mark.parametrize("request_url", [None, ADDRESS])
def test_the_command_is_escaped(request_url: str | None) -> None:
    """People and channels named in a command come with their ids, so that `@anna` is a person and no word."""
    (command,) = manifest(request_url)["features"]["slash_commands"]
    assert command["should_escape"] is True
    assert (command["command"], command["description"], command["usage_hint"]) == (
        COMMAND,
        DESCRIPTION,
        USAGE,
    )
    assert COMMAND == "/rec"


def test_socket_mode_names_no_address() -> None:
    """Without an address Socket Mode is on, and no address stands anywhere."""
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(made)


def test_http_mode_names_one_address_everywhere() -> None:
    """With an address Socket Mode is off, and commands, events and buttons all go there."""
    made = manifest(ADDRESS)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["features"]["slash_commands"][0]["url"] == ADDRESS
    assert made["settings"]["event_subscriptions"]["request_url"] == ADDRESS
    assert made["settings"]["interactivity"]["request_url"] == ADDRESS


def test_both_modes_are_the_same_app() -> None:
    """But for the addresses, both manifests are equal in scopes, events, Home tab and messages."""
    socket, http = manifest(), manifest(ADDRESS)
    assert bot_scopes(socket) == bot_scopes(http)
    for made in (socket, http):
        assert made["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
        assert made["settings"]["interactivity"]["is_enabled"] is True
        assert made["settings"]["token_rotation_enabled"] is False
        assert made["features"]["app_home"] == {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        }


def test_the_manifest_is_within_slacks_limits() -> None:
    """Names and descriptions are no longer than Slack takes: 35, 140, 80, and 2,000 characters."""
    made = manifest(ADDRESS)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    assert len(DESCRIPTION) <= 2000
    assert len(USAGE) <= 1000
