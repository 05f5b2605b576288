"""Communes, agglomerations, poles, stations, transport networks: frozen columns of one length each."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from simulator.errors import Fault
from simulator.reading import nearest_or
from simulator.territory.readers import Table

ADD_ROW = "ajouter sa ligne à la table qui la définit", "add its row to the table that defines it"


@dataclass(frozen=True)
class Agglomerations:
    """A agglomerations: codes, full names, short names."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    short_name: tuple[str, ...]


@dataclass(frozen=True)
class Communes:
    """C communes: INSEE codes, names, agglomeration's row (int16), residents (int64), points, areas (float64)."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    agglomeration: np.ndarray
    residents: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    area_km2: np.ndarray


@dataclass(frozen=True)
class Poles:
    """Places outside the perimeter whose supply counts: codes, names, points (float64)."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    latitude: np.ndarray
    longitude: np.ndarray


@dataclass(frozen=True)
class Stations:
    """Railway stations: UIC codes, names, row in places (int32), points; `served` is "yes", "no" or "unknown"."""

    uic: tuple[str, ...]
    name: tuple[str, ...]
    place: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    served: tuple[str, ...]


@dataclass(frozen=True)
class Fare:
    """A fare that a network charges from a month on: row of the network, month of year 0, who pays, EUR, source."""

    network: int
    month: int
    audience: str
    fare: float
    source: str
    confidence: str


@dataclass(frozen=True)
class Networks:
    """Transport networks.

    Attributes:
        code: Codes.
        name: Names.
        commune: Row of each commune's network, -1 for none, int16 [C].
        free_train: Whether trains inside the network are free for residents, bool [networks].
        fares: Every fare known, by date.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    commune: np.ndarray
    free_train: np.ndarray
    fares: tuple[Fare, ...]

    def fare(self, year: int, month: int = 1, audience: str = "all") -> np.ndarray:
        """EUR for one trip on each network in that month, float64 [networks]: the latest fare begun, 0 if unknown."""
        now, fares = year * 12 + month - 1, np.zeros(len(self.code))
        for fare in sorted(self.fares, key=lambda f: f.month):
            if fare.month <= now and fare.audience == audience:
                fares[fare.network] = fare.fare
        return fares


def numbers(table: Table, name: str, kind: type = np.float64) -> np.ndarray:
    """A column without blanks as an array that cannot be written to."""
    return frozen(np.array(table[name], dtype=kind))


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, refused for writing from now on."""
    array.flags.writeable = False
    return array


def rows_of(
    table: Table, column: str, known: tuple[str, ...], faults: list[Fault], what: tuple[str, str]
) -> np.ndarray:
    """Rows that a column's codes stand for, int32; -1 for a blank, a fault for a code that is unknown.

    Args:
        table: The table.
        column: Its column of codes.
        known: The codes, in row order.
        faults: Where faults are added.
        what: The cause of a code that is unknown, in French and in English.
    """
    row_of = {code: row for row, code in enumerate(known)}
    rows = np.full(len(table), -1, np.int32)
    for i, code in enumerate(table[column]):
        if code in row_of:
            rows[i] = row_of[code]
        elif code is not None:
            cause = f"{what[0]} « {code} »", f"{what[1]} '{code}'"
            faults.append(table.fault(i, (*cause, *nearest_or(code, known, ADD_ROW))))
    return frozen(rows)


def refuse_twice(table: Table, columns: tuple[str, ...], faults: list[Fault]) -> None:
    """A fault for each record whose words in `columns`, together, stand in an earlier one too."""
    first: dict[tuple, int] = {}
    for i, key in enumerate(zip(*(table[column] for column in columns), strict=True)):
        line = first.setdefault(key, table.lines[i])
        if line != table.lines[i]:
            words = " / ".join(map(str, key))
            cause = f"{words} en double (déjà ligne {line})", f"duplicate {words} (already on line {line})"
            faults.append(table.fault(i, (*cause, "n’en garder qu’une", "keep one only")))


def read_communes(table: Table, agglomerations: tuple[str, ...], faults: list[Fault]) -> Communes:
    """The communes, with a fault for each agglomeration that is not in its table."""
    zone = rows_of(table, "agglomeration", agglomerations, faults, ("agglomération inconnue", "unknown agglomeration"))
    return Communes(
        code=tuple(table["code"]),
        name=tuple(table["name"]),
        agglomeration=frozen(zone.astype(np.int16)),
        residents=numbers(table, "residents", np.int64),
        latitude=numbers(table, "latitude"),
        longitude=numbers(table, "longitude"),
        area_km2=numbers(table, "area_km2"),
    )


def read_agglomerations(table: Table) -> Agglomerations:
    """The agglomerations; where no short name is given, the full one."""
    names = tuple(table["name"])
    short = tuple(s or n for s, n in zip(table["short_name"], names, strict=True))
    return Agglomerations(tuple(table["code"]), names, short)


