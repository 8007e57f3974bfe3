"""Conversations in which the three-monthly review is done, shared and listed."""

from datetime import date

import pytest

from models.enums import Rag, ReviewOutcome, StatementKind
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded
from templates.messages.reviews import ReviewForm, ReviewList
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

FILLED = {"outcome": "at risk", "rag": "amber", "text": "Half the units are trained.", "shared": "yes"}


@pytest.fixture
def one(register: Register) -> str:
    """Anna's item 10618, whose review is due on 5 December 2022; sofia is her deputy."""
    return register.item("1a", register_number="10618", deputy="sofia", reviews_from=date(2022, 9, 5))


@pytest.mark.parametrize("who", ["anna", "sofia", "priya"])
async def test_a_review_is_done_by_form(talk: Talk, one: str, who: str) -> None:
    """Owner, deputy and coordinators do it, with RAG, sharing and files, and the reminder is answered."""
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    form = expected(await talk.presses(who, "review", "10618"), ReviewForm)
    assert (form.row.reference, form.due_on, form.rag) == ("10618", date(2022, 12, 5), None)
    answer = await talk.submits(who, "review", "10618", FILLED, files=[("plan.pdf", b"50%")])
    told = expected(answer, Recorded)
    assert (told.kind, told.text, told.outcome, told.shared, told.review_on, told.next_review_on) == (
        StatementKind.UPDATE,
        "Half the units are trained.",
        ReviewOutcome.AT_RISK,
        True,
        date(2022, 12, 5),
        date(2023, 3, 5),
    )
    assert told.judged is not None
    assert [file.name for file in told.files] == ["plan.pdf"]
    assert [line.answered for line in reminder.says(Reminder).lines] == [True]
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert detail.row.rag is Rag.AMBER
    assert detail.found is not None
    assert (detail.found.outcome, detail.found.rag, detail.found.shared_on) == (
        ReviewOutcome.AT_RISK,
        Rag.AMBER,
        date(2022, 12, 1),
    )
    assert "review" not in detail.can_do


async def test_a_review_can_be_typed(talk: Talk, one: str) -> None:
    """Where there is no form, outcome, RAG and narrative are typed after the reference; without them it opens."""
    expected(await talk.says("anna", "/rec review 10618", ReviewForm), ReviewForm)
    line = "/rec review 10618 On track; GREEN, shared with the FLL: all units are trained: 94%"
    await talk.says("anna", line, Acknowledged)
    (told,) = talk.sees("anna", Recorded)
    assert (told.text, told.outcome, told.shared) == (
        "all units are trained: 94%",
        ReviewOutcome.ON_TRACK,
        True,
    )


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("anna", "/rec review", "Which item?"),
        ("anna", "/rec review 10681", "Did you mean 10618?"),
        ("anna", "/rec review 10618 fine", "What is the outcome?"),
        ("anna", "/rec review 10618 on track: well", "What is the outcome?"),
        ("anna", "/rec review 10618 on track, green:", "A review needs a narrative"),
        ("dev", "/rec review 10618", "Only the owner of 10618"),
        ("dev", "/rec review 10618 on track, green: well", "Only the owner of 10618"),
        ("anna", "/rec reviews Q4", "I cannot read “Q4” as a quarter."),
        ("anna", "/rec shared 10618", "Only a coordinator can do that."),
        ("priya", "/rec shared", "Which item?"),
        ("priya", "/rec shared 10618", "10618 has not been reviewed yet"),
    ],
)
async def test_what_is_no_review_is_refused(talk: Talk, one: str, who: str, line: str, told: str) -> None:
    """Whatever is missing, unknown or not theirs is said, and nothing is recorded."""
    assert told in sentence(await talk.says(who, line, Refused))
    assert talk.sees(who, Recorded) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"),
        ({"outcome": "splendid"}, "outcome"),
        ({"rag": ""}, "outcome"),
    ],
)
async def test_a_form_is_refused_at_its_field(
    talk: Talk, one: str, fields: dict[str, str], field: str
) -> None:
    """A review without a narrative, or with a choice that there is not, is refused where that stands."""
    refused = expected(await talk.submits("anna", "review", "10618", FILLED | fields), Refused)
    assert refused.field_name == field
    refused = expected(await talk.submits("dev", "review", "10618", FILLED), Refused)
    assert "Only the owner of 10618" in sentence(refused)


