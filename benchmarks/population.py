"""How long residents take to make: python benchmarks/population.py [SIZE ...], sizes in rows or "all"."""

from __future__ import annotations

import os
import sys
import tempfile
import time

from simulator import cache
from simulator.population.synthesis import synthesise
from simulator.population.ties import likeness
from simulator.territory.territory import Territory

SIZES = ("20000", "60000", "all")


def measure(territory, size: int | str) -> str:
    start = time.perf_counter()
    people = synthesise(territory, size)
    made = time.perf_counter() - start
    start = time.perf_counter()
    synthesise(territory, size)
    read = time.perf_counter() - start
    worst = ", ".join(f"{m.name} {m.largest:.3f}/{m.mean:.3f}" for m in people.fit)
    ratio = likeness(people.ties, people.education, people.weight)
    return (
        f"{people.size:>9} rows: made {made:.2f} s, read back {read:.2f} s; same diploma x{ratio:.2f}; "
        f"largest/mean error in points: {worst}"
    )


def main(sizes: list[str]) -> None:
    territory = Territory.load("bassin-minier")
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache.VARIABLE] = folder
        start = time.perf_counter()
        synthesise(territory, 300)
        print(f"first use, compilation or its cache included: {time.perf_counter() - start:.2f} s")
        for size in sizes:
            print(measure(territory, size if size == "all" else int(size)))


if __name__ == "__main__":
    main(sys.argv[1:] or list(SIZES))
