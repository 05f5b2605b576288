"""From budgets to what the month feels: intensities of the levers in force (S1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, MONTHS, Timeline, january, timeline_value
from simulator.model.cuts import least, tabulate_cut
from simulator.model.levers import AMATEURS, CAMPAIGN, EVERY_LEVER, PLACE_LEVERS, efficiency
from simulator.model.recorder import YEARS, Money
from simulator.model.schooling import covered, uncovered
from simulator.model.state import FIRST_GOING_AGE

if TYPE_CHECKING:
    from simulator.model.aims import Aims

OPENED = ("bibliotheque", "bibliotheque_locale", "tiers_lieu", "musee", "centre_art", "patrimoine")
"""Kinds of venues whose hours the lever `hours` lengthens."""


def _alone(_ties: float, _where: bytes) -> float:
    """Nobody shares mediation."""
    return 1.0


@dataclass(frozen=True)
class Bases:
    """What ceilings are counted by, in the territory and population of a run.

    Attributes:
        residents: Persons.
        practice_places: Places of amateur practice today.
        revenue: Euros a year that residents pay for tickets within the territory.
        venues: Libraries, museums and heritage sites.
        pupils: Pupils whom no arts education reaches in a year.
        organisations: Organisations that may work together.
        taught: Pupils whom arts education reaches in a year today.
        entered: Euros a year spent today by lever, where the territory's table says so.
        shared_mediation: Ties added, and where they are aimed at (empty: anywhere), to factor of a contact's cost:
            organisations that share mediation save some of it.
    """

    residents: float
    practice_places: float
    revenue: float
    venues: float
    pupils: float
    organisations: float
    taught: float = 0.0
    entered: Mapping[str, float] = field(default_factory=dict)
    shared_mediation: Callable[[float, bytes], float] = _alone

    @classmethod
    def of(cls, territory, people, book) -> Bases:
        """The bases of a population in the territory of an access book."""
        venues = territory.venues
        inside = venues.place < len(territory.communes.code)
        return cls(
            residents=int(people.weight.sum()),
            practice_places=int(venues.amateur_places[inside].sum()),
            revenue=float(sum(ticket_revenue(venues, inside).tolist())),
            venues=sum(kind in OPENED for kind in venues.kind),
            pupils=uncovered(people, book.parameters),
            organisations=len(territory.organisations),
            taught=covered(people, book.parameters),
            entered=territory.spending,
            shared_mediation=lambda ties, where: book.partnerships.effects(ties, where=where).outreach,
        )

    def spent_today(self, name: str) -> float | None:
        """Euros a year spent today on what lever `name` adds to: entered, else declared; None where nobody knows."""
        today = EVERY_LEVER[name].today
        if name in self.entered or today is None:
            return self.entered.get(name)
        return today.default * getattr(self, EVERY_LEVER[name].today_per)


def ticket_revenue(venues, inside: np.ndarray) -> np.ndarray:
    """Euros a year that residents pay at each venue of some (bool [V]) that is open today, float64 [V]."""
    paid = venues.price * venues.visits * (1.0 - venues.outside_share) * venues.domains.any(axis=1)
    return np.where(inside & ~opened_by_levers(venues.kind), paid, 0.0)


def opened_by_levers(kinds) -> np.ndarray:
    """Which venues are closed until a lever opens them, bool."""
    return np.array([kind in OPENED_BY for kind in kinds], bool)


OPENED_BY = {"microfolie": "digital", "site_minier": "heritage", "itinerance": "touring"}
"""Kind of venue to the lever that opens it: rows of the universe that are shut until then (rule 1)."""


class Intensities:
    """Every lever's intensity, month by month; nothing before 2026."""

    def __init__(self, levers: Mapping[str, Timeline], bases: Bases, aims: Aims | None = None) -> None:
        """Tabulate intensities from January 2026 to December 2040.

        Args:
            levers: Lever name to euros a year on top of today's; below zero, euros taken from today's spending.
            bases: What ceilings are counted by.
            aims: Whom and where levers are aimed at; nobody and nowhere in particular when left out. What is taken
                from today's spending is taken everywhere.

        Raises:
            ParameterError: More is taken than is spent today, or nobody knows what is.
        """
        self._residents = bases.residents
        self.budgets, self.aims = dict(levers), aims
        self._parts = {name: aims.part(name) for name in aims.targets} if aims else {}
        self.where = aims.where if aims else ()
        self._ceilings = {n: lever.ceiling.default * getattr(bases, lever.per) for n, lever in EVERY_LEVER.items()}
        for name, part in self._parts.items():
            self._ceilings[name] *= part
        cut = {name: given for name, given in levers.items() if least(given) < 0.0}
        self._cuts = {name: tabulate_cut(name, given, bases.spent_today(name)) for name, given in cut.items()}
        added = {name: given for name, given in self.budgets.items() if name not in self._cuts}
        self._units = {name: self._tabulate(name, given) for name, given in added.items()}
        if "collaboration" in added and "outreach" in added:
            self._units["outreach"] = self._tabulate("outreach", self._shared(bases.shared_mediation))

    def _tabulate(self, name: str, timeline: Timeline) -> list[float]:
        delivering = self._delivering(name, timeline)
        return EVERY_LEVER[name].intensities(delivering, range(MONTHS + 1), self._ceilings[name])

    def _delivering(self, name: str, timeline: Timeline) -> Timeline:
        """The euros of a budget that deliver, those that find whom a lever is aimed at being taken off."""
        if name not in self._parts:
            return timeline
        share = efficiency(self._parts[name])
        return {y: share * v for y, v in timeline.items()} if isinstance(timeline, Mapping) else share * timeline

    def _shared(self, factor: Callable[[float, bytes], float]) -> dict[int, float]:
        """What outreach's euros are worth, year by year, where ties let mediators share their work (S15)."""
        euros, years = self.budgets["outreach"], range(FIRST_YEAR, LAST_YEAR + 1)
        ties = {year: self.units("collaboration", january(year)) for year in years}
        there = dict(self.where).get("collaboration", b"")
        return {year: timeline_value(euros, year) / factor(ties[year], there) for year in years}

    def units(self, name: str, month: int) -> float:
        """Units a year of lever `name` in force in `month`, on top of today's."""
        return self._units[name][month] if name in self._units and month >= 0 else 0.0

    def share(self, name: str, month: int) -> float:
        """Intensity as a share of the lever's ceiling, 0..1; of today's effort where some is taken away, -1..0."""
        if name in self._cuts:
            return self._cuts[name][month] if month >= 0 else 0.0
        ceiling = self._ceilings[name]
        return self.units(name, month) / ceiling if ceiling else 0.0

    def support(self, month: int) -> float:
        """Places of practice added, as a share of today's; below zero, taken away (S13)."""
        share = self.share("amateurs", month)
        return AMATEURS.ceiling.default * share if share >= 0.0 else share

    def told(self, month: int) -> float:
        """What campaigns add to media's push, as times today's (S6)."""
        return CAMPAIGN.ceiling.default * self.share("campaign", month)

    def of_places(self, month: int) -> tuple[float, ...]:
        """Shares of the levers that the access tables depend on, in the order of PLACE_LEVERS."""
        return tuple(self.share(name, month) for name in PLACE_LEVERS)

    def chances(self, name: str, month: int, reach: tuple[float, ...], shares: np.ndarray) -> list[float]:
        """Chance of being reached by lever `name` this month, by education.

        Args:
            name: A lever whose units are persons, once each.
            month: Month number.
            reach: How much more often each education is reached than everybody.
            shares: Residents whom it may reach, of six and over, by education, as shares of all; float64 [4].
        """
        monthly = self.units(name, month) / 12.0 / self._residents
        mean = sum(r * s for r, s in zip(reach, shares.tolist(), strict=True))
        return [min(monthly * r / mean, 1.0) if monthly and mean else 0.0 for r in reach]

    def money(self) -> Money:
        """Euros by year and lever: what is spent on top of today's, what of it invests, what is taken from today's."""
        given = [(n, lever, self.budgets.get(n, 0.0)) for n, lever in EVERY_LEVER.items()]
        years = YEARS.tolist()
        net = np.array([[timeline_value(budget, year) for _, _, budget in given] for year in years])
        invested = [[lever.investment(self._delivering(n, b), year) for n, lever, b in given] for year in years]
        return Money(*(np.where(euros > 0.0, euros, 0.0) for euros in (net, np.array(invested), -net)))

    def searches(self) -> np.ndarray:
        """Euros that find whom levers are aimed at, by year and lever, float64 [Y, L]; zero for the others."""
        return self.money().cost * [1.0 - efficiency(self._parts.get(name, 1.0)) for name in EVERY_LEVER]


def shares_to_meet(people) -> np.ndarray:
    """Residents whom a mediator may meet, of six and over, by education, as shares of all residents; float64 [4]."""
    old_enough = people.weight * (people.age >= FIRST_GOING_AGE)
    return np.bincount(people.education, old_enough, minlength=4) / int(people.weight.sum())


def practice_places(territory) -> np.ndarray:
    """Places of amateur practice by agglomeration, int64."""
    communes, venues = territory.communes, territory.venues
    places = np.zeros(len(territory.agglomerations.code), np.int64)
    inside = venues.place < len(communes.code)
    zones = communes.agglomeration[venues.place[inside]]
    np.add.at(places, zones, venues.amateur_places[inside])
    return places
