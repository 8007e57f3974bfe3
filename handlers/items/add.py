"""Adding an item in steps: from which report it comes, the item itself, and the day that its deadline means.

What is filled in is kept in a draft from step to step, and read by the rules of an import.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.items.change import team_chosen, teams
from handlers.people.allocation import tell_all
from handlers.people.resolve_user import may_be_chosen, person_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import ReportKind
from models.imports import item_form
from models.imports.item_form import FIELDS, Source
from models.imports.rows import ImportRow
from models.queries import items
from models.refusals.forms import (
    DeputyWithoutOwner,
    FormNotKept,
    MessageWithoutText,
    OwnDeputy,
    ReportChosenTwice,
)
from models.register.allocation import change
from models.register.form_draft import FormDraft, begin, taken_up
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.register.report_particulars import report_called, reports
from templates.messages import Message
from templates.messages.allocation import Told
from templates.messages.item_forms import (
    Added,
    CauseChoice,
    DeadlineForm,
    ItemForm,
    NewReportForm,
    ReportChoice,
)
from templates.presenters.rows import row

ADD = "add"


def add(session: Session, request: Request) -> Message:
    """Return the form in which the report is named; or, where the words name one, that for the item.

    The words are a report's code, or a reference to be, like `VETTING-44`, perhaps with the text. Raises
    CoordinatorsOnly.
    """
    coordinators_only(session, request)
    reference, _, text = request.words.strip().partition(" ")
    code, _, number = reference.partition("-")
    draft = begin(session, ADD, request.who, request.at, fields={"number": number, "text": text.strip()})
    report = items.report_by_code(session, code)
    return _item_form(session, draft, report) if report else _report_form(session, draft, code)


def from_message(session: Session, request: Request) -> NewReportForm:
    """Return the form in which the report is named from which the text of a message comes.

    Raises CoordinatorsOnly or MessageWithoutText.
    """
    coordinators_only(session, request)
    if not request.words.strip():
        raise MessageWithoutText
    draft = begin(session, ADD, request.who, request.at, fields={"text": request.words.strip()})
    return _report_form(session, draft, "")


def add_to(session: Session, request: Request) -> Message:
    """Return the form for another item of the report that the button names. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    draft = begin(session, ADD, request.who, request.at, fields={})
    report = items.report_by_code(session, request.words)
    return _item_form(session, draft, report) if report else _report_form(session, draft, request.words)


def add_under(session: Session, request: Request) -> ItemForm:
    """Return the form for a recommendation under the cause of concern that the button names.

    Raises CoordinatorsOnly or NoSuchItem.
    """
    coordinators_only(session, request)
    cause = items.item_by_reference(session, request.words)
    draft = begin(session, ADD, request.who, request.at, fields={"parent": cause.number})
    return _item_form(session, draft, cause.report)


def take_report(session: Session, request: Request) -> ItemForm:
    """Keep the report that was chosen or described, and return the form for the item.

    Raises CoordinatorsOnly, FormNotKept, DraftTaken, ReportMissing, ReportChosenTwice, ReportThere, TitleMissing or
    NotAccepted.
    """
    coordinators_only(session, request)
    draft = taken_up(session, ADD, request.words, request.who)
    report = items.report_by_code(session, request.filled("report"))
    if report is None:
        source = item_form.new_source(session, request.fields, request.today)
        draft.note(source=asdict(source) | {"published_on": source.published_on.isoformat()})
        return _item_form(session, draft, source)
    if request.filled("code"):
        raise ReportChosenTwice(code=report.code)
    return _item_form(session, draft, report)


def take_item(session: Session, request: Request) -> Message:
    """Take the item; where a deadline is to be confirmed first, keep it and return the form for that.

    Raises CoordinatorsOnly, FormNotKept, DraftTaken, NotADeadline, NotAccepted, NumberTaken, RegisterNumberTaken,
    CauseMissing, DeputyWithoutOwner, OwnDeputy, OwnerHasLeft, NotIntroduced or FromOutsideOwnsNothing.
    """
    coordinators_only(session, request)
    draft = taken_up(session, ADD, request.words, request.who)
    filled = filled_in(request)
    _check_people(session, request, filled)
    source = _source(session, draft)
    target = day_chosen(request)
    meant = item_form.deadline_meant(filled, source.published_on)
    entry = item_form.read(source, item_form.with_deadline(filled, meant, target or meant.on))
    item_form.check(session, entry)
    if not meant.wording:
        return _enter(session, request, draft, entry, filled)
    draft.note(fields=filled)
    return DeadlineForm(
        draft=draft.id,
        reference=f"{entry.report_code}-{entry.number}",
        wording=meant.wording,
        on=meant.on,
        basis=meant.basis,
        given=target or meant.on,
        published_on=source.published_on,
        today=request.today,
        found=not filled["deadline_wording"],
    )


