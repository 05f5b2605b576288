"""Levers that change what can be reached: transport, prices, places to go to, hours, touring, collaboration."""

from __future__ import annotations

from simulator.model.levers.funding import Funding
from simulator.model.levers.lever import Lever, Proof, ceiling, equipment, today, unit_cost
from simulator.model.parameters import defaults
from simulator.parameters import Parameter, Tag

TRANSPORT = Lever(
    name="transport",
    unit_cost=unit_cost(
        "transport",
        5.0,
        "EUR/vehicle-km",
        (4.0, 7.0),
        (Tag.ASSUMED, "docs/odd.md S1"),
        ("Coût d’un kilomètre de bus", "Cost of one vehicle-kilometre"),
    ),
    ceiling=ceiling(
        "transport",
        2.0,
        "vehicle-km/resident/year",
        (1.0, 5.0),
        "no source: the service at which times fall by a quarter and evenings run as days",
        ("Kilomètres utiles par habitant", "Most useful vehicle-kilometres per resident"),
    ),
    per="residents",
    unit={"fr": "km de bus", "en": "bus km"},
    label={"fr": "Rentrer le soir", "en": "Getting home at night"},
    sentence={
        "fr": "Bus, navettes, retours après spectacle.",
        "en": "Buses, shuttles and rides home after the show.",
    },
    question={"fr": "Depuis où, jusqu’à quelle heure ?", "en": "From where, and until what time?"},
    proof=Proof.ASSUMED,
    evidence="ridership is measured (Dunkerque, Tadao), no effect on culture is",
    limit={"fr": "un bus prend qui y monte", "en": "a bus takes whoever gets on"},
    funders=Funding(
        {"agglomeration": 0.5, "employers": 0.5},
        source="no source for the shares: agglomerations and the mobility levy pay for buses",
    ),
)

PRICING = Lever(
    name="pricing",
    unit_cost=unit_cost(
        "pricing",
        1.0,
        "EUR/EUR of tickets",
        (1.0, 1.5),
        (Tag.DERIVED, "the revenue given up, from the venues' prices and visits"),
        ("Coût d’un euro de billets en moins", "Cost of one euro of tickets given up"),
    ),
    ceiling=ceiling(
        "pricing",
        1.0,
        "share of today's ticket revenue",
        (0.2, 1.0),
        "everything free at most",
        ("Baisse possible, en part des recettes", "Largest cut, as a share of revenue"),
    ),
    per="revenue",
    unit={"fr": "euros de rabais", "en": "euros off tickets"},
    label={"fr": "Tarifs et pass", "en": "Prices and passes"},
    sentence={"fr": "On baisse les prix qui freinent encore.", "en": "Prices that still hold people back come down."},
    question={"fr": "Qui vient déjà ?", "en": "Who already comes?"},
    proof=Proof.MEASURED,
    evidence="14 museums free in 2008: +52 % of visits; many were repeat visits",
    limit={"fr": "le calcul ne connaît qu’un prix par lieu", "en": "the model knows one price a venue"},
    funders=Funding(
        {"state": 0.1, "region": 0.2, "agglomeration": 0.3, "commune": 0.4},
        source="no source: those who fund the venues",
    ),
)

DIGITAL = Lever(
    name="digital",
    unit_cost=unit_cost(
        "digital",
        45_000.0,
        "EUR/site/year",
        (25_000.0, 90_000.0),
        (Tag.ASSUMED, "docs/odd.md S1, all in"),
        ("Coût d’un lieu équipé et animé", "Cost of one equipped and hosted place"),
    ),
    ceiling=ceiling(
        "digital",
        0.0001,
        "sites/resident",
        (0.00003, 0.0002),
        "docs/odd.md S1: one for 10,000 residents",
        ("Lieux possibles par habitant", "Most places per resident"),
    ),
    per="residents",
    unit={"fr": "lieux", "en": "places"},
    label={"fr": "Un lieu numérique proche", "en": "A digital place nearby"},
    sentence={
        "fr": "Un petit lieu équipé et animé (Micro-Folie).",
        "en": "A small place, equipped and hosted (Micro-Folie).",
    },
    question={"fr": "Qui l’anime ensuite ?", "en": "Who keeps it alive afterwards?"},
    proof=Proof.OBSERVED,
    evidence="490,000 visits at 500 sites in 2023; no effect on later visits was measured",
    limit={"fr": "un lieu s’ouvre à tout le monde", "en": "a place is open to everybody"},
    funders=Funding(
        {"state": 0.29, "commune": 0.71},
        Tag.DERIVED,
        "State: 3 M EUR a year and 21 M EUR in six years for 500 Micro-Folies; that communes pay the rest is assumed",
    ),
    equipment=equipment(
        "digital",
        0.12,
        (0.05, 0.4),
        (Tag.DERIVED, "21 M EUR of equipment for 500 Micro-Folies, over eight years (assumed), of 45,000 EUR a year"),
    ),
)

