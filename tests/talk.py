"""Conversations with the real desk, jobs and outbox on a real database; only the surface is a letterbox in memory.

Lighter than `tests.chat`, which has Slack's side too: for the rules of what is said, recorded and reminded of.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import StoppedClock
from bot.imports.register_importer import RegisterImporter
from bot.imports.report_reader import ReportReader
from bot.local.people import MEMBERS
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from bot.slack import addresses
from bot.worker.discretion import Discreet
from bot.worker.worker import Worker
from handlers.request import IncomingFile, NewUser, Place
from models.address import Account
from models.database import Database
from models.policy import Policy
from templates.messages import FormMessage, Message
from templates.messages.answers import Refused
from templates.messages.items import ItemList
from templates.slack.markup import PLAIN_IN_SLACK
from templates.translator import OPENS_FORM
from tests.factories import ACCOUNTS, account
from tests.letterbox import Letterbox, Posted, Said, Shelf, expected

COMMITTEE = "C0JAC0001"
File = tuple[str, bytes]


def direct(who: str) -> str:
    """Return the direct conversation of the person with this handle."""
    return "D" + ACCOUNTS[who][1:]


def in_direct(who: str) -> Place:
    """Return the direct conversation of the person with this handle as a place."""
    return Place(addresses.conversation(direct(who)))


def sentence(refused: Refused) -> str:
    """Return the sentence that a refusal says."""
    return PLAIN_IN_SLACK.fill(refused.template, refused.fields)


@dataclass(frozen=True)
class Written:
    """What a person wrote in the direct conversation, and where its answer is to be found."""

    heard: IncomingRequest
    letterbox: Letterbox

    @property
    def answers(self) -> list[Posted]:
        """Every message of ours that answers it."""
        key = f"answer:{self.heard.source}"
        return [each for each in self.letterbox.posted.values() if each.key == key]

    def answer(self, kind: type[Said]) -> Said:
        """Return the one answer to it as it stands now, which has to be of `kind`."""
        (answer,) = self.answers
        return answer.says(kind)


class Talk:
    """People talking with the desk; people are named by their handles, times are local to London."""

    def __init__(
        self,
        database: Database,
        clock: StoppedClock,
        policy: Policy,
        desk: Dispatcher,
        rounds: Worker,
        letterbox: Letterbox,
        shelf: Shelf,
    ) -> None:
        """Talk to `desk`; the timetable is run by `rounds`."""
        self.database, self.clock, self.policy = database, clock, policy
        self.desk, self.rounds, self.letterbox, self.shelf = desk, rounds, letterbox, shelf
        self._count = 0

    async def says(self, who: str, line: str, kind: type[Said], *, channel: str | None = None) -> Said:
        """Type a command, in `channel` or the direct conversation; return its answer, of `kind`."""
        place = Place(addresses.conversation(channel or direct(who)))
        words = line.removeprefix("/rec").strip()
        answer = await self.desk.command(
            IncomingRequest(
                account(who),
                words,
                place,
                f"command:{self._next()}",
                mentioned=addresses.accounts_in(words),
                typed=f"/rec {words}",
            )
        )
        await self.rounds.send_and_fetch()
        return expected(answer, kind)

    async def writes(
        self,
        who: str,
        words: str,
        *,
        thread: Posted | None = None,
        files: Sequence[File] = (),
        outside: bool = False,
    ) -> Written:
        """Write in the direct conversation, or in the thread of one of our messages there."""
        return await self.delivers(self.wrote(who, words, thread=thread, files=files, outside=outside))

    def wrote(
        self,
        who: str,
        words: str,
        *,
        thread: Posted | None = None,
        files: Sequence[File] = (),
        outside: bool = False,
    ) -> Written:
        """Return what was written without delivering it yet."""
        number = self._next()
        message = addresses.message(direct(who), f"{number}.5")
        place = Place(message.conversation, thread.posted if thread else None, message)
        heard = IncomingRequest(
            account(who),
            words,
            place,
            f"{message.conversation}:{message.id}",
            event=f"Ev{number}",
            files=tuple(self._shelve(file) for file in files),
            outside=outside,
        )
        return Written(heard, self.letterbox)

    async def delivers(self, written: Written) -> Written:
        """Deliver what was written, perhaps once more."""
        await self.desk.replies.written(written.heard)
        await self.rounds.send_and_fetch()
        return written

    async def edits(self, written: Written, words: str) -> None:
        """Have the author change what was written."""
        await self.desk.replies.edited(self.edited(written, words))
        await self.rounds.send_and_fetch()

    def edited(self, written: Written, words: str) -> IncomingRequest:
        """Return an edit of what was written without delivering it yet."""
        number = self._next()
        return replace(written.heard, words=words, event=f"Ev{number}", version=number)

    async def deletes(self, written: Written) -> None:
        """Have the author delete what was written."""
        await self.desk.replies.deleted(replace(written.heard, event=f"Ev{self._next()}"))
        await self.rounds.send_and_fetch()

    async def presses(self, who: str, button: str, value: str, on: Posted | None = None) -> Message | None:
        """Press a button, on one of our messages or on what only this person sees; return its own answer."""
        place = Place(on.posted.conversation, on.thread_posted, on.posted) if on else in_direct(who)
        heard = IncomingRequest(account(who), value, place, f"press:{self._next()}")
        answer = await self.desk.press(button, heard)
        assert not isinstance(answer, FormMessage) or button in OPENS_FORM, button
        await self.rounds.send_and_fetch()
        return answer

    async def turns(self, who: str, button: str, value: str) -> ItemList:
        """Press the button *Next page* or *Previous page* of a list; return the page."""
        return expected(await self.presses(who, button, value), ItemList)

    async def fills(
        self,
        who: str,
        form: str,
        fields: Mapping[str, str],
        *,
        files: Sequence[File] = (),
        view: str | None = None,
    ) -> Message:
        """Submit the form `update:REF` or `evidence:REF`; the same `view` twice is the same form."""
        return await self.submits(who, "record", form, fields, files=files, view=view)

    async def submits(
        self,
        who: str,
        form: str,
        about: str,
        fields: Mapping[str, str],
        *,
        files: Sequence[File] = (),
        view: str | None = None,
    ) -> Message:
        """Submit the form of this name that is `about` something; the same `view` twice is the same form."""
        heard = IncomingRequest(
            account(who),
            about,
            Place(),
            f"form:{view or self._next()}",
            fields=fields,
            files=tuple(self._shelve(file) for file in files),
        )
        answer = await self.desk.submit(form, heard)
        await self.rounds.send_and_fetch()
        return answer

    async def calls(self, who: str, shortcut: str, words: str, *, channel: str = COMMITTEE) -> Message:
        """Call a shortcut on a message that reads `words`; return what it answers."""
        number = self._next()
        message = addresses.message(channel, f"{number}.5")
        place = Place(message.conversation, message=message)
        heard = IncomingRequest(
            account(who), words, place, f"shortcut:{number}", permalink=f"https://slack.example/{number}"
        )
        answer = await self.desk.shortcut(shortcut, heard)
        await self.rounds.send_and_fetch()
        return answer

    async def home(self, who: str, kind: type[Said]) -> Said:
        """Open the person's own page, which has to be of `kind`."""
        heard = IncomingRequest(account(who), "", in_direct(who), f"home:{self._next()}")
        return expected(await self.desk.home(heard), kind)

    async def reads_reports(self) -> None:
        """Let the reports be read that wait to be."""
        await self.rounds.read_reports()

    async def at(self, moment: str) -> None:
        """Move the clock to `moment`, like `2022-12-02T09:00`, and let one round pass."""
        self.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=self.policy.zone))
        await self.rounds.round()

    def sees(self, who: str, kind: type[Said]) -> list[Said]:
        """Return what our messages of `kind` in this person's direct conversation say now, oldest first."""
        return [each.message for each in self.posts(direct(who)) if isinstance(each.message, kind)]

    def posts(self, channel: str) -> list[Posted]:
        """Return our messages in a conversation, oldest first."""
        return [each for each in self.letterbox.posted.values() if each.channel == channel]

    def last(self, who: str) -> Posted:
        """Return our latest message in this person's direct conversation."""
        return self.posts(direct(who))[-1]

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _shelve(self, file: File) -> IncomingFile:
        name, content = file
        external = f"F{self._next()}"
        address = f"https://files.example/{external}/{name}"
        self.shelf.files[address] = content
        return IncomingFile(external, address, name, "application/octet-stream", len(content))


async def who_is(wanted: Account) -> NewUser | None:
    """Return who has this account in the local workspace, as the surface says it."""
    member = next((each for each in MEMBERS if each.id == wanted.id), None)
    return NewUser(wanted, member.real_name, outside=member.kind != "member") if member else None


@asynccontextmanager
async def talking(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Give conversations with a desk on `database`; leaving and entering again is a restart."""
    letterbox, shelf = Letterbox(), Shelf()
    desk = Dispatcher(database, clock, policy, told=lambda: None, who_is=who_is)
    reader = ReportReader(shelf.stored.__getitem__)
    poster = Discreet(letterbox, letterbox)
    importer = RegisterImporter(database, policy, shelf.stored.__getitem__)
    rounds = Worker(database, clock, policy, poster, shelf, reader, importer=importer, remove=shelf.remove)
    try:
        yield Talk(database, clock, policy, desk, rounds, letterbox, shelf)
    finally:
        desk.close()
