"""Teams' activities, brought to the real listener, desk and outbox; what is posted goes into a letterbox."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select

from bot.clock import StoppedClock
from bot.imports.report_reader import ReportReader
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import WhoIs, nobody
from bot.teams import payloads
from bot.teams.cloud import PUBLIC
from bot.teams.conversations import Conversations
from bot.teams.drawing import Drawing
from bot.teams.http import Answer
from bot.teams.listeners import TeamsEdge
from bot.teams.presses import Presses
from bot.worker.worker import Worker
from models.database import Database
from models.enums import Surface
from models.people.person import Person
from models.policy import Policy
from models.statements.statement import Statement
from templates import plain
from templates.messages import FormMessage, Message
from templates.messages.answers import Crashed, Refused
from templates.parts import Form
from templates.translator import PLAIN
from tests.bot.teams.connector import APP, PRIYA, TENANT, activity
from tests.factories import ACCOUNTS
from tests.letterbox import Letterbox, Posted, Shelf

CHANNEL = "19:abc@thread.tacv2"
NAME = "<at>Reckoner</at>"
Json = dict[str, Any]


class Drawn:
    """Draws messages so that tests can read what was to be shown: no card of Teams' own is needed here."""

    def __init__(self) -> None:
        """Begin without forms."""
        self.forms: dict[str, FormMessage] = {}

    def card(self, message: Message) -> Json:
        """Return a card that names its message, and says it in plain words."""
        return carded(message)

    def dialog(
        self,
        message: Message,
        nonce: str,
        given: Mapping[str, str] | None = None,
        fault: Refused | Crashed | None = None,
    ) -> Json:
        """Return a dialog that names its message, and brings it back when it is a form."""
        if not isinstance(message, FormMessage):
            return {"title": "Reckoner", "card": carded(message)}
        (form,) = (part for part in message.layout(PLAIN) if isinstance(part, Form))
        packed = str(len(self.forms))
        self.forms[packed] = message
        data = {"submit": form.name, "about": form.key, "form": packed, "nonce": nonce}
        told = fault.template if isinstance(fault, Refused) else None
        return {"title": form.title, "card": {"data": data, "given": dict(given or {}), "fault": told}}

    def form_again(self, form: FormMessage, given: Mapping[str, str], fault: Refused | Crashed) -> Json:
        """Return a form as a card."""
        return carded(form) | {"given": dict(given)}

    def line(self, message: Message) -> str:
        """Return what a message says."""
        return plain.render(message, width=None)

    def unpacked(self, form: str) -> FormMessage | None:
        """Return a form that was shown."""
        return self.forms.get(form)


def carded(message: Message) -> Json:
    """Return the plainest card that Teams takes."""
    body = [{"type": "TextBlock", "text": plain.render(message, width=None)}]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, "shows": type(message).__name__}


class Teams:
    """Priya in Teams, and what she is answered. Each message has an id of its own unless one is given."""

    def __init__(
        self,
        database: Database,
        edge: TeamsEdge,
        rounds: Worker,
        letterbox: Letterbox,
        drawn: Drawn,
        desk: Dispatcher,
    ) -> None:
        """Bring what she does to `edge`; what is shown at once is `drawn`."""
        self.database, self.edge, self.rounds = database, edge, rounds
        self.letterbox, self.drawn, self.desk = letterbox, drawn, desk
        self._count = 0

    @staticmethod
    def usual() -> Json:
        """Return a usual message of hers."""
        return activity(PUBLIC)

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

    async def presses(self, on: Posted, button: str, value: str, **more: Any) -> Json:
        """Press a button in a message of ours; return what Teams is answered."""
        data = {"press": button, "value": value, **more}
        return await self.invokes("adaptiveCard/action", {"action": {"data": data}}, on)

    async def opens(self, on: Posted, button: str, value: str) -> Json:
        """Press a button that opens a form; return the dialog's card."""
        body = await self.invokes("task/fetch", {"data": {"press": button, "value": value}}, on)
        card: Json = body["task"]["value"]["card"]["content"]
        return card

    async def submits(self, card: Json, **fields: str) -> Json:
        """Send a form that was opened, filled in with `fields`; return what Teams is answered."""
        return await self.invokes("task/submit", {"data": {**card["data"], **fields}})

    async def invokes(self, name: str, value: Json, on: Posted | None = None, **changes: Any) -> Json:
        """Bring what Teams waits for an answer to; return that."""
        asked = {"type": "invoke", "name": name, "value": value, "replyToId": on.ts if on else ""}
        answer = await self.brings(self.written("", **{**asked, **changes}))
        assert answer.status == 200
        return answer.body or {}

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
async def in_teams(
    database: Database,
    clock: StoppedClock,
    policy: Policy,
    who_is: WhoIs = nobody,
    drawing: Drawing | None = None,
) -> AsyncIterator[Teams]:
    """Give Priya in Teams, with a desk on `database` that asks `who_is` about people.

    What is shown at once is drawn by `drawing`, or so that tests can read it.
    """
    letterbox, shelf = Letterbox(), Shelf()
    desk = Dispatcher(database, clock, policy, told=lambda: None, who_is=who_is)
    reader = ReportReader(shelf.stored.__getitem__)
    rounds = Worker(database, clock, policy, letterbox, shelf, reader)
    drawn = Drawn()
    edge = TeamsEdge(desk, Conversations(database, clock, lambda: None), Presses(desk, drawing or drawn), APP)
    try:
        yield Teams(database, edge, rounds, letterbox, drawn, desk)
    finally:
        desk.close()
