"""Every indicator, declared once: tables, arrays and docs/indicateurs.md read these declarations and nothing else."""

from simulator.experiments.indicators.beyond import CAUSED, COMPARED, DISTANCE
from simulator.experiments.indicators.declaration import Direction, Indicator, Scope
from simulator.experiments.indicators.inequality import INEQUALITY, SYMBOLIC
from simulator.experiments.indicators.money import COSTS, FUNDED, MONEY
from simulator.experiments.indicators.people import PEOPLE, SCHOOL
from simulator.experiments.indicators.places import JOURNEYS, LOST, MISSED, VENUES
from simulator.experiments.indicators.practice import HABITS, PARTICIPATION, VISITS

ADDED = (*HABITS, *INEQUALITY, *VENUES, *FUNDED, *PEOPLE, *MONEY, *SCHOOL, *MISSED)
"""Indicators that the array file holds under their own names; the others are in its arrays of shares and costs."""
OF_RUNS = (*PARTICIPATION, *VISITS, *JOURNEYS, *SYMBOLIC, *LOST, *COSTS, *ADDED)
"""Read from a run, in the order of the tidy table and of the digest: what is new comes last."""
SUMS = (*VISITS, *JOURNEYS, *LOST, *COSTS, *FUNDED, *PEOPLE, *MONEY, *MISSED)
"""What is added up, and so always has a value; a share or a ratio has none where there is nobody to divide by."""
INDICATORS: tuple[Indicator, ...] = (*OF_RUNS, *DISTANCE, *COMPARED, *CAUSED)

__all__ = [
    "ADDED",
    "CAUSED",
    "COMPARED",
    "DISTANCE",
    "INDICATORS",
    "OF_RUNS",
    "SUMS",
    "Direction",
    "Indicator",
    "Scope",
]
