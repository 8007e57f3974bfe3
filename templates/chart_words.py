"""The picture of the summary: its words, those that say all that it shows, and its bars."""

from dataclasses import dataclass
from datetime import date

from models.enums import ItemKind
from templates.filters import cap, day, kinds
from templates.messages.summary_parts import OpenOn, RagCount
from templates.parts import Chart
from templates.translator import PLAIN, Translator

KINDS = tuple(ItemKind)
SPELT_OUT = 12
"""Meetings whose totals the words name one by one; of more than these, the least and the most."""


@dataclass(frozen=True)
class PictureWords:
    """All words of a picture, bare: `kinds` in the order of the kinds, `colours` in that of the counts."""

    title: str
    as_of: str
    over_time: str
    by_rag: str
    kinds: tuple[str, ...]
    colours: tuple[str, ...]
    alt: str


def picture_words(
    history: tuple[OpenOn, ...], rag: tuple[RagCount, ...], translator: Translator = PLAIN
) -> PictureWords:
    """Return the words of the picture of `history`, which is in the order of its dates, and of `rag`."""

    def say(key: str, **facts: object) -> str:
        return translator.say("summary_posted", key, **facts)

    return PictureWords(
        title=say("title"),
        as_of=say("as_of", on=history[-1].on) if history else "",
        over_time=say("over_time"),
        by_rag=say("by_rag"),
        kinds=tuple(cap(kinds(kind)) for kind in KINDS),
        colours=tuple(say("rag", rag=count.rag) for count in rag),
        alt=alt(history, rag, translator),
    )


def alt(history: tuple[OpenOn, ...], rag: tuple[RagCount, ...], translator: Translator = PLAIN) -> str:
    """Return in words, with every number, what the picture shows."""

    def say(key: str, **facts: object) -> str:
        return translator.say("summary_posted", key, **facts)

    def by_kind(point: OpenOn) -> list[str]:
        return [
            say("alt_kind", number=number, kind=kind)
            for kind, number in zip(KINDS, point.by_kind, strict=True)
        ]

    if not history or not any(sum(point.by_kind) for point in history):
        return say("alt_nothing")
    first, *middle = history[:-1] or history
    last = history[-1]
    totals = [sum(point.by_kind) for point in middle]
    between = [
        say("alt_between", number=number, on=point.on) for number, point in zip(totals, middle, strict=True)
    ]
    if len(between) > SPELT_OUT:
        between = [say("alt_between_long", least=min(totals), most=max(totals))]
    return say(
        "alt",
        history=history,
        last=last,
        sum_first=sum(first.by_kind),
        kinds_first=by_kind(first),
        sum_last=sum(last.by_kind),
        kinds_last=by_kind(last),
        between=between,
        colours=[say("alt_colour", number=len(count.references), rag=count.rag) for count in rag],
    )


def bars(history: tuple[OpenOn, ...], words: PictureWords) -> Chart | None:
    """Return the open items of each kind at the last meetings, for a surface to draw; None if there were none."""
    shown = history[-SPELT_OUT:]
    if not any(sum(point.by_kind) for point in shown):
        return None
    return Chart(
        words.over_time,
        _along([point.on for point in shown]),
        tuple(
            (kind, tuple(point.by_kind[place] for point in shown)) for place, kind in enumerate(words.kinds)
        ),
    )


def _along(days: list[date]) -> tuple[str, ...]:
    """Return the days of an axis as `30/9`, for which a phone has room; with years where two would be alike."""
    short = tuple(f"{each.day}/{each.month}" for each in days)
    return short if len(set(short)) == len(short) else tuple(map(short_day, days))


def short_day(on: date) -> str:
    """Return a date without its weekday, for the axis: `8 Dec 2022`."""
    return day(on).partition(" ")[2]
