"""Everything that Slack sends, whole, and then with parts dropped, exchanged and overgrown."""

import copy
import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from bot.local.people import APP_ID, TEAM_ID
from handlers import registry
from tests.factories import ACCOUNTS
from tests.fuzz.strange import ANY_JSON, NUMBER, REFERENCES, STRANGE, WORDS

Json = dict[str, Any]
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
DIRECT = "D0ANNA001"
TS = "1669883400.000100"
ACCOUNT = st.sampled_from((*ACCOUNTS.values(), "U0NOBODY1", "", "\x00"))
CARRIED = st.one_of(NUMBER, WORDS, st.sampled_from(REFERENCES), ANY_JSON.map(json.dumps))
_INTERACTION = {
    "team": {"id": TEAM_ID, "domain": "force"},
    "api_app_id": APP_ID,
    "token": "local",
    "enterprise": None,
    "is_enterprise_install": False,
    "trigger_id": "1.2.3",
    "response_url": "",
}


def _person(account: str) -> Json:
    return {"id": account, "username": "somebody", "name": "somebody", "team_id": TEAM_ID}


def _event(event: Json) -> Json:
    return {
        "token": "local",
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event_id": "Ev0FUZZED",
        "event_time": 1669883400,
        "event": event,
        "authorizations": [{"team_id": TEAM_ID, "user_id": "U0RECKONR", "is_bot": True}],
    }


def _said(account: str, words: str, **more: Any) -> Json:
    said = {"type": "message", "channel": DIRECT, "channel_type": "im", "user": account, "text": words}
    return {**said, "ts": TS, "event_ts": TS, "team": TEAM_ID, **more}


_FILE = {"id": "F0FUZZED", "name": "audit.pdf", "mimetype": "application/pdf", "size": 7}
_ADDRESS = {"url_private_download": "https://files.slack.example/audit.pdf"}


_TOMB = {
    "type": "message",
    "subtype": "tombstone",
    "user": "USLACKBOT",
    "text": "This message was deleted.",
} | {
    "ts": TS,
    "hidden": True,
}
_EXTERNAL = {"id": "F0FUZZEX", "name": "plan", "mode": "external", "is_external": True, "size": 0} | {
    "url_private": "https://docs.example/plan",
    "external_type": "gdrive",
}
_UNSEEN = {"id": "F0FUZZUN", "mode": "file_access", "file_access": "check_file_info"}


def _share(words: str) -> Json:
    """Return a forwarded message."""
    shared = {
        "is_share": True,
        "is_msg_unfurl": True,
        "author_id": "U0DEV0001",
        "author_name": words,
        "ts": TS,
    }
    return {**shared, "text": words, "files": [_FILE | _ADDRESS], "message_blocks": []}


def _section(words: str) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}


def _events(account: str, words: str) -> tuple[Json, ...]:
    said = _said(account, words)
    closed = {"id": account, "deleted": True, "team_id": TEAM_ID, "profile": {"real_name": words}}
    return tuple(
        _event(each)
        for each in (
            said,
            _said(account, words, thread_ts="1669883399.000100"),
            _said(account, words, subtype="file_share", files=[_FILE | _ADDRESS]),
            {**said, "subtype": "message_changed", "message": {**said, "edited": {"ts": TS, "user": account}},
             "previous_message": {**said, "text": "before"}},
            {**said, "subtype": "message_deleted", "deleted_ts": TS, "previous_message": said},
            {"type": "message", "subtype": "message_deleted", "channel": DIRECT, "deleted_ts": TS, "ts": TS},
            {**said, "subtype": "message_deleted", "deleted_ts": TS, "previous_message": _TOMB},
            {**said, "subtype": "message_changed", "message": _TOMB, "previous_message": said},
            _said(account, "", attachments=[_share(words)]),
            _said(account, words, attachments=[_share(words)]),
            _said(account, "", blocks=[{"type": "rich_text", "elements": [_section(words)]}]),
            _said(account, words, subtype="me_message", channel_type=None),
            _said(account, words, subtype="file_share", files=[_EXTERNAL, _UNSEEN, _FILE | {"mode": "tombstone"}]),
            {"type": "app_home_opened", "user": account, "channel": DIRECT, "tab": "home", "event_ts": TS},
            {"type": "user_change", "user": closed, "event_ts": TS},
            {"type": "file_shared", "file_id": "F0FUZZED", "user_id": account, "event_ts": TS},
            {"type": "user_change", "user": {"id": account, "is_restricted": True}, "event_ts": TS},
            {"type": "team_join", "user": closed, "event_ts": TS},
            {"type": "something_new", "event_ts": TS},
        )
    )  # fmt: skip


def _command(account: str, words: str) -> Json:
    return {
        "token": "local",
        "team_id": TEAM_ID,
        "team_domain": "force",
        "channel_id": DIRECT,
        "channel_name": "directmessage",
        "user_id": account,
        "user_name": "somebody",
        "command": "/rec",
        "text": words,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": "",
        "trigger_id": "1.2.3",
    }


