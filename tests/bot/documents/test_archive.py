"""Archives: the same contents give the same bytes, with their sums, and nothing large is held in memory."""

import hashlib
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

from bot.documents.archive import SUMS, SummedArchive, packed_again

LARGE = 64 * 2**20


def archive(*files: tuple[str, bytes]) -> bytes:
    """Return an archive of these files."""
    made = BytesIO()
    with SummedArchive(made) as writing:
        for name, octets in files:
            writing.add(name, octets)
        writing.finish()
    return made.getvalue()


def test_the_same_contents_give_the_same_bytes() -> None:
    """Nothing of the time at which an archive is made is in it."""
    first = archive(("b.txt", b"two"), ("a.txt", b"one"))
    assert archive(("b.txt", b"two"), ("a.txt", b"one")) == first
    with zipfile.ZipFile(BytesIO(first)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.testzip() is None


def test_the_sums_are_those_of_the_files() -> None:
    """Every file but the sums has its line, in the order of the names; their own sum is returned."""
    made = BytesIO()
    with SummedArchive(made) as writing:
        writing.add("b.txt", b"two")
        writing.add("files/a.txt", b"")
        own = writing.finish()
    with zipfile.ZipFile(made) as opened:
        sums = opened.read(SUMS)
    one, two = hashlib.sha256(b"two").hexdigest(), hashlib.sha256(b"").hexdigest()
    assert sums.decode() == f"{one}  b.txt\n{two}  files/a.txt\n"
    assert own == hashlib.sha256(sums).hexdigest()


def test_a_large_file_is_copied_in_pieces(tmp_path: Path) -> None:
    """A file goes through a small part of the memory that it would fill."""
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(LARGE)
    with (tmp_path / "pack.zip").open("wb") as to, SummedArchive(to) as writing:
        tracemalloc.start()
        try:
            writing.copy("files/large.bin", large)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        writing.finish()
    assert peak < LARGE // 16
    with zipfile.ZipFile(tmp_path / "pack.zip") as opened:
        assert opened.getinfo("files/large.bin").file_size == LARGE


def test_a_document_is_packed_again_without_its_time() -> None:
    """What another library has packed at some time comes out the same at any."""
    made = []
    for year in (2022, 2023):
        saved = BytesIO()
        with zipfile.ZipFile(saved, "w") as writing:
            writing.writestr(zipfile.ZipInfo("word/document.xml", (year, 1, 1, 0, 0, 0)), b"<w/>")
        made.append(packed_again(saved))
    assert made[0] == made[1]
