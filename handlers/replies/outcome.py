"""What was recorded, as it is said back to its author: the end of every way through this room."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.replies.ask import asked_about, is_answer
from handlers.replies.proposals import proposals_of
from handlers.request import Request
from models.enums import Rag, StatementKind
from models.queries import statements
from models.queries.similar import similar_to
from models.register.judgement import judgements_of
from models.register.rag import rule_for
from models.reminders.upcoming import asked_again_on
from models.reply_parser.absence import away_between
from models.reply_parser.evidence import misses_file
from models.reply_parser.intents import Meaning
from models.reply_parser.understand import meaning_for
from models.reviews.reviewing import offers_review
from models.statements.statement import Statement
from templates.messages.items import ItemRow
from templates.messages.replies import Aside, Fate, Judged, Recorded, RecordedTogether, Supported
from templates.presenters.rows import files, row, rows
from templates.who import Who


def said_back(session: Session, statement: Statement, request: Request) -> Recorded | RecordedTogether:
    """Return what `statement` is now, with the other parts of the message from which it came."""
    return all_said_back(session, statements.said_together(session, statement), request)


def all_said_back(
    session: Session, together: Sequence[Statement], request: Request
) -> Recorded | RecordedTogether:
    """Return what everything that came from one message is now."""
    parts = tuple(recorded(session, each, request) for each in together)
    return parts[0] if len(parts) == 1 else RecordedTogether(parts)


def recorded(session: Session, statement: Statement, request: Request) -> Recorded:
    """Return what `statement` is now, as it is said back to its author."""
    reviews = statements.reviews_answered_by(session, statement)
    answered = {each.recommendation_id: each.due_on for each in reviews}
    review = reviews[0] if reviews else None
    item, *others = statements.items_supported(session, statement)
    is_note = statement.kind is StatementKind.NOTE
    proposals = proposals_of(session, statement, request.policy)
    is_offered = any(each.fate is Fate.OPEN for each in proposals)
    similar = () if is_offered else _similar(session, statement, request)
    offer = None if is_offered or similar else offers_review(session, statement, request.today)
    asked = asked_about(session, statement) if not proposals else ()
    return Recorded(
        kind=statement.kind,
        statement=statement.id,
        row=row(item, request.today),
        text=statement.text,
        today=request.today,
        files=files(statement.files),
        review_on=answered.get(item.id),
        next_review_on=item.review_due_on,
        edited_at=statement.edited_at,
        deleted_at=statement.deleted_at,
        undone_at=statement.withdrawn_at,
        others=tuple(Supported(row(each, request.today), answered.get(each.id)) for each in others),
        similar=similar,
        links=tuple(statement.addresses),
        replaces=statement.replaces_id,
        replaced_by=statement.replaced_by.id if statement.replaced_by else None,
        undone_because=statement.withdrawn_because,
        judged=_judged_by(statement, request),
        proposals=proposals,
        outcome=review.outcome if review else None,
        shared=review is not None and review.shared_on is not None,
        review_offer=offer,
        asks_again_on=asked_again_on(item, request.today, request.policy),
        stands_above=statement.is_reply,
        aside=_aside(session, statement, request, asked) if is_note else None,
        asked=() if is_note else asked,
        for_committee=statement.for_committee,
        misses_file=statement.is_reply and not statement.files and misses_file(statement.text),
    )


def _aside(session: Session, statement: Statement, request: Request, asked: tuple[Who, ...]) -> Aside:
    """Return what a note is, and what is done about it."""
    meaning = meaning_for(statement)
    is_away = meaning is Meaning.ABSENCE
    return Aside(
        meaning,
        asked,
        answers=is_answer(session, statement),
        away=away_between(statement.text, request.today) if is_away else None,
    )


def _similar(session: Session, statement: Statement, request: Request) -> tuple[ItemRow, ...]:
    """Return the item that evidence most likely supports too; never the parent or a child of its own."""
    if statement.kind is not StatementKind.EVIDENCE or not statement.counts:
        return ()
    related = {item.parent_id for item in statement.items}
    own = {item.id for item in statement.items}
    found = similar_to(session, statement, request.who)
    likely = [each for each in found if each.id not in related and each.parent_id not in own]
    return rows(likely[:1], request.today)


def _judged_by(statement: Statement, request: Request) -> Judged | None:
    """Return the colour that `statement` judged last, and how the item is shown by rule; None if it judged none."""
    judged = judgements_of(statement)
    if not judged:
        return None
    latest, item = judged[-1], judged[-1].recommendation
    rule = rule_for(item, request.today)
    overruled = rule is not None and rule.rag != latest.now
    return Judged(
        rag=Rag(latest.now),
        was=Rag(latest.was) if latest.was else None,
        shown=item.rag_on(request.today),
        rule=rule.name if rule and overruled else None,
        undone=latest.undone_at is not None,
    )
