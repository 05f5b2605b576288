"""Bassin 2040: an agent-based model of cultural participation in the Bassin minier du Nord-Pas-de-Calais to 2040."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("bassin2040")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"

_HOMES = {
    "Territory": "simulator.territory.territory",
    "synthesise": "simulator.population.synthesis",
    "CultureModel": "simulator.model.model",
    "Scenario": "simulator.experiments.scenario",
    "Policy": "simulator.experiments.policy",
    "Study": "simulator.experiments.run",
    "run": "simulator.experiments.run",
    "compare": "simulator.experiments.compare",
    "charts": "simulator.charts",
    "SimulatorError": "simulator.errors",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: mesa and numba alone cost seconds to import."""
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute '{name}'")
    module = import_module(_HOMES[name])
    value = module if name == "charts" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
