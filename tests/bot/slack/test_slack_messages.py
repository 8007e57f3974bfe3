"""Messages as Slack really sends them: forwarded, deleted under their replies, half empty, or from elsewhere."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.local.faults import InjectedFault
from models.enums import StatementKind
from models.statements.statement import AttachedFile, HeldReply, Statement
from tests.chat import Chat, Json, text_of, texts
from tests.factories import Register

pytestmark = pytest.mark.every_database


@pytest.fixture
async def owned(chat: Chat) -> Chat:
    """A running Reckoner in which anna has had a reminder about 10618."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await chat.at("2022-12-05T09:00")
    return chat


def statements(chat: Chat) -> list[tuple[StatementKind, str, bool]]:
    """Return what was recorded, in order: its kind, its words, and whether it counts."""
    with chat.database.reading() as session:
        found = session.scalars(select(Statement).order_by(Statement.id))
        return [(each.kind, each.text, each.stands) for each in found]


def files(chat: Chat) -> list[str]:
    """Return the names of the files that are kept, in order."""
    with chat.database.reading() as session:
        return list(session.scalars(select(AttachedFile.name).order_by(AttachedFile.id)))


async def event_of(chat: Chat, words: str) -> Json:
    """Have anna write `words`; return the event by which Slack told of it."""
    chat.workspace.post_as("anna", "@reckoner", words)
    (payload,) = chat.workspace.dispatch.outstanding
    await chat.settles()
    return json.loads(json.dumps(payload))  # type: ignore[no-any-return]


async def hears(chat: Chat, like: Json, number: int, **event: Any) -> None:
    """Deliver an event like one that Slack has sent, with other parts; None takes a part away."""
    payload = copy.deepcopy(like)
    payload["event"] |= {"ts": f"1670230900.{number:06d}", **event}
    payload["event"] = {key: value for key, value in payload["event"].items() if value != "gone"}
    payload["event_id"] = f"Ev0LIKE{number}"
    chat.workspace.dispatch.enqueue(payload)
    await chat.settles()


async def test_a_deleted_message_that_has_replies_counts_no_longer(owned: Chat) -> None:
    """Slack says that it was changed into a tombstone, by its own bot: it is deleted, and nobody is unknown."""
    said = await owned.writes("anna", "10618: the audit shows 94%")
    await owned.writes("anna", "and more will follow", thread=said)
    await owned.deletes("anna", said)
    assert statements(owned)[0] == (StatementKind.UPDATE, "10618: the audit shows 94%", False)
    everything = texts([*owned.sees("anna"), *owned.workspace.history("@reckoner", user="anna")])
    assert not [each for each in everything if "do not know you" in each]


@pytest.mark.parametrize(
    "previous",
    [
        {},
        {"previous_message": None},
        {
            "previous_message": {
                "type": "message",
                "subtype": "tombstone",
                "user": "USLACKBOT",
                "text": "gone",
            }
        },
    ],
)
async def test_a_deletion_that_does_not_say_of_what_is_its_authors(
    owned: Chat, previous: dict[str, Any]
) -> None:
    """What Slack deletes without saying what it was, or as a tombstone, is deleted as its author's."""
    payload = await event_of(owned, "10618: the audit shows 94%")
    before = len(owned.sees("anna"))
    gone = {"subtype": "message_deleted", "hidden": True, "deleted_ts": payload["event"]["ts"]}
    nobody = {"user": "gone", "text": "gone", "blocks": "gone", "client_msg_id": "gone"}
    await hears(owned, payload, 1, **nobody, **gone, **previous)
    assert statements(owned) == [(StatementKind.UPDATE, "10618: the audit shows 94%", False)]
    assert len(owned.sees("anna")) == before
    await hears(owned, payload, 2, **nobody, **gone | {"deleted_ts": "1670000000.000001"}, **previous)
    assert len(owned.sees("anna")) == before


async def test_a_forwarded_message_is_kept_as_anothers_words(owned: Chat) -> None:
    """Forwarded without a word of one's own, it is evidence with its author and its files, in the item's thread."""
    (reminder,) = owned.sees("anna")
    file = owned.workspace.upload_as("dev", "audit.txt", b"94%")
    theirs = owned.workspace.post_as("dev", "#general", "The audit is done. It is complete.", None, [file])
    owned.workspace.forward_as("anna", theirs, "@reckoner", thread_ts=reminder["ts"])
    await owned.settles()
    assert statements(owned) == [
        (StatementKind.EVIDENCE, "> Dev Patel: The audit is done. It is complete.", True)
    ]
    assert files(owned) == ["audit.txt"]
    (_, answer) = owned.thread("anna", reminder)
    assert "It sounds as if" not in text_of(answer)


async def test_a_comment_on_what_is_forwarded_is_ones_own(owned: Chat) -> None:
    """What one writes beside it is read, what is forwarded is quoted beneath, and an item it names is meant."""
    theirs = owned.workspace.post_as("dev", "#general", "10618 is complete\nand was tested")
    owned.workspace.forward_as("anna", theirs, "@reckoner", "We go on with the second part")
    await owned.settles()
    (statement,) = statements(owned)
    assert statement == (
        StatementKind.UPDATE,
        "We go on with the second part\n> Dev Patel: 10618 is complete\n> and was tested",
        True,
    )


async def test_a_forward_that_names_no_item_is_asked_about(owned: Chat) -> None:
    """Where it is not clear what it is about, the words are held and the bot asks."""
    register = Register(owned.database, owned.clock, owned.policy)
    register.item("2", reviews_from=date(2022, 9, 6))
    await owned.at("2022-12-06T09:00")
    theirs = owned.workspace.post_as("dev", "#general", "It was tested")
    owned.workspace.forward_as("anna", theirs, "@reckoner")
    await owned.settles()
    with owned.database.reading() as session:
        assert session.scalars(select(HeldReply.text)).all() == ["> Dev Patel: It was tested"]
    assert statements(owned) == []


