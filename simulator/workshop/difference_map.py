"""A run's map for a wall: what the plan changes in 2040, agglomeration by agglomeration.

An agglomeration has a colour only where its difference can be told apart from zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from simulator.calendar import LAST_YEAR
from simulator.charts import palette
from simulator.typography import french
from simulator.wording import points, signed, translator
from simulator.workshop.debrief.drawings import FONT

if TYPE_CHECKING:
    from simulator.territory.territory import Territory
    from simulator.workshop.bundle_parts import Bundle

MEASURE = "any_but_cinema"
WIDE, MARGIN, FOOT = 1600.0, 12.0, 96.0
SIZE, LINE = 31.0, 36.0
"""Of letters, and from one line to the next: 28 pixels on a wall of 1,920 by 1,080, whose height bounds the drawing."""
LETTER = 0.54
"""Width of a letter, as a share of its size; bold ones a tenth more."""
SHIFTS = tuple((dx, dy) for dy in (0.0, -80.0, 80.0, -150.0, 150.0) for dx in (0.0, -90.0, 90.0))
"""Where a label is tried, from the middle of its agglomeration."""
LADDER = (0.5, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0)
"""Bounds of the scale, in points, as on the screens."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class DifferenceMap:
    """The map of a run.

    Attributes:
        bundle: The run.
        territory: Where it was played.
        language: "fr" or "en".
    """

    bundle: Bundle
    territory: Territory
    language: str = "fr"

    def svg(self) -> str:
        """The drawing, with its sentence as text alternative; letters take the page's typeface."""
        height = self._height + FOOT
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:g} {height:g}" role="img" '
            f'aria-label="{escape(self.sentence, quote=True)}" font-family="{FONT}">'
        )
        return "".join((head, *self._ground(), *self._labels(), *self._legend(), "</svg>"))

    @cached_property
    def sentence(self) -> str:
        """What each agglomeration's difference is, in words."""
        said = (" ; " if self.language == "fr" else "; ").join(
            f"{name} {points(value, self.language)}" for name, value, _ in self._figures
        )
        text = translator(self.language)("stage.map.said", year=LAST_YEAR, said=said)
        return french(text) if self.language == "fr" else text

    @cached_property
    def _bound(self) -> float:
        most = float(abs(self._told).max(initial=0.0))
        return next((step for step in LADDER if step >= most), LADDER[-1])

    @cached_property
    def _figures(self) -> list[tuple[str, float, str]]:
        """Each agglomeration's short name, difference and verdict, in the territory's order."""
        whom = {one.group: one for one in self.bundle.results.whom if (one.code, one.by) == (MEASURE, "agglomeration")}
        zones = self.territory.agglomerations
        named = zip(zones.code, map(french, zones.short_name), strict=True)
        return [(name, whom[code].difference or 0.0, whom[code].verdict) for code, name in named]

    @cached_property
    def _shapes(self) -> list[list[np.ndarray]]:
        """Outlines of communes, ring by ring, on the sheet."""
        features = json.loads(self.territory.contours().read_text(encoding="utf-8"))["features"]
        found = {one["properties"]["code"]: list(_rings(one["geometry"])) for one in features}
        rings = [found[code] for code in self.territory.communes.code]
        every = np.concatenate([ring for commune in rings for ring in commune])
        low, high = every.min(axis=0), every.max(axis=0)
        scale = (WIDE - 2 * MARGIN) / (high[0] - low[0])
        return [[(ring - (low[0], high[1])) * (scale, -scale) + MARGIN for ring in commune] for commune in rings]

    @cached_property
    def _height(self) -> float:
        return float(max(ring[:, 1].max() for commune in self._shapes for ring in commune)) + MARGIN

    @cached_property
    def _told(self) -> np.ndarray:
        """Differences by agglomeration in points, zero where they cannot be told apart from zero."""
        return np.array([0.0 if told == "same" else 100.0 * value for _, value, told in self._figures])

    def _ground(self) -> Iterator[str]:
        zones = np.asarray(self.territory.communes.agglomeration)
        for shape, value in zip(self._shapes, self._told[zones].tolist(), strict=True):
            path = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z" for ring in shape)
            edge = f'stroke="{palette.NUIT}" stroke-width="0.6" stroke-opacity="0.5"'
            yield f'<path d="{path}" fill="{self._colour(value)}" {edge}/>'

    def _colour(self, value: float) -> str:
        place = int((value + self._bound) / (2 * self._bound) * palette.STEPS)
        return palette.DIFFERENCES[min(max(place, 0), palette.STEPS - 1)]

    def _labels(self) -> Iterator[str]:
        """Names and figures, none over another; a figure that cannot be told from zero stands in brackets."""
        middles, taken = self._middles(), []
        for (name, value, told), (x, y) in zip(self._figures, middles, strict=True):
            figure = signed(100.0 * value, self.language, 1)
            figure = f"({figure})" if told == "same" else figure
            x, y = _free(x, y, len(name) * SIZE * LETTER, taken)
            yield _written(x, y, name, 650)
            yield _written(x, y + LINE, figure, 800)

    def _middles(self) -> list[tuple[float, float]]:
        centres = np.array([np.concatenate(shape).mean(axis=0) for shape in self._shapes])
        zones = np.asarray(self.territory.communes.agglomeration)
        return [tuple(centres[zones == zone].mean(axis=0)) for zone in range(len(self.territory.agglomerations.code))]

    def _legend(self) -> Iterator[str]:
        """The scale, then what brackets mean."""
        top, step = self._height + 22, 46.0
        for rank, colour in enumerate(palette.DIFFERENCES):
            yield f'<rect x="{MARGIN + 90 + rank * step:g}" y="{top:g}" width="{step:g}" height="26" fill="{colour}"/>'
        for value, x, anchor in ((-self._bound, MARGIN + 78, "end"), (self._bound, MARGIN + 102 + 7 * step, "start")):
            figure = signed(value, self.language, 1 if value % 1 else 0)
            one = abs(value) < 2 if self.language == "fr" else abs(value) == 1
            yield _small(x, top + 23, figure if value < 0 else f"{figure} {'point' if one else 'points'}", anchor)
        note = translator(self.language)("stage.map.brackets")
        yield _small(WIDE - MARGIN, top + 23, french(note) if self.language == "fr" else note, "end")


