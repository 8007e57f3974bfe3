"""What the register knows already that a file may leave unsaid: reports, numbers, people and answers."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Status
from models.imports.answers import remembered
from models.imports.cells import spelled
from models.imports.questions import Meanings
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport


@dataclass(frozen=True)
class Report:
    """A report of the register, by what a file says of it."""

    code: str
    title: str
    published: date


@dataclass
class Known:
    """What is known in `session`; `meanings` are the answers that hold for this file."""

    session: Session
    meanings: Meanings = field(default_factory=dict)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Every report, by its code and by its title as `spelled` has it."""
        found = [
            Report(code, title, published)
            for code, title, published in self.session.execute(
                select(InspectionReport.code, InspectionReport.title, InspectionReport.published_on)
            )
        ]
        return {spelled(each.title): each for each in found} | {each.code: each for each in found}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The names of everybody who is in the register."""
        return tuple(self.session.scalars(select(Person.name).order_by(Person.id)))

    @cached_property
    def _items(self) -> dict[str, tuple[str, Status]]:
        """The report's code and the status of every item, by its register number and by its reference."""
        found = self.session.execute(
            select(
                InspectionReport.code,
                Recommendation.number,
                Recommendation.register_number,
                Recommendation.status,
            ).join(Recommendation.report)
        )
        by: dict[str, tuple[str, Status]] = {}
        for code, number, register_number, status in found:
            by[f"{code}-{number}".casefold()] = code, status
            if register_number:
                by[register_number] = code, status
        return by

    def code_of(self, register_number: str | None) -> str | None:
        """Return the code of the report in which the item with this register number stands."""
        found = self._items.get(register_number or "")
        return found[0] if found else None

    def status_of(self, code: str, number: str | None, register_number: str | None) -> Status | None:
        """Return how an item stands now."""
        found = self._items.get(f"{code}-{number}".casefold()) or self._items.get(register_number or "")
        return found[1] if found else None

    def numbers_in(self, code: str) -> dict[str, str]:
        """Return the number of each item of a report, by its text as `spelled` has it."""
        found = self.session.execute(
            select(Recommendation.number, Recommendation.text)
            .join(Recommendation.report)
            .where(InspectionReport.code == code)
        )
        return {spelled(text): number for number, text in found}


def known_in(session: Session, answers: Meanings | None = None) -> Known:
    """Return what the register knows, with `answers` given for this file beside those that are remembered."""
    return Known(session, remembered(session) | dict(answers or {}))
