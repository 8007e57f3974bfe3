"""The shape of reviews, and of meetings with and help from HMICFRS's Force Liaison Lead."""

from collections.abc import Sequence

from models.enums import ReviewOutcome
from templates.filters import cap, label
from templates.layouts.replies import rag_input
from templates.messages.progress import (
    HelpForm,
    HelpWanted,
    Liaison,
    MeetingForm,
    MeetingRecorded,
    ReviewForm,
    ReviewList,
    ReviewRow,
)
from templates.parts import (
    Buttons,
    ChoicesInput,
    DateInput,
    FileInput,
    Heading,
    ItemLine,
    Items,
    Note,
    Parts,
    Quote,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form

MORE_MEETINGS = "/rec liaison"


def review_form(message: ReviewForm, translator: Translator) -> Parts:
    """Return the form in which a review is done."""
    bare = translator.bare
    return (
        form("review", message.row.reference, "review_form", translator, form=message),
        Text(translator.say("review_form", "item", form=message)),
        SelectInput(
            "outcome",
            bare.say("review_form", "outcome"),
            tuple((str(each), cap(label(each))) for each in ReviewOutcome),
        ),
        rag_input(message.rag, translator, "review_form", optional=False),
        TextInput(
            "text", bare.say("review_form", "narrative"), hint=bare.say("review_form", "hint_narrative")
        ),
        ChoicesInput(
            "shared",
            bare.say("review_form", "shared"),
            (("yes", bare.say("review_form", "shared_tick", lead=message.lead)),),
            optional=True,
        ),
        FileInput(
            "files",
            bare.say("review_form", "files"),
            hint=bare.say("review_form", "hint_files"),
            optional=True,
        ),
    )


def review_list(message: ReviewList, translator: Translator) -> Parts:
    """Return the reviews of a quarter: missed ones first, then what is to come, then what was done."""
    lines = [
        *(_review(row, "missed", message, translator) for row in message.missed),
        *(_review(row, "to_come", message, translator) for row in message.to_come),
        *(_review(row, "done", message, translator) for row in message.done),
    ]
    return (
        Heading(translator.bare.say("review_list", "title", reviews=message)),
        Text(translator.say("review_list", "sum" if lines else "none", reviews=message)),
        *([Items(tuple(lines), more="/rec why reviews missed")] if lines else ()),
        Note(translator.say("review_list", "footer")),
    )


def _review(line: ReviewRow, block: str, message: ReviewList, translator: Translator) -> ItemLine:
    reference = line.row.reference
    can_share = message.shares and line.done_on is not None and line.shared_on is None
    action = "review_shared" if can_share else "show"
    return ItemLine(
        translator.say("review_list", block, line=line, reviews=message), buttons=(button(action, reference),)
    )


def meeting_form(message: MeetingForm, translator: Translator) -> Parts:
    """Return the form in which a meeting with the lead is recorded."""
    bare = translator.bare
    options = tuple((row.reference, bare.say("item", "brief", item=row)) for row in message.items)
    example = ", ".join(message.chosen) or (message.items[0].reference if message.items else "10618")
    return (
        form("met_fll", str(message.request or ""), "meeting_form", translator, example=example),
        DateInput("held_on", bare.say("meeting_form", "held_on"), given=message.today),
        TextInput(
            "lead",
            bare.say("meeting_form", "lead"),
            hint=bare.say("meeting_form", "hint_lead"),
            given=message.lead,
            multiline=False,
        ),
        ChoicesInput("items", bare.say("meeting_form", "items"), options, given=message.chosen),
        TextInput("agreed", bare.say("meeting_form", "agreed"), hint=bare.say("meeting_form", "hint_agreed")),
    )


def meeting_recorded(message: MeetingRecorded, translator: Translator) -> Parts:
    """Return a meeting, with what was agreed where the reader may see it."""
    told = "hidden" if message.agreed is None else "agreed"
    return (
        Text(translator.say("meeting_recorded", "title", meeting=message)),
        Text(translator.say("meeting_recorded", told)),
        *((Quote(translator.lines(message.agreed), MORE_MEETINGS),) if message.agreed else ()),
        Note(translator.say("meeting_recorded", "footer", meeting=message)),
    )


def help_form(message: HelpForm, translator: Translator) -> Parts:
    """Return the form in which the lead is asked for help."""
    bare = translator.bare
    return (
        form("ask_fll", message.row.reference, "help_form", translator, form=message),
        Text(translator.say("help_form", "item", form=message)),
        TextInput(
            "text",
            bare.say("help_form", "text"),
            hint=bare.say("help_form", "hint_text", lead=message.lead),
        ),
    )


def help_wanted(message: HelpWanted, translator: Translator) -> Parts:
    """Return that help is asked for; with the words and the buttons for those who may see and press them."""
    is_open = message.answered_on is None
    lead = message.reader == "lead"
    answered = () if is_open else (Text(translator.say("help_wanted", "answered", help=message)),)
    footer = "footer_lead" if lead else "footer" if is_open else None
    return (
        Text(translator.say("help_wanted", message.reader, help=message)),
        *((Quote(translator.lines(message.text), f"/rec show {message.reference}"),) if message.text else ()),
        *answered,
        *([_help_buttons(message.request)] if is_open and not lead else ()),
        *([Note(translator.say("help_wanted", footer))] if footer else ()),
    )


def liaison(message: Liaison, translator: Translator) -> Parts:
    """Return the open requests with their buttons, and the meetings with what was agreed."""
    requests = [
        ItemLine(
            translator.say("liaison", "request", help=each, liaison=message),
            quote=translator.lines(each.text) if each.text else None,
            buttons=_help_buttons(each.request).buttons,
        )
        for each in message.requests
    ]
    meetings = [
        ItemLine(
            translator.say("liaison", "meeting", meeting=each),
            quote=translator.lines(each.agreed) if each.agreed else None,
        )
        for each in message.meetings
    ]
    return (
        Heading(translator.bare.say("liaison", "title", liaison=message)),
        *_listed("requests", requests, message, translator),
        *_listed("meetings", meetings, message, translator),
        Note(translator.say("liaison", "footer")),
    )


def _listed(block: str, lines: Sequence[ItemLine], message: Liaison, translator: Translator) -> Parts:
    if not lines:
        return (Text(translator.say("liaison", f"no_{block}")),)
    return (Text(translator.say("liaison", block, liaison=message)), Items(tuple(lines), more="/rec show"))


def _help_buttons(request: int) -> Buttons:
    return Buttons((button("help_given", str(request)), button("help_met", str(request))))
