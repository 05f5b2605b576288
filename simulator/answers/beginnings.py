"""What a world lives before any plan can be felt: played once for each replication, then every plan goes on from it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.calendar import FIRST_DECISION_YEAR, january
from simulator.errors import Cancelled
from simulator.experiments.policy import Policy
from simulator.model.levers import DELAY_MONTHS

if TYPE_CHECKING:
    import numpy as np

    from simulator.experiments.run import Run, Study
    from simulator.model.model import CultureModel

FIRST_FELT = january(FIRST_DECISION_YEAR) + DELAY_MONTHS
"""The first month in which money spent from the first year of decisions on can be felt."""


class Beginnings:
    """The states of a world in its first month that a plan can change, one for each replication."""

    def __init__(self, study: Study) -> None:
        """Nothing is played yet."""
        self._study = study
        self._kept: dict[int, dict[str, np.ndarray]] = {}

    def play(
        self,
        policy: Policy,
        replication: int,
        stop: threading.Event | None = None,
        threads: int | None = None,
    ) -> Run:
        """Play a policy to December 2040: what `Study.run` gives, to the bit, and sooner where its beginning is known.

        Raises:
            Cancelled: `stop` was set.
        """
        return self._study.play(self.begin(policy, replication, stop, threads), policy, replication, stop)

    def begin(
        self,
        policy: Policy,
        replication: int,
        stop: threading.Event | None = None,
        threads: int | None = None,
    ) -> CultureModel:
        """The model that plays a policy, from where its beginning is known to; for `Study.play`, or to be closed.

        Raises:
            Cancelled: `stop` was set.
        """
        _check(stop)
        start = self._kept.get(replication) if self._study.felt(policy) >= FIRST_FELT else None
        return self._study.model(policy, replication, threads, start)

    def make(self, replication: int, stop: threading.Event | None = None, threads: int | None = None) -> None:
        """Play a replication's beginning, once; on every core, or on so many threads.

        Raises:
            Cancelled: `stop` was set.
        """
        _check(stop)
        if replication in self._kept:
            return
        model = self._study.model(Policy.none, replication, threads)
        try:
            model.run_to(FIRST_FELT, stop)
            self._kept[replication] = model.save()
        finally:
            model.close()

    def make_all(self, stop: threading.Event) -> None:
        """Play every beginning that is missing, one on each core.

        Raises:
            Cancelled: `stop` was set.
        """
        with ThreadPoolExecutor(self._study.threads) as pool:
            list(pool.map(lambda r: self.make(r, stop, threads=1), range(self._study.replications)))

    def drop(self) -> None:
        """Forget them: the visitor is in another world."""
        self._kept.clear()


def _check(stop: threading.Event | None) -> None:
    if stop is not None and stop.is_set():
        raise Cancelled
