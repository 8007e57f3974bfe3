"""The methods `conversations.*`, `users.*` and `team.info`."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.local.people import BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from bot.local.slack.api.call import Call
from bot.local.slack.errors import Json, SlackError

_MOST_MESSAGES = 999
_READ_SCOPE = {"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read"}
_TYPE = {"channel": "public_channel", "group": "private_channel", "im": "im"}


def open_direct(call: Call) -> Json:
    """Answer `conversations.open`, with one person."""
    directory = call.workspace.directory
    channel = call.optional("channel")
    if channel is not None:
        conversation = directory.conversation(channel)
    else:
        users = call.text("users", missing="users_list_not_supplied").split(",")
        if len(users) != 1:
            raise SlackError("not_enough_users" if not users else "mpim_not_supported")
        if users[0] not in directory.people:
            raise SlackError("user_not_found")
        if directory.people[users[0]]["deleted"]:
            raise SlackError("user_disabled")
        conversation = directory.direct(BOT_USER_ID, users[0])
    if call.flag("return_im"):
        return {"channel": directory.channel_object(conversation)}
    return {"channel": {"id": conversation["id"]}}


def _listed(call: Call, conversations: list[Json]) -> Json:
    directory = call.workspace.directory
    types = (call.optional("types") or "public_channel").split(",")
    for one in types:
        if one in _READ_SCOPE:
            call.need(_READ_SCOPE[one])
    seen = [
        directory.channel_object(conversation)
        for conversation in conversations
        if _TYPE[directory.channel_type(conversation)] in types
        and (BOT_USER_ID in conversation["members"] or directory.channel_type(conversation) == "channel")
    ]
    page, following = call.page(seen)
    return {"channels": page, **following}


def list_conversations(call: Call) -> Json:
    """Answer `conversations.list`."""
    return _listed(call, list(call.workspace.directory.conversations.values()))


def users_conversations(call: Call) -> Json:
    """Answer `users.conversations`."""
    user = call.optional("user") or BOT_USER_ID
    if user not in call.workspace.directory.people:
        raise SlackError("user_not_found")
    return _listed(call, call.workspace.directory.visible_to(user))


def info(call: Call) -> Json:
    """Answer `conversations.info`."""
    return {"channel": call.workspace.directory.channel_object(call.conversation("read"))}


def members(call: Call) -> Json:
    """Answer `conversations.members`."""
    page, following = call.page(call.conversation("read")["members"])
    return {"members": page, **following}


def join(call: Call) -> Json:
    """Answer `conversations.join`."""
    directory = call.workspace.directory
    conversation = directory.conversation(call.text("channel", missing="channel_not_found"))
    if conversation["kind"] != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if conversation["is_private"] and BOT_USER_ID not in conversation["members"]:
        raise SlackError("channel_not_found")
    if directory.join(conversation["id"], BOT_USER_ID):
        call.workspace.tell_of_joining(conversation["id"], BOT_USER_ID)
    return {"channel": directory.channel_object(directory.conversation(conversation["id"]))}


def history(call: Call) -> Json:
    """Answer `conversations.history`: newest first."""
    conversation = call.conversation("history")
    records = _within(call, call.workspace.messages.in_channel(conversation["id"]))[::-1]
    return {**_messages(call, records, newest_first=True), "pin_count": 0}


def replies(call: Call) -> Json:
    """Answer `conversations.replies`: the parent, then the replies, oldest first."""
    channel = call.conversation("history")["id"]
    messages = call.workspace.messages
    try:
        parent = messages.find(channel, call.text("ts", missing="thread_not_found"))
        if "thread_ts" in parent:
            parent = messages.find(channel, parent["thread_ts"])
    except SlackError:
        raise SlackError("thread_not_found") from None
    records = [parent, *_within(call, messages.replies_to(channel, parent["ts"]))]
    return _messages(call, records, newest_first=False)


def _within(call: Call, records: list[Json]) -> list[Json]:
    """Return the records between `oldest` and `latest`."""
    oldest, latest = call.optional("oldest") or "0", call.optional("latest")
    try:
        start, end = float(oldest), float(latest) if latest else float("inf")
    except ValueError:
        raise SlackError("invalid_ts_latest") from None
    if call.flag("inclusive"):
        return [record for record in records if start <= float(record["ts"]) <= end]
    return [record for record in records if start < float(record["ts"]) < end]


def _messages(call: Call, records: list[Json], *, newest_first: bool) -> Json:
    """Return a page of messages; the cursor names a message, so that new ones do not shift the pages."""
    limit = call.number("limit", 100)
    if not 0 < limit <= _MOST_MESSAGES:
        raise SlackError("invalid_limit")
    cursor = call.optional("cursor")
    if cursor is not None:
        try:
            place = float(urlsafe_b64decode(cursor).decode().removeprefix("next_ts:"))
        except ValueError:
            raise SlackError("invalid_cursor") from None
        sign = 1 if newest_first else -1
        records = [record for record in records if (place - float(record["ts"])) * sign >= 0]
    page, rest = records[:limit], records[limit:]
    with_metadata = call.flag("include_all_metadata")
    drawn = [call.workspace.messages.draw(record, with_metadata=with_metadata) for record in page]
    answer: Json = {"messages": drawn, "has_more": bool(rest)}
    if rest:
        following = urlsafe_b64encode(f"next_ts:{rest[0]['ts']}".encode()).decode()
        answer["response_metadata"] = {"next_cursor": following}
    return answer


def list_users(call: Call) -> Json:
    """Answer `users.list`."""
    page, following = call.page(list(call.workspace.directory.people))
    return {
        "members": [_user(call, user) for user in page],
        "cache_ts": call.workspace.ground.seconds(),
        **following,
    }


def user_info(call: Call) -> Json:
    """Answer `users.info`."""
    return {"user": _user(call, call.text("user", missing="user_not_found"))}


def lookup_by_email(call: Call) -> Json:
    """Answer `users.lookupByEmail`, which finds active people only."""
    wanted = call.text("email", missing="users_not_found").casefold()
    for user, person in call.workspace.directory.people.items():
        if person["email"].casefold() == wanted and not person["deleted"]:
            return {"user": _user(call, user)}
    raise SlackError("users_not_found")


def _user(call: Call, user: str) -> Json:
    with_email = "users:read.email" in call.workspace.installation.scopes
    return call.workspace.directory.user(user, with_email=with_email)


def team_info(_call: Call) -> Json:
    """Answer `team.info`."""
    team = {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "email_domain": "force.example"}
    return {"team": team}
