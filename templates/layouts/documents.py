"""The shape of what is said with a document."""

from templates.messages.documents import Document
from templates.parts import Parts, Text
from templates.translator import Voice


def document(message: Document, voice: Voice) -> Parts:
    """Return what the document is and what to do with it."""
    body = Text(voice.say("document", "body", kind=message.kind.value, document=message))
    missing = (Text(voice.say("document", "missing", document=message)),) if message.missing else ()
    return (body, *missing)
