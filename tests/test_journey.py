"""The journey of the first issue from end to end, over both ways to Slack and on both databases."""

import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.chat import Chat, Force, Json, Way, chatting, text_of, texts

COMMITTEE = "#joint-audit-committee"
MINUS = "\N{MINUS SIGN}"
AUDIT = b"%PDF-1.7 an audit of November, with a byte that is no letter: \xff\x00"


@pytest.fixture(params=["socket", "http"])
async def journey(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """Reckoner with the sample register at half past eight on Thursday 1 December 2022."""
    way: Way = request.param
    async with chatting(Force(database_url, tmp_path, way, sample=True)) as chat:
        yield chat


async def test_the_main_job_runs_from_end_to_end(journey: Chat, tmp_path: Path) -> None:
    """A reminder comes by itself, is answered with a file, and status and the digest tell of it."""
    chat = journey
    await chat.at("2022-12-01T08:59")
    assert chat.sees("anna") == []
    await chat.at("2022-12-01T09:00")
    (reminder,) = chat.sees("anna")
    assert text_of(reminder).startswith("2 overdue, 2 reviews due soon: 9962, 10618\n")

    reply = await chat.writes(
        "anna", "10618: The audit is done.", thread=reminder, files=[("audit.pdf", AUDIT)]
    )
    said, recorded = chat.thread("anna", reminder)
    assert said["ts"] == reply["ts"]
    assert text_of(recorded).startswith("Saved as evidence for 10618. Still 1,049 days overdue;")
    assert "Undo" in buttons(recorded)

    sha256 = hashlib.sha256(AUDIT).hexdigest()
    assert (tmp_path / "files" / sha256[:2] / sha256).read_bytes() == AUDIT

    after = text_of(chat.now("anna", reminder))
    assert after.startswith("Overdue, review due soon: 9962\n")
    assert "Noted. Still 1,049 days overdue; I will ask again" in after.partition("\n10618")[2]
    assert len([each for each in chat.sees("anna") if each["ts"] == reminder["ts"]]) == 1

    status = await chat.says("anna", "/rec status 10618")
    assert "> 10618: The audit is done." in status
    assert f"audit.pdf ({len(AUDIT)} bytes)" in status
    assert "Next review: Fri 2 Dec 2022" in status

    await chat.at("2022-12-02T09:00")
    (next_day,) = [text_of(each) for each in chat.sees("anna") if "review due today: " in text_of(each)]
    assert next_day.startswith("Overdue, review due today: 9962\n")
    assert "10618" not in next_day
    await the_digest_is_posted_once(chat)


async def the_digest_is_posted_once(chat: Chat) -> None:
    """Five working days before 15 December 2022 the digest comes by itself; no later round brings another."""
    await chat.at("2022-12-07T16:59")
    await chat.at("2022-12-08T08:59")
    assert chat.channel(COMMITTEE) == []
    await chat.at("2022-12-08T09:00")
    (digest,) = chat.channel(COMMITTEE)
    await chat.at("2022-12-08T09:00")
    await chat.at("2022-12-12T10:00")
    await chat.stops()
    await chat.starts()
    await chat.at("2022-12-15T09:00")
    assert texts(chat.channel(COMMITTEE)) == [text_of(digest)]
    numbers_are_the_registers(chat, text_of(digest))


def numbers_are_the_registers(chat: Chat, digest: str) -> None:
    """Compare the digest's numbers with counts made from the tables' rows alone, without our own queries."""
    today, since, next_meeting = "2022-12-08", "2022-09-30", "2023-03-15"
    items = {row["id"]: row for row in _rows(chat, ITEMS)}
    ours = [row for row in items.values() if row["for_force"] and row["is_open"]]
    outstanding = [row for row in ours if row["status"] in OUTSTANDING and row["deadline_on"]]

    def moved(kind: str) -> list[str]:
        events = [each for each in _rows(chat, EVENTS) if each["kind"] == kind]
        ids = {each["recommendation_id"] for each in events if since <= str(each["effective_on"]) <= today}
        found = (items[each] for each in ids if items[each]["for_force"])
        return sorted(row["register_number"] or f"{row['code']}-{row['number']}" for row in found)

    assert digest.startswith("HMICFRS summary: committee of Thu 15 Dec 2022")
    by_kind = [len([row for row in ours if row["kind"] == kind]) for kind in KINDS]
    *movements, closing = table_of(digest)
    assert closing == [*by_kind, len(ours)]
    assert [sum(column) for column in zip(*movements, strict=True)] == closing
    assert f"\n{len(ours)} items addressed to " in digest
    for kind, label in (("signed off", "Signed off:"), ("added", "Added:")):
        assert numbers_in(digest, label) == [len(moved(kind))] != [0]
    overdue = [row for row in outstanding if str(row["deadline_on"]) < today]
    assert numbers_in(digest, "Overdue:") == [len(overdue)] != [0]
    due = [row for row in outstanding if today <= str(row["deadline_on"]) <= next_meeting]
    assert numbers_in(digest, "Due before the next meeting, by Wed 15 Mar 2023:") == [len(due)] != [0]
    reviews = _rows(chat, "select done_on, due_on, recommendation_id from review")
    done = [each for each in reviews if each["done_on"] and since <= str(each["done_on"]) <= today]
    undone = [each for each in reviews if not each["done_on"] and since <= str(each["due_on"]) < today]
    said_of = {
        each["recommendation_id"] for each in _rows(chat, "select recommendation_id from statement_item")
    }
    updated = [each for each in undone if each["recommendation_id"] in said_of]
    assert (len(done), len(undone), len(updated)) == (0, 2, 1)
    assert "2 fell due: 0 reviewed, 1 only updated, 1 missed" in digest


ITEMS = (
    "select recommendation.*, report.code from recommendation "
    "join inspection_report report on report.id = recommendation.report_id"
)
EVENTS = "select kind, recommendation_id, effective_on from event where recommendation_id is not null"
OUTSTANDING = ("awaiting allocation", "in progress", "submitted")
KINDS = ("recommendation", "area for improvement", "cause of concern")


def _rows(chat: Chat, query: str) -> list[Json]:
    with chat.database.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def numbers_in(digest: str, label: str) -> list[int]:
    """Return the numbers that stand after `label` at the beginning of its line."""
    line = next(line for line in digest.splitlines() if line.startswith(label))
    return [int(each) for each in line.removeprefix(label).split()]


def table_of(digest: str) -> list[list[int]]:
    """Return the numbers of the bridge: a row a movement, a column a kind and the last for all."""
    table = digest.partition("\nMovement")[2].partition("\n\n")[0].splitlines()[2:]
    return [[int(each.replace(MINUS, "-")) for each in re.findall(rf"[+{MINUS}]?\d+", row)] for row in table]


def buttons(message: Json) -> list[str]:
    """Return the words on the buttons of a message."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [button["text"]["text"] for row in rows for button in row if "text" in button]
