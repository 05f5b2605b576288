"""The months as they are played: the threads, what they share, and the residents' columns they write."""

from __future__ import annotations

import numpy as np

from simulator.calendar import REFERENCE_YEAR, year_of
from simulator.domains import DOMAINS
from simulator.errors import Cancelled
from simulator.model.crew import Crew
from simulator.model.kernels.desk import ROOM, new_desk
from simulator.model.kernels.gate import is_shut, new_gate, shut
from simulator.model.kernels.layout import (
    BINS_OF_MINUTES,
    LINE,
    Events,
    Fates,
    Month,
    Months,
    Outings,
    Residents,
    Rules,
    Shared,
    Tables,
)
from simulator.model.kernels.play import COUNT, GO_ON, LEARN, month_of, play
from simulator.model.recorder import CODES, FAR, Groups


class Players:
    """The threads that play the months (S6 to S13), each over its own chunk of rows.

    Attributes:
        shared: What they share: chunks, accounts, places, practitioners.
        events: Outings of even and of odd months. Learning from a month waits for the next pass over the rows, so that
            each row's state is fetched once a month; `learn_now` brings it forward when somebody looks.
        guests: The same for those whom others took along; room for every domain of every row, of which hardly any is
            touched.
    """

    def __init__(
        self, crew: Crew, people: Residents, rules: Rules, months: Months, fates: Fates, shared: Shared
    ) -> None:
        """Lay out room for the outings."""
        self._crew, self._people, self._rules, self._months, self._fates = crew, people, rules, months, fates
        self.shared = shared
        self._desks = [new_desk() for _ in crew.chunks]
        self._most_carried = 8 * (int(people.weight.max()) - 1)
        self._played: Tables | None = None
        self.events = _events(shared.room[-1, 1]), _events(shared.room[-1, 1])
        most = len(DOMAINS) * shared.moves.size
        self.guests = _events(most), _events(most)
        self.count_practice()

    def hear(self, unheard: np.ndarray) -> None:
        """From now on, this is e^-Pi (float64 [162], S6): campaigns tell more, or no more."""
        self._rules = self._rules._replace(unheard=unheard)

    def play(self, first: int, last: int, tables: Tables) -> None:
        """Play the months [first, last), all of one year, and count the year if it is over.

        Raises:
            Cancelled: A call was interrupted in the midst of a month: what is there now is no state to go on from.
            RuntimeError: The threads have ended.
        """
        self._refuse_if_interrupted()
        if self._crew.closed and len(self._crew.chunks) > 1:
            raise RuntimeError("this model was closed: its threads have ended")
        counted = last % 12 == 0 and year_of(last - 1) >= REFERENCE_YEAR - 1  # 2025's entries need 2024's code
        while first < last:
            span = (first, last, tables is not self._played, self._most_carried, COUNT if counted else GO_ON)
            reached = self._each(span, tables)
            if reached > first:  # else, what draws the rows that are left is still what it was
                self._played = tables
            first = reached
            if first < last:
                self._make_room()

    def _each(self, span: tuple, tables: Tables) -> int:
        """One turn of every thread; returns the month reached."""

        def work(k: int, _begin: int, _end: int) -> int:
            parts = self._people, self._rules, tables, self._months, self._fates
            try:
                return play(*parts, span, k, self.shared, self.outings, self._desks[k])
            except BaseException:
                shut(self.shared.gate)  # the others would wait for this thread for ever
                raise

        try:
            return min(self._crew.each(work))
        except BaseException:
            shut(self.shared.gate)
            self._crew.close()
            raise

    @property
    def outings(self) -> Outings:
        """Everybody's outings of two months."""
        return Outings(self.events, self.guests)

    def _refuse_if_interrupted(self) -> None:
        if is_shut(self.shared.gate):
            raise Cancelled

    def _make_room(self) -> None:
        """Twice the room for every chunk's outings, those written so far kept."""
        self._refuse_if_interrupted()
        room, bounds = self.shared.room, self.shared.bounds
        spans = 2 * (room[:, 1] - room[:, 0])
        limits = np.cumsum(spans)
        starts = limits - spans
        self.events = tuple(_moved(old, limits[-1], bounds[s], starts) for s, old in enumerate(self.events))
        for s in range(2):
            bounds[s] = np.stack([starts, starts + bounds[s, :, 1] - bounds[s, :, 0]], axis=1)
        room[:, 0], room[:, 1] = starts, limits

    def learn_now(self, month: int, tables: Tables) -> None:
        """Apply what the last month's outings leave, at once; `month` is the coming one."""
        self._each((month, month, False, self._most_carried, LEARN), tables)

    def scales(self, month: int) -> Month:
        """A month's scalars: the units of fading stocks, the chances of practice, the levers' contacts."""
        return month_of(self._months, month)

    def count_practice(self) -> None:
        """Count who practises, in persons by agglomeration."""
        people, practising = self._people, self.shared.practising
        practising[:] = 0
        np.add.at(practising, people.agglomeration, people.weight * people.practice.astype(np.int64))


