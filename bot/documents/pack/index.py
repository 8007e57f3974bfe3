"""The index of a pack, in Word: what the register holds of each item, and everything that was said for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from bot.documents.pack.contents import PackContents, PackedFile, Piece
from bot.documents.pack.word import Word
from models.enums import StatementKind
from models.ledger.event import EventKind
from models.policy import Policy
from models.register.fields import Place
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from models.statements import packing
from templates.filters import cap, day, label, listed, moment, short, size
from templates.pack_words import say
from templates.paper.wording import paragraphs, typed
from templates.presenters.ledger import in_words
from templates.presenters.rows import filed

DEADLINES: Final = frozenset({EventKind.DEADLINE_SET, EventKind.DEADLINE_MOVED})
STATUSES: Final = frozenset(
    {
        EventKind.ADDED,
        EventKind.ALLOCATED,
        EventKind.STARTED,
        EventKind.SUBMITTED,
        EventKind.RETURNED,
        EventKind.FORCE_COMPLETE,
        EventKind.SIGNED_OFF,
        EventKind.ENDED,
        EventKind.REOPENED,
    }
)
SECTIONS: Final = {StatementKind.EVIDENCE: "evidence", StatementKind.UPDATE: "updates"}
LONGEST_IN_TABLE: Final = 160


@dataclass(frozen=True)
class Made:
    """For whom a pack is made, None for the force's own machine, on which local date, and by which policy."""

    whom: str | None
    on: date
    policy: Policy


def index(session: Session, contents: PackContents, made: Made) -> bytes:
    """Return the index as a Word document; the same register gives the same bytes on the same day."""
    policy = made.policy
    word = Word(title(contents.items), policy.force, policy.marking, made.on)
    whom = made.whom or say("index", "machine")
    word.text(say("index", "made", force=policy.force, on=made.on, whom=typed(whom)))
    _say_what_is_lacking(word, contents)
    if len(contents.items) > 1:
        _list_items(word, contents)
    for item in contents.items:
        _write_item(session, word, contents, item, made)
    word.heading(say("index", "verify_heading"), 1)
    word.text(say("index", "verify"))
    return word.octets()


def title(items: Sequence[Recommendation]) -> str:
    """Return what a pack for these items is called."""
    if len(items) == 1:
        return say("index", "title", references=typed(items[0].reference))
    return say("index", "title_several", number=len(items))


def _say_what_is_lacking(word: Word, contents: PackContents) -> None:
    if not contents.lacking:
        return
    word.heading(say("index", "lacking_heading"), 1)
    word.text(say("index", "lacking", number=len(contents.lacking)), loud=True)
    rows = [
        (str(piece.statement.id), typed(file.name), _why(file))
        for piece in contents.pieces
        for file in piece.files
        if file.lack
    ]
    heads = [say("column", key) for key in ("number", "name", "lack")]
    word.table(say("index", "lacking_heading"), heads, rows, (1, 3, 6))


def _list_items(word: Word, contents: PackContents) -> None:
    word.heading(say("index", "items"), 1)
    rows = [
        (
            typed(item.reference),
            typed(item.report.title),
            short(typed(item.text), LONGEST_IN_TABLE),
            cap(label(item.status)),
            str(_count_evidence(contents, item)),
        )
        for item in contents.items
    ]
    heads = [say("column", key) for key in ("reference", "report", "text", "status", "pieces")]
    word.table(say("index", "items"), heads, rows, (2.6, 3, 6.4, 3, 2))


def _count_evidence(contents: PackContents, item: Recommendation) -> int:
    said = (piece.statement for piece in contents.said_for(item))
    return sum(each.kind is StatementKind.EVIDENCE and each.counts for each in said)


def _write_item(
    session: Session, word: Word, contents: PackContents, item: Recommendation, made: Made
) -> None:
    also = item.code_number if item.register_number else ""
    named = {"reference": typed(item.reference), "also": typed(also), "kind": label(item.kind)}
    word.heading(say("index", "item_also" if also else "item", **named), 1)
    for line in paragraphs(item.text):
        word.text(line, quoted=True)
    word.heading(say("index", "facts"), 2)
    heads = (say("fact", "fact"), say("fact", "value"))
    word.table(say("index", "facts"), heads, list(_facts(item, made.on)), (1, 3), labelled=True)
    _write_events(word, contents, item, DEADLINES, "deadlines", made)
    _write_events(word, contents, item, STATUSES, "statuses", made)
    _write_reviews(word, packing.reviews_of(session, item), made.on)
    for kind, section in SECTIONS.items():
        word.heading(say("index", section), 2)
        said = [piece for piece in contents.said_for(item) if piece.statement.kind is kind]
        if not said:
            word.text(say("index", "nothing"))
        for piece in said:
            _write_piece(word, piece, item, made)


