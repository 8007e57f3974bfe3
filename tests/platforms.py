"""The same conversations on either platform: what people do and see, whichever of the two they use."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

import aiohttp
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.local.people import MEMBERS
from bot.local.teams.activities import DOWNLOAD
from bot.local.teams.organisation import Member, Organisation, Posted
from bot.local.teams.server import Microsoft, served
from bot.teams.http import MESSAGES_PATH
from bot.teams.uploads import CONSENT
from models.database import Database
from models.enums import Surface
from models.people.person import Person
from tests.bot.teams.connector import APP, TENANT, link_to
from tests.bot.teams.microsoft import SECRET
from tests.chat import Chat, Force, Json, chatting, text_of
from tests.templates.teams.reading import actions_of, lines_of

CHANNEL = "19:committee@thread.tacv2"
GROUP = "0a1b2c3d-0000-4000-8000-0000000000cc"
LINK = link_to(CHANNEL, GROUP)
"""The committee's channel, as Teams links to it."""

SLACK_CHANNEL = "#joint-audit-committee"
File = tuple[str, bytes]


@dataclass(frozen=True)
class Seen:
    """A message of ours as a person sees it: its id, its words line by line, and what can be pressed."""

    id: str
    text: str
    buttons: tuple[str, ...]


class Side(Protocol):
    """One platform, as those on it know it. People are named by their handles."""

    async def says(self, who: str, command: str) -> str:
        """Type a command to Reckoner; return what it answers."""
        ...

    async def replies(self, who: str, to: Seen, words: str, files: Sequence[File] = ()) -> Seen:
        """Answer a message of ours, perhaps with files; return what is said to that."""
        ...

    def sees(self, who: str) -> list[Seen]:
        """Return what Reckoner has said to somebody, oldest first, without what answers replies."""
        ...

    def committee(self) -> list[Seen]:
        """Return what Reckoner has said in the committee's channel, oldest first."""
        ...

    async def takes(self, who: str, command: str) -> File:
        """Type a command that brings a document; return what somebody has then."""
        ...


class InSlack:
    """People in Slack."""

    def __init__(self, chat: Chat) -> None:
        """Talk in `chat`."""
        self._chat = chat

    async def says(self, who: str, command: str) -> str:
        """Type a command; its answer is seen by them alone."""
        return await self._chat.says(who, f"/rec {command}")

    async def replies(self, who: str, to: Seen, words: str, files: Sequence[File] = ()) -> Seen:
        """Reply in the thread of a message."""
        thread = {"ts": to.id}
        await self._chat.writes(who, words, thread=thread, files=files)
        _, answered = self._chat.thread(who, thread)
        return self._seen(answered)

    def sees(self, who: str) -> list[Seen]:
        """Return the direct conversation."""
        return [self._seen(each) for each in self._chat.sees(who)]

    def committee(self) -> list[Seen]:
        """Return what stands in the channel."""
        return [self._seen(each) for each in self._chat.channel(SLACK_CHANNEL)]

    async def takes(self, who: str, command: str) -> File:
        """Be sent a file."""
        await self.says(who, command)
        (file,) = self._chat.sees(who)[-1]["files"]
        return file["name"], self._chat.workspace.files.content(file["id"])

    @staticmethod
    def _seen(message: Json) -> Seen:
        rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
        buttons = (button["text"]["text"] for row in rows for button in row if "text" in button)
        return Seen(message["ts"], text_of(message), tuple(buttons))


