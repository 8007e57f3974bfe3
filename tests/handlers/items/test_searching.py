"""Conversations in which people search: in items, in what was recorded, and in the titles of reports."""

import pytest

from models.enums import StatementKind
from models.queries import items as queries
from models.statements.recording import RecordedStatement, record
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemList
from templates.messages.replies import Recorded
from templates.messages.search import Found, Hit
from tests.factories import Register, person_called
from tests.letterbox import expected
from tests.talk import Talk, sentence

pytestmark = pytest.mark.every_database

ALLOWED = ("anna", "sofia", "priya", "tom")
NOT_ALLOWED = ("dev", "ruth", "helen")


def where(found: Found) -> set[tuple[str, ...]]:
    """Return the items, or the report's code, of every place on a page."""
    return {hit.references or (hit.code or "",) for hit in found.hits}


def marked(hit: Hit) -> list[str]:
    """Return the words that are marked in a snippet."""
    return [snip.text for snip in hit.snippet if snip.is_found]


async def test_words_are_found_wherever_they_stand(talk: Talk, register: Register) -> None:
    """The text of an item, an update, evidence and a report's title are each found, and each says what it is."""
    register.report("FILES", "How burglary files are kept")
    register.item("1", text="Check the burglary files within a month.")
    register.item("2", text="Assess every victim.")
    await talk.writes("anna", "OLDER-2: the burglary files were checked in November.")
    await talk.says("anna", "/rec evidence OLDER-2 Our audit of the burglary files is done.", Acknowledged)

    found = await talk.says("anna", "/rec search burglary files", Found)

    places = {(hit.kind, hit.references, hit.code) for hit in found.hits}
    assert places == {
        (None, ("OLDER-1",), None),
        (None, (), "FILES"),
        (StatementKind.UPDATE, ("OLDER-2",), None),
        (StatementKind.EVIDENCE, ("OLDER-2",), None),
    }
    assert found.total == 4
    for hit in found.hits:
        assert "".join(marked(hit)).casefold().replace(" ", "") == "burglaryfiles"
    told = plain.render(found, width=None)
    assert "OLDER-2 · update of Thu 1 Dec 2022 by Anna Clarke" in told
    assert "OLDER-1 · text" in told
    assert "FILES · title of a report" in told


@pytest.mark.parametrize("who", NOT_ALLOWED)
async def test_what_was_recorded_is_found_by_those_alone_who_may_read_it(
    talk: Talk, register: Register, who: str
) -> None:
    """Others get the same answer, to the letter, as if it had never been recorded; owner and deputy find it."""
    register.item("1", owner="anna", deputy="sofia")
    register.item("2", owner="dev", text="The informant reports to nobody.")
    before = await talk.says(who, "/rec search informant", Found)
    nothing = await talk.says(who, "/rec search zebra", Refused)
    await talk.says("anna", "/rec evidence OLDER-1 The informant saw a zebra.", Acknowledged)

    assert await talk.says(who, "/rec search informant", Found) == before
    assert await talk.says(who, "/rec search zebra", Refused) == nothing
    assert (before.total, before.next_page) == (1, None)
    for reader in ALLOWED:
        assert (await talk.says(reader, "/rec search zebra", Found)).total == 1


async def test_what_supports_several_items_names_those_alone_that_one_may_read(
    talk: Talk, register: Register
) -> None:
    """Evidence recorded for two items is found by both owners, and names to each only their own."""
    register.item("1", owner="anna")
    register.item("2", owner="dev")
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        items = [queries.item_by_reference(session, each) for each in ("OLDER-1", "OLDER-2")]
        act = register.policy.act(anna, talk.clock.now())
        record(
            session, StatementKind.EVIDENCE, RecordedStatement(anna, "The zebra crossing.", "one"), items, act
        )
    assert where(await talk.says("anna", "/rec search zebra", Found)) == {("OLDER-1",)}
    assert where(await talk.says("dev", "/rec search zebra", Found)) == {("OLDER-2",)}
    assert where(await talk.says("priya", "/rec search zebra", Found)) == {("OLDER-1", "OLDER-2")}
    await talk.says("ruth", "/rec search zebra", Refused)


