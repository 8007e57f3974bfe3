"""What is said about the commands."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.enums import Role
from templates.filters import HELP, LABELS
from templates.messages import Message
from templates.parts import Heading, Lines, Note, Part, Parts, Text
from templates.translator import Translator


@dataclass(frozen=True)
class Topic:
    """One command as the help names it; a `usage` is what is written after the surface's prefix."""

    word: str
    usage: tuple[str, ...]
    role: Role | None = None


@dataclass(frozen=True)
class Help(Message):
    """Every command in one line each; or, when `about` is set, that one at length."""

    topics: tuple[Topic, ...]
    about: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return every command in short, or the one that was asked about with its examples."""
        topic = next((topic for topic in self.topics if topic.word == self.about), None)
        if topic is not None:
            return (
                Heading(translator.bare.say("help", "title_about", about=topic.word)),
                Text(_topic(topic, translator)),
                *_examples(topic, translator),
                Note(translator.say("help", "footer_about")),
            )
        start: Part = Heading(translator.bare.say("help", "title"))
        if self.about is not None:
            start = Text(translator.say("help", "unknown", about=self.about))
        return (start, *_groups(self, translator), Note(translator.say("help", "footer")))


Help.EXAMPLE = Help(
    (
        Topic("status", ("status [reference | @person | report code | overdue | due | red | words]",)),
        Topic("evidence", ("evidence REF text",), Role.OWNER),
    )
)


def _groups(message: Help, translator: Translator) -> Iterator[Part]:
    """Yield the commands under the headings of `labels.toml`; with a button each they would not fit a message."""
    for group, heading in LABELS["help"].items():
        topics = [topic for topic in message.topics if HELP.get(topic.word, {}).get("group") == group]
        if topics:
            yield Text(translator.say("help", "group", heading=heading))
            yield Lines(tuple(_topic(topic, translator) for topic in topics), more="help")


def _topic(topic: Topic, translator: Translator) -> str:
    summary = translator.fill(HELP.get(topic.word, {}).get("summary", ""), {})
    return translator.say("help", "line", topic=topic, summary=summary)


def _examples(topic: Topic, translator: Translator) -> Parts:
    examples = HELP.get(topic.word, {}).get("examples", ())
    return (Text(translator.say("help", "examples", examples=examples)),) if examples else ()
