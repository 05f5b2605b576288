"""Residents' state: how it starts (S11, S12), how it is copied, saved and resumed."""

from __future__ import annotations

import numpy as np

from simulator.calendar import SPIN_UP_MONTHS
from simulator.domains import DOMAINS
from simulator.draws import Stream, normals, uniforms
from simulator.model.kernels.layout import ADULT_AGE, TIES, Residents
from simulator.model.kernels.show import show
from simulator.parameters import ParameterSet
from simulator.population.ties import mates_of
from simulator.population.work import RETIRED

CHANGING = ("gap", "habit", "experience", "awareness", "symbolic", "habitus", "practice", "digital", "past", "before")
"""Columns that a month, or the count of a year, writes; the signal is derived from them."""
LIVING = ("present", "age", "sex", "education", "occupation", "cell", "base", "latent", "origin", "ties", "mates")
"""Columns that births, deaths, moves and Januaries write besides."""

_LINE = 64
"""Bytes that processors fetch together."""

FIRST_GOING_AGE = 6
OLD_AGE = 60
YOUNG_AGE = 24
HEALTHY_AGE = 79
AGES = 256
"""Ages in a table: any that a column can hold."""


def start_residents(people, p: ParameterSet, seed: int, *, begun: bool = False) -> Residents:
    """The columns of a population before its spin-up.

    Args:
        people: The synthetic population.
        p: The model's parameters.
        seed: The run's seed.
        begun: A saved state is to bring what residents are born with; nothing of it is drawn.

    Returns:
        The columns; every draw is keyed by row.
    """
    n = people.commune.size
    rows = np.arange(n)
    origin = np.zeros(n) if begun else _origin(people, p, seed, rows)
    anchor, latent = np.zeros((2, len(DOMAINS), n)) if begun else _tastes(people, p, seed, rows, origin)
    columns = Residents(
        cell=(people.commune.astype(np.int32) * 3 + people.mobility).astype(np.uint16),
        agglomeration=np.zeros(n, np.uint8),
        degree=(people.ties >= 0).sum(axis=1).astype(np.uint8),
        eligible=np.where(people.age >= FIRST_GOING_AGE, 1, 0).astype(np.uint8),
        weight=people.weight.astype(np.int32),
        ties=np.ascontiguousarray(np.where(people.ties < 0, n, people.ties), np.uint32),
        mates=mates_of(people),
        base=(anchor + _life(people, p)).astype(np.float32),
        latent=latent.astype(np.float32),
        origin=origin.astype(np.float32),
        **{name: np.zeros((len(DOMAINS), n), np.float32) for name in ("pull", "gap", "habit", "experience")},
        awareness=np.full((len(DOMAINS), n), p.awareness_start, np.float32),
        symbolic=(p.symbolic_settled * origin).astype(np.float32),
        habitus=(p.habitus_settled * origin).astype(np.float32),
        practice=_first_practice(people, p, seed, rows),
        digital=np.zeros(n, np.uint8),
        past=np.zeros((12, n), np.uint8),
        before=np.zeros(n, np.uint8),
        signal=np.zeros((2, n + 1), np.uint16),
        present=np.ones(n, np.uint8),
        **{name: getattr(people, name).astype(np.uint8) for name in ("education", "age", "sex", "occupation")},
    )
    show_month(columns, -SPIN_UP_MONTHS)
    return columns


