"""See that the tests have a PostgreSQL: take it from the system's packages where that is allowed, else say so."""

from __future__ import annotations

import sys
from pathlib import Path

from packages import install

sys.path.append(str(Path(__file__).resolve().parents[1]))

from tests.postgres_server import MISSING, VARIABLE, find_postgres


def main() -> int:
    """Always 0: without PostgreSQL the suite still runs, and its tests say what is missing."""
    if find_postgres() is None:
        install("postgresql", "PostgreSQL", VARIABLE)
    if find_postgres() is None:
        print(MISSING, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
