"""Documents and the picture as Slack carries them: files that arrive where they should, and open."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from bot.local.faults import InjectedFault
from models.outbox.message import OutboxMessage
from tests.chat import Chat, Force, Json, chatting, text_of, texts
from tests.factories import Register

CHANNEL = "#joint-audit-committee"
DECEMBER = date(2022, 12, 15)
COMING = "It will arrive as a file in your direct messages."
COORDINATORS = "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."


@pytest.fixture
async def force(chat: Chat) -> Chat:
    """A running Reckoner with a meeting ahead and two items."""
    fill(chat)
    return chat


def fill(chat: Chat) -> None:
    """Enter two meetings and two items."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.meeting(date(2022, 9, 29))
    register.meeting(DECEMBER)
    register.item("1a", register_number="10618", deadline_on=date(2023, 1, 31), added_on=date(2022, 5, 2))
    register.item("2", owner="dev", rag=None, text='=HYPERLINK("https://elsewhere.example")')


def files(chat: Chat, who: str) -> list[tuple[str, bytes, str]]:
    """Return name, octets and the words beside each file in somebody's direct conversation."""
    return [
        (file["name"], chat.workspace.files.content(file["id"]), text_of(message))
        for message in chat.sees(who)
        for file in message.get("files", ())
    ]


def pictures(messages: list[Json]) -> list[Json]:
    """Return the picture blocks of messages."""
    return [block for each in messages for block in each["blocks"] if block["type"] == "image"]


def uploads(chat: Chat) -> list[Json]:
    """Return every file that Reckoner has uploaded."""
    return [each for each in chat.workspace.files._files.values() if each["user"] == "U0RECKONR"]


async def test_the_paper_comes_as_a_word_document(force: Chat) -> None:
    """A coordinator asks anywhere: the file is in their own conversation with Reckoner, and nowhere else."""
    assert COMING in await force.says("priya", "/rec paper", CHANNEL)
    ((name, octets, words),) = files(force, "priya")
    assert name == "hmicfrs-paper-2022-12-15.docx"
    assert docx.Document(BytesIO(octets)).paragraphs[1].text == "Thursday 15 December 2022"
    assert "Thu 15 Dec 2022" in words
    assert files(force, "tom") == files(force, "anna") == []
    assert force.channel(CHANNEL) == []


async def test_the_paper_for_a_named_meeting(force: Chat) -> None:
    """The file is named for the meeting that was asked for."""
    await force.says("priya", "/rec paper 2022-09-29")
    assert [name for name, _, _ in files(force, "priya")] == ["hmicfrs-paper-2022-09-29.docx"]


async def test_the_paper_without_its_appendix(force: Chat) -> None:
    """The long lists are left out where that is asked for, with or without the day of a meeting."""
    for line in ("/rec paper", "/rec paper without appendix", "/rec paper 2022-12-15 without the appendix"):
        await force.says("priya", line)
    has_it = [
        "Appendix" in "".join(each.text for each in docx.Document(BytesIO(octets)).paragraphs)
        for _, octets, _ in files(force, "priya")
    ]
    assert has_it == [True, False, False]


async def test_the_register_comes_as_a_workbook(force: Chat) -> None:
    """The workbook opens, holds each item, and text that looks like a formula stays text."""
    assert COMING in await force.says("tom", "/rec export")
    ((name, octets, _),) = files(force, "tom")
    assert name == "hmicfrs-workbook-2022-12-15.xlsx"
    book = openpyxl.load_workbook(BytesIO(octets))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"10618", "OLDER-2"} <= {cell.value for cell in cells} | {str(cell.value) for cell in cells}
    hostile = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert hostile
    assert {cell.data_type for cell in hostile} == {"s"}


@pytest.mark.parametrize(("who", "has"), [("anna", "10618"), ("dev", "OLDER-2"), ("helen", None)])
async def test_the_calendar_is_everybodys_own(force: Chat, who: str, has: str | None) -> None:
    """Anybody has a calendar of the committee's dates, with the reviews and deadlines of their own items only."""
    assert COMING in await force.says(who, "/rec calendar")
    ((name, octets, _),) = files(force, who)
    assert name == "hmicfrs-calendar-2022-12-01.ics"
    events = Calendar.from_ical(octets).walk("VEVENT")
    assert DECEMBER in {each.decoded("dtstart") for each in events}
    named = {found for each in events for found in re.findall(r"10618|OLDER-2", str(each["summary"]))}
    assert named == ({has} if has else set())


@pytest.mark.parametrize("command", ["paper", "export"])
@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_papers_and_workbooks_are_for_coordinators(force: Chat, who: str, command: str) -> None:
    """Others are told whom to ask, and nothing is made."""
    assert COORDINATORS in await force.says(who, f"/rec {command}")
    assert files(force, who) == []
    assert uploads(force) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2022-12-16", "There is no committee meeting on Fri 16 Dec 2022."),
        ("soon", "“soon” as a date."),
    ],
)
async def test_a_wrong_date_makes_no_paper(force: Chat, words: str, told: str) -> None:
    """The refusal says which meetings there are, and nothing is sent."""
    assert told in await force.says("priya", f"/rec paper {words}")
    assert files(force, "priya") == []


