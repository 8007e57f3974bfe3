"""One Reckoner at a time on a register in SQLite, which is for one machine; several share one on PostgreSQL."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from models.refusals.running import RegisterHeld


@contextmanager
def hold(database_url: str) -> Iterator[None]:
    """Hold the SQLite file at this address until the context ends, or the process does, however it ends.

    A server's database is held by nobody. Raises RegisterHeld, which names the machine and process that holds it.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    file = Path(url.database).absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{file}.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            process, _, machine = lock.read().strip().partition(" ")
            raise RegisterHeld(
                file=str(file), machine=machine or "this machine", process=process or "?"
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {socket.gethostname()}\n")
        lock.flush()
        yield
