"""What can be done with a draft as a whole: begun, described, filled with what was read, thrown away."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.deadlines.deadline import DeadlineBasis, read_deadline
from models.enums import ReportKind
from models.imports.cells import FaultyCell, read_code
from models.ledger.audit_context import AuditContext
from models.queries.items import report_by_code
from models.queries.numbered import numbered
from models.refusals.deadlines import NotADeadline
from models.refusals.reports import (
    DraftNotOpen,
    DraftUnderWay,
    NoDraftFor,
    NoSuchDraft,
    NotPublishedYetReport,
    ReportCodeMissing,
    ReportCodeUnfit,
    ReportTextMissing,
    ReportTitleMissing,
    ReportTooLarge,
    TextOrFile,
)
from models.register.report_particulars import FOLLOWS
from models.report_drafts.draft import OPEN_DRAFT, Draft, DraftItem, DraftState
from models.report_parser.pages import LONGEST_REPORT
from models.report_parser.proposal import ProposedItem, Reading
from models.statements.statement import AttachedFile

PASTED = "The pasted text"
"""How a text without a file is called in a refusal."""


@dataclass(frozen=True)
class Described:
    """What people know of a report: its title and kind, the local date of its publication, its place on the web."""

    title: str
    kind: ReportKind
    published_on: date
    source_link: str | None = None


def code_of(text: str) -> str:
    """Return a report's short code in capitals. Raises ReportCodeMissing or ReportCodeUnfit."""
    try:
        code = read_code(text)
    except FaultyCell:
        raise ReportCodeUnfit(code=text) from None
    if code is None:
        raise ReportCodeMissing
    return code


def draft_by_id(session: Session, key: str) -> Draft:
    """Return the draft with this number, held until the transaction ends. Raises NoSuchDraft."""
    found = numbered(session, Draft, key, held=True)
    if found is None:
        raise NoSuchDraft
    return found


def open_draft(session: Session, code: str) -> Draft | None:
    """Return the open draft for a report's code, or None."""
    return session.scalar(select(Draft).where(Draft.code == code, Draft.state.in_(OPEN_DRAFT)))


def latest_draft(session: Session, code: str) -> Draft:
    """Return the open draft for a code, else the last one that was closed. Raises NoDraftFor."""
    last = select(Draft).where(Draft.code == code).order_by(Draft.id.desc()).limit(1)
    found = open_draft(session, code) or session.scalar(last)
    if found is None:
        raise NoDraftFor(code=code)
    return found


def known_of(session: Session, code: str) -> Described | None:
    """Return what the register knows of the report with this code, or None if it is new."""
    report = report_by_code(session, code)
    if report is None:
        return None
    return Described(report.title, report.kind, report.published_on, report.source_link)


def begin(
    session: Session,
    code: str,
    described: Described | None,
    audit: AuditContext,
    *,
    source: str,
    text: str = "",
    file: AttachedFile | None = None,
) -> Draft:
    """Begin a draft for the report `code`, from pasted `text` or a `file`; the same `source` twice is one draft.

    What the register knows of the report goes before what is `described`. Raises DraftUnderWay,
    ReportTextMissing, TextOrFile, ReportTooLarge, ReportTitleMissing or NotPublishedYetReport.
    """
    if audit.by is None:
        raise ValueError("A draft is begun by a person.")
    known = draft_from(session, source)
    if known is not None:
        return known
    _check_words(text, file)
    under_way = open_draft(session, code)
    if under_way is not None:
        raise DraftUnderWay(name=under_way.by.name, code=code)
    draft = Draft(
        code=code,
        text=text or None,
        file=file,
        source=source,
        by=audit.by,
        begun_at=audit.at,
        next_try_at=audit.at,
    )
    session.add(draft)
    about = known_of(session, code) or described
    if about is not None:
        describe(draft, about, audit)
    session.flush()
    return draft


def draft_from(session: Session, source: str) -> Draft | None:
    """Return the draft that was begun from this message or form, or None."""
    return session.scalar(select(Draft).where(Draft.source == source))


