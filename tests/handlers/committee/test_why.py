"""Conversations that open a number to its list: the list is as long as the number."""

from collections.abc import Callable
from datetime import date

import pytest

from models.committee.figure_table import ASKED_FOR
from models.enums import Addressee, ItemKind, Rag, Status
from models.queries import items
from models.reviews.review import Review
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemRow
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Behind
from templates.messages.why import Why
from tests.factories import Register, person_called
from tests.letterbox import expected
from tests.talk import COMMITTEE, Talk, sentence

SEPTEMBER, DECEMBER = date(2022, 9, 29), date(2022, 12, 15)
SPRING, AUTUMN = date(2022, 5, 2), date(2022, 11, 2)
AFI, CAUSE = ItemKind.AREA_FOR_IMPROVEMENT, ItemKind.CAUSE_OF_CONCERN


def rag_of(rag: Rag | None) -> Callable[[CommitteeSummary], int]:
    """Return what counts the items of one colour."""
    return lambda summary: sum(len(each.references) for each in summary.rag if each.rag is rag)


NUMBERS: dict[str, Callable[[CommitteeSummary], int]] = {
    "opening": lambda told: sum(row.opening_number for row in told.bridge),
    "restated": lambda told: sum(row.restated for row in told.bridge),
    "added": lambda told: sum(len(report.rows) for report in told.added),
    "reopened": lambda told: sum(len(report.rows) for report in told.reopened),
    "signed_off": lambda told: sum(len(report.rows) for report in told.signed_off),
    "ended": lambda told: sum(len(report.rows) for report in told.ended),
    "reclassified": lambda told: sum(row.number("reclassified") for row in told.bridge),
    "closing": lambda told: sum(len(row.closing) for row in told.bridge),
    "added_for_others": lambda told: sum(len(report.rows) for report in told.added_for_others),
    "overdue": lambda told: len(told.overdue),
    "past_original": lambda told: len(told.past_original),
    "due": lambda told: len(told.due),
    "dates_moved": lambda told: len(told.dates_moved),
    "owners_changed": lambda told: len(told.owners_changed),
    "red": rag_of(Rag.RED),
    "amber": rag_of(Rag.AMBER),
    "green": rag_of(Rag.GREEN),
    "white": rag_of(Rag.WHITE),
    "unjudged": rag_of(None),
    "causes": lambda told: len(told.causes),
    "reviews_due": lambda told: len(told.reviews_due),
    "reviews_done": lambda told: len(told.reviews_done),
    "reviews_updated": lambda told: len(told.reviews_updated),
    "reviews_missed": lambda told: len(told.reviews_missed),
    "reviews_late": lambda told: len(told.reviews_late),
    "quiet": lambda told: len(told.quiet),
    "waiting": lambda told: len(told.waiting),
    "watched": lambda told: len(told.watched),
}
"""Every figure as the committee reads it in the summary."""


