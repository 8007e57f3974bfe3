"""What is measured in a process of its own, of which the most memory is known that it ever had."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.comparing import Line
from tests.bench.servers import ROOT


async def apart(module: str, *given: str) -> tuple[list[float], float]:
    """Run `python -m module` with what is `given`; return the times that it tells, and its most memory in MiB."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *given), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{module} of {given} ended with {process.returncode}.")
    took, memory = json.loads(said)
    return took, memory


def tell(took: Sequence[float]) -> None:
    """Tell from such a process what its work took.

    What `getrusage` calls the most memory begins with that of the process which started it.
    """
    status = Path("/proc/self/status").read_text("ascii")
    sys.stdout.write(json.dumps([took, int(status.split("VmHWM:")[1].split()[0]) / 1024]))


def most_memory(memory: float, most: float | None) -> Line:
    """Return the line of the most memory of such a process, which may be `most` MiB at most."""
    what, measured = "its most memory", f"{memory:.0f} MiB"
    return Line(what, measured) if most is None else Line(what, measured, f"≤ {most:g} MiB", memory <= most)
