"""Layers that a planner gives: priority districts, components of a listed site... as shares of communes' residents.

A layer says how many live in it, not who: a run draws its households at random within each commune.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import Fault
from simulator.territory.places import frozen, refuse_twice, rows_of
from simulator.territory.readers import Column, Table, gather, read_table

LAYERS = "layers.csv"
COLUMNS = (
    Column("name"),
    Column("commune"),
    Column("share", "number", blank=True, low=0, high=1, absent=True),
    Column("source"),
    Column("note", blank=True, absent=True),
)


@dataclass(frozen=True)
class Layer:
    """A part of the territory.

    Attributes:
        name: Its name, as policies call it.
        share: Share of each commune's residents who live in it, float64 [C]; all of them where none is given.
        source: Where it comes from, every source once.
    """

    name: str
    share: np.ndarray
    source: str


def read_layers(path: Path, communes: tuple[str, ...], faults: list[Fault]) -> dict[str, Layer]:
    """The layers of a table by name, in file order; faults are added for what is wrong in it.

    Args:
        path: A CSV file: name, commune (a code), share, source.
        communes: Codes of the communes, in row order.
        faults: Where faults are added: an unknown commune, one given twice in a layer.
    """
    table = gather(faults, lambda: read_table(path, COLUMNS))
    if table is None:
        return {}
    rows = rows_of(table, "commune", communes, faults, ("commune inconnue", "unknown commune"))
    refuse_twice(table, ("name", "commune"), faults)
    return {name: _layer(table, name, rows, len(communes)) for name in dict.fromkeys(table["name"])}


def _layer(table: Table, name: str, rows: np.ndarray, communes: int) -> Layer:
    share, mine = np.zeros(communes), [i for i, word in enumerate(table["name"]) if word == name]
    for i in mine:
        share[rows[i]] = 1.0 if table["share"][i] is None else table["share"][i]
    return Layer(name, frozen(share), " ; ".join(dict.fromkeys(table["source"][i] for i in mine)))