async def test_search_follows_edits_deletions_and_undo(talk: Talk, register: Register) -> None:
    """An edit is found by its new words alone; what was deleted or taken back is found by nobody."""
    register.item("1")
    written = await talk.writes("anna", "OLDER-1: the zebra was counted")
    await talk.edits(written, "OLDER-1: the walrus was counted")
    assert (await talk.says("anna", "/rec search walrus", Found)).total == 1
    await talk.says("anna", "/rec search zebra", Refused)

    recorded = written.answer(Recorded)
    await talk.presses("anna", "undo", str(recorded.statement))
    for who in ("anna", "priya"):
        await talk.says(who, "/rec search walrus", Refused)

    other = await talk.writes("anna", "OLDER-1: the ostrich was counted")
    assert (await talk.says("priya", "/rec search ostrich", Found)).total == 1
    await talk.deletes(other)
    await talk.says("priya", "/rec search ostrich", Refused)


async def test_search_follows_an_item_to_its_new_owner(talk: Talk, register: Register) -> None:
    """Who is given an item finds what was recorded for it; who had it finds it no more."""
    register.item("1", owner="anna")
    await talk.says("anna", "/rec evidence OLDER-1 A walrus.", Acknowledged)
    register.assign("OLDER-1", "dev")
    assert (await talk.says("dev", "/rec search walrus", Found)).total == 1
    await talk.says("anna", "/rec search walrus", Refused)


async def test_places_are_leafed_through_forwards_and_back(talk: Talk, register: Register) -> None:
    """Next and previous pages show every place once, and lead back to the same first page."""
    everything = register.items(20, text="Count every walrus.")
    first = await talk.says("helen", "/rec search walrus", Found)
    pages, page = [first], first
    while page.next_page is not None:
        page = expected(await talk.presses("helen", "search", page.next_page), Found)
        pages.append(page)
    shown = [hit.references[0] for each in pages for hit in each.hits]
    assert sorted(shown) == sorted(everything)
    assert [(each.first, each.total) for each in pages] == [(1, 20), (9, 20), (17, 20)]
    while page.previous_page is not None:
        page = expected(await talk.presses("helen", "search", page.previous_page), Found)
    assert page == first


async def test_what_fits_best_comes_first(talk: Talk, register: Register) -> None:
    """A short text about the word comes before a long one that mentions it in passing."""
    filler = "Chief constables should make sure that every force has a policy and a plan for it. " * 10
    register.item("1", text=f"{filler} A walrus.")
    register.item("2", text="Walrus and walrus.")
    found = await talk.says("helen", "/rec search walrus", Found)
    assert [hit.references for hit in found.hits] == [("OLDER-2",), ("OLDER-1",)]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "a* OR b",
        "'; drop table statement; --",
        "NEAR(",
        "%",
        "\\",
        "🙂",
        "text:zebra",
        "-zebra",
        "zebra^2",
    ],
)
async def test_words_with_a_meaning_to_the_database_are_only_words(
    talk: Talk, register: Register, words: str
) -> None:
    """What means something to a query language is searched for as text, and breaks nothing."""
    register.item("1")
    await talk.says("anna", "/rec evidence OLDER-1 All was done.", Acknowledged)
    refused = await talk.says("anna", f"/rec search {words}", Refused)
    assert refused.typed == f"/rec search {words}"


async def test_long_and_empty_searches_are_answered_in_a_sentence(talk: Talk, register: Register) -> None:
    """Two thousand characters are searched for by their beginning; nothing at all is asked for."""
    register.item("1", text="word")
    assert (await talk.says("anna", "/rec search " + "word " * 400, Found)).total == 1
    await talk.says("anna", "/rec search " + "x" * 2_000, Refused)
    for nothing in ("/rec search", "/rec search ...", "/rec search <>"):
        assert "What are you looking for?" in sentence(await talk.says("anna", nothing, Refused))


async def test_hostile_text_is_shown_in_a_snippet_and_does_nothing(talk: Talk, register: Register) -> None:
    """What was typed with signs of its own, also those that mark words for us, comes out as text."""
    register.item("1", text="Tell <!channel> about the \x02walrus\x03 *now* & <@U0PRIYA01>.")
    found = await talk.says("helen", "/rec search walrus", Found)
    assert "".join(snip.text for hit in found.hits for snip in hit.snippet).startswith(
        "Tell <!channel> about"
    )
    assert marked(found.hits[0]) == ["walrus"]


async def test_a_report_that_was_found_opens_its_list(talk: Talk, register: Register) -> None:
    """The button beside a report's title lists the items that came from it."""
    register.report("VETTING", "Vetting, misconduct and misogyny")
    register.item("33", report="VETTING")
    found = await talk.says("helen", "/rec search misogyny", Found)
    assert where(found) == {("VETTING",)}
    page = expected(await talk.presses("helen", "list", "VETTING"), ItemList)
    assert [row.reference for row in page.rows] == ["VETTING-33"]
