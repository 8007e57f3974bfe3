"""What a post costs by way of the outbox, against posting the same by aiohttp alone, and looking for one."""

from datetime import timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import aiohttp
from pydantic import SecretStr
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.documents.documents import Documents
from bot.imports.report_reader import ReportReader
from bot.settings import Settings
from bot.slack import addresses
from bot.slack.connection import slack_client
from bot.slack.sender import SlackPoster
from bot.worker.worker import Worker
from jobs import delivery
from jobs.fetching import NotStored, Stored, Wanted
from models.database import Database
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from models.policy import Policy
from templates.messages.replies import Recorded
from templates.serialization import freeze
from templates.slack import renderer
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_turn, named, ratio, watch_for, within
from tests.bench.filling import ACCOUNTS, due_far_off, fill, settle

ITEMS = 1_000
LOOKS = 100
"""So many are timed together: one alone takes less than a clock tells."""


class _NoFiles:
    """Fetches nothing: no file waits."""

    async def fetch(self, wanted: Wanted) -> Stored | NotStored:
        raise NotImplementedError(wanted)


async def per_post(bench: Bench) -> list[Line]:
    """Compare taking from the outbox, posting and settling with posting alone, to one server, in turn."""
    url, clock = bench.new("outbox"), SystemClock()
    fill(url, min(ITEMS, bench.sizes.items), due_far_off)
    database, policy = Database(url), Policy()
    there = bench.there
    async with aiohttp.ClientSession() as session:
        settings = Settings(
            slack_bot_token=SecretStr(there.workspace.installation.bot_token), slack_api_url=there.api
        )
        channel = there.direct_with(ACCOUNTS[1])
        poster = SlackPoster(slack_client(settings, session), Documents(database, policy, None), clock)
        rounds = Worker(database, clock, policy, poster, _NoFiles(), ReportReader(lambda _: b""))
        ours, theirs = [], []
        for begin in range(0, bench.sizes.in_the_outbox, delivery.AT_A_TIME):
            wanted = range(begin, begin + delivery.AT_A_TIME)
            _put(database, channel, wanted, clock)
            begun = perf_counter()
            await rounds.send_and_fetch()
            between = perf_counter()
            for _ in wanted:
                await _post(session, there.api, settings, channel)
            ours.append((between - begun) * 1000 / len(wanted))
            theirs.append((perf_counter() - between) * 1000 / len(wanted))
    with database.reading() as reading:
        sent = reading.scalar(
            select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state == OutboxState.SENT)
        )
    database.close()
    if sent != len(ours) * delivery.AT_A_TIME:
        raise RuntimeError(f"{sent} messages were sent of {len(ours) * delivery.AT_A_TIME}.")
    return [ratio("a post by the outbox, against aiohttp alone", median(ours), median(theirs), 3)]


async def claimed(bench: Bench) -> list[Line]:
    """Tell how long it takes to look whether anything is to be sent, where much has been sent before."""
    url, sent = bench.new("claimed"), bench.sizes.sent
    fill(url, bench.sizes.few, due_far_off)
    database, watch = Database(url), watch_for(url)
    with database.writing() as session:
        add_sent(session, sent)
    settle(database)
    [took] = in_turn([partial(_look, database)], 3, watch)
    database.close()
    what = f"looked whether anything is to be sent, {sent:,} messages sent{named(watch)}"
    return [within(what, took / LOOKS, 0.1)]


def add_sent(session: Session, messages: int) -> None:
    """Add so many messages that have been sent."""
    now = SystemClock().now()
    sent = {
        "content": {"message": "Recorded"},
        "is_direct": True,
        "state": OutboxState.SENT,
        "created_at": now,
        "next_try_at": now,
        "sent_at": now,
    }
    session.execute(insert(OutboxMessage), [sent | {"key": f"sent:{n}"} for n in range(messages)])


def _look(database: Database) -> None:
    at = SystemClock().now() - timedelta(days=1)
    with database.reading() as session:
        for _ in range(LOOKS):
            delivery.is_due(session, at)


def _put(database: Database, channel: str, numbers: range, clock: SystemClock) -> None:
    with database.writing() as session:
        for number in numbers:
            outbox.enqueue(
                session,
                f"bench:{number}",
                freeze(Recorded.EXAMPLE),
                clock.now(),
                conversation=addresses.conversation(channel),
            )


async def _post(session: aiohttp.ClientSession, api: str, settings: Settings, channel: str) -> None:
    drawn = renderer.render(Recorded.EXAMPLE)
    said: dict[str, Any] = {"channel": channel, "text": drawn.text, "blocks": drawn.blocks}
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    headers = {"Authorization": f"Bearer {token}"}
    async with session.post(f"{api}chat.postMessage", json=said, headers=headers) as answer:
        if not (await answer.json())["ok"]:
            raise RuntimeError(await answer.text())
