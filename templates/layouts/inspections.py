"""The shape of the lists of inspections, of data to be returned, of PEEL cycles and of reports."""

from templates.messages.inspections import DataReturns, Inspections, Peel, Reports
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator


def inspections(message: Inspections, translator: Translator) -> Parts:
    """Return what is to come, inspection by inspection, and the data still to be returned."""
    lines = tuple(
        ItemLine(translator.say("inspections", "line", inspection=each)) for each in message.inspections
    )
    asked = _asked(message, translator)
    return (
        Heading(translator.bare.say("inspections", "title", on=message.today)),
        Items(lines) if lines else Text(translator.say("inspections", "none")),
        *((Text(translator.say("inspections", "data_title")), Lines(asked)) if asked else ()),
        *((Note(translator.say("inspections", "footer")),) if lines else ()),
    )


def data_returns(message: DataReturns, translator: Translator) -> Parts:
    """Return all the data that was asked for, or that none was."""
    asked = _asked(message, translator)
    heading = Heading(translator.bare.say("data_returns", "title"))
    return (heading, Lines(asked) if asked else Text(translator.say("data_returns", "none")))


def peel(message: Peel, translator: Translator) -> Parts:
    """Return each cycle with its questions, grades and areas for improvement, or that none is entered."""
    heading = Heading(translator.bare.say("peel", "title"))
    if not message.positions:
        return (heading, Text(translator.say("peel", "none")))
    cycles = [
        part
        for position in message.positions
        for part in (
            Text(translator.say("peel", "cycle", position=position)),
            Lines(
                tuple(
                    translator.say("peel", "question", question=each, ended=message.ended)
                    for each in position.questions
                )
            ),
        )
    ]
    unplaced = (
        (Note(translator.say("peel", "unplaced", references=message.unplaced)),) if message.unplaced else ()
    )
    return (heading, *cycles, *unplaced)


def reports(message: Reports, translator: Translator) -> Parts:
    """Return the reports, each with its particulars, or that there are none."""
    heading = Heading(translator.bare.say("reports", "title"))
    if not message.reports:
        return (heading, Text(translator.say("reports", "none")))
    lines = (translator.say("reports", "line", report=each, today=message.today) for each in message.reports)
    return (heading, Items(tuple(ItemLine(line) for line in lines)))


def _asked(message: Inspections | DataReturns, translator: Translator) -> tuple[str, ...]:
    return tuple(
        translator.say("data_returns", "line", asked=each, today=message.today)
        for each in message.data_returns
    )
