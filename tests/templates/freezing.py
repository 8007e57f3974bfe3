"""Rows as versions of the code have written them: `python -m tests.templates.freezing` adds those of new messages.

Rows are only added: what was once written may wait in an outbox, or stand in a summary that was published.
"""

import json
from pathlib import Path
from typing import Any

from templates.messages import message_types
from templates.serialization import content_of

FROZEN = Path(__file__).with_name("frozen.jsonl")


def rows() -> list[dict[str, Any]]:
    """Return every row that is kept."""
    return [json.loads(line) for line in FROZEN.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Add the example of every message that is not there as it would be written now."""
    kept = rows() if FROZEN.exists() else []
    with FROZEN.open("a", encoding="utf-8") as file:
        for kind in message_types().values():
            row = content_of(kind.EXAMPLE)
            if row not in kept:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
