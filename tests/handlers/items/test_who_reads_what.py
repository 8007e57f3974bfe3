"""What was recorded for an item, on every path on which it could be read: by those who may, and by nobody else."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.documents.workbook import export_workbook
from bot.imports.import_register import import_file
from bot.requests.incoming import IncomingRequest
from bot.slack import addresses
from handlers import registry
from handlers.request import Place
from models.queries import items
from templates import plain
from templates.messages import Message
from templates.messages.answers import Refused
from templates.messages.history import History
from templates.messages.home import Home
from templates.messages.imports import Imported
from templates.messages.items import ItemDetail, ItemList
from templates.messages.search import Found
from tests.factories import NAMES, Register, account, person_called
from tests.talk import COMMITTEE, Talk, direct, in_direct

ALLOWED = ("anna", "sofia", "priya")
"""The owner of the item, the deputy, and a coordinator."""

NOT_ALLOWED = ("dev", "helen")
"""The owner of another item, and a reader."""

ITEM = "10618"
COLUMNS = {"Force update": "quagga", "Narrative": "okapi", "Action taken": "bongo"}
"""Columns of a register, which become notes, with a word that stands in each alone."""

IN_NOTES = tuple(COLUMNS.values())
IN_RECORD = ("zebra", "eland", "gnu", "oryx")
"""Words that stand in evidence, in a request for help, in what was agreed with HMICFRS, and in a reason."""

SECRET = (*IN_NOTES, *IN_RECORD)
PUBLIC = "informants"
LOOKING = tuple(word for word, command in registry.COMMANDS.items() if not command.writes)


@dataclass(frozen=True)
class Asking:
    """People who ask about a register that was imported, and for an item of which everything was recorded."""

    talk: Talk
    register: Register

    async def answer(self, who: str, line: str) -> Message:
        """Return what somebody is answered."""
        place = in_direct(who)
        return await self.talk.desk.command(IncomingRequest(account(who), line, place, f"asked:{who}:{line}"))

    async def reads(self, who: str, line: str) -> set[str]:
        """Return the secret words in what somebody is answered, as it is told and in what it carries."""
        return secrets_in(await self.answer(who, line))


def secrets_in(message: Message) -> set[str]:
    """Return the secret words that a message shows or carries."""
    told = f"{plain.render(message, width=None)} {message!r}"
    return {word for word in SECRET if word in told}


def imported(register: Register, folder: Path) -> None:
    """Import one item with what a force had in columns of its own."""
    file = folder / "register.csv"
    row = {
        "Report": "Older victims",
        "Report code": "OLDER",
        "Published": "2022-07-01",
        "Number": "1",
        "Register number": ITEM,
        "Text": f"Chief constables should protect {PUBLIC}.",
        "Owner": NAMES["anna"],
        "Deputy": NAMES["sofia"],
        "Deadline": "2023-03-31",
        **{heading: f"It is the {word}." for heading, word in COLUMNS.items()},
    }
    with file.open("w", newline="") as opened:
        written = csv.DictWriter(opened, list(row))
        written.writeheader()
        written.writerow(row)
    outcome = import_file(register.database, file, register.act.at, register.policy, quiet=True)
    assert isinstance(outcome, Imported), outcome


@pytest.fixture
async def asking(talk: Talk, register: Register, tmp_path: Path) -> Asking:
    """The register, once everything has been recorded for its item."""
    register.meeting(date(2022, 12, 15), entered_on=register.today, cut_off_on=date(2022, 12, 2))
    imported(register, tmp_path)
    register.item("1", report="OTHER", owner="dev", deadline_on=register.today + timedelta(days=60))
    asking = Asking(talk, register)
    for line in (
        f"evidence {ITEM} The zebra was seen.",
        f"ask-fll {ITEM} What of the eland?",
        f"met {ITEM} 2022-11-30 The gnu is to be counted.",
        f"extend {ITEM} 2023-06-30 the oryx has left",
    ):
        assert not isinstance(await asking.answer("anna", line), Refused), line
    return asking


@pytest.mark.parametrize("who", NOT_ALLOWED)
async def test_nothing_that_others_can_ask_shows_it(asking: Asking, who: str) -> None:
    """Whatever looks something up, with the item, its report, its owner or nothing after it, holds none of it."""
    for word in LOOKING:
        for about in ("", ITEM, "OLDER", "@anna", PUBLIC, "opening"):
            shown = await asking.reads(who, f"{word} {about}")
            assert not shown, f"/rec {word} {about}"
    assert not secrets_in(await asking.talk.home(who, Home))


@pytest.mark.parametrize("who", ALLOWED)
async def test_those_who_may_read_it_are_shown_all_of_it(asking: Asking, who: str) -> None:
    """The item in full and its history give the notes and everything that was recorded."""
    shown = await asking.reads(who, f"show {ITEM}") | await asking.reads(who, f"history {ITEM}")
    assert shown == set(SECRET)


@pytest.mark.parametrize("who", NOT_ALLOWED)
@pytest.mark.parametrize("word", SECRET)
async def test_others_do_not_find_by_it(asking: Asking, who: str, word: str) -> None:
    """A search, and a list by words, answer as for a word that stands nowhere; also beside a public one."""
    for command in ("search", "status"):
        for words in (word, f"{PUBLIC} {word}"):
            answer = await asking.answer(who, f"{command} {words}")
            nowhere = await asking.answer(who, f"{command} {words.replace(word, 'dodo')}")
            assert isinstance(answer, Refused)
            assert isinstance(nowhere, Refused)
            assert repr(answer).replace(word, "dodo") == repr(nowhere)


@pytest.mark.parametrize("who", ALLOWED)
async def test_those_who_may_read_it_find_by_it(asking: Asking, who: str) -> None:
    """Notes are found with the item, evidence by itself."""
    for word in IN_NOTES:
        found = await asking.talk.says(who, f"/rec search {word}", Found)
        assert [hit.references for hit in found.hits] == [(ITEM,)]
        listed = await asking.answer(who, f"status {word}")
        assert isinstance(listed, ItemList | ItemDetail)
        assert (await asking.talk.says(who, f"/rec search {PUBLIC} {word}", Found)).total == 1
    assert (await asking.talk.says(who, "/rec search zebra", Found)).total == 1


@pytest.mark.parametrize("who", [*ALLOWED, *NOT_ALLOWED])
async def test_what_is_public_is_for_everybody(asking: Asking, who: str) -> None:
    """Everybody reads the text, the dates and the status of an item, and finds it by its words, once."""
    item = await asking.talk.says(who, f"/rec show {ITEM}", ItemDetail)
    assert PUBLIC in item.row.text
    assert item.row.deadline_on == date(2023, 3, 31)
    found = await asking.talk.says(who, f"/rec search {PUBLIC}", Found)
    assert [hit.references for hit in found.hits] == [(ITEM,)]
    await asking.talk.says(who, f"/rec history {ITEM}", History)


@pytest.mark.parametrize("who", [*ALLOWED, *NOT_ALLOWED])
async def test_a_pack_is_for_those_who_may_read_it(asking: Asking, who: str) -> None:
    """Others are refused, and nothing of it is made."""
    answer = await asking.answer(who, f"pack {ITEM}")
    assert isinstance(answer, Refused) is (who in NOT_ALLOWED)
    assert not secrets_in(answer)


def sheets_of(workbook: bytes) -> Iterator[str]:
    """Yield everything that is written in a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8", "replace")


