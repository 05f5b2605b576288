"""Travel times that a planner gives, made with real timetables, in place of the computed ones: CSV or OMX.

CSV: columns from, to, mode, period, minutes, served; `*` stands for every commune or place. OMX: matrices named
`transit_day`, `transit_evening`, `car_day`..., and one lookup of commune codes; NaN where nothing is known, infinite
where nothing runs. A pair that the file leaves out keeps its computed time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from simulator.errors import Fault, FileError
from simulator.territory import openmatrix
from simulator.territory.layout import EVERYWHERE
from simulator.territory.mobility_parameters import PERIODS
from simulator.territory.places import frozen, refuse_twice, rows_of
from simulator.territory.readers import MOST_FAULTS, Column, Table, make_fault, read_table
from simulator.territory.travel import MODES, SCHEDULED, Travel

SHORTEST, LONGEST = 0.1, 1440.0
"""Minutes of a trip, at least and at most."""
COLUMNS = (
    Column("from"),
    Column("to"),
    Column("mode", choices=MODES),
    Column("period", choices=PERIODS),
    Column("minutes", "number", blank=True, low=SHORTEST, high=LONGEST),
    Column("served", blank=True, choices=("yes", "no"), absent=True),
)
DAY, EVENING = range(len(PERIODS))
Pair = tuple[int | slice, int | slice]
NO_DAY = (
    "temps du soir sans temps de jour",
    "evening time without a day time",
    "donner aussi le jour pour cette paire et ce mode",
    "give the day too for this pair and mode",
)


@dataclass(frozen=True)
class Timetable:
    """Minutes given by a file, float64 [2 periods, 5 modes, C, P]: NaN where none is, infinite where nothing runs."""

    path: Path
    minutes: np.ndarray


def read_times(path: Path, communes: int, places: tuple[str, ...], faults: list[Fault]) -> Timetable | None:
    """The times of a file; None with its faults when it is refused.

    Args:
        path: A `.csv` or `.omx` file.
        communes: Number of communes, the first of the places.
        places: Codes of the places.
        faults: Where faults are added, a hundred at most.
    """
    found: list[Fault] = []
    minutes = np.full((len(PERIODS), len(MODES), communes, len(places)), np.nan)
    try:
        if path.suffix.casefold() == ".omx":
            _fill_from_matrices(minutes, path, places, found)
        elif path.suffix.casefold() == ".csv":
            _fill_from_rows(minutes, read_table(path, COLUMNS), places, found)
        else:
            cause = "temps de trajet ni en .csv ni en .omx", "travel times neither .csv nor .omx"
            found.append(make_fault(path, 1, (*cause, "donner un tel fichier", "give such a file")))
    except FileError as error:
        found += error.faults
    faults += found[:MOST_FAULTS]
    return None if found else Timetable(path, frozen(minutes))


def _fill_from_rows(minutes: np.ndarray, table: Table, places: tuple[str, ...], faults: list[Fault]) -> None:
    communes = places[: minutes.shape[2]]
    what = "commune inconnue", "unknown commune"
    ends = [rows_of(table, name, (*known, EVERYWHERE), faults, what)
            for name, known in (("from", communes), ("to", places))]  # fmt: skip
    refuse_twice(table, ("from", "to", "mode", "period"), faults)
    told = [_told(table, i, faults) for i in range(len(table))]
    if faults:
        return
    pairs = [(_rows(f, len(communes)), _rows(t, len(places))) for f, t in zip(*(e.tolist() for e in ends), strict=True)]
    keys = list(zip(map(PERIODS.index, table["period"]), map(MODES.index, table["mode"]), strict=True))
    for i in sorted(range(len(table)), key=lambda i: -sum(isinstance(end, slice) for end in pairs[i])):
        minutes[(*keys[i], *pairs[i])] = told[i]
    for i, (period, mode) in enumerate(keys):
        if period == EVENING and _lacks_day(minutes[:, mode], pairs[i]):
            faults.append(table.fault(i, NO_DAY))


def _rows(row: int, everywhere: int) -> int | slice:
    return slice(None) if row == everywhere else row


def _told(table: Table, row: int, faults: list[Fault]) -> float:
    """Minutes of a row, infinite where nothing runs; a fault where it says both, neither, or what cannot be."""
    given, serves = table["minutes"][row], table["served"][row] != "no"
    mode = table["mode"][row]
    if serves and given is None:
        repair = "remplir la case, ou écrire served = no", "fill the cell, or write served = no"
        faults.append(table.fault(row, ("« minutes » est vide", "'minutes' is empty", *repair)))
    if not serves and given is not None:
        cause = "des minutes là où rien ne circule (served = no)", "minutes where nothing runs (served = no)"
        faults.append(table.fault(row, (*cause, "garder l’un des deux", "keep one of them")))
    if not serves and mode not in SCHEDULED:
        faults.append(table.fault(row, _always(mode)))
    return float(given) if serves and given is not None else np.inf


def _always(mode: str) -> tuple[str, str, str, str]:
    scheduled = " et ".join(SCHEDULED), " and ".join(SCHEDULED)
    cause = f"« {mode} » ne peut pas manquer", f"'{mode}' cannot be lacking"
    return *cause, f"seuls {scheduled[0]} peuvent ne pas circuler", f"only {scheduled[1]} may not run"


def _lacks_day(minutes: np.ndarray, pair: Pair) -> bool:
    """Whether an evening time stands where the day has none, or where nothing runs by day."""
    day, evening = minutes[DAY][pair], minutes[EVENING][pair]
    return bool(np.any(~np.isnan(evening) & ~np.isfinite(day) & ~(np.isinf(day) & np.isinf(evening))))


def _fill_from_matrices(minutes: np.ndarray, path: Path, places: tuple[str, ...], faults: list[Fault]) -> None:
    names = {f"{mode}_{period}": (p, m) for p, period in enumerate(PERIODS) for m, mode in enumerate(MODES)}
    matrices, rows = openmatrix.read(path, tuple(names), places)
    to = np.flatnonzero(rows >= 0)
    homes = to[rows[to] < minutes.shape[2]]
    for name, matrix in matrices.items():
        given = matrix[np.ix_(homes, to)]
        words = _wrong(name, given)
        if words is not None:
            faults.append(make_fault(path, 1, words))
        minutes[names[name]][np.ix_(rows[homes], rows[to])] = given
    for mode, word in enumerate(MODES):
        if not faults and _lacks_day(minutes[:, mode], (slice(None), slice(None))):
            name = f"{word}_evening"
            faults.append(make_fault(path, 1, (f"« {name} » : {NO_DAY[0]}", f"'{name}': {NO_DAY[1]}", *NO_DAY[2:])))


def _wrong(name: str, given: np.ndarray) -> tuple[str, str, str, str] | None:
    """What no time can be in a matrix: negative, nought, too long, or a road that does not exist."""
    mode = name.rpartition("_")[0]
    if mode not in SCHEDULED and np.isinf(given).any():
        return _always(mode)
    bad = given[~np.isnan(given) & ~np.isposinf(given) & ~((given >= SHORTEST) & (given <= LONGEST))]
    if not bad.size:
        return None
    many, first = bad.size, float(bad[0])
    return (
        f"« {name} » : {many} temps hors limites, dont {first:g}",
        f"'{name}': {many} times out of range, {first:g} among them",
        f"attendu entre {SHORTEST:g} et {LONGEST:g} minutes, ou NaN, ou infini",
        f"expected between {SHORTEST:g} and {LONGEST:g} minutes, or NaN, or infinite",
    )


def with_times(travel: Travel, times: Timetable) -> Travel:
    """Computed travel with a planner's times in their place; distances and fares stay.

    Args:
        travel: The computed times.
        times: The given ones.
    """
    given, evening = times.minutes
    minutes = np.where(np.isnan(given), travel.minutes, given)
    gap = np.full(minutes.shape, np.nan)
    both = np.isfinite(evening) & np.isfinite(minutes)
    gap[both] = evening[both] - minutes[both]
    gap[np.isinf(evening) & np.isfinite(minutes)] = np.inf
    return replace(travel, minutes=minutes, evening_gap=None if np.isnan(gap).all() else gap)
