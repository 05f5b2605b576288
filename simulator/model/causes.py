"""Why people stay at home: expected outings of a month with each of five causes lifted, alone and together (Shapley).

What is computed is the chance that the model gives to each resident, not what happened: no draw enters it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS
from simulator.elementary import exp_array, log_array
from simulator.model.cause_words import CAUSES
from simulator.model.recorder import groups_of

if TYPE_CHECKING:
    from simulator.model.model import CultureModel

_ACCOMPANIED = 2
"""Row of a month's chances that holds being accompanied, and its bit among levers that are aimed (S7)."""
GRADUATE = 3
"""Rank of higher education among diplomas."""
_FIXED = float(2**30)
"""Persons are added as whole numbers, in 1/2^30: the order of residents does not count."""


@dataclass(frozen=True)
class LostDemand:
    """Expected person-outings of a month, as things are and with causes lifted.

    Attributes:
        classes: Names of the classes.
        expected: As things are, float64 [classes, 6 domains].
        lifted: With all five causes lifted.
        causes: What each cause takes away, by Shapley's value, float64 [classes, 6, 5]; a class's and domain's causes
            add up to what is lifted less what is expected.
    """

    classes: tuple[str, ...]
    expected: np.ndarray
    lifted: np.ndarray
    causes: np.ndarray


def lost_demand(model: CultureModel, by: str = "all") -> LostDemand:
    """Split the outings that do not happen among five causes, in the state that a model is in.

    Each cause is lifted alone and with every other: symbolic distance becomes that of graduates where it is above,
    accessibility that of the best placed commune and mobility class (each venue's own least cost would put everybody
    next door to all of them at once), every price zero, awareness and company full. Nothing else changes: no norm,
    habit or taste follows, no place is counted, and nobody is asked whether they would want to go.

    It says how the model's equations share out a month's missing chances, under their assumptions; it is no forecast
    of what removing a cause would bring, and says nothing of a lever's worth. The causes that a model has no equation
    for (time, care of children, health, simply preferring something else) are not in it.

    Args:
        model: A model, its last month played.
        by: "all", or a group dimension (education, age, sex, occupation, mobility); never a place, as symbolic distance
            follows from diplomas and a map of it would be circular.

    Raises:
        KeyError: `by` is no group dimension.
    """
    return lost_demands(model, (by,))[by]


def lost_demands(model: CultureModel, dimensions: Iterable[str]) -> dict[str, LostDemand]:
    """The same by several dimensions at once: chances, which take most of the time, are worked out once."""
    model.learn_now()
    classes = {by: _classes(model, by) for by in dimensions}
    worth = {by: np.zeros((len(names), len(DOMAINS), *(2,) * len(CAUSES))) for by, (names, _) in classes.items()}
    offset, is_open = _offsets(model)
    shares, mean = _shares_of_ties(model), _graduates_distance(model)
    for d in range(len(DOMAINS)):
        for chances, lifted in _chances(model, d, (offset[d], is_open[d]), shares[d], mean):
            counted = np.floor(chances * model.columns.weight * _FIXED)
            for by, (names, codes) in classes.items():
                worth[by][(slice(None), d, *lifted)] = np.bincount(codes, counted, minlength=len(names)) / _FIXED
    return {by: _shared_out(names, worth[by]) for by, (names, _) in classes.items()}


def _shared_out(classes: tuple[str, ...], worth: np.ndarray) -> LostDemand:
    """What coalitions of causes are worth, as lost demand."""
    none, every = (0,) * len(CAUSES), (1,) * len(CAUSES)
    return LostDemand(classes, worth[(..., *none)], worth[(..., *every)], shapley(worth))


def shapley(worth: np.ndarray) -> np.ndarray:
    """Shapley's values, float64 [..., players], of coalitions' worth, float64 [..., 2, 2, ...]: one axis a player."""
    players = len(CAUSES)
    values = np.zeros((*worth.shape[:-players], players))
    for member in range(players):
        for others in product((0, 1), repeat=players - 1):
            size = sum(others)
            weight = factorial(size) * factorial(players - 1 - size) / factorial(players)
            without, joined = ((*others[:member], x, *others[member:]) for x in (0, 1))
            values[..., member] += weight * (worth[(..., *joined)] - worth[(..., *without)])
    return values


