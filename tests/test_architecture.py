"""The house: which folder may know what, and what its code has to look like."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from bot.slack.payloads import shown
from handlers import registry
from templates.slack.renderer import SlackMessage
from templates.translator import OPENS_FORM

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "handlers", "jobs", "models", "templates")
EVERYWHERE = (*FOLDERS, "tests")
LENIENT = ("models/migrations/versions/",)
"""Written by Alembic, and long as tables are many."""

AT_THE_EDGE = {"slack_bolt", "apscheduler", "aiohttp", "typer", "pydantic_settings"}
"""Libraries that only bot/ knows."""

OF_SLACK = {"slack_sdk.models"}
"""What templates/ may know of Slack: the shapes of its blocks."""

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("func", "now"),
    ("func", "current_timestamp"),
}
NO_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|common)(_|$)")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def sources(*folders: str) -> list[Path]:
    """Return every Python file of these folders, but what Alembic writes."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if not str(path.relative_to(ROOT)).startswith(LENIENT)]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_imports_go_one_way() -> None:
    """Facts go down and messages come back: bot, then handlers or jobs, then templates, then models."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != "bot"])
def test_only_the_edge_knows_its_libraries(folder: str) -> None:
    """Slack's framework, the scheduler, the web and the terminal are known in bot/ alone."""
    assert [
        (name_of(path), each)
        for path in sources(folder)
        for each in imported(path)
        if each.partition(".")[0] in AT_THE_EDGE
    ] == []


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != "bot"])
def test_only_shapes_of_slack_are_known_further_in(folder: str) -> None:
    """Outside bot/ nothing of Slack is known but the shapes of blocks, and those in templates/ alone."""
    allowed = OF_SLACK if folder == "templates" else set()
    found = {
        (name_of(path), each)
        for path in sources(folder)
        for each in imported(path)
        if each.partition(".")[0] == "slack_sdk"
    }
    assert {pair for pair in found if not pair[1].startswith(tuple(allowed) or ("-",))} == set()


def test_only_templates_know_the_language_of_words() -> None:
    """Jinja2 is used in templates/, and where a force's own Word template is filled, and nowhere else."""
    others = [folder for folder in FOLDERS if folder != "templates"]
    using = {
        name_of(path)
        for path in sources(*others)
        for each in imported(path)
        if each.partition(".")[0] == "jinja2"
    }
    assert using <= {"bot/documents/paper/filling.py"}


