"""Kill a writer of twenty clients at 200 random instants: `python benchmarks/crash.py [INSTANTS]`.

Prints how many lines were acknowledged and found again, and how long a database takes to be back: read and folded in a
running process, and from a cold start of Python. PostgreSQL too, where its programs are installed.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
from tests.postgres_server import Server, find_postgres
from tests.workshop.log.conftest import make_room
from tests.workshop.log.crashing import ROOT, Crasher

COLD = (
    "import sys; from simulator.workshop.desk import Desk; from simulator.workshop.store import Store; "
    "print(Desk(Store(sys.argv[1])).state(sys.argv[2]).sequence)"
)


def measure(url: str, instants: int, folder: Path) -> dict[str, float]:
    """Crash again and again over one log; every crash is checked, and any loss ends the program."""
    room = make_room(Desk(Store(url)))
    room.begin()
    room.desk.store.close()
    crasher, generator = Crasher(url, room.key, folder), random.Random(2040)
    try:
        crashes = [crasher.crash(rank, generator) for rank in range(instants)]
    finally:
        crasher.close()
    backs = [crash.back for crash in crashes]
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD, url, room.key], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return {
        "instants": instants,
        "acknowledged": crashes[-1].acknowledged,
        "present": crashes[-1].present,
        "lost": max(0, *(crash.acknowledged - crash.present for crash in crashes)),
        "back_median_s": round(statistics.median(backs), 3),
        "back_worst_s": round(max(backs), 3),
        "back_cold_s": round(time.perf_counter() - begun, 3),
    }


def main() -> None:
    """SQLite, then PostgreSQL."""
    instants = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        found = {"sqlite": measure(f"sqlite:///{name}/ateliers.sqlite", instants, Path(name))}
    if find_postgres() is not None:
        server = Server()
        try:
            with tempfile.TemporaryDirectory() as name:
                found["postgresql"] = measure(server.url("crash"), instants, Path(name))
        finally:
            server.stop()
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
