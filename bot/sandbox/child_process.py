"""Child processes that work on what somebody else has made: with little memory and time, and cut off from the rest.

The parent hands over one request and takes one answer. The child opens no file and no connection once it has its
request.
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Event, Timer
from typing import Final

from bot.sandbox.archives import MEBIBYTE

ROOT: Final = Path(__file__).parents[2]
MEMORY: Final = 1024 * MEBIBYTE
PROCESSOR_SECONDS: Final = 20


@dataclass(frozen=True)
class Answered:
    """What a child `said`, empty if nothing or too much, whether it was `stopped` for time, and its last `code`."""

    said: bytes
    stopped: bool
    code: int


def ask_child(module: str, request: bytes, *, seconds: float, largest: int) -> Answered:
    """Start `module` as a process, hand it `request`, and return its answer of up to `largest` bytes.

    It waits for at most `seconds`. Whatever happens, the child has ended when this returns.
    """
    command = (sys.executable, "-E", "-s", "-X", "utf8", "-m", module)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module.
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={},
        umask=0o077,
        start_new_session=True,
    ) as child:
        stopped = Event()
        timer = Timer(seconds, _stop, (child, stopped))
        timer.daemon = True
        timer.start()
        try:
            said = _talk(child, request, largest)
        finally:
            timer.cancel()
            _kill(child)
    return Answered(said, stopped.is_set() or child.returncode == -signal.SIGXCPU, child.returncode)


def _talk(child: subprocess.Popen[bytes], request: bytes, largest: int) -> bytes:
    """Send all, then read all: the child answers nothing before it has read the request."""
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("A child process has no pipes.")
    with suppress(BrokenPipeError):
        child.stdin.write(request)
        child.stdin.close()
    said = child.stdout.read(largest + 1)
    return said if len(said) <= largest else b""


def _stop(child: subprocess.Popen[bytes], stopped: Event) -> None:
    stopped.set()
    _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and what it may have started. It leads a group of its own, and is not reaped before."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def hold_small(processor_seconds: int = PROCESSOR_SECONDS, memory: int = MEMORY) -> None:
    """Let this process have little memory and time, and write no file. A parent that dies leaves it no longer."""
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    # At the first limit a process is told so, by which its parent knows why it ended; at the second it is killed.
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))


def shut_off(loaded_late: Sequence[str]) -> None:
    """Let this process open nothing any more: no file, no connection, no other process's pipe.

    `loaded_late` names what the libraries load while they work, when no file can be opened any more.
    """
    for module in loaded_late:
        import_module(module)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
