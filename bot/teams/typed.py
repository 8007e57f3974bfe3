"""Which messages are commands: in the personal chat everything is written in the same box.

What could be a reply is never taken for a command. Without the prefix only what looks something up is one, and only
where nothing but a reference or the name of a list comes with it. Words that write always need it.
"""

import re
from typing import Final

from handlers.items.browse import reads_like_status
from handlers.registry import COMMANDS

HOME: Final = "home"
"""What is typed to see one's own page, which other surfaces show beside the chat."""

_PREFIX = re.compile(r"\s*/?rec\b[\s:,]*", re.IGNORECASE)
_GREETINGS: Final = frozenset({"hi", "hello", "hey", "help", "start", "?"})
_SENT_TO_ONESELF: Final = frozenset(
    {
        *("calendar", "leave", "preferences", "export", "paper", "committee", "settings", "people", "team"),
        *("peel", "import", "add"),
    }
)
"""Commands that count as writing, since they send a document or open a form, but change nothing by themselves."""

_LOOK_UP: Final = frozenset(word for word, command in COMMANDS.items() if word and not command.writes)
_ALONE: Final = _LOOK_UP | _SENT_TO_ONESELF
_REFERENCE = re.compile(r"#?(?:\d{3,}|[A-Za-z][A-Za-z0-9]*-\d[A-Za-z0-9.()]*)")


def prefixed(words: str) -> str | None:
    """Return the command that follows the prefix in `words`; None where that does not stand there."""
    found = _PREFIX.match(words)
    return words[found.end() :].strip() if found else None


def bare_command(words: str) -> str | None:
    """Return the command that `words` without a prefix can only be; None if they could be a reply."""
    said = " ".join(words.split())
    word, _, rest = said.partition(" ")
    name = word.casefold()
    if not rest and name.rstrip("!.") in _GREETINGS:
        return "help"
    if not rest and name.rstrip(".") == HOME:
        return HOME
    if _REFERENCE.fullmatch(said):
        return said.lstrip("#")
    if name in _ALONE and not rest:
        return name
    if name in _LOOK_UP and _names_something(name, rest):
        return f"{name} {rest.lstrip('#')}"
    return None


def _names_something(word: str, rest: str) -> bool:
    """Whether `rest` is what a command that looks up is asked about, and nothing else."""
    if word == "help":
        return rest.casefold() in COMMANDS
    return " " not in rest and (_REFERENCE.fullmatch(rest) is not None or reads_like_status(rest))
