"""Inspections that have not been reported, data returns, and the PEEL cycle with its questions and grades."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Name, Words
from models.enums import Grade, ReportKind, Stage
from models.ledger.records import Recorded
from models.people.person import Person
from models.register.report import InspectionReport


class Inspection(Recorded, Base):
    """An inspection: it stays on the committee's list until it is reported, or withdrawn with a reason.

    `when_wording` is how it was announced (“early October”); the dates are what is known by now.
    `scope` are the points that it evaluates; `partners` take part, each perhaps with its part after a colon.
    """

    __tablename__ = "inspection"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[ReportKind]
    stage: Mapped[Stage] = mapped_column(default=Stage.ANNOUNCED, index=True)
    stage_since: Mapped[date]
    announced_on: Mapped[date]
    when_wording: Mapped[Words | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
    scope: Mapped[list[str]] = mapped_column(JSON, default=list)
    notes: Mapped[Words | None]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_report.id"))

    report: Mapped[InspectionReport | None] = relationship()


class DataReturn(Recorded, Base):
    """Data that the inspectorate has asked the force for."""

    __tablename__ = "data_return"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    due_on: Mapped[date]
    returned_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id"))

    inspection: Mapped[Inspection | None] = relationship()
    owner: Mapped[Person | None] = relationship(lazy="joined")


class PeelCycle(Recorded, Base):
    """A PEEL cycle: a question set with its version, and what is known of its dates."""

    __tablename__ = "peel_cycle"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    framework: Mapped[Name]
    begins_on: Mapped[date]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_report.id"))
    notes: Mapped[Words | None]

    report: Mapped[InspectionReport | None] = relationship()
    questions: Mapped[list["PeelQuestion"]] = relationship(order_by="PeelQuestion.number")


class PeelQuestion(Recorded, Base):
    """One question of a cycle; `grade` is HMICFRS's and `assessed` the force's own, each None until entered."""

    __tablename__ = "peel_question"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("peel_cycle.id"))
    number: Mapped[int]
    text: Mapped[Words]
    grade: Mapped[Grade | None]
    assessed: Mapped[Grade | None]
