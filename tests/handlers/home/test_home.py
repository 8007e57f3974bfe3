"""Conversations on people's own pages: what is theirs, what they will be sent, and the register for its keepers."""

import json
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from handlers.home.home import PAGE_SIZE
from models.enums import Addressee, ReminderReason, Role, Status, Urgency
from models.queries.items import item_by_reference
from models.register.recommendation import Recommendation
from templates.messages.allocation import ChangedItems
from templates.messages.answers import Refused
from templates.messages.home import Home
from templates.messages.items import ItemList
from templates.messages.leave import Leave
from templates.messages.reminders import Reminder
from templates.slack import renderer
from tests.factories import Register
from tests.handlers.homes import presses, set_item
from tests.letterbox import expected
from tests.talk import Talk, sentence

NO_REVIEW = date(2030, 1, 1)


def groups(home: Home) -> dict[Urgency, list[str]]:
    """Return the references in each group, in the order of the page."""
    return {group.urgency: [each.row.reference for each in group.items] for group in home.items.groups}


async def leafed_through(talk: Talk, who: str) -> list[Home]:
    """Return every page of somebody's items."""
    pages = [await talk.home(who, Home)]
    while pages[-1].items.next_page is not None:
        pages.append(await presses(talk, who, "home_own", pages[-1].items.next_page))
    await presses(talk, who, "home_own", "1")
    return pages


async def all_groups(talk: Talk, who: str) -> dict[Urgency, list[str]]:
    """Return the references in each group, from every page."""
    found: dict[Urgency, list[str]] = {}
    for home in await leafed_through(talk, who):
        for urgency, references in groups(home).items():
            found.setdefault(urgency, []).extend(references)
    return found


@pytest.fixture
def pressing(register: Register) -> Register:
    """A register in which anna has one item of each urgency, entered in another order."""
    register.item("later", deadline_on=date(2023, 6, 1), reviews_from=NO_REVIEW)
    register.item("quarter", deadline_on=date(2023, 2, 1), reviews_from=NO_REVIEW)
    register.item("review", reviews_from=date(2022, 9, 5))
    register.item("soon", deadline_on=date(2022, 12, 20), reviews_from=NO_REVIEW)
    register.item("late", deadline_on=date(2022, 11, 1), reviews_from=NO_REVIEW)
    register.become(register.item("sent", deadline_on=date(2022, 11, 1)), Status.SUBMITTED)
    register.become(register.item("done"), Status.FORCE_COMPLETE)
    register.item("asleep", deadline_on=date(2022, 11, 2), reviews_from=NO_REVIEW)
    set_item(register, "OLDER-asleep", snoozed_until=date(2022, 12, 2))
    register.item("other", owner="dev", deadline_on=date(2022, 11, 1))
    register.become(register.item("ended"), Status.SIGNED_OFF)
    return register


async def test_my_items_stand_in_groups_by_urgency(talk: Talk, pressing: Register) -> None:
    """Overdue, soon or under review, this quarter, later, waiting for others, snoozed: each item once."""
    home = await talk.home("anna", Home)
    assert await all_groups(talk, "anna") == {
        Urgency.OVERDUE: ["OLDER-late"],
        Urgency.SOON: ["OLDER-review", "OLDER-soon"],
        Urgency.QUARTER: ["OLDER-quarter"],
        Urgency.LATER: ["OLDER-later"],
        Urgency.WAITING: ["OLDER-sent", "OLDER-done"],
        Urgency.SNOOZED: ["OLDER-asleep"],
    }
    assert home.items.total == 8
    assert len(home.items.rows) == PAGE_SIZE
    assert (home.totals, home.picture) == (None, None)


async def test_the_items_of_my_team_and_of_whom_i_stand_in_for_are_there(
    talk: Talk, pressing: Register
) -> None:
    """Whatever is in `/rec` is on the page: marcus is in its team, and sofia stands in for anna on leave."""
    pressing.team("Public Protection", "anna", "marcus")
    await talk.says("priya", "/rec assign OLDER-soon Public Protection", ChangedItems)
    assert groups(await talk.home("marcus", Home)) == {Urgency.SOON: ["OLDER-soon"]}
    await talk.says("anna", "/rec leave 2022-12-01 to 2022-12-02 deputy @sofia", Leave)
    assert groups(await talk.home("sofia", Home)) == groups(await talk.home("anna", Home))
    await talk.at("2022-12-05T09:00")
    assert groups(await talk.home("sofia", Home)) == {}


