"""The shape of what is said to whoever runs Reckoner."""

from templates.messages import LedgerCheck
from templates.parts import Heading, Lines, Parts, Text
from templates.words import Voice


def ledger_check(message: LedgerCheck, voice: Voice) -> Parts:
    """Return whether the ledger holds, and if not, everything that does not fit and what to do."""
    say = voice.say
    heading = Heading(voice.bare.say("ledger_check", "title", check=message))
    facts = Text(say("ledger_check", "facts", check=message))
    if message.holds:
        return (heading, facts)
    found = tuple(
        say("ledger_check", name, numbers=numbers)
        for name in ("broken_at", "unsealed", "strangers")
        if (numbers := getattr(message, name))
    )
    return (heading, facts, Lines(found), Text(say("ledger_check", "remedy")))
