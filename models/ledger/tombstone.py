"""Tombstones: what stands in the ledger in the place of words that were erased under retention."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Tombstone(Base):
    """The words of the fact `event_id` were erased; the fact `erasure_id` tells by whom, when and by which rule.

    `sha256` is the digest by which the words were sealed, in hexadecimal. The database lets a fact lose its words
    only where its tombstone stands.
    """

    __tablename__ = "tombstone"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.id"))
    erasure_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
