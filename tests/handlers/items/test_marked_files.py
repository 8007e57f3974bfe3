"""A file that looks marked higher than the register may hold is asked about: neither kept silently, nor lost."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.database import Database
from models.enums import Marking
from models.ledger.event import Event, EventKind
from models.policy import Policy
from models.statements.statement import AttachedFile, FileState
from templates.messages.answers import Acknowledged, Refused
from templates.messages.markings import MarkedFile
from templates.messages.replies import Recorded
from tests.factories import Register
from tests.talk import Talk, sentence, talking

MINUTES = ("Minutes OFFICIAL-SENSITIVE.pdf", b"minutes")


@pytest.fixture
def owned(register: Register) -> Register:
    """An item of anna's."""
    register.item("1")
    return register


def states(talk: Talk) -> list[tuple[FileState, bool]]:
    """Return how far each file has come, and whether anything of it is kept."""
    with talk.database.reading() as session:
        files = session.scalars(select(AttachedFile).order_by(AttachedFile.id)).all()
        return [(each.state, each.sha256 is not None) for each in files]


def noted(talk: Talk, kind: EventKind) -> list[dict[str, object]]:
    with talk.database.reading() as session:
        return [each.facts for each in session.scalars(select(Event).where(Event.kind == kind))]


async def asked(talk: Talk, words: str = "OLDER-1: the minutes show it") -> MarkedFile:
    """Let anna send the minutes, and return what she is asked."""
    written = await talk.writes("anna", words, files=[MINUTES])
    assert "is not saved yet because of its marking" in written.answers[-1].text
    written.answer(Recorded)
    await talk.at("2022-12-02T09:00")
    (question,) = talk.sees("anna", MarkedFile)
    return question


async def test_its_author_is_asked_and_nothing_is_fetched(talk: Talk, owned: Register) -> None:
    """The words are recorded; of the file nothing is fetched, and its author is asked weekly until answered."""
    question = await asked(talk)
    assert (question.marking, question.highest, question.references) == (
        Marking.OFFICIAL_SENSITIVE,
        Marking.OFFICIAL,
        ("OLDER-1",),
    )
    assert (states(talk), talk.shelf.asked) == ([(FileState.ASKED, False)], [])
    await talk.at("2022-12-09T09:30")
    assert len(talk.sees("anna", MarkedFile)) == 2


async def test_it_is_kept_once_somebody_answers_for_it(talk: Talk, owned: Register) -> None:
    """The ledger has who said so, of which marking; it is fetched then, and not asked about again."""
    question = await asked(talk)
    assert isinstance(await talk.presses("anna", "keep_marked", str(question.number)), Acknowledged)
    assert states(talk) == [(FileState.STORED, True)]
    assert noted(talk, EventKind.MARKED_FILE_KEPT) == [{"statement": 1, "marking": "OFFICIAL-SENSITIVE"}]
    again = await talk.presses("anna", "leave_marked", str(question.number))
    assert isinstance(again, Refused)
    assert "is already answered" in sentence(again)


async def test_it_is_left_where_it_is_if_that_is_the_answer(talk: Talk, owned: Register) -> None:
    """A coordinator may answer too. Name, marking and words stay on record; nothing is fetched."""
    question = await asked(talk)
    assert isinstance(await talk.presses("priya", "leave_marked", str(question.number)), Acknowledged)
    await talk.at("2022-12-20T09:30")
    assert (states(talk), talk.shelf.asked) == ([(FileState.FAILED, False)], [])
    assert len(talk.sees("anna", MarkedFile)) == 1
    assert len(noted(talk, EventKind.MARKED_FILE_LEFT)) == 1


async def test_others_answer_nothing(talk: Talk, owned: Register) -> None:
    """Whoever neither sent it nor is a coordinator gets the answer for what there is not."""
    question = await asked(talk)
    for button in ("keep_marked", "leave_marked"):
        assert isinstance(await talk.presses("dev", button, str(question.number)), Refused)
    assert states(talk) == [(FileState.ASKED, False)]


@pytest.mark.parametrize(
    "words", ["OLDER-1: OFFICIAL-SENSITIVE minutes attached", "OLDER-1: see below\nSECRET"]
)
async def test_the_words_it_came_with_count_too(talk: Talk, owned: Register, words: str) -> None:
    """A file with a plain name is asked about where the message says how it is marked."""
    await talk.writes("anna", words, files=[("minutes.pdf", b"minutes")])
    assert states(talk) == [(FileState.ASKED, False)]


async def test_what_its_content_carries_is_asked_about_after_it_was_looked_at(
    talk: Talk, owned: Register
) -> None:
    """The surface's fetcher finds a marking inside: nothing is stored, and its author is asked."""
    talk.shelf.marked["minutes.pdf"] = Marking.SECRET
    await talk.writes("anna", "OLDER-1: the minutes", files=[("minutes.pdf", b"minutes")])
    await talk.at("2022-12-02T09:00")
    (question,) = talk.sees("anna", MarkedFile)
    assert question.marking is Marking.SECRET
    assert (states(talk), talk.shelf.stored) == ([(FileState.ASKED, False)], {})
    await talk.presses("anna", "keep_marked", str(question.number))
    assert states(talk) == [(FileState.STORED, True)]


@pytest.fixture
async def sensitive(
    database: Database, clock: StoppedClock, policy: Policy, owned: Register
) -> AsyncIterator[Talk]:
    """Talk in a register that may hold OFFICIAL-SENSITIVE."""
    async with talking(database, clock, replace(policy, highest_marking=Marking.OFFICIAL_SENSITIVE)) as talk:
        yield talk


async def test_what_the_register_may_hold_is_kept_unasked(sensitive: Talk) -> None:
    """The setting says up to which marking; what is higher is still asked about."""
    await sensitive.writes("anna", "OLDER-1: the minutes", files=[MINUTES])
    await sensitive.writes("anna", "OLDER-1: the plan", files=[("SECRET plan.pdf", b"plan")])
    assert states(sensitive) == [(FileState.STORED, True), (FileState.ASKED, False)]
