"""Conversations about leavers: what they held is told to the coordinators, and given on until nothing is left."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.ledger.event import Event, EventKind
from models.people.hand_over import HandOver, leave
from models.people.person import Team
from models.queries import items
from models.register.recommendation import Recommendation
from templates import plain
from templates.messages.allocation import Allocation
from templates.messages.answers import Acknowledged, Refused
from templates.messages.leave import Leave
from templates.messages.leavers import HandOverForm, HandOverList
from templates.messages.people import People
from templates.messages.reminders import Escalation, Reminder
from tests.chat import Chat, Force, chatting, texts
from tests.factories import ACCOUNTS, Register, person_called
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence

NO_REVIEW = date(2030, 1, 1)


@pytest.fixture
def held(register: Register) -> Register:
    """Dev owns 10618, is deputy of anna's 9962, and leads the team Digital."""
    register.item(
        "1a", register_number="10618", owner="dev", deadline_on=date(2022, 12, 15), reviews_from=NO_REVIEW
    )
    register.item("1b", register_number="9962", deputy="dev", reviews_from=NO_REVIEW)
    with register.database.writing() as session:
        dev = person_called(session, "dev")
        session.add(Team(name="Digital", lead=dev, members=[dev]))
    return register


def let_go(register: Register, who: str) -> None:
    """Enter that somebody has left, as `python -m bot person leave` does."""
    with register.database.writing() as session:
        leave(session, person_called(session, who), register.act)


def happened(talk: Talk) -> list[str]:
    """Return what the ledger says of people leaving, in order."""
    kinds = (EventKind.PERSON_LEFT, EventKind.HAND_OVER_FINISHED)
    with talk.database.reading() as session:
        return [
            each.kind.value
            for each in session.scalars(select(Event).where(Event.kind.in_(kinds)).order_by(Event.id))
        ]


async def test_the_coordinators_are_told_everything_once(talk: Talk, held: Register) -> None:
    """One message each with what dev owned, deputised and led; more rounds bring no second one."""
    let_go(held, "dev")
    for moment in ("2022-12-01T10:00", "2022-12-01T10:01", "2022-12-02T09:00"):
        await talk.at(moment)
    for coordinator in ("priya", "tom"):
        (told,) = talk.sees(coordinator, HandOverList)
        assert [row.reference for row in told.owned] == ["10618"]
        assert [row.reference for row in told.deputised] == ["9962"]
        assert (told.leaver.name, told.teams) == ("Dev Patel", ("Digital",))
    assert happened(talk) == ["person left"]


async def test_everything_goes_to_one_person(talk: Talk, held: Register) -> None:
    """By one line; then the hand-over is finished, what was told says so, and the ledger too."""
    let_go(held, "dev")
    await talk.at("2022-12-01T10:00")
    given = await talk.says("priya", "/rec handover Dev Patel to @marcus", Acknowledged)
    assert given.facts == {"name": "Dev Patel", "to": "Marcus Reid", "number": "3"}
    with talk.database.reading() as session:
        marcus = person_called(session, "marcus")
        assert items.item_by_reference(session, "10618").owner is marcus
        assert items.item_by_reference(session, "9962").deputy is marcus
        assert session.scalars(select(Team)).one().lead is marcus
        assert session.scalars(select(HandOver)).one().finished_at is not None
    assert happened(talk) == ["person left", "hand-over finished"]
    for coordinator in ("priya", "tom"):
        (told,) = talk.sees(coordinator, HandOverList)
        assert (told.owned, told.deputised, told.teams) == ((), (), ())
    again = await talk.says("tom", "/rec handover Dev Patel to @sofia", Refused)
    assert "have already been reassigned" in sentence(again)


async def test_it_can_be_given_part_by_part(talk: Talk, held: Register) -> None:
    """The button's form comes again with what is left, until nothing is."""
    let_go(held, "dev")
    await talk.at("2022-12-01T10:00")
    told = talk.last("priya")
    number = str(told.says(HandOverList).hand_over)
    form = expected(await talk.presses("priya", "hand_over", number, told), HandOverForm)
    values = [f"{each.what}:{each.number}" for each in form.holdings]
    missing = expected(await talk.submits("priya", "hand_over", number, {"given": values[0]}), Refused)
    assert missing.field_name == "to"
    first = {"to": ACCOUNTS["marcus"], "given": values[0]}
    rest = expected(await talk.submits("priya", "hand_over", number, first), HandOverForm)
    assert [each.what for each in rest.holdings] == ["deputised", "team"]
    last = {"to": ACCOUNTS["anna"], "given": "\n".join(values[1:])}
    expected(await talk.submits("priya", "hand_over", number, last), Acknowledged)
    with talk.database.reading() as session:
        nine = items.item_by_reference(session, "9962")
        # Anna owns it: nobody is their own deputy.
        assert (nine.owner, nine.deputy) == (person_called(session, "anna"), None)
    none = expected(await talk.presses("tom", "hand_over", number), Refused)
    assert "have already been reassigned" in sentence(none)


