"""Conversations in which web addresses are given as evidence: recorded and shown, never fetched."""

from datetime import date
from pathlib import Path

import pytest

from models.enums import StatementKind
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded, RecordForm
from tests.chat import Chat, text_of
from tests.factories import Register
from tests.handlers.packing import pack_of
from tests.letterbox import expected
from tests.talk import Talk, sentence

AUDIT = "https://intranet.force.example/audit?year=2022&month=11"


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618."""
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    return register


async def shown(talk: Talk) -> tuple[str, ...]:
    """Return the links of the latest thing recorded for 10618."""
    return (await talk.says("priya", "/rec show 10618", ItemDetail)).statements[0].links


async def test_links_in_evidence_are_recorded(talk: Talk, owned: Register) -> None:
    """An address in the words of evidence is a link of its own, said back and shown as such."""
    await talk.says("anna", f"/rec evidence 10618 See {AUDIT}, page 2.", Acknowledged)
    (told,) = talk.sees("anna", Recorded)
    assert (told.links, told.text) == ((AUDIT,), f"See {AUDIT}, page 2.")
    assert await shown(talk) == (AUDIT,)
    assert f"1 link: {AUDIT} ({AUDIT})" in talk.last("anna").text
    assert talk.shelf.asked == []


async def test_links_in_an_update_are_only_words(talk: Talk, owned: Register) -> None:
    """An update is no evidence: an address in it stays part of its words."""
    wrote = await talk.writes("anna", f"10618: as in {AUDIT}")
    assert (wrote.answer(Recorded).kind, wrote.answer(Recorded).links) == (StatementKind.UPDATE, ())


async def test_links_of_the_form(talk: Talk, owned: Register) -> None:
    """The form for evidence has a field for links: those are kept with the ones in the words, each once."""
    fields = {"text": f"The audit: {AUDIT}", "links": f"{AUDIT}\nhttp://list.force.example"}
    answer = expected(await talk.fills("anna", "evidence:10618", fields), Recorded)
    assert answer.links == (AUDIT, "http://list.force.example")


async def test_a_link_alone_is_evidence(talk: Talk, owned: Register) -> None:
    """A link needs no words."""
    answer = await talk.fills("anna", "evidence:10618", {"text": "", "links": AUDIT})
    assert expected(answer, Recorded).links == (AUDIT,)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "intranet", "ftp://a.example/x"]
)
async def test_other_addresses_are_refused_at_the_field(talk: Talk, owned: Register, link: str) -> None:
    """What is not http or https is refused where it was written, and nothing is recorded."""
    refused = expected(
        await talk.fills("anna", "evidence:10618", {"text": "See there.", "links": link}), Refused
    )
    assert refused.field_name == "links"
    assert sentence(refused).startswith(f"“{link}” is not a web address.")
    assert talk.sees("anna", Recorded) == []


async def test_an_edit_changes_the_links(talk: Talk, owned: Register) -> None:
    """A link that its author takes out of the words is shown no longer; one put in is; each wording is kept."""
    wrote = await talk.writes("anna", f"10618: evidence at {AUDIT}")
    await talk.edits(wrote, "10618: evidence at https://other.force.example")
    assert wrote.answer(Recorded).links == ("https://other.force.example",)
    assert await shown(talk) == ("https://other.force.example",)
    await talk.edits(wrote, f"10618: evidence at {AUDIT} after all")
    assert await shown(talk) == (AUDIT,)


async def test_the_update_form_has_no_links(talk: Talk, owned: Register) -> None:
    """Only the form for evidence asks for links."""
    form = expected(await talk.presses("anna", "update", "10618"), RecordForm)
    assert form.kind is StatementKind.UPDATE


async def test_slack_shows_a_link_and_opens_none(chat: Chat, tmp_path: Path) -> None:
    """In Slack a link leads where it says and is not unfurled; the form refuses a bad one at its field."""
    Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
    await chat.says("anna", "/rec show 10618")
    shown = chat.workspace.ephemerals("anna")[-1]
    assert (await chat.clicks("anna", shown, "add_evidence")).ok
    refused = await chat.fills("anna", {"text": "The audit", "links": "javascript:alert(1)"})
    assert list(refused.errors) == ["links"]
    assert (await chat.fills("anna", {"text": "", "links": AUDIT})).ok
    told = chat.sees("anna")[-1]
    assert f"<{AUDIT.replace('&', '&amp;')}|" in str(told["blocks"])
    assert "attachments" not in told
    assert AUDIT in text_of(told)
    await chat.says("anna", "/rec pack 10618")
    assert AUDIT in pack_of(chat, "anna", tmp_path / "pack").index
