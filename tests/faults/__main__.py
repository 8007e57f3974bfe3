"""`python -m tests.faults`: many runs, one line for each that fails, and the table."""

import sys

from tests.faults.table import main

if __name__ == "__main__":
    sys.exit(main())