async def test_until_it_is_given_on_reminders_go_to_the_deputy_or_the_coordinators(
    talk: Talk, held: Register
) -> None:
    """Nobody writes to a closed account."""
    let_go(held, "dev")
    await talk.at("2022-12-15T09:00")
    assert (talk.sees("dev", Reminder), len(talk.sees("priya", Escalation))) == ([], 1)
    with held.database.writing() as session:
        session.query(Recommendation).filter_by(register_number="10618").one().deputy = person_called(
            session, "sofia"
        )
    await talk.at("2022-12-22T09:00")
    assert len(talk.sees("sofia", Reminder)) == 1


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("anna", "/rec handover @dev to @marcus", "Only a coordinator"),
        ("helen", "/rec handover @dev", "Only a coordinator"),
        ("priya", "/rec handover", "Whose items should go to whom?"),
        ("priya", "/rec handover @marcus to @dev", "has not left"),
        ("priya", "/rec handover Dev Patel to @Dev Patel", "they cannot own items"),
        ("anna", "/rec people", "Only a coordinator"),
    ],
)
async def test_who_may_not_and_what_cannot_be_handed_over(
    talk: Talk, held: Register, who: str, line: str, says: str
) -> None:
    """Only coordinators hand over, only from somebody who left, and only to somebody who has not."""
    let_go(held, "dev")
    assert says in sentence(await talk.says(who, line, Refused))
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "10618").owner is person_called(session, "dev")


async def test_people_are_listed_with_how_they_are_reached(talk: Talk, held: Register) -> None:
    """Coordinators see who has left and is being handed over, who is on leave, and who has no account."""
    let_go(held, "dev")
    held.set_person("sofia", unreachable_since=date(2022, 11, 30))
    await talk.says("priya", "/rec leave for @anna 2022-11-28 to 2022-12-09", Leave)
    listed = {row.name: row for row in (await talk.says("priya", "/rec people", People)).people}
    assert (listed["Dev Patel"].active, listed["Dev Patel"].hands_over) == (False, True)
    assert listed["Anna Clarke"].away_until == date(2022, 12, 9)
    assert listed["Sofia Novak"].unreachable_since == date(2022, 11, 30)


def fill(chat: Chat) -> None:
    """Give dev an item in the register of a chat."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", owner="dev", reviews_from=date(2022, 9, 5))


async def test_a_closed_account_leads_to_a_hand_over_at_once(chat: Chat) -> None:
    """Slack says that dev's account is closed: both coordinators have the list, and give it on by the form."""
    fill(chat)
    chat.workspace.deactivate("dev")
    await chat.settles()
    await chat.at("2022-12-01T09:30")
    (told,) = [each for each in chat.sees("priya") if "Dev Patel has left" in each["text"]]
    assert "10618, as owner" in told["text"]
    await chat.clicks("priya", told, "hand_over")
    filled = await chat.fills("priya", {"to": ACCOUNTS["marcus"]})
    assert filled.ok, filled
    assert "Marcus Reid now has everything Dev Patel held: 1 in all" in " ".join(texts(chat.sees("priya")))
    assert "all their items are reassigned" in chat.now("priya", told)["text"]
    assert "10618" in await chat.says("marcus", "/rec")


async def test_one_sweep_finds_it_where_the_event_was_lost(database_url: str, tmp_path: Path) -> None:
    """The account is closed and Reckoner never hears of it: the next sweep asks Slack, and finds out, once."""
    async with chatting(Force(database_url, tmp_path)) as chat:
        fill(chat)
        await chat.at("2022-12-01T09:00")
        chat.workspace.directory.set_closed(ACCOUNTS["dev"], closed=True)
        await chat.at("2022-12-01T10:01")
        assert len([each for each in chat.sees("priya") if "Dev Patel has left" in each["text"]]) == 1
        await chat.at("2022-12-01T11:05")
        assert len([each for each in chat.sees("priya") if "Dev Patel has left" in each["text"]]) == 1


