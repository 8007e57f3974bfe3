"""The terminal: reading deadlines, asking, running jobs, entering meetings, and help for each command."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.__main__ import app
from jobs.timetable import TIMETABLE
from tests.bot.terminal_session import Terminal, terminal

ROOT = Path(__file__).parents[3]


def every_command(command: Any, *words: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of this command and of every one below it."""
    yield words
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, *words, name)


COMMANDS = tuple(every_command(typer.main.get_command(app)))


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    """A terminal in an empty folder."""
    return terminal(monkeypatch, tmp_path)


@pytest.fixture
def register_on(give: Terminal, monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """An empty register, on which the terminal works."""
    monkeypatch.setenv("RECKONER_DATABASE_URL", database_url)


on_a_register = pytest.mark.usefixtures("register_on")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(give: Terminal, command: tuple[str, ...]) -> None:
    """Each command has help that says in a sentence what it does."""
    answer = give(*command, "--help")
    assert answer.code == 0
    assert "Usage:" in answer.printed
    assert answer.printed.splitlines()[3].rstrip().endswith((".", "?"))


def test_the_commands_that_are_promised_are_there(give: Terminal) -> None:
    """What the README promises can be typed, and a word that is no command is a mistake of usage."""
    promised = {"run", "import", "deadline", "ask", "job", "manifest", "person", "committee"}
    assert promised <= {command[0] for command in COMMANDS if command}
    assert {("person", name) for name in ("add", "change", "list")} <= set(COMMANDS)
    assert {("committee", name) for name in ("add", "list")} <= set(COMMANDS)
    assert give("recommend").code == 2


def test_python_m_bot_is_the_way_in(tmp_path: Path) -> None:
    """`python -m bot` prints the date that a wording means, from any checkout, with nothing set."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "deadline", "Within six months", "--published", "2022-06-30"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "2022-12-30 (counted from publication)\n",
        "",
    )


@pytest.mark.parametrize(
    ("wording", "published", "printed"),
    [
        ("Within six months", "2022-06-30", "2022-12-30 (counted from publication)"),
        ("By March 2023", "2022-08-11", "2023-03-31 (stated month)"),
        ("By 31 March 2023", "2022-11-02", "2023-03-31 (stated day)"),
        ("With immediate effect", "2022-11-02", "2022-11-02 (immediate)"),
        ("", "2022-11-02", "That wording does not set a deadline."),
    ],
)
def test_a_deadline_is_printed_with_its_basis(
    give: Terminal, wording: str, published: str, printed: str
) -> None:
    """The date is printed so that a program can read it, and what it rests on beside it."""
    answer = give("deadline", wording, "--published", published)
    assert (answer.code, answer.printed) == (0, f"{printed}\n")


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        ("in the 12 months ending 30 June 2022", "looks back at the past"),
        ("as soon as possible", "does not say which day"),
        ("By 31 February 2023", "names a day that is not in the calendar"),
        ("nonsense", "is not a deadline I can read"),
    ],
)
def test_what_is_no_deadline_is_refused_in_words(give: Terminal, wording: str, refusal: str) -> None:
    """A wording that is no deadline is answered with a sentence, and the command fails."""
    answer = give("deadline", wording, "--published", "2022-11-02")
    assert answer.code == 1
    assert refusal in answer.words


@pytest.mark.parametrize("published", ["", "2022-13-01", "2 November 2022", "20221102", "2022-02-30"])
def test_a_publication_date_has_one_form(give: Terminal, published: str) -> None:
    """A date that is not written like 2022-12-15, or is not in the calendar, is a mistake of usage."""
    answer = give("deadline", "Within six months", "--published", published)
    assert answer.code == 2
    assert "write the date like 2022-12-15" in answer.told or "there is no such day" in answer.told


@on_a_register
def test_a_meeting_is_entered_with_its_days(give: Terminal) -> None:
    """A meeting is entered with the days that follow from it, or with those that are given; both are listed."""
    assert "No meeting has been entered yet." in give("committee", "list").words
    added = give("committee", "add", "2022-12-15")
    assert added.code == 0
    assert added.words == (
        "The meeting of 2022-12-15 is in the calendar. Figures count up to 2022-11-29, the paper is due on"
        " 2022-12-01, and the summary is posted on 2022-12-08."
    )
    given = ("--cut-off", "2023-03-01", "--paper-due", "2023-03-03")
    assert "Figures count up to 2023-03-01" in give("committee", "add", "2023-03-15", *given).words
    rows = give("committee", "list").printed.splitlines()
    assert [row.split("2022")[0].split("2023")[0].strip() for row in rows[-2:]] == [
        "Thu 15 Dec",
        "Wed 15 Mar",
    ]


@on_a_register
def test_what_the_force_decides_is_set_and_reset(give: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds over the environment's setting, which holds again after it; a fault is a sentence."""
    monkeypatch.setenv("RECKONER_PAPER_WORKING_DAYS", "9")
    assert "paper 9 (set where Reckoner runs)" in give("setting", "list").words
    assert "Paper due: 8 (was 9)" in give("setting", "set", "paper_working_days", "8").words
    assert "the paper is due on 2022-12-05" in give("committee", "add", "2022-12-15").words
    assert "Paper due: 9 (was 8)" in give("setting", "reset", "paper_working_days").words
    assert give("setting", "set", "paper_working_days", "9").words.startswith("Nothing changed")
    give("person", "add", "Anna Clarke")
    refused = give("setting", "set", "paper_working_days", "8", "--as", "Anna Clarke")
    assert (refused.code, "Only a coordinator can do that" in refused.words) == (1, True)
    channel = give("setting", "set", "committee_channel", "C0JAC0001")
    assert "Committee: C0JAC0001 (was none)" in channel.words
    for name, value in (("paper_working_days", "soon"), ("cut_off_working_days", "1"), ("colour", "red")):
        assert give("setting", "set", name, value).code == 1


@on_a_register
def test_a_meeting_is_entered_once(give: Terminal) -> None:
    """A second meeting on the same day is refused in words."""
    give("committee", "add", "2022-12-15")
    again = give("committee", "add", "2022-12-15", "--cut-off", "2022-12-01")
    assert (again.code, again.words) == (1, "There is already a committee meeting on Thu 15 Dec 2022.")


@pytest.mark.parametrize(("option", "what"), [("--cut-off", "cut-off"), ("--paper-due", "paper's deadline")])
@on_a_register
def test_nothing_comes_after_its_meeting(give: Terminal, option: str, what: str) -> None:
    """A cut-off or a paper's deadline after the meeting is refused, and the meeting is not entered."""
    answer = give("committee", "add", "2022-12-15", option, "2022-12-16")
    assert answer.code == 1
    assert answer.words == (
        f"The {what}, Fri 16 Dec 2022, must be on or before the day of the meeting, Thu 15 Dec 2022."
    )
    assert "No meeting has been entered yet." in give("committee", "list").words


@on_a_register
def test_a_day_that_cannot_be_read_is_a_mistake_of_usage(give: Terminal) -> None:
    """The committee's dates have the same one form."""
    for given in (("15/12/2022",), ("2022-12-15", "--cut-off", "soon")):
        answer = give("committee", "add", *given)
        assert (answer.code, "write the date like 2022-12-15" in answer.told) == (2, True)


@on_a_register
def test_anything_can_be_asked_as_somebody(give: Terminal) -> None:
    """A command is answered in a terminal as it would be in chat, with or without /rec before it."""
    give("person", "add", "Anna Clarke", "--slack", "U0ANNA001")
    for who in ("Anna Clarke", "anna", "U0ANNA001"):
        for words in ("help", "/rec help", "  /rec   help  "):
            answer = give("ask", "--as", who, words)
            assert answer.code == 0
            assert "rec show" in answer.printed
            assert "/rec" not in answer.printed
    assert give("ask", "--as", "anna").code == 0


@on_a_register
def test_asking_says_who_asks(give: Terminal) -> None:
    """Without a name nobody asks: it is a mistake of usage, and an empty or unknown name is refused."""
    give("person", "add", "Kay")
    assert "--as" in give("ask", "status").told
    for name in ("", "@", "Nobody"):
        answer = give("ask", "--as", name, "status")
        assert (answer.code, "I know nobody called" in answer.words) == (1, True)


@on_a_register
def test_who_has_no_account_is_not_known_in_chat(give: Terminal) -> None:
    """Somebody without a Slack id cannot ask, and what would help is said."""
    give("person", "add", "Kay")
    answer = give("ask", "--as", "Kay", "status")
    assert (answer.code, "Kay has no chat account" in answer.words) == (1, True)
    assert "person change" in answer.words


@on_a_register
def test_every_job_can_be_run_once(give: Terminal) -> None:
    """Each job of the timetable runs at the local time that is given."""
    for job in TIMETABLE:
        answer = give("job", job.name, "--at", "2023-07-01T09:00")
        assert answer.code == 0
        assert answer.words.startswith(f"The job “{job.name}” was run as at 2023-07-01 09:00: 0 done.")
    assert "as at 2023-07-01 10:00" in give("job", "digest", "--at", "2023-07-01T09:00+00:00").words


@on_a_register
def test_what_a_job_of_the_future_wants_told_waits_for_that(give: Terminal) -> None:
    """A job that is run as if it were later says that nothing is sent before then, and else at once."""
    assert "will be sent at that time" in give("job", "digest", "--at", "2123-07-01T09:00").words
    assert "will be sent as soon as Reckoner runs" in give("job", "digest", "--at", "2022-07-01T09:00").words


@on_a_register
def test_no_job_runs_by_a_clock_that_is_behind_the_ledger(give: Terminal) -> None:
    """Unless a time is given: what is frozen or posted by a wrong clock stays so."""
    give("person", "add", "Anna Clarke", "--slack", "U0ANNA001")
    assert give("job", "digest").code == 0
    assert give("ask", "--as", "anna", "leave 2123-07-02 to 2123-07-09", "--at", "2123-07-01T09:00").code == 0
    answer = give("job", "digest")
    assert (answer.code, "My clock is wrong" in answer.words) == (1, True)
    assert give("job", "digest", "--at", "2123-07-01T10:00").code == 0


@on_a_register
def test_an_unknown_job_is_answered_with_those_there_are(give: Terminal) -> None:
    """A job that is not in the timetable is refused with the names of those that are."""
    answer = give("job", "tidy", "--at", "2023-03-01T09:00")
    assert answer.code == 1
    assert answer.words.endswith(f"The jobs are: {', '.join(job.name for job in TIMETABLE)}.")


@pytest.mark.parametrize("at", ["soon", "", "2023-02-30T09:00", "09:00", "2023-03-01T25:00"])
@on_a_register
def test_a_time_that_cannot_be_read_is_a_mistake_of_usage(give: Terminal, at: str) -> None:
    """A time is written like 2023-03-01T09:00; anything else is told so, for jobs and for questions."""
    give("person", "add", "Anna Clarke", "--slack", "U0ANNA001")
    for command in (("job", "digest"), ("ask", "--as", "anna", "help")):
        answer = give(*command, "--at", at)
        assert (answer.code, "2023-03-01T09:00" in answer.told) == (2, True)


def test_wrong_settings_are_listed_and_nothing_runs(
    give: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every fault of the settings is a line of its own, whatever the command, and nothing is made."""
    monkeypatch.setenv("SLACK_APP_TOKEN", "wrong")
    monkeypatch.setenv("RECKONER_ZONE", "Mars")
    for command in (("run",), ("person", "list"), ("job", "digest")):
        answer = give(*command)
        assert answer.code == 2
        assert len([line for line in answer.printed.splitlines() if line.startswith("- ")]) == 3
        assert "RECKONER_ZONE: there is no time zone “Mars”." in answer.printed
    assert not (tmp_path / "data").exists()


def test_production_never_starts_the_local_workspace(
    give: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In production without tokens nothing starts, and the terminal says what to set."""
    monkeypatch.setenv("RECKONER_ENV", "production")
    answer = give("run")
    assert (answer.code, "the local workspace cannot be used" in answer.words) == (2, True)
    assert not (tmp_path / "data").exists()


def test_help_lists_every_command_as_it_describes_itself() -> None:
    """What is listed without importing a command is what the command says of itself."""
    commands: Any = typer.main.get_command(app)
    listed = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "400"}).output
    for name, command in commands.commands.items():
        first = " ".join((command.help or "").split("\n\n", maxsplit=1)[0].split())
        assert re.search(rf"{name} +{re.escape(first)}", listed), name
