"""The proposals of a draft: corrected in a form, left out, taken after all, and put in by hand."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.reports.draft_messages import show_everywhere
from handlers.request import Ask
from handlers.roles import coordinators_only
from models.enums import Addressee, ItemKind
from models.queries.numbered import whole
from models.refusals.reports import NoSuchDraft
from models.report_drafts import correcting, drafting
from models.report_drafts.correcting import Corrected
from models.report_drafts.draft import Draft
from templates.layouts.drafts import SPLIT
from templates.messages import Message
from templates.messages.drafts import DraftItemForm
from templates.presenters.drafts import item_form

_MOST_FIELDS = 20


def open_form(session: Session, ask: Ask) -> Message:
    """Return the form with every field of a proposal. Raises NoSuchDraft or DraftNotOpen."""
    coordinators_only(session, ask)
    item = correcting.item_of(session, ask.words)
    drafting.check_open(item.draft, ask.today)
    return item_form(item)


def open_new(session: Session, ask: Ask) -> Message:
    """Return an empty form for an item of the draft that the button names."""
    coordinators_only(session, ask)
    draft = drafting.draft_by_id(session, ask.words)
    drafting.check_open(draft, ask.today)
    return DraftItemForm(draft.id, draft.code)


def open_unread(session: Session, ask: Ask) -> Message:
    """Return a form that holds words which were not read; `words` read `draft:place`."""
    coordinators_only(session, ask)
    key, _, place = ask.words.partition(":")
    draft = drafting.draft_by_id(session, key)
    drafting.check_open(draft, ask.today)
    words = _unread(draft, place)
    if words is None:
        raise NoSuchDraft
    return DraftItemForm(draft.id, draft.code, unread=int(place), text=words)


def take_form(session: Session, ask: Ask) -> Message:
    """Take a proposal as it was filled in; `words` read `item:7`, or `new:3:0` for one that is put in.

    Raises what is wrong with a field at the field.
    """
    coordinators_only(session, ask)
    what, _, about = ask.words.partition(":")
    if what == "item":
        item = correcting.item_of(session, about)
        draft = drafting.draft_by_id(session, str(item.draft_id))
        correcting.correct(session, item, _filled(ask), ask.act)
        return show_everywhere(session, draft, ask)
    key, _, place = about.partition(":")
    draft = drafting.draft_by_id(session, key)
    correcting.put_in(session, draft, _filled(ask), ask.act, words=_unread(draft, place))
    return show_everywhere(session, draft, ask)


def leave_out(session: Session, ask: Ask) -> Message:
    """Leave a proposal out of what will be added; `words` read `proposal:row`."""
    return _leave(session, ask, left_out=True)


def put_back(session: Session, ask: Ask) -> Message:
    """Take a proposal after all that had been left out; `words` read `proposal:row`."""
    return _leave(session, ask, left_out=False)


def _leave(session: Session, ask: Ask, *, left_out: bool) -> Message:
    coordinators_only(session, ask)
    key, _, first = ask.words.partition(":")
    item = correcting.item_of(session, key)
    draft = drafting.draft_by_id(session, str(item.draft_id))
    correcting.leave_out(item, ask.act, left_out=left_out)
    return show_everywhere(session, draft, ask, whole(first) or 1)


def _unread(draft: Draft, place: str) -> str | None:
    number = whole(place)
    return None if number is None or number >= len(draft.not_read) else str(draft.not_read[number]["words"])


def _filled(ask: Ask) -> Corrected:
    known = {body.value: body for body in Addressee}
    due = ask.filled("deadline_on")
    return Corrected(
        number=ask.filled("number"),
        kind=form_values.choice(ItemKind, ask.filled("kind") or ItemKind.RECOMMENDATION, field="kind"),
        text=_text(ask),
        addressed_to=frozenset(known[body] for body in ask.chosen("addressed_to") if body in known),
        register_number=ask.filled("register_number"),
        deadline_wording=ask.filled("deadline_wording"),
        deadline_on=form_values.day(due, field="deadline_on") if due else None,
        parent=ask.filled("parent"),
    )


def _text(ask: Ask) -> str:
    """Return the text from all its fields; a part that ends in a blank goes on in the same line."""
    text = ask.fields.get("text", "")
    for number in range(2, _MOST_FIELDS):
        more = ask.fields.get(f"{SPLIT}_{number}", "")
        if more.strip():
            text += more if text.endswith(" ") else f"\n{more}"
    return text
