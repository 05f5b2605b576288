"""Maps of the territory: levels by commune or agglomeration, and what a plan changes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import BoundaryNorm, Colormap, LinearSegmentedColormap, ListedColormap, Normalize
from matplotlib.path import Path as Outline

from simulator.charts import palette
from simulator.charts.figure import Chart, quiet, say_ticks
from simulator.charts.words import measure_label
from simulator.errors import SimulatorError
from simulator.wording import percent, points, translator

LEVELS = LinearSegmentedColormap.from_list("levels", palette.LEVELS)
DIFFERENCES = ListedColormap(palette.DIFFERENCES, "differences")
FEW_ROWS = 30
"""Below so many sample rows a place is hatched: its number is mostly chance."""


@lru_cache(maxsize=8)
def outlines(file: Path) -> dict[str, Outline]:
    """INSEE code to outline, in degrees with longitudes shortened to the latitude's true proportion."""
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: _outline(feature["geometry"]) for feature in features}


def _outline(geometry: dict) -> Outline:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [np.asarray(ring, dtype=float) for polygon in polygons for ring in polygon]
    codes = [[Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY] for ring in rings]
    return Outline(np.concatenate(rings), np.concatenate(codes))


def table_of(run, measure: str, year: int, by: str) -> pd.DataFrame:
    """Place by place in `year`: the share of residents of 15 and over, and the sample rows behind it.

    Args:
        run: A Run.
        measure: A share measure of the record.
        year: A recorded year.
        by: "commune" or "agglomeration".
    """
    row = int(np.flatnonzero(np.asarray(run.years) == year)[0])
    values = {"code": list(run.classes(by)), "value": run.share(measure, by)[row], "rows": np.asarray(run.rows(by))}
    return pd.DataFrame(values)


def finest(run) -> str:
    """The finest level that the sample can carry: communes if half of them have rows enough, else agglomerations."""
    return "commune" if np.median(np.asarray(run.rows("commune"))) >= FEW_ROWS else "agglomeration"


def map(run, measure: str = "any", year: int = 2040, by: str | None = None, language: str = "fr") -> Chart:
    """Where residents go out: the share who did in `year`, place by place.

    Args:
        run: A Run.
        measure: A share measure of the record ("any", "MUS", "amateur"...).
        year: A recorded year.
        by: "commune", "agglomeration", or None for the finest level that the sample can carry.
        language: "fr" or "en".

    Returns:
        A chart with its sentence and its table (code, name, value, rows).

    Raises:
        SimulatorError: For symbolic distance, which follows from diplomas: a map of it would be circular.
    """
    refuse_circular(measure)
    by = by or finest(run)
    table = named(table_of(run, measure, year, by), run.territory, by)
    chart = Chart((8.4, 5.4), language)
    axes = chart.add_subplot()
    quiet(axes, f"{measure_label(measure, language)}, {year}", translator(language)("charts.share"))
    shown = table.loc[table["rows"] > 0, "value"]
    norm = Normalize(float(shown.min()), max(float(shown.max()), float(shown.min()) + 0.01))
    paint(axes, table, run.territory, by, (LEVELS, norm))
    scale = chart.colorbar(_mappable(LEVELS, norm), ax=axes, shrink=0.35, aspect=14, anchor=(0, 0.1), pad=0.01)
    finish_scale(scale, lambda value: percent(value, language))
    return chart.say(level_sentence(table, year, by, language), table)


