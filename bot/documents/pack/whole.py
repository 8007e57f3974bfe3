"""The pack as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import structlog
from sqlalchemy.orm import Session

from bot.documents.archive import SummedArchive
from bot.documents.pack.contents import PackContents, contents
from bot.documents.pack.index import Made, index
from bot.documents.pack.ledger import as_csv, as_json
from bot.worker.files import FileStore
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.statements import packing
from templates.filters import listed
from templates.pack_words import say
from templates.paper.wording import typed

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Packed:
    """What became of a pack: the names of the files that are missing from it, and the SHA-256 of its sums."""

    lacking: tuple[str, ...]
    sum_of_sums: str


def write_pack(
    session: Session,
    items: Sequence[Recommendation],
    person: Person | None,
    made: Made,
    store: FileStore,
    to: BinaryIO,
) -> Packed:
    """Write the evidence for `items`, as `person` may read it, into `to`, which is open for it and seekable.

    None is the force's own machine. The files come from `store` a piece at a time, each after it was compared with
    its SHA-256. The same register gives the same bytes on the same day. Raises NotYoursToRead or TooManyForPack.
    """
    packing.check_may_pack(session, items, person, made.policy)
    found = contents(session, items, person, store)
    for file in found.lacking:
        if file.sha256 is not None:
            _log.error("stored_file_lost", sha256=file.sha256, what=file.lack)
    with SummedArchive(to) as archive:
        archive.add("index.docx", index(session, found, made))
        archive.add("ledger.csv", as_csv(found.ledger))
        archive.add("ledger.json", as_json(found.ledger))
        archive.add("VERIFY.txt", _how_to_verify(found, made))
        for place, sha256 in sorted(found.kept.items()):
            archive.copy(place, store.path(sha256))
        own = archive.finish()
    return Packed(tuple(file.name for file in found.lacking), own)


def _how_to_verify(found: PackContents, made: Made) -> bytes:
    words = say(
        "verify",
        "text",
        references=listed([typed(item.reference) for item in found.items]),
        on=made.on,
        force=typed(made.policy.force),
        marking=typed(made.policy.marking),
        lacking=say("verify", "lacking") if found.lacking else "",
    )
    return words.replace("\n", "\r\n").encode("utf-8-sig")
