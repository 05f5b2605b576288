"""Who goes out, how often, who comes and who leaves, who does not go, who practises."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS
from simulator.experiments.indicators.declaration import (
    BY_CODE,
    GROUPS,
    PLACES,
    SHARE,
    WIDER,
    ZONES,
    Direction,
    Indicator,
    Reader,
    ratio,
    says,
)
from simulator.model.turnover import TURNOVERS

if TYPE_CHECKING:
    from simulator.experiments.results import Run

EVERYWHERE = (*PLACES, *GROUPS)
WITHOUT_COMMUNES = (*ZONES, *GROUPS)
"""Counted by group and agglomeration: by commune a sample has too few rows for classes this small."""
TURNOVER_CODES = ("any_but_cinema", "institutional", "amateur")


def of_classes(run: Run, table: np.ndarray, by: str) -> np.ndarray:
    """The classes of a dimension in a table whose second axis holds the groups, then the agglomerations."""
    groups = run.frame.groups
    if by == "agglomeration":
        return table[:, groups.size :]
    if by == "all":
        return table[:, groups.size :].sum(axis=1, keepdims=True)
    return table[:, groups.span(by)]


def _share(measure: str) -> Reader:
    return lambda run, domain, by: run.share(domain or measure, by)


def _absent(run: Run, domain: str, by: str) -> np.ndarray:
    """Share without any visit."""
    return 1.0 - run.share("any", by)


def _absent_persons(run: Run, domain: str, by: str) -> np.ndarray:
    went, everybody = run.persons("any", by)
    return (everybody - went).astype(np.float64)


def _months(months: int) -> Reader:
    """Share of residents with so many months with a visit (3: or more)."""

    def read(run: Run, domain: str, by: str) -> np.ndarray:
        counted = of_classes(run, run.record.months, by)[:, :, DOMAINS.index(domain)]
        everybody = run.persons("any", by)[1]
        part = everybody - counted.sum(axis=2) if months == 0 else counted[:, :, months - 1]
        return ratio(part, everybody)

    return read


def _turnover(side: Callable[[Run], np.ndarray], measure: str) -> Reader:
    """Share of residents who came to a practice, or left it."""

    def read(run: Run, domain: str, by: str) -> np.ndarray:
        counted = of_classes(run, side(run), by)[..., TURNOVERS.index(domain or measure)]
        return ratio(counted, run.persons("any", by)[1])

    return read


def _wider(code: str, measure: str, fr: str, en: str) -> Indicator:
    first = says(
        "Part des habitants de 15 ans et plus qui sont sortis au moins une fois dans l’année civile (pour la pratique en "
        "amateur : qui pratiquent en décembre). Compte : " + WIDER[measure][0] + ".",
        "Share of residents of 15 and over who went out at least once in the calendar year (amateur practice: who "
        "practise in December). Counted: " + WIDER[measure][1] + ".",
    )
    return Indicator(code, SHARE, fr, en, first, Direction.UP, EVERYWHERE, _share(measure))


def _frequency(months: int) -> Indicator:
    code, fr, en = _FREQUENCIES[months]
    return Indicator(
        code,
        SHARE,
        fr,
        en,
        says(
            "Part des habitants de 15 ans et plus selon le nombre de mois de l’année où ils ont fait au moins une visite "
            "dans le domaine. Ce sont des mois, pas des visites : plusieurs visites d’un même mois comptent pour un, car "
            "le modèle retient douze mois, non chaque visite. À ne pas comparer telles quelles aux classes d’une enquête.",
            "Share of residents of 15 and over by the number of months of the year in which they made at least one visit "
            "in the domain. Months, not visits: several visits in a month count as one, as the model remembers twelve "
            "months, not each visit. Not to be compared as they stand with the classes of a survey.",
        ),
        Direction.NEITHER,
        WITHOUT_COMMUNES,
        _months(months),
        DOMAINS,
    )


_FREQUENCIES = (
    ("frequency_0", "Aucun mois avec une visite", "No month with a visit"),
    ("frequency_1", "Un mois avec une visite", "One month with a visit"),
    ("frequency_2", "Deux mois avec une visite", "Two months with a visit"),
    ("frequency_3_plus", "Trois mois ou plus avec une visite", "Three months or more with a visit"),
)

_ENTRIES = says(
    "Part des habitants de 15 ans et plus qui y vont cette année et n’y étaient pas allés l’année d’avant (pratique en "
    "amateur : d’un mois de décembre au suivant). Compte aussi ceux qui reviennent après une pause.",
    "Share of residents of 15 and over who go this year and had not gone the year before (amateur practice: from one "
    "December to the next). Those who come back after a pause are counted too.",
)
_EXITS = says(
    "Part des habitants de 15 ans et plus qui y étaient allés l’année d’avant et n’y vont pas cette année. Beaucoup "
    "reviendront : une année sans sortie n’est pas un abandon.",
    "Share of residents of 15 and over who had gone the year before and do not go this year. Many will come back: a "
    "year without an outing is no farewell.",
)
_SIDES = {
    "entries": ("Arrivées", "Entries", _ENTRIES, lambda run: run.record.entered),
    "exits": ("Départs", "Exits", _EXITS, lambda run: run.record.left),
}


def _flows(code: str) -> tuple[Indicator, ...]:
    """A side of the turnover by domain, then for the wider practices."""
    fr, en, definition, side = _SIDES[code]
    rest = definition, Direction.NEITHER, WITHOUT_COMMUNES
    wider = (
        Indicator(
            f"{code}_{name}",
            SHARE,
            f"{fr} ({WIDER[name][0]})",
            f"{en} ({WIDER[name][1]})",
            *rest,
            _turnover(side, name),
        )
        for name in TURNOVER_CODES
    )
    return Indicator(code, SHARE, fr, en, *rest, _turnover(side, ""), DOMAINS), *wider


PARTICIPATION = (
    _wider("participation_any", "any", "Sorties, cinéma compris", "Outings, cinema included"),
    _wider("participation_any_but_cinema", "any_but_cinema", "Sorties, hors cinéma", "Outings, cinema aside"),
    _wider(
        "participation_institutional", "institutional", "Musées, théâtres ou concerts", "Museums, theatres or concerts"
    ),
    Indicator(
        "participation",
        SHARE,
        "Participation",
        "Participation",
        says(
            "Part des habitants de 15 ans et plus qui ont fait au moins une visite dans le domaine pendant l’année civile.",
            "Share of residents of 15 and over who made at least one visit in the domain in the calendar year.",
        ),
        Direction.UP,
        EVERYWHERE,
        _share(""),
        DOMAINS,
    ),
    _wider("amateur_practice", "amateur", "Pratiques amateurs", "Amateur practice"),
    Indicator(
        "digital_practice",
        SHARE,
        "Pratiques en ligne",
        "Digital practice",
        says(
            "Part des habitants de 15 ans et plus qui pratiquent en ligne dans l’année : visites virtuelles, spectacles filmés, "
            "création à l’écran.",
            "Share of residents of 15 and over who practise online in the year: virtual visits, filmed shows, making on screen.",
        ),
        Direction.UP,
        EVERYWHERE,
        lambda run, domain, by: run.share("digital", by),
    ),
    _wider("participation_one_of_three", "one_of_three", "Cinéma, concert ou théâtre", "Cinema, concert or theatre"),
)

VISITS = (
    Indicator(
        "visits",
        "visits",
        "Visites",
        "Visits",
        says(
            "Visites faites dans l’année par les habitants de tout âge, sans les visiteurs venus d’ailleurs.",
            "Visits made in the year by residents of every age, without visitors from elsewhere.",
        ),
        Direction.UP,
        PLACES,
        lambda run, domain, by: run.total(f"visits_{domain}" if domain else "visits", by),
        BY_CODE,
    ),
)

HABITS = (
    Indicator(
        "no_outing",
        SHARE,
        "Habitants qui ne sortent pas (encore, ou pas du tout)",
        "Residents who do not go out (yet, or at all)",
        says(
            "Part des habitants de 15 ans et plus sans aucune visite dans les six domaines pendant l’année. « Ne pas "
            "venir » est un choix : ni la pratique en amateur ni le numérique n’y entrent.",
            "Share of residents of 15 and over without any visit in the six domains in the year. “Not coming” is a "
            "choice; neither amateur practice nor digital practice is counted here.",
        ),
        Direction.NEITHER,
        EVERYWHERE,
        _absent,
    ),
    Indicator(
        "no_outing_persons",
        "persons",
        "Habitants qui ne sortent pas, en nombre",
        "Residents who do not go out, in number",
        says("Les mêmes, en personnes de 15 ans et plus.", "The same, in persons of 15 and over."),
        Direction.NEITHER,
        WITHOUT_COMMUNES,
        _absent_persons,
    ),
    *(_frequency(months) for months in range(4)),
    *_flows("entries"),
    *_flows("exits"),
)
