"""The meetings of the Joint Audit Committee."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.ledger.records import Recorded


class Meeting(Recorded, Base):
    """A meeting on `held_on`: the register counts up to `cut_off_on`, and the paper is due on `paper_due_on`.

    All are local dates. `entered_on` is the day on which the meeting was entered: one that was entered after
    it was held is history, for which no digest is posted.
    """

    __tablename__ = "meeting"

    id: Mapped[Key]
    held_on: Mapped[date] = mapped_column(unique=True)
    cut_off_on: Mapped[date]
    paper_due_on: Mapped[date]
    entered_on: Mapped[date]
