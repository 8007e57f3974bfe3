"""A PostgreSQL server of the tests' own: `python -m tests.postgres COMMAND` runs a command beside one.

What is asked in tests outlives a crash of Reckoner, not one of the machine: nothing waits for the disk. A server
that RECKONER_TEST_POSTGRES_URL names is used instead; where PostgreSQL is not installed, the command runs without.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

URL = "RECKONER_TEST_POSTGRES_URL"
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
INITDB = Path(shutil.which("initdb") or (BINARIES[-1] if BINARIES else "/nowhere")).resolve()
STARTS_WITHIN = 60
"""Seconds."""

ROOM = 2 * 2**30
"""Bytes: a run of the tests keeps a few hundred million at a time."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    # What is committed outlives a server that is killed, not a machine that is.
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    # Databases are emptied for every test: what is measured of one would be wrong of the next.
    "autovacuum": "off",
}


class Server:
    """A PostgreSQL server in a folder of its own, reached as its superuser `reckoner`."""

    def __init__(self, folder: Path) -> None:
        """Make the server's files in `folder` and start it.

        PostgreSQL refuses to run as root: there the folder is given to the account `postgres`.
        """
        self._folder, self._data = folder, folder / "data"
        self._as: dict[str, Any] = (
            {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        )
        if self._as:
            shutil.chown(folder, user="postgres", group="postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._do(
            "initdb",
            "--pgdata",
            str(self._data),
            "--auth=trust",
            "--username=reckoner",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        self.control("start")
        self.address = f"postgresql+psycopg://reckoner@127.0.0.1:{self._port}/postgres"

    def control(self, what: str) -> None:
        """Start the server; stop or restart it by killing each of its processes."""
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options = f"-p {self._port} -k {self._folder} {options}"
        immediate = [] if what == "start" else ["-m", "immediate"]
        log = str(self._folder / "log")
        self._do("pg_ctl", what, "-D", str(self._data), "-o", options, "-l", log, "-w", *immediate)

    def _do(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [str(INITDB.with_name(program)), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=STARTS_WITHIN,
            cwd=self._folder,
            **self._as,
        )


def in_memory() -> str | None:
    """Return a folder that is kept in memory and has room, or None: then the usual one for such files."""
    there = Path("/dev/shm")  # noqa: S108 - each file in it is in a folder of its own
    roomy = there.is_dir() and os.access(there, os.W_OK) and shutil.disk_usage(there).free > ROOM
    return str(there) if roomy else None


@contextmanager
def a_server() -> Iterator[Server]:
    """Give a server that runs, and may be killed; it is stopped and thrown away afterwards."""
    # A folder of pytest's own is closed to the account under which the server runs.
    folder = Path(tempfile.mkdtemp(prefix="reckoner-postgres-", dir=in_memory()))
    try:
        server = Server(folder)
        try:
            yield server
        finally:
            server.control("stop")
    finally:
        shutil.rmtree(folder)


def main(command: list[str]) -> int:
    """Run `command` beside a server; return how it ended."""
    if os.environ.get(URL) or not INITDB.exists():
        return subprocess.run(command, check=False).returncode  # noqa: S603 - whoever calls it names it
    # Whoever ends this program ends the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with a_server() as server:
        return subprocess.run(command, check=False, env={**os.environ, URL: server.address}).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
