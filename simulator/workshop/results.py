"""The numbers of an answer, read from what the screen draws, with its own rule for what may be said of them."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.answers.classes import class_words
from simulator.answers.figures import SERIES
from simulator.answers.indicators import GROUPS, SHOWN, SMALLEST, TABS, Shown
from simulator.calendar import LAST_YEAR
from simulator.experiments.judging import judge
from simulator.typography import french
from simulator.workshop.bundle_parts import Figure, Outcome, Results
from simulator.workshop.canonical import canonical, plain

if TYPE_CHECKING:
    from simulator.answers.figures import Answer, Reading
    from simulator.territory.territory import Territory

WHOM = ("agglomeration", *GROUPS)
EVERYBODY = {"fr": "Ensemble du territoire", "en": "The whole territory"}
JUDGED = {"better": "more", "worse": "less", "same": "same"}
"""What is said where the room judges whether more is good."""


Classes = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
"""By grouping: the name of each class in the model, and its words."""


def classes_of(reading: Reading, territory: Territory) -> Classes:
    """The classes of an answer: the whole territory, agglomerations, diplomas, ages, ways of getting about."""
    zones = territory.agglomerations
    named = zip(zones.code, map(french, zones.name), strict=True)
    groups = {by: list(zip(reading.classes[by], class_words(by, reading.classes[by]), strict=True)) for by in GROUPS}
    return {
        "all": [("all", EVERYBODY)],
        "agglomeration": [(code, {"fr": name, "en": name}) for code, name in named],
        **groups,
    }


def results_of(
    header: Mapping[str, Any], buffer: bytes, classes: Classes, answer: Answer, year: int = LAST_YEAR
) -> Results:
    """An answer as a bundle keeps it.

    Args:
        header: What the screen's header says.
        buffer: The packed answer.
        classes: What `classes_of` gives.
        answer: What was packed: its pairs are kept as they are.
        year: The year that the numbers speak of.
    """
    values = base64.b64encode(buffer).decode("ascii")
    bare = Results(header=plain(canonical(header)), values=values, numbers=(), whom=())
    whom = [(shown, by) for shown in SHOWN if shown.code in TABS for by in WHOM if by in shown.by]

    def figures(pairs: list[tuple[Shown, str]]) -> tuple[Figure, ...]:
        return tuple(figure for shown, by in pairs for figure in _figures(bare, shown, by, (classes[by], year)))

    every = figures([(shown, "all") for shown in SHOWN])
    pairs = {shown.code: _pairs(answer, shown.code, year) for shown in SHOWN}
    return bare.model_copy(update={"numbers": every, "whom": figures(whom), "pairs": pairs})


def _pairs(answer: Answer, code: str, year: int) -> tuple[float | None, ...]:
    """What each pair of runs says of the whole territory."""
    changes = answer.change(code, "all")[:, answer.plan.years.index(year), 0].tolist()
    return tuple(change if math.isfinite(change) else None for change in changes)


def verdict(unit: str, mean: float, low: float, high: float) -> Outcome:
    """What may be said of a difference: rule 22 of docs/odd.md, as on the screen."""
    code = judge(mean, low, high, SMALLEST[unit]).value
    return code if unit == "share" else JUDGED[code]


def _figures(results: Results, shown: Shown, by: str, read: tuple[Sequence, int]) -> Iterator[Figure]:
    classes, year = read
    series, row = results.series(shown.code, by), results.header["years"].index(year)
    for rank, (name, label) in enumerate(classes):
        found = {key: float(series[key][row, rank]) for key in SERIES}
        yield Figure(
            code=shown.code,
            title=dict(shown.label),
            unit=shown.unit,
            year=year,
            by=by,
            group=name,
            label=dict(label),
            verdict=verdict(shown.unit, *(found[key] for key in ("difference", "low", "high"))),
            **{key: value if math.isfinite(value) else None for key, value in found.items()},
        )
