"""Every number of every table of a territory: NaN, infinite and below its range are refused, with line and repair."""

from __future__ import annotations

import csv
import math
import shutil
from pathlib import Path

import pytest

from simulator.territory.layout import TABLES, TIMES
from simulator.territory.territory import Territory
from simulator.territory.timetables import COLUMNS

VILLAGE = Path(__file__).parent / "village"
SOUND = {
    "organisations.csv": {"code": "o", "name": "Une", "budget": "1000", "public_share": "0.5", "confidence": "known"},
    "ties.csv": {"between": "o", "and": "u", "kind": "ticket", "strength": "0.5", "confidence": "known"},
    "stations.csv": {"uic": "1", "name": "G", "place": "A", "latitude": "50.4", "longitude": "2.8", "served": "yes"},
    "networks.csv": {"code": "bus", "name": "Bus", "agglomeration": "V", "free_train": "no", "confidence": "known"},
    "fares.csv": {"network": "bus", "start": "2026-01", "audience": "all", "fare": "1", "confidence": "known"},
    "margins.csv": {"agglomeration": "V", "margin": "age", "category": "0-14", "value": "18", "unit": "%",
                    "year": "2022", "confidence": "known"},
    "spending.csv": {"lever": "hours", "euros": "1000", "year": "2025", "confidence": "assumed"},
    "travel.csv": {"from": "A", "to": "B", "mode": "car", "period": "day", "minutes": "9"},
}  # fmt: skip
DECLARED = {name: columns for name, (columns, _, _) in TABLES.items()} | {TIMES[0]: COLUMNS}
NUMBERS = [
    (name, column) for name, columns in DECLARED.items() for column in columns if column.kind in ("whole", "number")
]


@pytest.fixture
def folder(tmp_path) -> Path:
    """The village with a sound row in every table that has numbers."""
    folder = Path(shutil.copytree(VILLAGE, tmp_path / "village"))
    for name, record in SOUND.items():
        rows = [record, {**record, "code": "u"}] if name == "organisations.csv" else [record]
        write(folder / name, rows)
    assert Territory.check(folder) == []
    return folder


def write(path: Path, rows: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def below(low: float) -> str:
    return "-91" if low == -90 else "-181" if low == -180 else "0" if low > 0 else "-1"


@pytest.mark.parametrize(("name", "column"), NUMBERS, ids=[f"{name}:{column.name}" for name, column in NUMBERS])
def test_nan_infinite_and_too_low_are_refused_in_any_table(folder, name, column):
    assert math.isfinite(column.low), "a number without a lowest value would let a negative one in"
    path = folder / name
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for wrong in ("nan", "NaN", "inf", "-inf", below(column.low)):
        write(path, [{**rows[0], column.name: wrong}, *rows[1:]])
        found = [fault for fault in Territory.check(folder) if fault.path == path]
        assert [(fault.line, bool(fault.repair_fr and fault.repair_en)) for fault in found] == [(2, True)], wrong
        assert wrong in found[0].cause_en
        assert f"'{column.name}'" in found[0].cause_en


def test_eleven_tables_hold_numbers():
    assert len({name for name, _ in NUMBERS}) == 11
