"""Kinds of venues, and what each is taken to be where no figure is cited: every number a declared parameter.

These defaults are assumptions, and shown as such: a venue keeps, figure by figure, whether it is cited or its kind's.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.parameters import Parameter, ParameterSet, Tag

WEEKS_PER_MONTH = 52.0 / 12.0


@dataclass(frozen=True)
class Field:
    """A figure that every kind has: its name, unit, legal range and labels."""

    name: str
    unit: str
    bounds: tuple[float, float]
    fr: str
    en: str


FIELDS = (
    Field("capacity", "persons at a time", (0, 100_000), "jauge", "capacity"),
    Field("shows", "shows/month", (0, 500), "séances par mois", "shows a month"),
    Field("hours", "hours/week", (0, 168), "heures d’ouverture", "opening hours"),
    Field("flow", "persons/hour", (0, 10_000), "débit d’un lieu de taille ordinaire", "flow of a usual venue"),
    Field("visits", "visits/year", (0, 10_000_000), "visites par an", "visits a year"),
    Field("price", "EUR", (0, 100), "prix d’une visite", "price of a visit"),
    Field("ambience", "0.4 fête .. 1 temple", (0.2, 1.0), "ambiance", "ambience"),
    Field("mediation", "0..1", (0, 1), "médiation", "mediation"),
    Field("outside_share", "share", (0, 0.99), "part des visiteurs d’ailleurs", "share of visitors from elsewhere"),
    Field("amateur_places", "places", (0, 10_000), "places de pratique amateur", "places of amateur practice"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of venue.

    Attributes:
        code: Its word in the tables.
        domains: Domains it serves unless the venue's row says otherwise.
        fr: French label.
        en: English label.
        parameters: One declaration per field, in the order of FIELDS.
    """

    code: str
    domains: tuple[str, ...]
    fr: str
    en: str
    parameters: tuple[Parameter, ...]

    def default(self, field: str) -> float:
        """The kind's declared figure for `field`."""
        return self.parameters[[f.name for f in FIELDS].index(field)].default


ASSUMED = "no source: order of magnitude"
SOURCES = {
    ("musee", "visits"): (
        Tag.DERIVED,
        "75,657 visits in 2019 to 14 museums besides Louvre-Lens and Lewarde",
    ),
    ("cinema", "visits"): (
        Tag.DERIVED,
        "2,344,461 admissions in 2022 for 19,836 seats: 118 a seat",
    ),
    ("musiques_actuelles", "shows"): (Tag.DERIVED, "Métaphone: 35 to 45 concerts a year"),
    ("creation_numerique", "visits"): (Tag.DERIVED, "Micro-Folie: 490,000 visits at 500 sites in 2023"),
    ("microfolie", "visits"): (Tag.DERIVED, "Micro-Folie: 490,000 visits at 500 sites in 2023"),
}


WORDS = {
    "musee": ("MUS", "Musée", "Museum"),
    "centre_art": ("MUS", "Centre d’art", "Art centre"),
    "patrimoine": ("MUS", "Patrimoine", "Heritage site"),
    "creation_numerique": ("MUS", "Création numérique", "Digital arts"),
    "theatre": ("THE CON", "Théâtre", "Theatre"),
    "scene_nationale": ("THE CON", "Scène nationale", "National stage"),
    "centre_culturel": ("THE CON", "Centre culturel", "Cultural centre"),
    "musiques_actuelles": ("CON", "Musiques actuelles", "Popular music venue"),
    "salle_evenement": ("CON THE", "Salle d’événements", "Events hall"),
    "salle_locale": ("THE CON", "Salles de la commune", "The commune's halls"),
    "cinema": ("CIN", "Cinéma", "Cinema"),
    "bibliotheque": ("BIB", "Bibliothèque", "Library"),
    "bibliotheque_locale": ("BIB", "Petite bibliothèque", "Small library"),
    "tiers_lieu": ("BIB CON", "Tiers-lieu", "Third place"),
    "arts_de_la_rue": ("RUE", "Arts de la rue", "Street-arts centre"),
    "reseau_itinerant": ("CON RUE", "Réseau itinérant", "Touring network"),
    "rue": ("RUE", "Fêtes, festivals, arts de la rue", "Fêtes, festivals, street arts"),
    "conservatoire": ("CON", "Conservatoire, école de musique", "Conservatoire, music school"),
    "pratique_amateur": ("", "Pratique amateur", "Amateur practice"),
    "microfolie": ("MUS", "Lieu numérique de proximité", "Digital place nearby"),
    "site_minier": ("MUS CON", "Site minier rouvert", "Reopened mining site"),
    "itinerance": ("THE", "Spectacle venu dans la commune", "Show that comes to the commune"),
    "pole": ("", "Pôle extérieur", "Pole outside"),
}
"""Domains served, French label, English label."""

