"""Whatever is posted to Reckoner's address, it is answered, and what breaks has a reference in the log."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.slack.http import LARGEST
from tests.chat import Chat
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.payloads import FORM, JSON, WHOLE, Json, mangled, sent
from tests.fuzz.posting import Posting, posting
from tests.fuzz.strange import ANY_JSON

REFERENCE = re.compile("R-[0-9A-F]{8}")
REFUSED = ("refused", "crashed")
HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=["Cc"]), max_size=80)
"""What can stand in a header at all."""
Log = pytest.CaptureFixture[str]


@pytest.fixture
async def filled(chat_over_http: Chat) -> Chat:
    """A running Reckoner over signed HTTP, with a register that has something of everything."""
    world.fill(Register(chat_over_http.database, chat_over_http.clock, chat_over_http.policy))
    return chat_over_http


@pytest.fixture
async def way(filled: Chat) -> AsyncIterator[Posting]:
    """A way to its address; at the end nothing broke unseen, the figures close, and it answers as ever."""
    async with posting(filled) as way:
        yield way
    assert way.uncaught == []
    world.check(filled.database, filled.policy.today(filled.clock.now()))
    assert "10618" in await filled.says("anna", "/rec status 10618")


@given(drawn=mangled())
@tries(30)
async def test_mangled_payloads_break_nothing(filled: Chat, way: Posting, capfd: Log, drawn: Any) -> None:
    """Of what Slack sends with parts gone or exchanged, nothing fails unlogged and nothing is left half-done."""
    await _is_answered(filled, way, capfd, drawn)


@given(drawn=WHOLE)
@tries(30)
async def test_strange_words_and_values_break_nothing(
    filled: Chat, way: Posting, capfd: Log, drawn: Any
) -> None:
    """The same holds for whole payloads with strange words, forged values and buttons that are gone."""
    await _is_answered(filled, way, capfd, drawn)


async def _is_answered(chat: Chat, way: Posting, capfd: Log, drawn: tuple[str, Json]) -> None:
    # What was to be sent or fetched of the one before is learnt by then, and changes the register no more.
    await chat.reckoner.rounds.send_and_fetch()
    await chat.reckoner.rounds.check_accounts()
    counts, before = dict(chat.reckoner.desk.counts), world.rows(chat.database)
    capfd.readouterr()
    status, answer = await way.post(*sent(*drawn, f"{chat.served.base_url}/nothing/there"))
    logged = set(REFERENCE.findall("".join(capfd.readouterr())))
    if status >= 500:
        assert logged
    assert set(REFERENCE.findall(answer)) <= logged
    changed = {what: n - counts.get(what, 0) for what, n in chat.reckoner.desk.counts.items()}
    if status >= 400 or any(changed.get(what) for what in REFUSED):
        assert world.rows(chat.database) == before


@given(
    content_type=st.sampled_from((JSON, FORM, "text/plain", "", "application/json; charset=latin-1")),
    body=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda words: words.encode("utf-8", "surrogatepass")),
        ANY_JSON.map(lambda value: json.dumps(value).encode()),
        ANY_JSON.map(lambda value: b"payload=" + json.dumps(value).encode()),
    ),
)
@tries(30)
async def test_any_signed_bytes_are_answered(
    way: Posting, capfd: Log, content_type: str, body: bytes
) -> None:
    """Bytes of any kind under a good signature are refused as what they are, and never with a fault of ours."""
    status, answer = await way.post(content_type, body)
    assert status < 500, (status, answer)
    if status == 400:
        assert answer in "".join(capfd.readouterr())


@given(
    body=st.binary(max_size=100),
    stamp=st.one_of(HEADER, st.integers().map(str)),
    signature=HEADER,
)
@tries(20)
async def test_what_is_not_signed_is_turned_away(
    way: Posting, body: bytes, stamp: str, signature: str
) -> None:
    """Without Slack's signature nothing is read, whatever stands in its place."""
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature, "Content-Type": JSON}
    assert (await way.raw(headers, body))[0] == 401


async def test_an_old_a_forged_and_an_unsigned_request_are_turned_away(way: Posting, capfd: Log) -> None:
    """A request of six minutes ago, one with another secret and one without any signature are all refused."""
    body = b'{"type": "url_verification", "challenge": "x"}'
    assert (await way.post(JSON, body))[0] == 200
    capfd.readouterr()
    assert (await way.post(JSON, body, age=360))[0] == 401
    assert (await way.post(JSON, body, secret="another"))[0] == 401
    assert (await way.raw({"Content-Type": JSON}, b"{not json"))[0] == 401
    assert capfd.readouterr() == ("", "")


async def test_a_body_larger_than_any_of_slacks_is_not_read_to_its_end(way: Posting) -> None:
    """A body that is too large is refused before its signature is looked at."""
    assert (await way.raw({}, b"x" * (LARGEST + 1)))[0] == 413


async def test_a_fault_before_the_desk_is_asked_is_told_to_the_person(way: Posting, capfd: Log) -> None:
    """A command that lacks what it must have is answered with the reference that stands in the log."""
    status, answer = await way.post(FORM, b"command=/rec&text=SECRET-WORDS&trigger_id=1")
    logged = "".join(capfd.readouterr())
    assert status == 200
    assert REFERENCE.findall(json.loads(answer)["text"])[0] in logged
    assert "SECRET-WORDS" not in logged
