"""Every table is known to whoever asks for them, in a process that has imported nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from models.tables import DERIVED, TABLES

ROOT: Final = Path(__file__).parents[2]
MODELS: Final = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "models").rglob("*.py")
    if "migrations" not in path.parts and path.name != "__init__.py"
)
EVERY: Final = f"""
import importlib
from models.tables import TABLES, DERIVED
named = {{table.name for table in TABLES}} | DERIVED
for module in {MODELS!r}:
    importlib.import_module(module)
from models.base import Base
print(*sorted(Base.metadata.tables.keys() ^ named))
"""
FIRST: Final = (
    "models.tables",
    "models.inspections.inspection",
    "models.ledger.event",
    "bot.operations.backup",
)
NAMES: Final = """
import importlib, os, sys
import alembic, sqlalchemy.orm
for first in sys.argv[1:]:
    if not os.fork():
        importlib.import_module(first)
        from models.tables import TABLES
        print(*(table.name for table in TABLES), flush=True)
        os._exit(0)
    assert os.wait()[1] == 0, first
"""
"""Each child of the process has imported nothing of ours before."""


def in_a_fresh_process(program: str, *arguments: str) -> str:
    """Return what `program` prints in a process of its own, which must end well."""
    ended = subprocess.run(  # noqa: S603 - the program is written here
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_no_module_has_a_table_that_is_not_known() -> None:
    """Importing `models.tables` alone makes known whatever any module of the models defines."""
    assert in_a_fresh_process(EVERY) == ""


def test_the_tables_are_the_same_whatever_was_imported_before() -> None:
    """No import that comes before adds a table or leaves one out."""
    found = [set(each.split()) for each in in_a_fresh_process(NAMES, *FIRST).splitlines()]
    assert found == [{table.name for table in TABLES}] * len(FIRST)
    assert not DERIVED & {table.name for table in TABLES}


def test_a_register_is_made_in_a_fresh_process(tmp_path: Path) -> None:
    """Nothing but `models.database` has to be imported to make the tables."""
    program = (
        "import sys; from models.database import Database; database = Database(sys.argv[1]); "
        "database.migrate(); print(database.tables())"
    )
    assert in_a_fresh_process(program, f"sqlite:///{tmp_path / 'fresh.db'}") == "as wanted"
