"""Conversations in which the RAG of an item is judged: by command, in the update form, and over a rule."""

from datetime import date

import pytest

from models.enums import Addressee, Rag, Role, Status
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded, RecordForm
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618, due in March, and sofia is her deputy."""
    register.item("1a", register_number="10618", deputy="sofia", deadline_on=date(2023, 3, 31))
    return register


async def shown(talk: Talk, reference: str = "10618") -> Rag | None:
    """Return the colour that the item is shown with."""
    return (await talk.says("priya", f"/rec status {reference}", ItemDetail)).row.rag


@pytest.mark.parametrize("who", ["anna", "sofia", "priya"])
async def test_the_colour_is_judged_with_its_reason(talk: Talk, owned: Register, who: str) -> None:
    """Owner, deputy and coordinators judge; the words are recorded as an update, and Undo restores what was."""
    await talk.says("priya", "/rec rag 10618 green", Acknowledged)
    await talk.says(who, "/rec rag 10618 amber because the training slipped", Acknowledged)
    (*_, told) = talk.sees(who, Recorded)
    assert told.text == "amber because the training slipped"
    assert told.judged is not None
    assert (told.judged.rag, told.judged.was, told.judged.rule) == (Rag.AMBER, Rag.GREEN, None)
    assert await shown(talk) is Rag.AMBER
    await talk.presses(who, "undo", str(told.statement), on=talk.last(who))
    (*_, told) = talk.sees(who, Recorded)
    assert told.judged is not None
    assert told.judged.undone
    assert await shown(talk) is Rag.GREEN


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("anna", "/rec rag", "Which item?"),
        ("anna", "/rec rag 10618", "Which colour? Write red, amber, green or white"),
        ("anna", "/rec rag 10618 purple because", "Which colour?"),
        ("anna", "/rec rag 10618 reddish because it is late", "Which colour?"),
        ("anna", "/rec rag 10618 amber", "Rating 10618 amber needs a reason."),
        ("anna", "/rec rag 10618 RED because", "Rating 10618 red needs a reason."),
        ("anna", "/rec rag 10681 green", "There is no item “10681”. Did you mean 10618?"),
        ("dev", "/rec rag 10618 green", "Only the owner of 10618"),
        ("helen", "/rec rag 10618 green", "Only the owner of 10618"),
    ],
)
async def test_what_is_no_judgement_is_refused(
    talk: Talk, owned: Register, who: str, line: str, told: str
) -> None:
    """A missing reason, another colour, or an item of somebody else's changes nothing, and is said."""
    assert told in sentence(await talk.says(who, line, Refused))
    assert await shown(talk) is None
    assert talk.sees(who, Recorded) == []


async def test_a_rule_comes_before_the_judgement_and_says_so(talk: Talk, register: Register) -> None:
    """What is overdue shows red whatever was judged; the answer and the item say who judged what, and why not."""
    register.item("1", deadline_on=date(2022, 11, 30))
    await talk.says("anna", "/rec rag OLDER-1 green all is in hand", Acknowledged)
    assert "It shows as red: " in talk.last("anna").text.replace("Red", "red")
    detail = await talk.says("priya", "/rec show OLDER-1", ItemDetail)
    assert detail.row.rag is Rag.RED
    assert detail.overruled is not None
    assert (detail.overruled.rag, detail.overruled.by, detail.overruled.on) == (
        Rag.GREEN,
        detail.row.owner,
        date(2022, 12, 1),
    )


async def test_white_is_judged_for_what_waits_on_others(talk: Talk, owned: Register) -> None:
    """White is a judgement like any other: the force's item waits for another body."""
    await talk.says("anna", "/rec rag 10618 white waiting for the NPCC", Acknowledged)
    assert await shown(talk) is Rag.WHITE


async def test_what_has_ended_is_not_judged(talk: Talk, owned: Register) -> None:
    """Once an item has ended nobody judges it any more."""
    owned.become("10618", Status.SIGNED_OFF)
    assert "10618 is closed" in sentence(await talk.says("anna", "/rec rag 10618 green", Refused))


async def test_an_update_form_has_the_colour(talk: Talk, owned: Register) -> None:
    """The form shows the colour judged last; another choice judges, the same one or none leaves it."""
    await talk.says("anna", "/rec rag 10618 green", Acknowledged)
    assert expected(await talk.presses("anna", "update", "10618"), RecordForm).rag is Rag.GREEN
    for chosen in ({}, {"rag": "green"}):
        await talk.fills("anna", "update:10618", {"text": "All is well", **chosen})
        assert talk.last("anna").says(Recorded).judged is None
    answer = await talk.fills("anna", "update:10618", {"text": "The trainer left", "rag": "red"})
    judged = expected(answer, Recorded).judged
    assert judged is not None
    assert (judged.rag, judged.was, await shown(talk)) == (Rag.RED, Rag.GREEN, Rag.RED)


async def test_a_red_form_without_words_is_refused_at_its_field(talk: Talk, owned: Register) -> None:
    """A file alone is no reason for red: the form says so at the text, and nothing is recorded."""
    answer = await talk.fills(
        "anna", "update:10618", {"text": "", "rag": "red"}, files=[("audit.pdf", b"94%")]
    )
    refused = expected(answer, Refused)
    assert (refused.field_name, await shown(talk)) == ("text", None)
    assert talk.sees("anna", Recorded) == []


async def test_the_same_form_twice_judges_once(talk: Talk, owned: Register) -> None:
    """A form that is submitted twice, as by a double click, is one update and one judgement."""
    for _ in range(2):
        await talk.fills("anna", "update:10618", {"text": "The trainer left", "rag": "red"}, view="V1")
    (told,) = talk.sees("anna", Recorded)
    await talk.presses("anna", "undo", str(told.statement), on=talk.last("anna"))
    assert await shown(talk) is None


async def test_watched_items_and_readers(talk: Talk, register: Register) -> None:
    """What is addressed to others shows white whatever is judged; a reader judges nothing, even as owner."""
    register.item("1", addressed_to=(Addressee.NPCC,))
    await talk.says("anna", "/rec rag OLDER-1 green", Acknowledged)
    assert await shown(talk, "OLDER-1") is Rag.WHITE
    register.set_person("anna", role=Role.READER)
    await talk.says("anna", "/rec rag OLDER-1 green", Refused)


async def test_hostile_reasons_stay_text(talk: Talk, owned: Register) -> None:
    """A reason that would notify a channel is recorded word for word and notifies nobody."""
    await talk.says("anna", "/rec rag 10618 red <!channel> *urgent*", Acknowledged)
    assert talk.last("anna").says(Recorded).text == "red <!channel> *urgent*"
