"""Births, deaths and moves of a population to 2040 (S4), drawn once: no policy changes them, nor what anybody lives.

Rows belong to communes (rule 11). Those empty at the start stand after everybody else, the first of each commune, then
the second of each..., so that populations, and all that was fitted to them, are the same with and without them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator import cache
from simulator.calendar import FIRST_YEAR, LAST_YEAR, MONTHS, january
from simulator.draws import Stream, key_of, uniforms
from simulator.parameters import ParameterSet
from simulator.population import course
from simulator.population.course import FLOWS, GIRL
from simulator.population.demography import Chances, chances, demography
from simulator.population.homes import bind, rearrange
from simulator.population.residents import HOUSEHOLD_KINDS
from simulator.population.rows import People, Places, push
from simulator.population.ties import SLOTS, mates_of

if TYPE_CHECKING:
    from simulator.population.residents import Population

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
_RULES = 2
"""Raised when the same inputs give other lives, so that older cache files are not read."""
_ARRAYS = {
    "commune": np.int16,
    "weight": np.int32,
    "ties": np.int32,
    "start": np.int64,
    "kind": np.uint8,
    "row": np.int32,
    "source": np.int32,
    "turn": np.int64,
    "turn_row": np.int32,
    "turn_education": np.uint8,
    "turn_occupation": np.uint8,
    "turn_mobility": np.uint8,
    "bond": np.int64,
    "bond_row": np.int32,
    "bond_ties": np.int32,
    "bond_mates": np.uint8,
    "meetable": np.float64,
    "flows": np.int64,
}


@dataclass(frozen=True, eq=False)
class Lives:
    """What happens to a population's rows, month by month, from January 2026 to December 2040.

    Attributes:
        residents: Rows of the population; empty rows follow.
        commune: int16 [slots], commune of each row empty at the start; those never entered are left out.
        weight: int32 [slots], persons whom such a row will stand for.
        ties: int32 [slots, 8], whom those who enter such a row know: somebody of the commune, and people they know.
        start: int64 [181], first event of each month, then their number.
        kind: uint8 [events]: DEATH, DEPARTURE, GIRL, BOY, ARRIVAL or MOVE.
        row: int32 [events], the row left or entered.
        source: int32 [events], the mother's row, that of somebody alike, or the row that who moves leaves; -1 for
            those who die or leave.
        turn: int64 [16], first January change of each year, then their number.
        turn_row: int32 [changes].
        turn_education: uint8 [changes], diploma from that January on.
        turn_occupation: uint8 [changes], occupation from then on.
        turn_mobility: uint8 [changes], mobility class from then on.
        bond: int64 [16], first January change of ties of each year, then their number.
        bond_row: int32 [changes].
        bond_ties: int32 [changes, 8], whom the row's resident knows from that January on, -1 for nobody; those whom
            they live with come last.
        bond_mates: uint8 [changes], how many they live with.
        meetable: float64 [15, 4], persons of six and over by education each January, as shares of 2025's residents.
        flows: int64 [15, 10], persons by year, in the order of FLOWS.
    """

    residents: int
    commune: np.ndarray
    weight: np.ndarray
    ties: np.ndarray
    start: np.ndarray
    kind: np.ndarray
    row: np.ndarray
    source: np.ndarray
    turn: np.ndarray
    turn_row: np.ndarray
    turn_education: np.ndarray
    turn_occupation: np.ndarray
    turn_mobility: np.ndarray
    bond: np.ndarray
    bond_row: np.ndarray
    bond_ties: np.ndarray
    bond_mates: np.ndarray
    meetable: np.ndarray
    flows: np.ndarray

    def __post_init__(self) -> None:
        for name in _ARRAYS:
            getattr(self, name).setflags(write=False)

    @property
    def size(self) -> int:
        """Rows in all, those empty at the start included."""
        return self.residents + self.commune.size

    def flow(self, name: str, year: int) -> int:
        """Persons in a year, by a name of FLOWS: births, deaths..., or "overflow", for whom there was no row."""
        return int(self.flows[year - FIRST_YEAR, FLOWS.index(name)])


def draw_lives(
    people: Population,
    zones: np.ndarray,
    seed: int,
    ageing: Sequence[float] = (0.0,) * len(YEARS),
    diplomas: Sequence[float] = (0.0,) * len(YEARS),
    settings: ParameterSet | None = None,
) -> Lives:
    """The lives of a population under a seed and two drivers, from the cache or drawn now.

    Args:
        people: The population in 2025.
        zones: int [C], agglomeration of each commune.
        seed: Seed of the run.
        ageing: Births fall by this share, and young adults' departures grow by it; by year, 2026 to 2040.
        diplomas: Points of higher education gained in the year on top of the trend.
        settings: The declared rates; the defaults if not given.
    """
    settings = settings or demography()
    given = seed, tuple(ageing), tuple(diplomas), sorted(settings.as_dict().items())
    parts = (_RULES, people.digest, np.asarray(zones).tolist(), *given)
    name = f"lives-{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"
    arrays = cache.load_arrays(name)
    if arrays is None:
        arrays = _draw(people, np.asarray(zones, np.int64), seed, chances(settings, ageing, diplomas), settings)
        cache.keep_arrays(name, arrays)
    return Lives(people.size, **{key: arrays[key] for key in _ARRAYS})


def _draw(
    people: Population, zones: np.ndarray, seed: int, rates: Chances, settings: ParameterSet
) -> dict[str, np.ndarray]:
    """Every array of Lives."""
    slots = _slots(people.commune, zones.size, settings.empty_slots)
    everybody, circle = _everybody(people, slots), _circle(people, slots, seed)
    places = _places(everybody, people.size, zones)
    years = [_year(everybody, places, circle, seed, rates, y) for y in range(len(YEARS))]
    turns, bonds, meetable, events, flows = zip(*years, strict=True)
    changes, bound, found = np.concatenate(turns), np.concatenate(bonds), np.concatenate(events)
    columns = [changes[:, 0], found[:, 2], found[:, 3], *(bound[:, k] for k in range(SLOTS + 1))]
    used = _number_again(columns, found[found[:, 1] >= GIRL, 2], people.size)
    arrays = {
        "commune": slots[used],
        "weight": everybody.weight[people.size :][used],
        "ties": circle.known[people.size :][used],
        "start": np.searchsorted(found[:, 0], np.arange(MONTHS + 1)),
        **{name: found[:, k] for k, name in enumerate(("kind", "row", "source"), 1)},
        "turn": np.cumsum([0, *map(len, turns)]),
        **{f"turn_{name}": changes[:, k] for k, name in enumerate(("row", "education", "occupation", "mobility"))},
        "bond": np.cumsum([0, *map(len, bonds)]),
        **{"bond_row": bound[:, 0], "bond_ties": bound[:, 1 : SLOTS + 1], "bond_mates": bound[:, SLOTS + 1]},
        "meetable": np.array(meetable) / people.residents,
        "flows": np.array(flows),
    }
    return {name: np.ascontiguousarray(arrays[name], kind) for name, kind in _ARRAYS.items()}


def _number_again(columns: list[np.ndarray], entered: np.ndarray, residents: int) -> np.ndarray:
    """Leave out the empty rows that nobody ever enters; returns the others, counted from the first."""
    rows = np.unique(entered)
    used = rows[rows >= residents]
    for column in columns:
        late = column >= residents
        column[late] = residents + np.searchsorted(used, column[late])
    return used - residents


def _slots(commune: np.ndarray, communes: int, share: float) -> np.ndarray:
    """Commune of every row empty at the start: the first of each commune, then the second...

    A share of its rows, and their square root: the fewer rows, the more their number varies in comparison.
    """
    rows = np.bincount(commune, minlength=communes)
    number = np.ceil(share * rows + np.sqrt(rows)).astype(np.int64)
    where = np.repeat(np.arange(communes), number)
    rank = np.arange(where.size) - np.repeat(np.cumsum(number) - number, number)
    return where[np.lexsort((where, rank))]


def _everybody(people: Population, slots: np.ndarray) -> People:
    """The population of 2025 and the empty rows; a row weighs what the commune's least one does."""
    least = np.full(int(people.commune.max()) + 1, np.iinfo(np.int32).max, np.int64)
    np.minimum.at(least, people.commune, people.weight)

    def filled(column: np.ndarray) -> np.ndarray:
        return np.concatenate([column, np.zeros(slots.size, column.dtype)])

    names = ("age", "sex", "education", "occupation", "mobility")
    return People(
        present=filled(np.ones(people.size, bool)),
        **{name: filled(getattr(people, name)) for name in names},
        commune=np.concatenate([people.commune, slots]).astype(np.int64),
        weight=np.concatenate([people.weight, least[slots]]).astype(np.int64),
        stays=np.zeros(people.size + slots.size, np.uint8),
        next=_rings(people, slots.size),
        partner=_partners(people, slots.size),
        head=np.arange(people.size + slots.size),
        changed=np.zeros(people.size + slots.size, bool),
    )