async def test_before_it_opens_the_next_day_is_said(talk: Talk, register: Register) -> None:
    """A review that has not opened is refused with the day on which it does, by button and form."""
    register.item("1", reviews_from=date(2022, 9, 20))
    for answer in (
        await talk.presses("anna", "review", "OLDER-1"),
        await talk.submits("anna", "review", "OLDER-1", FILLED),
    ):
        assert "you can do it from Tue 13 Dec 2022" in sentence(expected(answer, Refused))
    assert "review" not in (await talk.says("anna", "/rec show OLDER-1", ItemDetail)).can_do


async def test_undo_opens_the_review_again(talk: Talk, one: str) -> None:
    """A review that is taken back is due again, with neither outcome nor RAG."""
    told = expected(await talk.submits("anna", "review", "10618", FILLED), Recorded)
    await talk.presses("anna", "undo", str(told.statement), on=talk.last("anna"))
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (detail.found, detail.row.rag, detail.row.review_due_on) == (None, None, date(2022, 12, 5))
    assert "review" in detail.can_do


async def test_the_same_form_twice_is_one_review(talk: Talk, one: str) -> None:
    """A double click does the review once."""
    for _ in range(2):
        await talk.submits("anna", "review", "10618", FILLED, view="V1")
    assert len(talk.sees("anna", Recorded)) == 1


async def test_the_reviews_of_a_quarter_are_listed(talk: Talk, one: str, register: Register) -> None:
    """Done with its outcome, missed, and to come: each review of the quarter is in one list, for every reader."""
    register.item("2", reviews_from=date(2022, 9, 20))
    register.item("3", reviews_from=date(2022, 9, 3))
    await talk.at("2022-12-01T09:30")
    await talk.submits("anna", "review", "10618", FILLED | {"shared": ""})
    await talk.at("2022-12-08T09:30")
    reviews = await talk.says("helen", "/rec reviews", ReviewList)
    assert [(each.row.reference, each.outcome, each.rag) for each in reviews.done] == [
        ("10618", ReviewOutcome.AT_RISK, Rag.AMBER)
    ]
    assert [each.row.reference for each in reviews.missed] == ["OLDER-3"]
    assert [(each.row.reference, each.due_on) for each in reviews.to_come] == [
        ("OLDER-2", date(2022, 12, 20))
    ]
    assert (reviews.done_number, reviews.missed_number, reviews.to_come_number) == (1, 1, 1)
    for words, begins_on in (
        ("last", date(2022, 7, 1)),
        ("March 2023", date(2023, 1, 1)),
        ("2023-05", date(2023, 4, 1)),
        ("december", date(2022, 10, 1)),
    ):
        assert (await talk.says("helen", f"/rec reviews {words}", ReviewList)).begins_on == begins_on


async def test_a_coordinator_marks_a_review_as_shared(talk: Talk, one: str) -> None:
    """Coordinators mark it later, from the list or by command; owners are offered no such button."""
    await talk.submits("anna", "review", "10618", FILLED | {"shared": ""})
    assert not (await talk.says("anna", "/rec reviews", ReviewList)).shares
    assert (await talk.says("priya", "/rec reviews", ReviewList)).shares
    await talk.at("2022-12-06T10:00")
    told = expected(await talk.presses("priya", "review_shared", "10618"), Acknowledged)
    assert told.facts == {"reference": "10618", "due": "Mon 5 Dec 2022", "on": "Tue 6 Dec 2022"}
    (done,) = (await talk.says("priya", "/rec reviews", ReviewList)).done
    assert done.shared_on == date(2022, 12, 6)
    expected(await talk.presses("anna", "review_shared", "10618"), Refused)
