"""Figures from tables, with matplotlib; no widgets, no pyplot state.

Every function returns a `Chart`: a matplotlib figure with its `sentence` and its `table`.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {"Chart": "figure", "change_map": "maps", "curves": "lines", "groups": "bars", "map": "maps"}

__all__ = ["Chart", "change_map", "curves", "groups", "map"]


def __getattr__(name: str) -> object:
    """Load a figure when it is first asked for: pages and prints need the palette alone, not matplotlib and pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator.charts' has no attribute '{name}'")
    return getattr(import_module(f"simulator.charts.{_HOMES[name]}"), name)
