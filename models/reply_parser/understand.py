"""Understands a reply, from its words and what was known when it came: pure, so that each rule is a table to test.

It prefers to read nothing: what it reads is said back and waits for a press, except a colour, which can be undone.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from models.dates.relative import RequestedDay
from models.enums import StatementKind
from models.register.recommendation import Recommendation
from models.reply_parser import ask, done, more_time, not_mine, rag
from models.reply_parser.answers import answer_in
from models.reply_parser.context import ReplyContext
from models.reply_parser.intents import (
    Intent,
    ItemIntent,
    ItemUpdate,
    OpenQuestion,
    Part,
    ReplyReading,
    Unclear,
    YesNo,
)
from models.reply_parser.parts import parts_of, references_at_beginning, references_within
from models.reply_parser.report import report_in
from models.reply_parser.sentences import ReplyText, own_words
from models.statements.statement import Statement

READERS: Final[Mapping[ItemIntent, Callable[[ReplyText, RequestedDay], ReplyReading | None]]] = {
    ItemIntent.NOT_MINE: not_mine.read,
    ItemIntent.RAG: rag.read,
    ItemIntent.MORE_TIME: more_time.read,
    ItemIntent.DONE: done.read,
    ItemIntent.ASK: ask.read,
}
"""What reads each thing that can be wanted of an item, in the order in which they are said back."""

OUTWEIGHS: Final[Mapping[ItemIntent, frozenset[ItemIntent]]] = {
    ItemIntent.NOT_MINE: frozenset(ItemIntent),
    ItemIntent.MORE_TIME: frozenset({ItemIntent.DONE}),
}
"""Whoever says that an item is not theirs wants nothing else. Whoever asks for time does not say done."""

_EVIDENCE = re.compile(r"\bevidence\b", re.IGNORECASE)
_ABOUT_PROGRESS = frozenset({ItemIntent.RAG, ItemIntent.MORE_TIME, ItemIntent.NOT_MINE})


def understand(words: str, context: ReplyContext) -> Intent:
    """Return what a reply means.

    What begins with “report CODE” and brings one is a report to be read. A bare yes or no answers what is asked
    where it was written. Anything else is about items.
    """
    return (
        report_in(words, has_files=context.has_files)
        or _yes_no(words, context)
        or about_items(words, context)
    )


def about_items(words: str, context: ReplyContext) -> ItemUpdate | Unclear:
    """Return the items that a reply is about, with what it says of each; or that this is not clear.

    It is about the items that its words name before a colon; else about the one that they name; else about the one
    of its thread; else about the one of which its author was reminded. Evidence that begins with several references
    is one piece for all of them. What begins with a reference that nothing has is not clear.
    """
    unknown = next((each for each in references_at_beginning(words) if context.named.get(each) is None), None)
    parts = parts_in(words, context) if unknown is None else ()
    if _is_evidence_for_all(words, parts):
        together = tuple(item for part in parts for item in part.items)
        return ItemUpdate((Part(together, words, StatementKind.EVIDENCE),))
    if parts:
        return ItemUpdate(parts)
    candidates = _candidates(words, context)
    if len(candidates) == 1 and unknown is None:
        return ItemUpdate((part_of(candidates[0], words, context.today, has_files=context.has_files),))
    return Unclear(candidates, unknown)


def parts_in(words: str, context: ReplyContext) -> tuple[Part, ...]:
    """Return each item that `words` name before a colon with its part; empty unless they name several.

    What stands after several references and one colon is the part of each of them.
    """
    found = [
        (item, part.text)
        for part in parts_of(words, lambda reference: context.named.get(reference) is not None)
        for item in _items(part.references, context)
    ]
    if len({item for item, _ in found}) < 2:  # noqa: PLR2004 - one item has no parts.
        return ()
    return tuple(part_of(item, text, context.today, has_files=context.has_files) for item, text in found)


def part_of(item: Recommendation, text: str, on: date, *, has_files: bool) -> Part:
    """Return `text`, said of `item` on the local date `on`, as what it is recorded as."""
    wants = read_for(item, text, on)
    return Part((item,), text, kind_of(text, wants, has_files=has_files), wants)


def kind_of(words: str, readings: Iterable[ReplyReading], *, has_files: bool) -> StatementKind:
    """Return what words are recorded as: evidence where files or the word evidence say so, else an update.

    Words that judge a colour, ask for time or disown the item are an update, whatever they say of evidence. What
    only passes on another's words is evidence.
    """
    is_progress = any(each.intent in _ABOUT_PROGRESS for each in readings)
    has_material = has_files or (bool(words.strip()) and not own_words(words).strip())
    is_evidence = has_material or (_EVIDENCE.search(own_words(words)) is not None and not is_progress)
    return StatementKind.EVIDENCE if is_evidence else StatementKind.UPDATE


def readings_of(statement: Statement) -> tuple[ReplyReading, ...]:
    """Return what a reply wants of its item: nothing where it was typed after a command or into a form."""
    if not statement.is_reply:
        return ()
    return read_for(statement.items[0], statement.text, statement.effective_on)


def read_for(item: Recommendation, text: str, on: date) -> tuple[ReplyReading, ...]:
    """Return what `text`, said on the local date `on`, wants of `item`: nothing once that has ended."""
    return read(_said_of(item, text), RequestedDay(on, item.deadline_on)) if item.is_open else ()


def read(text: str, asked: RequestedDay) -> tuple[ReplyReading, ...]:
    """Return what `text` wants, each thing once; nothing where it is not unmistakable."""
    reply = ReplyText.of(text)
    found: dict[ItemIntent, ReplyReading] = {}
    for intent, reader in READERS.items():
        if any(intent in OUTWEIGHS.get(each, ()) for each in found):
            continue
        reading = reader(reply, asked)
        if reading is not None:
            found[intent] = reading
    return tuple(found.values())


def _yes_no(words: str, context: ReplyContext) -> YesNo | None:
    """Return the yes or no that `words` are, and nothing else, where something of their author's is asked."""
    is_yes = answer_in(words)
    if is_yes is None or context.has_files:
        return None
    if context.answered is not None:
        return YesNo(is_yes, before=context.answered)
    return YesNo(is_yes, _question_meant(context, is_yes=is_yes)) if context.questions else None


