"""What is written in Teams: commands and replies told apart, each taken in once, however it is delivered."""

import asyncio
from typing import Any

import pytest

from bot.teams import payloads
from bot.teams.http import Answer
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.people.person import Person
from templates.messages.answers import Refused
from templates.messages.help import Help
from templates.messages.home import Home
from templates.messages.items import ItemDetail, ItemList
from templates.messages.replies import Recorded
from tests.bot.teams.connector import PRIYA
from tests.bot.teams.hearing import CHANNEL, NAME, Teams


async def test_a_command_is_answered_in_the_personal_chat(teams: Teams) -> None:
    """With its prefix, with a slash, and alone where it can be nothing else, a command is answered."""
    for line in ("rec status 10618", "/rec status 10618", "Rec: status 10618", "status 10618", "10618"):
        assert isinstance(await teams.says(line), ItemDetail)
    assert isinstance(await teams.says("status overdue"), ItemList)
    assert isinstance(await teams.says("Hi!"), Help)
    assert isinstance(await teams.says("home"), Home)
    assert {each.channel for each in teams.posts()} == {"T1"}


async def test_a_reply_is_recorded_once_however_often_it_is_brought(teams: Teams) -> None:
    """What is written in plain words is recorded, once, and answered once, though Teams brings it four times."""
    written = teams.written("10618 The vetting backlog is down to 40 cases.")
    answers = await asyncio.gather(*(teams.brings(written) for _ in range(4)))
    assert answers == [Answer()] * 4
    (said,) = teams.statements()
    assert (said.source, said.text) == (
        f"T1:{written['id']}",
        "10618 The vetting backlog is down to 40 cases.",
    )
    (posted,) = teams.posts()
    assert posted.says(Recorded).references == ("10618",)


async def test_a_command_that_writes_is_done_once(teams: Teams) -> None:
    """A command that is brought again is neither done nor answered again."""
    written = teams.written("rec evidence 10618 The new form is in use.")
    for _ in range(3):
        assert await teams.brings(written) == Answer()
    assert [each.text for each in teams.statements()] == ["The new form is in use."]
    assert len(teams.posts()) == 1


async def test_what_is_refused_is_said_in_the_chat(teams: Teams) -> None:
    """A command that cannot be done is answered by the refusal, once."""
    written = teams.written("rec status 99999")
    for _ in range(2):
        assert await teams.brings(written) == Answer()
    (posted,) = teams.posts()
    assert "99999" in posted.says(Refused).fields.values()


async def test_a_stranger_is_told_so_and_learns_nothing(teams: Teams) -> None:
    """Who is not known to the register is told that, by command and by reply, and nothing is recorded."""
    somebody = {"id": "29:x", "aadObjectId": "0a1b2c3d-0000-4000-8000-0000000000aa"}
    elsewhere = {"id": "a:x", "tenantId": "0a1b2c3d-0000-4000-8000-00000000000b"}
    for text in ("rec status 10618", "10618 All done here."):
        said = await teams.says(text, **{"from": somebody, "conversation": elsewhere})
        assert isinstance(said, Refused)
        assert "10618" not in str(said)
    assert teams.statements() == []


async def test_an_edit_changes_what_was_recorded_and_its_answer(teams: Teams) -> None:
    """New words take the place of the old ones, the latest whatever comes first; the answer stands where it was."""
    written = teams.written("10618 The backlog is 40.")
    await teams.brings(written)
    await teams.edits(written, "10618 The backlog is 30.", at="2022-12-01T08:33:00.000Z")
    await teams.edits(written, "10618 The backlog is 35.", at="2022-12-01T08:32:00.000Z")
    (said,) = teams.statements()
    assert said.text == "10618 The backlog is 30."
    assert [each.changes for each in teams.posts()] == [1]


async def test_an_edit_that_comes_first_stands_for_the_message(teams: Teams) -> None:
    """Where the edit arrives before what it edits, its words are recorded, and the message adds nothing."""
    written = teams.written("10618 The backlog is 40.")
    await teams.edits(written, "10618 The backlog is 30.")
    await teams.brings(written)
    assert [each.text for each in teams.statements()] == ["10618 The backlog is 30."]


