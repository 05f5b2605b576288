"""CultureModel: a month of cultural life in a territory, as a Mesa model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import mesa
import numpy as np
from mesa.agent import AgentSet

from simulator.calendar import FIRST_YEAR, REFERENCE_YEAR, SPIN_UP_MONTHS, Timeline, january, year_of
from simulator.errors import Cancelled
from simulator.model.access import AccessBook
from simulator.model.agents import register_agents
from simulator.model.aims import Aims, Reached
from simulator.model.crew import Crew
from simulator.model.destinations import CLASSES
from simulator.model.drivers import Drivers
from simulator.model.kernels.layout import Month, Months, Residents
from simulator.model.levers import CAMPAIGN
from simulator.model.life import as_people, compile_fates, with_slots
from simulator.model.month import Players, lay_out
from simulator.model.parameters import defaults
from simulator.model.policy_effects import Bases, Intensities, practice_places, shares_to_meet
from simulator.model.recorder import Record, groups_of
from simulator.model.recording import Recorder
from simulator.model.residents import ResidentSet
from simulator.model.rules import compile_rules, tabulate, unheard
from simulator.model.situation import Situation
from simulator.model.state import (
    CHANGING,
    LIVING,
    copy_state,
    in_agglomerations,
    in_one_piece,
    show_month,
    start_residents,
    with_state,
)
from simulator.model.target import Target
from simulator.parameters import ParameterSet
from simulator.population.lives import Lives

REFRESH_MONTHS = 3
"""Access follows the levers on places every quarter; drivers change each January."""
FIRST_RECORDED = january(REFERENCE_YEAR)
"""Years are counted from 2025 on, the last of the spin-up."""
MESAS_OWN = ("step", "_user_step", "_scenario", "_default_schedule", "_event_list", "_event_generators")
"""What Mesa puts in a model that holds the model: its counting of steps, and from 3.5 on its clock."""
AT_ONCE = 3_000_000
"""Residents' months played before somebody may stop them: a tenth of a second or two."""