async def test_a_snooze_ends_on_its_day(talk: Talk, pressing: Register) -> None:
    """What was snoozed until a day presses again on that day."""
    await talk.at("2022-12-02T09:00")
    assert "OLDER-asleep" in groups(await talk.home("anna", Home))[Urgency.OVERDUE]


async def test_every_item_of_mine_has_its_buttons(talk: Talk, pressing: Register) -> None:
    """Each can be updated by a button, and given evidence and shown by the menu beside it."""
    home = await talk.home("anna", Home)
    assert {each.can_do for group in home.items.groups for each in group.items} == {
        ("update", "add_evidence")
    }
    offered = json.dumps(renderer.home(home))
    assert offered.count('"action_id": "update"') == PAGE_SIZE
    assert [offered.count(f'"{each} OLDER-') for each in ("add_evidence", "show")] == [PAGE_SIZE] * 2


def many(register: Register, talk: Talk, number: int) -> list[str]:
    """Enter this many items of anna's, all at once; return their references, most pressing first."""
    register.item("0", deadline_on=date(2023, 6, 1), reviews_from=NO_REVIEW)
    with register.database.writing() as session:
        first = item_by_reference(session, "OLDER-0")
        act = register.policy.act(None, talk.clock.now())
        for each in range(1, number):
            item = Recommendation(
                report=first.report,
                number=str(each),
                kind=first.kind,
                text=first.text,
                addressed_to=first.addressed_to,
                deadline_on=date(2023, 6, 1) + timedelta(days=each),
                added_on=first.added_on,
                review_anchor_on=NO_REVIEW,
            )
            session.add(item)
            item.enter(act)
            item.assign(first.owner, act)
    return [f"OLDER-{each}" for each in range(number)]


@pytest.mark.parametrize("number", [PAGE_SIZE, PAGE_SIZE + 1, 100])
async def test_a_long_list_is_leafed_through_on_the_page(talk: Talk, register: Register, number: int) -> None:
    """Every item is shown once, however many there are, and each page is within what Slack takes."""
    everything = many(register, talk, number)
    home = await talk.home("anna", Home)
    shown = [row.reference for row in home.items.rows]
    while home.items.next_page is not None:
        assert len(renderer.home(home)["blocks"]) <= 100
        home = await presses(talk, "anna", "home_own", home.items.next_page)
        shown += [row.reference for row in home.items.rows]
    assert shown == everything
    again = await talk.home("anna", Home)
    assert again.items.first == home.items.first
    while home.items.previous_page is not None:
        home = await presses(talk, "anna", "home_own", home.items.previous_page)
    assert (home.items.first, [row.reference for row in home.items.rows]) == (1, everything[:PAGE_SIZE])


async def test_a_page_that_is_gone_leads_back_to_the_first(talk: Talk, register: Register) -> None:
    """When what stood on a later page has ended, the page begins at the beginning."""
    everything = register.items(PAGE_SIZE + 1)
    await presses(talk, "anna", "home_own", str(PAGE_SIZE + 1))
    register.become(everything[0], Status.SIGNED_OFF)
    assert (await talk.home("anna", Home)).items.first == 1
    for nonsense in ("", "-4", "99999999999", "<!channel>"):
        assert (await presses(talk, "anna", "home_own", nonsense)).items.first == 1


def told(reminders: Iterable[Reminder]) -> list[tuple[date, dict[str, tuple[ReminderReason, ...]]]]:
    """Return what reminders said: their days, and the reasons for each item."""
    return [(each.today, {line.row.reference: line.whys for line in each.lines}) for each in reminders]


def announced(home: Home) -> list[tuple[date, dict[str, tuple[ReminderReason, ...]]]]:
    """Return what a page says will be sent."""
    return [(each.on, {line.reference: line.whys for line in each.lines}) for each in home.coming]


