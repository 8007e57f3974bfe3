"""The shape of what stands behind the summary: the list of a number, what changed, and the committee's dates."""

from collections.abc import Iterator
from datetime import timedelta

from models.committee.figure_table import BY_REPORT, CHANGES, FIGURES, CountedOn
from templates.filters import LABELS, kinds
from templates.layouts.items import item_line
from templates.layouts.summary_matters import (
    Teller,
    by_report,
    dates_moved,
    owners_changed,
    quiet,
    signed,
)
from templates.messages.items import ItemRow
from templates.messages.summary_lists import Changes, CommitteeCalendar, Sitting, Why
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Note, Parts, Section, Sections, Text
from templates.translator import Translator


def why(message: Why, translator: Translator) -> Parts:
    """Return the list behind a number: what the number counts, between which days, and its items."""

    def say(block: str, **facts: object) -> str:
        return translator.say("why", block, why=message, **facts)

    number = signed(message.number) if message.total_less else f"{message.number:,}"
    name = translator.bare.say("figure", message.figure)
    title = translator.bare.say("why", "title", why=message, name=name, number=number)
    means = translator.say("figure", f"{message.figure}_means")
    pages = tuple(_pages(message))
    printed = _printed(message, translator)
    return (
        Heading(title),
        Text(f"{say('means', means=means)} {_when(message, translator)}"),
        *((Text(printed),) if printed else ()),
        *((Text(say("counted")),) if message.less else ()),
        *(_items(message.rows, message, translator) if message.rows else (Text(say("none")),)),
        *((Text(say("less")), *_items(message.less, message, translator)) if message.less else ()),
        Note(say("footer", last=message.first + len(message.rows) - 1)),
        *((Buttons(pages),) if pages else ()),
    )


def _printed(message: Why, translator: Translator) -> str | None:
    """Return the sentence on what a paper made elsewhere printed, if the figure rests on one."""
    if message.printed is None and not message.not_printed:
        return None
    block = "printed_in_part" if message.not_printed else "printed"
    return translator.say(
        *("why", "not_printed" if message.printed is None else block),
        why=message,
        not_printed=[kinds(kind) for kind in message.not_printed],
        difference=signed(message.total - (message.printed or 0)),
    )


def _items(rows: tuple[ItemRow, ...], message: Why, translator: Translator) -> tuple[Items]:
    return (Items(tuple(item_line(row, message.until, translator) for row in rows)),)


def _when(message: Why, translator: Translator) -> str:
    first = message.since + timedelta(days=1) if message.since else None
    block = "on"
    match FIGURES[message.figure].counted_on:
        case CountedOn.LAST_CUT_OFF if message.since:
            block = "on_opening"
        case CountedOn.PERIOD:
            block = "between" if message.since else "so_far"
    return translator.say("why", block, why=message, first=first)


def _pages(message: Why) -> Iterator[Button]:
    if message.previous_page is not None:
        yield Button("why:previous", message.previous_page, LABELS["button"]["page_previous"])
    if message.next_page is not None:
        yield Button("why:next", message.next_page, LABELS["button"]["page_next"])


def changes(message: Changes, translator: Translator) -> Parts:
    """Return what changed since the last meeting, each matter with its number; what did not is named at the end."""
    tell = Teller(translator, message.until, None)
    found: list[tuple[str, Section | None]] = [
        *((name, by_report(name, getattr(message, name), tell)) for name in BY_REPORT if name in CHANGES),
        ("dates_moved", dates_moved(message.dates_moved, tell)),
        ("owners_changed", owners_changed(message.owners_changed, tell)),
        ("quiet", quiet(message.quiet, tell)),
    ]
    names = tuple(tell.name(name) for name, matter in found if matter is None)
    first = message.since + timedelta(days=1) if message.since else None
    return (
        Heading(translator.bare.say("changes", "title", changes=message)),
        Text(translator.say("changes", "lead", changes=message, first=first)),
        Sections(
            (
                *(matter for _, matter in found if matter is not None),
                *((Section(tell.say("nothing", names=names)),) if names else ()),
            )
        ),
        Note(translator.say("changes", "footer")),
    )


def committee_calendar(message: CommitteeCalendar, translator: Translator) -> Parts:
    """Return each meeting with its paper's deadline, cut-off and summary: those ahead, then the latest past."""

    def say(block: str, **facts: object) -> str:
        return translator.say("committee_calendar", block, calendar=message, **facts)

    def lines(sitting: Sitting) -> tuple[str, ...]:
        return tuple(f"• {say(block, sitting=sitting)}" for block in ("paper", "cut_off", "digest"))

    heading = Heading(translator.bare.say("committee_calendar", "title"))
    if not message.meetings:
        return (heading, Text(say("none")))
    ahead = [each for each in message.meetings if each.dates.held_on >= message.today]
    past = [each for each in reversed(message.meetings) if each.dates.held_on < message.today]
    meetings = tuple(
        ItemLine("\n".join((say("held_on", sitting=sitting), *lines(sitting)))) for sitting in (*ahead, *past)
    )
    return (heading, Items(meetings), Note(say("footer")))
