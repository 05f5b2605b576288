"""How many live in the territory, and how that changes from year to year (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.indicators.declaration import ALL, PLACES, Direction, Indicator, ratio, says
from simulator.model.kernels.layout import PERSON

if TYPE_CHECKING:
    from simulator.experiments.results import Run


def _taught(run: Run, domain: str, by: str) -> np.ndarray:
    """Share of pupils whom an action is expected to reach, float64 [years, classes]."""
    pupils, reached = (run.frame.gather(run.record.pupils[:, k], by) for k in (0, 1))
    return ratio(reached / PERSON, pupils)


def _flow(code: str, words: tuple[str, str], definition: dict[str, str]) -> Indicator:
    return Indicator(
        code, "persons", *words, definition, Direction.NEITHER, ALL, lambda run, domain, by: run.total(code)
    )


PEOPLE = (
    Indicator(
        "population",
        "persons",
        "Habitants",
        "Residents",
        says(
            "Habitants de tout âge en décembre. Le total suit la projection régionale : ce n’est pas une prévision.",
            "Residents of every age in December. The total follows the region’s projection: it is no forecast.",
        ),
        Direction.NEITHER,
        PLACES,
        lambda run, domain, by: run.total("population", by),
    ),
    _flow("births", ("Naissances", "Births"), says("Enfants nés dans l’année.", "Children born in the year.")),
    _flow("deaths", ("Décès", "Deaths"), says("Habitants morts dans l’année.", "Residents who died in the year.")),
    _flow(
        "arrivals",
        ("Arrivées", "Arrivals"),
        says(
            "Personnes venues d’ailleurs dans l’année ; supposé, faute de chiffre local.",
            "People who came from elsewhere in the year; assumed, for want of a local figure.",
        ),
    ),
    _flow(
        "departures",
        ("Départs", "Departures"),
        says(
            "Habitants partis du territoire dans l’année ; supposé, faute de chiffre local.",
            "Residents who left the territory in the year; assumed, for want of a local figure.",
        ),
    ),
    _flow(
        "overflow",
        ("Entrées sans ligne vide", "Entries without an empty row"),
        says(
            "Naissances et arrivées que l’échantillon n’a pas pu loger, faute de ligne vide : une limite du calcul.",
            "Births and arrivals that the sample could not house, for want of an empty row: a limit of the computation.",
        ),
    ),
    _flow(
        "moves",
        ("Déménagements d’une commune à l’autre", "Moves from one commune to another"),
        says(
            "Personnes qui changent de commune dans le territoire dans l’année. Niveau déduit de chiffres nationaux.",
            "People who change commune within the territory in the year. Level derived from national figures.",
        ),
    ),
    _flow(
        "unions",
        ("Personnes qui se mettent en couple", "People who begin to live as a couple"),
        says(
            "Personnes qui commencent dans l’année à vivre en couple ; supposé, faute de chiffre local.",
            "People who begin to live as a couple in the year; assumed, for want of a local figure.",
        ),
    ),
    _flow(
        "partings",
        ("Personnes qui se séparent", "People who separate"),
        says(
            "Personnes dont le couple se sépare dans l’année. Niveau déduit d’un chiffre national.",
            "People whose couple separates in the year. Level derived from a national figure.",
        ),
    ),
    _flow(
        "left_home",
        ("Départs de chez les parents", "Young people who leave their parents’ home"),
        says(
            "Personnes qui quittent dans l’année le logement de leurs parents ; supposé, faute de chiffre local.",
            "People who leave their parents’ home in the year; assumed, for want of a local figure.",
        ),
    ),
)

SCHOOL = (
    Indicator(
        "school_coverage",
        "share of pupils",
        "Élèves touchés par une action artistique",
        "Pupils reached by arts education",
        says(
            "Part des élèves de 3 à 17 ans de décembre qu’une action a touchés dans l’année scolaire, d’après la chance de "
            "leur niveau (école, collège, lycée) : elle ne dépend pas du diplôme des parents. Ne dit rien de sa qualité.",
            "Share of December’s pupils of 3 to 17 whom an action reached in the school year, by the chance of their level "
            "(primary, collège, lycée): it does not depend on parents’ diplomas. Says nothing of its quality.",
        ),
        Direction.UP,
        PLACES,
        _taught,
    ),
)