def _action(account: str, action: str, carried: str, *, within: str) -> Json:
    pressed = {"type": "button", "action_id": action, "block_id": "b1", "value": carried, "action_ts": TS}
    payload = {**_INTERACTION, "type": "block_actions", "user": _person(account), "actions": [pressed]}
    if within == "message":
        container = {"type": "message", "message_ts": TS, "channel_id": DIRECT, "is_ephemeral": False}
        return {**payload, "container": container, "channel": {"id": DIRECT, "name": "directmessage"}}
    return {
        **payload,
        "container": {"type": "view", "view_id": "V1"},
        "view": _view("record", carried, {}, within),
    }


def _view(callback: str, about: str, filled: dict[str, str], kind: str = "modal") -> Json:
    values = {name: {name: {"type": "plain_text_input", "value": each}} for name, each in filled.items()}
    inputs = [{"type": "input", "block_id": name} for name in filled]
    view = {"id": "V1", "type": kind, "callback_id": callback, "private_metadata": about}
    return {**view, "blocks": inputs, "state": {"values": values}, "team_id": TEAM_ID}


def _submission(kind: str, account: str, callback: str, about: str, filled: dict[str, str]) -> Json:
    view = _view(callback, about, filled)
    return {**_INTERACTION, "type": kind, "user": _person(account), "view": view, "is_cleared": False}


def _shortcut(kind: str, account: str, callback: str, words: str) -> Json:
    payload = {
        **_INTERACTION,
        "type": kind,
        "user": _person(account),
        "callback_id": callback,
        "action_ts": TS,
    }
    message = {"type": "message", "user": account, "text": words, "ts": TS}
    return {
        **payload,
        "message_ts": TS,
        "channel": {"id": DIRECT, "name": "directmessage"},
        "message": message,
    }


FIELDS = (
    "text",
    "reason",
    "on",
    "to",
    "until",
    "owner",
    "kind",
    "code",
    "title",
    "published",
    "rag",
    "outcome",
)
COMMANDS = st.builds(
    lambda account, word, words: ("command", _command(account, f"{word} {words}")),
    ACCOUNT, st.sampled_from([*registry.COMMANDS]), WORDS,
)  # fmt: skip
PRESSES = st.builds(
    lambda account, action, carried, within: ("form", _action(account, action, carried, within=within)),
    ACCOUNT, st.sampled_from([*registry.BUTTONS, "gone", ""]), CARRIED,
    st.sampled_from(("message", "modal", "home")),
)  # fmt: skip
SUBMISSIONS = st.builds(
    lambda kind, account, form, about, filled: ("form", _submission(kind, account, form, about, filled)),
    st.sampled_from(("view_submission", "view_submission", "view_closed")), ACCOUNT,
    st.sampled_from([*registry.FORMS, "gone"]), CARRIED,
    st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=6),
)  # fmt: skip
SHORTCUTS = st.builds(
    lambda kind, account, name, words: ("form", _shortcut(kind, account, name, words)),
    st.sampled_from(("message_action", "message_action", "shortcut")), ACCOUNT,
    st.sampled_from([*registry.SHORTCUTS, "gone"]), WORDS,
)  # fmt: skip
EVENTS = st.builds(_events, ACCOUNT, WORDS).flatmap(st.sampled_from).map(lambda event: ("json", event))
LIMITED = st.just(
    ("json", {"type": "app_rate_limited", "team_id": TEAM_ID, "minute_rate_limited": 1669883400})
)
WHOLE = st.one_of(COMMANDS, PRESSES, SUBMISSIONS, SHORTCUTS, EVENTS, LIMITED)


def _paths(payload: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where every part of a payload stands, but for the address at which people are answered."""
    if isinstance(payload, dict):
        parts = [(key, part) for key, part in payload.items() if key != "response_url"]
    else:
        parts = list(enumerate(payload)) if isinstance(payload, list) else []
    return [found for key, part in parts for found in ((*path, key), *_paths(part, (*path, key)))]


def changed(payload: Json, path: tuple[Any, ...], to: Any, *, drop: bool) -> Json:
    """Return a payload in which the part at `path` is another one, or is gone."""
    copied = copy.deepcopy(payload)
    at: Any = copied
    for key in path[:-1]:
        at = at[key]
    if drop and isinstance(at, dict):
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return copied


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, Json]:
    """Draw a payload of which up to three parts are gone, exchanged or overgrown."""
    way, payload = draw(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(_paths(payload)))
        to = draw(st.one_of(ANY_JSON, st.sampled_from(STRANGE)))
        payload = changed(payload, path, to, drop=draw(st.booleans()))
    return way, payload


def sent(way: str, payload: Json, answered_at: str) -> tuple[str, bytes]:
    """Return the content type and the body in which Slack sends this; people are answered at that address."""
    if "response_url" in payload:
        payload = {**payload, "response_url": answered_at}
    if way == "json":
        return JSON, json.dumps(payload).encode()
    fields = {"payload": json.dumps(payload)} if way == "form" else payload
    plain = {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
    return FORM, urlencode(plain, errors="replace").encode()