def _rings(people: Population, slots: int) -> np.ndarray:
    """The next member of everybody's household, oneself in an empty row, int64 [n]."""
    order = np.argsort(people.household, kind="stable")
    first = np.searchsorted(people.household[order], people.household[order])
    last = np.searchsorted(people.household[order], people.household[order], "right") - 1
    ring = np.arange(people.size + slots)
    place = np.arange(people.size)
    ring[order] = order[np.where(place < last, place + 1, first)]
    return ring


def _partners(people: Population, slots: int) -> np.ndarray:
    """Everybody's partner, int64 [n], -1 without one: the two oldest members of a couple's household."""
    partner = np.full(people.size + slots, -1, np.int64)
    kinds = [HOUSEHOLD_KINDS.index(kind) for kind in ("couple", "family")]
    order = np.lexsort((np.arange(people.size), -people.age.astype(np.int64), people.household))
    order = order[np.isin(people.household_kind[order], kinds)]
    first = np.flatnonzero(np.diff(people.household[order], prepend=-1))
    partner[order[first]], partner[order[first + 1]] = order[first + 1], order[first]
    return partner


class Circle(NamedTuple):
    """Whom everybody knows: the acquaintances of each row, the ties as they stand, and how many live with them."""

    known: np.ndarray
    ties: np.ndarray
    mates: np.ndarray