@pytest.fixture
def busy(register: Register) -> Register:
    """A register in which several things come to anna in the weeks before Christmas, some on days off."""
    register.item("1", deadline_on=date(2022, 12, 24), reviews_from=NO_REVIEW)
    register.item("2", reviews_from=date(2022, 9, 11))
    register.item("3", reviews_from=date(2022, 9, 17))
    register.item("4", deadline_on=date(2022, 11, 20), reviews_from=NO_REVIEW, added_on=date(2022, 10, 1))
    register.item("5", deadline_on=date(2022, 12, 26), reviews_from=date(2022, 9, 26))
    register.item("6", owner="dev", deputy="anna", deadline_on=date(2022, 12, 10), reviews_from=NO_REVIEW)
    return register


@pytest.mark.parametrize(
    ("begins", "zone"),
    [
        ("2022-12-01T09:30", "Europe/London"),
        ("2022-12-02T18:00", "Europe/London"),
        ("2022-12-03T03:00", "Pacific/Auckland"),
        ("2022-12-23T12:00", "America/New_York"),
    ],
)
async def test_what_is_announced_is_what_is_sent(talk: Talk, busy: Register, begins: str, zone: str) -> None:
    """Moving the clock on, some hours at a time, brings exactly the messages that the page said would come."""
    busy.set_person("anna", zone=zone)
    busy.set_person("dev", active=False)
    await talk.at(begins)
    before = len(talk.sees("anna", Reminder))
    promised = announced(await talk.home("anna", Home))
    assert promised
    for _ in range(8 * 20):
        if len(talk.sees("anna", Reminder)) - before == len(promised):
            break
        talk.clock.move_to(talk.clock.now() + timedelta(hours=3))
        await talk.rounds.round()
    assert told(talk.sees("anna", Reminder)[before:]) == promised


async def test_what_waits_for_working_hours_is_announced(talk: Talk, busy: Register) -> None:
    """What fell due at night is announced for the morning, also before the sweep has written it down."""
    talk.clock.move_to(talk.clock.now().replace(day=5, hour=1))
    asleep = announced(await talk.home("anna", Home))
    await talk.at("2022-12-05T02:00")
    assert announced(await talk.home("anna", Home)) == asleep
    assert asleep[0][0] == date(2022, 12, 5)
    await talk.at("2022-12-05T09:00")
    assert told(talk.sees("anna", Reminder)) == asleep[:1]


async def test_an_answer_takes_what_would_have_come_off_the_page(talk: Talk, register: Register) -> None:
    """Once a review is answered its next steps are no longer announced."""
    register.item("1", reviews_from=date(2022, 9, 5))
    (opens, *_) = (await talk.home("anna", Home)).coming
    assert [line.whys for line in opens.lines] == [(ReminderReason.REVIEW_OPENS,)]
    await talk.writes("anna", "OLDER-1: all is on its way")
    assert (await talk.home("anna", Home)).coming == ()


async def test_what_is_the_owners_is_not_announced_to_the_deputy(talk: Talk, busy: Register) -> None:
    """A deputy is told of what will come to them: nothing, as long as the owner can be reached."""
    assert "OLDER-6" not in {
        line.reference for each in (await talk.home("anna", Home)).coming for line in each.lines
    }


async def test_a_reader_sees_the_totals_and_the_watched_list(talk: Talk, register: Register) -> None:
    """Readers see the public totals and can list what is watched; what waits for coordinators they do not see."""
    register.item("1", deadline_on=date(2022, 11, 1))
    register.item("npcc", addressed_to=[Addressee.NPCC])
    home = await talk.home("helen", Home)
    assert home.totals is not None
    assert (home.role, home.items.total, home.totals.overdue, home.totals.watched) == (Role.READER, 0, 1, 1)
    assert (home.picture, home.coming) == (None, ())
    page = expected(await talk.presses("helen", "list", "watched"), ItemList)
    assert [row.reference for row in page.rows] == ["OLDER-npcc"]


async def test_strangers_have_no_page(talk: Talk, register: Register) -> None:
    """Whom the register does not know, or who has left, is told why there is nothing to see."""
    assert "I do not know you" in sentence(await talk.home("jo", Refused))
    register.set_person("anna", active=False)
    await talk.home("anna", Refused)
    expected(await talk.presses("anna", "home_own", "1"), Refused)
