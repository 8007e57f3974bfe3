"""Conversations on the pages of coordinators: what waits for them, and looking through the register by menus."""

from datetime import date

import pytest

from models.enums import Addressee, ItemKind, Rag, Status
from templates.messages.answers import Acknowledged, Refused
from templates.messages.home import Home
from templates.messages.replies import Recorded
from templates.messages.section_55 import Section55
from templates.plain import render
from templates.slack.markup import SLACK
from tests.factories import Register
from tests.handlers.homes import chosen, listed, presses, set_item
from tests.letterbox import expected
from tests.talk import Talk, sentence
from tests.templates.counting import blocks_of, elements


def shown_parts(home: Home) -> set[str]:
    """Return of which kinds the parts of a page are."""
    return {type(part).__name__ for part in home.layout(SLACK)}


async def test_a_coordinator_sees_what_waits_for_them(talk: Talk, register: Register) -> None:
    """What has no owner, is to be checked or decided, or is said to be another's is counted and listed."""
    register.item("free", owner=None)
    register.become(register.item("sent"), Status.SUBMITTED)
    register.item("moved", deadline_on=date(2022, 12, 20))
    register.item("theirs")
    set_item(register, "OLDER-theirs", disowned_on=date(2022, 12, 1))
    await talk.says("anna", "/rec extend OLDER-moved 31 January 2023 The form was late", Acknowledged)
    home = await talk.home("priya", Home)
    assert home.picture is not None
    assert dict(home.picture.waits) == {"unallocated": 1, "submitted": 1, "asked": 1, "not_mine": 1}
    for name, reference in (
        ("unallocated", "OLDER-free"),
        ("submitted", "OLDER-sent"),
        ("asked", "OLDER-moved"),
        ("not_mine", "OLDER-theirs"),
    ):
        assert listed(await presses(talk, "priya", "home_filter", f"list={name}")) == [reference]


async def test_each_number_of_the_register_opens_to_as_many_items(talk: Talk, register: Register) -> None:
    """By kind too: what a coordinator presses is labelled with the number of what it lists."""
    register.item("1")
    register.item("2", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    register.item("3", kind=ItemKind.AREA_FOR_IMPROVEMENT, rag=Rag.RED)
    register.item("4", addressed_to=[Addressee.NPCC])
    blocks = blocks_of(await presses(talk, "priya", "home_fold", "register"))
    counts = [
        (each["value"], int(each["text"]["text"].rpartition(": ")[2]))
        for each in elements(blocks)
        if each.get("action_id", "").startswith("home_filter:") and "value" in each
    ]
    assert ("kind=area for improvement", 2) in counts
    for value, number in counts:
        await presses(talk, "priya", "home_clear", "all")
        assert (value, len(listed(await presses(talk, "priya", "home_filter", value)))) == (value, number)


async def test_the_rest_of_the_page_is_shown_when_it_is_asked_for(talk: Talk, register: Register) -> None:
    """Numbers, search and reminders are behind buttons; pressed again, each is folded away, a search with it."""
    register.item("1", owner="priya", reviews_from=date(2022, 9, 5))
    assert "Menus" not in shown_parts(await talk.home("priya", Home))
    assert "Menus" in shown_parts(await presses(talk, "priya", "home_fold", "search"))
    await presses(talk, "priya", "home_filter", "rag=red")
    folded = await presses(talk, "priya", "home_fold", "search")
    assert "Menus" not in shown_parts(folded)
    assert chosen(folded) == {}
    assert "Your next reminders" not in render(folded)
    coming = await presses(talk, "priya", "home_fold", "coming")
    assert "Your next reminders" in render(coming)
    assert await presses(talk, "priya", "home_fold", "everything") == coming


async def test_a_coordinator_is_told_of_reports_without_the_pccs_comments(
    talk: Talk, register: Register
) -> None:
    """Where the last day is ahead or has just passed; the number opens the list, with a button for each."""
    register.report("VETTING", "Vetting", date(2022, 11, 2))
    register.item("1")
    home = await talk.home("priya", Home)
    assert home.picture is not None
    assert home.picture.section_55 == 1
    (clock,) = expected(await talk.presses("priya", "open", "section55"), Section55).clocks[-1:]
    assert clock.code == "VETTING"


async def test_what_waits_comes_first_with_the_committee_and_what_can_be_added(
    talk: Talk, register: Register
) -> None:
    """A coordinator reads what waits before their own items; a meeting has its preview, paper and summary there."""
    register.item("1", owner="priya")
    nothing = await talk.home("priya", Home)
    said = render(nothing)
    assert said.index("Waiting for you") < said.index("Your open items: 1")
    assert "no next meeting is entered" in said
    register.meeting(date(2022, 12, 15))
    register.item("2", owner="anna")
    register.set_person("anna", account=None)
    home = await talk.home("priya", Home)
    assert home.picture is not None
    assert (home.picture.meeting, home.picture.unreachable) == (date(2022, 12, 15), 1)
    assert home.picture.can_publish is (talk.policy.committee_channel is not None)
    assert "Committee: Thu 15 Dec 2022" in render(home)


@pytest.fixture
def varied(register: Register) -> Register:
    """A register whose items differ in everything by which it can be narrowed."""
    register.report("VETTING", "Vetting, misconduct and misogyny")
    register.item("1", deadline_on=date(2022, 11, 1))
    register.item("2", owner="dev", rag=Rag.AMBER)
    register.item("33", report="VETTING", owner="dev", rag=Rag.RED)
    register.become(register.item("34", report="VETTING"), Status.SUBMITTED)
    register.become(register.item("35", report="VETTING"), Status.SIGNED_OFF)
    set_item(register, "OLDER-2", portfolio="Crime & <!channel>", board="Crime Board")
    set_item(register, "VETTING-33", portfolio="Standards", board="Crime Board")
    return register


async def test_the_register_is_narrowed_by_menus(talk: Talk, varied: Register) -> None:
    """Each menu narrows what is listed further; choosing nothing in one widens it; *Show all* lets go of all."""
    home = await talk.home("priya", Home)
    assert home.picture is not None
    assert home.picture.narrowed is None
    options = {menu.name: {label: value for value, label in menu.options} for menu in home.picture.menus}
    dev = options["owner"]["Dev Patel"]
    vetting = options["report"]["VETTING: Vetting, misconduct and misogyny"]
    assert set(options["portfolio"]) == {"Crime & <!channel>", "Standards"}

    assert listed(await presses(talk, "priya", "home_filter", f"owner={dev}")) == ["OLDER-2", "VETTING-33"]
    narrower = await presses(talk, "priya", "home_filter", f"report={vetting}")
    assert (listed(narrower), chosen(narrower)) == (["VETTING-33"], {"report": vetting, "owner": dev})
    assert listed(await talk.home("priya", Home)) == ["VETTING-33"]
    wider = await presses(talk, "priya", "home_filter", "owner=any")
    assert listed(wider) == ["VETTING-33", "VETTING-34"]
    cleared = await presses(talk, "priya", "home_clear", "all")
    assert cleared.picture is not None
    assert (cleared.picture.narrowed, chosen(cleared)) == (None, {})


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("list=overdue", ["OLDER-1"]),
        ("list=red", ["OLDER-1", "VETTING-33"]),
        ("rag=red", ["OLDER-1", "VETTING-33"]),
        ("rag=amber", ["OLDER-2"]),
        ("status=submitted", ["VETTING-34"]),
        ("status=force complete", []),
        ("portfolio=Crime & <!channel>", ["OLDER-2"]),
        ("board=Crime Board", ["OLDER-2", "VETTING-33"]),
        ("portfolio=another", []),
    ],
)
async def test_each_menu_finds_what_it_says(
    talk: Talk, varied: Register, choice: str, found: list[str]
) -> None:
    """Open items alone are listed, by what was chosen."""
    assert sorted(listed(await presses(talk, "priya", "home_filter", choice))) == found


