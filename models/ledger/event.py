"""The ledger: one row for every fact, with the day it took effect and the instant it was recorded.

Rows are only ever added; the database itself refuses to change or delete them (see the migrations). Only
somebody's own words can be erased from one, under retention, and a tombstone then stands for them
(models/ledger/tombstone.py).
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Key, by_value
from models.enums import ItemKind, Status

if TYPE_CHECKING:
    from models.register.recommendation import Recommendation


class EventKind(StrEnum):
    """What happened."""

    REPORT_ADDED = "report added"
    REPORT_CORRECTED = "report corrected"
    ADDED = "added"
    ALLOCATED = "allocated"
    DEPUTY_NAMED = "deputy named"
    CORRECTED = "corrected"
    RECLASSIFIED = "reclassified"
    READDRESSED = "readdressed"
    DEADLINE_SET = "deadline set"
    DEADLINE_MOVED = "deadline moved"
    EXTENSION_ASKED = "extension asked for"
    EXTENSION_REFUSED = "extension refused"
    EXTENSION_WITHDRAWN = "extension withdrawn"
    RAG_JUDGED = "RAG judged"
    STARTED = "started"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    RETURNED = "returned"
    FORCE_COMPLETE = "force complete"
    SIGNED_OFF = "signed off"
    ENDED = "ended otherwise"
    REOPENED = "reopened"
    UPDATE_RECORDED = "update recorded"
    EVIDENCE_RECORDED = "evidence recorded"
    NOTE_KEPT = "note kept"
    STATEMENT_EDITED = "statement edited"
    STATEMENT_DELETED = "statement deleted by its author"
    STATEMENT_WITHDRAWN = "statement withdrawn"
    FOR_COMMITTEE = "words meant for the committee"
    NOT_FOR_COMMITTEE = "words no longer meant for the committee"
    REVIEW_DONE = "review done"
    REVIEW_REOPENED = "review reopened"
    REVIEW_SHARED = "review shared"
    EVIDENCE_SHARED = "evidence shared"
    LEAD_MET = "Force Liaison Lead met"
    HELP_ASKED = "help asked for"
    HELP_ANSWERED = "help given"
    QUESTION_PASSED_ON = "question passed on"
    PERSON_CHANGED = "person changed"
    TEAM_CHANGED = "team changed"
    PERSON_LEFT = "person left"
    HAND_OVER_FINISHED = "hand-over finished"
    LEAVE_ENTERED = "leave entered"
    LEAVE_CANCELLED = "leave cancelled"
    SNOOZED = "reminders snoozed"
    SNOOZE_ENDED = "snooze ended"
    DISOWNED = "said not to be theirs"
    OWNERSHIP_CONFIRMED = "ownership confirmed"
    COMMENTS_PUBLISHED = "PCC comments published"
    POLICY_DECIDED = "policy decided"
    MEETING_ADDED = "meeting added"
    ACTION_RECORDED = "committee action recorded"
    ACTION_ANSWERED = "committee action answered"
    ACTION_CLOSED = "committee action closed"
    MEETING_CHANGED = "meeting changed"
    MEETING_CANCELLED = "meeting cancelled"
    PRINTED_ENTERED = "printed figure entered"
    PRINTED_REMOVED = "printed figure removed"
    INSPECTION_ANNOUNCED = "inspection announced"
    INSPECTION_STAGE = "inspection stage"
    INSPECTION_WITHDRAWN = "inspection withdrawn"
    INSPECTION_CORRECTED = "inspection corrected"
    DATA_ASKED = "data asked for"
    DATA_RETURNED = "data returned"
    PEEL_BEGUN = "PEEL cycle begun"
    PEEL_REPORTED = "PEEL cycle reported"
    PEEL_GRADED = "PEEL question graded"
    PEEL_ASSESSED = "PEEL question assessed by the force"
    MARKED_FILE_KEPT = "marked file kept"
    MARKED_FILE_LEFT = "marked file left out"
    HELD = "held"
    RELEASED = "released"
    WORDS_ERASED = "words erased"
    RECORDS_SEALED = "records sealed"


LIFE = frozenset(
    {
        EventKind.ADDED,
        EventKind.SIGNED_OFF,
        EventKind.ENDED,
        EventKind.REOPENED,
        EventKind.RECLASSIFIED,
        EventKind.READDRESSED,
    }
)
"""The events that decide whether an item counts, and as what."""

CORRECTIONS = {
    "kind": EventKind.RECLASSIFIED,
    "addressed_to": EventKind.READDRESSED,
    "deputy": EventKind.DEPUTY_NAMED,
    "judged_rag": EventKind.RAG_JUDGED,
}
"""What is noted when one of these fields is corrected; any other is only corrected."""

STATUS_EVENTS = {
    Status.AWAITING_ALLOCATION: EventKind.RETURNED,
    Status.IN_PROGRESS: EventKind.STARTED,
    Status.SUBMITTED: EventKind.SUBMITTED,
    Status.FORCE_COMPLETE: EventKind.FORCE_COMPLETE,
    Status.SIGNED_OFF: EventKind.SIGNED_OFF,
    Status.SUPERSEDED: EventKind.ENDED,
    Status.NO_FURTHER_ACTION: EventKind.ENDED,
    Status.NOT_FOR_THIS_FORCE: EventKind.ENDED,
    Status.RISK_ACCEPTED: EventKind.ENDED,
}
"""What is noted when an item passes to a status, unless it is reopened or returned."""

_DECIDES = text("item_kind is not null")


def words_in(facts: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of those `facts` that are somebody's own words, and can be erased.

    How facts are sealed rests on this, and what the database lets be erased (see the migrations): another name
    needs both changed.
    """
    changed = {"was", "to"} if facts.get("field") == "notes" else set()
    return frozenset({"reason", *changed} & facts.keys())


class Event(Base):
    """One fact. `facts` holds what changed, from and to; never the text of evidence, only its number.

    The events of LIFE carry the item's kind and whether it is addressed to this force, as they are from then on.
    Words among the facts are sealed with the `salt`, which is erased with them.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_kind_effective", "kind", "effective_on"),
        Index("ix_event_recommendation", "recommendation_id", "id"),
        Index(
            "ix_event_life",
            *("recommendation_id", "effective_on", "id", "kind", "item_kind", "for_force"),
            sqlite_where=_DECIDES,
            postgresql_where=_DECIDES,
        ),
    )

    id: Mapped[Key]
    kind: Mapped[EventKind] = mapped_column(by_value(EventKind))
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_report.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    effective_on: Mapped[date]
    recorded_at: Mapped[At]
    item_kind: Mapped[ItemKind | None]
    for_force: Mapped[bool | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    salt: Mapped[str | None] = mapped_column(String(32))

    recommendation: Mapped["Recommendation | None"] = relationship()


IS_AN_ACT: Final = Event.kind != EventKind.RECORDS_SEALED
"""The condition that a fact tells of what somebody did; the others are for verifying alone."""


def plain(value: Any) -> Any:
    """Return `value` as JSON can hold it: dates in ISO form, sets as sorted lists."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value
