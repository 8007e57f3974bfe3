"""Any plain reply is recorded word for word, once, moves nothing without a press, and can be undone."""

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select

from bot.requests.incoming import keepable
from models.register.recommendation import Recommendation
from models.statements.statement import HeldReply, Statement
from templates.messages.answers import Crashed
from templates.messages.replies import AsideKept, Recorded, RecordedTogether, WhichItem
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.strange import STRANGE, WORDS
from tests.talk import Talk

UNMOVED = ("status", "deadline_on", "judged_rag", "owner_id", "deputy_id")
WRITTEN = st.one_of(
    WORDS,
    st.builds("{}: {}".format, st.sampled_from(("10618", "9962", "DONE-1")), WORDS),
    st.sampled_from(STRANGE),
).filter(str.strip)


@pytest.fixture
async def filled(talk: Talk, register: Register) -> Talk:
    """Conversations about a register that has something of everything."""
    world.fill(register)
    await world.live(talk)
    return talk


def kept(talk: Talk) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the words that are recorded or held, and what of every item must not move by itself."""
    with talk.database.reading() as session:
        said = [*session.scalars(select(Statement.text)), *session.scalars(select(HeldReply.text))]
        columns = [getattr(Recommendation, each) for each in UNMOVED]
        return said, [tuple(row) for row in session.execute(select(*columns).order_by(Recommendation.id))]


@given(who=st.sampled_from(("anna", "dev", "priya")), words=WRITTEN)
@tries(40)
async def test_any_reply_is_recorded_once_and_moves_nothing(filled: Talk, who: str, words: str) -> None:
    """However it is worded, a reply is answered; its words are kept as they were, once, and no item moves."""
    talk = filled
    before, stood = kept(talk)
    written = await talk.writes(who, words)
    (answer,) = written.answers
    assert not isinstance(answer.message, Crashed)
    after, stands = kept(talk)
    assert stands == stood
    new = list(after)
    for each in before:
        new.remove(each)
    if isinstance(answer.message, Recorded | RecordedTogether | WhichItem | AsideKept):
        # It is none of an item that is somebody else's, no report, no command, and no bare reference.
        # A reply that names several items, each before a colon, is recorded in parts.
        assert new == [keepable(words)] or (len(new) > 1 and all(part in keepable(words) for part in new))
    await talk.delivers(written)
    assert kept(talk) == (after, stands)
    assert len(written.answers) == 1


@given(words=WRITTEN)
@tries(15)
async def test_any_recorded_reply_can_be_undone(filled: Talk, words: str) -> None:
    """Whatever an owner wrote for an item, Undo takes it back."""
    talk = filled
    written = await talk.writes("anna", f"10618: x {words}")
    with talk.database.reading() as session:
        said = session.scalars(
            select(Statement).where(Statement.source.startswith(written.heard.source)).order_by(Statement.id)
        ).all()
        numbers = [each.id for each in said]
    for number in numbers:
        await talk.presses("anna", "undo", str(number))
        with talk.database.reading() as session:
            assert not session.get_one(Statement, number).stands
