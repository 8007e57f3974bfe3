"""Brings to the app what happens: events until they are acknowledged, interactions once."""

import asyncio
import json
from dataclasses import dataclass
from typing import Protocol

from bot.local.ground import Ground
from bot.local.slack.errors import Json, Unanswered


@dataclass(frozen=True)
class Waits:
    """How long, in seconds of real time, the workspace waits for the app.

    `acknowledged` is the time that the app has to answer; `again` are the pauses before each further
    attempt at an event, as many as there are (Slack: at once, after one minute, after five).
    """

    acknowledged: float = 3.0
    again: tuple[float, ...] = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class Parcel:
    """One attempt to bring something to the app.

    `kind` is Socket Mode's word: `events_api`, `slash_commands` or `interactive`. `attempt` counts from 0,
    `reason` says why the one before failed.
    """

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""


class Carrier(Protocol):
    """A way to the app."""

    @property
    def is_connected(self) -> bool:
        """Whether the app can be reached at all."""
        ...

    async def connected(self) -> None:
        """Return when the app can be reached."""
        ...

    async def carry(self, parcel: Parcel, within: float) -> Json:
        """Bring `parcel` and return what the app answered within so many seconds.

        Raises Unanswered.
        """
        ...

    async def close(self) -> None:
        """Let go of the app."""
        ...


class Dispatch:
    """Every event is kept in the store until the app has acknowledged it or every attempt has failed.

    While no app is connected over Socket Mode, events are held; over HTTP each failure is an attempt.
    """

    def __init__(self, ground: Ground, waits: Waits) -> None:
        """Load what was not acknowledged before a restart; nothing is sent before `start`."""
        self._ground = ground
        self._waits = waits
        self._carrier: Carrier | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._pending = ground.store.load("delivery")
        self._busy = 0
        self._quiet = asyncio.Event()
        self.undelivered: list[Json] = []
        self._note()

    @property
    def is_connected(self) -> bool:
        """Whether the app can be reached now."""
        return self._carrier is not None and self._carrier.is_connected

    @property
    def outstanding(self) -> list[Json]:
        """The events that are neither acknowledged nor given up, oldest first."""
        return [delivery["payload"] for delivery in self._pending.values()]

    def start(self, carrier: Carrier) -> None:
        """Begin to deliver by `carrier`; must be called within the event loop."""
        self._carrier = carrier
        for event_id in self._pending:
            self._begin(event_id)

    async def close(self) -> None:
        """Stop delivering; what is not acknowledged stays in the store."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._carrier is not None:
            await self._carrier.close()
        self._carrier = None

    def enqueue(self, payload: Json) -> None:
        """Keep an event and deliver it until it is acknowledged."""
        delivery = {"payload": payload, "attempts": 0, "reason": "", "address": self._ground.address}
        self._pending[payload["event_id"]] = delivery
        self._ground.store.put("delivery", payload["event_id"], delivery)
        self._note()
        if self._carrier is not None:
            self._begin(payload["event_id"])

    async def ask(self, kind: str, payload: Json) -> Json:
        """Bring a command or an interaction, once, and return the app's answer.

        Raises Unanswered with Slack's word: `dispatch_failed` or `operation_timeout`.
        """
        if self._carrier is None or not self._carrier.is_connected:
            raise Unanswered("dispatch_failed")
        with self.working():
            return await self._carrier.carry(Parcel(kind, payload), self._waits.acknowledged)

    def working(self) -> "_Working":
        """Count a piece of work as going on, for as long as the block lasts."""
        return _Working(self)

    async def settled(self, within: float) -> None:
        """Return when nothing is on its way: no event outstanding, no interaction, no call of the API.

        Raises TimeoutError, which names what is outstanding, after `within` seconds.
        """
        try:
            await asyncio.wait_for(self._quiet.wait(), within)
        except TimeoutError:
            types = [payload.get("event", payload).get("type") for payload in self.outstanding]
            raise TimeoutError(f"Not settled: events {types}, {self._busy} other things going on.") from None

    def _begin(self, event_id: str) -> None:
        if event_id in self._tasks:
            return
        task = asyncio.get_running_loop().create_task(self._deliver(event_id), name=f"deliver {event_id}")
        self._tasks[event_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(event_id, None))

    async def _deliver(self, event_id: str) -> None:
        carrier, delivery = self._carrier, self._pending[event_id]
        if carrier is None:
            return
        while delivery["attempts"] <= len(self._waits.again):
            if delivery["attempts"]:
                await asyncio.sleep(self._waits.again[delivery["attempts"] - 1])
            await carrier.connected()
            parcel = Parcel("events_api", self._addressed(delivery), delivery["attempts"], delivery["reason"])
            try:
                await carrier.carry(parcel, self._waits.acknowledged)
            except Unanswered as unanswered:
                delivery["attempts"] += 1
                delivery["reason"] = unanswered.reason
                self._ground.store.put("delivery", event_id, delivery)
                if not unanswered.again:
                    break
            else:
                self._finish(event_id)
                return
        self.undelivered.append(delivery["payload"])
        self._finish(event_id)

    def _addressed(self, delivery: Json) -> Json:
        """Return the payload with addresses of files that hold now, even after a restart elsewhere."""
        if delivery["address"] == self._ground.address:
            payload: Json = delivery["payload"]
            return payload
        text = json.dumps(delivery["payload"]).replace(
            f'"{delivery["address"]}/', f'"{self._ground.address}/'
        )
        moved: Json = json.loads(text)
        return moved

    def _finish(self, event_id: str) -> None:
        self._pending.pop(event_id, None)
        self._ground.store.drop("delivery", event_id)
        self._note()

    def _note(self) -> None:
        if self._pending or self._busy:
            self._quiet.clear()
        else:
            self._quiet.set()

    def _change(self, by: int) -> None:
        self._busy += by
        self._note()


class _Working:
    """Holds back `settled` for as long as the block lasts."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch

    def __enter__(self) -> None:
        self._dispatch._change(1)  # noqa: SLF001 - one thing in two classes

    def __exit__(self, *_: object) -> None:
        self._dispatch._change(-1)  # noqa: SLF001 - the same
