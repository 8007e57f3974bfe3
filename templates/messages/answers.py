"""What is said in a sentence or two: refusals, faults of ours, and short answers."""

from dataclasses import dataclass, field

from models.outbox.message import MessageKind
from templates.messages import Message
from templates.parts import Parts, Quote, Text
from templates.translator import Translator


@dataclass(frozen=True)
class Refused(Message):
    """What was asked cannot be done, and what would be right instead: nothing was changed.

    `template` is the refusal's sentence with `{fields}`; `field` names the form field it belongs to;
    `typed` is what the person had typed, given back so that nothing is lost.
    """

    template: str
    fields: dict[str, object] = field(default_factory=dict)
    field_name: str | None = None
    typed: str | None = None

    KIND = MessageKind.REFUSAL

    def layout(self, translator: Translator) -> Parts:
        """Return the refusal's sentence, and what was typed so that nothing is lost."""
        sentence = Text(translator.fill(self.template, self.fields))
        return (sentence, *_typed("refused", self.typed, translator))


Refused.EXAMPLE = Refused(
    "There is no item {reference}. Did you mean {nearest}?",
    {"reference": "10681", "nearest": "10618"},
    typed="rec evidence 10681 The audit of November",
)


@dataclass(frozen=True)
class Crashed(Message):
    """Something broke; the reference finds it in the log."""

    reference: str
    typed: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the reference of the fault, and what was typed so that nothing is lost."""
        sentence = Text(translator.say("crashed", "body", reference=self.reference))
        return (sentence, *_typed("crashed", self.typed, translator))


Crashed.EXAMPLE = Crashed("R-7F3A2C", typed="rec status red")


@dataclass(frozen=True)
class Acknowledged(Message):
    """A short answer in one sentence, named by `what`; `facts` fill its words."""

    what: str
    facts: dict[str, str] = field(default_factory=dict)

    def layout(self, translator: Translator) -> Parts:
        """Return the answer's one sentence: the words that it names."""
        return (Text(translator.say("acknowledged", self.what, **self.facts)),)


Acknowledged.EXAMPLE = Acknowledged("digest_posted", {"channel": "C0JAC0001"})


def _typed(template: str, typed: str | None, translator: Translator) -> Parts:
    if not typed or not typed.strip():
        return ()
    return (Text(translator.say(template, "typed")), Quote(translator.lines(typed)))
