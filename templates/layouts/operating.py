"""The shape of what is said to whoever runs Reckoner."""

from templates.messages.operating import Examination, Failed, LedgerCheck
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button


def ledger_check(message: LedgerCheck, translator: Translator) -> Parts:
    """Return whether the ledger holds, and if not, everything that does not fit and what to do."""
    say = translator.say
    heading = Heading(translator.bare.say("ledger_check", "title", check=message))
    facts = Text(say("ledger_check", "facts", check=message))
    if message.holds:
        return (heading, facts)
    found = tuple(
        say("ledger_check", name, numbers=numbers)
        for name in ("broken_at", "unsealed", "strangers", "erased_otherwise")
        if (numbers := getattr(message, name))
    )
    return (heading, facts, Lines(found), Text(say("ledger_check", "remedy")))


def examination(message: Examination, translator: Translator) -> Parts:
    """Return every finding, in the order in which it was looked at, and what is to be done where it is not well."""
    say = translator.say
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
        Heading(translator.bare.say("examination", "title", examination=message)),
        Lines(lines),
    )


def failed(message: Failed, translator: Translator) -> Parts:
    """Return what could not be sent, each with *Send again* and *Let it be*, or that nothing failed."""
    if not message.rows:
        return (Text(translator.say("failed", "nothing")),)
    lines = tuple(
        ItemLine(
            translator.say("failed", "line", row=row, failed=message),
            buttons=(button("send_again", str(row.number)), button("let_be", str(row.number))),
        )
        for row in message.rows
    )
    return (
        Heading(translator.bare.say("failed", "title", failed=message)),
        Text(translator.say("failed", "body")),
        Items(lines),
        *((Note(translator.say("failed", "footer")),) if message.more else ()),
    )
