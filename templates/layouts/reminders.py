"""The shape of reminders and of what is escalated."""

from collections.abc import Iterator
from datetime import date

from models.enums import Audience, ReminderReason
from templates.messages.reminders import BoardEscalation, Escalation, Reminder, ReminderLine
from templates.parts import Button, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button

YOURS = "/rec"
OVERDUE = "/rec status overdue"
REMINDED_TO = ("update", "add_evidence", "extend", "not_mine", "snooze")
"""What can be done with an item of which somebody is reminded, by the names of the buttons."""

REVIEW_WHYS = frozenset({ReminderReason.REVIEW_OPENS, ReminderReason.REVIEW_DUE, ReminderReason.REVIEW_LATE})
"""Where one of these is why, the review can be done as well."""


def reminder(message: Reminder, translator: Translator) -> Parts:
    """Return everything one owner is reminded of: each item with every reason, and what to do."""
    waiting = [line for line in message.lines if not (line.answered or line.disowned_on)]
    references = [line.row.reference for line in waiting]
    facts = {"reminder": message, "open": len(waiting)}
    lines = tuple(
        ItemLine(
            translator.say(
                "reminder",
                "line",
                line=line,
                reasons=_reasons(line, message.today, translator),
                ahead=_ahead(line, message.today, translator),
                **facts,
            ),
            buttons=() if line.answered else _recording(line),
        )
        for line in message.lines
    )
    example = references[0] if references else None
    return (
        Heading(translator.bare.say("reminder", "title", references=references, **facts)),
        *([Text(translator.say("reminder", "body", example=example, **facts))] if waiting else ()),
        Items(lines, more=YOURS),
        Note(translator.say("reminder", "footer", **facts)),
    )


def escalation(message: Escalation, translator: Translator) -> Parts:
    """Return what owners have not answered, and what has no owner."""
    lines = tuple(
        ItemLine(
            translator.say(
                "escalation",
                "line",
                line=line,
                reasons=_reasons(line, message.today, translator),
                ahead=_ahead(line, message.today, translator),
                escalation=message,
            ),
            buttons=(button("show", line.row.reference),),
        )
        for line in message.lines
    )
    references = [line.row.reference for line in message.lines if not line.answered]
    lead = "_lead" if message.audience is Audience.PORTFOLIO_LEAD else ""
    return (
        Heading(translator.bare.say("escalation", "title", escalation=message, references=references)),
        *([Text(translator.say("escalation", f"body{lead}", example=references[0]))] if references else ()),
        Items(lines, more=OVERDUE),
        Note(
            translator.say("escalation", f"footer{lead}", owned=any(line.row.owner for line in message.lines))
        ),
    )


def board_escalation(message: BoardEscalation, translator: Translator) -> Parts:
    """Return what a board is told in its channel."""
    references = [row.reference for row in message.rows]
    lines = tuple(
        translator.say("board_escalation", "line", row=row, today=message.today) for row in message.rows
    )
    return (
        Heading(translator.bare.say("board_escalation", "title", board=message, references=references)),
        Lines(lines, more=OVERDUE),
        Note(
            translator.say(
                "board_escalation",
                "footer",
                references=references,
                owned=any(row.owner for row in message.rows),
            )
        ),
    )


def _reasons(line: ReminderLine, today: date, translator: Translator) -> tuple[str, ...]:
    return tuple(_said(line, today, translator))


def _said(line: ReminderLine, today: date, translator: Translator) -> Iterator[str]:
    for why in line.whys:
        yield translator.say(
            "reason",
            why.replace(" ", "_"),
            today=today,
            deadline_on=line.row.deadline_on,
            review_on=line.review_on or line.row.review_due_on,
        )


def _ahead(line: ReminderLine, today: date, translator: Translator) -> str:
    """Return who is told next unless somebody answers; empty where nobody is."""
    return translator.say("reminder", "ahead", rungs=line.ahead, today=today) if line.ahead else ""


def _recording(line: ReminderLine) -> tuple[Button, ...]:
    row = line.row
    needless = {
        "extend": row.deadline_on is None or row.asked_to is not None,
        "snooze": line.resting_until is not None,
        "not_mine": line.disowned_on is not None,
    }
    review = ("review",) if REVIEW_WHYS.intersection(line.whys) else ()
    return tuple(
        button(action, row.reference) for action in (*REMINDED_TO, *review) if not needless.get(action)
    )