FIGURES = {
    # capacity, shows, hours, flow, visits, price, ambience, mediation, outside share, amateur places
    "musee": (150, 0, 30, 28, 5_400, 6, 0.8, 0.5, 0.3, 0),
    "centre_art": (150, 0, 30, 50, 10_000, 0, 0.9, 0.5, 0.2, 0),
    "patrimoine": (300, 0, 40, 70, 15_000, 0, 0.6, 0.3, 0.4, 0),
    "creation_numerique": (100, 0, 20, 20, 1_000, 0, 0.6, 0.4, 0.1, 0),
    "theatre": (400, 6, 0, 0, 17_000, 12, 0.9, 0.3, 0.1, 0),
    "scene_nationale": (700, 8, 0, 0, 40_000, 15, 0.9, 0.6, 0.1, 0),
    "centre_culturel": (350, 5, 0, 0, 12_600, 8, 0.6, 0.4, 0.05, 150),
    "musiques_actuelles": (600, 4, 0, 0, 20_000, 15, 0.5, 0.3, 0.2, 60),
    "salle_evenement": (3_000, 2, 0, 0, 50_000, 30, 0.5, 0.0, 0.3, 0),
    "salle_locale": (200, 2, 0, 0, 1_000, 6, 0.5, 0.2, 0.0, 0),
    "cinema": (300, 100, 0, 0, 35_400, 7, 0.4, 0.1, 0.02, 0),
    "bibliotheque": (60, 0, 25, 70, 24_000, 0.5, 0.5, 0.4, 0.0, 0),
    "bibliotheque_locale": (20, 0, 12, 30, 6_000, 0.5, 0.5, 0.3, 0.0, 0),
    "tiers_lieu": (60, 4, 35, 25, 12_000, 0, 0.4, 0.5, 0.0, 40),
    "arts_de_la_rue": (1_500, 4, 0, 0, 30_000, 0, 0.4, 0.5, 0.3, 0),
    "reseau_itinerant": (200, 4, 0, 0, 7_000, 6, 0.5, 0.5, 0.05, 0),
    "rue": (500, 1, 0, 0, 5_000, 0, 0.4, 0.2, 0.1, 0),
    "conservatoire": (120, 3, 0, 0, 400, 0, 0.7, 0.4, 0.0, 400),
    "pratique_amateur": (0, 0, 0, 0, 0, 0, 0.4, 0.0, 0.0, 200),
    "microfolie": (30, 0, 0, 0, 1_000, 0, 0.45, 0.4, 0.0, 0),
    "site_minier": (300, 0, 0, 0, 30_000, 3, 0.42, 0.4, 0.2, 0),
    "itinerance": (100, 0, 0, 0, 300, 4, 0.6, 0.4, 0.0, 0),
    "pole": (5_000, 30, 0, 0, 700_000, 12, 0.8, 0.3, 0.93, 0),
}


def _kind(code: str) -> Kind:
    domains, fr, en = WORDS[code]
    parameters = []
    for field, default in zip(FIELDS, FIGURES[code], strict=True):
        tag, source = SOURCES.get((code, field.name), (Tag.ASSUMED, ASSUMED))
        labels = f"{fr}\u00a0: {field.fr}", f"{en}: {field.en}"
        parameters.append(Parameter(f"{code}_{field.name}", default, field.unit, field.bounds, tag, source, *labels))
    return Kind(code, tuple(domains.split()), fr, en, tuple(parameters))


KINDS = {code: _kind(code) for code in WORDS}


