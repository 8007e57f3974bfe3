"""What somebody could hold a key down for, given to everything that reads typed or imported text.

Runs in a process of its own (tests/fuzz/test_freezing.py): `python -m tests.fuzz.repeated NAME FOLDER` gives one
group of readers every text and writes what took too long. A text that freezes its reader ends the process with a
traceback.
"""

import asyncio
import csv
import faulthandler
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Final, TypeVar

import bot
import handlers
import jobs
import models
import templates
from bot.clock import StoppedClock
from bot.imports.import_register import import_file
from bot.requests.incoming import IncomingRequest
from bot.settings import Settings, SettingsWrong
from bot.slack.plain_text import plain
from handlers import registry
from models.database import Database
from models.dates.relative import RequestedDay, find_day, read_month, read_past_day
from models.deadlines.deadline import find_deadline, read_deadline, stated_deadlines
from models.imports import cells
from models.imports.cells import spelled
from models.lazy_pattern import LazyPattern, compile_all
from models.policy import Policy
from models.refusals.base import Refusal
from models.register.fields import Column
from models.reply_parser.parts import parts_of, references_in
from models.reply_parser.understand import read
from models.report_parser.addressees import named_in
from models.report_parser.pages import printed
from models.report_parser.parser import read_report
from models.report_parser.proposal import About
from models.statements.links import addresses_given, addresses_in
from templates.markup import cleaned
from tests.examples import MANY
from tests.factories import Register, account
from tests.fuzz import world
from tests.talk import Talk, in_direct, talking

_Reader = TypeVar("_Reader")

LENGTH: Final = 20_000 if MANY else 8_000
"""Characters of a text that is read by itself, as in a file."""

REPORT: Final = 5 * LENGTH
"""Characters of a report of which every word comes close to something."""

TYPED: Final = 4_000
"""Characters of what is typed in a conversation: as much as Slack lets a person write at once."""

FROZEN_AFTER: Final = 60.0
"""Seconds after which one text has frozen its reader, also where eight others use the machine."""

MILLION: Final = 0.02
"""Seconds in which a usual processor counts to a million."""


def _pace() -> float:
    """Return how many times longer than a usual one this processor takes, 1 at least."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        for _ in range(10**6):
            pass
        taken.append(time.process_time() - begun)
    return max(1.0, min(taken) / MILLION)


SLOW: Final = 2.0 * _pace()
"""Seconds of the processor that one text may take at most: more of one that is slow, or that others use."""

TODAY: Final = date(2022, 12, 1)
NOW: Final = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
UNITS: Final = (
    *", \n\t\xa01aA()[{<\"'-–.:*_`#@/|&",  # noqa: RUF001 - people type dashes.
    *("A-1,", "A-1, ", "10618 ", "10618, ", "1 ", "a ", "A. ", "1.", "1-", "1/", "a-", "(a) "),
    *(", and ", "; ", ". ", "within ", "by ", "to ", "for ", "the ", "until ", "deputy ", "end of ", "not "),
    *("recommendation ", "rec 1 ", "chief constables should ", "within 3 months ", "2022-12-", "31 March "),
    *("<@U0ANNA001", "http://", "{{", "{%"),
    *("done. ", "extend to ", "amber ", "ask @", "all ", "- done\n", "a) ", "By ", "within six ", "write "),
)
REPORTED: Final = (
    *("\n", "a\n", "1. ", "• forces should ", "Recommendation 1\n", "by March ", "the NPCC and ", "(a) "),
    *("in the last ", "Police and ", "Rec (Recommendation 1234). ", ". ", "\t", "x. ", "should "),
)
"""What comes close to something that a report says."""

BEFORE: Final = ("", "10618 ")

SHARES: Final = 1 if MANY else 8
"""Where what reads a text reads many for one (a command, a setting, a column), it reads one text in so many.

