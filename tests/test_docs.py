"""The documentation says what there is, all of it, and nothing else."""

import re
import shlex
import subprocess
import tomllib
from configparser import ConfigParser
from datetime import date
from enum import Enum
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot.__main__ import app
from bot.cli.reference import page as reference_page
from bot.imports.sheets import LARGEST_FILE
from bot.imports.tables import HEADINGS_WITHIN, MOST_ROWS
from bot.settings import Settings
from bot.slack.manifest import EVENTS, SCOPES
from bot.teams.manifest import CHANNEL_PERMISSIONS
from handlers.registry import COMMANDS, find_command
from jobs.timetable import TIMETABLE
from models.committee.checks import CHECKS
from models.committee.figure_table import ASKED_FOR, ENTERED
from models.deadlines.deadline import read_deadline
from models.enums import Addressee, ItemKind, Rag, ReportKind, Role, Status
from models.imports.cells import BODIES, ITEM_KINDS, RAGS, REPORT_KINDS, STATUSES
from models.imports.headings import NEEDED
from models.refusals.deadlines import NotADeadline
from models.register.fields import Column
from models.reminders.cadence import DEADLINE_STEPS, OVERDUE_NUDGES, REVIEW_OPENS
from tests.faults.test_orderly_end import ENDS_WITHIN

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]

Row = tuple[str, ...]


def rows(page: Path, first_heading: str) -> list[Row]:
    """Return the rows of every table on `page` whose first column is headed so, cell by cell."""
    tables = re.findall(r"^(\|.*\|)\n\|[-|]+\|\n((?:\|.*\|\n)+)", page.read_text("utf-8"), re.MULTILINE)
    return [
        cells(row) for head, body in tables if cells(head)[0] == first_heading for row in body.splitlines()
    ]


def cells(row: str) -> Row:
    """Return the cells of one row of a table."""
    return tuple(cell.replace(r"\|", "|").strip() for cell in re.split(r"(?<!\\)\|", row.strip("|")))


def code(cell: str) -> str:
    """Return what stands between backticks at the beginning of a cell."""
    found = re.match(r"`([^`]+)`", cell)
    assert found, f"“{cell}” does not begin with code"
    return found[1]


def mentioned(pattern: str) -> set[tuple[str, str]]:
    """Return what matches on every page, line by line, with the name of the page."""
    return {
        (page.name, words)
        for page in PAGES
        for words in re.findall(pattern, page.read_text("utf-8"), re.MULTILINE)
    }


def terminal_commands() -> dict[str, list[str]]:
    """Return every command of the terminal, with its options."""
    found = {}

    def walk(command: object, path: str) -> None:
        for name, sub in getattr(command, "commands", {}).items():
            walk(sub, f"{path} {name}".strip())
        if not hasattr(command, "commands"):
            found[path] = [option for each in command.params for option in each.opts + each.secondary_opts]  # type: ignore[attr-defined]

    walk(typer.main.get_command(app), "")
    return found


def test_the_reference_is_what_the_code_says() -> None:
    """The page has every command and setting as it is, and nothing is without its words: `make reference`."""
    terminal = typer.main.get_command(app)
    assert isinstance(terminal, TyperGroup)
    written = reference_page(terminal)
    assert (DOCS / "reference.md").read_text("utf-8") == written
    assert "None" not in written


def test_the_example_of_the_settings_names_each_of_them_and_sets_none() -> None:
    """`.env.example` names every setting in order, and every line of it is a comment."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    named = [line[1:].partition("=")[0] for line in lines if re.match(r"#[A-Z0-9_]+=", line)]
    assert named == [name.upper() for name in Settings.model_fields]


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    """Whatever reads like a setting is one, or is what the tests and the CI are told."""
    known = {name.upper() for name in Settings.model_fields} | {"RECKONER_TEST_POSTGRES_URL"}
    named = mentioned(r"\b(?:RECKONER|SLACK)_[A-Z0-9_]+\b")
    assert {(page, name) for page, name in named if name not in known} == set()


def test_no_page_shows_a_command_in_chat_that_does_not_exist() -> None:
    """Every `/rec …` on any page is understood as a command."""
    shown = {words for page, words in mentioned(r"`/rec ?([^`\\|\[]*)`") if page != "adding-a-command.md"}
    assert len(shown) > len(COMMANDS)
    for words in shown:
        find_command(words.strip())


def test_every_line_for_the_terminal_can_be_typed() -> None:
    """Every `python -m bot …` on any page names a command there is, with options that it has."""
    known = terminal_commands()
    shown = mentioned(r"python -m bot ([a-z][^`\n|]*)")
    assert len(shown) > len(known)
    for page, line in shown:
        options = re.findall(r"(?<!\S)--[a-z-]+", line)
        assert set(options) <= set(known[named(f"python -m bot {line}")]), (page, line)


def named(line: str) -> str:
    """Return the command that a line such as `python -m bot person add "Helen Ward"` names."""
    words = shlex.split(line)[3:]
    known = terminal_commands()
    return words[0] if words[0] in known else " ".join(words[:2])


def test_every_job_is_described() -> None:
    """The table of jobs is the timetable, in its order."""
    documented = [code(job) for job, _ in rows(DOCS / "operating.md", "Job")]
    assert documented == [job.name for job in TIMETABLE]


def test_the_unit_leaves_time_to_end() -> None:
    """Systemd starts what this page says, and waits longer for the end than that is said to take."""
    unit = ConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DOCS / "reckoner.service")
    service = unit["Service"]
    assert service["ExecStart"].endswith("python -m bot run")
    assert int(service["TimeoutStopSec"]) > ENDS_WITHIN
    assert f"within {ENDS_WITHIN:.0f} seconds" in (DOCS / "operating.md").read_text(encoding="utf-8")


def test_every_scope_and_event_has_its_reason() -> None:
    """The tables of scopes and events are those of the manifest, each with a reason."""
    page = DOCS / "connecting-to-slack.md"
    assert [code(scope) for scope, _ in rows(page, "Scope")] == list(SCOPES)
    assert [code(event) for event, _ in rows(page, "Event")] == list(EVENTS)
    assert all(reason for _, reason in rows(page, "Scope") + rows(page, "Event"))


def test_every_permission_in_teams_has_its_reason() -> None:
    """The table of what a team's owner grants is that of the package, each with a reason."""
    documented = rows(DOCS / "connecting-to-teams.md", "Permission in a team")
    assert [code(name) for name, _ in documented] == list(CHANNEL_PERMISSIONS)
    assert all(reason for _, reason in documented)