@pytest.fixture
async def full(talk: Talk, register: Register) -> Register:
    """A register in which every figure but the restated has something to count, in more than one kind."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    for plain in range(1, 13):
        register.item(str(plain), added_on=SPRING)
    for coloured, rag in enumerate(Rag, start=20):
        register.item(str(coloured), added_on=SPRING, rag=rag)
    register.item("30", added_on=SPRING, kind=AFI, deadline_on=date(2022, 10, 31))
    register.item("31", added_on=SPRING, deadline_on=date(2023, 2, 1))
    register.item("32", added_on=SPRING, kind=AFI, deadline_on=date(2022, 10, 1))
    register.item("33", report="VETTING", added_on=AUTUMN, register_number="10700")
    register.item("34", report="VETTING", added_on=AUTUMN, kind=AFI)
    register.item("50", added_on=SPRING, kind=CAUSE)
    register.item("51", added_on=SPRING, parent="OLDER-50", reviews_from=date(2022, 9, 5))
    register.item("52", added_on=SPRING, kind=AFI, reviews_from=date(2022, 9, 2))
    register.item("53", added_on=SPRING, reviews_from=date(2022, 9, 5))
    for number, kind in (("60", ItemKind.RECOMMENDATION), ("61", AFI)):
        register.item(number, report="VETTING", added_on=AUTUMN, kind=kind, addressed_to={Addressee.NPCC})
    for number in ("1", "2", "32"):
        register.become(f"OLDER-{number}", Status.SIGNED_OFF)
    register.become("OLDER-2", Status.IN_PROGRESS)
    register.become("OLDER-3", Status.SUPERSEDED)
    register.become("OLDER-4", Status.FORCE_COMPLETE)
    register.move_deadline("OLDER-31", date(2023, 3, 1))
    register.move_deadline("OLDER-31", date(2023, 3, 2))
    register.move_deadline("OLDER-32", date(2023, 3, 2))
    register.assign("OLDER-5", "dev")
    with register.database.writing() as session:
        act = register.policy.act(person_called(session, "tom"), talk.clock.now())
        items.item_by_reference(session, "OLDER-6").correct("kind", AFI, act)
        items.item_by_reference(session, "OLDER-7").correct("addressed_to", frozenset({Addressee.PCC}), act)
        late = items.item_by_reference(session, "OLDER-8")
        session.add(Review(recommendation=late, due_on=date(2022, 9, 20), done_on=date(2022, 10, 3)))
    await talk.says("anna", "/rec evidence OLDER-51 It goes on.", Acknowledged)
    register.known_since(date(2022, 5, 2))
    await talk.says("anna", "/rec review OLDER-53 on track, green: all units are trained", Acknowledged)
    await talk.at("2022-12-06T09:00")
    return register


async def summary_now(talk: Talk) -> CommitteeSummary:
    """Return the summary as a coordinator sees it now."""
    return (await talk.says("priya", "/rec summary", SummaryPreview)).summary


async def every_page(talk: Talk, first: Why) -> list[ItemRow]:
    """Turn the pages of a list until its end; return all its rows."""
    rows, page = list(first.rows), first
    while page.next_page is not None:
        page = expected(await talk.presses("priya", "why", page.next_page), Why)
        assert page.first == len(rows) + 1
        rows += page.rows
    return rows


async def opens(talk: Talk, behind: Behind) -> tuple[int, list[ItemRow]]:
    """Press the button of a number; return the number and the rows of its list."""
    why = expected(await talk.presses("priya", "why", behind.value), Why)
    rows = await every_page(talk, why)
    assert len(rows) == why.total
    assert len(why.less) == min(why.total_less, 10)
    return why.number, rows


async def test_every_figure_has_something_to_count(talk: Talk, full: Register) -> None:
    """The register of these tests leaves no figure empty but the restated, so that none is right by chance."""
    summary = await summary_now(talk)
    assert set(NUMBERS) == set(ASKED_FOR)
    empty = {figure for figure, number in NUMBERS.items() if not number(summary)}
    assert empty == {"restated"}


async def test_typed_every_figure_opens_to_its_list(talk: Talk, full: Register) -> None:
    """`/rec why …` with a figure's name answers with as many items as the summary says, for everybody."""
    summary = await summary_now(talk)
    for figure, number in NUMBERS.items():
        why = await talk.says("priya", f"/rec why {figure.replace('_', ' ')}", Why)
        assert (why.figure, why.number) == (figure, number(summary)), figure
        assert len(await every_page(talk, why)) == why.total, figure


async def test_the_lists_by_kind_add_up_to_the_whole(talk: Talk, full: Register) -> None:
    """A figure asked for by kind lists the items of that kind, and the three kinds make the whole."""
    now = await summary_now(talk)
    bridge = dict(zip(ItemKind, now.bridge, strict=True))
    for figure in ASKED_FOR:
        parts = {kind: await opens(talk, Behind(figure, kind)) for kind in ItemKind}
        assert sum(number for number, _ in parts.values()) == NUMBERS[figure](now), figure
        if figure not in ("opening", "added", "reopened", "signed_off", "ended", "closing"):
            continue
        for kind, (number, rows) in parts.items():
            assert [each.reference for each in rows] == list(getattr(bridge[kind], figure))
            assert number == len(rows)


async def test_the_frozen_numbers_open_to_what_was_counted(talk: Talk, full: Register) -> None:
    """The lists of a published summary stay as long as its numbers, whatever is recorded afterwards."""
    await talk.presses("priya", "publish", DECEMBER.isoformat())
    summary = talk.posts(COMMITTEE)[0].says(SummaryPosted).summary
    await talk.at("2022-12-07T09:00")
    for reference in ("OLDER-5", "OLDER-9", "10700", "OLDER-51"):
        full.become(reference, Status.SIGNED_OFF)
    full.move_deadline("OLDER-30", date(2023, 6, 1))
    full.item("99", report="LATE")
    with full.database.writing() as session:
        act = full.policy.act(None, talk.clock.now())
        for reference, number in (("OLDER-8", "10800"), ("10700", "10701")):
            items.item_by_reference(session, reference).correct("register_number", number, act)
        items.item_by_reference(session, "OLDER-10").correct("kind", AFI, act)
    for figure, in_summary in NUMBERS.items():
        counted, _ = await opens(talk, Behind(figure, None, DECEMBER))
        assert counted == in_summary(summary), figure
        parts = [await opens(talk, Behind(figure, kind, DECEMBER)) for kind in ItemKind]
        assert sum(of_kind for of_kind, _ in parts) == counted, figure
    assert (await opens(talk, Behind("closing")))[0] == NUMBERS["closing"](summary) - 4 + 1


