"""Every pattern, in the order in which people read them, and the way to measure them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.experiments.calibration import Fit, calibrate
from simulator.experiments.validation.inequality import INEQUALITY
from simulator.experiments.validation.levels import LEVELS
from simulator.experiments.validation.local import LOCAL
from simulator.experiments.validation.mechanisms import OFF
from simulator.experiments.validation.openings import OPENINGS
from simulator.experiments.validation.pattern import Finding, Pattern
from simulator.experiments.validation.prices import PRICES
from simulator.experiments.validation.stability import STABILITY
from simulator.experiments.validation.submodels import SUBMODELS
from simulator.experiments.validation.verification import VERIFICATION
from simulator.experiments.validation.world import World, beyond
from simulator.model.access import AccessBook
from simulator.model.calibrated import parameters_of
from simulator.parameters import ParameterSet

ORDER = (
    *("P1", "P2", "P2b", "P3", "P4", "P5", "P6", "P6b", "P6c", "P7", "P8", "P9", "P10", "P11", "P12", "P13"),
    *("P14", "P15", "P16", "P17", "P18", "P19", "P20", "V1", "V2", "V3", "V4", "V5", "V6", "L1", "L2", "L3", "L4"),
)
_FAMILIES = (LEVELS, INEQUALITY, PRICES, OPENINGS, SUBMODELS, STABILITY, VERIFICATION, LOCAL)
PATTERNS: tuple[Pattern, ...] = tuple(
    sorted((pattern for family in _FAMILIES for pattern in family), key=lambda pattern: ORDER.index(pattern.id))
)
CARRIED = tuple(pattern for pattern in PATTERNS if pattern not in VERIFICATION)
"""Patterns that a mechanism may carry: all but those of the program itself."""
ROUNDS = 8
SEEDS = (1, 2)
"""Histories over which intercepts are fitted again when a mechanism is off."""

Progress = Callable[[float], object]


def find_all(
    world: World, patterns: Sequence[Pattern] = PATTERNS, progress: Progress = lambda share: None
) -> list[Finding]:
    """Measure patterns one after the other."""
    found = []
    for done, pattern in enumerate(patterns, 1):
        found.append(pattern.find(world))
        progress(done / len(patterns))
    return found


def without(territory, people, mechanism: str, progress: Progress = lambda share: None) -> ParameterSet:
    """The model's parameters with a mechanism off (a name of `mechanisms.OFF`), intercepts fitted to P1 again.

    Args:
        territory: The territory.
        people: Its population, on which intercepts are fitted.
        mechanism: What is taken out.
        progress: Told the share done.
    """
    start = beyond(parameters_of(territory), **OFF[mechanism])
    how = Fit(SEEDS, ROUNDS, AccessBook(territory, start))
    return calibrate(territory, people, start, how, progress=progress)[0]
