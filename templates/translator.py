"""Speaks the words in `text/messages/` in a surface's dialect.

Each file there holds a topic's words, which a person can correct without knowing code: a section a message,
an entry a line or paragraph. An entry is a Jinja template; whatever it fills in is escaped for the dialect, so
that typed text stays text. `{{ "status 10618"|command }}` is a command, with what the surface has people write
before one; that `{{ prefix }}` and the name of the `{{ surface }}` can stand in any sentence.
"""

import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from types import CodeType
from typing import Any, Final, Literal

from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context

from templates.filters import LABELS, TEXT, day, filters_for, listed
from templates.markup import Bare, MarkupText, Plain
from templates.parts import Button, Confirm, Form

Render = Callable[[Context], Iterator[str]]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of every message, by section and key; no two files have a section of the same name.

    What is said of one surface alone stands in the folder of its name, in a file `surface.toml`.
    """
    found: dict[str, dict[str, str]] = {}
    for file in (*sorted((TEXT / "messages").glob("*.toml")), *sorted(TEXT.parent.glob("*/surface.toml"))):
        sections = tomllib.loads(file.read_text("utf-8"))
        if twice := found.keys() & sections.keys():
            raise ValueError(
                f"{file.name} has sections that another file has too: {', '.join(sorted(twice))}."
            )
        found |= sections
    return found


def _environment(dialect: Plain) -> Environment:
    """Return what templates are compiled by, and what they are filled with as `dialect` says it."""

    @pass_context  # With it the code depends on no dialect: a value that stands in the words is filled in late.
    def say(_: Context, value: object) -> str:
        return dialect.say(value)

    environment = Environment(
        undefined=StrictUndefined,
        finalize=say,
        autoescape=False,  # noqa: S701 - `finalize` escapes for the dialect, which is not HTML.
        optimized=False,  # The optimizer would say what stands in the words in one dialect for all of them.
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters_for(dialect))
    return environment


_COMPILER: Final = _environment(Plain())


@cache
def _code(section: str, key: str) -> CodeType:
    """Return the words `key` of the `section` as code, which is the same in every dialect, and named after them."""
    name = f"{section}.{key}"
    return _COMPILER.compile(words()[section][key], name, name)


def _is_template(source: str) -> bool:
    return "{" in source


def compile_all() -> None:
    """Compile all words now, so that nobody waits for it later."""
    for section, keys in words().items():
        for key, source in keys.items():
            if _is_template(source):
                _code(section, key)


class _TemplateSentence(string.Formatter):
    """Fills a refusal's sentence, each field as the dialect says it."""

    def __init__(self, dialect: Plain) -> None:
        self._dialect = dialect

    def parse(self, format_string: Any) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        for literal, field, spec, conversion in super().parse(format_string):
            yield self._dialect.escape(literal), field, spec, conversion

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, list | tuple):
            return str(listed([self.format_field(each, format_spec) for each in value]))
        if format_spec:
            value = format(value, format_spec)
        elif isinstance(value, datetime):
            value = day(value.date())
        elif isinstance(value, date):
            value = day(value)
        return self._dialect.say(value)


class Translator:
    """Says the words of messages in one dialect; `bare` says them for headings, labels and cells."""

    def __init__(self, dialect: Plain, bare: "Translator | None" = None) -> None:
        self.dialect = dialect
        self.bare: Translator = bare or self
        self._environment = _environment(dialect)
        self._sentence = _TemplateSentence(dialect)
        self._names = {"prefix": dialect.surface.prefix, "surface": dialect.surface.name}
        self._render = cache(self._compiled)
        self._constant = cache(lambda section, key: self._said(section, key, {}))

    def say(self, section: str, key: str, /, **facts: object) -> MarkupText:
        """Return the words `key` of the `section`, filled from `facts`; KeyError if there are no such words."""
        return self._said(section, key, facts) if facts else self._constant(section, key)

    def _said(self, section: str, key: str, facts: dict[str, object]) -> MarkupText:
        render = self._render(section, key)
        # `Template.new_context` would copy all globals each time: our words use facts, two names and filters only.
        context = Context(self._environment, self._names | facts, f"{section}.{key}", {})
        try:
            return MarkupText("".join(render(context)).strip())
        except Exception:  # noqa: BLE001 - it is raised again, with the template's own line in the traceback.
            return self._environment.handle_exception()

    def has(self, section: str, key: str) -> bool:
        """Say whether the `section` has words for `key`."""
        return key in words()[section]

    def _compiled(self, section: str, key: str) -> Render:
        source = words()[section][key]
        if not _is_template(source):
            return lambda _: iter((source,))
        return Template.from_code(self._environment, _code(section, key), {}).root_render_func

    def fill(self, sentence: str, fields: Mapping[str, object]) -> MarkupText:
        """Return a refusal's sentence with its fields; KeyError if one that it names is missing.

        `{prefix}` and `{surface}` are the surface's own.
        """
        return MarkupText(self._sentence.vformat(sentence, (), {**self._names, **fields}))

    def lines(self, text: str) -> MarkupText:
        """Return typed text with its line breaks, bare, to be quoted."""
        return self.bare.dialect.lines(text)