def change_map(comparison, measure: str = "any_but_cinema", year: int = 2040, language: str = "fr") -> Chart:
    """Where a plan changes participation: the mean difference in points, by agglomeration, zero in the middle.

    Args:
        comparison: A Comparison of a plan with its reference.
        measure: A share measure of the record.
        year: A recorded year.
        language: "fr" or "en".

    Returns:
        A chart with its sentence and its table (code, name, value, low, high, rows).

    Raises:
        SimulatorError: For symbolic distance.
    """
    refuse_circular(measure)
    run = comparison.reference[0]
    difference, row = (
        comparison.difference(measure, "agglomeration"),
        int(np.flatnonzero(np.asarray(run.years) == year)[0]),
    )
    table = named(table_of(run, measure, year, "agglomeration"), run.territory, "agglomeration")
    table = table.assign(value=difference.mean[row], low=difference.low[row], high=difference.high[row])
    chart = Chart((8.4, 5.4), language)
    axes = chart.add_subplot()
    quiet(axes, translator(language)("charts.change", year=year), measure_label(measure, language))
    most = max(0.01, float(table["value"].abs().max()))
    norm = BoundaryNorm(np.linspace(-most, most, palette.STEPS + 1), palette.STEPS)
    paint(axes, table, run.territory, "agglomeration", (DIFFERENCES, norm))
    scale = chart.colorbar(_mappable(DIFFERENCES, norm), ax=axes, shrink=0.45, aspect=14, anchor=(0, 0.1), pad=0.01)
    scale.set_ticks([-most, 0, most])
    finish_scale(scale, lambda value: points(value, language))
    most_row = table.loc[table["value"].abs().idxmax()]
    change = points(most_row["value"], language)
    return chart.say(
        translator(language)("charts.change.said", year=year, place=most_row["name"], change=change), table
    )


def refuse_circular(measure: str) -> None:
    """Refuse to map symbolic distance."""
    if measure == "symbolic_distance":
        raise SimulatorError(
            "La distance symbolique vient des diplômes\u00a0: sa carte tournerait en rond. Montrez-la par groupe.",
            "Symbolic distance follows from diplomas: its map would be circular. Show it by group.",
        )


def named(table: pd.DataFrame, territory, by: str) -> pd.DataFrame:
    """The table with a column of names after its codes."""
    places = territory.communes if by == "commune" else territory.agglomerations
    names = dict(zip(places.code, places.name, strict=True))
    table.insert(1, "name", [names[code] for code in table["code"]])
    return table


def paint(axes: Axes, table: pd.DataFrame, territory, by: str, scale: tuple[Colormap, Normalize]) -> None:
    """Fill every commune with its own value or its agglomeration's; hatch the places with few rows."""
    colour_map, norm = scale
    shapes = outlines(Path(territory.folder) / "communes.geojson")
    codes = list(territory.communes.code)
    places = np.arange(len(codes)) if by == "commune" else np.asarray(territory.communes.agglomeration)
    values, rows = table["value"].to_numpy()[places], table["rows"].to_numpy()[places]
    colours = np.where((rows > 0)[:, None], colour_map(norm(np.nan_to_num(values))), _rgba(palette.NO_DATA))
    paths = [shapes[code] for code in codes]
    axes.add_collection(PathCollection(paths, facecolors=colours, edgecolors=palette.PAPER, linewidths=0.4))
    few = [path for path, count in zip(paths, rows, strict=True) if count < FEW_ROWS]
    axes.add_collection(PathCollection(few, facecolors="none", edgecolors=palette.SLATE, linewidths=0, hatch="////"))
    axes.autoscale_view()
    axes.set_aspect(1 / np.cos(np.radians(np.mean(territory.communes.latitude))))
    axes.set_xticks([])
    axes.set_yticks([])


def level_sentence(table: pd.DataFrame, year: int, by: str, language: str) -> str:
    """Which place is highest and which lowest, and what the hatching means where there is some.

    By commune no place is named: no commune is called poor or weak.
    """
    _ = translator(language)
    sure = table[table["rows"] >= FEW_ROWS]
    sure = sure if len(sure) else table
    high, low = sure.loc[sure["value"].idxmax()], sure.loc[sure["value"].idxmin()]
    values = {"high": percent(high["value"], language), "low": percent(low["value"], language)}
    sentence = _(f"charts.map.{by}", year=year, **values)
    few = int((table["rows"] < FEW_ROWS).sum())
    return f"{sentence} {_('charts.hatched', rows=FEW_ROWS)}" if few else sentence


def finish_scale(scale, say) -> None:
    """House style for a colour scale."""
    scale.outline.set_visible(False)
    scale.minorticks_off()
    scale.ax.tick_params(length=0, labelsize=8.5, labelcolor=palette.SLATE)
    say_ticks(scale.ax.yaxis, say)


def _mappable(colour_map: Colormap, norm: Normalize):
    from matplotlib.cm import ScalarMappable

    return ScalarMappable(norm, colour_map)


def _rgba(colour: str) -> np.ndarray:
    from matplotlib.colors import to_rgba

    return np.array(to_rgba(colour))