SUPPLY = (
    Parameter("fill_max", 0.95, "share", (0.5, 1.0), Tag.ASSUMED, "S2", "Remplissage au plus", "Highest fill rate"),
    Parameter(
        "street_places",
        1.5,
        "places/resident/year",
        (0.2, 6.0),
        Tag.ASSUMED,
        "no source: 34 % saw a street show in 2008, about two outings each",
        "Places de fêtes et d’arts de la rue par habitant",
        "Places at fêtes and street arts per resident",
    ),
    Parameter(
        "street_visits",
        0.9,
        "visits/resident/year",
        (0.1, 5.0),
        Tag.ASSUMED,
        "no source",
        "Visites de fêtes et d’arts de la rue par habitant",
        "Visits to fêtes and street arts per resident",
    ),
    Parameter(
        "hall_places",
        0.4,
        "places/resident/year",
        (0.0, 4.0),
        Tag.ASSUMED,
        "no source: village halls, churches and cafés that no list holds",
        "Places de spectacle dans les salles sans fiche, par habitant",
        "Show places in unlisted halls per resident",
    ),
    Parameter(
        "hall_visits",
        0.06,
        "visits/resident/year",
        (0.0, 4.0),
        Tag.ASSUMED,
        "no source",
        "Visites dans les salles sans fiche, par habitant",
        "Visits to unlisted halls per resident",
    ),
    Parameter(
        "hall_threshold",
        5000.0,
        "residents",
        (0.0, 100_000.0),
        Tag.ASSUMED,
        "no source",
        "Communes qui ont une telle salle",
        "Communes that have such a hall",
    ),
    Parameter(
        "practice_places",
        90.0,
        "places per 1,000 residents",
        (0.0, 600.0),
        Tag.ASSUMED,
        "no source: a quarter of 39 % of residents 15+ (DEPS 2018), and a seventh to spare",
        "Places de pratique amateur pour 1 000 habitants",
        "Places of amateur practice per 1,000 residents",
    ),
    Parameter(
        "library_visits",
        1.2,
        "visits/resident/year",
        (0.1, 10.0),
        Tag.ASSUMED,
        "no source",
        "Visites par habitant dans une petite bibliothèque",
        "Visits per resident to a small library",
    ),
    Parameter(
        "touring_spectators",
        100.0,
        "spectators/show",
        (60.0, 150.0),
        Tag.DERIVED,
        "rural touring in the United Kingdom, 2015-16: 332,140 attendances at 2,856 shows",
        "Spectateurs d’une représentation en tournée",
        "Spectators of a touring show",
    ),
    Parameter(
        "touring_shows",
        0.0012,
        "shows/resident/year",
        (0.0004, 0.003),
        Tag.ASSUMED,
        "12 for 10,000 residents, when the lever is at its ceiling",
        "Représentations en tournée au plus, par habitant",
        "Most touring shows per resident",
    ),
    Parameter(
        "digital_sites",
        0.0001,
        "sites/resident",
        (0.00003, 0.0002),
        Tag.ASSUMED,
        "one for 10,000 residents, when the lever is at its ceiling",
        "Lieux numériques de proximité au plus, par habitant",
        "Most digital places nearby per resident",
    ),
    Parameter(
        "reopened_visits",
        0.18,
        "visits/resident/year",
        (0.03, 0.6),
        Tag.ASSUMED,
        "no source: 0.03 m2 a resident at the lever's ceiling, six visits a square metre",
        "Visites des sites miniers rouverts, par habitant",
        "Visits to reopened mining sites per resident",
    ),
)

KIND_PARAMETERS = tuple(p for kind in KINDS.values() for p in kind.parameters)


def supply_settings(**changes: float) -> ParameterSet:
    """The declared assumptions about supply that no table holds, with some values changed (checked)."""
    return ParameterSet(SUPPLY, changes)


def monthly_places(kind: Kind, capacity: float, visits: float, hours: float, outside_share: float) -> int:
    """Persons a month that a venue can take from the territory's residents (S2).

    Args:
        kind: Its kind: halls count seats by show, the others count hours by the flow that their size allows.
        capacity: Persons at a time.
        visits: Visits a year, which scale the kind's flow.
        hours: Opening hours a week.
        outside_share: Share of visitors from elsewhere.

    Returns:
        A whole number of persons, after the highest fill rate and the visitors from elsewhere.
    """
    seated = capacity * kind.default("shows")
    usual = kind.default("visits")
    flowing = hours * WEEKS_PER_MONTH * kind.default("flow") * (visits / usual if usual > 0 else 0.0)
    return int((seated + flowing) * supply_settings().fill_max * (1.0 - outside_share))