async def test_what_is_deleted_is_taken_back_and_can_be_restored(teams: Teams) -> None:
    """A deletion takes the words back, and bringing the message back records them anew."""
    written = teams.written("10618 The backlog is 40.")
    await teams.brings(written)
    await teams.brings(teams.changed(written, "softDeleteMessage", "2022-12-01T08:34:00.000Z"))
    assert teams.statements() == []
    for _ in range(2):
        await teams.brings(teams.changed(written, "undeleteMessage", "2022-12-01T08:35:00.000Z"))
    assert [each.text for each in teams.statements()] == ["10618 The backlog is 40."]


async def test_what_was_restored_can_be_edited_and_deleted_again(teams: Teams) -> None:
    """A message that was brought back is edited and deleted as any other, and brought back once more."""
    written = teams.written("10618 The backlog is 40.")
    await teams.brings(written)
    for minute in (34, 44):
        await teams.brings(teams.changed(written, "softDeleteMessage", f"2022-12-01T08:{minute}:00.000Z"))
        assert teams.statements() == []
        await teams.brings(teams.changed(written, "undeleteMessage", f"2022-12-01T08:{minute + 1}:00.000Z"))
        await teams.edits(written, f"10618 The backlog is {minute}.", f"2022-12-01T08:{minute + 2}:00.000Z")
        assert [each.text for each in teams.statements()] == [f"10618 The backlog is {minute}."]


async def test_a_quoted_message_makes_an_answer_of_a_bare_word(teams: Teams) -> None:
    """Who quotes a message of ours answers it: a bare reference is no command then."""
    quote = [{"type": "quotedReply", "quotedReply": {"messageId": "1669883400999"}}]
    heard = payloads.Activity.model_validate(teams.written("status", entities=quote))
    assert payloads.quoted(heard) == "1669883400999"


@pytest.mark.parametrize(
    "unknown",
    [
        {"type": "messageReaction"},
        {"type": "typing"},
        {"type": "event", "name": "something"},
        {"type": "messageUpdate", "channelData": {"eventType": "somethingNew"}},
        {"text": "", "attachments": [{"contentType": "text/html", "content": "<p></p>"}]},
        {"text": "   "},
    ],
    ids=str,
)
async def test_what_is_of_no_use_is_taken_and_let_be(teams: Teams, unknown: dict[str, Any]) -> None:
    """Reactions, typing, what is new, and a message without words and files are answered 200; nothing is said."""
    written = teams.written("10618", **{"channelData": {}, **unknown})
    assert await teams.brings(written) == Answer()
    assert (teams.posts(), teams.statements()) == ([], [])


@pytest.mark.parametrize(
    "odd",
    [
        {"entities": 7},
        {"entities": [7, None, {"type": "mention", "mentioned": 3}, {"type": "quotedReply"}]},
        {"attachments": [None, {"contentType": 4}]},
        {"timestamp": "yesterday"},
        {"recipient": "Reckoner"},
        {"replyToId": {"id": 1}},
        {"channelData": "none"},
        {"value": "x"},
    ],
    ids=str,
)
async def test_no_odd_field_loses_what_was_written(teams: Teams, odd: dict[str, Any]) -> None:
    """A field of a shape that we do not know is let be, and the words are recorded all the same."""
    await teams.says("10618 The backlog is 40.", **odd)
    assert [each.text for each in teams.statements()] == ["10618 The backlog is 40."]


async def test_halves_of_letters_lose_no_reply(teams: Teams) -> None:
    """A mark stands for what no database keeps."""
    await teams.says("10618 The backlog is 40 \ud800 and falling\x00.")
    assert [each.text for each in teams.statements()] == ["10618 The backlog is 40 � and falling�."]


async def test_files_of_the_personal_chat_come_with_a_reply(teams: Teams) -> None:
    """A file that is put into the chat is heard with its address, which is fetched soon and tells its id."""
    content = {
        "downloadUrl": "https://force.sharepoint.com/x?tempauth=1",
        "uniqueId": "F1",
        "fileType": "pdf",
    }
    attached = {"contentType": payloads.FILE, "name": "audit.pdf", "content": content}
    (file,) = payloads.files(
        payloads.Activity.model_validate(teams.written("10618 See here.", attachments=[attached]))
    )
    assert (file.external, file.address, file.name) == ("F1", content["downloadUrl"], "audit.pdf")