def _circle(people: Population, slots: np.ndarray, seed: int) -> Circle:
    """The ties of 2025, and of those who will enter an empty row."""
    known = np.concatenate([people.ties, _ties(people, slots, seed)])
    return Circle(known, known.copy(), np.concatenate([mates_of(people), np.zeros(slots.size, np.uint8)]))


def _places(everybody: People, residents: int, zones: np.ndarray) -> Places:
    """Where newcomers may go at first: the empty rows."""
    rows = np.bincount(everybody.commune, minlength=zones.size)
    living = everybody.commune[:residents]
    order = np.argsort(zones[living], kind="stable")
    places = Places(
        first=np.cumsum(rows) - rows,
        size=np.zeros(zones.size, np.int64),
        heap=np.zeros(everybody.age.size, np.int64),
        zone=zones,
        zone_first=np.cumsum([0, *np.bincount(zones[living], minlength=zones.max() + 1)]),
        zone_commune=living[order],
    )
    for row in range(residents, everybody.age.size):
        push(places, everybody.commune[row], row)
    return places


def _year(
    everybody: People, places: Places, circle: Circle, seed: int, rates: Chances, y: int
) -> tuple[np.ndarray, ...]:
    """One year: January's changes [m, 4] and of ties [t, 10], persons to meet, events [e, 4] by month, flows."""
    number, flows = january(FIRST_YEAR + y), np.zeros(len(FLOWS), np.int64)
    working = rates.working, rates.retiring, rates.losing
    rows = course.turn(everybody, number, key_of(seed, Stream.YEAR_OF_LIFE), rates.finishing[y], *working)
    changed = [rows, *(getattr(everybody, name)[rows] for name in ("education", "occupation", "mobility"))]
    meetable = course.meetable(everybody)
    moves = rearrange(everybody, places, rates.ways, key_of(seed, Stream.HOME), number, flows)
    bound = bind(everybody, circle.known, circle.ties, circle.mates)
    bonds = np.column_stack([bound, circle.ties[bound], circle.mates[bound]]).astype(np.int64)
    fate, newborn = key_of(seed, Stream.FATE), key_of(seed, Stream.NEWBORN)
    fates = course.draw_fates(
        everybody, number, fate, rates.dying[y], rates.bearing[y], rates.leaving[y], rates.drawing
    )
    events = course.play_year(everybody, places, fates, moves[:, 3], (fate, newborn, number, rates.girls), flows)
    events = np.concatenate([moves, events])
    events[:, 0] += number
    return np.stack(changed, axis=1).astype(np.int64), bonds, meetable, events, flows


def _ties(people: Population, slots: np.ndarray, seed: int) -> np.ndarray:
    """Whom newcomers in the rows empty at the start know: a keyed resident of the commune, and seven they know."""
    order = np.argsort(people.commune, kind="stable")
    rows = np.bincount(people.commune, minlength=int(people.commune.max()) + 1)
    first = (np.cumsum(rows) - rows)[slots]
    drawn = uniforms(seed, Stream.SLOT_TIES, people.size + np.arange(slots.size))
    host = order[first + (drawn * rows[slots]).astype(np.int64)].astype(np.int32)
    known = np.concatenate([host[:, None], people.ties[host, : SLOTS - 1]], axis=1)
    return np.take_along_axis(known, np.argsort(known < 0, axis=1, kind="stable"), axis=1)