async def test_an_account_that_works_again_undoes_nothing(chat: Chat) -> None:
    """The coordinators are told; the item stays where it was given."""
    fill(chat)
    chat.workspace.deactivate("dev")
    await chat.settles()
    await chat.at("2022-12-01T09:30")
    assert "now has everything Dev Patel held" in await chat.says(
        "priya", "/rec handover Dev Patel to @marcus"
    )
    chat.workspace.reactivate("dev")
    await chat.settles()
    await chat.at("2022-12-01T09:31")
    told = [each for each in texts(chat.sees("priya")) if "works again" in each]
    assert len(told) == 1
    assert "Items already reassigned stay with their new owners" in told[0]
    assert "10618" in await chat.says("marcus", "/rec")


async def test_an_account_that_held_nothing_is_only_told_of(chat: Chat) -> None:
    """Helen only reads: nothing has to be given on, and the coordinators are told so."""
    Register(chat.database, chat.clock, chat.policy)
    chat.workspace.deactivate("helen")
    await chat.settles()
    await chat.at("2022-12-01T09:30")
    assert [each for each in texts(chat.sees("priya")) if "had no open items" in each] != []


async def test_not_mine_on_the_local_workspace(chat: Chat) -> None:
    """Dev presses *Not mine* on the reminder, writes why, and priya decides in her message."""
    fill(chat)
    await chat.at("2022-12-05T09:00")
    (*_, reminder) = chat.sees("dev")
    await chat.clicks("dev", reminder, "Not mine")
    assert (await chat.fills("dev", {"reason": "Marcus runs that unit."})).ok
    told = next(each for each in chat.sees("priya") if "is not mine, says Dev Patel" in each["text"])
    await chat.clicks("priya", told, "keep")
    assert (await chat.fills("priya", {"reason": "He takes over in May."})).ok
    assert "has decided" in chat.now("priya", told)["text"]
    assert any("He takes over in May." in each for each in texts(chat.sees("dev")))


async def test_an_heir_is_told_at_once_what_was_promised(talk: Talk, held: Register) -> None:
    """One message for all: the last word of each item, its deadline, and the request that nobody has decided."""
    await talk.says("dev", "/rec evidence 10618 The minutes of the board.", Acknowledged)
    await talk.fills("dev", "update:10618", {"text": "All sergeants will be trained by the end of January."})
    await talk.says("dev", "/rec extend 10618 2023-01-31 The trainer is away.", Acknowledged)
    let_go(held, "dev")
    await talk.at("2022-12-01T10:00")
    await talk.says("priya", "/rec handover Dev Patel to @marcus", Acknowledged)
    await talk.at("2022-12-02T09:00")
    (told,) = talk.sees("marcus", Allocation)
    assert [[row.reference for row in rows] for rows in (told.owned, told.deputised)] == [["10618"], ["9962"]]
    (post,) = [each for each in talk.posts(direct("marcus")) if isinstance(each.message, Allocation)]
    said = " ".join(post.text.split())
    assert "from Dev Patel, who has left" in said
    assert "deadline Thu 15 Dec 2022" in said
    assert "Last update, Dev Patel on Thu 1 Dec 2022 (today): “All sergeants will be trained" in said
    assert "Dev Patel asked for more time on Thu 1 Dec 2022 (today), to Tue 31 Jan 2023" in said
    assert "(in 61 days); not decided yet. Reason: “The trainer is away”" in said
    assert "You now lead the team Digital" in said


async def test_an_heir_who_gives_to_themselves_or_cannot_be_reached_is_not_written_to(
    talk: Talk, held: Register
) -> None:
    """Who hands over knows; of whoever has no account the coordinator is told to tell them."""
    held.set_person("marcus", unreachable_since=date(2022, 11, 30))
    let_go(held, "dev")
    await talk.at("2022-12-01T10:00")
    with talk.database.reading() as session:
        number = str(session.scalars(select(HandOver)).one().id)
        item = items.item_by_reference(session, "10618").id
    first = {"to": ACCOUNTS["priya"], "given": f"owned:{item}"}
    rest = expected(await talk.submits("priya", "hand_over", number, first), HandOverForm)
    left = {
        "to": ACCOUNTS["marcus"],
        "given": "\n".join(f"{each.what}:{each.number}" for each in rest.holdings),
    }
    done = expected(await talk.submits("priya", "hand_over", number, left), Acknowledged)
    assert "I cannot reach Marcus Reid" in " ".join(plain.render(done).split())
    assert (talk.sees("priya", Allocation), talk.sees("marcus", Allocation)) == ([], [])
