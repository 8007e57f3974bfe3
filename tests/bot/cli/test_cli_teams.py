"""Teams in the terminal: added, listed, who is in them, and every conflict in words."""

from pathlib import Path

import pytest

from tests.bot.terminal_session import Terminal, terminal


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Terminal:
    """A terminal with a register of three people, and a team that Anna leads."""
    give = terminal(monkeypatch, tmp_path, database_url)
    for name, role in (("Anna Clarke", "owner"), ("Dev Patel", "reader"), ("Tom Bennett", "coordinator")):
        give("person", "add", name, "--role", role, "--slack", f"U0{name[:3].upper()}0001")
    assert give("team", "add", "Public  Protection", "--lead", "anna").code == 0
    return give


def test_a_team_is_added_with_its_lead_and_takes_people_in(give: Terminal) -> None:
    """The lead is a member; a reader who comes in may act from then on, and another can lead."""
    assert "Public Protection, led by Anna Clarke · 0 open items" in give("team", "list").words
    answer = give("team", "member", "public protection", "Dev", "--as", "Tom Bennett")
    assert (answer.code, answer.words) == (0, "Dev Patel is now in Public Protection.")
    assert "Dev Patel owner" in give("person", "list").words
    assert (
        give("team", "member", "Public Protection", "Dev", "--leads").words
        == "Dev Patel now leads Public Protection."
    )
    listed = give("team", "list").words
    assert "led by Dev Patel" in listed
    assert "Members: Anna Clarke, Dev Patel" in listed


def test_people_and_teams_go(give: Terminal) -> None:
    """Whoever does not lead can leave; a team without items can be done without."""
    give("team", "member", "Public Protection", "Dev")
    assert (
        give("team", "remove", "Public Protection", "Dev").words
        == "Dev Patel has left the team Public Protection."
    )
    assert give("team", "remove", "Public Protection").words == "The team Public Protection is removed."
    assert "No team has been entered." in give("team", "list").words


def test_a_team_that_works_on_something_stays(give: Terminal, tmp_path: Path) -> None:
    """As long as a team has open items it is not removed: the answer names them."""
    file = tmp_path / "register.csv"
    file.write_text("Report code,Published,Number,Text\nVETTING,02/11/2022,33,Look again.\n", "utf-8")
    give("import", str(file))
    give("ask", "--as", "Tom Bennett", "assign VETTING-33 Public Protection")
    answer = give("team", "remove", "Public Protection")
    assert answer.code == 1
    assert "Public Protection still has VETTING-33." in answer.words


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("add", "public protection", "--lead", "Anna"), "There is already a team called Public Protection."),
        (("add", "Anna Clarke", "--lead", "Anna"), "It must not be a person's name"),
        (("add", "@crime", "--lead", "Anna"), "or begin with @"),
        (("add", " ", "--lead", "Anna"), "Give the team a name"),
        (("add", "t" * 201, "--lead", "Anna"), "up to 200 characters"),
        (("add", "Crime", "--lead", "Nobody"), "I know nobody called “Nobody”"),
        (("member", "Public Protecton", "Dev"), "Did you mean Public Protection?"),
        (("member", "zz", "Dev"), "I know no team called “zz”."),
        (("remove", "Public Protection", "Dev"), "Dev Patel is not in Public Protection."),
        (("remove", "Public Protection", "Anna"), "Anna Clarke leads Public Protection."),
    ],
)
def test_what_cannot_be_is_told_in_words(give: Terminal, given: tuple[str, ...], told: str) -> None:
    """A name that is taken or unfit, and people who cannot be: each is refused, and the team stays as it is."""
    answer = give("team", *given)
    assert answer.code == 1
    assert told in answer.words
    assert "Public Protection, led by Anna Clarke" in give("team", "list").words


def test_who_has_left_comes_into_no_team(give: Terminal) -> None:
    """A person who has left can neither lead nor come in."""
    give("person", "change", "Dev Patel", "--left")
    for given in (("add", "Crime", "--lead", "Dev"), ("member", "Public Protection", "Dev")):
        assert "Dev Patel has left" in give("team", *given).words
