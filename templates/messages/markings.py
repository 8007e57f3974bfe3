"""A file that looks marked higher than the register may hold."""

from dataclasses import dataclass

from models.enums import Marking
from templates.messages import Message
from templates.parts import Buttons, Heading, Note, Parts, Text
from templates.translator import Translator, button


@dataclass(frozen=True)
class MarkedFile(Message):
    """A file, called `name`, that carries `marking` where the register may hold `highest` at most: keep it or not?

    `number` is what its buttons carry. It came for the items with these `references`, if that is known yet.
    """

    number: int
    name: str
    marking: Marking
    highest: Marking
    references: tuple[str, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return what was found, that nothing of it is kept, and the two answers."""
        number = str(self.number)
        return (
            Heading(translator.bare.say("marked_file", "title", marked=self)),
            Text(translator.say("marked_file", "body", marked=self)),
            Buttons((button("leave_marked", number), button("keep_marked", number))),
            Note(translator.say("marked_file", "footer", marked=self)),
        )


MarkedFile.EXAMPLE = MarkedFile(
    3, "Board minutes OFFICIAL-SENSITIVE.pdf", Marking.OFFICIAL_SENSITIVE, Marking.OFFICIAL, ("10618",)
)
