"""What counts as a command in the personal chat of Teams, where everything is written in the same box."""

import pytest

from bot.teams.typed import bare_command, prefixed
from handlers.registry import COMMANDS


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("rec status 10618", "status 10618"),
        ("/rec status 10618", "status 10618"),
        ("Rec: extend 10618 31 March the audit is late", "extend 10618 31 March the audit is late"),
        ("rec", ""),
        ("  /REC  help ", "help"),
        ("record this for 10618", None),
        ("recommendation 10618 is done", None),
        ("10618 rec status", None),
    ],
)
def test_what_begins_with_the_prefix_is_always_a_command(words: str, command: str | None) -> None:
    """With `rec` or `/rec` before it, whatever follows is a command; a word that only begins so is none."""
    assert prefixed(words) == command


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("10618", "10618"),
        ("#10618", "10618"),
        ("VETTING-33", "VETTING-33"),
        ("Hi", "help"),
        ("hello!", "help"),
        ("HELP", "help"),
        ("help extend", "help extend"),
        ("home", "home"),
        ("status", "status"),
        ("Status 10618", "status 10618"),
        ("status #10618", "status 10618"),
        ("status overdue", "status overdue"),
        ("why overdue", "why overdue"),
        ("summary", "summary"),
        ("preferences", "preferences"),
        ("people", "people"),
        ("import", "import"),
    ],
)
def test_what_can_only_be_a_command_needs_no_prefix(words: str, command: str) -> None:
    """A lone reference, a greeting, and a word that looks up, alone or with one thing to look up, are commands."""
    assert bare_command(words) == command


@pytest.mark.parametrize(
    "words",
    [
        "",
        "done",
        "yes",
        "no",
        "ok",
        "amber",
        "31 March",
        "20",
        "submit 10618",
        "extend to spring",
        "extend 10618 to 31 March",
        "assign 10618 dev",
        "approve 10618",
        "evidence 10618 the form is in use",
        "review",
        "review 10618",
        "status update: the backlog is down",
        "status 10618 is unchanged",
        "check 10618 and 9962 please",
        "Summary of the audit attached",
        "changes were made in March",
        "why is this mine?",
        "help needed from the FLL",
        "people have been trained",
        "team has met",
        "home visits are done",
        "hi, 10618 is done",
        "10618 done",
        "10618, 9962",
        "leave it with me",
        "paper approved",
        "on leave until Monday",
    ],
)
def test_what_could_be_a_reply_is_never_a_command(words: str) -> None:
    """Words that write, and whatever says more than a command does, are read as a reply."""
    assert bare_command(words) is None


def test_no_word_that_changes_the_register_is_a_command_by_itself() -> None:
    """What changes an item needs the prefix, whatever else is written; what opens a form changes none."""
    changing = {word for word, command in COMMANDS.items() if command.writes and command.role is not None}
    harmless = {"export", "paper", "settings", "people", "import", "add"}
    assert {word for word in changing - harmless if bare_command(f"{word} 10618")} == set()
    assert {word for word in changing - harmless if bare_command(word)} == set()
