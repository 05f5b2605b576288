"""From budgets to what the month feels: intensities of the levers in force (S1)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.calendar import MONTHS, Timeline, timeline_value
from simulator.model.levers import AMATEURS, LEVERS, OUTREACH, TRANSPORT
from simulator.model.recorder import YEARS
from simulator.model.state import FIRST_GOING_AGE
from simulator.parameters import ParameterSet


class Intensities:
    """Every lever's intensity, month by month; nothing before 2026."""

    def __init__(self, levers: Mapping[str, Timeline], residents: int, practice_places: int, p: ParameterSet) -> None:
        """Tabulate intensities from January 2026 to December 2040.

        Args:
            levers: Lever name to euros a year.
            residents: Persons in the territory.
            practice_places: Places of amateur practice today.
            p: The model's parameters.
        """
        self._residents = residents
        self._reach = p.contact_reach
        self.budgets = dict(levers)
        self._ceilings = {
            "outreach": OUTREACH.ceiling.default * residents,
            "transport": TRANSPORT.ceiling.default * residents,
            "amateurs": AMATEURS.ceiling.default * practice_places,
        }
        self._units = {name: self._tabulate(name) for name in self.budgets}
        self._nobody = np.zeros(len(self._reach))

    def _tabulate(self, name: str) -> list[float]:
        return LEVERS[name].intensities(self.budgets[name], range(MONTHS + 1), self._ceilings[name])

    def units(self, name: str, month: int) -> float:
        """Units a year of lever `name` in force in `month`."""
        return self._units[name][month] if name in self._units and month >= 0 else 0.0

    def share(self, name: str, month: int) -> float:
        """Intensity as a share of the lever's ceiling, 0..1."""
        ceiling = self._ceilings[name]
        return self.units(name, month) / ceiling if ceiling else 0.0

    def contact_chances(self, month: int, shares: np.ndarray) -> np.ndarray:
        """Chance of a contact this month by education, float64 [4].

        Args:
            month: Month number.
            shares: Residents of six and over, who alone are met, by education, as shares of all residents; float64 [4].
        """
        monthly = self.units("outreach", month) / 12.0 / self._residents
        if monthly == 0.0:
            return self._nobody
        mean = sum(r * s for r, s in zip(self._reach, shares.tolist(), strict=True))
        return np.array([min(monthly * r / mean, 1.0) for r in self._reach])

    def costs(self) -> np.ndarray:
        """Euros by year and lever, float64 [Y, L]; levers not used cost zero."""
        return np.array(
            [[timeline_value(self.budgets.get(name, 0.0), year) for name in LEVERS] for year in YEARS.tolist()]
        )


def shares_to_meet(people) -> np.ndarray:
    """Residents whom a mediator may meet, of six and over, by education, as shares of all residents; float64 [4]."""
    old_enough = people.weight * (people.age >= FIRST_GOING_AGE)
    return np.bincount(people.education, old_enough, minlength=4) / int(people.weight.sum())
