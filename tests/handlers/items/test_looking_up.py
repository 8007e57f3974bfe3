"""Conversations in which people look things up: my list, status with each kind of argument, show."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from models.enums import Addressee, ItemKind, Rag, Status
from models.queries.full_text import MOST_FOUND
from models.register.recommendation import Recommendation
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail, ItemList, Totals
from tests.factories import Register
from tests.talk import Talk, sentence


def references(page: ItemList) -> list[str]:
    """Return the references on a page, in its order."""
    return [row.reference for row in page.rows]


async def test_my_list_holds_what_i_own_and_stand_in_for(talk: Talk, register: Register) -> None:
    """`/rec` alone lists the open items that I own or am deputy for, most pressing first, and no others."""
    register.item("1", deadline_on=date(2023, 3, 31))
    register.item("2", owner="dev", deputy="anna", deadline_on=date(2023, 1, 31))
    register.item("3", owner="dev", deadline_on=date(2023, 1, 1))
    register.item("4", deadline_on=date(2023, 2, 28))
    register.become(register.item("5"), Status.SIGNED_OFF)

    mine = await talk.says("anna", "/rec", ItemList)

    assert references(mine) == ["OLDER-2", "OLDER-4", "OLDER-1"]
    assert (mine.about, mine.total, mine.next_page, mine.previous_page) == ("mine", 3, None, None)


async def test_what_another_body_has_to_do_stands_below_what_the_force_has(
    talk: Talk, register: Register
) -> None:
    """An item that is only watched does not press, however long its deadline has passed."""
    register.item("1", addressed_to=[Addressee.NPCC], deadline_on=date(2018, 1, 5))
    register.item("2", deadline_on=date(2022, 11, 30))

    mine = await talk.says("anna", "/rec", ItemList)

    assert references(mine) == ["OLDER-2", "OLDER-1"]


async def test_a_list_without_items_says_so(talk: Talk, register: Register) -> None:
    """Who owns nothing is told so, in a sentence."""
    mine = await talk.says("helen", "/rec", ItemList)
    assert (mine.total, mine.rows) == (0, ())


async def test_status_alone_tells_where_the_register_stands(talk: Talk, register: Register) -> None:
    """`/rec status` counts this force's open items by kind and by what presses; what is watched is apart."""
    register.meeting(date(2022, 12, 15))
    register.item("1", deadline_on=date(2022, 11, 30))
    register.item("2", owner=None, deadline_on=date(2023, 2, 28))
    register.item("3", kind=ItemKind.AREA_FOR_IMPROVEMENT, deadline_on=date(2023, 3, 2), rag=Rag.RED)
    register.become(register.item("4"), Status.FORCE_COMPLETE)
    register.become(register.item("5"), Status.SIGNED_OFF)
    register.item("6", addressed_to=[Addressee.NPCC], deadline_on=date(2022, 11, 1))

    totals = await talk.says("helen", "/rec status", Totals)

    assert {count.kind: count.number for count in totals.open_by_kind} == {
        ItemKind.RECOMMENDATION: 3,
        ItemKind.AREA_FOR_IMPROVEMENT: 1,
        ItemKind.CAUSE_OF_CONCERN: 0,
    }
    assert (totals.overdue, totals.due_soon, totals.red) == (1, 1, 2)
    assert (totals.unallocated, totals.waiting_for_hmicfrs, totals.watched) == (1, 1, 1)
    assert totals.next_committee_on == date(2022, 12, 15)


@pytest.mark.parametrize(
    "line",
    [
        "/rec status 10618",
        "/rec status OLDER-1a",
        "/rec status older-1A",
        "/rec status older 1a",
        "/rec status #10618",
        "/rec status 10618.",
        "/rec   STATUS   10618  ",
        "/rec 10618",
        "/rec older-1a",
    ],
)
async def test_an_item_is_found_by_either_reference(talk: Talk, register: Register, line: str) -> None:
    """The register number, and report code with number in any case, name the same item everywhere."""
    register.item("1a", register_number="10618")
    register.item("2")
    detail = await talk.says("helen", line, ItemDetail)
    assert (detail.row.reference, detail.row.also, detail.full) == ("10618", "OLDER-1a", False)


@pytest.mark.parametrize(
    "name", ["@Anna Clarke", "@anna clarke", "@U0ANNA001", "@anna.clarke@force.example", "@Clarke"]
)
async def test_status_of_a_person_lists_their_items(talk: Talk, register: Register, name: str) -> None:
    """`@person` is found by name, Slack id, e-mail address or an unmistakable part of the name."""
    register.item("1")
    register.item("2", owner="dev")
    page = await talk.says("tom", f"/rec status {name}", ItemList)
    assert (page.about, page.named, references(page)) == ("person", "Anna Clarke", ["OLDER-1"])


