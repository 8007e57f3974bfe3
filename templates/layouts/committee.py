"""The shape of what the committee is given in chat."""

from templates.layouts.items import by_kind
from templates.messages import Digest, ItemRow, ReportCount
from templates.parts import Heading, Lines, Note, Parts, Text
from templates.words import Voice

OVERDUE = "/rec status overdue"
DUE = "/rec status due"


def digest(message: Digest, voice: Voice) -> Parts:
    """Return the register in figures, each with the references that it counts; no words of any item."""

    def say(block: str, **facts: object) -> str:
        return voice.say("digest", block, digest=message, **facts)

    def moved(block: str, reports: tuple[ReportCount, ...]) -> Lines:
        number = sum(report.number for report in reports)
        lines = tuple(say("report", report=report) for report in reports)
        return Lines((say(block, number=number), *(f"• {line}" for line in lines)))

    def listed(block: str, rows: tuple[ItemRow, ...], line: str, more: str | None = None) -> Parts:
        if not rows:
            return (Text(say(f"no_{block}")),)
        lines = tuple(f"• {say(line, item=row)}" for row in rows)
        return (Lines((say(block, number=len(rows)), *lines), more),)

    movements = {
        "signed_off": message.signed_off,
        "added": message.added,
        "added_for_others": message.added_for_others,
        "ended_otherwise": message.ended_otherwise,
        "reopened": message.reopened,
    }
    unmoved = tuple(say(f"no_{block}") for block, reports in movements.items() if not reports)
    return (
        Heading(voice.bare.say("digest", "title", digest=message)),
        by_kind(message.open_by_kind, "digest", voice, digest=message),
        Text(say("watched")),
        Text(say("since")),
        *(moved(block, reports) for block, reports in movements.items() if reports),
        *([Lines(unmoved)] if unmoved else ()),
        *listed("overdue", message.overdue, "due_line", OVERDUE),
        *listed("due", message.due, "due_line", DUE),
        *listed("reviews", message.reviews_missed, "missed_line"),
        Note(say("footer")),
    )
