"""Models of a world kept ready for the next plan: they have lived the months that no plan can change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from simulator.calendar import FIRST_DECISION_YEAR, january
from simulator.errors import Cancelled
from simulator.model.levers import DELAY_MONTHS

if TYPE_CHECKING:
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Run, Study
    from simulator.model.model import CultureModel

FIRST_FELT = january(FIRST_DECISION_YEAR) + DELAY_MONTHS
"""The first month in which money spent from the first year of decisions on can be felt."""


class Spares:
    """One model for each replication, each used once, then made again while nobody waits."""

    def __init__(self, study: Study) -> None:
        """Nothing is made yet."""
        self._study = study
        self._kept: dict[int, CultureModel] = {}
        self._lock = threading.Lock()

    def play(self, policy: Policy, replication: int, stop: threading.Event | None = None) -> Run:
        """Play a policy to December 2040: what `Study.run` gives, to the bit, and sooner where a spare is ready.

        The first replication takes every core, as somebody waits for it; the others one each.

        Raises:
            Cancelled: `stop` was set.
        """
        _check(stop)
        if self._study.felt(policy) < FIRST_FELT:
            return self._study.run(policy, replication, stop, self._threads(replication))
        model = self._take(replication) or self._study.model(policy, replication, self._threads(replication))
        model.levers = self._study.intensities(policy)
        return self._study.play(model, policy, replication, stop)

    def make(self, replication: int, stop: threading.Event | None = None) -> None:
        """Make a replication's spare where there is none.

        Raises:
            Cancelled: `stop` was set.
        """
        from simulator.experiments.policy import Policy

        _check(stop)
        if replication in self._kept:
            return
        model = self._study.model(Policy.none, replication, self._threads(replication))
        try:
            model.run_to(FIRST_FELT, stop)
        except BaseException:
            model.close()
            raise
        with self._lock:
            other, self._kept[replication] = self._kept.get(replication), model
        if other is not None:
            other.close()

    def make_all(self, stop: threading.Event) -> None:
        """Make every spare that is missing, one on each core.

        Raises:
            Cancelled: `stop` was set.
        """
        with ThreadPoolExecutor(self._study.threads) as pool:
            list(pool.map(lambda replication: self.make(replication, stop), range(self._study.replications)))

    def drop(self) -> None:
        """Let every spare go: the visitor is in another world."""
        with self._lock:
            models, self._kept = list(self._kept.values()), {}
        for model in models:
            model.close()

    def _take(self, replication: int) -> CultureModel | None:
        with self._lock:
            return self._kept.pop(replication, None)

    def _threads(self, replication: int) -> int:
        return self._study.threads if replication == 0 else 1


def _check(stop: threading.Event | None) -> None:
    if stop is not None and stop.is_set():
        raise Cancelled