async def test_a_name_that_fits_several_people_is_not_guessed(talk: Talk, register: Register) -> None:
    """A part of a name that several people share is answered with their names."""
    refused = await talk.says("tom", "/rec status @ar", Refused)
    assert "could be Anna Clarke, Helen Ward, Marcus Reid. Write the full name." in sentence(refused)


async def test_an_unknown_person_is_said_to_be_unknown(talk: Talk, register: Register) -> None:
    """A name that nobody has is refused with what to write instead."""
    refused = await talk.says("tom", "/rec status @zebedee", Refused)
    assert "nobody called “@zebedee”" in sentence(refused)


async def test_status_of_a_report_lists_open_and_ended_items(talk: Talk, register: Register) -> None:
    """A report's code, in any case, lists all that came from it."""
    register.report("VETTING", "Vetting, misconduct and misogyny")
    register.item("33", report="VETTING")
    register.become(register.item("34", report="VETTING"), Status.SIGNED_OFF)
    register.item("1")
    page = await talk.says("helen", "/rec status vetting", ItemList)
    assert page.named == "Vetting, misconduct and misogyny"
    assert sorted(references(page)) == ["VETTING-33", "VETTING-34"]


@pytest.fixture
def pressing(register: Register) -> Register:
    """A register with one item for each list of `status`."""
    register.item("late", deadline_on=date(2022, 11, 30))
    register.item("today", deadline_on=date(2022, 12, 1))
    register.item("last", deadline_on=date(2023, 3, 1))
    register.item("later", deadline_on=date(2023, 3, 2))
    register.item("red", rag=Rag.RED)
    register.item("free", owner=None)
    register.become(register.item("done", deadline_on=date(2022, 11, 1), rag=Rag.RED), Status.FORCE_COMPLETE)
    register.item(
        "npcc", addressed_to=[Addressee.NPCC], deadline_on=date(2022, 11, 1), owner=None, rag=Rag.RED
    )
    return register


@pytest.mark.parametrize(
    ("word", "listed"),
    [
        ("overdue", ["OLDER-late"]),
        ("due", ["OLDER-today", "OLDER-last"]),
        ("red", ["OLDER-late", "OLDER-red"]),
        ("unallocated", ["OLDER-free"]),
        ("waiting", ["OLDER-done"]),
        ("watched", ["OLDER-npcc"]),
        ("OVERDUE", ["OLDER-late"]),
    ],
)
async def test_each_list_holds_what_its_word_says(
    talk: Talk, pressing: Register, word: str, listed: list[str]
) -> None:
    """Lists count this force's items only; what is complete is no longer overdue or red; due ends after 90 days."""
    page = await talk.says("helen", f"/rec status {word}", ItemList)
    assert (page.about, references(page), page.total) == (word.casefold(), listed, len(listed))
    assert references(await talk.says("helen", f"/rec {word}", ItemList)) == listed


async def test_words_find_items_by_their_text(talk: Talk, register: Register) -> None:
    """Other words find the items whose text holds all of them."""
    register.item("1", text="Make sure that every vetting file is checked.")
    register.item("2", text="Check the burglary files within a month.")
    page = await talk.says("helen", "/rec status burglary files", ItemList)
    assert (page.about, page.named, references(page)) == ("words", "burglary files", ["OLDER-2"])


@pytest.mark.parametrize(
    "words", ['"', "a* OR b", "'; drop table person; --", "NEAR(", "()", "%", "\\", "🙂", "a:b"]
)
async def test_words_with_a_meaning_to_the_database_are_only_words(
    talk: Talk, register: Register, words: str
) -> None:
    """What means something to a query language is searched for as text, and finds nothing here."""
    register.item("1")
    refused = await talk.says("helen", f"/rec status {words}", Refused)
    assert "Nothing in the register matches" in sentence(refused)
    assert refused.typed == f"/rec status {words}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec status 10681", "There is no item “10681”. Did you mean 10618?"),
        ("/rec status OLDER-1", "There is no item “OLDER-1”. Did you mean OLDER-1a?"),
        ("/rec show 10681", "Did you mean 10618?"),
        ("/rec show RAPE-99", "There is no item “RAPE-99”. Use its HMICFRS number"),
        ("/rec 10681", "Did you mean 10618?"),
        ("/rec status overdu", "Did you mean “/rec status overdue”?"),
        ("/rec status zzzz", "Try fewer words"),
        ("/rec show 77777777", "Use its HMICFRS number, like 10618"),
        ("/rec show", "Write its reference after the command, like “/rec show 10618”"),
    ],
)
async def test_what_is_not_found_is_answered_with_the_nearest(
    talk: Talk, register: Register, line: str, told: str
) -> None:
    """A slip is answered with the nearest match, or with what would be right; what was typed comes back."""
    register.item("1a", register_number="10618")
    refused = await talk.says("helen", line, Refused)
    assert told in sentence(refused)
    assert refused.typed == line


