"""What a run leaves: preallocated arrays of integers, filled once a year; indicators are read from them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, REFERENCE_YEAR
from simulator.domains import DOMAINS
from simulator.model.kernels.layout import BINS_OF_MINUTES, CODES
from simulator.model.levers import EVERY_LEVER
from simulator.model.state import ADULT_AGE
from simulator.model.turnover import TURNOVERS
from simulator.parameters import Parameter, Tag
from simulator.population.course import FLOWS

YEARS = np.arange(REFERENCE_YEAR, LAST_YEAR + 1)
AGE_BANDS = ("15-24", "25-39", "40-59", "60-74", "75+")
_AGE_LIMITS = np.array([25, 40, 60, 75])
FAR = Parameter(
    "far_distance",
    0.6,
    "1",
    (0.0, 1.0),
    Tag.ASSUMED,
    "no source: between the mean starts of residents without a diploma and with a CAP-BEP",
    "Distance symbolique au-delà de laquelle on compte les habitants éloignés",
    "Symbolic distance above which residents are counted as far",
)


class Money(NamedTuple):
    """Euros of a policy by year and lever, float64 [Y, L] each: what is spent, what of it invests, what is taken."""

    cost: np.ndarray
    investment: np.ndarray
    taken: np.ndarray


@dataclass
class Record:
    """A run's arrays, by year (first axis; 2025 to 2040). Weighted persons are int64.

    Attributes:
        residents: [Y, C] persons of every age in December.
        flows: [Y, 10] persons, in the order of `FLOWS`: births, deaths, arrivals, departures, overflow, households.
        by_commune: [Y, C, 128] persons of 15 and over by commune and year code.
        by_group: [Y, G, 128] the same by group (education, age, sex, occupation, mobility class, in that order).
        distance_by_group: [Y, G] sum of symbolic distance in 1/2^32.
        far_by_group: [Y, G] persons whose symbolic distance is above `FAR`.
        months: [Y, G + Z, 6, 3] persons by months with a visit in the year (1, 2, 3 or more), by domain; groups, then
            agglomerations.
        entered: [Y, G + Z, 9] persons who did not go the year before and went this year, by practice of `TURNOVERS`.
        left: [Y, G + Z, 9] the reverse.
        digital_by_commune: [Y, C] persons of 15 and over who practise online.
        digital_by_group: [Y, G] the same by group.
        visits: [Y, C, 6] visits made, every age.
        visits_by_mobility: [Y, 3, 6].
        visits_by_minute: [Y, 6, 256], by whole minutes one way on the clock; the last bin is open.
        venue_visits: [Y, V].
        venue_places: [Y, V] places offered to residents, month after month, without those carried over.
        minutes: [Y, C, 6], minutes on the clock one way, in 1/64.
        car_km: [Y, C, 6], car-kilometres of round trips, in 1/64.
        lost: [Y, 2, 6] person-outings refused for want of places, and without any venue.
        practice_refused: [Y] persons who found no place to practise.
        pupils: [Y, 2, C] pupils in December and, of these, those whom an action was expected to reach, in 1/2^30.
        cost: float64 [Y, L] euros by lever, on top of today's.
        investment: float64 [Y, L] of these, what builds or equips.
        taken: float64 [Y, L] euros taken from today's spending.
    """

    residents: np.ndarray
    flows: np.ndarray
    by_commune: np.ndarray
    by_group: np.ndarray
    distance_by_group: np.ndarray
    far_by_group: np.ndarray
    months: np.ndarray
    entered: np.ndarray
    left: np.ndarray
    digital_by_commune: np.ndarray
    digital_by_group: np.ndarray
    visits: np.ndarray
    visits_by_mobility: np.ndarray
    visits_by_minute: np.ndarray
    venue_visits: np.ndarray
    venue_places: np.ndarray
    minutes: np.ndarray
    car_km: np.ndarray
    lost: np.ndarray
    practice_refused: np.ndarray
    pupils: np.ndarray
    cost: np.ndarray
    investment: np.ndarray
    taken: np.ndarray

    @classmethod
    def empty(cls, communes: int, groups: int, venues: int, zones: int) -> Record:
        """A record of zeros."""
        y, d = YEARS.size, len(DOMAINS)
        return cls(
            residents=np.zeros((y, communes), np.int64),
            flows=np.zeros((y, len(FLOWS)), np.int64),
            by_commune=np.zeros((y, communes, CODES), np.int64),
            by_group=np.zeros((y, groups, CODES), np.int64),
            distance_by_group=np.zeros((y, groups), np.int64),
            far_by_group=np.zeros((y, groups), np.int64),
            months=np.zeros((y, groups + zones, d, 3), np.int64),
            entered=np.zeros((y, groups + zones, len(TURNOVERS)), np.int64),
            left=np.zeros((y, groups + zones, len(TURNOVERS)), np.int64),
            digital_by_commune=np.zeros((y, communes), np.int64),
            digital_by_group=np.zeros((y, groups), np.int64),
            visits=np.zeros((y, communes, d), np.int64),
            visits_by_mobility=np.zeros((y, 3, d), np.int64),
            visits_by_minute=np.zeros((y, d, BINS_OF_MINUTES), np.int64),
            venue_visits=np.zeros((y, venues), np.int64),
            venue_places=np.zeros((y, venues), np.int64),
            minutes=np.zeros((y, communes, d), np.int64),
            car_km=np.zeros((y, communes, d), np.int64),
            lost=np.zeros((y, 2, d), np.int64),
            practice_refused=np.zeros(y, np.int64),
            pupils=np.zeros((y, 2, communes), np.int64),
            **{name: np.zeros((y, len(EVERY_LEVER))) for name in Money._fields},
        )

    def copy(self) -> Record:
        """An independent copy."""
        return Record(**{f.name: getattr(self, f.name).copy() for f in fields(self)})


@dataclass(frozen=True)
class Groups:
    """The groups that results are read by.

    Attributes:
        names: Dimension to class names, in the order of the record's group axis.
        codes: uint8 [5, n], each row's class along the group axis, by dimension.
        adult: bool [n], 15 and over.
    """

    names: dict[str, tuple[str, ...]]
    codes: np.ndarray
    adult: np.ndarray

    @property
    def size(self) -> int:
        """Number of classes over all dimensions."""
        return sum(len(names) for names in self.names.values())

    def span(self, dimension: str) -> slice:
        """The classes of `dimension` along the group axis."""
        first = 0
        for name, classes in self.names.items():
            if name == dimension:
                return slice(first, first + len(classes))
            first += len(classes)
        raise KeyError(dimension)


def age_band(age: np.ndarray) -> np.ndarray:
    """Rank in AGE_BANDS of each age; children fall in the first, and are not counted."""
    return np.searchsorted(_AGE_LIMITS, age, "right")


def groups_of(people) -> Groups:
    """The groups of a population's residents."""
    from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES, OCCUPATIONS, SEXES

    names = {
        "education": EDUCATIONS,
        "age": AGE_BANDS,
        "sex": SEXES,
        "occupation": OCCUPATIONS,
        "mobility": MOBILITY_CLASSES,
    }
    values = (
        people.education,
        age_band(people.age),
        people.sex,
        people.occupation,
        people.mobility,
    )
    codes, first = [], 0
    for column, classes in zip(values, names.values(), strict=True):
        codes.append(np.asarray(column, np.int64) + first)
        first += len(classes)
    return Groups(names, np.array(codes, np.uint8), people.age >= ADULT_AGE)


def year_row(year: int) -> int:
    """The record's row of a calendar year."""
    return year - FIRST_YEAR + 1
