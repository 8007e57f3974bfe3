"""Posting to Teams: where a message goes, how it is found again, and what is done where it may be there."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import aiohttp
import pytest

from bot.clock import StoppedClock
from bot.documents.documents import Documents
from bot.teams import addresses
from bot.teams.cloud import Cloud
from bot.teams.destinations import Destinations
from bot.teams.drawing import CARD
from bot.teams.history import History, mark
from bot.teams.sender import TeamsPoster
from bot.teams.uploads import Uploads
from jobs.delivery import Again, Impossible, Outgoing, Sent, Unreachable, Unreached
from models.address import Account, Conversation
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.policy import Policy
from models.refusals.documents import NoSuchTemplate
from templates.messages.answers import Acknowledged
from templates.messages.documents import Document
from tests.bot.teams.connector import APP, PRIYA
from tests.bot.teams.hearing import CHANNEL, Drawn
from tests.bot.teams.microsoft import Answer, Microsoft

ACCOUNT = Account(Surface.TEAMS, PRIYA)
KEY = "reminder:4:2022-12-02"
CHAT = f"19%3A{PRIYA}_{APP}%40unq.gbl.spaces"


class NoDocuments(Documents):
    """Makes no document."""

    def write(self, document: Document, at: datetime, to: BinaryIO) -> Document:
        """Refuse to make one."""
        raise NoSuchTemplate(name="paper.docx")


@dataclass
class TeamsSending:
    """A poster, and Microsoft's side as it is ordered to answer."""

    database: Database
    microsoft: Microsoft
    poster: TeamsPoster
    cloud: Cloud
    usual: Outgoing

    def note(self, external: str, *, account: str | None = None, group: str | None = None) -> Conversation:
        """Have the register know a conversation; return it."""
        with self.database.writing() as session:
            known = conversations.take_note(
                session,
                Surface.TEAMS,
                external,
                self.cloud.service,
                is_direct=account is not None,
                account=account,
                part_of=group,
            )
            session.flush()
            return known.address

    def answers(self, *ordered: str | Answer) -> None:
        """Have Microsoft answer so, in this order."""
        self.microsoft.calls += [each if isinstance(each, Answer) else Answer(body=each) for each in ordered]

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What Microsoft was asked, in order."""
        return [(each.method, each.path) for each in self.microsoft.asked]

    @property
    def card(self) -> dict[str, Any]:
        """The card that was posted last."""
        (attached,) = self.microsoft.asked[-1].body["attachments"]
        assert attached["contentType"] == CARD
        card: dict[str, Any] = attached["content"]
        return card


@pytest.fixture
async def sending(database: Database, clock: StoppedClock) -> AsyncIterator[TeamsSending]:
    """Somebody who has a chat with us, and a message for them."""
    microsoft = Microsoft()
    async with microsoft.served() as (client, cloud), aiohttp.ClientSession() as session:
        destinations = Destinations(client, database, cloud.service)
        history = History(client, cloud.graph, APP)
        uploads = Uploads(session, cloud, NoDocuments(database, Policy(), None), database, clock)
        poster = TeamsPoster(client, destinations, history, Drawn(), uploads, clock)
        usual = Outgoing(
            outbox_message=1,
            attempt=1,
            key=KEY,
            message=Acknowledged("nothing_to_undo"),
            account=ACCOUNT,
            conversation=None,
            thread=None,
            replaces=None,
            unsure=False,
            created_at=clock.now(),
        )
        yield TeamsSending(database, microsoft, poster, cloud, usual)


def said(marked: str = "", at: str = "2022-12-01T08:30:00.000Z", number: int = 7) -> str:
    """Return a message as Graph gives it, with a card that carries a mark."""
    card = f'{{\\"body\\": [{{\\"id\\": \\"{marked}\\"}}]}}'
    return f'{{"id": "{number}", "createdDateTime": "{at}", "attachments": [{{"content": "{card}"}}]}}'


def page(*messages: str, following: str = "") -> str:
    """Return a page of Graph's."""
    link = f', "@odata.nextLink": "{following}"' if following else ""
    return f'{{"value": [{",".join(messages)}]{link}}}'


