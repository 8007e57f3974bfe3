"""Teams' activities, brought to the real listener, desk and outbox; what is posted goes into a letterbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select

from bot.clock import StoppedClock
from bot.imports.report_reader import ReportReader
from bot.requests.dispatcher import Dispatcher
from bot.teams import payloads
from bot.teams.cloud import PUBLIC
from bot.teams.conversations import Conversations
from bot.teams.http import Answer
from bot.teams.listeners import TeamsEdge
from bot.worker.worker import Worker
from models.database import Database
from models.enums import Surface
from models.people.person import Person
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages import Message
from tests.bot.teams.connector import APP, PRIYA, TENANT, activity
from tests.factories import ACCOUNTS
from tests.letterbox import Letterbox, Posted, Shelf

CHANNEL = "19:abc@thread.tacv2"
NAME = "<at>Reckoner</at>"
Json = dict[str, Any]


class Teams:
    """Priya in Teams, and what she is answered. Each message has an id of its own unless one is given."""

    def __init__(
        self, database: Database, edge: TeamsEdge, rounds: Worker, letterbox: Letterbox, desk: Dispatcher
    ) -> None:
        """Bring what she does to `edge`."""
        self.database, self.edge, self.rounds, self.letterbox, self.desk = (
            database,
            edge,
            rounds,
            letterbox,
            desk,
        )
        self._count = 0

    def written(self, text: str, /, **changes: Any) -> Json:
        """Return a message of hers in the personal chat, without bringing it."""
        self._count += 1
        return activity(PUBLIC, **{"id": str(1669883400000 + self._count), "text": text, **changes})

    def in_channel(self, text: str, /, **changes: Any) -> Json:
        """Return a message of hers in a channel, without bringing it."""
        place = {"id": f"{CHANNEL};messageid=1", "conversationType": "channel", "tenantId": TENANT}
        mention = {"type": "mention", "text": NAME, "mentioned": {"id": f"28:{APP}", "name": "Reckoner"}}
        entities = [mention] if NAME in text else []
        team = {"tenant": {"id": TENANT}, "team": {"id": "19:general", "aadGroupId": "group"}}
        return self.written(
            text, **{"conversation": place, "entities": entities, "channelData": team, **changes}
        )

    async def brings(self, what: Json) -> Answer:
        """Bring an activity, and let what follows from it be sent."""
        answer = await self.edge.answer(payloads.Activity.model_validate(what))
        await self.rounds.send_and_fetch()
        return answer

    async def says(self, text: str, **changes: Any) -> Message:
        """Write in the personal chat; return what the one new message of ours says."""
        before = set(self.letterbox.posted)
        answer = await self.brings(self.written(text, **changes))
        assert answer == Answer()
        (new,) = set(self.letterbox.posted) - before
        return self.letterbox.posted[new].message

    async def edits(self, was: Json, text: str, at: str = "2022-12-01T08:31:00.000Z") -> Answer:
        """Put `text` in the place of a message."""
        return await self.brings(self.changed(was, "editMessage", at, text=text))

    @staticmethod
    def changed(was: Json, event: str, at: str, **changes: Any) -> Json:
        """Return that a message was changed in this way, without bringing it."""
        told = {**was["channelData"], "eventType": event}
        kind = "messageDelete" if event == "softDeleteMessage" else "messageUpdate"
        return {**was, "type": kind, "timestamp": at, "channelData": told, **changes}

    def posts(self) -> list[Posted]:
        """Return our messages, oldest first."""
        return list(self.letterbox.posted.values())

    def statements(self) -> list[Statement]:
        """Return everything that was recorded and stands, oldest first."""
        with self.database.reading() as session:
            return [
                each
                for each in session.scalars(select(Statement).order_by(Statement.id))
                if each.deleted_at is None and each.withdrawn_at is None
            ]


def moved_to_teams(database: Database, handle: str = "priya", account: str = PRIYA) -> None:
    """Have somebody of the register be in Teams."""
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.account == ACCOUNTS[handle])).one()
        person.surface, person.account = Surface.TEAMS, account


@asynccontextmanager
async def in_teams(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Teams]:
    """Give Priya in Teams, with a desk on `database`."""
    letterbox, shelf = Letterbox(), Shelf()
    desk = Dispatcher(database, clock, policy, told=lambda: None)
    reader = ReportReader(shelf.stored.__getitem__)
    rounds = Worker(database, clock, policy, letterbox, shelf, reader)
    edge = TeamsEdge(desk, Conversations(database, clock, lambda: None), APP)
    try:
        yield Teams(database, edge, rounds, letterbox, desk)
    finally:
        desk.close()