def _facts(item: Recommendation, today: date) -> Iterator[tuple[str, str]]:
    rag, deadline = item.rag_on(today), say("fact", "no_deadline")
    if item.deadline_on is not None:
        deadline = say("fact", "deadline_is", on=item.deadline_on, basis=item.deadline_basis.value)
    moves = say("fact", "moves_once" if item.deadline_moves == 1 else "moves_is", number=item.deadline_moves)
    facts = {
        "report": say("fact", "report_is", title=item.report.title, on=item.report.published_on),
        "addressed": listed([label(body) for body in sorted(item.addressed_to)]),
        "mandatory": say("fact", "yes" if item.mandatory else "no"),
        "accepted": say("fact", "yes" if item.accepted else "no"),
        "status": say("fact", "status_is", status=cap(label(item.status)), on=item.status_since),
        "rag": cap(label(rag)) if rag else None,
        "deadline": deadline,
        "wording": item.deadline_wording,
        "original": day(item.original_deadline_on) if item.original_deadline_on else None,
        "moves": moves if item.deadline_moves else None,
        "review": day(item.review_due_on) if item.review_due_on else None,
        "owner": item.owner.name if item.owner else say("fact", "nobody"),
        "deputy": item.deputy.name if item.deputy else None,
        "team": item.team.name if item.team else None,
    }
    related = {
        "parent": item.parent.reference if item.parent else None,
        "children": listed([child.reference for child in item.children]) if item.children else None,
    }
    yield from ((say("fact", key), typed(value)) for key, value in facts.items() if value)
    yield from ((each.label, typed(each.value)) for each in filed(item, Place.PACK))
    yield from ((say("fact", key), typed(value)) for key, value in related.items() if value)


def _write_events(
    word: Word,
    contents: PackContents,
    item: Recommendation,
    kinds: frozenset[EventKind],
    section: str,
    made: Made,
) -> None:
    word.heading(say("index", section), 2)
    rows = [
        (
            day(row.effective_on),
            _at(row.recorded_at, made),
            cap(row.kind.value),
            typed(in_words(row.facts)),
            typed(row.by or say("index", "register")),
        )
        for row in contents.facts_about(item, kinds)
    ]
    if not rows:
        word.text(say("index", "nothing"))
        return
    heads = [say("column", key) for key in ("on", "recorded", "what", "facts", "by")]
    word.table(say("index", section), heads, rows, (3, 3, 3, 5, 3))


def _write_reviews(word: Word, reviews: Sequence[Review], today: date) -> None:
    word.heading(say("index", "reviews"), 2)
    if not reviews:
        word.text(say("index", "nothing"))
        return
    rows = [
        (
            day(review.due_on),
            _done(review, today),
            cap(review.outcome.value) if review.outcome else "",
            cap(label(review.rag)) if review.rag else "",
            str(review.statement_id or ""),
            day(review.shared_on) if review.shared_on else "",
        )
        for review in reviews
    ]
    heads = [say("column", key) for key in ("due", "done", "outcome", "rag", "statement", "shared")]
    word.table(say("index", "reviews"), heads, rows, (3, 3, 2, 2, 2, 3))


def _done(review: Review, today: date) -> str:
    if review.done_on is not None:
        return day(review.done_on)
    return say("review", "missed" if review.due_on < today else "open")


def _write_piece(word: Word, piece: Piece, item: Recommendation, made: Made) -> None:
    said = piece.statement
    by = typed(said.by.name)
    word.heading(say("statement", "heading", number=said.id, name=by, on=said.effective_on), 3)
    for line in _what_became_of_it(piece, made):
        word.text(line, loud=True)
    word.text(say("statement", "recorded", at=_at(said.recorded_at, made)))
    others = [typed(each.reference) for each in said.items if each is not item]
    if others:
        word.text(say("statement", "also", references=listed(others)))
    if piece.replaces is not None:
        word.text(say("statement", "replaces", number=piece.replaces))
    _write_wordings(word, piece, made)
    if said.addresses:
        word.text(say("statement", "links"))
        word.points([typed(each) for each in said.addresses])
    if piece.files:
        heads = [say("column", key) for key in ("place", "name", "size", "sha256")]
        rows = [
            (file.place or _why(file), typed(file.name), size(file.size), file.sha256 or "")
            for file in piece.files
        ]
        word.table(say("index", "files", number=said.id), heads, rows, (5, 4, 2, 6))


def _what_became_of_it(piece: Piece, made: Made) -> Iterator[str]:
    said = piece.statement
    if said.replaced_by is not None:
        yield say("statement", "replaced", number=said.replaced_by.id)
    if said.withdrawn_at is not None:
        by = piece.withdrawn.by if piece.withdrawn else None
        at = _at(said.withdrawn_at, made)
        yield say("statement", "withdrawn" if by else "withdrawn_unnamed", at=at, name=typed(by or ""))
    if said.withdrawn_because:
        yield say("statement", "because", reason=typed(said.withdrawn_because))
    if said.deleted_at is not None:
        yield say("statement", "deleted", at=_at(said.deleted_at, made))
    if said.edited_at is not None:
        yield say("statement", "edited", at=_at(said.edited_at, made))


def _write_wordings(word: Word, piece: Piece, made: Made) -> None:
    wordings = piece.statement.wordings
    for wording in wordings:
        if len(wordings) > 1:
            word.text(say("statement", "wording", at=_at(wording.recorded_at, made)))
        for line in paragraphs(wording.text) or [say("statement", "no_words")]:
            word.text(line, quoted=True)


def _why(file: PackedFile) -> str:
    return say("lack", file.lack or "wanted", error=typed(file.error or "")).strip()


def _at(at: datetime, made: Made) -> str:
    return moment(at, made.policy.zone.key)
