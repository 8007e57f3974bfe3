"""The cast of the local workspace: a fictional force, its people and its channels."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["member", "guest", "bot"]
Role = Literal["coordinator", "owner", "reader"]

TEAM_ID = "T0FORCE01"
TEAM_NAME = "Force workspace"
TEAM_DOMAIN = "force"
APP_ID = "A0RECKONR"
APP_NAME = "Reckoner"
BOT_ID = "B0RECKONR"
BOT_USER_ID = "U0RECKONR"


@dataclass(frozen=True)
class Member:
    """A person, or the app's bot user.

    `name` is the handle, without the at sign. `role` is what the person is to Reckoner: the workspace
    itself makes nothing of it. `team` is the workspace by which Slack names the person, and `enterprise` the
    organisation on Enterprise Grid that they belong to.
    """

    id: str
    name: str
    real_name: str
    title: str
    email: str
    kind: Kind = "member"
    tz: str = "Europe/London"
    role: Role | None = None
    team: str = TEAM_ID
    enterprise: str | None = None


@dataclass(frozen=True)
class Channel:
    """A channel; `name` is without the hash sign, `members` are ids of people."""

    id: str
    name: str
    topic: str
    is_private: bool
    members: tuple[str, ...]


BOT = Member(BOT_USER_ID, "reckoner", APP_NAME, "Keeps the register of recommendations", "", kind="bot")

MEMBERS: tuple[Member, ...] = (
    Member(
        "U0PRIYA01",
        "priya",
        "Priya Shah",
        "Force Liaison Officer",
        "priya.shah@force.example",
        role="coordinator",
    ),
    Member(
        "U0TOM0001",
        "tom",
        "Tom Bennett",
        "Strategy, Delivery and Assurance",
        "tom.bennett@force.example",
        role="coordinator",
    ),
    Member(
        "U0ANNA001",
        "anna",
        "Anna Clarke",
        "Detective Superintendent, Public Protection",
        "anna.clarke@force.example",
        role="owner",
    ),
    Member(
        "U0SOFIA01",
        "sofia",
        "Sofia Novak",
        "Detective Chief Inspector, Public Protection",
        "sofia.novak@force.example",
        role="owner",
    ),
    Member(
        "U0DEV0001",
        "dev",
        "Dev Patel",
        "Chief Inspector, Investigations",
        "dev.patel@force.example",
        role="owner",
    ),
    Member(
        "U0MARCUS1",
        "marcus",
        "Marcus Reid",
        "Head of Professional Standards",
        "marcus.reid@force.example",
        role="owner",
    ),
    Member(
        "U0RUTH001",
        "ruth",
        "Ruth Adeyemi",
        "HMICFRS Force Liaison Lead",
        "ruth.adeyemi@inspectorate.example",
        role="reader",
    ),
    Member(
        "U0HELEN01",
        "helen",
        "Helen Ward",
        "Member of the Joint Audit Committee",
        "helen.ward@committee.example",
        role="reader",
    ),
    Member("U0GUEST01", "jo", "Jo Miles", "Guest", "jo.miles@force.example", kind="guest"),
)

_EVERYBODY = tuple(member.id for member in MEMBERS)
_NO_GUESTS = tuple(member.id for member in MEMBERS if member.kind != "guest")

CHANNELS: tuple[Channel, ...] = (
    Channel(
        "C0JAC0001",
        "joint-audit-committee",
        "What the Joint Audit Committee is given",
        is_private=False,
        members=(*_NO_GUESTS, BOT_USER_ID),
    ),
    Channel(
        "C0GOV0001",
        "force-governance",
        "Recommendations, reviews and escalations",
        is_private=False,
        members=(*_NO_GUESTS, BOT_USER_ID),
    ),
    Channel("C0GENERAL", "general", "Everybody in the force", is_private=False, members=_EVERYBODY),
)