async def test_a_faulty_template_is_a_sentence_to_the_asker(
    monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> None:
    """Where the force's own template is wrong, the asker reads what is wrong with it; no file comes."""
    template = tmp_path / "our-template.docx"
    template.write_text("This is no Word document.")
    monkeypatch.setenv("RECKONER_PAPER_TEMPLATE", str(template))
    async with chatting(Force(database_url, tmp_path)) as chat:
        fill(chat)
        assert COMING in await chat.says("priya", "/rec paper")
        assert files(chat, "priya") == []
        told = texts(chat.sees("priya"))[-1]
        assert told == (
            "“our-template.docx” is not a Word document. Save the template in Word as “Word Document (.docx)”."
        )


async def test_a_document_that_slack_cannot_take_now_comes_later(force: Chat) -> None:
    """An upload that fails is tried again, and one file is there in the end."""
    force.workspace.faults.order("files.getUploadURLExternal", InjectedFault.UNAVAILABLE)
    force.workspace.faults.order("files.completeUploadExternal", InjectedFault.RATE_LIMITED, retry_after=3)
    await force.says("priya", "/rec calendar")
    for seconds in (10, 20, 40):
        await force.at(f"2022-12-01T08:31:{seconds}")
    assert len(files(force, "priya")) == 1
    assert len(force.workspace.faults.struck) == 2


async def publish(chat: Chat) -> list[Json]:
    """Have a coordinator publish the summary by its button; return what the committee's channel shows."""
    await chat.says("priya", "/rec summary", CHANNEL)
    preview = chat.workspace.ephemerals("priya")[-1]
    assert (await chat.clicks("priya", preview, "publish")).ok
    return chat.channel(CHANNEL)


async def test_the_summary_is_posted_with_its_picture(force: Chat) -> None:
    """Publishing posts one message whose picture was uploaded once, and says in words all that it shows."""
    (summary,) = await publish(force)
    (picture,) = pictures([summary])
    (uploaded,) = uploads(force)
    assert picture["slack_file"] == {"id": uploaded["id"]}
    assert force.workspace.files.content(uploaded["id"]).startswith(b"\x89PNG")
    assert "open items" in picture["alt_text"].casefold()
    assert uploaded["name"] == "open-items.png"
    assert text_of(force.workspace.ephemerals("priya")[-1]).startswith("The summary is published")
    assert len([each for each in summary["blocks"] if each["type"] == "table"]) == 1


async def test_pressing_publish_again_uploads_and_posts_nothing(force: Chat) -> None:
    """A second press, by another coordinator, is answered; channel and files stay as they are."""
    await force.says("tom", "/rec summary", CHANNEL)
    preview = force.workspace.ephemerals("tom")[-1]
    before = await publish(force)
    await force.clicks("tom", preview, "publish")
    assert "has already been published" in text_of(force.workspace.ephemerals("tom")[-1])
    await force.at("2022-12-08T09:00")
    assert force.channel(CHANNEL) == before
    assert len(uploads(force)) == 1
    with force.database.reading() as session:
        posts = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.key.startswith("digest:"))
        assert session.scalar(posts) == 1


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", InjectedFault.UNAVAILABLE),
        ("files.getUploadURLExternal", InjectedFault.REFUSED),
        ("files.completeUploadExternal", InjectedFault.UNAVAILABLE),
        ("files.info", InjectedFault.UNAVAILABLE),
        ("files.info", InjectedFault.RATE_LIMITED),
    ],
)
async def test_without_its_picture_the_summary_is_posted_all_the_same(
    force: Chat, method: str, fault: InjectedFault
) -> None:
    """Whatever goes wrong with the picture, the members read the figures: at once, and in one message."""
    force.workspace.faults.order(method, fault, times=20)
    (summary,) = await publish(force)
    assert pictures([summary]) == []
    assert "2 items addressed to the force are open" in text_of(summary)
    force.workspace.faults.clear()
    await force.at("2022-12-08T09:00")
    assert len(force.channel(CHANNEL)) == 1


async def test_a_correction_is_a_reply_under_the_posted_summary(force: Chat) -> None:
    """In Slack the correction stands in the summary's thread, and the channel itself has one message."""
    (summary,) = await publish(force)
    register = Register(force.database, force.clock, force.policy)
    register.item("9", added_on=date(2022, 11, 1))
    await force.at("2022-12-02T09:00")
    await force.at("2022-12-02T09:05")
    thread = force.workspace.history(CHANNEL, thread_ts=summary["ts"])
    assert [text_of(each).split("\n")[0] for each in thread[1:]] == ["Correction, Fri 2 Dec 2022"]
    assert "OLDER-9" in text_of(thread[1])
    assert [each["ts"] for each in force.channel(CHANNEL)] == [summary["ts"]]


async def test_a_number_opens_to_its_list_by_its_button(force: Chat) -> None:
    """The button beside a number of the posted summary shows its list to the person who pressed it."""
    (summary,) = await publish(force)
    force.workspace.ephemerals("helen")
    await force.clicks("helen", summary, "why:closing")
    answer = text_of(force.workspace.ephemerals("helen")[-1])
    assert answer.startswith("Open now: 2")
    assert {"10618", "OLDER-2"} <= set(re.findall(r"10618|OLDER-2", answer))
    assert len(force.channel(CHANNEL)) == 1
