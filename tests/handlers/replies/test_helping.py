"""Conversations with people who do not know yet what can be asked, and their Home pages."""

from datetime import date

import pytest

from handlers import registry
from models.enums import Role
from templates.filters import HELP, LABELS
from templates.messages.answers import Refused
from templates.messages.help import Help
from templates.messages.home import Home
from templates.messages.items import ItemDetail
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence


async def test_help_names_every_command(talk: Talk, register: Register) -> None:
    """`/rec help` gives a coordinator every command of the table, with how it is written and who may use it."""
    told = await talk.says("priya", "/rec help", Help)
    assert told.about is None
    assert [topic.word for topic in told.topics] == list(registry.COMMANDS)
    told_of = {topic.word: (topic.usage, topic.role) for topic in told.topics}
    assert told_of == {word: (each.usage, each.role) for word, each in registry.COMMANDS.items()}
    assert (told_of["evidence"][1], told_of["digest"][1]) == (Role.OWNER, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("who", "roles"),
    [("helen", {None}), ("anna", {None, Role.OWNER}), ("tom", {None, Role.OWNER, Role.COORDINATOR})],
)
async def test_help_names_what_one_may_do(
    talk: Talk, register: Register, who: str, roles: set[Role | None]
) -> None:
    """Nobody is shown commands that are not for them; asked for by name, each is explained to everybody."""
    told = await talk.says(who, "/rec help", Help)
    assert {topic.role for topic in told.topics} == roles
    assert "signoff" in {topic.word for topic in (await talk.says(who, "/rec help signoff", Help)).topics}


def test_every_command_stands_under_a_heading() -> None:
    """The help is laid out by headings: none of the commands is without one, and none names one there is not."""
    assert {HELP[word]["group"] for word in registry.COMMANDS} == set(LABELS["help"])


@pytest.mark.parametrize("line", ["/rec help status", "/rec help /rec status", "/rec HELP  Status "])
async def test_help_tells_of_one_command_at_length(talk: Talk, register: Register, line: str) -> None:
    """`/rec help COMMAND` is about that one."""
    assert (await talk.says("helen", line, Help)).about == "status"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec statsu", "I do not know the command “statsu”. Did you mean “/rec status”?"),
        ("/rec help evidnce", "Did you mean “/rec evidence”?"),
        ("/rec qqqq", "I do not know the command “qqqq”. “/rec help” lists them all."),
        ("/rec foo", "I do not know the command “foo”. “/rec help” lists them all."),
        ("/rec evidnce 10618 The audit of November", "Did you mean “/rec evidence”?"),
        ("/rec <!channel>", "I do not know the command"),
        ("/rec 🙂", "I do not know the command"),
    ],
)
async def test_an_unknown_command_is_answered_with_the_nearest(
    talk: Talk, register: Register, line: str, told: str
) -> None:
    """A slip is answered with the nearest command, and all that was typed comes back."""
    refused = await talk.says("anna", line, Refused)
    assert told in sentence(refused)
    assert refused.typed == line


@pytest.mark.parametrize("length", [1_000, 40_000])
async def test_an_overlong_command_is_only_a_command(talk: Talk, register: Register, length: int) -> None:
    """However long, what is typed is answered in a sentence."""
    for line in ("/rec " + "x" * length, "/rec status " + "word " * length, "/rec show " + "9" * length):
        await talk.says("anna", line, Refused)


async def test_buttons_of_lists_and_help_answer_everybody(talk: Talk, register: Register) -> None:
    """*Show* opens an item for any reader, and *More* gives the help."""
    register.item("1")
    assert expected(await talk.presses("helen", "show", "OLDER-1"), ItemDetail).full
    expected(await talk.presses("helen", "help", ""), Help)


async def test_home_of_an_owner_holds_their_items(talk: Talk, register: Register) -> None:
    """An owner's page has their own items, most pressing first, and no totals."""
    register.item("1", deadline_on=date(2023, 3, 1))
    register.item("2", owner="dev", deputy="anna", deadline_on=date(2023, 2, 1))
    register.item("3", owner="dev")
    home = await talk.home("anna", Home)
    assert (home.who.name, home.role, home.totals) == ("Anna Clarke", Role.OWNER, None)
    assert [row.reference for row in home.items.rows] == ["OLDER-2", "OLDER-1"]


async def test_home_of_a_coordinator_holds_the_whole_picture(talk: Talk, register: Register) -> None:
    """A coordinator's page has the totals besides their own items."""
    register.item("1", deadline_on=date(2022, 11, 1))
    home = await talk.home("priya", Home)
    assert home.items.total == 0
    assert home.totals is not None
    assert home.totals.overdue == 1
