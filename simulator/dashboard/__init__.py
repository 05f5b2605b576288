"""The screens: choices in, results out; the only rooms, with `serve`, that know widgets."""

from __future__ import annotations

from importlib import import_module

SCREENS = {"atelier": "simulator.dashboard.app", "animation": "simulator.dashboard.team"}


def __getattr__(name: str) -> object:
    """Load a screen when it is first asked for: widgets cost a second to import."""
    if name not in SCREENS:
        raise AttributeError(f"module 'simulator.dashboard' has no attribute '{name}'")
    return getattr(import_module(SCREENS[name]), name)
