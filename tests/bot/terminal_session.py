"""A terminal in which commands of `python -m bot` are given, in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.__main__ import app
from bot.settings import Settings

_COMMAND = get_command(app)
"""All commands, put together once."""


@dataclass(frozen=True)
class Answer:
    """What a command printed, what it told on standard error, and its exit code."""

    code: int
    printed: str
    told: str

    @property
    def words(self) -> str:
        """What was printed, on one line."""
        return " ".join(self.printed.split())


Terminal = Callable[..., Answer]


def terminal(monkeypatch: pytest.MonkeyPatch, folder: Path, database_url: str | None = None) -> Terminal:
    """Return a function that gives one command in `folder`, on the database there or on the one that is named.

    A command that ends in anything but an exit fails the test: nobody is to see a traceback.
    """
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("RECKONER_DATA", str(folder / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    if database_url is not None:
        monkeypatch.setenv("RECKONER_DATABASE_URL", database_url)

    return give


def give(*words: str) -> Answer:
    """Give one command, where and as this process stands."""
    runner = CliRunner()
    with runner.isolation() as (printed, told, _):
        try:
            _COMMAND.main(list(words), prog_name=runner.get_default_prog_name(_COMMAND))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        return Answer(code, *(each.getvalue().decode().replace("\r\n", "\n") for each in (printed, told)))
