"""Drawings of the debrief as SVG, by hand: a figure that is sharp in any size, with words for every colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, sqrt

from simulator.charts import palette
from simulator.workshop.debrief.blocks import Figure

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, sans-serif"
TONES = {"stated": palette.CIEL, "actual": palette.TERRIL}
ROW, LEFT, STEP = 44, 250, 46
LARGEST = 17.0


def words(x: float, y: float, text: str, size: float = 14, tone: str = palette.INK, **more: str) -> str:
    """A piece of text; `more` are attributes, underscores for hyphens."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{tone}"{attributes}>{escape(text)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, tone: str = palette.LINE, width: float = 1) -> str:
    """A straight line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{tone}" stroke-width="{width:g}"/>'


def drawing(width: float, height: float, marks: Sequence[str], sentence: str) -> Figure:
    """The figure of some marks."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(sentence, quote=True)}" font-family="{FONT}">'
    )
    ground = f'<rect width="{width:g}" height="{height:g}" fill="{palette.CARD}"/>'
    return Figure(f"{head}{ground}{''.join(marks)}</svg>", sentence)


def marks_figure(counts: dict, lines: Sequence[str], heads: Sequence[str], sentence: str) -> Figure:
    """How marks spread: a disc for each mark of each line, as large as the number of people, which stands in it."""
    most = max((count for columns in counts.values() for each in columns.values() for count in each), default=1) or 1
    width, top = LEFT + 2 * (5 * STEP + 40), 56
    drawn = []
    for half, (column, head) in enumerate(zip(TONES, heads, strict=True)):
        start = LEFT + half * (5 * STEP + 40)
        drawn.append(words(start + 2.5 * STEP, 20, head, 16, TONES[column], text_anchor="middle", font_weight="bold"))
        for place, mark in enumerate("1234?"):
            drawn.append(words(start + (place + 0.5) * STEP, 42, mark, 13, palette.SLATE, text_anchor="middle"))
        for rank, columns in enumerate(counts.values()):
            middle = top + (rank + 0.5) * ROW
            drawn += _discs(start, middle, columns[column], most, TONES[column])
    for rank, name in enumerate(lines):
        drawn.append(words(0, top + (rank + 0.5) * ROW + 5, name))
        drawn.append(line(0, top + rank * ROW, width, top + rank * ROW))
    return drawing(width, top + len(lines) * ROW + 6, drawn, sentence)


def _discs(start: float, middle: float, counts: Sequence[int], most: int, tone: str) -> list[str]:
    drawn = []
    for place, count in enumerate(counts):
        if count:
            x, radius = start + (place + 0.5) * STEP, max(8.0, LARGEST * sqrt(count / most))
            drawn.append(f'<circle cx="{x:g}" cy="{middle:g}" r="{radius:.1f}" fill="{tone}"/>')
            drawn.append(words(x, middle + 4.5, str(count), 12, palette.CARD, text_anchor="middle", font_weight="bold"))
    return drawn


def results_figure(rows: Sequence[dict], ticks: tuple[str, str], sentence: str) -> Figure:
    """Each table's interval and result on one axis, and what it had predicted; in points, zero in sight.

    Args:
        rows: For each table: name, predicted (or None), low, value, high in points, and `said`, the numbers in words.
        ticks: How the two ends of the axis are written.
        sentence: What the figure shows.
    """
    top, height = 34, 52
    axis = Axis(reach(rows))
    drawn = [line(axis.at(0), 24, axis.at(0), top + len(rows) * height, palette.SLATE)]
    ends = ((-axis.reach, ticks[0], "start"), (0, "0", "middle"), (axis.reach, ticks[1], "end"))
    drawn += [words(axis.at(place), 16, text, 12, palette.SLATE, text_anchor=anchor) for place, text, anchor in ends]
    for rank, row in enumerate(rows):
        middle = top + (rank + 0.5) * height
        drawn += [line(0, top + rank * height, 900, top + rank * height), line(axis.LEFT, middle, axis.RIGHT, middle)]
        drawn.append(words(0, middle + 5, row["name"], 14, font_weight="bold"))
        drawn += _result(row, axis, middle)
        drawn += [words(590, middle - 3, row["said"][0], 14, font_weight="bold")]
        drawn += [words(590, middle + 15, row["said"][1], 12.5, palette.SLATE)]
    return drawing(900, top + len(rows) * height + 4, drawn, sentence)


@dataclass(frozen=True)
class Axis:
    """An axis of points, zero in its middle."""

    reach: int
    LEFT = 230
    RIGHT = 560

    def at(self, value: float) -> float:
        """Where a value stands."""
        return self.LEFT + (value + self.reach) / (2 * self.reach) * (self.RIGHT - self.LEFT)


def reach(rows: Sequence[dict]) -> int:
    """How far from zero an axis must go for all that is drawn on it."""
    ends = [abs(value) for row in rows for value in (row["low"], row["high"], row["predicted"] or 0)]
    return max(2, ceil(max(ends, default=2)))


def _result(row: dict, axis: Axis, middle: float) -> list[str]:
    low, high = axis.at(row["low"]), axis.at(row["high"])
    tone = palette.MORE if row["value"] >= 0 else palette.LESS
    band = f'<rect x="{low:.1f}" y="{middle - 9:g}" width="{max(high - low, 2):.1f}" height="18" rx="3" fill="{tone}"/>'
    drawn = [band, line(axis.at(row["value"]), middle - 12, axis.at(row["value"]), middle + 12, palette.NUIT, 3)]
    if row["predicted"] is not None:
        at = axis.at(row["predicted"])
        shape = f"M{at:.1f} {middle - 9:g}l9 9l-9 9l-9 -9z"
        drawn.append(f'<path d="{shape}" fill="none" stroke="{palette.BRIQUE}" stroke-width="2"/>')
    return drawn
