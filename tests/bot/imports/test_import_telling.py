"""After an import those whose items it changed are told in one message each, and the coordinators in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.imports.import_register import import_file
from templates.messages.allocation import Allocation
from templates.messages.imports import Imported, ImportFaults
from tests.factories import Register
from tests.talk import Talk

HEADINGS = "Report code,Published,Number,Text,Owner,Deputy,Portfolio\n"
Take = Callable[..., Imported | ImportFaults]


def line(number: int, owner: str, deputy: str = "", portfolio: str = "") -> str:
    """Return a row of the file."""
    return f"VETTING,02/11/2022,{number},Look again.,{owner},{deputy},{portfolio}\n"


@pytest.fixture
def take(talk: Talk, register: Register, tmp_path: Path) -> Take:
    """Import a CSV file with these rows at the time of the clock."""

    def take(*rows: str, **options: bool | str) -> Imported | ImportFaults:
        file = tmp_path / "register.csv"
        file.write_text(HEADINGS + "".join(rows), "utf-8")
        return import_file(talk.database, file, talk.clock.now(), talk.policy, **options)  # type: ignore[arg-type]

    return take


async def told(talk: Talk) -> dict[str, int]:
    """Return how many messages about imports everybody has, by their handles, once all is sent."""
    await talk.rounds.send_and_fetch()
    people = ("priya", "tom", "anna", "sofia", "dev", "marcus")
    count = {who: len(talk.sees(who, Allocation)) + len(talk.sees(who, Imported)) for who in people}
    return {who: number for who, number in count.items() if number}


async def test_the_first_import_tells_nobody(talk: Talk, take: Take) -> None:
    """A register that begins would greet everybody at once."""
    first = take(*(line(n, "Anna Clarke") for n in range(1, 6)))
    assert isinstance(first, Imported)
    assert first.told is None
    assert await told(talk) == {}


async def test_each_owner_gets_one_summary_and_the_coordinators_one(talk: Talk, take: Take) -> None:
    """Many items are one message; who imported is not told what they have just seen."""
    take(line(1, "Anna Clarke"), line(2, "Anna Clarke"))
    await talk.at("2022-12-01T10:00")
    imported = take(
        line(1, "Dev Patel"),
        line(2, "Dev Patel", "Sofia Novak"),
        *(line(n, "Dev Patel") for n in range(3, 9)),
        by="Priya Shah",
    )
    assert isinstance(imported, Imported)
    assert imported.told is not None
    assert imported.told.told == ("Anna Clarke", "Dev Patel", "Sofia Novak")
    assert await told(talk) == {"tom": 1, "anna": 1, "sofia": 1, "dev": 1}
    (dev,), (anna,), (sofia,) = (talk.sees(who, Allocation) for who in ("dev", "anna", "sofia"))
    assert (len(dev.owned), len(anna.gone), len(sofia.deputised)) == (8, 2, 1)
    assert talk.sees("tom", Imported) == [imported]


async def test_an_import_that_gives_nobody_anything_tells_no_owner(talk: Talk, take: Take) -> None:
    """The coordinators hear of what changed; of nothing, nobody."""
    take(line(1, "Anna Clarke"))
    await talk.at("2022-12-01T10:00")
    take(line(1, "Anna Clarke"))
    assert await told(talk) == {}
    await talk.at("2022-12-01T11:00")
    take(line(1, "Anna Clarke", portfolio="Crime"))
    assert await told(talk) == {"priya": 1, "tom": 1}


@pytest.mark.parametrize("option", ["quiet", "dry_run"])
async def test_a_quiet_import_and_a_trial_run_tell_nobody(talk: Talk, take: Take, option: str) -> None:
    """Whoever says so imports without a word in chat."""
    take(line(1, "Anna Clarke"))
    take(line(1, "Dev Patel"), **{option: True})
    assert await told(talk) == {}


async def test_a_faulty_import_tells_nobody(talk: Talk, take: Take) -> None:
    """What was rolled back is not told."""
    take(line(1, "Anna Clarke"))
    assert isinstance(take(line(1, "Dev Patel"), line(1, "Dev Patel")), ImportFaults)
    assert await told(talk) == {}


async def test_whom_no_message_reaches_is_named(talk: Talk, take: Take) -> None:
    """A new owner without a Slack id cannot be told, and the summary says so."""
    take(line(1, "Anna Clarke"))
    imported = take(line(1, "Kay Jones"))
    assert isinstance(imported, Imported)
    assert imported.told is not None
    assert (imported.told.told, imported.told.cannot) == (("Anna Clarke",), ("Kay Jones",))
