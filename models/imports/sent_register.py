"""A register that a coordinator sent as a file: first it is shown what would happen, then it is imported."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name, by_value
from models.imports.answers import forget, read, remember, written
from models.imports.questions import Meanings, Question
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.queries.numbered import numbered
from models.refusals.imports import ImportNotOpen, NoSuchImport
from models.register.fields import Column
from models.statements.statement import AttachedFile, FileState


class SentState(StrEnum):
    """How far a register that was sent has come."""

    READING = "reading"
    ASKED = "waiting for answers"
    SHOWN = "shown"
    IMPORTING = "importing"
    IMPORTED = "imported"
    REFUSED = "refused"
    DISCARDED = "discarded"


AT_WORK: Final = (SentState.READING, SentState.IMPORTING)
_OPEN: Final = (SentState.SHOWN, SentState.ASKED)
KEPT_FOR: Final = timedelta(days=7)
"""So long the file of a register that was refused for its faults is kept."""
_AT_WORK = text("state in ('reading', 'importing')")
WAITING: Final = text("sent_register.state in ('reading', 'importing')")
"""What is at work, in the words by which both databases know the index for it."""


class SentRegister(Base):
    """A register that came as the `file` of the message or form `source`, sent by `by`.

    `shown` is what was last said of it, and `effect` a digest of what it would do: nothing else is imported.
    `asked` are the questions about it, and `answers` what was answered for it. It was imported, refused or
    discarded at `ended_at`, and where it was `quiet` nobody else was told; its file is then erased, and the file's
    SHA-256 kept. The file of one that was refused for its faults stays for KEPT_FOR, since a copy with the faults
    in it is made from it. Once its import has begun, `planned` holds what it does, and `handed` who had which item
    before; None where nobody is told.
    """

    __tablename__ = "sent_register"
    __table_args__ = (
        Index("ix_sent_register_waiting", "next_try_at", sqlite_where=_AT_WORK, postgresql_where=_AT_WORK),
    )

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("attached_file.id"), index=True)
    source: Mapped[Name] = mapped_column(unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[At]
    state: Mapped[SentState] = mapped_column(by_value(SentState), default=SentState.READING)
    next_try_at: Mapped[At]
    attempts: Mapped[int] = mapped_column(default=0)
    quiet: Mapped[bool] = mapped_column(default=False)
    rounds: Mapped[int] = mapped_column(default=0)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    effect: Mapped[str | None] = mapped_column(String(64))
    asked: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    answers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    planned: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    handed: Mapped[list[list[Any]] | None] = mapped_column(JSON(none_as_null=True))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[AttachedFile] = relationship(lazy="joined", innerjoin=True)

    def show(self, shown: dict[str, Any], effect: str, answered: Sequence[Question] = ()) -> None:
        """Keep what would happen: it waits for a press of *Import*. `answered` can be asked again."""
        self.state, self.shown, self.effect = SentState.SHOWN, shown, effect
        self.asked = _kept(answered)

    def ask(
        self, shown: dict[str, Any], questions: Sequence[Question], *, ends_at: datetime | None = None
    ) -> None:
        """Keep what is asked. It waits for answers, unless faults have it refused and it `ends_at` that instant."""
        self.state = SentState.REFUSED if ends_at else SentState.ASKED
        self.shown, self.ended_at = shown, ends_at
        self.asked = _kept(questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked about it."""
        return tuple(
            Question(
                Column[each["column"]],
                each["words"],
                tuple(each["rows"]),
                each["proposal"],
                tuple(each["choices"]),
            )
            for each in self.asked or ()
        )

    @property
    def meanings(self) -> Meanings:
        """What was answered for it."""
        return read(self.answers)

    def end(self, state: SentState, at: datetime, shown: dict[str, Any] | None = None) -> None:
        """Close it at the aware instant `at`; what it came with is erased."""
        self.state, self.shown, self.ended_at = state, shown or self.shown, at
        if self.file.state is FileState.STORED:
            self.file.state = FileState.ERASING

    def forget(self, at: datetime) -> None:
        """Keep nothing of what was shown; what nobody confirmed by the aware instant `at` is discarded."""
        if self.state in _OPEN:
            self.end(SentState.DISCARDED, at)
        self.shown = self.asked = self.answers = self.planned = self.handed = None


def begin(session: Session, file: AttachedFile, source: str, audit: AuditContext) -> SentRegister:
    """Have the register in `file` read; the same `source` twice is one."""
    if audit.by is None:
        raise ValueError("A register is sent by a person.")
    known = session.scalar(select(SentRegister).where(SentRegister.source == source))
    if known is not None:
        return known
    sent = SentRegister(file=file, source=source, by=audit.by, begun_at=audit.at, next_try_at=audit.at)
    session.add(sent)
    session.flush()
    return sent


def sent_by_id(session: Session, key: str) -> SentRegister:
    """Return the register with this number, held until the transaction ends. Raises NoSuchImport."""
    found = numbered(session, SentRegister, key, held=True)
    if found is None:
        raise NoSuchImport
    return found


def confirm(sent: SentRegister, at: datetime, *, quiet: bool = False) -> None:
    """Have what was shown imported, from the aware instant `at` on; `quiet`, so that nobody else is told.

    Raises ImportNotOpen.
    """
    _check_shown(sent)
    sent.state, sent.next_try_at, sent.attempts = SentState.IMPORTING, at, 0
    sent.quiet = quiet


def discard(sent: SentRegister, at: datetime) -> None:
    """Import nothing of what was shown. Raises ImportNotOpen."""
    if sent.state not in _OPEN:
        _check_shown(sent)
    sent.end(SentState.DISCARDED, at)


def answer(session: Session, sent: SentRegister, answers: Meanings, audit: AuditContext) -> bool:
    """Remember `answers`, and have the register read anew with them; False where its faults have it refused.

    Raises ImportNotOpen where nothing is asked.
    """
    if sent.asked is None or sent.state not in (SentState.ASKED, SentState.REFUSED):
        raise ImportNotOpen(name=sent.file.name, state=str(sent.state))
    remember(session, answers, audit)
    if sent.state is SentState.REFUSED:
        sent.asked = None
        return False
    sent.answers = {**(sent.answers or {}), **written(answers)}
    sent.state, sent.next_try_at, sent.attempts = SentState.READING, audit.at, 0
    return True


def ask_again(session: Session, sent: SentRegister, audit: AuditContext) -> None:
    """Forget what was answered about the words of a register that was shown, and ask anew. Raises ImportNotOpen."""
    _check_shown(sent)
    forget(session, [each.key for each in sent.questions])
    sent.answers = None
    sent.state, sent.next_try_at, sent.attempts = SentState.READING, audit.at, 0


def _check_shown(sent: SentRegister) -> None:
    if sent.state is not SentState.SHOWN:
        raise ImportNotOpen(name=sent.file.name, state=str(sent.state))


def _kept(questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [
        {**asdict(each), "column": each.column.name, "rows": list(each.rows), "choices": list(each.choices)}
        for each in questions
    ]
