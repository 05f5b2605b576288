"""How long residents take to make: python benchmarks/population.py [SIZE ...], sizes in rows or "all"."""

from __future__ import annotations

import argparse
import os
import tempfile
import time

from simulator import cache
from simulator.population.synthesis import synthesise
from simulator.population.ties import likeness
from simulator.territory.territory import Territory

SIZES = (20_000, 60_000, "all")


def size_of(word: str) -> int | str:
    """A number of rows, or "all"."""
    return word if word == "all" else int(word)


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


def main(sizes: list[int | str]) -> None:
    territory = Territory.load("bassin-minier")
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache.VARIABLE] = folder
        start = time.perf_counter()
        synthesise(territory, 300)
        print(f"first use, compilation or its cache included: {time.perf_counter() - start:.2f} s")
        for size in sizes:
            print(measure(territory, size))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=size_of, default=SIZES)
    main(parser.parse_args().sizes)
