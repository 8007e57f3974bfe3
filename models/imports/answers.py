"""What people have answered about the words of files, remembered for the next import."""

from collections.abc import Collection, Mapping

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import At, Base, Key, Words, by_value
from models.imports.questions import ONCE, Meanings
from models.ledger.audit_context import AuditContext
from models.ledger.records import Recorded
from models.register.fields import Column


class ImportAnswer(Recorded, Base):
    """What `words` in the column of `field` mean, as a person answered `by` then."""

    __tablename__ = "import_answer"
    __table_args__ = (UniqueConstraint("field", "words"),)

    id: Mapped[Key]
    field: Mapped[Column] = mapped_column(by_value(Column))
    words: Mapped[Words]
    meaning: Mapped[Words]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[At]


def remember(session: Session, answers: Meanings, audit: AuditContext) -> None:
    """Remember `answers` for every later import, but those for one file; the ledger has a digest of each."""
    known = {(each.field, each.words): each for each in session.scalars(select(ImportAnswer))}
    by_id = audit.by.id if audit.by else None
    for (column, words), meaning in answers.items():
        if column in ONCE:
            continue
        before = known.get((column, words))
        if before is None:
            session.add(
                ImportAnswer(field=column, words=words, meaning=meaning, by_id=by_id, answered_at=audit.at)
            )
        elif before.meaning != meaning:
            before.meaning, before.by_id, before.answered_at = meaning, by_id, audit.at
    session.flush()


def forget(session: Session, keys: Collection[tuple[Column, str]]) -> None:
    """Forget what was answered about these words, so that it is asked anew."""
    for each in session.scalars(select(ImportAnswer)):
        if (each.field, each.words) in keys:
            session.delete(each)
    session.flush()


def remembered(session: Session) -> dict[tuple[Column, str], str]:
    """Return every answer that is remembered."""
    return {(each.field, each.words): each.meaning for each in session.scalars(select(ImportAnswer))}


def written(answers: Meanings) -> Mapping[str, str]:
    """Return answers as they are kept with the file that they were given for."""
    return {f"{column.name}:{words}": meaning for (column, words), meaning in answers.items()}


def read(kept: Mapping[str, str] | None) -> dict[tuple[Column, str], str]:
    """Return the answers that `written` has made."""
    found = {}
    for key, meaning in (kept or {}).items():
        column, _, words = key.partition(":")
        found[Column[column], words] = meaning
    return found
