"""While packages are installed, whoever waits sees how far it is."""

from requirements.install import WIDTH, steps

PIP = """\
Looking in indexes: somewhere
Collecting aiohttp==3.14.5 (from -r requirements/run.txt (line 5))
  Downloading aiohttp-3.14.5.whl (1.9 MB)
Requirement already satisfied: alembic==1.20.1
Installing collected packages: alembic, aiohttp
Successfully installed aiohttp-3.14.5
"""


def test_each_package_moves_the_bar_on() -> None:
    """What is fetched and what is there already both count, and the end is full whatever pip leaves out."""
    half = WIDTH // 2
    assert list(steps(PIP.splitlines(), 4)) == [
        f"  [{'#' * (half // 2)}{'.' * (WIDTH - half // 2)}] 1 of 4",
        f"  [{'#' * half}{'.' * half}] 2 of 4",
        f"  [{'#' * WIDTH}] unpacking, some seconds more",
    ]
