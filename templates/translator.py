"""Speaks the words in `text/` in a surface's dialect.

Each file there holds one message's words in named blocks, which a person can correct without knowing code.
Whatever a block prints is escaped for the dialect, so that typed text stays text.
"""

import string
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context

from templates.filters import LABELS, TEXT, day, filters_for, listed
from templates.markup import Bare, MarkupText, Mrkdwn, Plain
from templates.parts import Button, Confirm, Form

Block = Callable[[Context], Iterator[str]]


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
    """Says the blocks of the templates in one dialect; `bare` says them for headings, labels and cells."""

    def __init__(self, dialect: Plain, bare: "Translator | None" = None) -> None:
        self.dialect = dialect
        self.bare: Translator = bare or self
        self._environment = Environment(
            loader=FileSystemLoader(TEXT),
            undefined=StrictUndefined,
            finalize=dialect.say,
            autoescape=False,  # noqa: S701 - `finalize` escapes for the dialect, which is not HTML.
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(filters_for(dialect))
        self._sentence = _TemplateSentence(dialect)
        self._block = lru_cache(maxsize=None)(self._find)
        self._constant = lru_cache(maxsize=None)(lambda template, block: self._said(template, block, {}))

    def say(self, template: str, block: str, /, **facts: object) -> MarkupText:
        """Return `block` of `text/<template>.j2`, filled from `facts`; KeyError if there is no such block."""
        return self._said(template, block, facts) if facts else self._constant(template, block)

    def _said(self, template: str, block: str, facts: dict[str, object]) -> MarkupText:
        source, render = self._block(template, block)
        # `Template.new_context` would copy all blocks and globals each time: our blocks use facts and filters only.
        context = Context(self._environment, facts, source.name, {})
        try:
            return MarkupText("".join(render(context)).strip())
        except Exception:  # noqa: BLE001 - it is raised again, with the template's own line in the traceback.
            return self._environment.handle_exception()

    def has(self, template: str, block: str) -> bool:
        """Say whether `text/<template>.j2` has `block`."""
        return block in self._environment.get_template(f"{template}.j2").blocks

    def _find(self, template: str, block: str) -> tuple[Template, Block]:
        found = self._environment.get_template(f"{template}.j2")
        return found, found.blocks[block]

    def fill(self, sentence: str, fields: Mapping[str, object]) -> MarkupText:
        """Return a refusal's sentence with its fields; KeyError if one that it names is missing."""
        return MarkupText(self._sentence.vformat(sentence, (), fields))

    def lines(self, text: str) -> MarkupText:
        """Return typed text with its line breaks, bare, to be quoted."""
        return self.bare.dialect.lines(text)


PLAIN = Translator(Plain())
SLACK = Translator(Mrkdwn(), bare=Translator(Bare()))
_BARE = Bare()


@lru_cache(maxsize=4096)
def button(action: str, value: str, *, label: str | None = None) -> Button:
    """Return the button `action` with its label from `text/labels.toml`, or with a bare `label` of its own.

    A button with an entry in `[confirm]` asks before it does its work.
    """
    typed = LABELS["typed"].get(action)
    asked = LABELS["confirm"].get(action)
    return Button(
        action,
        value,
        label or LABELS["button"][action].format(about=_BARE.escape(value)),
        style="primary" if action in PRIMARY else None,
        confirm=Confirm(LABELS["button"][action], asked, LABELS["button"]["yes"], LABELS["button"]["no"])
        if asked
        else None,
        typed=typed.format(about=value) if typed else None,
    )


def form(
    name: str,
    about: str,
    template: str,
    translator: Translator,
    *,
    title: str = "title",
    submit: str = "submit",
    instead: str = "instead",
    **facts: object,
) -> Form:
    """Return the head of the form `name`, which brings `about` back: title, two buttons and what to type instead.

    `title`, `submit` and `instead` name blocks of `text/<template>.j2`, which are filled from `facts`. The button
    that leaves reads “Cancel”, unless the template has a block `close` of its own.
    """
    bare = translator.bare
    return Form(
        name,
        about,
        title=bare.say(template, title, **facts),
        submit=bare.say(template, submit, **facts),
        close=bare.say(template if bare.has(template, "close") else "form", "close"),
        instead=translator.say(template, instead, **facts),
    )


def leaf(action: str, value: str) -> Button:
    """Return the button that turns a page: `action` reads `search:next` or `search:previous`."""
    return Button(action, value, LABELS["button"][f"page_{action.rpartition(':')[2]}"])


PRIMARY = frozenset({"update", "draft_add"})
"""The one button of a group that is drawn to stand out."""