Each text is read by some of them, and each of them reads texts of every form. What they have in common, every
expression and every reader by itself, is given all of them. `make fuzz` gives everything to everybody.
"""


def texts(*before: str, length: int = LENGTH) -> Iterator[str]:
    """Yield every unit, repeated, after every beginning: with nothing behind it, and with what is no such unit."""
    for unit in UNITS:
        for begins, ends in zip(before or BEFORE, ("", "!"), strict=False):
            yield begins + unit * (length // len(unit)) + ends


def shared_out(readers: Sequence[_Reader], number: int) -> Sequence[_Reader]:
    """Return which of several read the text with this number."""
    return readers[number % SHARES :: SHARES]


def _place(number: int) -> int:
    """Return a number for one of all texts, so that whoever reads it does not read what else its unit begins."""
    return number // 2 + number % 2 * 2


@contextmanager
def timed(reader: str, text: str) -> Iterator[None]:
    """Say what takes too long; end the process where something takes for ever, after saying what begins."""
    sys.stderr.write(f"{reader}: {text[:40]!r}\n")
    faulthandler.dump_traceback_later(FROZEN_AFTER, exit=True)
    begun = time.process_time()
    try:
        yield
    finally:
        took = time.process_time() - begun
        faulthandler.cancel_dump_traceback_later()
        if took > SLOW:
            sys.stdout.write(f"{reader}: {text[:40]!r} took {took:.1f} s\n")
            sys.stdout.flush()


def _settings(names: Iterable[str], text: str) -> None:
    for name in names:
        with suppress(SettingsWrong):
            Settings.read(_env_file=None, **{name: text})


def _cells(text: str) -> None:
    readers: tuple[Callable[[str], object], ...] = (
        *(cells.read_text, cells.read_name, cells.read_date, cells.read_code, cells.read_number),
        *(cells.read_register_number, cells.read_part_of, cells.read_count, cells.read_yes_or_no),
        *(cells.read_bodies, spelled, named_in),
    )
    for each in readers:
        with suppress(cells.FaultyCell):
            each(text)


READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "Slack's mark-up": plain,
    "addresses in a text": addresses_in,
    "addresses given": addresses_given,
    "parts of a reply": lambda text: parts_of(text, lambda _: True),
    "references in a reply": references_in,
    "what a reply wants": lambda text: read(text, RequestedDay(TODAY, TODAY)),
    "a day": lambda text: find_day(text, RequestedDay(TODAY)),
    "a past day": lambda text: read_past_day(text, TODAY),
    "a month": lambda text: read_month(text, TODAY),
    "a deadline": lambda text: read_deadline(text, TODAY),
    "a deadline in a text": lambda text: find_deadline(text, TODAY),
    "every deadline in a text": lambda text: stated_deadlines(text, TODAY),
    "a typed text that is shown": cleaned,
    "cells": _cells,
}
"""Readers that need nothing but the text."""


def simple() -> None:
    """Give every text to every reader that needs nothing else."""
    for name, reader in READERS.items():
        for text in texts():
            with timed(name, text), suppress(Refusal):
                reader(text)


def reports() -> None:
    """Read every text as a report that somebody pasted, on one line and after a head."""
    as_long_as_a_report = (unit * (REPORT // len(unit)) for unit in REPORTED)
    for text in (*texts("", "Recommendation 1\n"), *as_long_as_a_report):
        with timed("a report", text):
            read_report(printed(text), About(TODAY))


def settings() -> None:
    """Set every setting to its share of the texts."""
    names = list(Settings.model_fields)
    for number, text in enumerate(texts("https://")):
        with timed("settings", text):
            _settings(shared_out(names, _place(number)), text)


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every expression that a module holds by itself, or in a tuple, a list or a mapping."""
    for package in (bot, handlers, jobs, models, templates):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                yield from _patterns_of(importlib.import_module(module.name))


def _patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        held: list[object] = [value]
        while held:
            one = held.pop()
            if isinstance(one, LazyPattern):
                yield f"{module.__name__}.{name}", one.compiled
            elif isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                yield f"{module.__name__}.{name}", one
            elif isinstance(one, tuple | list):
                held += one
            elif isinstance(one, dict) and not name.startswith("__"):
                held += one.values()


def expressions() -> None:
    """Match every expression with every long text, and search shorter ones for it.

    A search begins anew at every character: what is only ever matched may take that long squared.
    """
    for name, pattern in _named_once():
        for text in texts():
            with timed(name, text):
                pattern.match(text)
                pattern.fullmatch(text)
        for text in texts(length=LENGTH // 20):
            with timed(f"{name}, searched for", text):
                pattern.search(text)


def _named_once() -> Iterator[tuple[str, re.Pattern[str]]]:
    seen: set[re.Pattern[str]] = set()
    for name, pattern in _compiled():
        if pattern not in seen:
            seen.add(pattern)
            yield name, pattern


def _filled(folder: Path) -> tuple[Database, StoppedClock, Policy]:
    database, clock, policy = Database(f"sqlite:///{folder / 'register.db'}"), StoppedClock(NOW), Policy()
    database.migrate()
    world.fill(Register(database, clock, policy))
    return database, clock, policy


def conversations(folder: Path) -> None:
    """Type every text after its share of the commands, and write it as a reply."""

    async def talk() -> None:
        async with talking(*_filled(folder)) as talk:
            for number, text in enumerate(texts(length=TYPED)):
                await _said(talk, shared_out(list(registry.COMMANDS), _place(number)), text)

    asyncio.run(talk())


async def _said(talk: Talk, commands: Iterable[str], text: str) -> None:
    for command in commands:
        heard = IncomingRequest(
            account("priya"),
            f"{command} {text}",
            in_direct("priya"),
            f"{hash(text)}:{command}",
        )
        with timed(f"/rec {command}", text):
            await talk.desk.command(heard)
    with timed("a reply", text):
        await talk.writes("anna", text)


def registers(folder: Path) -> None:
    """Import a register for each unit, which stands in its share of the columns."""
    database, _, policy = _filled(folder)
    file = folder / "register.csv"
    columns = list(map(str, Column))
    for number, unit in enumerate(UNITS):
        text = unit * (LENGTH // len(unit))
        with file.open("w", newline="") as opened:
            written = csv.writer(opened)
            written.writerow(columns)
            written.writerows(
                [text if at == place else "x" for at in range(len(columns))]
                for place in shared_out(range(len(columns)), number)
            )
        with timed("a register", text), suppress(Refusal):
            import_file(database, file, NOW, policy)
    for unit in UNITS:
        file.write_text(unit * (LENGTH // len(unit)) + "\n")
        with timed("headings of a register", unit), suppress(Refusal):
            import_file(database, file, NOW, policy)


def texts_alone(_: Path) -> None:
    """Give every text to what needs no register."""
    expressions()
    simple()
    reports()
    settings()


def into_registers(folder: Path) -> None:
    """Give every text to what writes to a register, each of the two its own."""
    registers(folder / "imported")
    conversations(folder / "talked")


GROUPS: Final[Mapping[str, Callable[[Path], None]]] = {
    "texts alone": texts_alone,
    "into registers": into_registers,
}
"""Starting a process takes longer than most of them: there are only as many as keep two cores busy."""

if __name__ == "__main__":
    # Compiling takes its time once, and is no reading.
    compile_all()
    GROUPS[sys.argv[1]](Path(sys.argv[2]))