def test_every_column_is_described_with_every_spelling() -> None:
    """The tables of columns have each column, whether it is needed, and the other headings understood."""
    for heading, is_late in (("Column", False), ("Further column", True)):
        documented = rows(DOCS / "importing.md", heading)
        assert [(code(column), others.split(", ")) for column, _, others in documented] == [
            (column, list(column.also)) for column in Column if column.field.is_late is is_late
        ]
        for column, holds, _ in documented:
            assert ("**Needed" in holds) == (code(column) in (*NEEDED, Column.NUMBER)), column


def test_every_figure_and_check_is_explained() -> None:
    """The committee's page names every figure that can be opened or printed, and has a remedy for every check."""
    page = DOCS / "committee.md"
    named = page.read_text("utf-8").replace(" ", "_")
    assert [each for each in (*ASKED_FOR, *ENTERED) if f"`{each}`" not in named] == []
    assert len(rows(page, "Check")) == len(CHECKS)


def test_every_word_of_the_register_is_listed() -> None:
    """The tables of kinds, bodies, states and colours have each word, with the others understood."""
    known: list[tuple[type[Enum], dict[str, Enum]]] = [
        (ReportKind, dict(REPORT_KINDS)),
        (ItemKind, dict(ITEM_KINDS)),
        (Addressee, dict(BODIES)),
        (Status, dict(STATUSES)),
        (Rag, dict(RAGS)),
    ]
    expected = [
        (word.value, {other for other, meant in others.items() if meant is word})
        for words, others in known
        for word in words
    ]
    documented = rows(DOCS / "importing.md", "Write")
    assert [(code(word), set(filter(None, others.split(", ")))) for word, others in documented] == expected


def test_the_deadlines_shown_are_those_worked_out() -> None:
    """Each wording on the page gives the date and basis beside it; each said to be none is refused."""
    published = date(2022, 6, 30)
    shown = rows(DOCS / "importing.md", "Wording")
    for wording, *means in shown:
        if len(means) == 1:
            with pytest.raises(NotADeadline):
                read_deadline(wording, published)
        else:
            read = read_deadline(wording, published)
            assert [str(read.on), read.basis.value] == means, wording
    assert {len(row) for row in shown} == {2, 3}


def test_every_role_is_explained() -> None:
    """The coordinators' page says what each role may do."""
    assert [code(role) for role, _ in rows(DOCS / "coordinators.md", "Role")] == list(Role)


def test_numbers_that_are_policy_are_the_policy() -> None:
    """Days of reminders and limits of files read on the pages as the code has them."""
    owners = (DOCS / "owners.md").read_text("utf-8")
    ahead = [str(days) for days in DEADLINE_STEPS]
    assert f"({', '.join(ahead[:-1])} and {ahead[-1]} days before, and on the" in owners
    assert f"{REVIEW_OPENS.days} days before" in owners
    assert ["once", "twice", "three times"][OVERDUE_NUDGES - 1] + " a week apart" in owners
    importing = (DOCS / "importing.md").read_text("utf-8")
    assert f"{LARGEST_FILE // 2**20} MiB, {MOST_ROWS:,} rows" in importing
    assert ["twenty"][HEADINGS_WITHIN - 20] + " rows from the top" in importing


def made(*arguments: str) -> str:
    """Return what make prints."""
    done = subprocess.run(  # noqa: S603 - the arguments stand in this file
        ["make", "--no-print-directory", *arguments],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_make_alone_lists_every_target() -> None:
    """`make` without a target prints each target that can be made, with what it does."""
    targets = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    listed = dict(re.findall(r"^ +make (\S+) +(\S.*)$", made(), re.MULTILINE))
    assert list(listed) == targets


def test_the_pages_name_targets_there_are() -> None:
    """Every `make …` on any page, and in what CI runs, is a target of the Makefile."""
    targets = set(re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    in_ci = set(
        re.findall(r"^ +(?:\S+ )?make ([a-z-]+)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    )
    on_pages = {target for _, target in mentioned(r"(?:`|^)make ([a-z-]+)(?:`|$)")}
    assert {"run", "test"} <= on_pages <= targets
    assert {"test", "lint", "test-browser"} <= in_ci <= targets


def test_the_changelog_has_this_version() -> None:
    """The changelog keeps its form and has a section for the version that pyproject.toml names."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    sections = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert sections[:2] == ["Unreleased", version]
