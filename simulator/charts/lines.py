"""Curves to 2040: the reference and the plan, with the interval of their difference."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from simulator.charts import palette
from simulator.charts.figure import NOTE, READING, Chart, family, quiet, say_ticks
from simulator.charts.words import measure_label
from simulator.wording import percent, points, translator


def table_of(comparison, measure: str) -> pd.DataFrame:
    """Year by year: the reference, the plan, their difference and its 90 % interval, as shares.

    Args:
        comparison: A Comparison of a plan with its reference.
        measure: A share measure of the record.
    """
    difference = comparison.difference(measure)
    reference = np.mean([run.share(measure)[:, 0] for run in comparison.reference], axis=0)
    plan = np.mean([run.share(measure)[:, 0] for run in comparison.plan], axis=0)
    return pd.DataFrame(
        {
            "year": np.asarray(comparison.reference[0].years),
            "reference": reference,
            "plan": plan,
            "difference": difference.mean[:, 0],
            "low": difference.low[:, 0],
            "high": difference.high[:, 0],
        }
    )


def curves(comparison, measure: str = "any_but_cinema", language: str = "fr") -> Chart:
    """The share of residents who go out, year by year, with the plan and without.

    Args:
        comparison: A Comparison of a plan with its reference.
        measure: A share measure of the record ("any_but_cinema", "MUS", "amateur"...).
        language: "fr" or "en".

    Returns:
        A chart with its sentence and its table (year, reference, plan, difference, low, high).
    """
    return draw(table_of(comparison, measure), measure, language)


def draw(table: pd.DataFrame, measure: str, language: str) -> Chart:
    """The chart of a table as `table_of` gives it."""
    _ = translator(language)
    chart = Chart((7.2, 4.2), language)
    axes = chart.add_subplot()
    quiet(axes, measure_label(measure, language), _("charts.share"))
    band = axes.fill_between(
        table["year"], table["reference"] + table["low"], table["reference"] + table["high"], color=palette.CIEL
    )
    band.set(alpha=0.18, linewidth=0)
    axes.plot(table["year"], table["reference"], color=palette.SLATE, linestyle=(0, (4, 2)), linewidth=1.6)
    axes.plot(table["year"], table["plan"], color=palette.CIEL, linewidth=2.2)
    frame(axes, table, language)
    label_ends(axes, table, language)
    last = table.iloc[-1]
    difference = points(last["difference"], language)
    interval = _("charts.interval", low=points(last["low"], language), high=points(last["high"], language))
    values = {"reference": percent(last["reference"], language), "plan": percent(last["plan"], language)}
    sentence = _("charts.curves", year=int(last["year"]), difference=difference, interval=interval, **values)
    return chart.say(sentence, table)


def frame(axes: Axes, table: pd.DataFrame, language: str) -> None:
    """Axes that fit the curves and never exaggerate: at least ten points high."""
    edges = table[["reference", "plan"]].to_numpy()
    middle = (edges.min() + edges.max()) / 2
    half = max(0.05, 0.65 * (edges.max() - edges.min()))
    axes.set_ylim(max(0, middle - half), max(0, middle - half) + 2 * half)
    first, last = int(table["year"].iloc[0]), int(table["year"].iloc[-1])
    axes.set_xlim(first, last + 3.4)
    axes.set_xticks([first, *[year for year in (2030, 2035) if first < year < last], last])
    axes.grid(axis="y", color=palette.LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    say_ticks(axes.yaxis, lambda share: percent(share, language))


def label_ends(axes: Axes, table: pd.DataFrame, language: str) -> None:
    """Name both curves at their right end, apart enough to be read."""
    _ = translator(language)
    last = table.iloc[-1]
    low, high = axes.get_ylim()
    apart = 0.075 * (high - low)
    middle, half = (last["plan"] + last["reference"]) / 2, abs(last["plan"] - last["reference"]) / 2
    shift = max(half, apart / 2) * (1 if last["plan"] >= last["reference"] else -1)
    for key, height, colour in (("plan", middle + shift, palette.CIEL), ("reference", middle - shift, palette.SLATE)):
        text = f"{_(f'charts.{key}')} {percent(last[key], language)}"
        weight = "bold" if key == "plan" else "normal"
        axes.text(
            last["year"] + 0.25,
            height,
            text,
            color=colour,
            va="center",
            fontsize=NOTE,
            fontweight=weight,
            family=family(),
        )
    axes.plot([last["year"]], [last["plan"]], "o", color=palette.CIEL, markersize=READING / 2)
