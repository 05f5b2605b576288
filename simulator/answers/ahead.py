"""Access tables made ahead of the runs that need them, on every core, and dropped as soon as nobody waits for them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.calendar import MONTHS, january, year_of
from simulator.errors import Cancelled

if TYPE_CHECKING:
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Study
    from simulator.model.situation import Situation


def situations_of(study: Study, policy: Policy) -> list[Situation]:
    """The situations that a policy brings about, in the order in which a run meets them."""
    from simulator.model.drivers import Drivers
    from simulator.model.model import REFRESH_MONTHS

    drivers, levers = Drivers(study.scenario.drivers), study.intensities(policy)
    found: dict[Situation, None] = {}
    for month in range(0, MONTHS, REFRESH_MONTHS):
        year = year_of(month)
        shares = levers.of_places(month)
        found[study.book.situation(drivers, year, january(year), shares, levers.where)] = None
    return list(found)


def make_ahead(study: Study, policy: Policy, stop: threading.Event) -> None:
    """Make the tables of a policy before its first run, several at once; those made before cost nothing.

    Raises:
        Cancelled: `stop` was set.
    """

    def make(situation: Situation) -> None:
        if not stop.is_set():
            study.book.make_ready(situation)

    with ThreadPoolExecutor(study.threads) as pool:
        list(pool.map(make, situations_of(study, policy)))
    if stop.is_set():
        raise Cancelled
