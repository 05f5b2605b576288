"""The self-assessment: how marks spread, in both columns, for the room and by table."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.workshop.debrief.blocks import Block, Cell, Section, Table, Text
from simulator.workshop.debrief.drawings import marks_figure
from simulator.workshop.debrief.source import Day
from simulator.workshop.events import GridFilled
from simulator.workshop.grid import COLUMNS, LINES
from simulator.workshop.marks import FEWEST, dispersion

Spread = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Line, then column, to how many people gave each of 1, 2, 3, 4 and « je ne sais pas »."""


def alone(day: Day) -> dict[str, list[GridFilled]]:
    """Table to the grids that its people filled alone."""
    found: dict[str, list[GridFilled]] = {table: [] for table in day.state.tables}
    for (table, participant), kept in day.state.grids.items():
        if participant is not None:
            found.setdefault(table, []).append(kept.body)
    return found


def published(day: Day) -> tuple[dict[str, list[GridFilled]], list[GridFilled]]:
    """The grids of tables with enough answers, and those of the room: of small tables only if together they are enough.

    Otherwise the room less its tables would give away what a small table said.
    """
    filled = alone(day)
    large = {table: grids for table, grids in filled.items() if len(grids) >= FEWEST and day.shown(table)}
    rest = [grid for table, grids in filled.items() if table not in large for grid in grids]
    room = [grid for grids in large.values() for grid in grids] + (rest if len(rest) >= FEWEST else [])
    return large, room


def self_assessment(day: Day) -> Section:
    """The grid of the room, then table by table."""
    say = day.say
    large, room = published(day)
    blocks: list[Block] = [Text(say("pack.grid.note"))]
    if len(room) >= FEWEST:
        found = _by_line(dispersion(room))
        lines = [say(f"kit.grid.{line}") for line in LINES]
        heads = [say(f"kit.grid.{column}") for column in COLUMNS]
        blocks.append(marks_figure(found, lines, heads, say("pack.grid.figure", people=len(room)) + _gap(day, found)))
        blocks.append(_table(day, "grille-salle", say("pack.grid.caption", people=len(room)), found))
    else:
        blocks.append(Text(say("pack.grid.too_few", fewest=FEWEST)))
    blocks.append(Text(say("pack.too_few.grid", fewest=FEWEST), small=True))
    together = _together(day)
    blocks += [together] if together else []
    parts = tuple(
        Section(
            f"grid-{table}",
            day.table(table),
            (_table(day, f"grille-{table}", _caption(day, table, grids), _by_line(dispersion(grids))),),
        )
        for table, grids in large.items()
    )
    return Section("grid", say("pack.grid"), tuple(blocks), parts)


def _caption(day: Day, table: str, grids: list[GridFilled]) -> str:
    return day.say("pack.grid.table", table=day.table(table), people=len(grids))


def _by_line(found: dict) -> Spread:
    return {line["line"]: {column: tuple(line[column].values()) for column in COLUMNS} for line in found["lines"]}


def _mean(counts: tuple[int, ...]) -> float | None:
    known = sum(counts[:4])
    return sum(mark * count for mark, count in enumerate(counts[:4], start=1)) / known if known else None


def _gap(day: Day, found: Spread) -> str:
    """Where what is said is furthest above what is done, in words; nothing where nothing is."""
    gaps = {}
    for line, columns in found.items():
        stated, actual = (_mean(columns[column]) for column in COLUMNS)
        if stated is not None and actual is not None:
            gaps[line] = stated - actual
    widest = max(gaps, key=gaps.__getitem__, default=None)
    if widest is None or gaps[widest] <= 0:
        return ""
    return " " + day.say("pack.grid.gap", line=day.say(f"kit.grid.{widest}"))


def _table(day: Day, key: str, caption: str, found: Spread) -> Table:
    say = day.say
    columns = [say("pack.grid.head", column=say(f"kit.grid.{name}"), mark=mark) for name in COLUMNS for mark in "1234?"]
    rows = [
        (say(f"kit.grid.{line}"), *(day.count(count) for column in COLUMNS for count in found[line][column]))
        for line in LINES
    ]
    return Table(key, caption, (say("kit.grid.line"), *columns), tuple(rows))


def _together(day: Day) -> Table | None:
    """What each table marked together, side by side, in table order."""
    own = {table: day.state.grids.get((table, None)) for table in day.shown_tables()}
    own = {table: kept.body for table, kept in own.items() if kept is not None}
    if not own:
        return None
    rows = [
        (day.say(f"kit.grid.{line}"), *(_both(day, body.stated[rank], body.actual[rank]) for body in own.values()))
        for rank, line in enumerate(LINES)
    ]
    columns = (day.say("kit.grid.line"), *day.heads(list(own)))
    return Table("grille-tables", day.say("pack.grid.together"), columns, tuple(rows))


def _both(day: Day, stated: int | None, actual: int | None) -> Cell:
    said = ["?" if mark is None else str(mark) for mark in (stated, actual)]
    return day.say("pack.grid.both", stated=said[0], actual=said[1])
