"""What is known of a file before anything in it is read: an archive of the Office kind, an old or a locked file."""

import zipfile
from collections.abc import Sequence
from typing import Final

MEBIBYTE: Final = 1024 * 1024
MOST_PARTS: Final = 1_000
HIGHEST_RATIO: Final = 150
"""How many times its size an archive may unpack to; what people write is packed to a tenth."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_compound_file(data: bytes) -> bool:
    """Say whether `data` is of the format that old and locked files have."""
    return data.startswith(_COMPOUND_FILE)


def is_locked(data: bytes) -> bool:
    """Say whether a file of that format is locked with a password; else it is an old one."""
    return _ENCRYPTED in data


def is_odd(parts: Sequence[zipfile.ZipInfo], packed: int, ratio_matters_from: int) -> bool:
    """Say whether no Office program packs an archive so: too many parts, twice the same, or far too much in little.

    `packed` are the octets of the archive. How much it unpacks to in proportion matters from that many octets on.
    """
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    return (
        len(parts) > MOST_PARTS
        or len(names) < len(parts)
        or any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts)
        or (unpacked > ratio_matters_from and unpacked > HIGHEST_RATIO * packed)
    )
