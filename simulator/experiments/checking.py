"""Looking files and folders over before anything is run: every fault of every one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.errors import Fault, FileError
from simulator.experiments.schemas import kind_of, load
from simulator.reading import Message, fault, read_yaml

FILES = (".yaml", ".yml")
TABLES = (".csv", ".geojson")
WITH_ITS_FOLDER = (
    "c’est une table de territoire, vérifiée avec les autres",
    "this is a table of a territory, checked with the others",
    "donner son dossier",
    "give its folder",
)
NEITHER = Message(
    "ni un scénario, ni une politique, ni un atelier",
    "neither a scenario, nor a policy, nor a workshop",
    "commencer par « scenario: … », « policy: … » ou « workshop: … »",
    "start with 'scenario: ...', 'policy: ...' or 'workshop: ...'",
)


def check_places(places: Iterable[Path]) -> tuple[int, list[Fault]]:
    """Check files and folders.

    Args:
        places: Scenario, policy or workshop files, territory folders, or folders that hold such things.

    Returns:
        How many files and territories were looked at, and every fault found, place by place.
    """
    looked, faults = 0, []
    for place in places:
        for thing in _things(place):
            looked += 1
            faults += check_territory(thing) if os.path.isdir(thing) else check_file(thing)
    return looked, faults


def check_file(path: Path) -> list[Fault]:
    """Every fault of a scenario, policy or workshop file."""
    if path.suffix in TABLES and not os.path.isdir(path):
        return [fault(path, 1, *WITH_ITS_FOLDER)]
    try:
        document = read_yaml(path)
        kind = kind_of(document)
        if kind is None:
            return [document.fault((), NEITHER)]
        load(document, kind)
    except FileError as error:
        return error.faults
    return []


def check_territory(folder: Path) -> list[Fault]:
    """Every fault of a territory folder, or the one that says that it is none; what a run would refuse is a fault."""
    from simulator.experiments.intercepts import check_intercepts
    from simulator.population.sound import check_margins
    from simulator.territory.territory import Territory

    faults = Territory.check(folder)
    if faults:
        return faults
    territory = Territory.load(folder)
    return check_margins(territory) + check_intercepts(territory.folder)


def _things(place: Path) -> list[Path]:
    """The files and territory folders that `place` stands for; `place` itself when it holds none."""
    return list(_inside(place)) or [place]


def _inside(place: Path) -> Iterator[Path]:
    if not os.path.isdir(place) or _is_territory(place):
        yield place
        return
    for child in sorted(place.iterdir()):
        folder = child.is_dir() and not child.is_symlink() and not child.name.startswith(".")
        if folder or (child.is_file() and child.suffix in FILES):
            yield from _inside(child)


def _is_territory(folder: Path) -> bool:
    """Whether it holds a territory's file: results and spreadsheets kept beside policies make no territory."""
    from simulator.territory.layout import HEADING, TABLES

    return any((folder / name).exists() for name in (HEADING, *TABLES))
