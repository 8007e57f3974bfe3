"""What an owner said about items, word for word: updates and evidence, with files, and every later edit."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name, Words, by_value
from models.enums import Marking, StatementKind, Surface
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.records import Recorded
from models.people.person import Person
from models.refusals.evidence import AlreadyReplaced, EvidenceDoesNotCount, NotEvidence
from models.refusals.retention import WordsErased
from models.register.recommendation import Recommendation
from models.statements.links import addresses_in, is_web_address

statement_item = Table(
    "statement_item",
    Base.metadata,
    Column("statement_id", ForeignKey("statement.id"), primary_key=True),
    Column("recommendation_id", ForeignKey("recommendation.id"), primary_key=True, index=True),
)


class Statement(Recorded, Base):
    """An update or a piece of evidence, which may support several items.

    `source` identifies where it was said (channel and message, or the command), so that nothing is recorded
    twice: it is the `part` with that number of a `message`. It `is_reply` if it was written to us as a message,
    and neither after a command nor in a form. Its words are printed in a paper only where they are
    `for_committee`: as a review's narrative, or marked so. `text` is the wording as it now stands; `wordings`
    keeps every wording there ever was. A later version of a piece of evidence `replaces` the earlier one. What
    was erased under retention, at `erased_at`, reads so wherever its words stood. It was shared with HMICFRS's
    Force Liaison Lead on the local date `shared_on`.
    """

    __tablename__ = "statement"
    together: ClassVar[tuple[str, ...]] = ("items",)

    id: Mapped[Key]
    kind: Mapped[StatementKind]
    text: Mapped[Words]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    effective_on: Mapped[date]
    recorded_at: Mapped[At]
    source: Mapped[Name] = mapped_column(unique=True)
    message: Mapped[Name] = mapped_column(index=True)
    part: Mapped[int] = mapped_column(default=1)
    is_reply: Mapped[bool] = mapped_column(default=False)
    for_committee: Mapped[bool] = mapped_column(default=False)
    permalink: Mapped[Words | None]
    edited_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_because: Mapped[Words | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    shared_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True, unique=True)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list[Recommendation]] = relationship(secondary=statement_item)
    files: Mapped[list["AttachedFile"]] = relationship(back_populates="statement", order_by="AttachedFile.id")
    wordings: Mapped[list["Wording"]] = relationship(order_by="Wording.id")
    links: Mapped[list["EvidenceLink"]] = relationship(order_by="EvidenceLink.id")
    replaces: Mapped["Statement | None"] = relationship(
        remote_side=lambda: Statement.id, back_populates="replaced_by"
    )
    replaced_by: Mapped["Statement | None"] = relationship(back_populates="replaces", uselist=False)
    consequences: Mapped[list["Consequence"]] = relationship(
        back_populates="statement", order_by="Consequence.id"
    )

    @property
    def stands(self) -> bool:
        """Whether it still counts: it was neither taken back nor deleted by its author."""
        return self.withdrawn_at is None and self.deleted_at is None

    @property
    def counts(self) -> bool:
        """Whether it stands and no later version has taken its place."""
        return self.stands and self.replaced_by is None

    @property
    def addresses(self) -> list[str]:
        """The web addresses that were given with it, without those that an edit has taken out of its words."""
        here = addresses_in(self.text)
        gone = {
            address
            for wording in (self.wordings if self.edited_at else ())
            for address in addresses_in(wording.text)
            if address not in here
        }
        return [link.address for link in self.links if link.address not in gone]

    @property
    def reads(self) -> str:
        """The text, or where only files and links were given, their names and addresses."""
        return self.text or ", ".join((*(file.name for file in self.files), *self.addresses))

    def edit(self, text: str, audit: AuditContext) -> bool:
        """Take over the author's new wording, keeping the old; return whether it differs."""
        if text == self.text or self.deleted_at is not None or self.erased_at is not None:
            return False
        self.text, self.edited_at = text, audit.at
        self.wordings.append(Wording(text=text, recorded_at=audit.at))
        if self.kind is StatementKind.EVIDENCE:
            self.link(addresses_in(text))
        self._note(EventKind.STATEMENT_EDITED, audit)
        return True

    def delete(self, audit: AuditContext) -> bool:
        """Take note that its author deleted the message: it stays in the record but no longer counts."""
        if self.deleted_at is not None:
            return False
        self.deleted_at = audit.at
        self._note(EventKind.STATEMENT_DELETED, audit)
        return True

    def link(self, addresses: Iterable[str]) -> None:
        """Keep web addresses with it, each once."""
        known = {link.address for link in self.links}
        self.links.extend(
            EvidenceLink(address=each) for each in dict.fromkeys(addresses) if each not in known
        )

    def mark_for_committee(self, audit: AuditContext, *, wanted: bool = True) -> bool:
        """Have its words printed in what the committee is given, or no longer; return whether that is new.

        Raises EvidenceDoesNotCount for what no longer stands, and WordsErased where there are no words left.
        """
        if self.for_committee == wanted:
            return False
        if wanted and not self.stands:
            raise EvidenceDoesNotCount(number=self.id)
        if wanted and self.erased_at is not None:
            raise WordsErased(number=self.id)
        self.for_committee = wanted
        self._note(EventKind.FOR_COMMITTEE if wanted else EventKind.NOT_FOR_COMMITTEE, audit)
        return True

    def check_replaceable(self) -> None:
        """Raise NotEvidence, EvidenceDoesNotCount, WordsErased or AlreadyReplaced unless it can be replaced."""
        if self.kind is not StatementKind.EVIDENCE:
            raise NotEvidence(number=self.id)
        if not self.stands:
            raise EvidenceDoesNotCount(number=self.id)
        if self.erased_at is not None:
            raise WordsErased(number=self.id)
        if self.replaced_by is not None:
            raise AlreadyReplaced(number=self.id, by=self.replaced_by.id)

    def withdraw(self, audit: AuditContext, because: str | None = None) -> bool:
        """Take it back, perhaps with a reason; it stays in the record but no longer counts.

        Return False if that was done before. The reason can quote what was withdrawn, so the ledger has it not.
        Raises WordsErased.
        """
        if self.withdrawn_at is not None:
            return False
        if self.erased_at is not None:
            raise WordsErased(number=self.id)
        self.withdrawn_at, self.withdrawn_because = audit.at, because
        self._note(EventKind.STATEMENT_WITHDRAWN, audit)
        return True

    def _note(self, kind: EventKind, audit: AuditContext) -> None:
        for item in self.items:
            item.note(kind, audit, statement=self.id)


