"""Every named question about the register, on small registers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from bot.slack import addresses
from models.enums import Addressee, ItemKind, Rag, Role, Status
from models.people.person import Person
from models.people.teams import team_called
from models.queries import items
from models.refusals.items import NoSuchItem, NoSuchItemButNear
from models.refusals.people import NoSuchPerson, SeveralPeople
from models.register.recommendation import Recommendation
from tests.factories import Register, open_by_kind, person_called

TODAY = date(2022, 12, 1)
OTHERS = (Addressee.NPCC,)


def numbers(register: Register, condition: Callable[[Session], ColumnElement[bool]]) -> set[str]:
    """Return the numbers of the items under a condition, which are as many as are counted."""
    with register.database.reading() as session:
        found = items.items_of(session, condition(session))
        assert items.count_of(session, condition(session)) == len(found)
        return {item.number for item in found}


def filled(register: Register) -> None:
    """Fill the register with an item for every case of the questions below."""
    late, soon, far = date(2022, 11, 30), TODAY + timedelta(days=90), TODAY + timedelta(days=91)
    register.item("1", deadline_on=late)
    register.item("2", deadline_on=TODAY, owner="dev", deputy="anna")
    register.item("3", deadline_on=soon, rag=Rag.RED)
    register.item("4", deadline_on=far, owner=None, rag=Rag.AMBER)
    register.item("5", deadline_on=late, addressed_to=OTHERS, rag=Rag.RED)
    register.item("6", deadline_on=late, rag=Rag.RED)
    register.become("OLDER-6", Status.FORCE_COMPLETE)
    register.item("7", deadline_on=late, rag=Rag.RED)
    register.become("OLDER-7", Status.SIGNED_OFF)
    register.item("8", deadline_on=late, owner="dev")
    register.become("OLDER-8", Status.SUBMITTED)
    register.item("9", report="VETTING", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    register.item("10", report="VETTING", kind=ItemKind.CAUSE_OF_CONCERN, owner=None)


def test_every_named_list_has_exactly_its_items(register: Register) -> None:
    """Each list holds the items that fit its name, no watched one where the force is counted, none that ended."""
    filled(register)
    with register.database.reading() as session:
        anna, dev = person_called(session, "anna").id, person_called(session, "dev").id
        found = items.report_by_code(session, " vetting ")
        assert found is not None
        vetting = found.id
    questions: dict[str, tuple[ColumnElement[bool], set[str]]] = {
        "overdue": (items.overdue(TODAY), {"1", "8"}),
        "due": (items.due(TODAY, TODAY + items.DUE_SOON), {"2", "3"}),
        "red": (items.red(TODAY), {"1", "3", "8"}),
        "unallocated": (items.unallocated(), {"4", "10"}),
        "waiting": (items.waiting_for_hmicfrs(), {"6"}),
        "watched": (items.watched(), {"5"}),
        "anna": (items.of_person(anna), {"1", "2", "3", "5", "6", "9"}),
        "dev": (items.of_person(dev), {"2", "8"}),
        "report": (items.of_report(vetting), {"9", "10"}),
    }
    for name, (condition, wanted) in questions.items():
        assert (name, numbers(register, lambda _, each=condition: each)) == (name, wanted)  # type: ignore[misc]


def test_a_persons_items_are_those_of_their_teams_too(register: Register) -> None:
    """Open items of every team that a person is in are theirs, once each; those of other teams are not."""
    register.team("Crime", "sofia", "dev")
    register.team("Custody", "marcus")
    for number, team in (("1", "Crime"), ("2", "Custody"), ("3", "Crime"), ("4", "Crime")):
        register.item(number, owner="anna", deputy="dev" if number == "3" else None)
        register.work_on(f"OLDER-{number}", team)
    register.become("OLDER-4", Status.SIGNED_OFF)
    with register.database.reading() as session:
        dev = person_called(session, "dev").id
        crime = team_called(session, "crime").id
    assert numbers(register, lambda _: items.of_person(dev)) == {"1", "3"}
    assert numbers(register, lambda _: items.of_team(crime)) == {"1", "3"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_persons_items_are_found_by_indexes(register: Register) -> None:
    """Owner, deputy and team are each looked up in an index of their own: no look-up goes through the register."""
    with register.database.reading() as session:
        query = select(Recommendation.id).where(items.of_person(1))
        compiled = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in session.execute(text(f"explain query plan {compiled}"))]
    for index in ("ix_recommendation_owner", "ix_recommendation_deputy", "ix_recommendation_team"):
        assert any(index in step for step in plan), plan
    assert [step for step in plan if step.startswith("SCAN recommendation")] == []


def test_kinds_are_counted_apart_and_only_the_forces(register: Register) -> None:
    """Open items of the force are counted by kind; a kind without any is nought."""
    with register.database.reading() as session:
        assert open_by_kind(session) == dict.fromkeys(ItemKind, 0)
    filled(register)
    with register.database.reading() as session:
        assert open_by_kind(session) == {
            ItemKind.RECOMMENDATION: 6,
            ItemKind.AREA_FOR_IMPROVEMENT: 1,
            ItemKind.CAUSE_OF_CONCERN: 1,
        }


def test_every_figure_of_the_tally_is_as_long_as_its_list(register: Register) -> None:
    """The figures that are counted in one pass are those of the lists behind them."""
    filled(register)
    with register.database.reading() as session:
        tally = items.tally(session, TODAY)
        assert tally.by_kind == open_by_kind(session)
        lists = {
            "overdue": items.overdue(TODAY),
            "due": items.due(TODAY, TODAY + items.DUE_SOON),
            "red": items.red(TODAY),
            "unallocated": items.unallocated(),
            "waiting_for_hmicfrs": items.waiting_for_hmicfrs(),
        }
        for name, condition in lists.items():
            listed = items.items_of(session, condition)
            assert (name, getattr(tally, name)) == (name, len(listed))


def test_red_is_the_same_in_lists_as_on_the_item(register: Register) -> None:
    """The list of what is red holds exactly the open items of the force whose own colour is red."""
    filled(register)
    with register.database.reading() as session:
        everything = items.items_of(session, Recommendation.id > 0)
        by_rule = {item.id for item in everything if item.is_open and item.rag_on(TODAY) is Rag.RED}
        assert {item.id for item in items.items_of(session, items.red(TODAY))} == by_rule


def test_a_number_that_passes_to_another_item_names_that_one(register: Register) -> None:
    """What a register number named before, in the same transaction too, is not taken for what it names now."""
    register.item("1", register_number="10618")
    register.item("2")
    with register.database.writing() as session:
        first = items.item_by_reference(session, "10618")
        assert items.item_by_reference(session, "#10618") is first
        second = items.item_by_reference(session, "OLDER-2")
        first.register_number = None
        session.flush()
        second.register_number = "10618"
        assert items.item_by_reference(session, "10618") is second


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_item_is_found_by_both_its_references(register: Register) -> None:
    """Case, a leading #, a space for the hyphen and a full stop after it are forgiven."""
    register.item("1a", register_number="10618")
    register.item("AFI2", report="PEEL")
    with register.database.reading() as session:
        for written in ("10618", "#10618", " 10618. ", "OLDER-1a", "older-1A", "Older 1a", "#older-1a;"):
            found = items.item_by_reference(session, written)
            assert (written, found.code_number) == (written, "OLDER-1a")
        assert items.item_by_reference(session, "peel afi2").number == "AFI2"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_register_number_goes_before_the_number_in_the_report(register: Register) -> None:
    """Where one item's register number reads like another's number, the register number is meant."""
    register.item("10618", report="A1")
    register.item("2", report="A1", register_number="10618")
    with register.database.reading() as session:
        assert items.item_by_reference(session, "10618").code_number == "A1-2"
        assert items.item_by_reference(session, "A1-10618").number == "10618"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("written", "nearest"),
    [("10681", "10618"), ("VETING-33", "VETTING-33"), ("vetting-3", "VETTING-33"), ("1061", "10618")],
)
def test_an_unknown_reference_is_answered_with_the_nearest(
    register: Register, written: str, nearest: str
) -> None:
    """A slip of the pen gets the reference that was probably meant; an item that has ended is not offered."""
    register.item("1a", register_number="10618")
    register.item("33", report="VETTING")
    register.item("34", report="VETTING")
    register.become("VETTING-34", Status.SIGNED_OFF)
    with register.database.reading() as session, pytest.raises(NoSuchItemButNear, match=f"mean {nearest}"):
        items.item_by_reference(session, written)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reference_that_is_near_nothing_is_explained(register: Register) -> None:
    """What is like no reference is answered with how items are named; empty words too."""
    register.item("1a", register_number="10618")
    for written in ("zzz", "", "#", "%", "'; drop table event; --", "\N{POLICE CAR}"):
        with register.database.reading() as session, pytest.raises(NoSuchItem, match="There is no item"):
            items.item_by_reference(session, written)


