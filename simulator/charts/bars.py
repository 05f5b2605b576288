"""For whom it changes: the difference that a plan makes, class by class, with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from simulator.charts import palette
from simulator.charts.figure import NOTE, READING, Chart, family, quiet, say_ticks
from simulator.charts.words import class_label, measure_label
from simulator.wording import points, translator


def table_of(comparison, measure: str, by: str, year: int) -> pd.DataFrame:
    """Class by class in `year`: the difference in shares and its 90 % interval, with the sample rows behind it."""
    run = comparison.reference[0]
    row = int(np.flatnonzero(np.asarray(run.years) == year)[0])
    difference = comparison.difference(measure, by)
    return pd.DataFrame(
        {
            "class": list(run.classes(by)),
            "difference": difference.mean[row],
            "low": difference.low[row],
            "high": difference.high[row],
            "rows": np.asarray(run.rows(by)),
        }
    )


def groups(
    comparison, measure: str = "any_but_cinema", by: str = "education", year: int = 2040, language: str = "fr"
) -> Chart:
    """For whom the plan changes participation, in points.

    Args:
        comparison: A Comparison of a plan with its reference.
        measure: A share measure of the record.
        by: "education", "age", "sex", "occupation" or "mobility".
        year: A recorded year.
        language: "fr" or "en".

    Returns:
        A chart with its sentence and its table (class, label, difference, low, high, rows).
    """
    table = table_of(comparison, measure, by, year)
    table = table[table["rows"] > 0].reset_index(drop=True)
    table.insert(1, "label", [class_label(by, name, language) for name in table["class"]])
    return draw(table, measure, year, language)


def draw(table: pd.DataFrame, measure: str, year: int, language: str) -> Chart:
    """The chart of a table with the columns label, difference, low and high."""
    _ = translator(language)
    chart = Chart((7.2, 1.5 + 0.42 * len(table)), language)
    axes = chart.add_subplot()
    quiet(axes, _("charts.for_whom"), f"{measure_label(measure, language)}, {year}")
    places = np.arange(len(table))[::-1]
    colours = np.where(table["difference"] >= 0, palette.MORE, palette.LESS)
    axes.barh(places, table["difference"], height=0.55, color=colours)
    axes.hlines(places, table["low"], table["high"], color=palette.INK, linewidth=1.4)
    axes.axvline(0, color=palette.SLATE, linewidth=0.8)
    axes.set_yticks(places, table["label"])
    axes.tick_params(axis="y", labelsize=READING, labelcolor=palette.INK)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    say_ticks(axes.xaxis, lambda value: points(value, language))
    write_values(axes, places, table, language)
    most, least = table.loc[table["difference"].idxmax()], table.loc[table["difference"].idxmin()]
    named = {"most": most["label"], "least": least["label"]}
    values = {"more": points(most["difference"], language), "less": points(least["difference"], language)}
    return chart.say(_("charts.groups", year=year, **named, **values), table)


def write_values(axes: Axes, places: np.ndarray, table: pd.DataFrame, language: str) -> None:
    """The number of each bar in the margin, so that colour and length are never alone."""
    for place, value in zip(places, table["difference"], strict=True):
        axes.text(
            1.01,
            place,
            points(value, language),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=NOTE,
            fontweight="bold",
            color=palette.INK,
            family=family(),
        )