class Wording(Recorded, Base):
    """One wording of a statement: the first, and every edit."""

    __tablename__ = "wording"

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    text: Mapped[Words]
    recorded_at: Mapped[At]


class EvidenceLink(Recorded, Base):
    """A web address given as evidence. It is shown, and never fetched."""

    __tablename__ = "evidence_link"

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    address: Mapped[Words]


class FileState(StrEnum):
    """How far a file has come on its way into the data folder; and out of it, under retention."""

    WANTED = "wanted"
    STORED = "stored"
    FAILED = "failed"
    ASKED = "asked about"
    ERASING = "erasing"
    ERASED = "erased"


class AttachedFile(Recorded, Base):
    """A file that came with a statement. It is kept under its SHA-256 once it has been fetched.

    `external` is the file's id on the `surface` it came from, and `address` where it can be fetched there. An
    address that `is_passing` opens it to whoever has it: it is nobody's link, and is forgotten once it is settled.
    A file that is erased keeps its SHA-256 and its size. One that carries a `marking` above what the register may
    hold is asked about, and fetched once somebody has said that it may be kept.
    """

    __tablename__ = "attached_file"
    passing: ClassVar[frozenset[str]] = frozenset({"state", "attempts", "next_try_at", "error"})
    __table_args__ = (Index("ix_attached_file_state", "state", "next_try_at"),)

    id: Mapped[Key]
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    held_reply_id: Mapped[int | None] = mapped_column(ForeignKey("held_reply.id"), index=True)
    surface: Mapped[Surface]
    external: Mapped[Name]
    address: Mapped[Words]
    name: Mapped[Words]
    media_type: Mapped[Name]
    size: Mapped[int]
    is_passing: Mapped[bool] = mapped_column(default=False)
    state: Mapped[FileState] = mapped_column(by_value(FileState), default=FileState.WANTED)
    sha256: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[At]
    error: Mapped[Words | None]
    marking: Mapped[Marking | None]

    statement: Mapped[Statement | None] = relationship(back_populates="files")

    @property
    def link(self) -> str | None:
        """Where people open what cannot be kept here, once it was given up; None where that is nowhere."""
        has_one = self.state is FileState.FAILED and is_web_address(self.address)
        return self.address if has_one else None

    def give_up(self, link: str | None) -> None:
        """Take note that it will not be fetched, and keep where it lies as a `link`, if that is of use."""
        self.state, self.address = FileState.FAILED, "" if self.is_passing else link or ""
        if self.statement is not None and self.link:
            self.statement.link([self.link])


class Consequence(Base):
    """What followed from a reply besides its being recorded, so that Undo can take it back.

    Because of `statement`, the `field` of an item became `now`; before, it was `was`, both as in the ledger.

    `undone_at` is set once it has been taken back.
    """

    __tablename__ = "consequence"

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    field: Mapped[Name]
    was: Mapped[Any] = mapped_column(JSON, nullable=True)
    now: Mapped[Any] = mapped_column(JSON, nullable=True)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)

    statement: Mapped[Statement] = relationship(back_populates="consequences")
    recommendation: Mapped[Recommendation] = relationship()


class HeldReply(Recorded, Base):
    """A reply that is not recorded for an item as it is: its text and files are kept.

    It could be about several, of which `candidates` holds the ids, until its author says which: then `statement` is
    what was recorded of it. Or it is a yes or no to what was read in `statement`.
    """

    __tablename__ = "held_reply"

    id: Mapped[Key]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[Words]
    said_on: Mapped[date]
    received_at: Mapped[At]
    source: Mapped[Name] = mapped_column(unique=True)
    permalink: Mapped[Words | None]
    candidates: Mapped[list[int]] = mapped_column(JSON, default=list)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"))

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    files: Mapped[list[AttachedFile]] = relationship(order_by="AttachedFile.id")
    statement: Mapped[Statement | None] = relationship()
