"""Who and what there is in the local workspace: people, channels and direct messages."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from bot.local.ground import Ground
from bot.local.people import BOT, BOT_ID, BOT_USER_ID, TEAM_ID, Channel, Kind, Member
from bot.local.slack.errors import Json, NotPossible, SlackError


class Directory:
    """People and conversations, found by id, by handle (`anna`, `@anna`) or by name (`#general`)."""

    def __init__(self, ground: Ground, members: Iterable[Member], channels: Iterable[Channel]) -> None:
        """Load what the store has; a new store is given `members` and `channels`."""
        self._ground = ground
        self.people = ground.store.load("member")
        self.conversations = ground.store.load("conversation")
        if not self.people:
            with ground.store.together():
                for member in (*members, BOT):
                    self._keep_person({**asdict(member), "deleted": False, "updated": ground.seconds()})
                for channel in channels:
                    self._keep({**asdict(channel), "kind": "channel", "members": list(channel.members)})

    def add(self, member: Member) -> Json:
        """Take in a new member and return the user as Slack describes it."""
        self._keep_person({**asdict(member), "deleted": False, "updated": self._ground.seconds()})
        return self.user(member.id)

    def set_closed(self, user_id: str, *, closed: bool) -> None:
        """Close a person's account, or open it again; what they wrote stays."""
        person = self.people[user_id]
        self._keep_person({**person, "deleted": closed, "updated": self._ground.seconds()})

    def set_kind(self, user_id: str, kind: Kind) -> None:
        """Make a member a guest, or a guest a member."""
        self._keep_person({**self.people[user_id], "kind": kind, "updated": self._ground.seconds()})

    def person_id(self, who: str) -> str:
        """Return the id of the person meant by an id, a handle or a full name.

        Raises NotPossible if there is none.
        """
        if who in self.people:
            return who
        plain = who.removeprefix("@").casefold()
        for user_id, person in self.people.items():
            if plain in (person["name"].casefold(), person["real_name"].casefold()):
                return user_id
        raise NotPossible(f"Nobody called {who!r} is in this workspace.")

    def user(self, user_id: str, *, with_email: bool = True) -> Json:
        """Return a user object as Slack gives it. Raises SlackError `user_not_found`."""
        person = self.people.get(user_id)
        if person is None:
            raise SlackError("user_not_found")
        first, _, last = person["real_name"].partition(" ")
        offset = self._ground.clock.now().astimezone(ZoneInfo(person["tz"])).utcoffset()
        profile = {
            "title": person["title"],
            "phone": "",
            "real_name": person["real_name"],
            "real_name_normalized": person["real_name"],
            "display_name": person["name"],
            "display_name_normalized": person["name"],
            "first_name": first,
            "last_name": last,
            "team": TEAM_ID,
        }
        if with_email and person["email"]:
            profile["email"] = person["email"]
        if person["kind"] == "bot":
            profile["bot_id"] = BOT_ID
        described: Json = {
            "id": user_id,
            "team_id": person.get("team") or TEAM_ID,
            "name": person["name"],
            "deleted": person["deleted"],
            "real_name": person["real_name"],
            "tz": person["tz"],
            "tz_label": person["tz"],
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "profile": profile,
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": person["kind"] == "guest",
            "is_ultra_restricted": False,
            "is_bot": person["kind"] == "bot",
            "is_app_user": False,
            "is_email_confirmed": person["kind"] != "bot",
            "updated": person["updated"],
        }
        ours = self._ground.installation.enterprise
        enterprise = person.get("enterprise") or ours
        if enterprise:
            theirs = {"id": user_id, "enterprise_id": enterprise, "enterprise_name": "Organisation"}
            is_ours = enterprise == ours
            described["enterprise_user"] = theirs | {"teams": [TEAM_ID] if is_ours else []}
            described["is_stranger"] = not is_ours
        return described

    def conversation(self, channel_id: str) -> Json:
        """Return the record of a conversation. Raises SlackError `channel_not_found`."""
        found = self.conversations.get(channel_id)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def conversation_for(self, user_id: str, where: str) -> Json:
        """Return the conversation that a person means by an id, `#name`, or somebody's handle.

        Raises NotPossible if there is none that they can see.
        """
        found = self.conversations.get(where)
        if found is None:
            name = where.removeprefix("#")
            found = next((c for c in self.conversations.values() if c.get("name") == name), None)
        if found is None and not where.startswith("#"):
            found = self.direct(user_id, self.person_id(where))
        if found is None or (user_id not in found["members"] and not self.may_join(user_id, found)):
            raise NotPossible(f"There is no conversation {where!r} that you can see.")
        return found

    def may_join(self, user_id: str, conversation: Json) -> bool:
        """Whether a person could join: members may join public channels, guests may not."""
        public = conversation["kind"] == "channel" and not conversation["is_private"]
        return public and self.people[user_id]["kind"] != "guest"

    def direct(self, one: str, other: str) -> Json:
        """Return the direct messages between two people, opened if need be.

        Those with the app have an id made of the person's: `U0ANNA001` has `D0ANNA001`.
        """
        pair = {one, other}
        for conversation in self.conversations.values():
            if conversation["kind"] == "im" and set(conversation["members"]) == pair:
                return conversation
        person = next((user for user in pair if user != BOT_USER_ID), one)
        new_id = "D" + person[1:] if BOT_USER_ID in pair else self._ground.new_id("D1", 8)
        record = {"id": new_id, "kind": "im", "name": "", "topic": "", "is_private": True}
        return self._keep({**record, "members": sorted(pair)})

    def partner(self, conversation: Json, user_id: str) -> str:
        """Return the id of the other person in direct messages."""
        return next((member for member in conversation["members"] if member != user_id), user_id)

    def join(self, channel_id: str, user_id: str) -> bool:
        """Make somebody a member of a channel; return whether they were not one already."""
        conversation = self.conversation(channel_id)
        if user_id in conversation["members"]:
            return False
        self._keep({**conversation, "members": [*conversation["members"], user_id]})
        return True

    def leave(self, channel_id: str, user_id: str) -> None:
        """End somebody's membership of a channel."""
        conversation = self.conversation(channel_id)
        members = [member for member in conversation["members"] if member != user_id]
        self._keep({**conversation, "members": members})

    def visible_to(self, user_id: str) -> list[Json]:
        """Return the conversations of which somebody is a member."""
        return [c for c in self.conversations.values() if user_id in c["members"]]

    def channel_type(self, conversation: Json) -> str:
        """Return Slack's word for the kind of conversation: `channel`, `group` or `im`."""
        if conversation["kind"] == "im":
            return "im"
        return "group" if conversation["is_private"] else "channel"

    def channel_object(self, conversation: Json, viewer: str = BOT_USER_ID) -> Json:
        """Return a conversation as Slack describes it to `viewer`."""
        kind = self.channel_type(conversation)
        described: dict[str, Any] = {
            "id": conversation["id"],
            "created": 1_640_995_200,
            "is_im": kind == "im",
            "is_mpim": False,
            "is_channel": kind == "channel",
            "is_group": kind == "group",
            "is_private": conversation["is_private"],
            "is_archived": False,
            "is_shared": self._has_strangers(conversation),
            "is_ext_shared": self._has_strangers(conversation),
            "is_org_shared": False,
            "context_team_id": TEAM_ID,
        }
        if kind == "im":
            partner = self.partner(conversation, viewer)
            described |= {
                "user": partner,
                "is_user_deleted": self.people[partner]["deleted"],
                "is_open": True,
            }
            return described
        return described | {
            "name": conversation["name"],
            "name_normalized": conversation["name"],
            "is_general": conversation["name"] == "general",
            "is_member": viewer in conversation["members"],
            "creator": "U0PRIYA01",
            "topic": {"value": conversation["topic"], "creator": "", "last_set": 0},
            "purpose": {"value": conversation["topic"], "creator": "", "last_set": 0},
            "num_members": len(conversation["members"]),
        }

    def _has_strangers(self, conversation: Json) -> bool:
        """Whether somebody of another organisation is in a conversation."""
        return any(self.user(each).get("is_stranger", False) for each in conversation["members"])

    def _keep_person(self, person: Json) -> None:
        self.people[person["id"]] = person
        self._ground.store.put("member", person["id"], person)

    def _keep(self, conversation: Json) -> Json:
        self.conversations[conversation["id"]] = conversation
        self._ground.store.put("conversation", conversation["id"], conversation)
        return conversation