def _classes(model: CultureModel, by: str) -> tuple[tuple[str, ...], np.ndarray]:
    """Names of a dimension's classes, and each row's class, int64 [n]."""
    if by == "all":
        return ("all",), np.zeros(model.columns.cell.size, np.int64)
    groups = groups_of(model.people)
    first = groups.span(by).start
    codes = model.players.shared.groups[list(groups.names).index(by)]
    return groups.names[by], codes.astype(np.int64) - first


def _graduates_distance(model: CultureModel) -> float:
    """Mean symbolic distance of graduates of 15 and over; where there are none, everybody keeps their own."""
    columns = model.columns
    weight = columns.weight * ((columns.education == GRADUATE) & model.players.shared.adult)
    total = int(weight.sum())
    return float((columns.symbolic.astype(np.float64) * weight).sum() / total) if total else np.inf


def _shares_of_ties(model: CultureModel) -> np.ndarray:
    """Share of each resident's ties who went in twelve months, float64 [6, n] (S7)."""
    columns, side = model.columns, model.month % 2
    seen = columns.signal[side][columns.ties]
    degree = np.maximum((seen >> 13 & 1).sum(axis=1), 1)  # ties to somebody: not to an empty row
    return np.array([(seen >> (6 + d) & 1).sum(axis=1) / degree for d in range(len(DOMAINS))])


def _offsets(model: CultureModel) -> tuple[np.ndarray, np.ndarray]:
    """What cells offer, and whether there is any venue, with the way and prices as they are (0) or lifted (1).

    Returns:
        float64 and bool [6, 2 (travel), 2 (price), cells].
    """
    p, tables, now = model.parameters, model.tables, model.tables.current.astype(np.float64)
    free = exp_array(model.book.gain_of_free_entry(model.situation))
    shape = (len(DOMAINS), 2, 2, now.shape[0])
    offset, is_open = np.empty(shape), np.empty(shape, bool)
    for d in range(len(DOMAINS)):
        span = slice(tables.start[d], tables.start[d + 1])
        for travel, price in product((0, 1), repeat=2):
            total = (now[:, span] * (free[span] if price else 1.0)).sum(axis=1)
            total = np.full_like(total, total.max()) if travel else total
            is_open[d, travel, price] = total > 0.0
            reach = np.where(total > 0.0, log_array(np.maximum(total, 1e-300)) - model.book.centre[d], 0.0)
            offset[d, travel, price] = p.access_weight[d] * reach
        offset[d] += tables.offset[d] - offset[d, 0, 0]
    return offset, is_open


def _within(month, columns) -> np.ndarray:
    """1 for those at whom company is aimed, 0 for the others; 1 for everybody where it aims at nobody."""
    if not month.aims:
        return np.ones(columns.cell.size)
    bits = month.aim & month.aimed[columns.education, columns.cell % 3, columns.age]
    return (bits >> _ACCOMPANIED & 1).astype(np.float64)


def _chances(model: CultureModel, d: int, offered: tuple[np.ndarray, np.ndarray], share: np.ndarray, mean: float):
    """Each resident's chance of going in a domain (S8), float64 [n], and which causes are lifted, for all 32 ways."""
    p, columns, month = model.parameters, model.columns, model.month_scales()
    (offset, is_open), cell = offered, columns.cell
    known, alone = columns.awareness[d].astype(np.float64), (1.0 - share) ** 8
    company = p.company_floor + (1.0 - p.company_floor) * (1.0 - alone)
    company = company + (1.0 - company) * (month.reach[_ACCOMPANIED][columns.education] * _within(month, columns))
    eta = columns.base[d] + columns.gap[d] * month.taste_before
    eta = eta + p.habit_weight * log_array(1.0 + columns.habit[d] * month.habit_before)
    eta = eta + p.norm_weight * (share - p.norm_reference[d]) + p.practice_weight[d] * columns.practice
    own = columns.symbolic.astype(np.float64)
    for symbolic, travel, price in product((0, 1), repeat=3):
        distance = np.minimum(own, mean) if symbolic else own
        drawn = eta - p.symbolic_weight[d] * distance + offset[travel, price][cell]
        likely = (columns.eligible * is_open[travel, price][cell]) / (1.0 + exp_array(-drawn))
        for aware, together in product((0, 1), repeat=2):
            reach = (1.0 if aware else known) * (1.0 if together else company)
            yield likely * reach, (symbolic, travel, price, aware, together)