async def test_long_lists_are_leafed_through_forwards_and_back(talk: Talk, register: Register) -> None:
    """Next and previous pages show every item once, in order, and lead back to the same first page."""
    everything = register.items(23)
    first = await talk.says("anna", "/rec", ItemList)
    assert (references(first), first.total, first.first) == (everything[:10], 23, 1)
    assert first.previous_page is None

    assert first.next_page is not None
    second = await talk.turns("anna", "page_next", first.next_page)
    assert (references(second), second.first) == (everything[10:20], 11)
    assert second.next_page is not None
    third = await talk.turns("anna", "page_next", second.next_page)
    assert (references(third), third.first, third.next_page) == (everything[20:], 21, None)

    assert third.previous_page is not None
    back = await talk.turns("anna", "page_previous", third.previous_page)
    assert (references(back), back.first, back.total) == (everything[10:20], 11, 23)
    assert back.next_page is not None
    assert references(await talk.turns("anna", "page_next", back.next_page)) == everything[20:]
    assert back.previous_page is not None
    start = await talk.turns("anna", "page_previous", back.previous_page)
    assert (references(start), start.first, start.previous_page) == (everything[:10], 1, None)


async def test_a_list_that_fits_one_page_exactly_has_no_next(talk: Talk, register: Register) -> None:
    """Ten items make one page, and there is no button to a page without items."""
    register.items(10)
    page = await talk.says("anna", "/rec", ItemList)
    assert (len(page.rows), page.total, page.next_page) == (10, 10, None)


async def test_show_gives_everything_recorded_to_those_who_may_read_it(
    talk: Talk, register: Register
) -> None:
    """`/rec show` gives an item in full; what was recorded is read by owner, deputy and coordinators only."""
    register.item("1", register_number="10618", owner="anna", deputy="sofia")
    await talk.says("anna", "/rec evidence 10618 The names of the victims are in the annex.", Acknowledged)
    for who in ("anna", "sofia", "tom"):
        full = await talk.says(who, "/rec show 10618", ItemDetail)
        assert [each.text for each in full.statements] == ["The names of the victims are in the annex."]
        assert (full.full, full.evidence, full.hidden) == (True, 1, 0)
        assert full.can_do[:2] == ("update", "add_evidence")
    for who in ("dev", "ruth", "helen"):
        for line in ("/rec show 10618", "/rec status 10618"):
            brief = await talk.says(who, line, ItemDetail)
            assert (brief.statements, brief.evidence, brief.hidden, brief.can_do) == ((), 1, 1, ())


async def test_status_shows_the_latest_of_what_was_recorded(talk: Talk, register: Register) -> None:
    """`/rec status REF` gives the latest three of what was recorded, newest first; `/rec show` gives all."""
    register.item("1")
    for number in range(1, 5):
        await talk.says("anna", f"/rec evidence OLDER-1 Part {number}", Acknowledged)
    brief = await talk.says("anna", "/rec status OLDER-1", ItemDetail)
    assert [each.text for each in brief.statements] == ["Part 4", "Part 3", "Part 2"]
    assert len((await talk.says("anna", "/rec show OLDER-1", ItemDetail)).statements) == 4


async def test_a_cause_of_concern_names_its_recommendations(talk: Talk, register: Register) -> None:
    """A parent shows what it carries, and each child shows its parent."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", register_number="10618", parent="OLDER-1")
    assert (await talk.says("helen", "/rec show OLDER-1", ItemDetail)).children == ("10618",)
    assert (await talk.says("helen", "/rec show 10618", ItemDetail)).parent == "OLDER-1"


async def test_of_a_word_that_stands_everywhere_the_newest_items_are_listed(
    talk: Talk, register: Register
) -> None:
    """The list says that there are more, and offers no button that would change only some of them."""
    items = Recommendation.__table__
    register.item("1", text="Check the custody records.")
    with register.database.writing() as session:
        one = session.execute(select(items)).mappings().one()
        alike = [{**one, "id": one["id"] + n, "number": f"1.{n}"} for n in range(1, MOST_FOUND)]
        session.execute(insert(Recommendation), alike)

    all_of_them = await talk.says("priya", "/rec status custody", ItemList)
    register.item("2", text="Check the custody suites.")
    some = await talk.says("priya", "/rec status custody", ItemList)

    assert (all_of_them.total, all_of_them.is_cut) == (MOST_FOUND, False)
    assert all_of_them.change_all
    assert (some.total, some.is_cut, some.change_all) == (MOST_FOUND, True, None)