async def test_a_chat_is_begun_once_and_used_again(sending: TeamsSending) -> None:
    """Somebody with whom there is no chat yet gets one; what comes then stands in it, by its short id."""
    sending.answers('{"id": "a:begun"}', '{"id": "1669883400007"}', '{"id": "1669883400008"}')
    first = await sending.poster.send(sending.usual)
    second = await sending.poster.send(replace(sending.usual, key="another"))
    assert isinstance(first, Sent)
    assert isinstance(second, Sent)
    assert (first.message.id, first.message.order) == ("1669883400007", 1669883400007)
    assert first.message.conversation == second.message.conversation
    assert first.message.conversation.is_direct
    assert first.message.conversation.id.startswith("T")
    posts = "/v3/conversations/a%3Abegun/activities"
    assert sending.asked == [("POST", "/v3/conversations"), ("POST", posts), ("POST", posts)]


async def test_a_card_carries_its_mark_and_no_text_beside_it(sending: TeamsSending) -> None:
    """A message is a card with a summary; its first element carries a digest of the key, and not the key."""
    sending.note("a:priya", account=PRIYA)
    await sending.poster.send(sending.usual)
    body = sending.microsoft.asked[-1].body
    assert "text" not in body
    assert body["summary"] == "There is nothing to undo."
    assert sending.card["body"][0]["id"] == mark(KEY)
    assert len(mark(KEY)) == 25
    assert KEY not in str(body)


async def test_what_changes_takes_its_place(sending: TeamsSending) -> None:
    """A message that replaces another is put where that stands; of one that is gone nothing more comes."""
    there = sending.note("a:priya", account=PRIYA)
    changed = replace(sending.usual, account=None, replaces=addresses.message(there, "16"), unsure=True)
    sending.answers("{}", Answer(404, '{"error": {"code": "ActivityNotFoundInConversation"}}'))
    assert await sending.poster.send(changed) == Sent(addresses.message(there, "16"))
    assert await sending.poster.send(changed) == Impossible("ActivityNotFoundInConversation")
    assert sending.asked == [("PUT", "/v3/conversations/a%3Apriya/activities/16")] * 2


async def test_a_channel_is_written_to_by_its_own_id(sending: TeamsSending) -> None:
    """The committee's channel is known by its id in Teams alone; from then on by a short one."""
    there = addresses.conversation(CHANNEL)
    sent = await sending.poster.send(replace(sending.usual, account=None, conversation=there))
    assert isinstance(sent, Sent)
    assert sent.message.conversation.id.startswith("T")
    assert not sent.message.conversation.is_direct
    thread = replace(sending.usual, account=None, conversation=sent.message.conversation, thread=sent.message)
    await sending.poster.send(thread)
    root = sent.message.id
    assert [path for _, path in sending.asked] == [
        "/v3/conversations/19%3Aabc%40thread.tacv2/activities",
        f"/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D{root}/activities",
    ]


async def test_a_chat_that_was_cleared_is_begun_anew(sending: TeamsSending) -> None:
    """Where there is no such chat any more another is begun, to which all goes that was for the old one."""
    there = sending.note("a:old", account=PRIYA)
    gone = Answer(404, '{"error": {"code": "ConversationNotFound"}}')
    sending.answers(gone, '{"id": "a:new"}')
    outgoing = replace(sending.usual, account=None, conversation=there)
    for _ in range(2):
        assert isinstance(await sending.poster.send(outgoing), Sent)
        assert sending.asked[-1] == ("POST", "/v3/conversations/a%3Anew/activities")
    sending.answers(gone, '{"id": "a:newer"}', gone)
    assert await sending.poster.send(outgoing) == Again("ConversationNotFound", unsure=False)


@pytest.mark.parametrize(
    ("status", "code", "means"),
    [
        (403, "ForbiddenOperationException", Unreached),
        (404, "NotFound", Unreachable),
        (400, "BadSyntax", Unreachable),
    ],
)
async def test_who_cannot_be_begun_with_is_not_reached(
    sending: TeamsSending, status: int, code: str, means: type[Unreached | Unreachable]
) -> None:
    """Who has not got the app is tried again; an account that Teams does not know is not."""
    sending.answers(Answer(status, f'{{"error": {{"code": "{code}"}}}}'))
    assert await sending.poster.send(sending.usual) == means(code)


