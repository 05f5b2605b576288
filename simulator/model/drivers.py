"""What nobody in the room decides: yearly paths that a scenario sets, each declared once; 0 is as in 2025."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.calendar import FIRST_YEAR, Timeline, timeline_value
from simulator.errors import ParameterError
from simulator.parameters import Parameter, Tag

_CHANGE = "relative change"


def _driver(name: str, unit: str, bounds: tuple[float, float], fr: str, en: str) -> Parameter:
    return Parameter(name, 0.0, unit, bounds, Tag.ASSUMED, "set by the scenario, with its reason", fr, en)


DRIVERS: dict[str, Parameter] = {
    driver.name: driver
    for driver in (
        _driver("fuel_price", "relative change", (-0.5, 4.0), "Prix du carburant", "Fuel price"),
        _driver(
            "evening_transport",
            "share of the evening penalty removed",
            (0.0, 1.0),
            "Transports du soir",
            "Evening transport",
        ),
        _driver("heat_days", "extra hot days/year", (0.0, 40.0), "Jours de forte chaleur", "Very hot days"),
        _driver(
            "touring_supply", "relative change", (-0.9, 2.0), "Tournées et spectacles accueillis", "Touring supply"
        ),
        _driver("ticket_prices", "relative change", (-1.0, 2.0), "Prix des billets", "Ticket prices"),
        _driver("budget", _CHANGE, (-0.8, 1.0), "Budgets publics de la culture", "Public culture budgets"),
        _driver("income", _CHANGE, (-0.5, 1.0), "Revenu des ménages", "Household income"),
        _driver("rents", _CHANGE, (-0.5, 2.0), "Loyers", "Rents"),
        _driver("volunteer_time", _CHANGE, (-0.8, 1.0), "Temps des bénévoles", "Volunteers' time"),
        _driver("outside_visitors", _CHANGE, (-0.9, 4.0), "Visiteurs venus d’ailleurs", "Visitors from elsewhere"),
        _driver("amateur_taste", _CHANGE, (-0.8, 1.0), "Envie de pratiquer", "Wish to make art"),
        _driver("digital_use", _CHANGE, (-0.5, 3.0), "Pratiques en ligne", "Digital practice"),
        _driver(
            "diplomas", "points/year", (-1.0, 2.0), "Diplômes des nouvelles générations", "Diplomas of new cohorts"
        ),
        _driver("ageing", _CHANGE, (-0.5, 1.0), "Vieillissement", "Ageing"),
    )
}

OF_PLACES = tuple(DRIVERS)[:10]
"""What supply and travel depend on, up to `outside_visitors`; the others act on people."""


class Drivers:
    """A scenario's drivers, year by year; years before 2026 read as 2025."""

    def __init__(self, timelines: Mapping[str, Timeline]) -> None:
        """Check names and ranges.

        Args:
            timelines: Driver name to timeline.

        Raises:
            ParameterError: An unknown driver or a value out of its range.
        """
        for name, timeline in timelines.items():
            if name not in DRIVERS:
                raise ParameterError(f"Tendance inconnue « {name} ».", f"Unknown driver '{name}'.")
            for value in timeline.values() if isinstance(timeline, Mapping) else (timeline,):
                DRIVERS[name].check(float(value))
        self._timelines = dict(timelines)

    def value(self, name: str, year: int) -> float:
        """The value of driver `name` in `year`, in the driver's unit."""
        if year < FIRST_YEAR or name not in self._timelines:
            return 0.0
        return timeline_value(self._timelines[name], year, FIRST_YEAR)

    def row(self, year: int) -> tuple[float, ...]:
        """What the access tables depend on: the values in `year` of the drivers OF_PLACES, in declared order."""
        return tuple(self.value(name, year) for name in OF_PLACES)
