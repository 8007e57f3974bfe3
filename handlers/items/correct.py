"""Correcting what was wrong from the first, by a form; where a deadline's wording changes, its day is confirmed."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from handlers.items.add import causes_of, day_chosen, filled_in
from handlers.request import Request
from handlers.roles import coordinators_only
from models.deadlines.deadline import read_deadline
from models.imports import item_form
from models.imports.correcting import CORRECTABLE, correct
from models.queries import items
from models.register.form_draft import FormDraft, begin, taken_up
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.item_forms import DeadlineForm, ItemForm

CORRECT = "correct"


def open_correct(session: Session, request: Request) -> ItemForm:
    """Return the form that holds the item as it is which the button names.

    Raises CoordinatorsOnly or NoSuchItem.
    """
    coordinators_only(session, request)
    item = items.item_by_reference(session, request.words)
    given = item_form.filled_from(item)
    draft = begin(session, CORRECT, request.who, request.at, item=item.id, given=given)
    causes = tuple(each for each in causes_of(item.report, session) if each.number != item.number)
    return ItemForm(
        draft=draft.id,
        reference=item.reference,
        report=item.report.title,
        published_on=item.report.published_on,
        given=given,
        causes=causes,
        correcting=True,
    )


def take_correct(session: Session, request: Request) -> Message:
    """Correct what was changed in the form; where its wording means another day, return the form to confirm it.

    Raises CoordinatorsOnly, FormNotKept, DraftTaken, NotADeadline, NotAccepted, NumberTaken, RegisterNumberTaken,
    CauseMissing, StillCarries or BeforeLastCorrection.
    """
    coordinators_only(session, request)
    draft = taken_up(session, CORRECT, request.words, request.who)
    item = session.get_one(Recommendation, draft.facts["item"])
    changed = _changed(filled_in(request), draft.facts["given"])
    wording, published_on = changed.get("deadline_wording"), item.report.published_on
    meant = read_deadline(wording, published_on) if wording is not None else None
    if meant is None or item.deadline_moves or meant.on == item.deadline_on:
        return _correct(session, request, draft, item, changed)
    filled = item_form.filled_from(item) | changed
    item_form.check(session, item_form.read(item_form.known_source(item.report), filled), item)
    draft.note(changed=changed)
    return DeadlineForm(
        draft=draft.id,
        reference=item.reference,
        wording=meant.wording,
        on=meant.on,
        basis=meant.basis,
        given=meant.on,
        published_on=published_on,
        today=request.today,
        correcting=True,
    )


def take_deadline(session: Session, request: Request) -> Message:
    """Correct what was changed, with the deadline that was confirmed. Raises what `take_correct` does."""
    coordinators_only(session, request)
    draft = taken_up(session, CORRECT, request.words, request.who)
    item = session.get_one(Recommendation, draft.facts["item"])
    changed = draft.facts["changed"]
    filled = item_form.filled_from(item) | changed
    meant = read_deadline(changed["deadline_wording"], item.report.published_on)
    return _correct(
        session, request, draft, item, item_form.with_deadline(filled, meant, day_chosen(request))
    )


def _changed(filled: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that differ from what the form held; in which order choices were ticked says nothing."""
    return {
        name: filled[name]
        for name in CORRECTABLE
        if sorted(filled[name].split("\n")) != sorted(given[name].split("\n"))
        or (name == "text" and filled[name] != given[name])
    }


def _correct(
    session: Session, request: Request, draft: FormDraft, item: Recommendation, changed: Mapping[str, str]
) -> Acknowledged:
    present = item_form.filled_from(item)
    wanted = {**present, **changed}
    row = item_form.read(item_form.known_source(item.report), wanted)
    what = correct(session, item, row, _changed(wanted, present).keys(), request.act)
    session.flush()
    draft.finish(request.at)
    if not what:
        return Acknowledged("nothing_corrected", {"reference": item.reference})
    return Acknowledged("corrected", {"reference": item.reference, "what": "; ".join(what)})
