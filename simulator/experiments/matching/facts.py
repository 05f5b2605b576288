"""The published facts that parameters are matched to, with how far a model may be from each; none is held out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domains import DOMAINS, MUS
from simulator.experiments.results import SHARES
from simulator.model.model import CultureModel
from simulator.model.recorder import Record
from simulator.population.residents import EDUCATIONS, OCCUPATIONS


@dataclass(frozen=True)
class Fact:
    """What a published figure says of the reference year.

    Attributes:
        name: Code name.
        target: The figure.
        spread: Standard deviation of the survey's error and of what such a model cannot know, together.
        source: Where the figure comes from.
    """

    name: str
    target: float
    spread: float
    source: str


FACTS = (
    Fact("museums_by_diploma", 3.89, 0.4, "DEPS 2018, higher against none x3.9 (P2, +-0.8)"),
    Fact("museums_by_occupation", 2.9, 0.3, "heritage, managers against employees and workers, 2.5 to 3.5 (P2b)"),
    Fact("stage_by_diploma", 3.09, 0.4, "DEPS 2018, live shows, higher against none x3.1"),
    Fact("street_by_diploma", 1.3, 0.2, "flatter than stage, at most 1.6 (P12)"),
    Fact("none_of_three", 0.31, 0.03, "none of cinema, concert, theatre: 25 to 37 % with P1's cinema (P4)"),
    Fact("cinema_visits", 1.90, 0.05, "counted admissions, 1.87 to 1.93 a resident in 2022"),
    Fact("diploma_over_access", 4.0, 1.2, "diploma moves museums two to six times as much as accessibility (P5)"),
    Fact("drift", 0.0, 0.003, "nothing moves in fifteen years by itself: at most one point in any domain (P20)"),
)
"""In this order everywhere."""
TARGETS = np.array([fact.target for fact in FACTS])
SPREADS = np.array([fact.spread for fact in FACTS])
YEARS_OF_DRIFT = 15


def measured(model: CultureModel) -> np.ndarray:
    """What a model says of each fact, from its first month to December 2040 under frozen drivers; float64 [8]."""
    model.run_to(12 * YEARS_OF_DRIFT)
    record, residents = model.record, int(model.people.weight.sum())
    diploma, occupation = _classes(model.people, record)
    museum, street, stage = SHARES["MUS"], SHARES["RUE"], SHARES["THE"] | SHARES["CON"]
    workers = occupation[_at(OCCUPATIONS, "worker")] + occupation[_at(OCCUPATIONS, "employee")]
    higher, none = diploma[_at(EDUCATIONS, "sup")], diploma[_at(EDUCATIONS, "none")]
    return np.array(
        [
            _rate(higher, museum) / _rate(none, museum),
            _rate(occupation[_at(OCCUPATIONS, "manager")], museum) / _rate(workers, museum),
            _rate(higher, stage) / _rate(none, stage),
            _rate(higher, street) / _rate(none, street),
            1.0 - _rate(diploma.sum(axis=0), SHARES["one_of_three"]),
            record.visits[0, :, DOMAINS.index("CIN")].sum() / residents,
            (_rate(higher, museum) - _rate(none, museum)) / max(_by_access(model, record), 0.01),
            _drift(record),
        ]
    )


def _at(names: tuple[str, ...], name: str) -> int:
    return names.index(name)


def _rate(codes: np.ndarray, counted: np.ndarray) -> float:
    """Share of the persons whose year's code is counted."""
    return float(codes[counted].sum() / max(codes.sum(), 1))


def _classes(people, record: Record) -> tuple[np.ndarray, np.ndarray]:
    """The reference year's codes by diploma and by occupation, int64 [classes, codes] each."""
    from simulator.model.recorder import groups_of

    groups = groups_of(people)
    return record.by_group[0, groups.span("education")], record.by_group[0, groups.span("occupation")]


def _by_access(model: CultureModel, record: Record) -> float:
    """How much more often museums are visited in the best-served fifth of residents than in the worst, as a share."""
    reach = model.book.weights(model.situation).logsum[MUS, ::3]
    order = np.argsort(reach, kind="stable")
    adults = record.by_commune[0].sum(axis=1)[order]
    fifth = np.minimum(5 * (np.cumsum(adults) - adults) // max(int(adults.sum()), 1), 4)
    codes = np.array([record.by_commune[0][order][fifth == k].sum(axis=0) for k in (0, 4)])
    return _rate(codes[1], SHARES["MUS"]) - _rate(codes[0], SHARES["MUS"])


def _drift(record: Record) -> float:
    """The mean move of the domains' rates between 2025 and 2040: in a small population each alone is mostly chance."""
    first, last = record.by_commune[0].sum(axis=0), record.by_commune[-1].sum(axis=0)
    return sum(_rate(last, SHARES[name]) - _rate(first, SHARES[name]) for name in DOMAINS) / len(DOMAINS)
