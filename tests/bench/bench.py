"""What the comparisons of one run share: registers, which are made once, and servers, which are started once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.comparing import Sizes
from tests.bench.filling import Days, fill
from tests.bench.servers import Street


@dataclass(frozen=True)
class Bench:
    """Where the registers of a run are kept, how large they are, and where servers stand beside each other.

    `new` makes an empty database with a name of its own, of the `kind`, and returns its address.
    """

    sizes: Sizes
    folder: Path
    there: Street
    kind: str
    new: Callable[[str], str]
    _made: dict[str, str] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[str], object]) -> str:
        """Return the address of the database called `name`, which `make` has filled at first."""
        if name not in self._made:
            url = self.new(name)
            make(url)
            self._made[name] = url
        return self._made[name]

    def register(self, items: int, days: Days) -> str:
        """Return the address of a register of so many items, whose days are what `days` says; made at first."""
        return self.once(f"{days.__name__}-{items}", lambda url: fill(url, items, days))