PLAIN = Translator(Plain())
_BARE = Bare()


@lru_cache(maxsize=4096)
def button(
    action: str, value: str, *, label: str | None = None, style: Literal["primary", "danger"] | None = None
) -> Button:
    """Return the button `action` with its label from `text/labels.toml`, or with a bare `label` of its own.

    A button with an entry in `[confirm]` asks before it does its work.
    """
    typed = LABELS["typed"].get(action)
    asked = LABELS["confirm"].get(action)
    return Button(
        action,
        value,
        label or LABELS["button"][action].format(about=_BARE.escape(value)),
        style=style or ("primary" if action in PRIMARY else None),
        confirm=Confirm(LABELS["button"][action], asked, LABELS["button"]["yes"], LABELS["button"]["no"])
        if asked
        else None,
        typed=typed.format(about=value) if typed else None,
        opens_form=action in OPENS_FORM,
    )


def opener(
    command: str, label: str, *, is_form: bool = False, style: Literal["primary", "danger"] | None = None
) -> Button:
    """Return the button that opens what a coordinator's `command` answers, under a bare `label`.

    Several of them may stand side by side, so each has a name of its own.
    """
    action = f"open_form:{command}" if is_form else f"open:{command}"
    return Button(action, command, label, style=style, typed=command, opens_form=is_form)


def form(
    name: str,
    about: str,
    section: str,
    translator: Translator,
    *,
    title: str = "title",
    submit: str = "submit",
    instead: str = "instead",
    **facts: object,
) -> Form:
    """Return the head of the form `name`, which brings `about` back: title, two buttons and what to type instead.

    `title`, `submit` and `instead` name words of the `section`, which are filled from `facts`. The button that
    leaves reads “Cancel”, unless the section has words of its own for `close`.
    """
    bare = translator.bare
    return Form(
        name,
        about,
        title=bare.say(section, title, **facts),
        submit=bare.say(section, submit, **facts),
        close=bare.say(section if bare.has(section, "close") else "form", "close"),
        instead=translator.say(section, instead, **facts),
    )


def leaf(action: str, value: str) -> Button:
    """Return the button that turns a page: `action` reads `search:next` or `search:previous`."""
    return Button(action, value, LABELS["button"][f"page_{action.rpartition(':')[2]}"])


PRIMARY = frozenset({"update", "draft_add", "import_confirm", "import_answer", "summary", "paper"})
"""The one button of a group that is drawn to stand out."""

OPENS_FORM = frozenset(
    {
        "import_answer",
        "add_evidence",
        "add_data_return",
        "add_meeting",
        "add_to",
        "add_under",
        "answer_action",
        "approve",
        "ask_fll",
        "ask_time_read",
        "assign",
        "cancel_meeting",
        "change_all",
        "change_inspection",
        "change_meeting",
        "change_peel",
        "change_person",
        "change_report",
        "change_settings",
        "change_team",
        "choose_accounts",
        "comments",
        "correct",
        "disown_read",
        "draft_correct",
        "draft_describe",
        "draft_new",
        "draft_take",
        "end",
        "extend",
        "hand_over",
        "help_met",
        "hold",
        "keep",
        "met_fll",
        "move",
        "new_action",
        "new_leave",
        "new_version",
        "not_mine",
        "printed",
        "refuse",
        "release",
        "reopen",
        "return",
        "review",
        "sign_off",
        "snooze",
        "submit",
        "update",
        "withdraw",
    }
)
"""The buttons that a form answers."""
