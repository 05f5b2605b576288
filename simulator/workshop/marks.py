"""How a room is divided: counts of each mark and of each vote, shown from five people on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from simulator.workshop.events import GridFilled
from simulator.workshop.grid import COLUMNS, LINES
from simulator.workshop.state import WorkshopState

FEWEST = 5
"""People who must have answered before anything about them is shown."""
MARKS = (1, 2, 3, 4, None)


def dispersion(grids: Iterable[GridFilled]) -> dict:
    """How many people gave each mark, line by line, in both columns; nothing but the number of people below five."""
    given = list(grids)
    found = {"people": len(given), "fewest": FEWEST, "enough": len(given) >= FEWEST, "lines": []}
    if found["enough"]:
        found["lines"] = [_line(rank, name, given) for rank, name in enumerate(LINES)]
    return found


def _line(rank: int, name: str, grids: list[GridFilled]) -> dict:
    return {"line": name, **{column: _counts(getattr(grid, column)[rank] for grid in grids) for column in COLUMNS}}


def _counts(marks: Iterable[int | None]) -> dict[str, int]:
    """Counts of 1 to 4 and of « je ne sais pas » ("unknown")."""
    counted = Counter(marks)
    return {"unknown" if mark is None else str(mark): counted[mark] for mark in MARKS}


def grids_of(state: WorkshopState, of: Callable[[str], bool] = lambda table: True) -> list[GridFilled]:
    """The latest grid of each person, of the tables that `of` accepts."""
    return [kept.body for (table, person), kept in state.grids.items() if person is not None and of(table)]


def votes(state: WorkshopState, of: Callable[[str], bool] = lambda table: True) -> list[dict]:
    """How many people chose each option of each question; raised hands count as people."""
    counted: dict[str, Counter[str]] = {}
    for (question, table, _), kept in state.votes.items():
        if of(table):
            counted.setdefault(question, Counter())[kept.body.option] += kept.body.count
    return [_vote(question, options) for question, options in counted.items()]


def _vote(question: str, options: Counter[str]) -> dict:
    people = sum(options.values())
    enough = people >= FEWEST
    shown = dict(sorted(options.items())) if enough else {}
    return {"question": question, "people": people, "fewest": FEWEST, "enough": enough, "options": shown}