@pytest.mark.parametrize("who", [*ALLOWED, *NOT_ALLOWED, None])
async def test_a_file_of_the_whole_register_has_it_for_coordinators_alone(
    asking: Asking, who: str | None
) -> None:
    """The register and the ledger of others have neither notes nor private reasons; evidence is in nobody's."""
    with asking.register.database.reading() as session:
        by = person_called(session, who) if who else None
        written = " ".join(sheets_of(export_workbook(session, None, asking.register.today, by)))
    read = {word for word in SECRET if word in written}
    assert read == ({*IN_NOTES, "oryx"} if who in ("priya", None) else set())


async def test_what_goes_to_the_committee_and_in_reminders_has_none_of_it(asking: Asking) -> None:
    """Figures, digests and reminders name items and dates, whoever can read the channel."""
    digest = IncomingRequest(account("priya"), "digest", Place(addresses.conversation(COMMITTEE)), "digest")
    assert not secrets_in(await asking.talk.desk.command(digest))
    for day in ("2022-12-05", "2022-12-12", "2023-01-16", "2023-03-01"):
        await asking.talk.at(f"{day}T09:30")
    for channel in (COMMITTEE, *map(direct, NOT_ALLOWED)):
        assert not any(secrets_in(post.message) for post in asking.talk.posts(channel))


@pytest.mark.parametrize("who", NOT_ALLOWED)
async def test_a_number_of_a_statement_opens_nothing_to_others(asking: Asking, who: str) -> None:
    """What a button names can be guessed: it is answered as if there were nothing."""
    with asking.register.database.reading() as session:
        item = items.item_by_reference(session, ITEM)
        assert item.notes is not None
    for button in registry.BUTTONS:
        for value in ("1", ITEM, f"update:{ITEM}", f'["{ITEM}", 1]'):
            heard = IncomingRequest(account(who), value, in_direct(who), f"{button}:{value}")
            answer = await asking.talk.desk.press(button, heard)
            assert answer is None or not secrets_in(answer), f"{button} {value}"
