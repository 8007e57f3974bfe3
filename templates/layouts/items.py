"""The shape of lists, of one item, and of where the register stands."""

from collections.abc import Iterator
from datetime import date

from models.enums import OUTSTANDING
from templates.messages.items import Count, ItemDetail, ItemList, ItemRow, Totals
from templates.parts import (
    Button,
    Buttons,
    Facts,
    Heading,
    ItemLine,
    Items,
    Note,
    Part,
    Parts,
    Quote,
    Table,
    Text,
)
from templates.translator import Translator, button

OWNED_BY_THE_READER = frozenset({"mine"})
"""Lists in which naming the owner in every line would say nothing."""


def overdue(row: ItemRow, today: date) -> bool:
    """Say whether the deadline has passed while the force has still to act."""
    is_past = row.deadline_on is not None and row.deadline_on < today
    return is_past and row.for_force and row.status in OUTSTANDING


def item_list(message: ItemList, translator: Translator) -> Parts:
    """Return the page of rows with its buttons, or one sentence if there are none."""
    if not message.rows:
        return (Text(translator.say("item_list", f"empty_{message.about}", list=message)),)
    return (
        Heading(translator.bare.say("item_list", f"title_{message.about}", list=message)),
        *rows(message, translator),
    )


def rows(message: ItemList, translator: Translator) -> Parts:
    """Return the rows of a list, where they stand in it, and the buttons to leaf through it or change it."""
    owned = message.about not in OWNED_BY_THE_READER
    last = message.first + len(message.rows) - 1
    lines = tuple(item_line(row, message.today, translator, owned=owned) for row in message.rows)
    footer = Note(translator.say("item_list", "footer", list=message, last=last))
    pages = tuple(_pages(message, translator))
    return (Items(lines, more="/rec status"), footer, *([Buttons(pages)] if pages else ()))


def item_line(row: ItemRow, today: date, translator: Translator, *, owned: bool = True) -> ItemLine:
    """Return one item as a line of a list; `owned` lines name the owner."""
    words = translator.say("item", "line", item=row, today=today, owned=owned, overdue=overdue(row, today))
    return ItemLine(words, buttons=(button("show", row.reference),))


def _pages(message: ItemList, translator: Translator) -> Iterator[Button]:
    if message.previous_page is not None:
        yield button("page_previous", message.previous_page)
    if message.next_page is not None:
        yield button("page_next", message.next_page)
    if message.change_all is not None:
        label = translator.bare.say("item_list", "change_all", list=message)
        yield button("change_all", message.change_all, label=label)


def totals(message: Totals, translator: Translator) -> Parts:
    """Return the open items by kind with their sum, and what presses."""

    def bare(block: str) -> str:
        return translator.bare.say("totals", block, totals=message)

    figures = (
        ("overdue", message.overdue),
        ("due", message.due_soon),
        ("red", message.red),
        ("unallocated", message.unallocated),
        ("waiting", message.waiting_for_hmicfrs),
        ("watched", message.watched),
    )
    meeting = "committee_on" if message.next_committee_on else "no_committee"
    return (
        Heading(bare("title")),
        by_kind(message.open_by_kind, "totals", translator, totals=message),
        Facts(
            (
                *((bare(block), f"{number:,}") for block, number in figures),
                (bare("committee"), translator.say("totals", meeting, totals=message)),
            )
        ),
        Note(translator.say("totals", "footer", totals=message)),
    )


def by_kind(counts: tuple[Count, ...], template: str, translator: Translator, **facts: object) -> Table:
    """Return the table of open items by kind with a last line that is their sum, in the words of `template`."""
    total = sum(count.number for count in counts)
    bare = translator.bare
    return Table(
        (bare.say(template, "kind"), bare.say(template, "number")),
        (
            *((bare.say("item", "kinds", kind=count.kind), f"{count.number:,}") for count in counts),
            (bare.say(template, "sum"), f"{total:,}"),
        ),
        caption=bare.say(template, "caption", **facts),
        numbers=frozenset({1}),
    )


def item_detail(message: ItemDetail, translator: Translator) -> Parts:
    """Return one item: its words, its facts, what was recorded, and what can be done."""
    row, show = message.row, f"/rec show {message.row.reference}"
    heading = Heading(translator.bare.say("item_detail", "title", item=message))
    words: Part = (
        Quote(translator.lines(row.text)) if message.full else Text(translator.say("item", "words", item=row))
    )
    statements = tuple(
        ItemLine(
            translator.say("item_detail", "statement", item=message, statement=statement),
            quote=translator.lines(statement.text) if statement.text.strip() else None,
            buttons=tuple(button(action, str(statement.number)) for action in statement.can_do),
        )
        for statement in message.statements
    )
    can_do = tuple(button(action, row.reference) for action in message.can_do)
    if not message.full:
        can_do = (*can_do, button("show", row.reference))
    return (
        heading,
        words,
        Facts(tuple(_facts(message, translator))),
        Text(translator.say("item_detail", "recorded", item=message)),
        *([Items(statements, more=None if message.full else show)] if statements else ()),
        *([Buttons(can_do)] if can_do else ()),
        *(() if message.full else [Note(translator.say("item_detail", "footer", item=message))]),
    )


def _facts(message: ItemDetail, translator: Translator) -> Iterator[tuple[str, str]]:
    late = overdue(message.row, message.today)
    first = (
        ("status", "status_is", True),
        ("rag", "rag_is", message.row.rag),
        ("deadline", "deadline_is" if message.row.deadline_on else "no_deadline", True),
        ("moved", "moved_is", message.deadline_moves and message.original_deadline_on),
        ("asked", "asked_is", message.row.asked_to),
        ("review", "review_is", message.row.review_due_on),
        ("found", "found_is", message.found and message.found.outcome),
        ("help_wanted", "help_wanted_is", message.help_wanted),
        ("met", "met_is", message.last_meeting),
        ("owner", "owner_is", True),
        ("team", "team_is", message.team),
        ("disowned", "disowned_is", message.row.disowned_on),
        ("resting", "resting_is", message.row.resting_until),
    )
    last = (
        ("addressed", "addressed_is", message.addressed_to),
        ("report", "report_is", True),
        ("parent", "parent_is", message.parent),
        ("children", "children_is", message.children),
        ("notes", "notes_is", message.notes and message.full),
        ("kept", "held_is", message.held_on),
        ("kept", "erased_is", message.erased_on),
        ("kept", "erase_is", message.erase_on),
    )

    def said(*facts: tuple[str, str, object]) -> Iterator[tuple[str, str]]:
        for label, block, there in facts:
            if there:
                yield (
                    translator.bare.say("item_detail", label),
                    translator.say("item_detail", block, item=message, overdue=late),
                )

    yield from said(*first)
    for each in message.filed:
        yield each.label, translator.say("item_detail", "filed_is", filed=each)
    yield from said(*last)
