"""Verifying the ledger in the terminal, and the heads that are kept outside the database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.operations.ledger_anchor import NAME, LedgerAnchor
from models.database import Database
from models.ledger.chain import Head
from models.ledger.verifying import verify
from models.refusals.running import HeadsUnreadable
from tests.bot.terminal_session import Terminal, terminal
from tests.chat import Chat
from tests.factories import Register

pytestmark = pytest.mark.every_database

AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
TODAY = date(2022, 12, 1)
FIRST, SECOND = Head(12, "a" * 64), Head(15, "b" * 64)


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Terminal:
    """A terminal with an empty register."""
    return terminal(monkeypatch, tmp_path, database_url)


def test_a_head_a_day_is_kept(tmp_path: Path) -> None:
    """The first head of a day is kept, a second one that day is not, and the next day's is."""
    heads = LedgerAnchor(tmp_path)
    assert heads.heads() == []
    assert heads.keep(FIRST, AT, TODAY)
    assert not heads.keep(SECOND, AT, TODAY)
    tomorrow = AT + timedelta(days=1)
    assert not heads.keep(FIRST, tomorrow, tomorrow.date())
    assert heads.keep(SECOND, tomorrow, tomorrow.date())
    assert LedgerAnchor(tmp_path).heads() == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["12", "yesterday 12 aa", "2022-12-01T09:30:00+00:00 twelve aa", "\x00\xff"])
def test_a_line_that_is_not_ours_is_refused_in_words(tmp_path: Path, line: str) -> None:
    """A file of heads that somebody has changed is not passed over: its line is named."""
    LedgerAnchor(tmp_path).keep(FIRST, AT, TODAY)
    with (tmp_path / NAME).open("a", encoding="latin-1") as file:
        file.write(f"{line}\n")
    with pytest.raises(HeadsUnreadable, match=r"did not write line 2 of .*ledger-heads\.txt"):
        LedgerAnchor(tmp_path).heads()


def test_an_untouched_ledger_holds(give: Terminal) -> None:
    """A register that nobody has meddled with is said to be what was written, also when nothing is in it."""
    assert "The ledger is intact" in give("verify").words
    give("inspection", "announce", "Walsall JTAI", "--kind", "JTAI")
    answer = give("verify")
    assert (answer.code, "2 facts sealed" in answer.words) == (0, True)
    assert "1 head kept outside the database was compared with it." in answer.words


def test_what_was_changed_behind_our_back_is_said(give: Terminal, database: Database) -> None:
    """A fact that was changed in the database is named, with what to do, and the command ends with code 1."""
    for name in ("Walsall JTAI", "Dudley JTAI", "ROCU"):
        give("inspection", "announce", name, "--kind", "JTAI")
    with database.engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("drop trigger event_no_update"))
        else:
            connection.execute(text("alter table event disable trigger user"))
        connection.execute(text("update event set effective_on = '2020-01-01' where id = 2"))
    answer = give("verify")
    assert answer.code == 1
    assert "The ledger has been changed without Reckoner" in answer.words
    assert "inserted at seal 2." in answer.words
    assert "Keep a copy of the database and of the kept heads" in answer.words


def test_a_kept_head_that_was_never_ours_is_said(give: Terminal, tmp_path: Path) -> None:
    """A chain made anew does not have the head that was kept before."""
    give("inspection", "announce", "Walsall JTAI", "--kind", "JTAI")
    tomorrow = AT + timedelta(days=1)
    LedgerAnchor(tmp_path / "data" / "local").keep(Head(1, "f" * 64), tomorrow, tomorrow.date())
    answer = give("verify")
    assert answer.code == 1
    assert "the head after fact 1." in answer.words


async def test_a_running_reckoner_keeps_the_head(chat: Chat) -> None:
    """With the first whole round of a day, the head of the ledger lies in the data folder, and fits."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item()
    await chat.at("2022-12-01T09:00")
    kept = LedgerAnchor(chat.force.folder).heads()
    assert kept
    with chat.database.reading() as session:
        assert verify(session, kept).holds


async def test_a_head_a_day_is_kept_in_the_hour_after_midnight_too(chat: Chat) -> None:
    """In summer the day begins at 23:00 of the day before in UTC: what happens in that hour adds no second head."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("0")
    await chat.at("2022-12-01T09:00")
    register.item("1")
    await chat.at("2023-07-04T00:05")
    before = len(LedgerAnchor(chat.force.folder).heads())
    register.item("2")
    await chat.at("2023-07-04T00:15")
    assert len(LedgerAnchor(chat.force.folder).heads()) == before > 0
