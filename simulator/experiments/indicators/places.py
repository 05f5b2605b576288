"""Journeys, what they emit, how full venues are, from how far people come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.domains import DOMAINS
from simulator.experiments.indicators.declaration import ALL, PLACES, ZONES, Direction, Indicator, Reader, ratio, says
from simulator.parameters import Parameter, Tag
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.experiments.results import Run

FULL = Parameter(
    "full_venue",
    0.9,
    "share of places",
    (0.5, 1.0),
    Tag.ASSUMED,
    "no source",
    "Part des places à partir de laquelle un lieu est dit plein",
    "Share of places from which a venue is said to be full",
)


def _per_visit(measure: str) -> Reader:
    return lambda run, domain, by: ratio(run.total(measure, by), run.total("visits", by))


def _count(measure: str) -> Reader:
    return lambda run, domain, by: run.total(measure)


def venue_saturation(run: Run) -> np.ndarray:
    """Visits of residents over places offered to them in the year by venue, float64 [years, V]; NaN without places."""
    return ratio(run.record.venue_visits, run.record.venue_places)


def _zones(run: Run) -> np.ndarray:
    """Agglomeration of each venue's commune, int [V]; -1 outside the territory."""
    place, zone = run.territory.venues.place, run.frame.zone
    return np.where(place < zone.size, zone[np.minimum(place, zone.size - 1)], -1)


def _by_zone(run: Run, values: np.ndarray, by: str) -> np.ndarray:
    """An array [years, V] summed over the venues inside the territory: [years, classes]."""
    zones = _zones(run)
    if by == "all":
        return values[:, zones >= 0].sum(axis=1, keepdims=True)
    return np.stack([values[:, zones == z].sum(axis=1) for z in range(len(run.classes(by)))], axis=1)


def _saturation(run: Run, domain: str, by: str) -> np.ndarray:
    record = run.record
    return ratio(_by_zone(run, record.venue_visits, by), _by_zone(run, record.venue_places, by))


def _outside(run: Run, domain: str, by: str) -> np.ndarray:
    visits = run.record.venue_visits
    return ratio(visits[:, _zones(run) < 0].sum(axis=1, keepdims=True), visits.sum(axis=1, keepdims=True))


def _full(run: Run, domain: str, by: str) -> np.ndarray:
    places, rate = run.record.venue_places, np.nan_to_num(venue_saturation(run))
    return ratio(_by_zone(run, (rate >= FULL.default).astype(np.int64), by), _by_zone(run, np.sign(places), by))


def _catchment(part: float) -> Reader:
    """Minutes within which `part` of a domain's visits are made, by interpolation within a bin of one minute."""

    def read(run: Run, domain: str, by: str) -> np.ndarray:
        bins = run.record.visits_by_minute[:, DOMAINS.index(domain)]
        return np.array([[quantile(counts, part)] for counts in bins])

    return read


def quantile(counts: np.ndarray, part: float) -> float:
    """The minute below which `part` of the counted visits lie; NaN without any; `counts` is int64 [bins]."""
    reached = np.cumsum(counts)
    if reached[-1] == 0:
        return float("nan")
    wanted = part * float(reached[-1])
    last = int(np.searchsorted(reached, wanted))
    below = float(reached[last - 1]) if last else 0.0
    inside = 0.0 if last == counts.size - 1 else (wanted - below) / float(counts[last])
    return last + inside


JOURNEYS = (
    Indicator(
        "minutes",
        "min",
        "Minutes de trajet, en tout",
        "Travel minutes, in all",
        says(
            "Minutes d’un trajet aller, comptées sur la montre, additionnées sur les visites de l’année.",
            "Minutes of the way there, on the clock, added over the year’s visits.",
        ),
        Direction.NEITHER,
        PLACES,
        lambda run, domain, by: run.total("minutes", by),
    ),
    Indicator(
        "co2_kg",
        "kg",
        "CO₂ des sorties",
        "CO₂ from outings",
        says(
            "CO₂ des voitures pour l’aller et le retour des visites des habitants, partagé entre les occupants. Les "
            "autres modes et les visiteurs venus d’ailleurs n’y sont pas.",
            "CO₂ of cars for the round trips of residents’ visits, shared among those in the car. Other modes and "
            "visitors from elsewhere are not in it.",
        ),
        Direction.DOWN,
        PLACES,
        lambda run, domain, by: run.total("co2_kg", by),
    ),
)


def _lost(code: str, words: tuple[str, str], definition: dict[str, str]) -> Indicator:
    return Indicator(code, "persons", *words, definition, Direction.DOWN, ALL, _count(code))