def in_agglomerations(columns: Residents, agglomeration: np.ndarray) -> Residents:
    """The same columns with each row's agglomeration, from the communes' (int [C])."""
    return columns._replace(agglomeration=agglomeration[columns.cell // 3].astype(np.uint8))


def _origin(people, p: ParameterSet, seed: int, rows: np.ndarray) -> np.ndarray:
    """Symbolic distance of origin: mean by education and a spread, within 0..1."""
    mean = np.array(p.symbolic_start)[people.education]
    return np.clip(mean + p.symbolic_spread * normals(seed, Stream.HABITUS, rows), 0.0, 1.0)


def _tastes(people, p: ParameterSet, seed: int, rows: np.ndarray, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Taste anchors, and what latent taste adds to them, float64 [6, n] each."""
    common = normals(seed, Stream.TASTE, rows, index=len(DOMAINS))
    shared, own = np.sqrt(p.taste_common), np.sqrt(1.0 - p.taste_common)
    diploma = np.array(p.education_taste)[people.education]
    occupation = np.array(p.occupation_taste)[people.former]
    anchor, latent = np.empty((len(DOMAINS), rows.size)), np.empty((len(DOMAINS), rows.size))
    for d in range(len(DOMAINS)):
        deviation = shared * common + own * normals(seed, Stream.TASTE, rows, index=d)
        mean = p.education_taste_scale[d] * diploma + p.occupation_taste_scale[d] * occupation
        anchor[d] = mean + p.taste_spread[d] * deviation
        spread = p.latent_spread * normals(seed, Stream.LATENT_TASTE, rows, index=d)
        latent[d] = p.latent_gap * (origin - p.latent_origin) + spread
    return anchor, latent


def _life(people, p: ParameterSet) -> np.ndarray:
    """The life-stage term of eta, float64 [6, n] (S8)."""
    return life_stages(p)[(people.occupation == RETIRED).astype(np.int64), people.age].T


def life_stages(p: ParameterSet) -> np.ndarray:
    """The life-stage term of eta by 0, or 1 for the retired, age and domain; float64 [2, 256, 6] (S4, S8)."""
    age = np.arange(AGES)
    young, old = (age >= ADULT_AGE) & (age <= YOUNG_AGE), age >= OLD_AGE
    frail = p.health_fading * np.maximum(age - HEALTHY_AGE, 0)
    stages = np.empty((2, AGES, len(DOMAINS)))
    for d in range(len(DOMAINS)):
        stages[0, :, d] = young * p.life_young[d] + old * p.life_old[d] - frail
        stages[1, :, d] = stages[0, :, d] + p.retirement_time[d]
    return stages


def _first_practice(people, p: ParameterSet, seed: int, rows: np.ndarray) -> np.ndarray:
    """Who practises before the spin-up: the reference share of those who may."""
    drawn = uniforms(seed, Stream.FIRST_PRACTICE, rows) < p.practice_reference
    return (drawn & (people.age >= FIRST_GOING_AGE)).astype(np.uint8)


def in_one_piece(columns: Residents) -> Residents:
    """The same columns in one stretch of memory, which systems keep in large pages; a tenth faster to walk through.

    What a visit reads and nobody else, latent taste and experience, lies side by side: one access instead of two.
    """
    beside = ("latent", "experience")
    apart = [name for name in columns._fields if name not in beside]
    sizes = [-(-getattr(columns, name).nbytes // _LINE) * _LINE for name in apart]
    buffer = np.empty(sum(sizes) + 2 * columns.latent.nbytes + _LINE, np.uint8)
    at, placed = -buffer.ctypes.data % _LINE, {}
    for name, size in zip(apart, sizes, strict=True):
        old = getattr(columns, name)
        placed[name] = buffer[at : at + old.nbytes].view(old.dtype).reshape(old.shape)
        at += size
    pairs = buffer[at : at + 2 * columns.latent.nbytes].view(np.float32).reshape(*columns.latent.shape, 2)
    placed |= {name: pairs[..., k] for k, name in enumerate(beside)}
    for name, column in placed.items():
        column[:] = getattr(columns, name)
    return columns._replace(**placed)


def copy_state(columns: Residents, names: tuple[str, ...] = CHANGING) -> dict[str, np.ndarray]:
    """The columns that change, copied: what a saved state holds."""
    return {name: getattr(columns, name).copy() for name in names}


def with_state(columns: Residents, state: dict[str, np.ndarray], last_month: int) -> Residents:
    """Columns that continue from a saved state (copied), whose last month was `last_month`.

    A spin-up's state knows residents only: the empty rows that follow them stay as they are.
    """
    n = columns.cell.size
    fresh = columns._replace(
        **{name: getattr(columns, name).copy() for name in (*CHANGING, *LIVING, "eligible")},
        signal=np.zeros((2, n + 1), np.uint16),
    )
    for name in (*CHANGING, *LIVING):
        if name in state:
            getattr(fresh, name)[..., : state[name].shape[-1]] = state[name]
    fresh.eligible[:] = fresh.present & (fresh.age >= FIRST_GOING_AGE)
    show_month(fresh, last_month + 1)
    return fresh


def show_month(columns: Residents, month: int) -> None:
    """Set what the ties will read in `month`."""
    rows, who = columns.cell.size, (columns.practice, columns.present)
    show(columns.past, who, columns.signal, (0, rows), (month - 1) % 12, month % 2, np.empty(rows, np.uint8))


def bytes_per_resident(columns: Residents) -> float:
    """Bytes of state per resident, ties and statics included."""
    return sum(column.nbytes for column in columns) / columns.cell.size


assert TIES == 8, "counters of ties have four bits"
