"""Who may do what, through every command, button, form and shortcut: none can be added and forgotten."""

from collections.abc import Iterator, Mapping
from typing import Literal

import pytest

from bot.requests.incoming import IncomingRequest
from handlers import registry
from handlers.registry import ButtonAction, Command
from handlers.request import Place
from models.enums import Role
from models.refusals.people import CoordinatorsOnly, FromOutside, NotYours, NotYoursUnallocated, Stranger
from templates.messages import Message
from templates.messages.answers import Crashed, Refused
from tests.factories import Register, account
from tests.fuzz import world
from tests.talk import Talk, in_direct, sentence

Way = Literal["command", "button", "form", "shortcut"]

ACTIONS: dict[Way, Mapping[str, Command | ButtonAction]] = {
    "command": registry.COMMANDS,
    "button": registry.BUTTONS,
    "form": registry.FORMS,
    "shortcut": registry.SHORTCUTS,
}
LISTS_WHAT_IS_THEIRS = "liaison"
"""For owners, since others would find nothing there; it refuses nobody."""

NAMES: dict[Way, dict[str, str]] = {
    "command": {
        "action": "",
        "met": "10618 2022-11-30 agreed",
        "rag": "10618 red because of it",
        "review": "10618 on track, amber: going well",
        "extend": "10618 2023-07-01 a new reason",
        "snooze": "10618 until 2022-12-12",
    },
    "button": {
        **dict.fromkeys(("also_for", "ask_time_read", "disown_read", "only_record", "pass_on"), "1:10618"),
        **dict.fromkeys(("submit_read", "rag_read", "place"), "1:10618"),
        **dict.fromkeys(("help_given", "help_met", "new_version", "undo", "withdraw"), "1"),
        **dict.fromkeys(("for_committee", "not_for_committee", "undo_review"), "1"),
        **dict.fromkeys(("keep_marked", "leave_marked"), "1"),
        "open": "people",
        "open_form": "import",
        "answer_action": "A1",
        "review_as": "1:on track",
    },
    "form": {
        **dict.fromkeys(("met_fll", "version", "withdraw"), "1"),
        "action_answer": "A1",
        "record": "evidence:10618",
        "date": "extend:10618",
        "reason": "end:10618",
    },
    "shortcut": {},
}
"""Something of anna's that each could name, where that is more than her item."""

HER_ITEM: dict[Way, str] = {
    "command": "10618 because of it",
    "button": "10618",
    "form": "10618",
    "shortcut": "",
}
OF_OTHERS = {CoordinatorsOnly.template, NotYours.template, NotYoursUnallocated.template}
FILLED = {
    "text": "words",
    "reason": "a reason",
    "on": "2023-02-01",
    "to": "2023-02-01",
    "until": "2022-12-12",
}


@pytest.fixture
async def lived(talk: Talk, register: Register) -> Talk:
    """A register in which anna has an item, evidence, a held reply, and a request for help."""
    world.fill(register)
    await world.live(talk)
    return talk


async def does(
    talk: Talk, who: str, way: Way, name: str, about: str, *, outside: bool = False
) -> Message | None:
    """Have somebody do one thing; return what they are answered."""
    words = f"{name} {about}" if way == "command" else about
    place = in_direct(who)
    heard = IncomingRequest(
        account(who), words, place, f"{who}:{way}:{name}:{about}", fields=FILLED, outside=outside
    )
    if way == "command":
        return await talk.desk.command(heard)
    return await {"button": talk.desk.press, "form": talk.desk.submit, "shortcut": talk.desk.shortcut}[way](
        name, heard
    )


def everything(*roles: Role | None) -> Iterator[tuple[Way, str, str]]:
    """Give everything that can be done, of these `roles` or of all, with something of anna's that it could name."""
    for way, actions in ACTIONS.items():
        for name, action in sorted(actions.items()):
            if not roles or action.role in roles:
                is_bare = isinstance(action, Command) and not action.takes_words
                yield way, name, "" if is_bare else NAMES[way].get(name, HER_ITEM[way])


