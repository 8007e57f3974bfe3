"""Installs what a file locks, and says how far it is: `python requirements/install.py requirements/run.txt`.

It runs before anything is installed, so it needs nothing but Python itself.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_LOCKED = re.compile(r"^[a-z0-9][\w.\-\[\],]*==", re.IGNORECASE | re.MULTILINE)
_ONE_MORE = re.compile(r"(?:Collecting|Processing|Requirement already satisfied)\b")
_ALL_THERE = "Installing collected packages"
_PIP = (
    *(sys.executable, "-m", "pip", "install", "--no-deps", "--require-hashes"),
    # Python writes what it compiles at the first start, and of many packages only what is used.
    *("--no-compile", "--disable-pip-version-check", "--progress-bar", "off"),
)
WIDTH = 40
"""Characters of the bar."""


def steps(output: Iterable[str], count: int) -> Iterable[str]:
    """Yield what to say after each line of pip's `output` that tells of progress; `count` packages are locked."""
    found = 0
    for line in output:
        if _ONE_MORE.match(line):
            found = min(found + 1, count)
            full = WIDTH * found // count
            yield f"  [{'#' * full}{'.' * (WIDTH - full)}] {found} of {count}"
        elif line.startswith(_ALL_THERE):
            yield f"  [{'#' * WIDTH}] unpacking, some seconds more"


def main(file: str) -> int:
    """Install what `file` locks; return pip's exit code, and show all that pip said where it failed."""
    count = len(_LOCKED.findall(Path(file).read_text("utf-8")))
    print(f"Installing the {count} packages that Reckoner needs, once: half a minute or so.", flush=True)
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603 - pip, with the file that the Makefile names
        [*_PIP, "-r", file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        _show(steps(_kept(pip.stdout or (), said), count))
    if pip.returncode:
        print("".join(said))
        print("It could not be installed: see above. `make` tries it again.")
    return pip.returncode


def _kept(lines: Iterable[str], said: list[str]) -> Iterable[str]:
    for line in lines:
        said.append(line)
        yield line


def _show(all_steps: Iterable[str]) -> None:
    """Show each step in the place of the one before; where nobody watches, none."""
    if not sys.stdout.isatty():
        for _ in all_steps:
            pass
        return
    for step in all_steps:
        print(f"\r{step:<{WIDTH + 40}}", end="", flush=True)
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
