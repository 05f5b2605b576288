"""Occupations: who is retired, who does what, dealt out so that the margins of people aged 15 and over are met."""

from __future__ import annotations

import numpy as np

from simulator.draws import Stream, uniforms
from simulator.parameters import ParameterSet
from simulator.population.assumptions import RETIREMENT_BANDS
from simulator.population.margins import WORKING, Margins
from simulator.population.persons import ADULT, People, deal_shares, fit_groups

NONE, RETIRED, SELF_EMPLOYED, INACTIVE = 0, 5, 6, 7
_CODES = np.array([1, 2, 3, 4, SELF_EMPLOYED, INACTIVE], np.uint8)
"""Occupations in the order of the declared shares."""
_LEAST = 0.01
"""Smallest share of the working-age people left to the self-employed and the inactive."""
_WORK, _RETIRE = 2, 3
"""Indices of the draws of a person."""


def draw_occupation(
    people: People, students: np.ndarray, education: np.ndarray, margins: Margins, settings: ParameterSet, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Occupation and former occupation of everybody, uint8 [n] each; the same for those who are not retired.

    Children, pupils and students have none. Retired people meet their margin by age; the others meet theirs by
    diploma and sex; what retired people were follows the declared shares of their diploma and sex.
    """
    grown = people.age >= ADULT
    retired = _draw_retired(people, grown, margins, settings, seed)
    former = np.full(people.age.size, NONE, np.uint8)
    agglomerations = len(margins.occupation)
    group = (people.agglomeration * 4 + education) * 2 + people.sex
    active = grown & ~students & ~retired
    aims = _aims(people, grown, active, margins)
    for chosen, fitted in (
        (active, _fitted(group[active], aims, settings)),
        (retired, np.tile(_shapes(settings), (agglomerations, 1))),
    ):
        rows = np.flatnonzero(chosen)
        classes = deal_shares(group, fitted, rows, uniforms(seed, Stream.PERSON, rows, index=_WORK))
        former[rows] = _CODES[classes[rows]]
    return np.where(retired, RETIRED, former).astype(np.uint8), former


def _draw_retired(people: People, grown: np.ndarray, margins: Margins, settings: ParameterSet, seed: int) -> np.ndarray:
    """Who is retired, bool [n], by age, in the number that the margin says."""
    band = np.searchsorted(RETIREMENT_BANDS, people.age, "right") - 1
    rows = np.flatnonzero(band >= 0)
    bands = len(RETIREMENT_BANDS)
    group = people.agglomeration * bands + band
    agglomerations = len(margins.occupation)
    older = np.bincount(people.agglomeration[rows], minlength=agglomerations)
    adults = np.bincount(people.agglomeration[grown], minlength=agglomerations)
    share = np.minimum(margins.occupation[:, len(WORKING)] * adults / np.maximum(older, 1), 0.99)
    shapes = np.array([[part, 1.0 - part] for part in settings.retired])
    totals = np.bincount(group[rows], minlength=agglomerations * bands).reshape(agglomerations, bands)
    fitted = fit_groups(shapes, totals, np.stack([share, 1.0 - share], axis=1))
    return deal_shares(group, fitted, rows, uniforms(seed, Stream.PERSON, rows, index=_RETIRE)) == 0


def _aims(people: People, grown: np.ndarray, active: np.ndarray, margins: Margins) -> np.ndarray:
    """Shares of the working occupations, then of all others, among working-age people, float64 [A, 5]."""
    agglomerations = len(margins.occupation)
    adults = np.bincount(people.agglomeration[grown], minlength=agglomerations)
    actives = np.bincount(people.agglomeration[active], minlength=agglomerations)
    working = margins.occupation[:, : len(WORKING)] * (adults / np.maximum(actives, 1))[:, None]
    total = np.zeros(agglomerations)
    for k in range(len(WORKING)):
        total = total + working[:, k]
    working = working * ((1.0 - _LEAST) / np.maximum(total, 1.0 - _LEAST))[:, None]
    left = np.ones(agglomerations)
    for k in range(len(WORKING)):
        left = left - working[:, k]
    return np.concatenate([working, left[:, None]], axis=1)


def _fitted(group: np.ndarray, aims: np.ndarray, settings: ParameterSet) -> np.ndarray:
    """Expected people by (agglomeration, diploma, sex) and occupation, float64 [A x 8, 6].

    The self-employed and the inactive are fitted together, then parted as declared for their diploma and sex.
    """
    shapes = _shapes(settings)
    others = shapes[:, 4] + shapes[:, 5]
    together = np.concatenate([shapes[:, :4], others[:, None]], axis=1)
    totals = np.bincount(group, minlength=len(aims) * len(shapes)).reshape(len(aims), len(shapes))
    fitted = fit_groups(together, totals, aims)
    apart = np.tile(shapes[:, 4:] / others[:, None], (len(aims), 1)) * fitted[:, 4:]
    return np.concatenate([fitted[:, :4], apart], axis=1)


def _shapes(settings: ParameterSet) -> np.ndarray:
    """Declared shares of the occupations by (diploma, sex), float64 [8, 6]."""
    names = ("none", "cap", "bac", "sup")
    return np.array([getattr(settings, f"occupation_{name}_{sex}") for name in names for sex in ("women", "men")])
