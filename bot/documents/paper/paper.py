"""Makes the committee's paper in Word, from the template of the force's own or the one that comes with Reckoner.

A template is filled in by a child process with little memory and time (`bot/documents/paper/child.py`): this one
never opens what somebody else has made.
"""

import json
from pathlib import Path
from typing import Any, Final

from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import ask_child
from models.refusals import documents as refusals_documents
from models.refusals.documents import BadTemplate, NoSuchTemplate, TemplateTooLarge, TemplateTooSlow
from templates import paper
from templates.messages.summary import CommitteeSummary

LARGEST_TEMPLATE: Final = 10 * MEBIBYTE
LARGEST_PAPER: Final = 100 * MEBIBYTE
SECONDS: Final = 20.0
"""How long a template may take, from the start of its process; 200 recommendations take less than one."""


class PaperFailed(Exception):  # noqa: N818 - it says what has happened.
    """The process that fills in templates died for no reason of the template's: a mistake of the program."""


def make_paper(
    summary: CommitteeSummary,
    template: Path | None,
    picture: bytes | None,
    *,
    appendix: bool = True,
    seconds: float = SECONDS,
) -> bytes:
    """Return the paper of `summary` as a Word document; the same facts give the same bytes.

    `template` is a .docx with the tags of `templates/paper/README.md`, None the one that comes with Reckoner.
    `picture` is a PNG of the open items, or None. The long lists are in its `appendix`. It waits for the child
    process for at most `seconds`: call it in a thread where others must not wait. Raises a BadTemplate that says
    what is wrong with the template, and where; PaperFailed for what no template explains.
    """
    path = template or paper.SHIPPED
    data = _read(path)
    request = {
        "name": path.name,
        "template": len(data),
        "picture": len(picture or b""),
        "facts": paper.context(summary, appendix=appendix),
        "properties": paper.properties(summary),
    }
    said = _answer(json.dumps(request).encode() + b"\n" + data + (picture or b""), path.name, seconds)
    head, _, made = said.partition(b"\n")
    answer: dict[str, Any] = json.loads(head)
    if "refused" in answer:
        raise _refusal(answer)
    if len(made) != answer["paper"]:
        raise PaperFailed(f"The process for the template {path.name} ended before its answer.")
    return made


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_TEMPLATE + 1)
    except OSError:
        raise NoSuchTemplate(name=path) from None
    if len(data) > LARGEST_TEMPLATE:
        raise TemplateTooLarge(name=path.name, limit=LARGEST_TEMPLATE // MEBIBYTE, unpacked="")
    return data


def _answer(request: bytes, name: str, seconds: float) -> bytes:
    """Return what the child answers. Whatever happens, it has ended when this returns."""
    answered = ask_child("bot.documents.paper.child", request, seconds=seconds, largest=LARGEST_PAPER)
    if answered.stopped:
        raise TemplateTooSlow(name=name, seconds=round(seconds))
    if not answered.said:
        raise PaperFailed(f"The process for the template {name} ended with {answered.code}.")
    return answered.said


def _refusal(answer: dict[str, Any]) -> BadTemplate:
    kind = getattr(refusals_documents, answer["refused"])
    if not (isinstance(kind, type) and issubclass(kind, BadTemplate)):
        raise PaperFailed(f"The process for templates answered {answer['refused']}.")
    return kind(**answer["fields"])