HERITAGE = Lever(
    name="heritage",
    unit_cost=unit_cost(
        "heritage",
        2_500.0,
        "EUR/m2",
        (1_500.0, 4_000.0),
        (Tag.ASSUMED, "docs/odd.md S1"),
        ("Coût d’un mètre carré rouvert", "Cost of one reopened square metre"),
    ),
    ceiling=ceiling(
        "heritage",
        0.03,
        "m2/resident",
        (0.01, 0.1),
        "no source: some 36,000 m2, more than Louvre-Lens",
        ("Mètres carrés à rouvrir par habitant", "Most square metres per resident"),
    ),
    per="residents",
    unit={"fr": "m² rouverts", "en": "m² reopened"},
    label={"fr": "Rouvrir le patrimoine minier", "en": "Reopening mining heritage"},
    sentence={"fr": "On rend des bâtiments aux usages.", "en": "Buildings are given back to use."},
    question={"fr": "Pour les voisins ou les visiteurs ?", "en": "For neighbours or for visitors?"},
    proof=Proof.ASSUMED,
    evidence="opening curve of Louvre-Lens; reused sites found easier to enter is assumed",
    running_share=Parameter(
        "heritage_running",
        0.12,
        "share/year",
        (0.05, 0.2),
        Tag.ASSUMED,
        "docs/odd.md S1",
        "Fonctionnement, en part de l’investissement",
        "Running costs, as a share of investment",
    ),
    limit={"fr": "un lieu s’ouvre à tout le monde", "en": "a place is open to everybody"},
    funders=Funding(
        {"state": 0.3, "region": 0.3, "agglomeration": 0.2, "commune": 0.2},
        source="no source for the shares: partners of the mining basin's contract (ERBM)",
    ),
)

TOURING = Lever(
    name="touring",
    unit_cost=unit_cost(
        "touring",
        4_000.0,
        "EUR/show",
        (2_500.0, 7_000.0),
        (Tag.ASSUMED, "docs/odd.md S1"),
        ("Coût d’une représentation", "Cost of one show"),
    ),
    ceiling=ceiling(
        "touring",
        0.0012,
        "shows/resident/year",
        (0.0004, 0.003),
        "docs/odd.md S1: 12 for 10,000 residents",
        ("Représentations possibles par habitant", "Most shows per resident"),
    ),
    per="residents",
    unit={"fr": "représentations", "en": "shows"},
    label={"fr": "Jouer partout", "en": "Performing everywhere"},
    sentence={"fr": "Les spectacles viennent dans la commune.", "en": "Shows come to the commune."},
    question={"fr": "Qu’est-ce qui reste après ?", "en": "What stays afterwards?"},
    proof=Proof.OBSERVED,
    evidence="rural touring in the United Kingdom, 2015-16: 116 spectators a show",
    limit={"fr": "un spectacle est ouvert à tout le monde", "en": "a show is open to everybody"},
    funders=Funding({"state": 0.3, "region": 0.2, "department": 0.2, "agglomeration": 0.2, "commune": 0.1}),
)

HOURS = Lever(
    name="hours",
    unit_cost=unit_cost(
        "hours",
        61_000.0,
        "EUR/place/year",
        (40_000.0, 90_000.0),
        (Tag.DERIVED, "State aid of 43 k EUR at 70 % for 8.5 hours a week more"),
        ("Coût de 8 h 30 de plus par semaine", "Cost of 8.5 hours a week more"),
    ),
    ceiling=ceiling(
        "hours",
        1.5,
        "extensions/place",
        (0.5, 2.0),
        "docs/odd.md S1: half as many hours again, of about 25",
        ("Extensions possibles par lieu", "Most extensions per place"),
    ),
    per="venues",
    unit={"fr": "lieux ouverts 8\u00a0h\u00a030 de plus par semaine", "en": "places open 8.5 hours a week more"},
    label={"fr": "Ouvrir autrement", "en": "Longer hours"},
    sentence={
        "fr": "Plus d’heures en médiathèque et au musée.",
        "en": "More hours at libraries and museums.",
    },
    question={"fr": "Avec quelles équipes ?", "en": "With which teams?"},
    proof=Proof.OBSERVED,
    evidence="Orvault: Sunday is 12 % of hours and 20 % of visits",
    limit={"fr": "un lieu s’ouvre à tout le monde", "en": "a place is open to everybody"},
    funders=Funding(
        {"state": 0.7, "commune": 0.3}, Tag.DERIVED, "State aid at 70 % of a project, the commune paying the rest"
    ),
    today=today(
        "hours",
        18.85,
        "EUR/resident/year",
        (5.0, 60.0),
        (
            Tag.QUOTED,
            "library spending, France, 2010 (Observatoire de la lecture publique 2018, secondary source), no museum",
        ),
    ),
)

COLLABORATION = Lever(
    name="collaboration",
    unit_cost=defaults().declaration("tie_cost"),
    ceiling=ceiling(
        "collaboration",
        2.5,
        "ties/organisation",
        (0.5, 5.0),
        "no source: beyond, coordination takes more than ties bring",
        ("Liens possibles par structure", "Most ties per organisation"),
    ),
    per="organisations",
    unit={"fr": "liens entre structures", "en": "ties between organisations"},
    label={"fr": "Agir à plusieurs", "en": "Acting together"},
    sentence={"fr": "On paie le temps de coopérer.", "en": "The time it takes to cooperate is paid for."},
    question={"fr": "Qui coordonne, à quel coût ?", "en": "Who coordinates, and at what cost?"},
    proof=Proof.ASSUMED,
    evidence="no effect of collaboration between organisations was found",
    limit={"fr": "un lien relie des structures, pas des habitants", "en": "a tie joins organisations, not residents"},
    funders=Funding({"state": 0.5, "agglomeration": 0.5}, source="no source: cooperation projects, in equal parts"),
)