def _rings(geometry: Mapping) -> Iterator[np.ndarray]:
    """The rings of a shape, latitudes stretched so that a degree is as long both ways."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield np.asarray(ring, dtype=np.float64) * (1.0, 1.0 / np.cos(np.radians(50.4)))


def _free(x: float, y: float, wide: float, taken: list[Box]) -> tuple[float, float]:
    """A place for a label that covers no other one, as near as can be; it is taken then."""
    half = wide / 2
    inside = min(max(x, half + MARGIN), WIDE - half - MARGIN)
    boxes = [(inside + dx - half, y + dy - SIZE, inside + dx + half, y + dy + LINE + 8) for dx, dy in SHIFTS]
    chosen = next((box for box in boxes if not any(_meet(box, other) for other in taken)), boxes[0])
    taken.append(chosen)
    return (chosen[0] + chosen[2]) / 2, chosen[1] + SIZE


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(x: float, y: float, words: str, weight: int) -> str:
    """Words with a pale edge, readable on every colour."""
    edge = f'stroke="{palette.PAPER}" stroke-width="7" stroke-linejoin="round" paint-order="stroke"'
    style = f'font-size="{SIZE:g}" font-weight="{weight}" fill="{palette.INK}" text-anchor="middle"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style} {edge}>{escape(words)}</text>'


def _small(x: float, y: float, words: str, anchor: str) -> str:
    style = f'font-size="{SIZE:g}" fill="{palette.CARD}" text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'
