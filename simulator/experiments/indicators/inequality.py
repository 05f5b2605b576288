"""How unequally people go out, by diploma and by commune; how far they feel from institutions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS
from simulator.experiments.indicators.declaration import ALL, GROUPS, WIDER, Direction, Indicator, ratio, says

if TYPE_CHECKING:
    from simulator.experiments.results import Run

Words = tuple[str, str]
Measured = Callable[["Run", str], np.ndarray]
"""From a run and a share's name to one value a year, float64 [years, 1]."""

OVERALL = ("any_but_cinema", "institutional", "amateur")


def _ends(run: Run, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Shares of residents without a diploma and of graduates, float64 [years, 1] each."""
    shares, names = run.share(measure, "education"), list(run.classes("education"))
    return tuple(shares[:, [names.index(name)]] for name in ("none", "sup"))


def education_ratio(run: Run, measure: str) -> np.ndarray:
    """How many times more graduates than people without a diploma, float64 [years, 1]."""
    none, graduates = _ends(run, measure)
    return ratio(graduates, none)


def education_gap(run: Run, measure: str) -> np.ndarray:
    """Graduates' share less that of people without a diploma, float64 [years, 1]."""
    none, graduates = _ends(run, measure)
    return graduates - none


def erreygers(run: Run, measure: str) -> np.ndarray:
    """Erreygers's concentration index of a share along diplomas, float64 [years, 1].

    Residents are ranked by diploma, those of one diploma together, at the middle of their ranks: the index is eight
    times the covariance of going and rank (Erreygers 2009, for a variable between 0 and 1). From -1 to 1.
    """
    went, everybody = run.persons(measure, "education")
    part = ratio(everybody, everybody.sum(axis=1, keepdims=True))
    rank = np.cumsum(part, axis=1) - part / 2.0
    share = np.nan_to_num(ratio(went, everybody))
    return 8.0 * (part * share * (rank - 0.5)).sum(axis=1, keepdims=True)


def _theil_parts(run: Run, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Theil's index of going or not, between communes and in all, float64 [years, 1] each; NaN where nobody goes.

    Of a variable that is 0 or 1 with mean h, the index is ln(1 / h); between communes it is the sum of the communes'
    shares of those who go times ln(h of the commune / h).
    """
    from simulator.elementary import log_array  # with the compiler: whoever reads a declaration needs neither

    went, everybody = run.persons(measure, "commune")
    goers, persons = (counted.sum(axis=1, keepdims=True) for counted in (went, everybody))
    share, mean = ratio(went, everybody), ratio(goers, persons)
    relative = np.where(went > 0, ratio(share, np.broadcast_to(mean, share.shape)), 1.0)
    weight = ratio(went, np.broadcast_to(goers, went.shape))
    between = (weight * log_array(relative)).sum(axis=1, keepdims=True)
    return between, np.where(goers > 0, -log_array(np.where(goers > 0, mean, 1.0)), np.nan)


def theil_between(run: Run, measure: str) -> np.ndarray:
    """Theil's index between communes, float64 [years, 1]."""
    return _theil_parts(run, measure)[0]


def theil_within(run: Run, measure: str) -> np.ndarray:
    """Theil's index within communes, float64 [years, 1]."""
    between, whole = _theil_parts(run, measure)
    return whole - between


def _far(run: Run, domain: str, by: str) -> np.ndarray:
    """Share of residents whose symbolic distance is above `far_distance`, by group."""
    span = run.frame.groups.span(by)
    return ratio(run.record.far_by_group[:, span], run.record.by_group[:, span].sum(axis=-1))


def _measured(code: str, unit: str, words: Words, definition: dict[str, str], read: Measured) -> tuple[Indicator, ...]:
    """An inequality by domain, then for the wider practices."""
    rest = definition, Direction.DOWN, ALL
    by_domain = Indicator(code, unit, *words, *rest, lambda run, domain, by: read(run, domain), DOMAINS)
    wider = (
        Indicator(
            f"{code}_{name}",
            unit,
            *(f"{word} ({wide})" for word, wide in zip(words, WIDER[name], strict=True)),
            *rest,
            lambda run, domain, by, name=name: read(run, name),
        )
        for name in OVERALL
    )
    return by_domain, *wider


SYMBOLIC = (
    Indicator(
        "symbolic_distance",
        "0..1 (assumed)",
        "Distance symbolique (se sentir à sa place)",
        "Symbolic distance (feeling that one belongs)",
        says(
            "Moyenne, en décembre, de la distance ressentie entre les institutions et les personnes de 15 ans et plus. "
            "Hypothèse tirée des diplômes : par groupe seulement, jamais par commune.",
            "Mean in December of the distance felt between institutions and persons of 15 and over. An assumption drawn "
            "from diplomas: by group only, never by commune.",
        ),
        Direction.DOWN,
        GROUPS,
        lambda run, domain, by: run.mean("symbolic_distance", by),
    ),
)

INEQUALITY = (
    Indicator(
        "symbolic_far",
        "share of residents 15+ (assumed)",
        "Habitants dont la distance symbolique dépasse 0,6",
        "Residents whose symbolic distance is above 0.6",
        says(
            "Part des habitants de 15 ans et plus dont la distance symbolique dépasse le seuil supposé `far_distance` en "
            "décembre. Par groupe seulement, jamais par commune.",
            "Share of residents of 15 and over whose symbolic distance is above the assumed threshold `far_distance` in "
            "December. By group only, never by commune.",
        ),
        Direction.DOWN,
        GROUPS,
        _far,
    ),
    *_measured(
        "education_ratio",
        "times",
        ("Combien de fois plus chez les diplômés du supérieur", "How many times more among graduates"),
        says(
            "Part des diplômés du supérieur qui y vont, divisée par celle des habitants sans diplôme.",
            "Share of graduates who go, divided by that of residents without a diploma.",
        ),
        education_ratio,
    ),
    *_measured(
        "education_gap",
        "share",
        ("Écart entre diplômés du supérieur et sans diplôme", "Gap between graduates and people without a diploma"),
        says(
            "Part des diplômés du supérieur qui y vont, moins celle des habitants sans diplôme.",
            "Share of graduates who go, less that of residents without a diploma.",
        ),
        education_gap,
    ),
    *_measured(
        "erreygers",
        "-1..1",
        ("Indice de concentration d’Erreygers selon le diplôme", "Erreygers concentration index by diploma"),
        says(
            "0 quand le diplôme ne change rien, 1 quand seule la moitié la plus diplômée y va. Les habitants d’un même "
            "diplôme ont le même rang (Erreygers, 2009).",
            "0 when diplomas make no difference, 1 when only the better qualified half goes. Residents of one diploma "
            "share a rank (Erreygers 2009).",
        ),
        erreygers,
    ),
    *_measured(
        "theil_between",
        "nats",
        ("Inégalité entre communes (Theil)", "Inequality between communes (Theil)"),
        says(
            "Part entre communes de l’indice de Theil appliqué à « y aller ou non ». Dans un échantillon, le hasard du "
            "tirage des petites communes la gonfle : ne comparer que des simulations de même taille.",
            "Part between communes of Theil’s index of going or not. In a sample, chance in small communes inflates it: "
            "compare only runs of the same size.",
        ),
        theil_between,
    ),
    *_measured(
        "theil_within",
        "nats",
        ("Inégalité à l’intérieur des communes (Theil)", "Inequality within communes (Theil)"),
        says(
            "Le reste du même indice, à l’intérieur des communes : presque tout, puisqu’on y va ou non. La somme des deux "
            "est ln(1 / part de ceux qui y vont).",
            "The rest of the same index, within communes: nearly all of it, as one goes or does not. The two add up to "
            "ln(1 / share of those who go).",
        ),
        theil_within,
    ),
)
