"""What is made ready once Reckoner answers already, so that hardly anybody waits for it."""

from threading import Thread

from bot.garbage import keep_what_is_there
from models import lazy_pattern
from models.reply_parser import classifier
from templates import translator


def warm_up() -> None:
    """Make ready what can be said, and what people's words are read by; then keep what is in memory."""
    translator.compile_all()
    lazy_pattern.compile_all()
    classifier.usual()
    keep_what_is_there()


def begin() -> None:
    """Begin to warm up, beside whatever is asked meanwhile; whoever stops Reckoner does not wait for it."""
    Thread(target=warm_up, name="warm-up", daemon=True).start()
