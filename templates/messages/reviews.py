"""What can be said about reviews, and about meetings with and help from HMICFRS's Force Liaison Lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.enums import Rag, ReviewOutcome
from templates.filters import cap, label
from templates.messages import FormMessage, KeptMessage, Message
from templates.messages.items import ItemRow
from templates.messages.replies import rag_input
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
from templates.who import Who

MORE_MEETINGS = "liaison"


LEAD = "the Force Liaison Lead"


@dataclass(frozen=True)
class ReviewForm(FormMessage):
    """The form in which a three-monthly review is done; `rag` is the colour judged last."""

    row: ItemRow
    today: date
    due_on: date
    rag: Rag | None = None
    lead: str = LEAD

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which a review is done."""
        bare = translator.bare
        return (
            form("review", self.row.reference, "review_form", translator, form=self),
            Text(translator.say("review_form", "item", form=self)),
            SelectInput(
                "outcome",
                bare.say("review_form", "outcome"),
                tuple((str(each), cap(label(each))) for each in ReviewOutcome),
            ),
            rag_input(self.rag, translator, "review_form", optional=False),
            TextInput(
                "text", bare.say("review_form", "narrative"), hint=bare.say("review_form", "hint_narrative")
            ),
            ChoicesInput(
                "shared",
                bare.say("review_form", "shared"),
                (("yes", bare.say("review_form", "shared_tick", lead=self.lead)),),
                optional=True,
            ),
            FileInput(
                "files",
                bare.say("review_form", "files"),
                hint=bare.say("review_form", "hint_files"),
                optional=True,
            ),
        )


ReviewForm.EXAMPLE = ReviewForm(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 2), Rag.AMBER)


@dataclass(frozen=True)
class ReviewRow:
    """A review of an item; without an `outcome` it was answered in plain words, or not yet."""

    row: ItemRow
    due_on: date
    done_on: date | None = None
    outcome: ReviewOutcome | None = None
    rag: Rag | None = None
    shared_on: date | None = None


@dataclass(frozen=True)
class ReviewList(Message):
    """The reviews that fall due from `begins_on` up to `ends_on`: missed, only updated, still to come, and done.

    The numbers count them all; the rows may be the first of many. `shares` says whether the reader may mark one
    as shared.
    """

    begins_on: date
    ends_on: date
    today: date
    missed: tuple[ReviewRow, ...]
    to_come: tuple[ReviewRow, ...]
    done: tuple[ReviewRow, ...]
    missed_number: int
    to_come_number: int
    done_number: int
    shares: bool = False
    lead: str = LEAD
    updated: tuple[ReviewRow, ...] = ()
    updated_number: int = 0

    def layout(self, translator: Translator) -> Parts:
        """Return the reviews of a quarter: missed ones first, then those only updated, to come, and done."""
        lines = [
            *(_review(row, "missed", self, translator) for row in self.missed),
            *(_review(row, "updated", self, translator) for row in self.updated),
            *(_review(row, "to_come", self, translator) for row in self.to_come),
            *(_review(row, "done", self, translator) for row in self.done),
        ]
        return (
            Heading(translator.bare.say("review_list", "title", reviews=self)),
            Text(translator.say("review_list", "sum" if lines else "none", reviews=self)),
            *([Items(tuple(lines), more="why reviews missed")] if lines else ()),
            Note(translator.say("review_list", "footer")),
        )


ReviewList.EXAMPLE = ReviewList(
    date(2022, 10, 1),
    date(2022, 12, 31),
    date(2022, 12, 2),
    missed=(ReviewRow(ItemRow.EXAMPLE, date(2022, 11, 2)),),
    to_come=(ReviewRow(ItemRow.EXAMPLE, date(2022, 12, 20)),),
    done=(
        ReviewRow(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 1), ReviewOutcome.AT_RISK, Rag.AMBER),
    ),
    missed_number=1,
    to_come_number=1,
    done_number=1,
    updated=(ReviewRow(replace(ItemRow.EXAMPLE, reference="9962"), date(2022, 11, 3)),),
    updated_number=1,
)


def _review(line: ReviewRow, key: str, message: ReviewList, translator: Translator) -> ItemLine:
    reference = line.row.reference
    can_share = message.shares and line.done_on is not None and line.shared_on is None
    action = "review_shared" if can_share else "show"
    return ItemLine(
        translator.say("review_list", key, line=line, reviews=message), buttons=(button(action, reference),)
    )


