"""People in the terminal: added, changed and listed, and every conflict in words."""

from pathlib import Path

import pytest

from tests.bot.terminal_session import Terminal, terminal


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Terminal:
    """A terminal with an empty register of its own."""
    return terminal(monkeypatch, tmp_path, database_url)


def listed(give: Terminal) -> list[str]:
    """Return the rows of the list, without spaces between the columns."""
    return [" ".join(row.split()) for row in give("person", "list").printed.splitlines()[4:] if row.strip()]


def test_nobody_is_there_at_first(give: Terminal) -> None:
    """An empty register says how people are added."""
    assert "Add people with “python -m bot person add”." in give("person", "list").words


def test_a_person_is_added_with_what_is_known(give: Terminal) -> None:
    """Who is added is an owner unless a role is given, and stands in the list with how they are reached."""
    answer = give(
        "person", "add", "Anna Clarke", "--slack", "U0ANNA001", "--email", "Anna.Clarke@Force.example"
    )
    assert (answer.code, answer.words) == (0, "Anna Clarke has been added as owner.")
    assert give("person", "add", "Tom Bennett", "--role", "coordinator").code == 0
    assert give("person", "add", "  Ruth   Adeyemi ", "--role", "reader", "--hours", "8:00 - 16:30").code == 0
    assert listed(give) == [
        "Anna Clarke owner U0ANNA001 anna.clarke@force.example",
        "Ruth Adeyemi reader none: cannot be reached",
        "Tom Bennett coordinator none: cannot be reached",
    ]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("Anna Clarke",), "Anna Clarke already has the name Anna Clarke."),
        (("ANNA  CLARKE",), "Anna Clarke already has the name ANNA CLARKE."),
        (("Kay", "--slack", "U1"), "Anna Clarke already has the Slack id U1."),
        (("Kay", "--email", " A@B.example "), "already has the e-mail address a@b.example."),
        (("Kay", "--zone", "Europe/Londres"), "“Europe/Londres” is not a time zone."),
        (("Kay", "--zone", "../etc"), "“../etc” is not a time zone."),
        (("Kay", "--hours", "9 to 5"), "“9 to 5” as working hours. Write them like 09:00-17:00."),
        (("Kay", "--hours", "17:00-09:00"), "“17:00-09:00” as working hours."),
        (("Kay", "--hours", "09:00-24:00"), "“09:00-24:00” as working hours."),
        (("",), "Enter a name of up to 200 characters"),
        (("   ",), "Enter a name of up to 200 characters"),
        (("k" * 201,), "Enter a name of up to 200 characters"),
    ],
)
def test_who_cannot_be_added_is_told_why(give: Terminal, given: tuple[str, ...], refusal: str) -> None:
    """A name, account or address that is taken, and a zone or hours that are none, are refused in words."""
    give("person", "add", "Anna Clarke", "--slack", "U1", "--email", "a@b.example")
    answer = give("person", "add", *given)
    assert answer.code == 1
    assert refusal in answer.words
    assert listed(give) == ["Anna Clarke owner U1 a@b.example"]


def test_only_the_roles_there_are_can_be_given(give: Terminal) -> None:
    """A role that does not exist is a mistake of usage, which names those that do."""
    answer = give("person", "add", "Kay", "--role", "boss")
    assert answer.code == 2
    assert all(role in answer.told for role in ("coordinator", "owner", "reader"))


def test_a_person_is_changed_by_name_address_or_account(give: Terminal) -> None:
    """Who is named by any of their names gets exactly what is given; everything else stays."""
    give("person", "add", "Anna Clarke", "--slack", "U1", "--email", "a@b.example")
    assert give("person", "change", "anna", "--role", "coordinator").words == "Anna Clarke has been updated."
    give("person", "change", "A@b.example", "--zone", "Europe/Dublin", "--hours", "07:00-15:00")
    assert listed(give) == ["Anna Clarke coordinator U1 a@b.example"]
    give("person", "change", "U1", "--slack", " U2 ")
    assert listed(give) == ["Anna Clarke coordinator U2 a@b.example"]
    give("person", "change", "U2", "--left")
    assert listed(give) == ["Anna Clarke has left U2 a@b.example"]
    give("person", "change", "U2", "--active", "--email", "")
    assert listed(give) == ["Anna Clarke coordinator U2"]


def test_a_change_to_what_one_has_is_no_conflict(give: Terminal) -> None:
    """One's own account or address once more is accepted."""
    give("person", "add", "Anna Clarke", "--slack", "U1", "--email", "a@b.example")
    assert give("person", "change", "anna", "--slack", "U1", "--email", "A@b.example").code == 0


def test_two_people_can_be_without_an_account(give: Terminal) -> None:
    """An account or address left empty is none, and none is no conflict."""
    for name in ("Kay", "Lee"):
        assert give("person", "add", name, "--slack", "", "--email", " ").code == 0
    assert listed(give) == ["Kay owner none: cannot be reached", "Lee owner none: cannot be reached"]


@pytest.mark.parametrize(
    ("name", "change", "refusal"),
    [
        ("Nobody", ("--left",), "I know nobody called “Nobody”."),
        ("", ("--left",), "I know nobody called “”."),
        ("an", ("--left",), "“an” could be Anna Clarke, Dan Lee. Write the full name."),
        ("Dan Lee", ("--slack", "U1"), "Anna Clarke already has the Slack id U1."),
        ("Dan Lee", ("--zone", "Mars"), "“Mars” is not a time zone."),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    give: Terminal, name: str, change: tuple[str, ...], refusal: str
) -> None:
    """Whoever is unknown, could be several, or would take what is another's, is refused and all stays as it was."""
    give("person", "add", "Anna Clarke", "--slack", "U1")
    give("person", "add", "Dan Lee", "--slack", "U2")
    before = listed(give)
    answer = give("person", "change", name, *change, "--role", "reader")
    assert answer.code == 1
    assert refusal in answer.words
    assert listed(give) == before


ANNA = "0A1B2C3D-0000-4000-8000-000000000001"


def test_a_person_is_moved_to_teams_and_back(give: Terminal) -> None:
    """The id of the other platform takes the place of theirs; whatever they hold stays theirs."""
    give("person", "add", "Anna Clarke", "--slack", "U1", "--email", "a@b.example")
    assert give("person", "change", "anna", "--teams", f" {ANNA} ").code == 0
    assert listed(give) == [f"Anna Clarke owner {ANNA.lower()} a@b.example"]
    answer = give("person", "add", "Kay", "--teams", ANNA)
    assert f"Anna Clarke already has the Teams id {ANNA.lower()}." in answer.words
    give("person", "change", "anna", "--slack", "U1")
    assert listed(give) == ["Anna Clarke owner U1 a@b.example"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--teams", "U1"), "“U1” is no object id of Microsoft Entra."),
        (("--teams", ANNA, "--slack", "U1"), "Give --slack or --teams: a person is on one platform."),
    ],
)
def test_what_is_no_account_in_teams_is_a_mistake_of_usage(
    give: Terminal, given: tuple[str, ...], told: str
) -> None:
    """An id of another kind, and one of either platform, are told as such, and nobody is added."""
    answer = give("person", "add", "Kay", *given)
    assert answer.code == 2
    assert told in " ".join(answer.told.split())
    assert "Kay" not in give("person", "list").words
