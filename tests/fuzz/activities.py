"""Activities as Teams brings them, and the same with parts gone, exchanged or overgrown."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from bot.local.teams.activities import DOWNLOAD
from handlers.registry import BUTTONS, FORMS
from tests.bot.teams.connector import APP, OTHER_TENANT, TENANT
from tests.bot.teams.hearing import NAME, Json
from tests.fuzz.strange import ANY_JSON, ANY_TEXT

_PLACE = {"id": "19:abc@thread.tacv2;messageid=1", "conversationType": "channel", "tenantId": TENANT}
_FILE = {
    "contentType": DOWNLOAD,
    "name": "audit.csv",
    "content": {"downloadUrl": "https://force.sharepoint.com/audit", "uniqueId": "1", "fileType": "csv"},
}
_QUOTED = {"type": "quotedReply", "quotedReply": {"messageId": "1669883400000"}}
INVOKES = (
    "adaptiveCard/action",
    "task/fetch",
    "task/submit",
    "composeExtension/fetchTask",
    "composeExtension/submitAction",
    "fileConsent/invoke",
)
_VALUES: tuple[Json, ...] = (
    {"action": {"data": {"press": "undo", "value": "1", "state": "s"}}},
    {"action": {"data": {"press": "menus", "value": "", "was": {"home_filter:owner": "any"}}}},
    {"action": {"data": {"press": "submit_form", "submit": "record", "about": "update:10618", "form": "x"}}},
    {"data": {"press": "update", "value": "10618"}},
    {"data": {"submit": "record", "about": "update:10618", "text": "Done", "nonce": "n", "form": "x"}},
    {
        "type": "fileUpload",
        "action": "accept",
        "context": {"document": 1},
        "uploadInfo": {"uploadUrl": "https://a.b/c"},
    },
    {"type": "fileUpload", "action": "decline", "context": {"document": 1}},
    {"commandId": "add", "messagePayload": {"body": {"content": "<p>Review it.</p>"}, "linkToMessage": "x"}},
)
_KINDS: tuple[Json, ...] = (
    {"text": "10618 The backlog is 40."},
    {"text": "rec status 10618"},
    {"text": f"{NAME} status", "conversation": _PLACE},
    {"type": "messageUpdate", "channelData": {"eventType": "editMessage", "tenant": {"id": TENANT}}},
    {"type": "messageUpdate", "channelData": {"eventType": "undeleteMessage", "tenant": {"id": TENANT}}},
    {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
    {"text": "10618 The audit", "attachments": [_FILE], "entities": [_QUOTED]},
    {"text": "status", "conversation": _PLACE, "recipient": {"id": f"28:{APP}", "isTargeted": True}},
    {"type": "installationUpdate", "action": "add"},
    {"type": "installationUpdate", "action": "remove"},
    {"type": "conversationUpdate", "membersRemoved": [{"id": f"28:{APP}"}], "conversation": _PLACE},
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    *({"type": "invoke", "text": "", "name": name, "value": value} for value in _VALUES for name in INVOKES),
)
NAMES = st.one_of(st.sampled_from([*BUTTONS, *FORMS]), st.text(max_size=20))


def paths_in(value: Any, so_far: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the way to everything that an activity holds."""
    if not isinstance(value, dict):
        return [so_far]
    inner = [path for name, each in value.items() for path in paths_in(each, (*so_far, name))]
    return [so_far, *inner] if so_far else inner


@st.composite
def changed(draw: st.DrawFn, usual: Json) -> Json:
    """Return an activity, otherwise like the `usual` one, with parts gone, or with anything in their place."""
    kind = draw(st.sampled_from(_KINDS))
    whole: Json = {**deepcopy(usual), **deepcopy(kind)}
    for path in draw(st.lists(st.sampled_from(paths_in(whole)), max_size=3)):
        held: Any = whole
        for name in path[:-1]:
            held = held.get(name, {}) if isinstance(held, dict) else {}
        if isinstance(held, dict):
            held[path[-1]] = draw(st.one_of(ANY_JSON, NAMES))
    return whole


@st.composite
def foreign(draw: st.DrawFn, usual: Json) -> Json:
    """Return an activity of another organisation, or of which it is not said of which one it is, or of nobody."""
    whole: Json = {**deepcopy(usual), **deepcopy(draw(st.sampled_from(_KINDS)))}
    another = draw(st.sampled_from([OTHER_TENANT, "", None, 1, {"id": TENANT}, [TENANT], f"{TENANT} "]))
    match draw(st.integers(0, 2)):
        case 0:
            whole["from"] = {**whole["from"], "aadObjectId": draw(st.sampled_from(["", None, 7]))}
        case 1:
            whole["channelData"] = {**whole["channelData"], "tenant": {"id": OTHER_TENANT}}
        case _:
            whole["conversation"] = {**whole["conversation"], "tenantId": another}
            whole["channelData"] = {"tenant": {"id": another}}
    return whole


@st.composite
def malformed(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return what is no activity, or hardly one: bytes, broken JSON, JSON of anything, and deep nests."""
    return draw(
        st.one_of(
            st.binary(max_size=200),
            st.integers(0, len(whole) - 1).map(lambda at: whole[:at]),
            ANY_JSON.map(lambda value: json.dumps(value).encode()),
            st.integers(1, 20_000).map(lambda depth: b"[" * depth + b"]" * depth),
            ANY_TEXT.map(lambda text: whole.replace(b"status 10618", text.encode("utf-8", "replace"))),
        )
    )
