"""The shape of the lists of inspections, of data to be returned, of PEEL cycles and of reports."""

from templates.messages.inspections import DataReturns, Inspections, Peel, Reports
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Voice


def inspections(message: Inspections, voice: Voice) -> Parts:
    """Return what is to come, inspection by inspection, and the data still to be returned."""
    lines = tuple(ItemLine(voice.say("inspections", "line", inspection=each)) for each in message.inspections)
    asked = _asked(message, voice)
    return (
        Heading(voice.bare.say("inspections", "title", on=message.today)),
        Items(lines) if lines else Text(voice.say("inspections", "none")),
        *((Text(voice.say("inspections", "data_title")), Lines(asked)) if asked else ()),
        *((Note(voice.say("inspections", "footer")),) if lines else ()),
    )


def data_returns(message: DataReturns, voice: Voice) -> Parts:
    """Return all the data that was asked for, or that none was."""
    asked = _asked(message, voice)
    heading = Heading(voice.bare.say("data_returns", "title"))
    return (heading, Lines(asked) if asked else Text(voice.say("data_returns", "none")))


def peel(message: Peel, voice: Voice) -> Parts:
    """Return each cycle with its questions, grades and areas for improvement, or that none is entered."""
    heading = Heading(voice.bare.say("peel", "title"))
    if not message.positions:
        return (heading, Text(voice.say("peel", "none")))
    cycles = [
        part
        for position in message.positions
        for part in (
            Text(voice.say("peel", "cycle", position=position)),
            Lines(
                tuple(
                    voice.say("peel", "question", question=each, ended=message.ended)
                    for each in position.questions
                )
            ),
        )
    ]
    unplaced = (Note(voice.say("peel", "unplaced", references=message.unplaced)),) if message.unplaced else ()
    return (heading, *cycles, *unplaced)


def reports(message: Reports, voice: Voice) -> Parts:
    """Return the reports, each with its particulars, or that there are none."""
    heading = Heading(voice.bare.say("reports", "title"))
    if not message.reports:
        return (heading, Text(voice.say("reports", "none")))
    lines = (voice.say("reports", "line", report=each, today=message.today) for each in message.reports)
    return (heading, Items(tuple(ItemLine(line) for line in lines)))


def _asked(message: Inspections | DataReturns, voice: Voice) -> tuple[str, ...]:
    return tuple(
        voice.say("data_returns", "line", asked=each, today=message.today) for each in message.data_returns
    )
