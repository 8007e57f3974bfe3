"""Files as Slack really has them: e-mails, canvases, pages, other services' files, and those it says little of."""

from datetime import date

import pytest
from sqlalchemy import select

from models.statements.statement import AttachedFile, EvidenceLink, FileState
from tests.chat import Chat, texts
from tests.factories import Register

PLAN = "https://docs.example/document/d/1abc"


@pytest.fixture
async def owned(chat: Chat) -> Chat:
    """A running Reckoner in which anna owns 10618."""
    await chat.at("2022-12-01T08:30")
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    return chat


async def sends(chat: Chat, file: str) -> None:
    """Have anna send a file for 10618."""
    chat.workspace.post_as("anna", "@reckoner", "10618: see what is attached", None, [file])
    await chat.settles()


def kept(chat: Chat) -> tuple[FileState, str | None, list[str]]:
    """Return how far the one file has come, why no further, and the links that are kept with what was said."""
    with chat.database.reading() as session:
        file = session.scalars(select(AttachedFile)).one()
        return file.state, file.error, list(session.scalars(select(EvidenceLink.address)))


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("Re: the audit", "text/html", b"<html><body>Dear Anna</body></html>"),
        ("Action plan", "application/vnd.slack-docs", b"<h1>Action plan</h1>"),
        ("figures", "text/html", b"<table></table>"),
    ],
)
async def test_what_slack_gives_as_a_page_is_kept(owned: Chat, name: str, kind: str, content: bytes) -> None:
    """E-mails, canvases and typed HTML come as pages, and are kept: no permission is missing for that."""
    await sends(owned, owned.workspace.upload_as("anna", name, content, kind))
    assert kept(owned) == (FileState.STORED, None, [])


async def test_a_file_of_another_service_is_kept_as_a_link(owned: Chat) -> None:
    """A document that lies elsewhere is not fetched: its link is kept, and its author is told so at once."""
    await sends(owned, owned.workspace.link_as("anna", "Plan", PLAN))
    assert kept(owned) == (FileState.FAILED, "It is not stored in Slack itself.", [PLAN])
    (told,) = [each for each in texts(owned.sees("anna")) if "Only a link" in each]
    assert "Plan" in told


async def test_a_file_of_which_slack_says_little_is_asked_about(owned: Chat) -> None:
    """Where a message says only that there is a file, Slack is asked for it, and it is kept whole."""
    file = owned.workspace.upload_as("anna", "audit.pdf", b"94%")
    owned.workspace.files.hide(file, "check_file_info")
    await sends(owned, file)
    assert kept(owned) == (FileState.STORED, None, [])


async def test_a_file_that_reckoner_may_not_see_is_said_so(owned: Chat) -> None:
    """Where Slack keeps a file from Reckoner, that is the reason which its author reads, and no permission."""
    file = owned.workspace.upload_as("anna", "audit.pdf", b"94%")
    owned.workspace.files.hide(file, "access_denied")
    await sends(owned, file)
    state, why, links = kept(owned)
    assert (state, why, links) == (FileState.FAILED, "Slack does not let Reckoner see it.", [])
    assert any("does not let Reckoner see it" in each for each in texts(owned.sees("anna")))


async def test_a_file_that_was_deleted_meanwhile_is_not_asked_for_again(owned: Chat) -> None:
    """Slack says that there is no such file: it is given up, and its author can send it again."""
    file = owned.workspace.upload_as("anna", "audit.pdf", b"94%")
    owned.workspace.files.hide(file, "check_file_info")
    owned.workspace.faults.refuse("files.info", "file_not_found")
    await sends(owned, file)
    assert kept(owned)[0] is FileState.FAILED


async def test_a_link_that_was_held_is_kept_once_the_item_is_clear(owned: Chat) -> None:
    """Where the bot had to ask which item it is for, the link stands with the evidence afterwards."""
    register = Register(owned.database, owned.clock, owned.policy)
    register.item("2", reviews_from=date(2022, 9, 5))
    await owned.at("2022-12-05T09:00")
    file = owned.workspace.link_as("anna", "Plan", PLAN)
    owned.workspace.post_as("anna", "@reckoner", "the plan is attached", None, [file])
    await owned.settles()
    assert kept(owned) == (FileState.FAILED, "It is not stored in Slack itself.", [])
    (question,) = [each for each in owned.sees("anna") if "Which item" in each["text"]]
    await owned.clicks("anna", question, "10618")
    assert kept(owned)[2] == [PLAN]
