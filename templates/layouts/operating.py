"""The shape of what is said to whoever runs Reckoner."""

from templates.messages.operating import Examination, Failed, LedgerCheck
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Voice, button


def ledger_check(message: LedgerCheck, voice: Voice) -> Parts:
    """Return whether the ledger holds, and if not, everything that does not fit and what to do."""
    say = voice.say
    heading = Heading(voice.bare.say("ledger_check", "title", check=message))
    facts = Text(say("ledger_check", "facts", check=message))
    if message.holds:
        return (heading, facts)
    found = tuple(
        say("ledger_check", name, numbers=numbers)
        for name in ("broken_at", "unsealed", "strangers", "erased_otherwise")
        if (numbers := getattr(message, name))
    )
    return (heading, facts, Lines(found), Text(say("ledger_check", "remedy")))


def examination(message: Examination, voice: Voice) -> Parts:
    """Return every finding, in the order in which it was looked at, and what is to be done where it is not well."""
    say = voice.say
    lines = tuple(
        say(
            "examination",
            "line",
            finding=finding,
            words=say("examination", f"{finding.place}_{finding.state}", **finding.facts),
        )
        for finding in message.findings
    )
    return (
        Heading(voice.bare.say("examination", "title", examination=message)),
        Lines(lines),
    )


def failed(message: Failed, voice: Voice) -> Parts:
    """Return what could not be sent, each with *Send again* and *Let it be*, or that nothing failed."""
    if not message.rows:
        return (Text(voice.say("failed", "nothing")),)
    lines = tuple(
        ItemLine(
            voice.say("failed", "line", row=row, failed=message),
            buttons=(button("send_again", str(row.number)), button("let_be", str(row.number))),
        )
        for row in message.rows
    )
    return (
        Heading(voice.bare.say("failed", "title", failed=message)),
        Text(voice.say("failed", "body")),
        Items(lines),
        *((Note(voice.say("failed", "footer")),) if message.more else ()),
    )
