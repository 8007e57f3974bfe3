"""Whatever people type, press and fill in is answered or refused; what is refused has changed nothing."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.requests.incoming import IncomingRequest
from bot.slack import addresses
from handlers import registry
from handlers.request import Place
from models.enums import Addressee, ItemKind, Rag, ReportKind, ReviewOutcome, Status
from templates.messages import FormMessage, Message
from templates.messages.answers import Crashed, Refused
from templates.messages.home import Home
from templates.slack import renderer
from tests.examples import tries
from tests.factories import ACCOUNTS, Register, account
from tests.fuzz import world
from tests.fuzz.payloads import CARRIED
from tests.fuzz.strange import ANY_TEXT, DAYS, NUMBER, REFERENCES, WORDS
from tests.talk import Talk, direct

WHO = st.sampled_from(("priya", "priya", "anna", "dev", "sofia", "ruth", "jo"))
NUMBERED = st.integers(0, 9).map(str)
ABOUT = st.one_of(
    CARRIED,
    NUMBERED,
    st.sampled_from(REFERENCES),
    st.builds(
        "{}:{}".format,
        st.sampled_from(("update", "evidence", "extend", "end", "return", "reopen", "refuse", "item", "new")),
        st.one_of(st.sampled_from(REFERENCES), NUMBERED, ANY_TEXT),
    ),
)
CHOSEN = st.sampled_from(
    [
        *ACCOUNTS.values(),
        *ItemKind,
        *Rag,
        *ReportKind,
        *ReviewOutcome,
        *Status,
        *Addressee,
        "yes",
        "09:00",
        "17:30",
    ]
)
FILLED = st.one_of(
    CHOSEN, CHOSEN, st.sampled_from(DAYS), NUMBER, WORDS, st.just("A reason that is long enough.")
)
FIELDS = (
    *("added_on", "addressed_to", "agreed", "basis", "code", "deadline", "deadline_on", "deadline_wording"),
    *("deputy", "ends", "ends_on", "given", "held_on", "kind", "lead", "links", "mandatory", "number", "on"),
    *("outcome", "owner", "parent", "published", "quiet_days", "rag", "reason", "register_number", "report"),
    *("report_kind", "shared", "source", "starts", "starts_on", "status", "team", "text", "title", "to"),
    *("until", "whose", "zone"),
)
FORM = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, FILLED))


class People:
    """People at the desk of a register that has something of everything; each says one thing after the other."""

    def __init__(self, talk: Talk) -> None:
        """Talk to the desk of `talk`."""
        self.talk, self._numbers = talk, count(1)
        self._stands = world.rows(talk.database)

    def heard(self, who: str, words: str, fields: Mapping[str, str] | None = None) -> IncomingRequest:
        """Return what is heard from somebody."""
        number = next(self._numbers)
        message = addresses.message(direct(who), f"{number % 9}.000000")
        place = Place(message.conversation, message=message)
        return IncomingRequest(account(who), words, place, f"fuzz:{number}", fields=fields or {})

    def answered(self, answer: Message | None) -> None:
        """Check that an answer is no crash and can be drawn, and that a refusal has changed nothing."""
        assert not isinstance(answer, Crashed), answer
        stood, self._stands = self._stands, world.rows(self.talk.database)
        if isinstance(answer, Refused):
            assert self._stands == stood
        if isinstance(answer, FormMessage):
            renderer.view(answer)
        elif isinstance(answer, Home):
            renderer.home(answer)
        elif answer is not None:
            renderer.render(answer)


@pytest.fixture
async def people(talk: Talk, register: Register) -> Any:
    """People at the desk; at the end what is to be told goes out, the ledger verifies and the figures close."""
    world.fill(register)
    await world.live(talk)
    yield People(talk)
    await talk.rounds.send_and_fetch()
    await talk.rounds.read_reports()
    moment = datetime.fromisoformat("2022-12-05T09:00").replace(tzinfo=talk.policy.zone)
    await talk.at(moment.isoformat()[:16])
    world.check(talk.database, talk.policy.today(talk.clock.now()))


@given(who=WHO, word=st.sampled_from([*registry.COMMANDS]), words=WORDS)
@tries(60)
async def test_any_words_after_any_command(people: People, who: str, word: str, words: str) -> None:
    """`/rec`, any command of it and any words, by anybody: an answer or a sentence of refusal."""
    people.answered(await people.talk.desk.command(people.heard(who, f"{word} {words}")))


@given(who=WHO, button=st.sampled_from([*registry.BUTTONS, "gone", ""]), carried=ABOUT)
@tries(80)
async def test_any_button_with_anything_in_it(people: People, who: str, button: str, carried: str) -> None:
    """A forged or outdated value of a button is refused in words, be it a number larger than any database holds."""
    people.answered(await people.talk.desk.press(button, people.heard(who, carried)))


@given(who=WHO, form=st.sampled_from([*registry.FORMS, "gone"]), about=ABOUT, filled=FORM)
@tries(60)
async def test_any_form_however_it_is_filled_in(
    people: People, who: str, form: str, about: str, filled: dict[str, str]
) -> None:
    """Forged choices, days and subjects of a form are refused, at the field where there is one."""
    people.answered(await people.talk.desk.submit(form, people.heard(who, about, filled)))


@given(who=WHO, shortcut=st.sampled_from([*registry.SHORTCUTS, "gone"]), words=st.one_of(WORDS, ANY_TEXT))
@tries(15)
async def test_any_shortcut_on_any_message(people: People, who: str, shortcut: str, words: str) -> None:
    """A shortcut called on any message opens its form or is refused."""
    people.answered(await people.talk.desk.shortcut(shortcut, people.heard(who, words)))