async def test_pages_are_turned_forwards_and_back(talk: Talk, full: Register) -> None:
    """A long list comes ten at a time, says where it stands, and can be turned both ways without a loss."""
    first = await talk.says("priya", "/rec why closing recommendations", Why)
    assert (len(first.rows), first.first, first.previous_page) == (10, 1, None)
    assert first.next_page is not None
    second = expected(await talk.presses("priya", "why", first.next_page), Why)
    assert (second.first, second.next_page, second.total) == (11, None, first.total)
    assert second.previous_page is not None
    assert expected(await talk.presses("priya", "why", second.previous_page), Why) == first
    assert len({row.reference for row in (*first.rows, *second.rows)}) == first.total


async def test_figures_are_typed_as_people_write_them(talk: Talk, meetings: Register) -> None:
    """Case, blanks and underscores are forgiven, and a kind may follow in its usual words."""
    for typed, figure, kind in (
        ("signed off", "signed_off", None),
        ("Signed  OFF", "signed_off", None),
        ("signed_off recommendations", "signed_off", ItemKind.RECOMMENDATION),
        ("closing AFIs", "closing", AFI),
        ("closing area for improvement", "closing", AFI),
        ("red causes of concern", "red", CAUSE),
        ("added for others afi", "added_for_others", AFI),
        ("due recommendation", "due", ItemKind.RECOMMENDATION),
    ):
        why = await talk.says("priya", f"/rec why {typed}", Why)
        assert (why.figure, why.kind) == (figure, kind), typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sgned off", "I do not know the figure “sgned off”. Did you mean “/rec why signed off”?"),
        ("overdu", "Did you mean “/rec why overdue”?"),
        ("closing reccomendations", "Did you mean “/rec why closing”?"),
        ("", "I do not know the figure “nothing”."),
        ("10618", "The figures are: opening, restated, added,"),
    ],
)
async def test_what_is_no_figure_is_answered_with_the_nearest(
    talk: Talk, register: Register, typed: str, told: str
) -> None:
    """A slip is answered with the nearest figure and the names of all of them."""
    refused = await talk.says("priya", f"/rec why {typed}", Refused)
    assert told in sentence(refused)
    assert "watched" in sentence(refused)


async def test_an_empty_register_has_empty_lists(talk: Talk, register: Register) -> None:
    """Where nothing is counted each number is 0 and its list is empty."""
    for figure in ASKED_FOR:
        assert await opens(talk, Behind(figure)) == (0, [])


async def test_what_is_restated_is_shown_with_what_counts_less(talk: Talk, full: Register) -> None:
    """A late sign-off and a late addition are listed apart, and the number is the one less the other."""
    await talk.presses("priya", "publish", SEPTEMBER.isoformat())
    full.item("70", report="LATE", added_on=SPRING)
    full.item("71", report="LATE", added_on=SPRING, kind=AFI)
    with full.database.writing() as session:
        act = full.policy.act(None, talk.clock.now()).effective(date(2022, 9, 1))
        items.item_by_reference(session, "OLDER-9").become(Status.SIGNED_OFF, act)
    why = await talk.says("priya", "/rec why restated", Why)
    assert [row.reference for row in why.rows] == ["LATE-70", "LATE-71"]
    assert [row.reference for row in why.less] == ["OLDER-9"]
    assert (why.number, NUMBERS["restated"](await summary_now(talk))) == (1, 1)
    afis = await talk.says("priya", "/rec why restated afis", Why)
    assert ([row.reference for row in afis.rows], afis.less, afis.number) == (["LATE-71"], (), 1)


async def test_the_buttons_under_a_summary_open_its_own_lists(talk: Talk, full: Register) -> None:
    """What a button carries names the figure, the kind and the meeting, and can be read back."""
    for behind in (Behind("closing"), Behind("due", AFI), Behind("overdue", CAUSE, DECEMBER)):
        assert Behind.of(behind.value) == behind
    with pytest.raises(ValueError, match="no figure"):
        Behind.of("everything||")


async def test_references_of_every_form_are_found_again(talk: Talk, register: Register) -> None:
    """Items whose number holds letters or dots stand in the list as they count."""
    for number in ("1", "1a", "AFI2", "3.1", "3.1.2b"):
        register.item(number, report="PEEL2122")
    total, rows = await opens(talk, Behind("closing"))
    assert total == len(rows) == 5
