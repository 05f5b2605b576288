"""P20: without any policy and with frozen drivers, nothing drifts by itself."""

from __future__ import annotations

from simulator.experiments.validation.levels import NAMES
from simulator.experiments.validation.pattern import Pattern, Words, at_most
from simulator.experiments.validation.world import World


def _drifts(world: World) -> list[float]:
    """Largest distance of any year's rate from that of 2025, by domain and for amateur practice."""
    found = []
    for name in NAMES:
        rates = sum(life.run.share(name)[:, 0] for life in world.lives) / len(world.lives)
        found.append(float(abs(rates - rates[0]).max()))
    return found


def _label(name: str) -> Words:
    return ("pratique amateur", "amateur practice") if name == "amateur" else (name, name)


STABILITY = (
    Pattern(
        "P20",
        ("Rien ne dérive en quinze ans, tendances figées", "Nothing drifts in fifteen years, drivers frozen"),
        tuple(at_most(0.01, 0.0, _label(name), share=True) for name in NAMES),
        "rule of the model: one point at most in any year and domain",
        _drifts,
    ),
)
