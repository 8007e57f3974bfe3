"""The commands of the terminal, each imported when it is called: whoever asks for help waits for none of them."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import typer
from typer.core import TyperCommand, TyperGroup

from bot.garbage import look_less_often

COMMANDS: Final[Mapping[str, str]] = {
    "run": "running.run",
    "import": "register.import_",
    "deadline": "register.deadline",
    "ask": "asking.ask",
    "job": "asking.job",
    "figures": "figures.figures",
    "printed": "figures.printed",
    "paper": "figures.paper",
    "export": "figures.export",
    "calendar": "figures.calendar",
    "pack": "figures.pack",
    "doctor": "checking.doctor",
    "verify": "checking.verify",
    "retention": "retention.retention",
    "backup": "backups.backup",
    "restore": "backups.restore",
    "move": "backups.move",
    "manifest": "manifests.print_manifest",
    "reference": "reference.reference",
    "person": "people.app",
    "team": "teams.app",
    "committee": "committee.app",
    "setting": "policies.app",
    "inspection": "inspections.app",
    "data-return": "inspections.data_return",
    "report": "reports.app",
    "peel": "reports.peel",
}
"""Each by its name: the module of this package, and what it calls the function or the group of commands."""

Command = TyperCommand | TyperGroup


class Commands(TyperGroup):
    """The commands of COMMANDS."""

    def __init__(self, **named: Any) -> None:
        """Begin with none imported."""
        super().__init__(**named)
        self.commands = cast("Any", _Imported())

    def list_commands(self, _: object) -> list[str]:
        """Return the names of the commands, as they stand in the table."""
        return list(COMMANDS)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help from what the commands say of themselves in their files."""
        imported, self.commands = self.commands, {name: _described(name) for name in COMMANDS}
        super().format_help(ctx, formatter)
        self.commands = imported


class _Imported(Mapping[str, Command]):
    """The commands by name; each is imported when it is asked for."""

    def __getitem__(self, name: str) -> Command:
        return _imported(name)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@cache
def _imported(name: str) -> Command:
    module, attribute = COMMANDS[name].split(".")
    found = getattr(import_module(f"bot.cli.{module}"), attribute)
    alone = typer.Typer(add_completion=False)
    alone.callback()(look_less_often)
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
    return cast("Command", typer.main.get_group(alone).commands[name])


def _described(name: str) -> TyperCommand:
    """Return a command that can only be listed, with what stands in its file: nothing is imported for it."""
    module, attribute = COMMANDS[name].split(".")
    return TyperCommand(name, help=_said_in(module)[attribute])


@cache
def _said_in(module: str) -> Mapping[str, str]:
    """Return what functions say in their docstrings, and groups in their `help`, by what the module calls them."""
    said = {}
    for each in ast.parse((Path(__file__).parent / f"{module}.py").read_text("utf-8")).body:
        if isinstance(each, ast.FunctionDef):
            said[each.name] = ast.get_docstring(each) or ""
        elif isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
            words = (word.value for word in each.value.keywords if word.arg == "help")
            said |= {ast.unparse(each.targets[0]): ast.literal_eval(help_) for help_ in words}
    return said
