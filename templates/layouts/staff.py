"""The shape of the lists of people and of meetings."""

from collections.abc import Iterator

from templates.messages.staff import Meetings, People
from templates.parts import Heading, Lines, Parts, Table, Text
from templates.translator import Translator


def people(message: People, translator: Translator) -> Parts:
    """Return a table of everybody, with who is away or cannot be reached; or that there is nobody yet."""
    say = translator.bare.say
    heading = Heading(say("people", "title"))
    if not message.people:
        return (heading, Text(translator.say("people", "nobody")))
    columns = tuple(say("people", name) for name in ("name", "role", "account", "email"))
    rows = tuple(
        tuple(say("people", f"{name}_cell", person=person) for name in ("name", "role", "account", "email"))
        for person in message.people
    )
    remarks = tuple(_remarks(message, translator))
    return (heading, Table(columns, rows), *((Lines(remarks),) if remarks else ()))


def _remarks(message: People, translator: Translator) -> Iterator[str]:
    for person in message.people:
        if person.away_until is not None:
            yield translator.say("people", "away", person=person)
        if person.unreachable_since is not None:
            yield translator.say("people", "unreached", person=person)


def meetings(message: Meetings, translator: Translator) -> Parts:
    """Return a table of the meetings, or that none is entered."""
    say = translator.bare.say
    heading = Heading(say("meetings", "title"))
    if not message.meetings:
        return (heading, Text(translator.say("meetings", "none")))
    names = ("held_on", "digest_on", "cut_off_on", "paper_due_on")
    columns = tuple(say("meetings", name) for name in names)
    rows = tuple(
        tuple(say("meetings", "cell", on=getattr(meeting, name)) for name in names)
        for meeting in message.meetings
    )
    return (heading, Table(columns, rows))
