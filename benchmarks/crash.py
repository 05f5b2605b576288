"""Kill with -9 under twenty clients, at 200 random instants: `python benchmarks/crash.py [--instants 200] [--writer]`.

What is killed is the server itself, with twenty clients over HTTP; it is then started anew, cold, and timed until it is
healthy, and until it has answered a page, a table's state and a phone's. `--writer` kills a process that writes to the
log without a server around it, where instants between two writes of the database are hit more often. Both say how many
lines were acknowledged and found again. PostgreSQL too, where its programs are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
from tests.postgres_server import Server, find_postgres
from tests.workshop.log.conftest import make_room
from tests.workshop.log.crashing import ROOT, Crasher
from tests.workshop.log.server_crashing import Fall, Faller

COLD = (
    "import sys; from simulator.workshop.desk import Desk; from simulator.workshop.store import Store; "
    "print(Desk(Store(sys.argv[1])).state(sys.argv[2]).sequence)"
)


def measure_writer(url: str, instants: int, folder: Path, _cache: Path) -> dict[str, float]:
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


WORKSHOP = 25
"""Instants in one workshop, which then holds what a day's log holds; the next one begins a new log."""


def measure_server(url: str, instants: int, folder: Path, cache: Path) -> dict[str, float]:
    """Kill the server again and again; every fall is checked, and any loss ends the program."""
    falls: list[Fall] = []
    acknowledged, generator = 0, random.Random(2040)
    while len(falls) < instants:
        faller = Faller(url, folder / f"data-{len(falls)}", cache)
        try:
            for _ in range(min(WORKSHOP, instants - len(falls))):
                falls.append(faller.fall(generator))
                print(f"{len(falls)}: {falls[-1]}, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
        finally:
            faller.close()
        acknowledged += falls[-1].acknowledged
    return {
        "instants": instants,
        "acknowledged": acknowledged,
        "lost": max(0, *(fall.acknowledged - fall.present for fall in falls)),
        **spread("healthy", [fall.health for fall in falls]),
        **spread("back", [fall.back for fall in falls]),
        **spread("processor", [fall.processor for fall in falls]),
        "load_at_the_end": round(os.getloadavg()[0], 1),
    }


def spread(name: str, seconds: list[float]) -> dict[str, float]:
    """Median, nine in ten, and the most."""
    told = {"median": statistics.median(seconds), "nine_in_ten": sorted(seconds)[int(0.9 * (len(seconds) - 1))]}
    return {f"{name}_{word}_s": round(value, 2) for word, value in (told | {"worst": max(seconds)}).items()}


def everywhere(measure: Callable[..., dict], instants: int, kinds: list[str]) -> dict[str, dict[str, float]]:
    """On SQLite, and on PostgreSQL where its programs are installed."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name), Path(name) / "cache"
        cache.mkdir()
        if "sqlite" in kinds:
            found["sqlite"] = measure(f"sqlite:///{folder}/ateliers.sqlite", instants, folder, cache)
        if "postgresql" in kinds and find_postgres() is not None:
            server = Server()
            try:
                found["postgresql"] = measure(server.url("crash"), instants, folder, cache)
            finally:
                server.stop()
    return found


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--instants", type=int, default=200)
    parser.add_argument("--writer", action="store_true")
    parser.add_argument("--on", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    asked = parser.parse_args()
    measure = measure_writer if asked.writer else measure_server
    print(json.dumps(everywhere(measure, asked.instants, asked.on), indent=2))


if __name__ == "__main__":
    main()
