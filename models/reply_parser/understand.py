"""Understands a reply, from its words and what was known when it came: pure, so that each rule is a table to test.

It prefers to read nothing: what it reads is said back and waits for a press.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from models.dates.relative import RequestedDay
from models.enums import StatementKind
from models.register.recommendation import Recommendation
from models.reply_parser import ask, done, likely as likely_reading, more_time, not_mine, rag
from models.reply_parser.answers import answer_in
from models.reply_parser.aside_phrases import GREETING
from models.reply_parser.asides import meaning_of
from models.reply_parser.context import ReplyContext
from models.reply_parser.evidence import gives_evidence
from models.reply_parser.intents import (
    Aside,
    Intent,
    ItemIntent,
    ItemUpdate,
    Meaning,
    OpenQuestion,
    Part,
    ReplyReading,
    ShowItem,
    TypedCommand,
    Unclear,
    YesNo,
)
from models.reply_parser.parts import (
    parts_of,
    references_at_beginning,
    references_in,
    references_within,
)
from models.reply_parser.register_file import register_in
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

_ABOUT_PROGRESS: Final = frozenset({ItemIntent.RAG, ItemIntent.MORE_TIME, ItemIntent.NOT_MINE})
_TELL: Final = frozenset({ItemIntent.RAG, ItemIntent.DONE})
_REFERENCE: Final = r"#?([A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})"
_ONLY_A_REFERENCE: Final = re.compile(rf"\s*{_REFERENCE}\s{{0,9}}[?!.]{{0,5}}\s*")
_LEADING: Final = re.compile(rf"[\s*_`~]{{0,9}}{_REFERENCE}[*_`~]{{0,3}}(?:\s{{0,9}}[:,-])?\s+")
_PREFIX: Final = re.compile(r"[\s`*_~]{0,9}/[a-z]{2,12}\b[\s`*_~]{0,9}", re.IGNORECASE)
"""A slash and a word: every platform's way to begin a command, in whatever mark-up."""

_SAID_BEFORE: Final = re.compile(r"\s{0,9}rec ", re.IGNORECASE)
_MARK_UP: Final = " \t\r\n`*_~"
_ALONE: Final = frozenset(
    {"help", "status", "reviews", "calendar", "committee", "peel", "inspections", "liaison"}
)
"""Commands that are taken for one where nothing else is written."""

_ORDINARY_WORDS: Final = frozenset(
    {"add", "check", "end", "evidence", "hold", "keep", "report", "return", "review", "status"}
)
"""Commands with which a sentence about an item can begin as well: they are none where more follows the item."""


def understand(words: str, context: ReplyContext) -> Intent:
    """Return what a reply means.

    What begins with “report CODE” and brings one is a report to be read, and a spreadsheet with the word “import” a
    register. A bare yes or no answers what is asked
    where it was written. A bare reference asks for its item, and a command without its prefix is one all the same.
    Anything else is about items.
    """
    return (
        report_in(words, has_files=context.has_files)
        or register_in(words, context.file_names, alone=_stands_alone(context))
        or _yes_no(words, context)
        or _asked_to_show(words, context)
        or typed_command(words, context)
        or about_items(words, context)
    )


def _stands_alone(context: ReplyContext) -> bool:
    """Whether files without a word are about nothing that is known, from somebody who keeps the register."""
    return context.keeps_register and not context.in_thread and not context.reminded


