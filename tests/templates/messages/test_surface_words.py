"""Whatever is said names the surface on which it is read, and the commands as they are written there."""

import re
from dataclasses import replace

from handlers.registry import COMMANDS
from models.address import SurfaceWords
from models.refusals.commands import NoSuchCommand
from models.refusals.reports import ReportNotFetched
from templates import plain
from templates.markup import Bare, Plain
from templates.messages import Message
from templates.messages.help import Help, Topic
from templates.messages.operations import Examination
from templates.translator import Translator
from tests.templates.by_kind import for_each_of
from tests.templates.message_variants import EXAMPLES, VARIANTS

ELSEWHERE = SurfaceWords(name="Teams", prefix="rec")
TEAMS = Translator(Plain(ELSEWHERE), bare=Translator(Bare(ELSEWHERE)))
HELP = Help(tuple(Topic(word, each.usage, each.role) for word, each in COMMANDS.items()))
SAID = [
    message
    for message in (*EXAMPLES, *VARIANTS, HELP, *(replace(HELP, about=word) for word in COMMANDS))
    if not (isinstance(message, Examination) and message.findings[0].section != "examination")
]
"""Everything but what the doctor finds at Slack: that has words in the folder of its name."""


def said(message: Message) -> str:
    """Return everything that a message says on the surface that is called Teams."""
    return f"{plain.render(message, width=None, translator=TEAMS)} {message.layout(TEAMS)}"


def test_a_refusal_and_a_help_show_commands_as_they_are_written_there() -> None:
    """Where commands have no slash, none is shown with one."""
    refusal = NoSuchCommand(word="statu", nearest="status")
    assert TEAMS.fill(refusal.template, refusal.fields) == (
        "I do not know the command “statu”. Did you mean “rec status”? “rec help” lists them all."
    )
    assert "\nrec status overdue\n" in plain.render(replace(HELP, about="status"), translator=TEAMS)
    assert "rec show 10618" in plain.render(HELP, translator=TEAMS)


def test_a_sentence_names_the_surface_on_which_it_is_read() -> None:
    """A file that did not come from Teams is not said to have been asked of another platform."""
    refusal = ReportNotFetched(name="a.pdf", why="It is gone.")
    assert TEAMS.fill(refusal.template, refusal.fields) == (
        "“a.pdf” could not be fetched from Teams. It is gone. Please send it again with “rec report”."
    )


def test_away_from_any_surface_no_platform_is_named() -> None:
    """In a log a refusal reads as it does in a terminal: with the command alone, and no platform's name."""
    refusal = ReportNotFetched(name="a.pdf", why="It is gone.")
    assert str(refusal) == (
        "“a.pdf” could not be fetched from chat. It is gone. Please send it again with “rec report”."
    )


@for_each_of(SAID)
def test_no_message_speaks_as_on_another_surface(message: Message) -> None:
    """No sentence, button or form names Slack, or a command with Slack's slash."""
    assert re.findall(r"/rec\b|Slack", said(message)) == []