def _question_meant(context: ReplyContext, *, is_yes: bool) -> OpenQuestion | None:
    """Return what is answered: yes is for one thing, and no for all that was read in one statement."""
    first, *others = context.questions
    is_clear = not others if is_yes else all(each.statement is first.statement for each in others)
    return first if is_clear and context.has_seen else None


def _is_evidence_for_all(words: str, parts: Sequence[Part]) -> bool:
    """Whether the one part of a reply is evidence, which is then recorded once for all the items it begins with.

    Where it wants something besides, that is to be proposed for each.
    """
    if not parts or any(part.text != words for part in parts):
        return False
    return parts[0].kind is StatementKind.EVIDENCE and not parts[0].wants


def _candidates(words: str, context: ReplyContext) -> tuple[Recommendation, ...]:
    """Return the items that the reply can be about.

    A reply in a thread that names an item of another thread could mean either: both are offered. What is quoted
    counts where the author's own words name none.
    """
    named = _items(references_within(own_words(words)) or references_within(words), context)
    if not context.in_thread:
        return named or context.reminded
    if not named:
        return context.in_thread
    return (
        named if set(named) <= set(context.in_thread) else tuple(dict.fromkeys([*named, *context.in_thread]))
    )


def _items(references: Iterable[str], context: ReplyContext) -> tuple[Recommendation, ...]:
    found = (context.named.get(each) for each in references)
    return tuple(item for item in dict.fromkeys(found) if item is not None)


def _said_of(item: Recommendation, text: str) -> str:
    """Return what `text` says of `item`: without the references before it."""
    names = {item.reference.casefold(), item.code_number.casefold()}
    parts = parts_of(text, lambda reference: reference.strip(".").casefold() in names)
    return "".join(part.said for part in parts) or text