def about_items(words: str, context: ReplyContext) -> ItemUpdate | Aside | Unclear:
    """Return the items that a reply is about, with what it says of each; or that this is not clear.

    It is about the items that its words name before a colon; else about the one that they name; else about the one
    of its thread; else about the one of which its author was reminded. Evidence that begins with several references
    is one piece for all of them. What begins with a reference that nothing has is not clear. What is no update is
    about all that it may be about, and need not be about any.
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
        return ItemUpdate((_part(candidates[0], words, context),))
    meaning = meaning_of(_without_references(words, context))
    if meaning is Meaning.SUBSTANCE or context.has_files or unknown is not None:
        return Unclear(candidates, unknown)
    if candidates:
        return ItemUpdate((Part(candidates, words, StatementKind.NOTE),))
    return Unclear() if meaning is Meaning.QUESTION else Aside(meaning)


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
    return tuple(_part(item, text, context) for item, text in found)


def _part(item: Recommendation, text: str, context: ReplyContext) -> Part:
    if context.answers_question and not context.has_files:
        return Part((item,), text, StatementKind.NOTE)
    return part_of(item, text, context.today, has_files=context.has_files)


def part_of(item: Recommendation, text: str, on: date, *, has_files: bool) -> Part:
    """Return `text`, said of `item` on the local date `on`, as what it is recorded as."""
    wants = read_for(item, text, on)
    return Part((item,), text, kind_of(said_of(item, text), wants, has_files=has_files), wants)


def kind_of(words: str, readings: Iterable[ReplyReading], *, has_files: bool) -> StatementKind:
    """Return what words are recorded as: evidence where they bring some, a note where they are no update.

    What is only likely to be wanted changes nothing here. Words that judge a colour or ask for time are no
    evidence, whatever they say of it. Whoever says that an item is not theirs, asks for time without a reason, or
    only wants somebody asked has given no update. What only passes on another's words is evidence.
    """
    if has_files or (bool(words.strip()) and not own_words(words).strip()):
        return StatementKind.EVIDENCE
    wanted = {each.intent: each for each in readings if not each.is_likely}
    if ItemIntent.NOT_MINE in wanted or not (wanted.keys() & _TELL or _is_of_substance(words, wanted)):
        return StatementKind.NOTE
    is_evidence = not wanted.keys() & _ABOUT_PROGRESS and gives_evidence(words, has_files=has_files)
    return StatementKind.EVIDENCE if is_evidence else StatementKind.UPDATE


def _is_of_substance(words: str, wanted: Mapping[ItemIntent, ReplyReading]) -> bool:
    """Whether words that tell neither a colour nor that it is done say something of the item all the same."""
    if (more_time := wanted.get(ItemIntent.MORE_TIME)) is not None:
        return more_time.reason is not None
    said = ask.before(words) if ItemIntent.ASK in wanted else words
    return meaning_of(said) is Meaning.SUBSTANCE and bool(said.strip() or not wanted)


def meaning_for(statement: Statement) -> Meaning:
    """Return what the words of a reply are; what was typed after a command or into a form is of substance."""
    if not statement.is_reply or statement.kind is not StatementKind.NOTE:
        return Meaning.SUBSTANCE
    return meaning_of(said_of(statement.items[0], statement.text))


def readings_of(statement: Statement) -> tuple[ReplyReading, ...]:
    """Return what a reply wants of its item: nothing where it was typed after a command or into a form."""
    if not statement.is_reply:
        return ()
    return read_for(statement.items[0], statement.text, statement.effective_on)


def read_for(item: Recommendation, text: str, on: date) -> tuple[ReplyReading, ...]:
    """Return what `text`, said on the local date `on`, wants of `item`: nothing once that has ended."""
    return read(said_of(item, text), RequestedDay(on, item.deadline_on)) if item.is_open else ()


# One reply is read for what it is recorded as, for what is asked back, and for who is to be asked.
@lru_cache(maxsize=8)
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
    likely = None if found else likely_reading.read(reply, asked)
    return (likely,) if likely is not None else tuple(found.values())


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
    wants = [each for each in parts[0].wants if not each.is_likely]
    return parts[0].kind is StatementKind.EVIDENCE and not wants


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


def _asked_to_show(words: str, context: ReplyContext) -> ShowItem | None:
    bare = _ONLY_A_REFERENCE.fullmatch(words)
    item = context.named.get(bare[1]) if bare and not context.has_files else None
    return ShowItem(item) if item else None


def typed_command(words: str, context: ReplyContext) -> TypedCommand | None:
    """Return the command that `words` are, typed as a message; None where they only begin as one does.

    They are one where its prefix is there, where it is all that is written, or where a subcommand of its own or an
    item that is known follows. What wants something of the item besides is read as a reply.
    """
    if (marked := _PREFIX.match(words)) is not None:
        return TypedCommand(words[marked.end() :].strip(_MARK_UP), was_marked=True)
    bare = _SAID_BEFORE.sub("", words, 1).strip(_MARK_UP)
    first, _, rest = bare.partition(" ")
    word = first.casefold().rstrip("?!.")
    if (
        not context.has_files
        and GREETING.fullmatch(bare.casefold().strip(" .!,"))
        and "help" in context.commands
    ):
        return TypedCommand("help", was_marked=False)
    if context.has_files or word not in context.commands:
        return None
    rest = rest.strip()
    is_one = _is_asked_of(word, rest, words, context) if rest else word in _ALONE
    return TypedCommand(f"{word} {rest.rstrip('?')}".strip(), was_marked=False) if is_one else None


def _is_asked_of(word: str, rest: str, words: str, context: ReplyContext) -> bool:
    """Whether `rest` begins with a subcommand of `word`, or with an item, of which `words` want nothing else."""
    about, _, more = rest.partition(" ")
    if about.casefold() in context.commands[word]:
        return True
    item = context.named.get(about.strip("#?!.,"))
    if item is None or (more and word in _ORDINARY_WORDS):
        return False
    return not read_for(item, words, context.today)


def _without_references(words: str, context: ReplyContext) -> str:
    """Return `words` without the known references before them."""
    found = _LEADING.match(words)
    known = found is not None and any(context.named.get(each) is not None for each in references_in(found[0]))
    return words[found.end() :] if found and known else words


def said_of(item: Recommendation, text: str) -> str:
    """Return what `text` says of `item`: without the references before it."""
    names = {item.reference.casefold(), item.code_number.casefold()}
    parts = parts_of(text, lambda reference: reference.strip(".").casefold() in names)
    said = "".join(part.said for part in parts)
    if said:
        return said
    leading = _LEADING.match(text)
    named = leading is not None and leading[1].lstrip("#").casefold() in names
    return text[leading.end() :] if leading and named and leading.end() < len(text) else text
