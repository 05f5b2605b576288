"""Births, deaths and moves as the engine needs them (S4): rows empty at the start, and what kernels read."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from simulator.calendar import MONTHS, SPIN_UP_MONTHS
from simulator.domains import DOMAINS
from simulator.draws import Stream, key_of
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import TIES, Fates, Residents
from simulator.model.recorder import Groups, age_band
from simulator.model.state import AGES, life_stages, show_month
from simulator.parameters import ParameterSet
from simulator.population.lives import YEARS, Lives, draw_lives

_EVENTS = (
    *("start", "kind", "row", "source", "turn", "turn_row", "turn_education", "turn_occupation", "turn_mobility"),
    *("bond", "bond_row", "bond_ties", "bond_mates"),
)


def lives_of(territory, people, drivers: Drivers, seed: int) -> Lives:
    """The lives of a population under a scenario's drivers and a run's seed."""
    paths = ([drivers.value(name, year) for year in YEARS] for name in ("ageing", "diplomas"))
    return draw_lives(people, territory.communes.agglomeration, seed, *paths)


def with_slots(columns: Residents, lives: Lives, agglomeration: np.ndarray) -> Residents:
    """The columns of a population, followed by those of the rows empty at the start.

    Args:
        columns: The population's.
        lives: Its lives.
        agglomeration: int [C], agglomeration of each commune.
    """
    old, slots = columns.cell.size, lives.commune.size
    ties = np.concatenate([np.where(columns.ties == old, lives.size, columns.ties), _known(lives)])
    known = {
        "cell": lives.commune.astype(np.int32) * 3,
        "agglomeration": agglomeration[lives.commune],
        "weight": lives.weight,
    }
    columns = Residents(
        ties=ties.astype(np.uint32),
        signal=np.zeros((2, lives.size + 1), np.uint16),
        **{
            name: _longer(getattr(columns, name), slots, known.get(name))
            for name in columns._fields
            if name not in ("ties", "signal")
        },
    )
    show_month(columns, -SPIN_UP_MONTHS)
    return columns


def _known(lives: Lives) -> np.ndarray:
    """Whom those in the added rows know, uint32 [slots, 8], the number of rows where there is nobody."""
    return np.where(lives.ties < 0, lives.size, lives.ties)


def _longer(column: np.ndarray, slots: int, values: np.ndarray | None) -> np.ndarray:
    """A column with `slots` rows more: `values`, or zeros."""
    added = np.zeros((*column.shape[:-1], slots), column.dtype)
    if values is not None:
        added[:] = values
    return np.concatenate([column, added], axis=-1)


def as_people(columns: Residents) -> SimpleNamespace:
    """Who lives in each row, as `groups_of` reads a population."""
    names = ("age", "sex", "education", "occupation")
    return SimpleNamespace(mobility=columns.cell % 3, **{name: getattr(columns, name) for name in names})


def frozen() -> dict[str, np.ndarray]:
    """No events: nobody is born, dies, moves or grows older."""
    nothing = np.zeros(0, np.int32)
    arrays = {name: nothing.astype(np.uint8) for name in ("kind", "turn_education", "turn_occupation", "turn_mobility")}
    arrays |= {name: nothing for name in ("row", "source", "turn_row")}
    arrays |= {"start": np.zeros(MONTHS + 1, np.int64), "turn": np.zeros(len(YEARS) + 1, np.int64)}
    arrays |= {"bond": arrays["turn"].copy(), "bond_row": nothing, "bond_mates": nothing.astype(np.uint8)}
    arrays |= {"bond_ties": np.zeros((0, TIES), np.int32)}
    for array in arrays.values():
        array.setflags(write=False)  # as those of lives: kernels are compiled once for both
    return arrays


def compile_fates(lives: Lives | None, p: ParameterSet, groups: Groups, seed: int) -> Fates:
    """What the kernels need of lives (none: a frozen population), of the parameters and of the groups."""
    life = life_stages(p)
    _, stage = np.unique(life.reshape(2 * AGES, -1), axis=0, return_inverse=True)
    taste, distance = p.taste_likeness, p.distance_likeness
    return Fates(
        **(frozen() if lives is None else {name: getattr(lives, name) for name in _EVENTS}),
        life=life,
        stage=stage.reshape(2, AGES).astype(np.uint16),
        band=age_band(np.arange(AGES)).astype(np.uint8),
        diploma_taste=_by_domain(p.education_taste, p.education_taste_scale),
        work_taste=_by_domain(p.occupation_taste, p.occupation_taste_scale),
        distance=np.array(p.symbolic_start),
        taste_spread=np.array(p.taste_spread),
        first=np.array([groups.span(dimension).start for dimension in groups.names]),
        shared=float(np.sqrt(p.taste_common)),
        own=float(np.sqrt(1.0 - p.taste_common)),
        likeness=taste,
        novelty=float(np.sqrt(1.0 - taste * taste)),
        distance_likeness=distance,
        distance_novelty=float(np.sqrt(1.0 - distance * distance)),
        distance_spread=p.symbolic_spread,
        latent_gap=p.latent_gap,
        latent_origin=p.latent_origin,
        latent_spread=p.latent_spread,
        symbolic_settled=p.symbolic_settled,
        habitus_settled=p.habitus_settled,
        newborn_key=key_of(seed, Stream.NEWBORN),
    )


def _by_domain(tastes: tuple[float, ...], scale: tuple[float, ...]) -> np.ndarray:
    """A class's part of the taste's anchor, float64 [classes, 6]."""
    return np.array([[scale[d] * taste for d in range(len(DOMAINS))] for taste in tastes])
