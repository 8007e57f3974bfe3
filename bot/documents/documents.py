"""Documents made from the register: the paper, the workbook, the calendar and packs of evidence."""

import tempfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from bot.documents.calendar import calendar_ics
from bot.documents.chart.chart import NoPicture, picture
from bot.documents.pack import write_pack
from bot.documents.pack.index import Made
from bot.documents.paper.paper import make_paper
from bot.documents.workbook import export_workbook
from bot.imports.annotation import annotated
from bot.worker.files import FileStore
from models.committee import figures
from models.committee.meetings import meeting_held
from models.database import Database
from models.enums import DocumentKind
from models.imports.sent_register import sent_by_id
from models.people.absence import stood_in_for
from models.people.person import Person
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.queries import items as queries
from models.refusals.imports import NoMarkedCopy
from models.statements import packing
from models.statements.statement import FileState
from templates.messages.documents import Document
from templates.messages.imports import ImportFaults
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import printed_again, summary
from templates.redrawing import standing


class Documents:
    """Makes documents from `database`, by `policy`; papers from the force's own `template`, or the shipped one.

    The files of a pack come from `store`.
    """

    def __init__(
        self, database: Database, policy: Policy, template: Path | None, store: FileStore | None = None
    ) -> None:
        """Make documents from what `database` holds when each is asked for."""
        self._database, self._policy = database, CurrentPolicy(policy)
        self._template, self._store = template, store

    def room(self) -> BinaryIO:
        """Open a nameless file for a document that is to be sent: it goes when it is closed."""
        return self._store.passing() if self._store else tempfile.TemporaryFile()

    def write(self, document: Document, at: datetime, to: BinaryIO) -> Document:
        """Write the document as it is at the aware instant `at` into `to`; return what is said with it.

        A pack is written a piece at a time, and any other document whole. Raises Refusal.
        """
        if document.kind is not DocumentKind.PACK or self._store is None:
            to.write(self.make(document, at))
            return document
        with self._database.reading() as session:
            policy = self._policy.read(session)
            items = queries.items_by_references(session, document.references)
            by = queries.person_by_id(session, document.asked_by) if document.asked_by else None
            if by is not None:
                by.stand_in_for(stood_in_for(session, by, policy.today(at)))
                packing.check_may_be_sent(session, items)
            made = Made(by.name if by else None, document.today, policy)
            packed = write_pack(session, items, by, made, self._store, to)
        return replace(document, missing=packed.lacking, sum_of_sums=packed.sum_of_sums)

    def make(self, document: Document, at: datetime) -> bytes:
        """Return the document as it is at the aware instant `at`; it takes up to seconds. Raises Refusal."""
        with self._database.reading() as session:
            by = session.get(Person, document.asked_by)
            if document.kind is DocumentKind.MARKED_REGISTER:
                return self._marked(session, document)
            if document.kind is DocumentKind.CALENDAR and by is not None:
                return calendar_ics(session, by, self._policy.read(session), at)
            facts = self.facts(session, document.held_on, document.today)
            if document.kind is DocumentKind.WORKBOOK:
                policy = self._policy.read(session)
                return export_workbook(session, facts, document.today, by, policy=policy)
        return self._paper(facts, appendix=document.appendix)

    def _marked(self, session: Session, document: Document) -> bytes:
        sent = sent_by_id(session, str(document.sent))
        found = standing(sent.shown) if sent.shown is not None else None
        kept = sent.file.sha256 if sent.file.state is FileState.STORED else None
        if self._store is None or kept is None or not isinstance(found, ImportFaults):
            raise NoMarkedCopy(name=sent.file.name)
        return annotated(self._store.content(kept), sent.file.name, found)

    def _paper(self, facts: CommitteeSummary, *, appendix: bool) -> bytes:
        try:
            png = picture(facts.history, facts.rag).png
        except NoPicture:
            png = None
        return make_paper(facts, self._template, png, appendix=appendix)

    def facts(self, session: Session, held_on: date | None, today: date) -> CommitteeSummary:
        """Return the summary for the meeting on `held_on`: as it was frozen, else as the register stands."""
        meeting = meeting_held(session, held_on) if held_on else None
        kept = figures.frozen_for(session, meeting) if meeting else None
        if kept is not None:
            return printed_again(kept)
        return summary(session, figures.standing(session, meeting, today), self._policy.read(session))
