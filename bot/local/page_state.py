"""What the page shows around a conversation: the people and the list of conversations."""

from bot.local.people import BOT_USER_ID
from bot.local.slack.errors import Json
from bot.local.surfaces import Surfaces
from bot.local.teams.sample import ACCOUNTS
from bot.local.workspace import Workspace
from models.enums import Surface


def people_rows(workspace: Workspace, surfaces: Surfaces | None) -> list[Json]:
    """Return everybody who has an account, the app included, with where they are, and their account in Teams."""
    keys = ("id", "name", "real_name", "title", "email", "kind", "role", "tz", "deleted")
    return [
        {
            **{key: person[key] for key in keys},
            "is_bot": person["kind"] == "bot",
            "account": ACCOUNTS.get(person["id"]),
            "surface": (surfaces.of(person["id"]) if surfaces else Surface.SLACK).value,
        }
        for person in workspace.directory.people.values()
    ]


def channel_rows(workspace: Workspace, user: str) -> list[Json]:
    """Return the conversations of a person, with what they have not read: channels, then direct messages."""
    directory = workspace.directory
    directory.direct(user, BOT_USER_ID)
    rows = []
    for conversation in directory.visible_to(user):
        unread, mentions = workspace.messages.unread(conversation, user)
        is_im = conversation["kind"] == "im"
        partner = directory.partner(conversation, user) if is_im else None
        rows.append(
            {
                "id": conversation["id"],
                "kind": conversation["kind"],
                "name": directory.people[partner]["real_name"] if partner else conversation["name"],
                "topic": conversation["topic"],
                "unread": unread,
                "mentions": mentions,
                "with": partner,
            },
        )
    return sorted(rows, key=lambda row: row["kind"])
