"""The workshop's dashboard: `atelier()` gives the screen, and its moves are followed off the widget's thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from simulator.answers.choices import validate
from simulator.answers.studies import Studies, sample_size
from simulator.dashboard.exploration import Exploration
from simulator.dashboard.screen import Screen
from simulator.dashboard.setting import describe
from simulator.experiments.scenario import Scenario

LOG = logging.getLogger(__name__)
WORLDS = ("tendanciel", "numerique", "sobriete", "communs", "patrimoine", "fracture")
"""Worlds on offer, the one shown first in front."""


def atelier(studies: Studies | None = None, worlds: Sequence[Scenario] | None = None) -> Screen:
    """The exploration screen: results follow the levers.

    Args:
        studies: The engine; on the Bassin minier with the usual sample when left out.
        worlds: Scenarios on offer; the bundled ones when left out.
    """
    from simulator.territory.territory import Territory

    studies = studies or Studies(Territory.load("bassin-minier"), sample_size())
    worlds = worlds or [Scenario.load(name) for name in WORLDS]
    names = tuple(world.name for world in worlds)
    first = validate(None, names)
    screen = Screen(
        setting=describe(studies.territory, worlds, studies.sample),
        choices=first.as_dict(),
        status={"state": "preparing", "done": 0, "of": studies.replications},
    )
    follow(screen, studies, worlds)
    return screen


def follow(screen: Screen, studies: Studies, worlds: Sequence[Scenario]) -> Exploration:
    """Answer the screen's moves, the first one at once."""
    deliver = _deliverer()
    exploration = Exploration(
        studies,
        worlds,
        show=lambda header, buffer: deliver(lambda: screen.show(header, buffer)),
        say=lambda status: deliver(lambda: screen.set_trait("status", status)),
    )
    names = tuple(world.name for world in worlds)
    screen.observe(_guarded(lambda change: exploration.move(validate(change["new"], names))), names="choices")
    exploration.move(validate(screen.choices, names))
    return exploration


def _guarded(callback: Callable[[dict], None]) -> Callable[[dict], None]:
    """A callback whose failure is logged here and never travels to a browser."""

    def call(change: dict) -> None:
        try:
            callback(change)
        except Exception:
            LOG.exception("a callback failed")

    return call


def _deliverer() -> Callable[[Callable[[], None]], None]:
    """How another thread hands something to the widgets: through the kernel's loop, or directly where none runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return lambda action: action()

    def deliver(action: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(_guarded(lambda _: action()), {})

    return deliver
