"""Looking files and folders over before anything is run: every fault of every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.errors import Fault, FileError
from simulator.experiments.schemas import kind_of, load
from simulator.reading import Message, read_yaml

FILES = (".yaml", ".yml")
NEITHER = Message(
    "ni un scénario, ni une politique",
    "neither a scenario nor a policy",
    "commencer par « scenario: … » ou « policy: … »",
    "start with 'scenario: ...' or 'policy: ...'",
)


def check_places(places: Iterable[Path]) -> tuple[int, list[Fault]]:
    """Check files and folders.

    Args:
        places: Scenario or policy files, territory folders, or folders that hold such things.

    Returns:
        How many files and territories were looked at, and every fault found, place by place.
    """
    looked, faults = 0, []
    for place in places:
        for thing in _things(place):
            looked += 1
            faults += check_territory(thing) if thing.is_dir() else check_file(thing)
    return looked, faults


def check_file(path: Path) -> list[Fault]:
    """Every fault of a scenario or policy file."""
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
    """Every fault of a territory folder, or the one that says that it is none."""
    from simulator.territory.territory import Territory

    return Territory.check(folder)


def _things(place: Path) -> Iterator[Path]:
    """The files and territory folders that `place` stands for; `place` itself when it stands for nothing else."""
    if not place.is_dir() or any(place.glob("*.csv")):
        yield place
        return
    inside = sorted(path for path in place.rglob("*") if path.suffix in FILES and path.is_file())
    yield from inside or [place]
