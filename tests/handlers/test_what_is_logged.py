"""A whole conversation, crashes included, leaves neither a token nor a word of evidence in the log."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.local.slack.dispatch import Waits
from bot.logs import set_up_logs
from tests.chat import Chat, Force, Way, chatting
from tests.factories import Register

SECRET = "SECRET-WORDS of a victim"


@pytest.mark.parametrize("way", ["socket", "http"])
async def test_neither_tokens_nor_evidence_reach_the_log(
    database_url: str,
    tmp_path: Path,
    way: Way,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Commands, replies, edits, files, forms, searches and whatever breaks are logged without what they hold."""
    caplog.set_level(logging.WARNING)
    set_up_logs("DEBUG")
    async with chatting(Force(database_url, tmp_path, way, waits=Waits(0.5, ()))) as chat:
        Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
        await _converse(chat)
        with chat.database.engine.begin() as connection:
            connection.execute(text("alter table wording rename to wording_away"))
        await _converse(chat)
        with chat.database.engine.begin() as connection:
            connection.execute(text("alter table wording_away rename to wording"))
        installation = chat.workspace.installation
        tokens = {installation.bot_token, installation.app_token} - {""}
    captured = capfd.readouterr()
    written = captured.out + captured.err + "".join(map(caplog.handler.format, caplog.records))
    assert '"event": "crashed"' in written
    assert "SECRET" not in written
    assert [token for token in tokens if token in written] == []


async def _converse(chat: Chat) -> None:
    """Say the secret in every way in which something can be said."""
    await chat.says("anna", f"/rec evidence 10618 {SECRET}")
    said = await chat.writes("anna", f"10618: {SECRET}", files=[("SECRET.txt", SECRET.encode())])
    await chat.edits("anna", said, f"10618: {SECRET} once more")
    await chat.deletes("anna", said)
    await chat.says("anna", f"/rec search {SECRET}")
    await chat.says("anna", f"/rec nothing {SECRET}")
    outcome = await chat.workspace.command_as("anna", "@reckoner", "/rec notmine 10618")
    if outcome.message is None:
        await chat.fills("anna", {"reason": SECRET})
