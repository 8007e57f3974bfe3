"""The shape of what is said with a document."""

from templates.messages.documents import Document
from templates.parts import Parts, Text
from templates.translator import Translator


def document(message: Document, translator: Translator) -> Parts:
    """Return what the document is and what to do with it."""
    body = Text(translator.say("document", "body", kind=message.kind.value, document=message))
    missing = (Text(translator.say("document", "missing", document=message)),) if message.missing else ()
    return (body, *missing)