class InTeams:
    """People in Teams, of whom Reckoner is told over HTTP, signed as Microsoft's connector signs."""

    def __init__(self, chat: Chat, microsoft: Microsoft, session: aiohttp.ClientSession) -> None:
        """Talk with the Reckoner of `chat`, over `session`."""
        self._chat, self.microsoft, self._session = chat, microsoft, session

    async def says(self, who: str, command: str) -> str:
        """Type a command into the personal chat."""
        return (await self._writes(who, f"rec {command}"))[-1].text

    async def replies(self, who: str, to: Seen, words: str, files: Sequence[File] = ()) -> Seen:
        """Quote a message and answer it."""
        quoted = {"type": "quotedReply", "quotedReply": {"messageId": to.id}}
        offered = [
            {"contentType": DOWNLOAD, "name": name, "content": self.microsoft.drive.offered(name, content)}
            for name, content in files
        ]
        (answered,) = await self._writes(who, words, entities=[quoted], attachments=offered)
        return answered

    def sees(self, who: str) -> list[Seen]:
        """Return what stands in the personal chat and answers nothing: nobody has pressed or written for it."""
        return [self._seen(each) for each in self._posted(who) if "replyToId" not in each.activity]

    def committee(self) -> list[Seen]:
        """Return what stands in the channel."""
        return [self._seen(each) for each in self.microsoft.organisation.rooms[CHANNEL].of_bot]

    async def takes(self, who: str, command: str) -> File:
        """Agree to take a file, and find it in OneDrive."""
        before = len(self._posted(who))
        await self.says(who, command)
        asking = next(
            each for each in self._posted(who)[before:] if _attached(each)["contentType"] == CONSENT
        )
        name, content = _attached(asking)["name"], _attached(asking)["content"]
        info = self.microsoft.drive.opened(name)
        value = {
            "type": "fileUpload",
            "action": "accept",
            "context": content["acceptContext"],
            "uploadInfo": info,
        }
        member = member_of(self.microsoft.organisation, who)
        room = self.microsoft.organisation.chat(member.account)
        await self._tells(
            self.microsoft.activities.invoked(member, room, "fileConsent/invoke", value, asking)
        )
        stored = self.microsoft.drive.get(info["uploadUrl"].rpartition("/")[2])
        assert stored is not None
        assert _attached(self._posted(who)[-1])["contentUrl"] == info["contentUrl"]
        return name, stored

    async def _writes(self, who: str, words: str, **more: Any) -> list[Seen]:
        """Write in the personal chat; return what is there then that was not there before."""
        member, before = member_of(self.microsoft.organisation, who), len(self._posted(who))
        room = self.microsoft.organisation.chat(member.account)
        await self._tells(self.microsoft.activities.said(member, room, words, **more))
        return [self._seen(each) for each in self._posted(who)[before:]]

    async def _tells(self, activity: Json) -> None:
        address = next(each for each in self._chat.reckoner.addresses if each.endswith(MESSAGES_PATH))
        status, _ = await self.microsoft.tell(self._session, address, activity)
        assert status == 200
        await self._chat.settles()

    def _posted(self, who: str) -> list[Posted]:
        organisation = self.microsoft.organisation
        return organisation.chat(member_of(organisation, who).account).of_bot

    @staticmethod
    def _seen(posted: Posted) -> Seen:
        card = _attached(posted)["content"]
        buttons = tuple(each["title"] for each in actions_of(card))
        return Seen(posted.id, "\n".join(lines_of(card)), buttons)


def _attached(posted: Posted) -> Json:
    (attachment,) = posted.activity["attachments"]
    told: Json = attachment
    return told


def account_of(handle: str) -> str:
    """Return the account in Teams of the one of the cast with this handle."""
    number = next(at for at, each in enumerate(MEMBERS) if each.name == handle)
    return f"0a1b2c3d-0000-4000-8000-00000000f{number:03}"


def member_of(organisation: Organisation, handle: str) -> Member:
    """Return the one with this handle as the organisation knows them."""
    return organisation.members[account_of(handle)]


def organisation_of(clock: StoppedClock, handles: Sequence[str]) -> Organisation:
    """Return the force in Teams: those of the cast with these handles, who have the app, and a channel."""
    organisation = Organisation(APP, TENANT, SECRET, clock)
    # The clock leaps, and no real time passes by which a token could be seen to have ended.
    organisation.tokens_last = timedelta(days=365)
    for each in MEMBERS:
        if each.name in handles:
            organisation.join(account_of(each.name), each.real_name, each.email)
    organisation.channel(CHANNEL, GROUP, *organisation.members)
    return organisation


def settings_of_teams(microsoft: Microsoft) -> Json:
    """Return the settings by which Teams is served."""
    return {
        "teams_app_id": APP,
        "teams_tenant_id": TENANT,
        "teams_app_secret": SECRET,
        "teams_cloud": microsoft.address,
    }


@dataclass(frozen=True)
class Office:
    """Reckoner on Slack, on Teams or on both, with one register: who is where, and where the committee is."""

    chat: Chat
    sides: dict[str, Side]
    committee: Side
    teams: InTeams


@asynccontextmanager
async def office(force: Force, in_teams: Sequence[str], *, committee_in_teams: bool) -> AsyncIterator[Office]:
    """Give an office in which those with the handles `in_teams` use Teams, and the others Slack."""
    clock = StoppedClock(force.begins_at)
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(served(organisation_of(clock, in_teams), ()))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        besides = settings_of_teams(microsoft) if in_teams else {}
        if committee_in_teams:
            besides |= {"reckoner_committee_channel": LINK}
        chat = await stack.enter_async_context(chatting(replace(force, besides=besides), clock))
        move_to_teams(chat.database, in_teams)
        slack, teams = InSlack(chat), InTeams(chat, microsoft, session)
        sides: dict[str, Side] = {each.name: teams if each.name in in_teams else slack for each in MEMBERS}
        yield Office(chat, sides, teams if committee_in_teams else slack, teams)


def move_to_teams(database: Database, handles: Sequence[str]) -> None:
    """Have those of the register with these handles be in Teams."""
    named = {each.id: each.name for each in MEMBERS if each.name in handles}
    with database.writing() as session:
        for person in session.scalars(select(Person).where(Person.account.in_(named))):
            person.surface, person.account = Surface.TEAMS, account_of(named[str(person.account)])