def check_totals(table: Table, communes: Communes, faults: list[Fault]) -> None:
    """A fault for each agglomeration without communes, or whose figures are not the sums over its communes."""
    for i in range(len(table)):
        inside = communes.agglomeration == i
        found = {"communes": int(inside.sum()), "residents": int(communes.residents[inside].sum())}
        if not found["communes"]:
            cause = "aucune commune n’y est rattachée", "no commune belongs to it"
            faults.append(
                table.fault(i, (*cause, "l’enlever ou corriger communes.csv", "remove it or correct communes.csv"))
            )
            continue
        for column, value in found.items():
            said = table[column][i]
            if said is not None and said != value:
                cause = f"« {column} » = {said}, mais communes.csv en donne {value}"
                cause_en = f"'{column}' = {said}, but communes.csv gives {value}"
                faults.append(table.fault(i, (cause, cause_en, "corriger l’un des deux", "correct one of them")))


def read_poles(table: Table | None, communes: tuple[str, ...], faults: list[Fault]) -> Poles:
    """The poles; none without the table, a fault for a pole that is also a commune."""
    if table is None:
        return Poles((), (), frozen(np.zeros(0)), frozen(np.zeros(0)))
    for i, code in enumerate(table["code"]):
        if code in communes:
            cause = f"{code} est aussi une commune du territoire", f"{code} is also a commune of the territory"
            faults.append(table.fault(i, (*cause, "garder l’un des deux", "keep one of them")))
    points = numbers(table, "latitude"), numbers(table, "longitude")
    return Poles(tuple(table["code"]), tuple(table["name"]), *points)


def read_stations(table: Table | None, places: tuple[str, ...], faults: list[Fault]) -> Stations:
    """The stations; none without the table."""
    if table is None:
        nothing = frozen(np.zeros(0))
        return Stations((), (), frozen(np.zeros(0, np.int32)), nothing, nothing, ())
    place = rows_of(table, "place", places, faults, ("commune inconnue", "unknown commune"))
    points = numbers(table, "latitude"), numbers(table, "longitude")
    return Stations(tuple(table["uic"]), tuple(table["name"]), place, *points, tuple(table["served"]))


def read_networks(
    table: Table | None, fares: Table | None, communes: Communes, agglomerations: tuple[str, ...], faults: list[Fault]
) -> Networks:
    """The networks and their fares; none without the table."""
    commune = np.full(len(communes.code), -1, np.int16)
    if table is None:
        return Networks((), (), frozen(commune), frozen(np.zeros(0, bool)), ())
    zones = rows_of(table, "agglomeration", agglomerations, faults, ("agglomération inconnue", "unknown agglomeration"))
    codes = tuple(dict.fromkeys(table["code"]))
    free, names = np.zeros(len(codes), bool), {}
    refuse_twice(table, ("agglomeration",), faults)
    for i, record in table.records():
        row = codes.index(record["code"])
        names.setdefault(record["code"], record["name"])
        free[row] |= record["free_train"] == "yes"
        commune[communes.agglomeration == zones[i]] = row
    known = _read_fares(fares, codes, faults) if fares is not None else ()
    return Networks(codes, tuple(names[c] for c in codes), frozen(commune), frozen(free), known)


def _read_fares(table: Table, codes: tuple[str, ...], faults: list[Fault]) -> tuple[Fare, ...]:
    rows = rows_of(table, "network", codes, faults, ("réseau inconnu", "unknown network"))
    refuse_twice(table, ("network", "start", "audience"), faults)
    fares = []
    for i, record in table.records():
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", record["start"])
        if match is None:
            cause = f"« start » = {record['start']}", f"'start' = {record['start']}"
            faults.append(
                table.fault(i, (*cause, "écrire l’année et le mois : 2026-01", "write year and month: 2026-01"))
            )
            continue
        month = int(match[1]) * 12 + int(match[2]) - 1
        source = record["source"] or ""
        fares.append(Fare(int(rows[i]), month, record["audience"], record["fare"], source, record["confidence"]))
    return tuple(fares)


def read_neighbours(table: Table | None, communes: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Pairs of rows of communes that touch each other, int32 [n, 2]."""
    if table is None:
        return frozen(np.zeros((0, 2), np.int32))
    what = "commune inconnue", "unknown commune"
    ends = [rows_of(table, column, communes, faults, what) for column in ("commune", "neighbour")]
    refuse_twice(table, ("commune", "neighbour"), faults)
    for i, pair in enumerate(zip(table["commune"], table["neighbour"], strict=True)):
        if pair[0] == pair[1]:
            cause = f"{pair[0]} est sa propre voisine", f"{pair[0]} is its own neighbour"
            faults.append(table.fault(i, (*cause, "retirer la ligne", "remove the row")))
    return frozen(np.stack(ends, axis=1))