def test_only_one_file_reads_the_clock() -> None:
    """The time is an argument everywhere but in bot/clock.py."""
    read = [
        (name_of(path), node.lineno)
        for path in sources(*FOLDERS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and (getattr(node.value, "id", getattr(node.value, "attr", None)), node.attr) in CLOCKS
    ]
    assert {path for path, _ in read} == {"bot/clock.py"}


def test_files_are_named_by_what_they_are_about() -> None:
    """No module or folder is called utils, helpers or another word that says nothing."""
    named = {part for path in sources(*EVERYWHERE) for part in path.relative_to(ROOT).with_suffix("").parts}
    assert {part for part in named if NO_NAMES.search(part)} == set()


def test_top_level_folders_are_those_agreed() -> None:
    """The packages are the five folders, each of which is there and holds modules."""
    assert all(sources(folder) for folder in FOLDERS)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(FOLDERS)


def public(node: ast.Module | ast.ClassDef, within: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield what is public in a module or class and can have a docstring, by name."""
    for each in node.body:
        if not isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if each.name.startswith("_"):
            continue
        yield f"{within}:{each.name}", each
        if isinstance(each, ast.ClassDef):
            yield from public(each, f"{within}:{each.name}")


@pytest.mark.parametrize("folder", FOLDERS)
def test_everything_public_says_what_it_is(folder: str) -> None:
    """Every module with code, and every public class and function, has a docstring."""
    silent = []
    for path in sources(folder):
        tree = tree_of(path)
        if tree.body and ast.get_docstring(tree) is None:
            silent.append(name_of(path))
        for name, node in public(tree, name_of(path)):
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if ast.get_docstring(node) is None:
                silent.append(name)
    assert silent == []


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with io.StringIO(path.read_text("utf-8")) as text:
        for token in tokenize.generate_tokens(text.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def test_nothing_is_left_undone() -> None:
    """No comment or docstring puts something off."""
    undone = [
        (name_of(path), line)
        for path in sources(*EVERYWHERE)
        if path != Path(__file__)
        for line, comment in comments(path)
        if UNDONE.search(comment)
    ]
    assert undone == []


def test_every_test_states_its_rule() -> None:
    """Each test has a docstring that states its rule, and begins and ends like a sentence."""
    silent = []
    for path in sources("tests"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                rule = (ast.get_docstring(node) or "").split("\n\n")[0]
                if not re.fullmatch(r"[A-Z0-9“`@/*].*[.?]", rule, re.DOTALL):
                    silent.append(f"{name_of(path)}:{node.name}")
    assert silent == []


def test_no_test_is_skipped_or_sleeps() -> None:
    """Tests are never skipped or expected to fail, and none waits by the machine's clock."""
    found = []
    for path in sources("tests"):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Attribute):
                continue
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            skips = node.attr in {"skip", "skipif", "xfail"} and owner in {"pytest", "mark"}
            if skips or (owner, node.attr) == ("time", "sleep"):
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def test_test_modules_have_names_of_their_own() -> None:
    """No two test modules share a name: what fails is found by it."""
    names = [path.name for path in sources("tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))


def test_whatever_is_posted_unfurls_nothing() -> None:
    """Every call that shows a text in Slack shows it by what forbids to fetch what the text's addresses lead to."""
    posts = [
        [ast.unparse(word) for word in call.keywords]
        for path in sorted((ROOT / "bot" / "slack").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).rpartition(".")[2]
        in ("chat_postMessage", "chat_postEphemeral", "respond", "ack")
    ]
    assert sum("**payloads.shown(drawn)" in words for words in posts) == 4
    assert not [word for words in posts for word in words if word.startswith(("text=", "blocks=", "unfurl"))]
    forbidden = shown(SlackMessage("See https://example.org"))
    assert (forbidden["unfurl_links"], forbidden["unfurl_media"]) == (False, False)


PLATFORMS = ("bot/slack/", "bot/teams/", "bot/local/", "templates/slack/", "templates/teams/")
"""Folders of one platform, or of what stands for it on this machine."""

COMPOSES = {
    "bot/app.py": "puts the parts of each platform together",
    "bot/cli/asking.py": "its help names a person's id on a platform",
    "bot/cli/checking.py": "gives the doctor the platforms that it looks at",
    "bot/cli/figures.py": "its help names a person's id on a platform",
    "bot/cli/manifests.py": "makes what is installed on each platform",
    "bot/cli/people.py": "its option --slack takes a person's id there",
    "bot/cli/reference.py": "shows commands as they are typed on a platform",
    "bot/cli/running.py": "starts each platform",
    "bot/logs.py": "quiets a platform's libraries",
    "bot/settings.py": "the settings of each platform",
    "bot/settings_sentences.py": "what is wrong with those",
    "bot/settings_values.py": "reads ids of a platform",
    "models/enums.py": "the list of surfaces",
    "models/refusals/running.py": "why a platform could not be served, for whoever starts it",
}
"""What may name a platform outside its folders, and why: where platforms are composed, set up and looked at."""

OF_A_PLATFORM = {
    "the name of a platform": re.compile("slack|teams", re.IGNORECASE),
    "the beginning of a command": re.compile(r"/rec\b"),
    "the shape of an id": re.compile(r"\[[UWCDG]{1,3}\]\[|startswith\(\(?[\"'][UWCDG][\"']"),
    "an error code": re.compile(r"\b(?:account_inactive|cannot_dm_bot|user_disabled|channel_not_found)\b"),
    "the case of an id": re.compile(r"source\[:?[01]\]"),
    "an order of timestamps": re.compile(r"posted_as\.(?:desc|asc)\(|\bts\b"),
}
"""What only the folders of a platform may know or say."""

QUOTES_AN_ANSWER = {"templates/messages/operations.py"}
"""The example of a message that failed quotes what a surface answered."""

READ_BY_PEOPLE = (".py", ".toml", ".j2")
"""Where words stand: docstrings of refusals, strings, and the files of words."""


@cache
def words_of(path: Path) -> str:
    """Return a file's text, without the domain's word for groups of people."""
    return re.sub(r"(?i)(?<!microsoft )(?<!surface\.)teams", "", path.read_text("utf-8"))


def free_of_platforms() -> list[Path]:
    """Return the files of code and of words that belong to no platform."""
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    return [
        path for path in found if path.suffix in READ_BY_PEOPLE and not name_of(path).startswith(PLATFORMS)
    ]


@pytest.mark.parametrize("what", OF_A_PLATFORM)
def test_only_the_folders_of_a_platform_know_it(what: str) -> None:
    """No id's shape or order, no error code, no name and no prefix of a platform stands anywhere else."""
    allowed = {"the name of a platform": set(COMPOSES), "an error code": QUOTES_AN_ANSWER}
    found = {name_of(path) for path in free_of_platforms() if OF_A_PLATFORM[what].search(words_of(path))}
    assert found == allowed.get(what, set())


def test_what_opens_a_form_is_a_button() -> None:
    """Surfaces are told which buttons open a form, and of none that there is not."""
    assert registry.BUTTONS.keys() >= OPENS_FORM


MAY_READ_STORED_MESSAGES = {
    "jobs/delivery.py",
    "templates/presenters/failed.py",
    "templates/presenters/summary.py",
    "templates/redrawing.py",
    "templates/serialization.py",
    "templates/teams/sealed_forms.py",
}
"""What sends or shows a stored message, marks one that stands, or shows a summary or a form again."""

TAKES_APART = {
    "endswith",
    "find",
    "index",
    "like",
    "partition",
    "removeprefix",
    "removesuffix",
    "rpartition",
    "rsplit",
    "split",
    "startswith",
}


def test_stored_messages_are_read_to_be_sent_or_drawn_alone() -> None:
    """What a message is about stands in tables: nothing else than what sends or draws one makes it from its row."""
    reading = {
        name_of(path)
        for path in sources(*FOLDERS)
        for node in ast.walk(tree_of(path))
        if getattr(node, "id", getattr(node, "attr", getattr(node, "name", None))) == "thaw"
    }
    assert reading == MAY_READ_STORED_MESSAGES


def test_nobody_takes_a_key_or_topic_of_the_outbox_apart() -> None:
    """A key makes a message the only one, and a topic ties those told alike: each is compared as a whole."""
    taken = [
        (name_of(path), node.lineno)
        for path in sources(*FOLDERS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in TAKES_APART
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in {"key", "topic"}
    ]
    assert taken == []
