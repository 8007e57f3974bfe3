"""The shape of the lists of people and of meetings."""

from templates.messages import Meetings, People
from templates.parts import Heading, Parts, Table, Text
from templates.words import Voice


def people(message: People, voice: Voice) -> Parts:
    """Return a table of everybody, or that there is nobody yet."""
    say = voice.bare.say
    heading = Heading(say("people", "title"))
    if not message.people:
        return (heading, Text(voice.say("people", "nobody")))
    columns = tuple(say("people", name) for name in ("name", "role", "account", "email"))
    rows = tuple(
        tuple(say("people", f"{name}_cell", person=person) for name in ("name", "role", "account", "email"))
        for person in message.people
    )
    return (heading, Table(columns, rows))


def meetings(message: Meetings, voice: Voice) -> Parts:
    """Return a table of the meetings, or that none is entered."""
    say = voice.bare.say
    heading = Heading(say("meetings", "title"))
    if not message.meetings:
        return (heading, Text(voice.say("meetings", "none")))
    names = ("held_on", "digest_on", "cut_off_on", "paper_due_on")
    columns = tuple(say("meetings", name) for name in names)
    rows = tuple(
        tuple(say("meetings", "cell", on=getattr(meeting, name)) for name in names)
        for meeting in message.meetings
    )
    return (heading, Table(columns, rows))
