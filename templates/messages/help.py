"""What is said about the commands."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.enums import Role
from templates.filters import HELP, LABELS
from templates.messages import Message
from templates.parts import Buttons, Heading, Lines, Part, Parts, Text
from templates.translator import Translator, button

MORE = "more"
"""What is asked about by whoever wants every command."""


@dataclass(frozen=True)
class Topic:
    """One command as the help names it; a `usage` is what is written after the surface's prefix."""

    word: str
    usage: tuple[str, ...]
    role: Role | None = None


@dataclass(frozen=True)
class Help(Message):
    """What an owner can do, in five lines; with `about` every command by groups, or that one at length.

    Whoever `keeps_register` is shown the groups at once.
    """

    topics: tuple[Topic, ...]
    about: str | None = None
    keeps_register: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the five things, every command, or the one that was asked about with its examples."""
        topic = next((topic for topic in self.topics if topic.word == self.about), None)
        if topic is not None:
            return (
                Heading(translator.bare.say("help", "title_about", about=topic.word)),
                Text(_topic(topic, translator)),
                *_examples(topic, translator),
            )
        lines = tuple(translator.say("help", each) for each in ("answer", "mine", "show", "leave"))
        if self.keeps_register or self.about is not None:
            return (
                Heading(translator.bare.say("help", "title")),
                *(() if self.about else (Lines(lines),)),
                *_groups(self, translator),
                Text(translator.say("help", "footer")),
            )
        return (
            Heading(translator.bare.say("help", "title")),
            Lines(lines),
            Buttons((button("help", MORE),)),
        )


Help.EXAMPLE = Help(
    (
        Topic("status", ("status [reference | @person | report code | overdue | due | red | words]",)),
        Topic("evidence", ("evidence REF text",), Role.OWNER),
    )
)


def _groups(message: Help, translator: Translator) -> Iterator[Part]:
    """Yield the commands under the headings of `labels.toml`, each by its word alone."""
    for group, heading in LABELS["help"].items():
        words = [
            topic.word
            for topic in message.topics
            if topic.word and HELP.get(topic.word, {}).get("group") == group
        ]
        if words:
            yield Text(translator.say("help", "group", heading=heading, words=words))


def _topic(topic: Topic, translator: Translator) -> str:
    summary = translator.fill(HELP.get(topic.word, {}).get("summary", ""), {})
    return translator.say("help", "line", topic=topic, summary=summary)


def _examples(topic: Topic, translator: Translator) -> Parts:
    examples = HELP.get(topic.word, {}).get("examples", ())
    return (Text(translator.say("help", "examples", examples=examples)),) if examples else ()
