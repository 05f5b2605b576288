"""How a quantity of the equations is declared: one line of arguments, tags by their first letter."""

from __future__ import annotations

from simulator.parameters import Parameter, Tag

A, D, Q, C = Tag.ASSUMED, Tag.DERIVED, Tag.QUOTED, Tag.CALIBRATED


def declare(
    name: str, default, unit: str, bounds: tuple[float, float], tag: Tag, source: str, fr: str, en: str
) -> Parameter:
    """A quantity with its default, unit, bounds, evidence, source and names in French and English."""
    return Parameter(name, default, unit, bounds, tag, source, fr, en)
