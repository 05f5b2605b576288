"""L1 to L4: counted in the basin itself, by people who asked nobody anything."""

from __future__ import annotations

import numpy as np

from simulator.domains import CIN
from simulator.experiments.validation.openings import FLAGSHIP, LOUVRE_LENS, flagship
from simulator.experiments.validation.pattern import NothingToMeasureError, Pattern, between, near
from simulator.experiments.validation.world import World

MUSEUM_VISITS_2019 = 766_588
NEAREST = (
    (4.3, ("cinema",), ("cinéma", "cinema")),
    (5.3, ("musee",), ("musée", "museum")),
    (1.0, ("bibliotheque", "bibliotheque_locale"), ("bibliothèque", "library")),
)
"""Mean crow-fly kilometres from a resident's commune to the nearest venue of some kinds, in the basin in 2021-22."""
BASIN = "bassin-minier"


def _at_home(world: World) -> None:
    """Refuse to compare another territory with the basin's counts."""
    if world.territory.name != BASIN:
        raise NothingToMeasureError(
            "Comptages du Bassin minier ; le territoire simulé en est un autre.",
            "Counts of the Bassin minier; the territory simulated is another.",
        )


def _cinema(world: World) -> float:
    _at_home(world)
    residents = float(world.territory.communes.residents.sum())
    return float(np.mean([life.run.record.visits[1, :, CIN].sum() for life in world.lives])) / residents


def _museum_visits(world: World) -> list[float]:
    """Visits to the basin's museums, all visitors, in thousands; the same without the flagship.

    Those of residents are the model's; those of others follow from the declared share of visitors from elsewhere.
    """
    _at_home(world)
    venues = world.territory.venues
    museums = np.array([kind == "musee" for kind in venues.kind]) & (venues.place < len(world.territory.communes.code))
    visits = np.mean([life.run.record.venue_visits[1] for life in world.lives], axis=0)
    everybody = visits / (1.0 - venues.outside_share) / 1000.0
    total = float(everybody[museums].sum())
    return [total, total - float(everybody[flagship(world)])]


def _nearest(world: World) -> list[float]:
    _at_home(world)
    crow, venues, residents = world.territory.travel.crow, world.territory.venues, world.territory.communes.residents
    found = []
    for _, kinds, _ in NEAREST:
        places = np.unique(venues.place[np.isin(venues.kind, kinds) & venues.domains.any(axis=1)])
        found.append(float(np.average(crow[:, places].min(axis=1), weights=residents)))
    return [*found, float(np.average(crow[:, venues.place[flagship(world)]], weights=residents))]


LOCAL = (
    Pattern(
        "L1",
        ("Entrées de cinéma par habitant et par an", "Cinema admissions per resident and year"),
        (between(1.87 * 0.9, 1.93 * 1.1, 1.90),),
        "CNC, établissements cinématographiques 2022: 1.87 in the basin, 1.88 to 1.93 around it",
        _cinema,
        note=(
            "La diversité des goûts au cinéma a été choisie pour atteindre ce compte : ce n’est pas une épreuve.",
            "The spread of tastes for cinema was chosen to meet this count: it is no test.",
        ),
    ),
    LOUVRE_LENS,
    Pattern(
        "L3",
        ("Visites des musées du bassin, tous visiteurs, en milliers", "Visits to the basin’s museums, thousands"),
        (
            near(MUSEUM_VISITS_2019 / 1000.0, 0.25 * MUSEUM_VISITS_2019 / 1000.0, ("tous", "all")),
            near(233.4, 0.25 * 233.4, (f"sans le {FLAGSHIP}", "without Louvre-Lens")),
        ),
        "ministère de la Culture, Fréquentation des musées de France 2019: 766,588, of which 233,417 elsewhere than "
        "in Louvre-Lens; a quarter either way is an assumption",
        _museum_visits,
        note=(
            "La diversité des goûts pour les musées a été abaissée en regardant les visites comptées : ce n’est pas "
            "une épreuve. Le modèle place dans ses lieux toutes les sorties d’une enquête qui compte aussi celles des "
            "vacances et d’ailleurs.",
            "The spread of tastes for museums was lowered with counted visits in view: it is no test. The model "
            "places in its venues every outing of a survey that also counts those of holidays and elsewhere.",
        ),
    ),
    Pattern(
        "L4",
        ("Kilomètres à vol d’oiseau jusqu’au plus proche", "Crow-fly kilometres to the nearest"),
        (
            *(near(km, max(0.25 * km, 0.5), words) for km, _, words in NEAREST),
            near(25.2, 0.25 * 25.2, (FLAGSHIP, "Louvre-Lens")),
        ),
        "computed from commune centres and lists of cinemas, museums and libraries, 2021-22; a quarter, or half a "
        "kilometre, either way is an assumption",
        _nearest,
        held_out=True,
        note=(
            "Les bibliothèques qu’aucune liste livrée ne nomme sont supposées, commune par commune, d’après la part "
            "d’habitants publiée ; les scènes labellisées ne sont pas comparées.",
            "Libraries that no bundled list names are assumed, commune by commune, after the published share of "
            "residents; labelled stages are not compared.",
        ),
    ),
)