LOST = (
    _lost(
        "refused",
        ("Sorties refusées faute de place", "Outings refused for want of places"),
        says(
            "Sorties d’habitants qui n’ont trouvé de place ni au premier ni au second choix.",
            "Residents’ outings that found no place, at the first choice or the second.",
        ),
    ),
    _lost(
        "no_venue",
        ("Sorties sans aucun lieu à portée", "Outings without any venue"),
        says(
            "Sorties souhaitées dans un domaine où aucun lieu n’est ouvert.",
            "Outings wanted in a domain in which no venue is open.",
        ),
    ),
    _lost(
        "practice_refused",
        ("Habitants sans place pour pratiquer", "Residents without a place to practise"),
        says(
            "Habitants qui voulaient commencer une pratique en amateur et n’ont pas trouvé de place, mois après mois : une même personne peut être comptée plusieurs fois.",
            "Residents who wanted to start an amateur practice and found no place, month after month: one person may be counted several times.",
        ),
    ),
)

VENUES = (
    Indicator(
        "minutes_per_visit",
        "min",
        "Minutes de trajet par visite",
        "Travel minutes per visit",
        says(
            "Minutes d’un trajet aller, en moyenne sur les visites de l’année ; sans valeur là où personne n’est sorti.",
            "Minutes of the way there, mean over the year’s visits; without a value where nobody went.",
        ),
        Direction.NEITHER,
        PLACES,
        _per_visit("minutes"),
    ),
    Indicator(
        "co2_per_visit",
        "kg",
        "CO₂ par visite",
        "CO₂ per visit",
        says("Le CO₂ des sorties, divisé par les visites.", "The CO₂ from outings, divided by visits."),
        Direction.DOWN,
        PLACES,
        _per_visit("co2_kg"),
    ),
    Indicator(
        "catchment_median",
        "min",
        french("D’où l’on vient : la moitié des visites"),
        "How far people come from: half of the visits",
        says(
            "Minutes de trajet aller en deçà desquelles se fait la moitié des visites des habitants dans le domaine ; "
            "les trajets de 255 minutes et plus comptent pour 255. Les visiteurs venus d’ailleurs n’y sont pas.",
            "Minutes of the way there within which half of residents’ visits in the domain are made; journeys of 255 "
            "minutes and more count as 255. Visitors from elsewhere are not in it.",
        ),
        Direction.NEITHER,
        ALL,
        _catchment(0.5),
        DOMAINS,
    ),
    Indicator(
        "catchment_75",
        "min",
        french("D’où l’on vient : trois quarts des visites"),
        "How far people come from: three quarters of the visits",
        says(
            "Le même, pour trois quarts des visites.",
            "The same, for three quarters of the visits.",
        ),
        Direction.NEITHER,
        ALL,
        _catchment(0.75),
        DOMAINS,
    ),
    Indicator(
        "visits_outside",
        "share of visits",
        "Visites faites hors du territoire",
        "Visits made outside the territory",
        says(
            "Part des visites des habitants faites à Lille, à Arras ou dans un autre pôle voisin, où l’offre est supposée.",
            "Share of residents’ visits made in Lille, Arras or another pole nearby, where supply is assumed.",
        ),
        Direction.NEITHER,
        ALL,
        _outside,
    ),
    Indicator(
        "saturation",
        "share of places",
        "Places prises",
        "Places taken",
        says(
            "Visites des habitants divisées par les places que les lieux du territoire leur offrent dans l’année. Aucun lieu nommé : les valeurs par lieu sont dans le fichier de tableaux.",
            "Residents’ visits divided by the places that the territory’s venues offer them in the year. No venue is named: values by venue are in the array file.",
        ),
        Direction.NEITHER,
        ZONES,
        _saturation,
    ),
    Indicator(
        "venues_full",
        "share of venues",
        "Lieux pleins",
        "Full venues",
        says(
            "Part des lieux du territoire dont les visites atteignent la part supposée `full_venue` des places de l’année.",
            "Share of the territory’s venues whose visits reach the assumed share `full_venue` of the year’s places.",
        ),
        Direction.NEITHER,
        ZONES,
        _full,
    ),
)

MISSED = (
    Indicator(
        "refused_by_domain",
        "persons",
        "Sorties refusées faute de place, par domaine",
        "Outings refused for want of places, by domain",
        says(
            "Les sorties d’habitants qui n’ont trouvé de place ni au premier ni au second choix, domaine par domaine.",
            "Residents’ outings that found no place, at the first choice or the second, domain by domain.",
        ),
        Direction.DOWN,
        ALL,
        lambda run, domain, by: run.record.lost[:, :1, DOMAINS.index(domain)].astype(np.float64),
        DOMAINS,
    ),
    Indicator(
        "visits_by_class",
        "visits",
        "Visites selon la classe de mobilité",
        "Visits by mobility class",
        says(
            "Visites faites dans l’année par les habitants de tout âge de la classe, dans le domaine.",
            "Visits made in the year by residents of every age of the class, in the domain.",
        ),
        Direction.UP,
        ("mobility",),
        lambda run, domain, by: run.record.visits_by_mobility[:, :, DOMAINS.index(domain)].astype(np.float64),
        DOMAINS,
    ),
)
"""What is read by domain or class of what is above in all."""
