"""The page of everything that can be asked and set, as the code has it: `docs/reference.md`."""

import sys
from collections.abc import Iterator
from enum import Enum
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from bot.settings import Settings
from bot.slack.manifest import COMMAND
from handlers.registry import COMMANDS
from models.policies.deciding import value_of
from models.policies.fields import POLICIES
from models.policies.kinds import KEPT
from models.policy import Policy
from templates.filters import HELP, LABELS
from templates.messages.help import Topic
from templates.slack.markup import PLAIN_IN_SLACK

Row = tuple[str, ...]

INTRODUCTION = """\
# Reference

Every chat command, terminal command and setting. `make reference` writes this page from the code.
"""

IN_CHAT = """\
## In chat

Only you see the answers, and documents come as direct messages. The digest and everything published go to the
channel. `10618` and `VETTING-33` are both references. Most of the time you need no command: answer the reminder.
Another page explains [how replies are understood](replies.md).
"""

IN_A_TERMINAL = """\
## In a terminal

In Reckoner's folder, using `.venv/bin/python` for `python`. Add `--help` to any command to read more.
"""

SETTINGS = """\
## Settings

From the environment, or from a file `.env` in the folder where you start Reckoner; the environment goes first. The
local workspace needs none. At the start, Reckoner lists everything missing or contradictory.
"""


IN_CHAT_OR_SET = f"""\
## What coordinators decide

`{COMMAND} settings` in chat, or `python -m bot setting set NAME VALUE`. A decision here overrides the environment's
setting, which overrides the default; each shows where it comes from. To go back, empty the field, or use
`python -m bot setting reset NAME`.
[For coordinators](coordinators.md#settings) says how each is written.
"""


def reference(context: typer.Context) -> None:
    """Print the page of all commands and settings, in Markdown."""
    sys.stdout.write(page(cast("TyperGroup", context.find_root().command)))


def page(terminal: TyperGroup) -> str:
    """Return the page in Markdown; `terminal` holds every command of the terminal."""
    parts = (
        INTRODUCTION,
        IN_CHAT,
        *_in_chat(),
        IN_A_TERMINAL,
        _table(("Command", "What it does"), *_in_terminal(terminal, "python -m bot")),
        IN_CHAT_OR_SET,
        _table(("Name", "What it is", "Set where Reckoner runs by", "Usual"), *_policies()),
        SETTINGS,
        _table(("Setting", "Unless set", "What it is"), *_settings()),
    )
    return "\n".join(parts)


def _in_chat() -> Iterator[str]:
    """Yield a heading and a table for each group of commands."""
    for group, heading in LABELS["help"].items():
        rows = [
            (_typed(usage), _chat_summary(word), _typed(HELP[word]["examples"][-1]))
            for word, command in COMMANDS.items()
            if HELP[word]["group"] == group
            for usage in command.usage
        ]
        yield f"### {heading}\n\n{_table(('Command', 'What it does', 'Such as'), *rows)}"


def _typed(words: str) -> str:
    """Return a command as it is typed in Slack."""
    return f"`{f'{COMMAND} {words}'.rstrip()}`"


def _chat_summary(word: str) -> str:
    """Return what a command is for, and for whom, where not everybody may."""
    topic = Topic(word, (), COMMANDS[word].role)
    summary = PLAIN_IN_SLACK.fill(HELP[word]["summary"], {})
    return str(PLAIN_IN_SLACK.say("help", "line", topic=topic, summary=summary))


def _in_terminal(command: TyperCommand | TyperGroup, path: str) -> Iterator[Row]:
    """Yield each command with its arguments, what it does, and its options."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from _in_terminal(cast("TyperCommand | TyperGroup", below), f"{path} {name}")
        return
    arguments = [str(each.name).upper() for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if isinstance(each, TyperOption)]
    does = " ".join((command.help or "").split())
    yield (
        f"`{' '.join((path, *arguments))}`",
        " ".join((does, *(f"`{each.opts[0]}`: {each.help}" for each in options))),
    )


def _policies() -> Iterator[Row]:
    """Yield each policy that coordinators decide, with the setting that it holds over and what is usual."""
    usual = Policy()
    for name, each in POLICIES.items():
        setting = f"reckoner_{each.setting or name}"
        value = each.kind.write(value_of(usual, name), KEPT)
        yield (
            f"`{name}`",
            str(PLAIN_IN_SLACK.say("policies", name)),
            f"`{setting.upper()}`" if setting in Settings.model_fields else "",
            f"`{value}`" if value else "",
        )


def _settings() -> Iterator[Row]:
    """Yield each setting with what holds unless it is set."""
    for name, field in Settings.model_fields.items():
        default = field.default.value if isinstance(field.default, Enum) else field.default
        unless_set = "" if default is None or default == () else f"`{default}`"
        yield f"`{name.upper()}`", unless_set, field.description or ""


def _table(*rows: Row) -> str:
    """Return a table, whose first row is its heading."""
    heading, *below = rows
    lines = (heading, tuple("---" for _ in heading), *below)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in lines)
