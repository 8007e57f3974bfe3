"""The shape of refusals, faults, help and short answers."""

from collections.abc import Iterator

from templates.filters import HELP, LABELS
from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
from templates.parts import Heading, Lines, Note, Part, Parts, Quote, Text
from templates.translator import Translator


def refused(message: Refused, translator: Translator) -> Parts:
    """Return the refusal's sentence, and what was typed so that nothing is lost."""
    sentence = Text(translator.fill(message.template, message.fields))
    return (sentence, *_typed("refused", message.typed, translator))


def crashed(message: Crashed, translator: Translator) -> Parts:
    """Return the reference of the fault, and what was typed so that nothing is lost."""
    sentence = Text(translator.say("crashed", "body", reference=message.reference))
    return (sentence, *_typed("crashed", message.typed, translator))


def acknowledged(message: Acknowledged, translator: Translator) -> Parts:
    """Return the answer's one sentence: the block that it names."""
    return (Text(translator.say("acknowledged", message.what, **message.facts)),)


def help_(message: Help, translator: Translator) -> Parts:
    """Return every command in short, or the one that was asked about with its examples."""
    topic = next((topic for topic in message.topics if topic.word == message.about), None)
    if topic is not None:
        return (
            Heading(translator.bare.say("help", "title_about", about=topic.word)),
            Text(_topic(topic, translator)),
            *_examples(topic, translator),
            Note(translator.say("help", "footer_about")),
        )
    start: Part = Heading(translator.bare.say("help", "title"))
    if message.about is not None:
        start = Text(translator.say("help", "unknown", about=message.about))
    return (start, *_groups(message, translator), Note(translator.say("help", "footer")))


def _groups(message: Help, translator: Translator) -> Iterator[Part]:
    """Yield the commands under the headings of `labels.toml`; with a button each they would not fit a message."""
    for group, heading in LABELS["help"].items():
        topics = [topic for topic in message.topics if HELP.get(topic.word, {}).get("group") == group]
        if topics:
            yield Text(translator.say("help", "group", heading=heading))
            yield Lines(tuple(_topic(topic, translator) for topic in topics), more="/rec help")


def _topic(topic: Topic, translator: Translator) -> str:
    summary = HELP.get(topic.word, {}).get("summary", "")
    return translator.say("help", "line", topic=topic, summary=summary)


def _examples(topic: Topic, translator: Translator) -> Parts:
    examples = HELP.get(topic.word, {}).get("examples", ())
    return (Text(translator.say("help", "examples", examples=examples)),) if examples else ()


def _typed(template: str, typed: str | None, translator: Translator) -> Parts:
    if not typed or not typed.strip():
        return ()
    return (Text(translator.say(template, "typed")), Quote(translator.lines(typed)))
