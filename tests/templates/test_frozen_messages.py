"""A message waits in the outbox as JSON and is the same when it is made again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.enums import Rag
from templates.messages import Message, message_types
from templates.messages.answers import Acknowledged, Refused
from templates.messages.replies import Recorded
from templates.serialization import CannotThaw, content_of, thaw


@pytest.mark.parametrize("kind", message_types().values(), ids=lambda kind: kind.__name__)
def test_every_message_comes_back_as_it_went(kind: type[Message]) -> None:
    """Nested rows, kinds, dates, tuples and what is not there all survive the outbox."""
    stored = json.dumps(content_of(kind.EXAMPLE))
    assert thaw(json.loads(stored)) == kind.EXAMPLE


def test_an_instant_comes_back_aware() -> None:
    """An instant keeps its place in time."""
    at = datetime(2022, 12, 2, 14, 5, tzinfo=UTC)
    back = thaw(json.loads(json.dumps(content_of(replace(Recorded.EXAMPLE, undone_at=at)))))
    assert isinstance(back, Recorded)
    assert back.undone_at == at


def test_a_refusals_fields_keep_their_types() -> None:
    """A date in a refusal is a date again, so that it is drawn as one; text that looks like a date stays text."""
    fields: dict[str, object] = {
        "on": date(2022, 12, 15),
        "at": datetime(2022, 12, 15, 9, tzinfo=UTC),
        "typed": "2022-12-15",
        "number": 3,
        "rag": Rag.RED,
        "nothing": None,
        "many": ["a", date(2022, 12, 15)],
    }
    back = thaw(json.loads(json.dumps(content_of(Refused("No.", fields)))))
    assert isinstance(back, Refused)
    assert back.fields == {**fields, "rag": "red"}


def test_new_code_reads_old_rows() -> None:
    """A fact added since takes its default; one dropped since is passed over."""
    row = json.loads(json.dumps(content_of(Recorded.EXAMPLE)))
    del row["facts"]["zone"], row["facts"]["undone_at"]
    row["facts"]["colour"] = "blue"
    assert thaw(row) == Recorded.EXAMPLE


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"type": "Telegram", "facts": {}}, "no message of the type 'Telegram'"),
        ({}, "no message of the type None"),
        ({"type": "Acknowledged", "facts": {}}, "Acknowledged cannot be read: what"),
        ({"type": "Acknowledged", "facts": None}, "Acknowledged cannot be read"),
        ({"type": "Home", "facts": {"role": "emperor"}}, "Home cannot be read: items, role, who"),
    ],
)
def test_what_is_no_message_is_refused(row: dict[str, object], why: str) -> None:
    """A row that cannot be read says which type and which facts, and none of what it holds."""
    with pytest.raises(CannotThaw, match=why):
        thaw(row)


def test_the_type_and_the_facts_stand_apart() -> None:
    """The form in which rows are kept is stable: other code and other versions read it."""
    assert content_of(Acknowledged("welcome")) == {
        "type": "Acknowledged",
        "facts": {"what": "welcome", "facts": {}},
    }