def take_deadline(session: Session, request: Request) -> Message:
    """Take the item with the deadline that was confirmed. Raises what `take_item` does."""
    coordinators_only(session, request)
    draft = taken_up(session, ADD, request.words, request.who)
    filled, source = draft.facts["fields"], _source(session, draft)
    meant = item_form.deadline_meant(filled, source.published_on)
    entry = item_form.read(source, item_form.with_deadline(filled, meant, day_chosen(request)))
    return _enter(session, request, draft, entry, filled)


def filled_in(request: Request) -> dict[str, str]:
    """Return what was filled into the form about an item, by the names of its fields."""
    names = (*FIELDS, "owner", "deputy", "team")
    return {name: request.filled(name) for name in names} | {"text": request.written("text")}


def day_chosen(request: Request) -> date | None:
    """Return the day that was confirmed as the deadline, or None."""
    return form_values.day_filled(request, "deadline")


def causes_of(report: InspectionReport, session: Session) -> tuple[CauseChoice, ...]:
    """Return the causes of concern of a report, in the order in which they were entered."""
    return tuple(CauseChoice(each.number, each.text) for each in items.causes_of(session, report.id))


def _report_form(session: Session, draft: FormDraft, code: str) -> NewReportForm:
    choices = tuple(ReportChoice(each.code, each.title, each.published_on) for each in reports(session))
    return NewReportForm(draft.id, choices, draft.facts["fields"].get("text", ""), code.upper())


def _item_form(session: Session, draft: FormDraft, source: InspectionReport | Source) -> ItemForm:
    causes: tuple[CauseChoice, ...] = ()
    if isinstance(source, InspectionReport):
        draft.note(source={"code": source.code})
        causes = causes_of(source, session)
    return ItemForm(
        draft=draft.id,
        reference=source.code,
        report=source.title or source.code,
        published_on=source.published_on,
        given=draft.facts["fields"],
        causes=causes,
        teams=teams(session),
    )


def _source(session: Session, draft: FormDraft) -> Source:
    """Return the report of the draft: of a known one, what the register holds of it now."""
    kept: Mapping[str, Any] | None = draft.facts.get("source")
    if kept is None:
        raise FormNotKept
    if "title" not in kept:
        return item_form.known_source(report_called(session, kept["code"]))
    return Source(
        kept["code"], ReportKind(kept["kind"]), date.fromisoformat(kept["published_on"]), kept["title"]
    )


def _check_people(session: Session, request: Request, filled: Mapping[str, str]) -> None:
    for name in ("owner", "deputy"):
        if filled[name]:
            may_be_chosen(session, request, filled[name], name)
    if filled["deputy"] and not filled["owner"] and not filled["team"]:
        raise DeputyWithoutOwner
    if filled["deputy"] and filled["deputy"] == filled["owner"]:
        raise OwnDeputy


def _enter(
    session: Session, request: Request, draft: FormDraft, entry: ImportRow, filled: Mapping[str, str]
) -> Added:
    new_report = items.report_by_code(session, entry.report_code) is None
    item = item_form.enter(session, entry, request.act)
    wanted: dict[str, object] = {
        field: person_chosen(session, request, filled[field], field)
        for field in ("owner", "deputy")
        if filled[field]
    }
    if team := team_chosen(session, filled["team"]):
        wanted["team"] = team
    changed = change(item, wanted, request.act)
    session.flush()
    told = tell_all(session, [changed], request.act, request.policy, f"draft:{draft.id}")
    draft.finish(request.at)
    return _added(item, request, told, new_report=new_report)


def _added(item: Recommendation, request: Request, told: Told, *, new_report: bool) -> Added:
    return Added(
        row=row(item, request.today),
        code=item.report.code,
        today=request.today,
        wording=item.deadline_wording,
        basis=item.deadline_basis,
        addressed_to=tuple(sorted(item.addressed_to)),
        told=told,
        parent=item.parent.reference if item.parent else None,
        new_report=new_report,
    )
