"""A parameter that somebody disputes, given the value they hold true: the level of today stays as it is (rule 21).

Another value would move how many people go out today, which is known. So intercepts are fitted anew, replication by
replication, until each gives the rates that it gave before; what then differs is how people answer to a policy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from simulator import cache
from simulator.errors import ParameterError
from simulator.experiments.calibration import moved, reference_rates
from simulator.experiments.run import replication_seed
from simulator.model.access import AccessBook
from simulator.model.sources import engine_digest
from simulator.parameters import ParameterSet
from simulator.population.residents import Population
from simulator.territory.territory import Territory
from simulator.typography import french

FITTED = ("intercept", "practice_intercept")
ROUNDS = 4
"""Times that intercepts move: each leaves less than half of the gap."""
_NAME = re.compile(r"([a-z][A-Za-z0-9_]*)(?:\[(\d{1,2})\])?")
Check = Callable[[], object]
"""Called before each history: raises Cancelled when nobody waits for it any more."""


class Ground:
    """What a disputed parameter is fitted on: residents of a territory, and the parameters of each replication."""

    def __init__(
        self, territory: Territory, people: Population, sets: Sequence[ParameterSet], *, seed: int = 1, threads: int = 1
    ) -> None:
        """Remember them.

        Args:
            territory: The territory.
            people: Its residents.
            sets: The undisputed parameters, one set for each replication.
            seed: Seed of the study.
            threads: Replications fitted at the same time.
        """
        self.territory, self.people, self.sets = territory, people, tuple(sets)
        self.seed, self.threads = seed, threads

    def fit(self, name: str, value: float, check: Check = lambda: None) -> tuple[ParameterSet, ...]:
        """The parameters of each replication with one of them disputed; from the cache when they were fitted before.

        Args:
            name: A declared parameter; `name[2]` for one number of a parameter that has several.
            value: The value held true.
            check: Called before each history is played.

        Raises:
            ParameterError: There is no such parameter, it is fitted and not chosen, or the value is out of its range.
            Cancelled: `check` raised it.
        """
        changed = [with_value(p, name, value) for p in self.sets]
        kept = f"disputed-{self._key(changed)}"
        found = cache.load_arrays(kept)
        if found is None:
            found = {"intercepts": np.array(self._fit_all(changed, check))}
            cache.keep_arrays(kept, found)
        return tuple(_with(p, row) for p, row in zip(changed, found["intercepts"], strict=True))

    def _fit_all(self, changed: list[ParameterSet], check: Check) -> list[tuple[float, ...]]:
        books = [AccessBook(self.territory, sets[0]) for sets in (self.sets, changed)]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(lambda r: self._fit(r, changed[r], books, check), range(len(changed))))

    def _fit(self, replication: int, p: ParameterSet, books: list[AccessBook], check: Check) -> tuple[float, ...]:
        seed = replication_seed(self.seed, replication)

        def rates(of: ParameterSet, book: AccessBook) -> np.ndarray:
            check()
            return reference_rates(self.territory, self.people, of, seed, book)

        goal = rates(self.sets[replication], books[0])
        for _ in range(ROUNDS):
            p = moved(p, goal, rates(p, books[1]))
        return *p.intercept, p.practice_intercept

    def _key(self, changed: list[ParameterSet]) -> str:
        digests = [[p.digest for p in sets] for sets in (self.sets, changed)]
        parts = (self.territory.digest, self.people.digest, digests, self.seed, ROUNDS, engine_digest())
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def with_value(p: ParameterSet, name: str, value: float) -> ParameterSet:
    """Parameters with one of them changed: `name`, or `name[2]` for one number of a parameter that has several.

    Without a rank, the largest of several numbers takes the value, and the others follow in proportion.

    Raises:
        ParameterError: There is no such parameter, it is fitted and not chosen, or the value is out of its range.
    """
    parts = _NAME.fullmatch(name)
    word, rank = parts.groups() if parts else (name, None)
    declared = p.declaration(word).default
    count = len(declared) if isinstance(declared, tuple) else 0
    if word in FITTED:
        raise _refused(name, "est ajusté sur les pratiques publiées, et ne se choisit pas", "is fitted, not chosen")
    if rank is not None and int(rank) >= count:
        examples = f"{word}[0]", f"{word}[{count - 1}]"
        fr = f"a {count} nombres : de « {examples[0]} » à « {examples[1]} »" if count else "n’a qu’un seul nombre"
        en = f"has {count} numbers: '{examples[0]}' to '{examples[1]}'" if count else "has one number only"
        raise _refused(name, fr, en)
    if rank is None:
        return p.replace(**{word: _in_proportion(p, word, float(value)) if count else float(value)})
    numbers = list(getattr(p, word))
    numbers[int(rank)] = float(value)
    return p.replace(**{word: tuple(numbers)})


def _in_proportion(p: ParameterSet, name: str, largest: float) -> tuple[float, ...]:
    """The numbers of a parameter once the largest in size has a value, none outside of what is declared."""
    numbers, (low, high) = getattr(p, name), p.declaration(name).bounds
    factor = largest / (max(numbers, key=abs) or 1.0)
    return tuple(largest if n == max(numbers, key=abs) else min(max(factor * n, low), high) for n in numbers)


def _with(p: ParameterSet, intercepts: np.ndarray) -> ParameterSet:
    *rows, practice = intercepts.tolist()
    return p.replace(intercept=tuple(rows), practice_intercept=practice)


def _refused(name: str, fr: str, en: str) -> ParameterError:
    return ParameterError(french(f"« {name} » {fr}."), f"'{name}' {en}.")