def describe(draft: Draft, about: Described, audit: AuditContext) -> None:
    """Set what is known of the report; deadlines that count from its publication follow.

    Raises DraftNotOpen, ReportTitleMissing or NotPublishedYetReport.
    """
    check_open(draft, audit.today)
    if not about.title.strip():
        raise ReportTitleMissing
    if about.published_on > audit.today:
        raise NotPublishedYetReport(day=about.published_on)
    moved = draft.published_on not in (None, about.published_on)
    draft.title, draft.kind = " ".join(about.title.split()), about.kind
    draft.published_on, draft.source_link = about.published_on, about.source_link or draft.source_link
    if draft.state is DraftState.READING:
        draft.next_try_at = audit.at
    if moved:
        for item in draft.items:
            _follow(item, about.published_on)


def provisional(code: str, about: Described, reading: Reading) -> Draft:
    """Return a draft of what was read that is not kept: only to be shown."""
    draft = Draft(
        code=code,
        title=about.title,
        kind=about.kind,
        published_on=about.published_on,
        source_link=about.source_link,
        state=DraftState.READY,
        added=[],
    )
    draft.items = [_item(place, each) for place, each in enumerate(reading.proposals, start=1)]
    for item in draft.items:
        item.id, item.left_out = item.place, False
    _fill(draft, reading)
    return draft


def take(session: Session, draft: Draft, reading: Reading, at: datetime) -> None:
    """Fill the draft with what was read at the aware instant `at`; nothing happens if that was done before."""
    if draft.state is not DraftState.READING:
        return
    draft.items = [_item(place, each) for place, each in enumerate(reading.proposals, start=1)]
    _fill(draft, reading)
    draft.state, draft.next_try_at = DraftState.READY, at
    session.flush()


def refuse(draft: Draft, template: str, fields: dict[str, object], at: datetime) -> None:
    """Write down, at the aware instant `at`, why the report cannot be read; the draft is closed by that."""
    if draft.state is DraftState.READING:
        draft.state, draft.ended_at = DraftState.UNREADABLE, at
        draft.refusal = {"template": template, "fields": fields}


def discard(draft: Draft, audit: AuditContext) -> None:
    """Throw the draft away; what was typed and sent stays kept. Nothing happens if that was done before."""
    if draft.state is not DraftState.DISCARDED:
        check_open(draft, audit.today)
        draft.state, draft.ended_at, draft.ended_by = DraftState.DISCARDED, audit.at, audit.by


def check_open(draft: Draft, today: date) -> None:
    """Raise DraftNotOpen unless the draft can still be changed on the local date `today`."""
    if not draft.is_open:
        ended = draft.ended_at.date() if draft.ended_at else today
        raise DraftNotOpen(code=draft.code, on=ended)


def next_place(session: Session, draft: Draft) -> int:
    """Return the place after the last proposal of the draft."""
    last = session.scalar(select(func.max(DraftItem.place)).where(DraftItem.draft_id == draft.id))
    return (last or 0) + 1


def numbers_of(items: Iterable[DraftItem]) -> list[str]:
    """Return the numbers of the items that are to be added, as they compare: case does not matter."""
    return [item.number.casefold() for item in items if not item.left_out]


def _check_words(text: str, file: AttachedFile | None) -> None:
    if text.strip() and file is not None:
        raise TextOrFile
    if not text.strip() and file is None:
        raise ReportTextMissing
    if len(text) > LONGEST_REPORT:
        raise ReportTooLarge(name=PASTED, limit=LONGEST_REPORT, what="characters", at_field="text")


def _fill(draft: Draft, reading: Reading) -> None:
    draft.not_read = [asdict(each) for each in reading.not_read]
    draft.left_out = [asdict(each) for each in reading.left_out]
    draft.gaps = list(reading.gaps)


def _item(place: int, proposal: ProposedItem) -> DraftItem:
    deadline = proposal.deadline
    return DraftItem(
        place=place,
        number=proposal.number,
        register_number=proposal.register_number,
        kind=proposal.kind,
        text=proposal.text,
        addressed_to=proposal.addressed_to,
        deadline_wording=deadline.wording if deadline else None,
        deadline_on=deadline.on if deadline else None,
        deadline_basis=deadline.basis if deadline else DeadlineBasis.NONE,
        sentence=proposal.sentence,
        parent=proposal.parent,
        page=proposal.page,
        doubts=[[each.what.value, each.words] for each in proposal.doubts],
    )


def _follow(item: DraftItem, published: date) -> None:
    """Have a deadline that counts from publication follow another date; one that a person has set stays."""
    if item.deadline_basis not in FOLLOWS or not item.deadline_wording:
        return
    try:
        item.deadline_on = read_deadline(item.deadline_wording, published).on
    except NotADeadline:
        return
