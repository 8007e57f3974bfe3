"""What tests of packs share: a pack as its reader unpacks it."""

import subprocess
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from sqlalchemy.orm import Session

from bot.local.people import BOT_USER_ID
from models.queries import items
from models.register.recommendation import Recommendation
from tests.chat import Chat, text_of
from tests.factories import Register

COMING = "It will arrive as a file in your direct messages."
AUDIT = b"%PDF 94% of assessments" * 5000


@dataclass(frozen=True)
class Unpacked:
    """A pack in a folder; `words` are those beside it in the conversation, `name` is its file's."""

    folder: Path
    octets: bytes
    name: str = ""
    words: str = ""

    @property
    def names(self) -> list[str]:
        """Every file of it, by its path in the pack."""
        return sorted(str(each.relative_to(self.folder)) for each in self.folder.rglob("*") if each.is_file())

    @property
    def index(self) -> str:
        """All that the index says, table cells included."""
        document = docx.Document(str(self.folder / "index.docx"))
        paragraphs = [each.text for each in document.paragraphs]
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join((*paragraphs, *cells))


def unpacked(octets: bytes, folder: Path, name: str = "", words: str = "") -> Unpacked:
    """Unpack a pack into `folder`."""
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        archive.extractall(folder)
    return Unpacked(folder, octets, name, words)


def packs_of(chat: Chat, who: str) -> list[tuple[str, bytes, str]]:
    """Return the name, the octets and the words beside it of every file that Reckoner sent somebody."""
    return [
        (file["name"], chat.workspace.files.content(file["id"]), text_of(message))
        for message in chat.sees(who)
        if message["user"] == BOT_USER_ID
        for file in message.get("files", ())
    ]


def pack_of(chat: Chat, who: str, folder: Path) -> Unpacked:
    """Unpack the last file that Reckoner sent somebody into `folder`."""
    name, octets, words = packs_of(chat, who)[-1]
    return unpacked(octets, folder, name, words)


def register_of(chat: Chat) -> Register:
    """Return the register that the chat works on."""
    return Register(chat.database, chat.clock, chat.policy)


def item_10618(session: Session) -> Recommendation:
    """Return the item that anna's evidence is for."""
    return items.item_by_reference(session, "10618")


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what `sha256sum -c` says of a pack."""
    return subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],  # noqa: S607
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