@pytest.mark.parametrize("who", ["anna", "ruth"])
async def test_only_a_coordinator_does_what_is_the_coordinators(lived: Talk, who: str) -> None:
    """An owner and a reader are refused, even for an item of their own, and nothing is changed."""
    before = world.rows(lived.database)
    for way, name, about in everything(Role.COORDINATOR):
        answer = await does(lived, who, way, name, about)
        assert isinstance(answer, Refused), name
        assert answer.template == CoordinatorsOnly.template, name
    assert world.rows(lived.database) == before


@pytest.mark.parametrize("who", ["dev", "ruth"])
async def test_nothing_is_done_for_an_item_by_who_does_not_answer_for_it(lived: Talk, who: str) -> None:
    """The owner of another item and a reader are refused by each that needs the right to the item."""
    before = world.rows(lived.database)
    for way, name, about in everything(Role.OWNER):
        if name != LISTS_WHAT_IS_THEIRS:
            answer = await does(lived, who, way, name, about)
            assert isinstance(answer, Refused), name
    assert world.rows(lived.database) == before


@pytest.mark.every_database
async def test_what_is_for_everybody_refuses_no_reader_for_their_role(lived: Talk) -> None:
    """The table hides no right: what it gives everybody never answers a reader that it is somebody else's."""
    for way, name, about in everything(None):
        answer = await does(lived, "ruth", way, name, about)
        assert not (isinstance(answer, Refused) and answer.template in OF_OTHERS), name


@pytest.mark.every_database
async def test_its_owner_may_do_what_others_may_not(lived: Talk) -> None:
    """What refuses others is open to who answers for the item: what they lack is the right, not the words."""
    done: tuple[tuple[Way, str, str], ...] = (
        ("button", "update", "10618"),
        ("button", "new_version", "1"),
        ("button", "undo", "2"),
        ("form", "record", "evidence:10618"),
        ("command", "rag", "10618 red because of it"),
    )
    for way, name, about in done:
        answer = await does(lived, "anna", way, name, about)
        assert not isinstance(answer, Refused | Crashed), (name, answer)


@pytest.mark.parametrize(
    "button", ["undo", "only_record", "new_version", "withdraw", "help_given", "place", "keep_marked"]
)
async def test_the_answer_is_the_same_for_none_and_for_not_yours(lived: Talk, button: str) -> None:
    """Whether a record with some number exists is not told to who may not read it."""
    there = await does(lived, "dev", "button", button, "1")
    none = await does(lived, "dev", "button", button, "999")
    assert isinstance(there, Refused)
    assert there == none


@pytest.mark.parametrize("outside", [True, False])
async def test_people_from_outside_get_nothing_at_all(
    lived: Talk, register: Register, *, outside: bool
) -> None:
    """Whoever is of another organisation, a guest, or has a closed account is refused by everything there is."""
    who, said = ("anna", FromOutside) if outside else ("jo", Stranger)
    register.set_person("marcus", active=False)
    before = world.rows(lived.database)
    for way, name, about in everything():
        answer = await does(lived, who, way, name, about, outside=outside)
        assert isinstance(answer, Refused), name
        assert sentence(answer) == sentence(Refused(said.template)), name
        closed = await does(lived, "marcus", way, name, about)
        assert isinstance(closed, Refused), name
        assert closed.template == Stranger.template, name
    page = await lived.desk.home(IncomingRequest(account(who), "", Place(), "home", outside=outside))
    assert isinstance(page, Refused)
    assert world.rows(lived.database) == before


async def test_a_reader_changes_nothing_but_what_is_their_own(lived: Talk) -> None:
    """Whatever a reader does, only their own leave, hours and page can change, and the ledger that tells of it."""
    before = world.rows(lived.database)
    for way, name, about in everything():
        await does(lived, "ruth", way, name, about)
    after = world.rows(lived.database)
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed <= {"person", "absence", "home_view", "event", "seal"}