def test_hostile_references_are_only_text(register: Register) -> None:
    """Wildcards and quotes in a reference match nothing but themselves, on either database."""
    register.item("1a", register_number="10618")
    with register.database.reading() as session:
        for written in ("1061_", "%", "10618' or '1'='1", "OLDER-%", "OLDER-1a\\", "“10618”"):
            assert items.find_item(session, written) is None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_person_is_found_by_name_address_or_account(register: Register) -> None:
    """The whole name, an unmistakable part of it, the e-mail address and the account name a person, in any case."""
    with register.database.reading() as session:
        for written in (
            "Anna Clarke",
            "anna clarke",
            "@Anna Clarke",
            "anna",
            " CLARKE ",
            "anna.clarke@force.example",
            "@U0ANNA001",
            "u0anna001",
        ):
            assert (written, items.person_by_name(session, written).name) == (written, "Anna Clarke")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_whole_name_goes_before_a_part_of_one(register: Register) -> None:
    """Who is called Ann is meant by “Ann”, though it is part of Anna too; a part that fits several is no name."""
    with register.database.writing() as session:
        session.add_all(Person(name=name, role=Role.OWNER) for name in ("Ann", "Joan Lee"))
    with register.database.reading() as session:
        assert items.person_by_name(session, "ann").name == "Ann"
        with pytest.raises(SeveralPeople, match="“an” could be Ann, Anna Clarke, Joan Lee"):
            items.person_by_name(session, "an")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("written", ["", "  ", "@", "@ @", "Nobody", "%", "_"])