async def test_what_arrived_is_found_and_not_posted_again(sending: TeamsSending, clock: StoppedClock) -> None:
    """After a send whose outcome is unknown the chat is searched, page by page, and what is found is kept."""
    there = sending.note("a:priya", account=PRIYA)
    following = f"{sending.cloud.graph}v1.0/chats/more"
    sending.answers(page(said(number=8), following=following), page(said(mark(KEY))))
    sent = await sending.poster.send(replace(sending.usual, unsure=True))
    assert sent == Sent(addresses.message(there, "7"))
    first = f"/v1.0/chats/{CHAT}/messages?$top=50&$orderby=createdDateTime%20desc"
    assert sending.asked == [("GET", first), ("GET", "/v1.0/chats/more")]


@pytest.mark.parametrize(
    "pages",
    [
        [page()],
        [page(said(mark("another")))],
        [page(said(at="2022-11-01T08:30:00.000Z"), following="more")],
        [page(following="https://elsewhere.example/v1.0/more")],
        [page(following="{graph}more")] * 4,
    ],
    ids=["empty", "another", "older", "elsewhere", "long"],
)
async def test_what_is_not_found_is_posted(sending: TeamsSending, pages: list[str]) -> None:
    """Where the chat does not hold it, as far back as it can, it is posted as it is."""
    sending.note("a:priya", account=PRIYA)
    sending.answers(*(each.replace("{graph}", sending.cloud.graph) for each in pages))
    assert isinstance(await sending.poster.send(replace(sending.usual, unsure=True)), Sent)
    assert [method for method, _ in sending.asked] == ["GET"] * len(pages) + ["POST"]
    assert [each.get("text") for each in sending.card["body"]] == ["There is nothing to undo."]


@pytest.mark.parametrize("status", [403, 404])
async def test_where_nobody_may_look_it_says_so_of_itself(sending: TeamsSending, status: int) -> None:
    """Without the permission to look, a message that may be there begins with that."""
    sending.note("a:priya", account=PRIYA)
    sending.answers(Answer(status, '{"error": {"code": "Forbidden"}}'))
    assert isinstance(await sending.poster.send(replace(sending.usual, unsure=True)), Sent)
    first = sending.card["body"][0]
    assert (first["text"], first["id"]) == ("You may have had this already.", mark(KEY))


async def test_while_graph_does_not_say_nothing_is_posted(sending: TeamsSending) -> None:
    """Whether it is there is asked again until Graph says."""
    sending.note("a:priya", account=PRIYA)
    sending.answers(Answer(503, "down"), Answer(429, "", {"Retry-After": "7"}))
    unsure = replace(sending.usual, unsure=True)
    assert await sending.poster.send(unsure) == Again("503", unsure=True)
    assert await sending.poster.send(unsure) == Again("429", unsure=True, after=timedelta(seconds=7))
    assert {method for method, _ in sending.asked} == {"GET"}


async def test_a_document_that_cannot_be_made_is_refused_in_words(sending: TeamsSending) -> None:
    """Of a document that cannot be made it is said why, and nothing is asked."""
    sending.note("a:priya", account=PRIYA)
    assert isinstance(await sending.poster.send(replace(sending.usual, message=Document.EXAMPLE)), Sent)
    assert "template" in sending.card["body"][0]["text"]


async def test_a_channel_is_searched_through_its_team(sending: TeamsSending) -> None:
    """A channel's messages, and the replies of a thread, are asked for by the id of its team, where it is known."""
    there = sending.note(CHANNEL, group="group")
    outgoing = replace(sending.usual, account=None, conversation=there, unsure=True)
    sending.answers(page(said(mark(KEY))), page(said(mark(KEY))))
    await sending.poster.send(outgoing)
    await sending.poster.send(replace(outgoing, thread=addresses.message(there, "16")))
    messages = "/v1.0/teams/group/channels/19%3Aabc%40thread.tacv2/messages"
    assert [path for _, path in sending.asked] == [
        f"{messages}?$top=50",
        f"{messages}/16/replies?$top=50",
    ]
    elsewhere = sending.note("19:other@thread.tacv2")
    assert isinstance(await sending.poster.send(replace(outgoing, conversation=elsewhere)), Sent)
    assert sending.card["body"][0]["text"] == "You may have had this already."