@pytest.mark.parametrize(
    "choice", ["", "owner=anna", "list=everything", "rag=blue", "password=1", "status=", "=", "owner"]
)
async def test_a_choice_that_is_none_changes_nothing(talk: Talk, varied: Register, choice: str) -> None:
    """What the menus do not offer is refused, and the page stays as it was."""
    before = await presses(talk, "priya", "home_filter", "rag=amber")
    refused = expected(await talk.presses("priya", "home_filter", choice), Refused)
    assert "is no longer one of the choices" in sentence(refused)
    assert await talk.home("priya", Home) == before


@pytest.mark.parametrize("button", ["home_filter", "home_clear", "home_listed"])
@pytest.mark.parametrize("who", ["anna", "helen"])
async def test_only_coordinators_look_through_the_whole_register(
    talk: Talk, varied: Register, who: str, button: str
) -> None:
    """Whoever forges a press of a coordinator's button is told who the coordinators are."""
    refused = expected(await talk.presses(who, button, "rag=red"), Refused)
    assert "Only a coordinator can do that. Ask one of them: Priya Shah" in sentence(refused)
    assert (await talk.home(who, Home)).picture is None


async def test_what_was_looked_for_is_leafed_through(talk: Talk, register: Register) -> None:
    """A long list that fits what was chosen is shown page by page, each item once."""
    everything = register.items(20, owner="dev")
    home = await presses(talk, "priya", "home_filter", "status=in progress")
    shown = listed(home)
    while home.picture and home.picture.narrowed and home.picture.narrowed.next_page:
        home = await presses(talk, "priya", "home_listed", home.picture.narrowed.next_page)
        shown += listed(home)
    assert shown == everything
    assert home.picture is not None
    assert home.picture.narrowed is not None
    assert home.picture.narrowed.previous_page == "9"


async def test_each_coordinator_looks_by_themselves(talk: Talk, varied: Register) -> None:
    """What one coordinator chose does not change the page of another, and outlasts what they do next."""
    await presses(talk, "priya", "home_filter", "rag=amber")
    tom = await talk.home("tom", Home)
    assert tom.picture is not None
    assert tom.picture.narrowed is None
    (await talk.writes("priya", "OLDER-2: seen")).answer(Recorded)
    assert listed(await talk.home("priya", Home)) == ["OLDER-2"]
