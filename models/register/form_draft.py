"""Drafts: what somebody has begun in a form, kept until the last step of it is submitted.

A field of a form holds only so much, and the steps of a form follow each other: what was filled in, or which items
a form is about, is kept here and not in the form. A draft is taken in once.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, delete
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name
from models.people.person import Person
from models.queries.numbered import numbered
from models.refusals.forms import DraftTaken, FormNotKept

KEPT_FOR = timedelta(days=7)
"""A draft that nobody has gone on with for so long is thrown away when its author begins another."""


class FormDraft(Base):
    """What `by` has begun: `what` says with which form. `facts` are emptied once it is finished."""

    __tablename__ = "draft"

    id: Mapped[Key]
    what: Mapped[Name]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    begun_at: Mapped[At]
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    by: Mapped[Person] = relationship()

    def note(self, **facts: Any) -> None:
        """Keep these facts too: dates in ISO form, and nothing that JSON does not know."""
        plain = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()
        }
        self.facts = {**self.facts, **plain}

    def finish(self, at: datetime) -> None:
        """Take the draft in at the aware instant `at`: it is not taken in again, and what it held is not kept."""
        self.finished_at, self.facts = at, {}


def begin(session: Session, what: str, by: Person, at: datetime, **facts: Any) -> FormDraft:
    """Return a new draft that `by` begins at the aware instant `at`; those they have let lie are thrown away."""
    session.execute(delete(FormDraft).where(FormDraft.by_id == by.id, FormDraft.begun_at < at - KEPT_FOR))
    draft = FormDraft(what=what, by=by, begun_at=at, facts={})
    draft.note(**facts)
    session.add(draft)
    session.flush()
    return draft


def taken_up(session: Session, what: str, number: str, by: Person) -> FormDraft:
    """Return the draft with this number, to go on with; nobody else can until the transaction ends.

    Raises FormNotKept, also for somebody else's, and DraftTaken if it has been taken in.
    """
    found = numbered(session, FormDraft, number, held=True)
    if found is None or found.by_id != by.id or found.what != what:
        raise FormNotKept
    if found.finished_at is not None:
        raise DraftTaken
    return found