class CultureModel(mesa.Model):
    """Residents decide each month whether to go out, where, and are changed by it.

    Communes, venues and organisations are Mesa agents; residents live in columns behind `model.residents`.
    Reading guide: `step()` is the whole month.
    """

    def __init__(
        self,
        territory,
        people,
        *,
        parameters: ParameterSet | None = None,
        drivers: Mapping[str, Timeline] | None = None,
        levers: Mapping[str, Timeline] | None = None,
        targets: Mapping[str, Target] | None = None,
        seed: int = 1,
        threads: int = 1,
        book: AccessBook | None = None,
        start: dict[str, np.ndarray] | None = None,
        cuts: list[int] | None = None,
        lives: Lives | None = None,
    ) -> None:
        """Set up the model at its first month: the spin-up's, or the one after a saved state.

        Args:
            territory: The territory.
            people: Its synthetic population.
            parameters: The model's parameters; defaults when left out.
            drivers: Driver name to timeline (none: all as in 2025).
            levers: Lever name to euros a year on top of today's; below zero, taken from today's spending.
            targets: Lever name to whom or where it is aimed; names that the territory knows.
            seed: Seed of every draw of the run.
            threads: Number of threads; results do not depend on it.
            book: Access tables shared with other runs of the same territory and parameters.
            start: A state saved by `save()`.
            cuts: Uneven chunks of rows, for tests.
            lives: Births, deaths and moves from January 2026 on; without, nobody is born, dies, moves or grows older.
        """
        super().__init__(rng=seed)
        self._agents_made = False
        self.territory, self.people, self.lives = territory, people, lives
        self.parameters = parameters or defaults()
        self.drivers = Drivers(drivers or {})
        self.book = book or AccessBook(territory, self.parameters)
        self.month = int(start["month"]) if start else -SPIN_UP_MONTHS
        self.columns = self._begin(seed, start)
        places = practice_places(territory)
        aims = Aims(targets, territory, people, self.parameters) if targets else None
        self.levers = Intensities(levers or {}, Bases.of(territory, people, self.book), aims)
        months = tabulate(self.parameters, seed, self.levers, self.drivers, self._reached(seed), places)
        self._assemble(Crew(self.columns.cell.size, threads, cuts), months, seed, start)

    def _reached(self, seed: int) -> Reached:
        """Whom the levers on people may reach."""
        meetable = shares_to_meet(self.people)[None] if self.lives is None else self.lives.meetable
        if self.levers.aims is None:
            return Reached.everybody(meetable)
        return self.levers.aims.reached(self.columns.cell // CLASSES, meetable, self.lives, seed)

    def _begin(self, seed: int, start: dict[str, np.ndarray] | None) -> Residents:
        """The residents' columns, and those of empty rows, at the model's first month."""
        agglomeration = np.asarray(self.territory.communes.agglomeration)
        begun = start is not None and all(name in start for name in LIVING)
        columns = start_residents(self.people, self.parameters, seed, begun=begun)
        columns = in_agglomerations(columns, agglomeration)
        columns = columns if self.lives is None else with_slots(columns, self.lives, agglomeration)
        return in_one_piece(with_state(columns, start, self.month - 1) if start else columns)

    def _assemble(self, crew: Crew, months: Months, seed: int, start: dict[str, np.ndarray] | None) -> None:
        """Build the parts of the month around the columns."""
        self._crew = crew
        zones, groups = months.room.shape[1], groups_of(as_people(self.columns))
        shared = lay_out(crew, self.book.cells, len(self.territory.venues), zones, groups)
        fates = compile_fates(self.lives, self.parameters, groups, seed)
        self.players = Players(crew, self.columns, compile_rules(self.parameters), months, fates, shared)
        self.recorder = Recorder(shared)
        self._reference = self._current = None
        if start:
            shared.carried[:] = start["carried"]
            self.recorder.restore(start)
        self._refresh_access()

    @cached_property
    def residents(self) -> ResidentSet:
        """The residents; made when somebody asks, or the model would keep itself."""
        return ResidentSet(self)

    @property
    def agents(self) -> AgentSet:
        """Communes, venues and organisations; made when somebody asks, as runs by the thousand never do."""
        self._make_agents()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """The same by type."""
        self._make_agents()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type[mesa.Agent]]:
        """Their types."""
        self._make_agents()
        return super().agent_types

    def _make_agents(self) -> None:
        if not self._agents_made:
            self._agents_made = True
            register_agents(self)

    def step(self) -> None:
        """One month: what changes, who goes out, where, who finds a place, and what others see of it.

        The month itself is `play` in `kernels/play.py`; all there is to add is the world it is played in.
        """
        try:
            self._play(self.month + 1)
        except BaseException:
            # Mesa 3.5's clock stands still after a failure, and its own step then does nothing, silently.
            vars(self).pop("step", None)
            raise

    def _play(self, until: int) -> None:
        """Play the months up to `until` (excluded), during which access does not change, and record them."""
        self._refresh_access()
        self.players.play(self.month, until, self.tables)
        self.month = until
        if self.month % 12 == 0:
            self.recorder.settle(self.month - 1)
            if self.month > FIRST_RECORDED:
                self.recorder.tally(self.month - 1, self._flows(year_of(self.month - 1)))

    def _flows(self, year: int) -> np.ndarray | None:
        """Births, deaths and moves of a year, int64 [10]; None in a frozen population."""
        return self.lives.flows[year - FIRST_YEAR] if self.lives is not None and year >= FIRST_YEAR else None

    def learn_now(self) -> None:
        """Let the last month's outings leave their trace now, not with the next pass; changes no result."""
        self.players.learn_now(self.month, self.tables)

    def count_practice(self) -> None:
        """Count practitioners anew, and show them to their ties, after somebody's practice was set by hand."""
        self.players.count_practice()
        show_month(self.columns, self.month)

    def _refresh_access(self) -> None:
        """Bring the access tables up to date: reference each January, the policy's world every quarter."""
        if self.month % REFRESH_MONTHS and self._current is not None:
            return
        self._refresh_campaigns()
        january = self.month - self.month % 12
        quarter = self.month - self.month % REFRESH_MONTHS
        year = max(year_of(self.month), FIRST_YEAR - 1)
        reference = self.book.situation(self.drivers, year, january)
        current = self.book.situation(self.drivers, year, january, self.levers.of_places(quarter), self.levers.where)
        if (reference, current) == (self._reference, self._current):
            return
        tables = self.book.tables(reference, current)
        if self._current is not None and tables.told_spill is not self.tables.told_spill:
            self.learn_now()  # what last month's visits tell of partners is what it was then
        self._reference, self._current, self.tables = reference, current, tables

    def _refresh_campaigns(self) -> None:
        """Bring what media tell up to date, every quarter; nothing to do in a plan without campaigns."""
        if CAMPAIGN.name in self.levers.budgets:
            quarter = self.month - self.month % REFRESH_MONTHS
            self.players.hear(unheard(self.parameters, self.levers.told(quarter)))

    def run_to(self, month: int, stop=None) -> None:
        """Play until `month` (excluded), several months at a time.

        Args:
            month: The month to stop before.
            stop: Something with `is_set()`, asked once for each month.

        Raises:
            Cancelled: `stop` was set.
        """
        while self.month < month:
            until = min(month, self._next_change())
            if stop is not None and any(stop.is_set() for _ in range(self.month, until)):
                raise Cancelled
            if type(self).step is CultureModel.step:
                self._play(until)
            else:  # somebody's own month: nothing is skipped
                self.step()

    def _next_change(self) -> int:
        """The month before which nothing changes but residents, and before which nobody waits to stop."""
        first, january = self.month - self.month % REFRESH_MONTHS, self.month - self.month % 12 + 12
        quarters = range(first + REFRESH_MONTHS, january, REFRESH_MONTHS)
        change = next((quarter for quarter in quarters if self._asked(quarter) != self._asked(first)), january)
        return min(change, self.month + max(AT_ONCE // self.columns.cell.size, 1))

    def _asked(self, quarter: int) -> tuple[float, ...]:
        """What levers ask of the world in a quarter: on places, and of media."""
        return *self.levers.of_places(quarter), self.levers.told(quarter)

    @property
    def record(self) -> Record:
        """What was recorded so far."""
        return self.recorder.record_of(self.levers.money())

    def month_scales(self) -> Month:
        """The kernels' view of the coming month: the units in which fading stocks are kept."""
        return self.players.scales(self.month)

    @property
    def situation(self) -> Situation:
        """The access situation in force."""
        return self._current

    def save(self) -> dict[str, np.ndarray]:
        """The whole state, from which `start=` continues to the same bits."""
        self.learn_now()
        self.recorder.settle(self.month - 1)
        return {
            "month": np.array(self.month),
            "carried": self.players.shared.carried.copy(),
            **copy_state(self.columns, CHANGING if self.lives is None else (*CHANGING, *LIVING)),
            **self.recorder.save(),
        }

    def close(self) -> None:
        """End the threads, and let the columns leave memory with the model.

        Mesa numbers agents from a table by model that it never empties (up to 3.3): who is in it is kept for ever. And
        the model holds Mesa's parts that hold the model: it would wait for a search for cycles, which comes by chance,
        after hundreds of runs.
        """
        self._crew.close()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        for name in MESAS_OWN:
            vars(self).pop(name, None)