async def test_in_a_channel_only_what_is_said_to_us_is_a_command(teams: Teams) -> None:
    """Without our name nothing is heard in a channel; with it, a command is answered to the person alone."""
    await teams.brings(teams.in_channel("status 10618"))
    assert teams.letterbox.tried == []
    await teams.brings(teams.in_channel(f"{NAME} status 10618"))
    (sent,) = teams.letterbox.tried
    assert isinstance(sent.message, ItemDetail)
    assert sent.account is not None
    assert (sent.account.id, sent.replaces) == (PRIYA, None)


async def test_our_name_or_prefix_alone_asks_for_ones_own_items(teams: Teams) -> None:
    """Whoever says only our name, or the prefix after it, is shown their own items."""
    for text in (NAME, f"{NAME} rec"):
        await teams.brings(teams.in_channel(text))
    assert [type(each.message) for each in teams.letterbox.tried] == [ItemList] * 2


async def test_nothing_in_a_channel_is_recorded_as_a_reply(teams: Teams) -> None:
    """What would be a reply in the personal chat is an unknown command in a channel."""
    await teams.brings(teams.in_channel(f"{NAME} The backlog is 40"))
    assert teams.statements() == []
    assert isinstance(teams.letterbox.tried[0].message, Refused)


async def test_where_teams_speaks_from_is_written_down(teams: Teams, database: Database) -> None:
    """A conversation has a short id, the service it was last heard from, and the team that it belongs to."""
    await teams.says("10618")
    await teams.says("10618", serviceUrl="https://smba.trafficmanager.net/uk/")
    await teams.brings(teams.in_channel("only talk"))
    with database.reading() as session:
        chat = conversations.by_external(session, Surface.TEAMS, "a:priya")
        channel = conversations.by_external(session, Surface.TEAMS, CHANNEL)
        assert chat is not None
        assert (chat.service_url, chat.account) == ("https://smba.trafficmanager.net/uk/", PRIYA)
        assert channel is not None
        assert (channel.part_of, channel.is_direct) == ("group", False)


async def test_adding_the_app_shows_ones_page_once_and_removing_it_blocks(
    teams: Teams, database: Database
) -> None:
    """Whoever gets the app sees their page, once; its removal blocks the chat, and any word there ends that."""
    added = teams.written("", type="installationUpdate", action="add")
    for _ in range(2):
        await teams.brings(added)
    (posted,) = teams.posts()
    assert isinstance(posted.message, Home)
    await teams.brings(teams.written("", type="installationUpdate", action="remove"))
    assert _is_blocked(database)
    await teams.says("10618")
    assert not _is_blocked(database)


async def test_a_team_is_known_while_the_app_is_in_it(teams: Teams, database: Database) -> None:
    """A channel is written down once the app is added there, without a word, and blocked when it is removed."""
    us = [{"id": teams.usual()["recipient"]["id"]}]
    await teams.brings(teams.in_channel("", type="conversationUpdate", membersAdded=us))
    assert not _is_blocked(database, CHANNEL)
    somebody = [{"id": "29:somebody"}]
    await teams.brings(teams.in_channel("", type="conversationUpdate", membersRemoved=somebody))
    assert not _is_blocked(database, CHANNEL)
    await teams.brings(teams.in_channel("", type="conversationUpdate", membersRemoved=us))
    assert _is_blocked(database, CHANNEL)
    assert teams.letterbox.tried == []


async def test_any_word_makes_somebody_reachable_again(teams: Teams, database: Database) -> None:
    """Who could not be reached can be written to once they have said anything."""
    await teams.says("10618")
    with database.writing() as session:
        person = session.query(Person).filter_by(account=PRIYA).one()
        person.unreachable_since = teams.rounds._clock.now().date()
    await teams.says("status")
    with database.reading() as session:
        assert session.query(Person).filter_by(account=PRIYA).one().unreachable_since is None


def _is_blocked(database: Database, external: str = "a:priya") -> bool:
    with database.reading() as session:
        known = conversations.by_external(session, Surface.TEAMS, external)
        assert known is not None
        return known.blocked_since is not None
