"""What has to be known to understand a reply: what was asked where it was written, and about which items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.register.recommendation import Recommendation
from models.reply_parser.intents import OpenQuestion
from models.statements.statement import Statement


@dataclass(frozen=True)
class ReplyContext:
    """What was known when a reply came, on the local date `today`; whoever understands it looks nothing up.

    `named` holds the item, or None, for each of the `references_in` its words. `in_thread` are the items of the
    message of ours that began its thread, `reminded` those of which its author was reminded and that nobody has
    answered. `questions` are what waits for its author's press where it was written; their author `has_seen` them
    once the answer to what they wrote last was sent. `answered` is the statement about which this very message
    has been taken as a yes or no before. It `answers_question` of a colleague where its author was asked in the
    thread and does not work on the item. `commands` are the words of commands, and the subcommands of each.
    `file_names` are those of the files that came; their author `keeps_register` where they are a coordinator.
    """

    today: date
    has_files: bool = False
    named: Mapping[str, Recommendation | None] = field(default_factory=dict)
    in_thread: tuple[Recommendation, ...] = ()
    reminded: tuple[Recommendation, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    has_seen: bool = True
    answered: Statement | None = None
    answers_question: bool = False
    commands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    file_names: tuple[str, ...] = ()
    keeps_register: bool = False
