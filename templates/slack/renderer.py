"""Draws a message for Slack: as a message, as a modal, as a person's Home, or as faults at a form's fields."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from templates import plain
from templates.messages import Message
from templates.messages.answers import Crashed, Refused
from templates.parts import Form
from templates.slack import blocks
from templates.slack.blocks import Block
from templates.slack.markup import PLAIN_IN_SLACK, SLACK
from templates.slack.pages import HOME, MESSAGE, MODAL
from templates.slack.sheet import BlockLayout
from templates.truncation import shortened

FALLBACK = 4000
"""Characters of `text`, which notifications read instead of the blocks."""

FIELD_FAULT = 2000
FIRST_FIELD = "text"


@dataclass(frozen=True)
class SlackMessage:
    """A message as Slack takes it: `text` says everything on its own; `blocks` is the same, laid out."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def render(message: Message) -> SlackMessage:
    """Return `message` as text and blocks, each within Slack's limits."""
    return SlackMessage(fallback(message), BlockLayout(MESSAGE).lay(message.layout(SLACK)))


def fallback(message: Message) -> str:
    """Return all that `message` says as text without mark-up, escaped for Slack, at most `FALLBACK` characters."""
    text = plain.render(message, width=None, translator=PLAIN_IN_SLACK)
    return shortened(
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), FALLBACK, PLAIN_IN_SLACK
    )


def view(message: Message) -> Block:
    """Return `message` as a modal. A form carries its name as `callback_id` and what it is about as metadata."""
    parts = message.layout(SLACK)
    drawn = BlockLayout(MODAL).lay(parts)
    form = next((part for part in parts if isinstance(part, Form)), None)
    if form is None:
        return {
            "type": "modal",
            "title": blocks.bare(SLACK.bare.say("fit", "view_title"), blocks.VIEW_TITLE),
            "close": blocks.bare(SLACK.bare.say("fit", "view_close"), blocks.VIEW_TITLE),
            "blocks": drawn,
        }
    return {
        "type": "modal",
        "callback_id": form.name,
        "private_metadata": form.key,
        "title": blocks.bare(form.title, blocks.VIEW_TITLE),
        "submit": blocks.bare(form.submit, blocks.VIEW_TITLE),
        "close": blocks.bare(form.close, blocks.VIEW_TITLE),
        "blocks": drawn,
    }


def home(message: Message) -> Block:
    """Return a message as a person's Home tab: their own page, or why they have none."""
    return {"type": "home", "blocks": BlockLayout(HOME).lay(message.layout(SLACK))}


def faults(message: Refused | Crashed, fields: Sequence[str] = (FIRST_FIELD,)) -> dict[str, str]:
    """Return why a form with these `fields` was not taken, by the name of the field at fault, else the first.

    Slack shows nothing at a field that the form does not have.
    """
    if isinstance(message, Crashed):
        said = plain.render(message, width=None, translator=PLAIN_IN_SLACK)
        return {fields[0]: blocks.fitted(said, FIELD_FAULT)}
    sentence = PLAIN_IN_SLACK.fill(message.template, message.fields)
    named = message.field_name
    at = named if named is not None and named in fields else fields[0]
    return {at: blocks.fitted(sentence, FIELD_FAULT)}
