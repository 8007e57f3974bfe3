"""The proposals of a draft: corrected in a form, left out, taken after all, and put in by hand."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.reports.draft_messages import show_everywhere
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import Addressee, ItemKind
from models.queries.numbered import whole
from models.refusals.reports import NoSuchDraft
from models.report_drafts import correcting, drafting
from models.report_drafts.correcting import ItemCorrection
from models.report_drafts.draft import Draft
from templates.messages import Message
from templates.messages.drafts import SPLIT, DraftItemForm
from templates.presenters.drafts import item_form

_MOST_FIELDS = 20


def open_form(session: Session, request: Request) -> Message:
    """Return the form with every field of a proposal. Raises NoSuchDraft or DraftNotOpen."""
    coordinators_only(session, request)
    item = correcting.item_of(session, request.words)
    drafting.check_open(item.draft, request.today)
    return item_form(item)


def open_new(session: Session, request: Request) -> Message:
    """Return an empty form for an item of the draft that the button names."""
    coordinators_only(session, request)
    draft = drafting.draft_by_id(session, request.words)
    drafting.check_open(draft, request.today)
    return DraftItemForm(draft.id, draft.code)


def open_unread(session: Session, request: Request) -> Message:
    """Return a form that holds words which were not read; `words` read `draft:place`."""
    coordinators_only(session, request)
    key, _, place = request.words.partition(":")
    draft = drafting.draft_by_id(session, key)
    drafting.check_open(draft, request.today)
    words = _unread(draft, place)
    if words is None:
        raise NoSuchDraft
    return DraftItemForm(draft.id, draft.code, unread=int(place), text=words)


def take_form(session: Session, request: Request) -> Message:
    """Take a proposal as it was filled in; `words` read `item:7`, or `new:3:0` for one that is put in.

    Raises what is wrong with a field at the field.
    """
    coordinators_only(session, request)
    what, _, about = request.words.partition(":")
    if what == "item":
        item = correcting.item_of(session, about)
        draft = drafting.draft_by_id(session, str(item.draft_id))
        correcting.correct(session, item, _filled(request), request.act)
        return show_everywhere(session, draft, request)
    key, _, place = about.partition(":")
    draft = drafting.draft_by_id(session, key)
    correcting.put_in(session, draft, _filled(request), request.act, words=_unread(draft, place))
    return show_everywhere(session, draft, request)


def leave_out(session: Session, request: Request) -> Message:
    """Leave a proposal out of what will be added; `words` read `proposal:row`."""
    return _leave(session, request, left_out=True)


def put_back(session: Session, request: Request) -> Message:
    """Take a proposal after all that had been left out; `words` read `proposal:row`."""
    return _leave(session, request, left_out=False)


def _leave(session: Session, request: Request, *, left_out: bool) -> Message:
    coordinators_only(session, request)
    key, _, first = request.words.partition(":")
    item = correcting.item_of(session, key)
    draft = drafting.draft_by_id(session, str(item.draft_id))
    correcting.leave_out(item, request.act, left_out=left_out)
    return show_everywhere(session, draft, request, whole(first) or 1)


def _unread(draft: Draft, place: str) -> str | None:
    number = whole(place)
    return None if number is None or number >= len(draft.not_read) else str(draft.not_read[number]["words"])


def _filled(request: Request) -> ItemCorrection:
    known = {body.value: body for body in Addressee}
    return ItemCorrection(
        number=request.filled("number"),
        kind=form_values.choice(ItemKind, request.filled("kind") or ItemKind.RECOMMENDATION, field="kind"),
        text=_text(request),
        addressed_to=frozenset(known[body] for body in request.chosen("addressed_to") if body in known),
        register_number=request.filled("register_number"),
        deadline_wording=request.filled("deadline_wording"),
        deadline_on=form_values.day_filled(request, "deadline_on"),
        parent=request.filled("parent"),
    )


def _text(request: Request) -> str:
    """Return the text from all its fields; a part that ends in a blank goes on in the same line."""
    text = request.fields.get("text", "")
    for number in range(2, _MOST_FIELDS):
        more = request.fields.get(f"{SPLIT}_{number}", "")
        if more.strip():
            text += more if text.endswith(" ") else f"\n{more}"
    return text
