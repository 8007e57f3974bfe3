"""Looks for a protective marking in a file that has come, before it is kept: a child process opens it."""

import json
from pathlib import Path
from typing import Final

from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import ask_child
from models.enums import Marking

LARGEST_LOOKED_AT: Final = 50 * MEBIBYTE
SECONDS: Final = 30.0
_SAID: Final = 200


def marking_of(path: Path, name: str) -> Marking | None:
    """Return the marking above OFFICIAL that the file at `path` carries, None where none is found.

    None is found in what cannot be read either: pictures, scans, locked and damaged files, and those larger than
    LARGEST_LOOKED_AT. It waits for the child process for at most SECONDS: call it in a thread.
    """
    if path.stat().st_size > LARGEST_LOOKED_AT:
        return None
    data = path.read_bytes()
    head = json.dumps({"name": name, "size": len(data)}).encode()
    answered = ask_child("bot.imports.marking_child", head + b"\n" + data, seconds=SECONDS, largest=_SAID)
    found = json.loads(answered.said) if answered.said else None
    return Marking(found) if found else None
