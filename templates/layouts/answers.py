"""The shape of refusals, faults, help and short answers."""

from collections.abc import Iterator

from templates.filters import HELP, LABELS
from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
from templates.parts import Heading, Lines, Note, Part, Parts, Quote, Text
from templates.translator import Voice


def refused(message: Refused, voice: Voice) -> Parts:
    """Return the refusal's sentence, and what was typed so that nothing is lost."""
    sentence = Text(voice.fill(message.template, message.fields))
    return (sentence, *_typed("refused", message.typed, voice))


def crashed(message: Crashed, voice: Voice) -> Parts:
    """Return the reference of the fault, and what was typed so that nothing is lost."""
    sentence = Text(voice.say("crashed", "body", reference=message.reference))
    return (sentence, *_typed("crashed", message.typed, voice))


def acknowledged(message: Acknowledged, voice: Voice) -> Parts:
    """Return the answer's one sentence: the block that it names."""
    return (Text(voice.say("acknowledged", message.what, **message.facts)),)


def help_(message: Help, voice: Voice) -> Parts:
    """Return every command in short, or the one that was asked about with its examples."""
    topic = next((topic for topic in message.topics if topic.word == message.about), None)
    if topic is not None:
        return (
            Heading(voice.bare.say("help", "title_about", about=topic.word)),
            Text(_topic(topic, voice)),
            *_examples(topic, voice),
            Note(voice.say("help", "footer_about")),
        )
    start: Part = Heading(voice.bare.say("help", "title"))
    if message.about is not None:
        start = Text(voice.say("help", "unknown", about=message.about))
    return (start, *_groups(message, voice), Note(voice.say("help", "footer")))


def _groups(message: Help, voice: Voice) -> Iterator[Part]:
    """Yield the commands under the headings of `labels.toml`; with a button each they would not fit a message."""
    for group, heading in LABELS["help"].items():
        topics = [topic for topic in message.topics if HELP.get(topic.word, {}).get("group") == group]
        if topics:
            yield Text(voice.say("help", "group", heading=heading))
            yield Lines(tuple(_topic(topic, voice) for topic in topics), more="/rec help")


def _topic(topic: Topic, voice: Voice) -> str:
    summary = HELP.get(topic.word, {}).get("summary", "")
    return voice.say("help", "line", topic=topic, summary=summary)


def _examples(topic: Topic, voice: Voice) -> Parts:
    examples = HELP.get(topic.word, {}).get("examples", ())
    return (Text(voice.say("help", "examples", examples=examples)),) if examples else ()


def _typed(template: str, typed: str | None, voice: Voice) -> Parts:
    if not typed or not typed.strip():
        return ()
    return (Text(voice.say(template, "typed")), Quote(voice.lines(typed)))