@pytest.mark.parametrize(
    "nothing",
    [
        {"text": ""},
        {"text": None, "files": None, "attachments": None},
        {"text": "", "subtype": "file_share", "files": [{"id": "F0GONE", "mode": "tombstone"}]},
        {"text": " ", "attachments": [{"is_share": True, "text": "", "author_name": "Dev Patel"}]},
    ],
)
async def test_nothing_empty_is_ever_recorded(owned: Chat, nothing: dict[str, Any]) -> None:
    """A message without words and files, or with a file that was deleted, answers no review; its author is told."""
    payload = await event_of(owned, "hello there")
    before = statements(owned)
    await hears(owned, payload, 1, **{"blocks": "gone", **nothing}, thread_ts=owned.sees("anna")[0]["ts"])
    assert statements(owned) == before
    (reminder,) = owned.sees("anna")[:1]
    assert any("no text or file" in each for each in texts(owned.thread("anna", reminder)))


async def test_words_that_stand_in_blocks_alone_are_read_there(owned: Chat) -> None:
    """Where Slack gives formatted text only, its words are recorded, lists line by line."""
    payload = await event_of(owned, "hello there")
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "10618: done so far:"}]}
    points = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": words, "style": {"bold": True}}]}
        for words in ("forms", "training")
    ]
    blocks = [{"type": "rich_text", "elements": [section, {"type": "rich_text_list", "elements": points}]}]
    await hears(owned, payload, 1, text="", blocks=blocks)
    assert statements(owned)[-1][1] == "10618: done so far:\nforms\ntraining"


async def test_what_slack_leaves_out_is_not_missed(owned: Chat) -> None:
    """Without the kind of channel, or as a /me message, or with empty facts of a file, a reply is recorded."""
    payload = await event_of(owned, "10618: first")
    await hears(owned, payload, 1, channel_type="gone", text="10618: second", blocks="gone")
    await hears(
        owned, payload, 2, subtype="me_message", text="10618: third", blocks="gone", channel_type=None
    )
    file = {"id": "F0BARE001", "name": None, "title": None, "mimetype": None, "size": None}
    file |= {"url_private": None, "mode": "hosted"}
    await hears(owned, payload, 3, subtype="file_share", text="10618: fourth", blocks="gone", files=[file])
    assert [words for _, words, _ in statements(owned)] == [
        f"10618: {each}" for each in ("first", "second", "third", "fourth")
    ]
    assert files(owned) == ["F0BARE001"]


async def test_a_command_is_understood_after_a_no_break_space(owned: Chat) -> None:
    """A phone puts a no-break space between words: the command is the same."""
    assert "10618" in await owned.says("anna", "/rec status\u00a010618")
    assert await owned.says("anna", "/rec status\u00a010618") == await owned.says("anna", "/rec status 10618")


@pytest.mark.parametrize("fault", [("expired_trigger_id", InjectedFault.SAID), ("", InjectedFault.PROXIED)])
async def test_a_form_that_did_not_open_from_a_view_is_said_in_the_conversation(
    owned: Chat, fault: tuple[str, InjectedFault]
) -> None:
    """From Home or from another form there is no place to answer in: it is said directly, and nothing breaks."""
    error, kind = fault
    view = await owned.home("anna")
    owned.workspace.faults.order("views.open", kind, error=error)
    assert (await owned.clicks("anna", view, "Show 10618")).ok
    assert (await owned.clicks("anna", view, "Show 10618")).ok
    modal = owned.workspace.modal("anna")
    assert modal is not None
    owned.workspace.faults.order("views.push", kind, error=error)
    assert (await owned.clicks("anna", modal, "add_evidence")).ok
    told = [each for each in texts(owned.sees("anna")) if "did not open in time" in each]
    assert len(told) == 2


@pytest.mark.parametrize("fault", [InjectedFault.PROXIED, InjectedFault.UNAVAILABLE, InjectedFault.REFUSED])
async def test_an_answer_that_slack_does_not_show_is_said_in_the_conversation(
    owned: Chat, fault: InjectedFault
) -> None:
    """Where the response address takes no answer, it stands in the direct conversation, and nothing breaks."""
    await owned.says("anna", "/rec status 10618")
    (shown,) = owned.workspace.ephemerals("anna")
    owned.workspace.faults.order("response", fault)
    before = len(owned.sees("anna"))
    assert (await owned.clicks("anna", shown, "Show 10618")).ok
    told = owned.sees("anna")[before:]
    assert any("10618" in each["text"] for each in told)


async def test_a_member_who_becomes_a_guest_is_told_of_once(owned: Chat) -> None:
    """Slack's event, and every look at the account after it, tell the coordinators once; nothing is changed."""
    owned.workspace.becomes_guest("anna")
    await owned.settles()
    for moment in ("2022-12-05T11:00", "2022-12-05T13:00"):
        await owned.at(moment)
    for who in ("priya", "tom"):
        assert len([each for each in texts(owned.sees(who)) if "Anna Clarke is now a guest" in each]) == 1
    await owned.writes("anna", "10618: still here")
    assert statements(owned) == [(StatementKind.UPDATE, "10618: still here", True)]


async def test_events_that_slack_holds_back_are_told_of(owned: Chat) -> None:
    """The coordinators hear, once a day, that what people wrote may not have come."""
    for _ in range(2):
        owned.workspace.hold_back()
        await owned.settles()
    assert owned.workspace.dispatch.undelivered == []
    for who in ("priya", "tom"):
        assert len([each for each in texts(owned.sees(who)) if "too many came at once" in each]) == 1
