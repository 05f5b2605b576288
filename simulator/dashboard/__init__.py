"""The screens: choices in, results out; the only rooms, with `serve`, that know widgets."""

from __future__ import annotations

from importlib import import_module


def __getattr__(name: str) -> object:
    """Load the screen when it is first asked for: widgets cost a second to import."""
    if name != "atelier":
        raise AttributeError(f"module 'simulator.dashboard' has no attribute '{name}'")
    return import_module("simulator.dashboard.app").atelier