def test_nobody_is_nobody(register: Register, written: str) -> None:
    """No name at all names nobody: least of all somebody without e-mail address and account."""
    with register.database.writing() as session:
        session.add(Person(name="Kay", role=Role.COORDINATOR))
    with register.database.reading() as session, pytest.raises(NoSuchPerson):
        items.person_by_name(session, written)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_coordinators_who_have_left_are_none(register: Register) -> None:
    """The coordinators are those who are still here, by name."""
    register.set_person("tom", active=False)
    with register.database.reading() as session:
        assert [person.name for person in items.coordinators(session)] == ["Priya Shah"]
        assert items.person_by_account(session, addresses.account("U0TOM0001")) is not None
        assert items.person_by_account(session, addresses.account("U0NOBODY1")) is None
        with pytest.raises(NoSuchPerson):
            items.person_by_id(session, 999)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_items_by_their_ids_come_most_pressing_first(register: Register) -> None:
    """Whatever the order in which they are asked for, and an unknown id is passed over."""
    late = register.item("1", deadline_on=date(2023, 5, 1))
    soon = register.item("2", deadline_on=date(2022, 12, 5))
    with register.database.reading() as session:
        ids = [items.item_by_reference(session, each).id for each in (late, soon)]
        assert [item.number for item in items.items_by_ids(session, [*ids, 999])] == ["2", "1"]
        assert items.items_by_ids(session, []) == []


def test_the_nearest_word_is_near() -> None:
    """A word gets the known word it is like, in any case, and none if it is like none."""
    known = ("overdue", "due", "red")
    assert items.nearest("OVERDEU", known) == "overdue"
    assert items.nearest("qqqq", known) is None
    assert items.nearest("", known) is None
