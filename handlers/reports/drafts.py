"""Drafts of reports: begun from a file or pasted text, described, shown, added, thrown away."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.replies.record import attach
from handlers.reports.draft_messages import show, show_everywhere
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import ReportKind
from models.outbox import outbox
from models.queries.numbered import whole
from models.refusals.reports import OneReportFile, PublicationMissing, ReportTitleMissing
from models.reply_parser.intents import SentReport
from models.report_drafts import adding, drafting
from models.report_drafts.draft import Draft
from models.report_drafts.drafting import Described
from models.statements.statement import AttachedFile
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.drafts import PASTE_FIELDS, SPLIT, ReportForm
from templates.presenters.drafts import draft_page, not_read
from templates.serialization import freeze


def report(session: Session, request: Request) -> Message:
    """Show the draft for the report whose code the words give, or the form that begins one."""
    coordinators_only(session, request)
    if not request.words.strip():
        return ReportForm()
    code = drafting.code_of(request.words)
    if drafting.open_draft(session, code) is None:
        known = drafting.known_of(session, code)
        return _form(None, code, known) if known else ReportForm(code=code)
    draft = drafting.latest_draft(session, code)
    show(session, draft, request)
    return Acknowledged("draft_shown", {"code": code})


def take_form(session: Session, request: Request) -> Message:
    """Begin a draft for what was filled into the form; or, where `words` name a draft, describe that.

    Raises what is wrong with a field at the field.
    """
    coordinators_only(session, request)
    if request.words:
        draft = drafting.draft_by_id(session, request.words)
        drafting.describe(draft, _described(request), request.act)
        return show_everywhere(session, draft, request)
    code = drafting.code_of(request.filled("code"))
    known = drafting.known_of(session, code)
    file = _file(request)
    draft = drafting.begin(
        session,
        code,
        known or _described(request),
        request.act,
        source=request.source,
        text=_pasted(request),
        file=file,
    )
    return Acknowledged("report_taken", {"code": draft.code})


def from_message(session: Session, request: Request, sent: SentReport) -> Message:
    """Begin a draft from the report that was sent. Raises CoordinatorsOnly, OneReportFile or DraftUnderWay."""
    coordinators_only(session, request)
    code = drafting.code_of(sent.code)
    file = _file(request)
    text = "" if file is not None else sent.text
    draft = drafting.begin(session, code, None, request.act, source=request.source, text=text, file=file)
    return draft_page(session, draft, request.today)


def open_description(session: Session, request: Request) -> Message:
    """Return the form with title, kind and date of the report that a draft is for."""
    coordinators_only(session, request)
    draft = drafting.draft_by_id(session, request.words)
    drafting.check_open(draft, request.today)
    about = None
    if draft.title and draft.kind and draft.published_on:
        about = Described(draft.title, draft.kind, draft.published_on, draft.source_link)
    return _form(draft, draft.code, about)


def turn_page(session: Session, request: Request) -> Message:
    """Return the page of a draft that a button asks for; `words` read `draft:row`."""
    coordinators_only(session, request)
    key, _, first = request.words.partition(":")
    draft = drafting.draft_by_id(session, key)
    return draft_page(session, draft, request.today, whole(first) or 1)


def show_not_read(session: Session, request: Request) -> Message:
    """Return what of a report was not read."""
    coordinators_only(session, request)
    return not_read(drafting.draft_by_id(session, request.words))


def add(session: Session, request: Request) -> Message:
    """Add everything in a draft to the register: all of it, or nothing. Pressed twice it is added once.

    Raises what stands in the way.
    """
    coordinators_only(session, request)
    draft = drafting.draft_by_id(session, request.words)
    added = adding.add(session, draft, request.act)
    if draft.by_id != request.who.id:
        facts = {"name": request.who.name, "number": str(len(added)), "code": draft.code}
        message = freeze(Acknowledged("draft_added", facts))
        outbox.enqueue(session, f"draft-added:{draft.id}", message, request.at, person=draft.by)
    return show_everywhere(session, draft, request)


def discard(session: Session, request: Request) -> Message:
    """Throw a draft away. Raises DraftNotOpen for one that was added."""
    coordinators_only(session, request)
    draft = drafting.draft_by_id(session, request.words)
    drafting.discard(draft, request.act)
    return show_everywhere(session, draft, request)


def _form(draft: Draft | None, code: str, about: Described | None) -> ReportForm:
    if about is None:
        return ReportForm(draft.id if draft else None, code)
    link = about.source_link or ""
    return ReportForm(draft.id if draft else None, code, about.title, about.kind, about.published_on, link)


def _described(request: Request) -> Described:
    if not request.filled("title"):
        raise ReportTitleMissing
    if not request.filled("published"):
        raise PublicationMissing
    kind = form_values.choice(ReportKind, request.filled("kind") or ReportKind.OTHER, field="kind")
    published_on = form_values.day(request.filled("published"), field="published")
    return Described(request.filled("title"), kind, published_on, request.filled("source") or None)


def _pasted(request: Request) -> str:
    """Return the text that was pasted, from all the fields that hold a part of it."""
    names = ("text", *(f"{SPLIT}_{number}" for number in range(2, PASTE_FIELDS + 1)))
    return "\n".join(request.fields[name] for name in names if request.fields.get(name, "").strip())


def _file(request: Request) -> AttachedFile | None:
    if len(request.files) > 1:
        raise OneReportFile
    return attach(request.files[0], request) if request.files else None