@dataclass(frozen=True)
class MeetingForm(FormMessage):
    """The form in which a meeting with the Force Liaison Lead is recorded.

    `items` can be chosen, `chosen` are those chosen already. `request` is the number of the request for help that
    the meeting answers.
    """

    items: tuple[ItemRow, ...]
    chosen: tuple[str, ...]
    today: date
    lead: str = LEAD
    request: int | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which a meeting with the lead is recorded."""
        bare = translator.bare
        options = tuple((row.reference, bare.say("item", "brief", item=row)) for row in self.items)
        example = ", ".join(self.chosen) or (self.items[0].reference if self.items else "10618")
        return (
            form("met_fll", str(self.request or ""), "meeting_form", translator, example=example),
            DateInput("held_on", bare.say("meeting_form", "held_on"), given=self.today),
            TextInput(
                "lead",
                bare.say("meeting_form", "lead"),
                hint=bare.say("meeting_form", "hint_lead"),
                given=self.lead,
                multiline=False,
            ),
            ChoicesInput("items", bare.say("meeting_form", "items"), options, given=self.chosen),
            TextInput(
                "agreed", bare.say("meeting_form", "agreed"), hint=bare.say("meeting_form", "hint_agreed")
            ),
        )


MeetingForm.EXAMPLE = MeetingForm((ItemRow.EXAMPLE,), (ItemRow.EXAMPLE.reference,), date(2022, 12, 2))


@dataclass(frozen=True)
class MeetingRecorded(KeptMessage):
    """A meeting as it was recorded; `agreed` is None for a reader who may not see it. `of` is the owner."""

    references: tuple[str, ...]
    of: Who
    held_on: date
    lead: str
    agreed: str | None
    by: Who
    today: date

    def about(self) -> tuple[str, ...]:
        """Return the items that were talked about."""
        return self.references

    def layout(self, translator: Translator) -> Parts:
        """Return a meeting, with what was agreed where the reader may see it."""
        told = "hidden" if self.agreed is None else "agreed"
        return (
            Text(translator.say("meeting_recorded", "title", meeting=self)),
            Text(translator.say("meeting_recorded", told)),
            *((Quote(translator.lines(self.agreed), MORE_MEETINGS),) if self.agreed else ()),
            Note(translator.say("meeting_recorded", "footer", meeting=self)),
        )


MeetingRecorded.EXAMPLE = MeetingRecorded(
    ("10618", "9962"),
    Who.EXAMPLE,
    date(2022, 12, 1),
    "Ruth Adeyemi",
    "The audit of November counts; the dip sample is shared by the end of January.",
    Who.EXAMPLE,
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class HelpForm(FormMessage):
    """The form in which the Force Liaison Lead is asked for help with an item."""

    row: ItemRow
    today: date
    lead: str = LEAD

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which the lead is asked for help."""
        bare = translator.bare
        return (
            form("ask_fll", self.row.reference, "help_form", translator, form=self),
            Text(translator.say("help_form", "item", form=self)),
            TextInput(
                "text",
                bare.say("help_form", "text"),
                hint=bare.say("help_form", "hint_text", lead=self.lead),
            ),
        )


HelpForm.EXAMPLE = HelpForm(ItemRow.EXAMPLE, date(2022, 12, 2))


@dataclass(frozen=True)
class HelpWanted(KeptMessage):
    """That help of the Force Liaison Lead is asked for, as each `reader` sees it.

    `text` is None for the lead, who belongs to HMICFRS and reads neither the words nor anything else of the item
    here, and so are its other particulars not said. `passes_on` says that coordinators have to tell the lead.
    """

    request: int
    reference: str
    report: str
    by: Who
    asked_on: date
    today: date
    reader: Literal["asker", "coordinator", "lead"]
    text: str | None = None
    lead: str = LEAD
    passes_on: bool = False
    answered_on: date | None = None
    answered_by: Who | None = None

    def about(self) -> tuple[str, ...]:
        """Return the item for which help is asked."""
        return (self.reference,)

    def layout(self, translator: Translator) -> Parts:
        """Return that help is asked for; with the words and the buttons for those who may see and press them."""
        is_open = self.answered_on is None
        lead = self.reader == "lead"
        answered = () if is_open else (Text(translator.say("help_wanted", "answered", help=self)),)
        footer = "footer_lead" if lead else "footer" if is_open else None
        return (
            Text(translator.say("help_wanted", self.reader, help=self)),
            *((Quote(translator.lines(self.text), f"show {self.reference}"),) if self.text else ()),
            *answered,
            *([_help_buttons(self.request)] if is_open and not lead else ()),
            *([Note(translator.say("help_wanted", footer))] if footer else ()),
        )


HelpWanted.EXAMPLE = HelpWanted(
    5,
    "10618",
    "Crimes against older people",
    Who.EXAMPLE,
    date(2022, 12, 2),
    date(2022, 12, 2),
    "coordinator",
    "May we count the regional audit as ours?",
)


@dataclass(frozen=True)
class Liaison(Message):
    """What is open with the Force Liaison Lead, and the meetings of the last year, as far as the reader may see."""

    today: date
    requests: tuple[HelpWanted, ...]
    meetings: tuple[MeetingRecorded, ...]
    lead: str = LEAD

    def layout(self, translator: Translator) -> Parts:
        """Return the open requests with their buttons, and the meetings with what was agreed."""
        requests = [
            ItemLine(
                translator.say("liaison", "request", help=each, liaison=self),
                quote=translator.lines(each.text) if each.text else None,
                buttons=_help_buttons(each.request).buttons,
            )
            for each in self.requests
        ]
        meetings = [
            ItemLine(
                translator.say("liaison", "meeting", meeting=each),
                quote=translator.lines(each.agreed) if each.agreed else None,
            )
            for each in self.meetings
        ]
        return (
            Heading(translator.bare.say("liaison", "title", liaison=self)),
            *_listed("requests", requests, self, translator),
            *_listed("meetings", meetings, self, translator),
            Note(translator.say("liaison", "footer")),
        )


Liaison.EXAMPLE = Liaison(date(2022, 12, 2), (HelpWanted.EXAMPLE,), (MeetingRecorded.EXAMPLE,))


def _listed(key: str, lines: Sequence[ItemLine], message: Liaison, translator: Translator) -> Parts:
    if not lines:
        return (Text(translator.say("liaison", f"no_{key}")),)
    return (Text(translator.say("liaison", key, liaison=message)), Items(tuple(lines), more="show"))


def _help_buttons(request: int) -> Buttons:
    return Buttons((button("help_given", str(request)), button("help_met", str(request))))
