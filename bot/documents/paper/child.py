"""The process that fills in a Word template: one of its own, since a template is a program of somebody else's.

It is given one request on its standard input and gives one answer on its standard output. While it works it can
open no file and no connection, and it has little memory and time.
"""

import gc
import json
import sys
from typing import Final

from bot.documents.paper.filling import filled
from bot.sandbox import child_process
from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import MEMORY, hold_small
from models.refusals.documents import BadTemplate, TemplateTooHungry

LOADED_LATE: Final = (
    *("encodings.cp437", "encodings.unicode_escape", "encodings.utf_16"),
    *("jinja2.debug", "pprint", "textwrap"),
)
"""What the libraries load while they work, when no file can be opened any more."""


def main() -> None:
    """Answer the request on standard input."""
    hold_small()
    gc.disable()
    request = json.loads(sys.stdin.buffer.readline())
    template = sys.stdin.buffer.read(request["template"])
    picture = sys.stdin.buffer.read(request["picture"])
    shut_off()
    paper = b""
    try:
        paper = filled(template, picture, request)
        answer: dict[str, object] = {"paper": len(paper)}
    except BadTemplate as refused:
        answer = {"refused": type(refused).__name__, "fields": refused.fields}
    except MemoryError:
        fields = {"name": request["name"], "limit": MEMORY // MEBIBYTE}
        answer = {"refused": TemplateTooHungry.__name__, "fields": fields}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + paper)
    sys.stdout.buffer.flush()


def shut_off() -> None:
    """Let this process open nothing any more."""
    child_process.shut_off(LOADED_LATE)


if __name__ == "__main__":
    main()