def lay_out(crew: Crew, cells: int, venues: int, zones: int, groups: Groups) -> Shared:
    """What the threads share, empty."""
    chunks = np.array(crew.chunks, np.int64)
    k, room = len(chunks), _first_room(chunks)

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.int64)

    return Shared(
        chunks=chunks,
        reached=chunks[:, 0].copy(),
        bounds=np.stack([np.stack([room[:, 0]] * 2, axis=1)] * 2),
        room=room,
        guests=np.repeat(len(DOMAINS) * chunks[:, 0], 2).reshape(1, k, 2).repeat(2, axis=0),
        moves=np.zeros(chunks[-1, 1], np.uint8),
        willing=np.zeros(chunks[-1, 1], np.uint8),
        trips=zeros(k, cells, len(DOMAINS), 3),
        lost=zeros(k, 3, len(DOMAINS)),
        spread=zeros(k, len(DOMAINS), BINS_OF_MINUTES),
        demand=zeros(k, venues),
        wishes=zeros(k, 2, zones),
        carried=zeros(venues),
        **{name: zeros(venues) for name in ("left", "seated", "offered")},
        practising=zeros(zones),
        turned_away=zeros(1),
        came=zeros(k, zones),
        lived=np.full(k, -1, np.int64),
        inhabitants=zeros(k, cells // 3),
        pupils=zeros(k, 2, cells // 3),
        gate=new_gate(k),
        **_year_counts(k, cells // 3, zones, groups),
    )


def _year_counts(k: int, communes: int, zones: int, groups: Groups) -> dict[str, np.ndarray | float]:
    """What `k` chunks count a year in, and by what."""
    return {
        "by_commune": np.zeros((k, communes, CODES), np.int64),
        "digital_by_commune": np.zeros((k, communes), np.int64),
        "by_class": np.zeros((k, groups.size + zones, LINE), np.int32),
        "distance": np.zeros((k, groups.size + zones), np.int64),
        "far": FAR.default,
        **_lines(k, groups, zones),
        "groups": groups.codes,
        "adult": groups.adult,
    }


def _lines(k: int, groups: Groups, zones: int) -> dict[str, np.ndarray]:
    """Where `k` chunks count residents by three classes together: the first three dimensions', then the others'."""
    sizes = np.array([*map(len, groups.names.values()), zones])
    firsts, steps, classes, origins, before = np.cumsum(sizes) - sizes, [], [], [], 0
    codes_from = np.append(firsts[:-1], 0)  # agglomerations are not numbered after groups, but from 0
    for three in (slice(0, 3), slice(3, 6)):
        many = sizes[three]
        steps += [many[1] * many[2], many[2], 1]
        origins.append(before - codes_from[three] @ steps[-3:])
        classes.append(np.indices(many).reshape(3, -1).T + firsts[three])
        before += many.prod()
    return {
        "lines": np.zeros((k, before, LINE), np.int32),
        "line_distance": np.zeros((k, before), np.int64),
        "classes": np.ascontiguousarray(np.concatenate(classes), np.int64),
        "steps": np.array(steps, np.int64),
        "origins": np.array(origins, np.int64),
    }


def _first_room(chunks: np.ndarray) -> np.ndarray:
    """Each chunk's part of the outings at first, int64 [K, 2]: one for each row, twice the usual, and a block's."""
    blocks = ROOM * np.arange(len(chunks) + 1)
    return np.stack([chunks[:, 0] + blocks[:-1], chunks[:, 1] + blocks[1:]], axis=1)


def _moved(old: Events, size: int, bounds: np.ndarray, starts: np.ndarray) -> Events:
    """Room for `size` outings, with the chunks' outings within `bounds` from `starts` on."""
    grown = _events(size)
    for start, (first, last) in zip(starts, bounds, strict=True):
        for new, column in zip(grown, old, strict=True):
            new[start : start + last - first] = column[first:last]
    return grown


def _events(size: int) -> Events:
    """Room for `size` outings."""
    kinds = (np.uint32, np.uint8, np.int16, np.uint8, np.uint16, np.uint8, np.uint32)
    return Events(*(np.empty(size, kind) for kind in kinds))
