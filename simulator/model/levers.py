"""The levers a group may decide, each declared once: budget, unit cost, ceiling, what it buys, what it asks.

A budget becomes an intensity with diminishing returns (docs/odd.md S1); intensities follow budgets with the delay and
ramp of rule 17. Zero means today's effort, on top of which policies add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from simulator.calendar import Timeline, timeline_value, year_of
from simulator.elementary import exp
from simulator.parameters import Parameter, Tag

TOKEN_EUROS = 250_000.0
"""One token: euros a year on top of today's spending (2025 euros)."""

DELAY_MONTHS = 6
RAMP_MONTHS = 12


class Proof(Enum):
    """What is known of a lever's effect: the badge shown beside its slider."""

    MEASURED = "measured"
    OBSERVED = "observed"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Lever:
    """A lever's declaration.

    Attributes:
        name: Code name.
        budget: Euros a year, with the bounds a policy must respect.
        unit_cost: Euros per unit delivered.
        ceiling: Most units a year that can be delivered, per resident.
        unit: What a unit is, in French and English.
        label: Short name.
        sentence: One sentence that says what it does.
        question: The question it raises in the room.
        proof: Evidence badge.
    """

    name: str
    budget: Parameter
    unit_cost: Parameter
    ceiling: Parameter
    unit: Mapping[str, str]
    label: Mapping[str, str]
    sentence: Mapping[str, str]
    question: Mapping[str, str]
    proof: Proof

    def buys(self, euros: float) -> float:
        """Units bought by `euros` at the unit cost, before saturation."""
        return euros / self.unit_cost.default

    def delivered(self, euros: float, ceiling_units: float) -> float:
        """Units delivered in a year: `ceiling (1 - exp(-euros / (unit cost x ceiling)))` (docs/odd.md S1)."""
        if euros == 0.0 or ceiling_units == 0.0:
            return 0.0
        return ceiling_units * (1.0 - exp(-euros / (self.unit_cost.default * ceiling_units)))

    def intensity(self, timeline: Timeline, month: int, ceiling_units: float) -> float:
        """Units a year in force in `month`: the mean of what 12 months of budgets deliver, ending 6 months before."""
        return self.intensities(timeline, range(month, month + 1), ceiling_units)[0]

    def intensities(self, timeline: Timeline, months: range, ceiling_units: float) -> list[float]:
        """Units a year in force in each of some months."""
        back = DELAY_MONTHS + RAMP_MONTHS - 1
        years = range(year_of(months[0] - back), year_of(months[-1]) + 1)
        by_year = {year: self.delivered(timeline_value(timeline, year), ceiling_units) for year in years}
        means = []
        for month in months:
            past = range(month - back, month - DELAY_MONTHS + 1)
            means.append(sum(by_year[year_of(m)] for m in past) / RAMP_MONTHS)
        return means


def _budget(name: str, fr: str, en: str) -> Parameter:
    return Parameter(name, 0.0, "EUR/year", (0.0, 12e6), Tag.ASSUMED, "bounds of the workshop", fr, en)


OUTREACH = Lever(
    name="outreach",
    budget=_budget("outreach", "Aller à la rencontre", "Reaching out"),
    unit_cost=Parameter(
        "outreach_unit_cost",
        30.0,
        "EUR/contact",
        (15.0, 80.0),
        Tag.DERIVED,
        "Creative People and Places, phase 1: 37 M GBP for 1.45 M engagements",
        "Coût d’une rencontre",
        "Cost of one contact",
    ),
    ceiling=Parameter(
        "outreach_ceiling",
        0.25,
        "contacts/resident/year",
        (0.1, 0.4),
        Tag.ASSUMED,
        "docs/odd.md S1",
        "Rencontres possibles par habitant",
        "Most contacts per resident",
    ),
    unit={"fr": "rencontres", "en": "contacts"},
    label={"fr": "Aller à la rencontre", "en": "Reaching out"},
    sentence={
        "fr": "On va vers les gens, là où ils vivent.",
        "en": "Mediators meet people where they live.",
    },
    question={"fr": "Qui invite qui ?", "en": "Who invites whom?"},
    proof=Proof.OBSERVED,
)

TRANSPORT = Lever(
    name="transport",
    budget=_budget("transport", "Rentrer le soir", "Getting home at night"),
    unit_cost=Parameter(
        "transport_unit_cost",
        5.0,
        "EUR/vehicle-km",
        (4.0, 7.0),
        Tag.ASSUMED,
        "docs/odd.md S1",
        "Coût d’un kilomètre de bus",
        "Cost of one vehicle-kilometre",
    ),
    ceiling=Parameter(
        "transport_ceiling",
        2.0,
        "vehicle-km/resident/year",
        (1.0, 5.0),
        Tag.ASSUMED,
        "no source: the service at which times fall by a quarter and evenings run as days",
        "Kilomètres utiles par habitant",
        "Most useful vehicle-kilometres per resident",
    ),
    unit={"fr": "km de bus et de navettes", "en": "bus and shuttle km"},
    label={"fr": "Rentrer le soir", "en": "Getting home at night"},
    sentence={
        "fr": "Bus, navettes, retours après spectacle.",
        "en": "Buses, shuttles and rides home after the show.",
    },
    question={"fr": "Depuis où, jusqu’à quelle heure ?", "en": "From where, and until what time?"},
    proof=Proof.ASSUMED,
)

AMATEURS = Lever(
    name="amateurs",
    budget=_budget("amateurs", "Pratiquer", "Making art together"),
    unit_cost=Parameter(
        "amateurs_unit_cost",
        250.0,
        "EUR/place/year",
        (120.0, 500.0),
        Tag.ASSUMED,
        "docs/odd.md S1",
        "Coût d’une place",
        "Cost of one place",
    ),
    ceiling=Parameter(
        "amateurs_ceiling",
        0.3,
        "share of today's places",
        (0.1, 0.6),
        Tag.ASSUMED,
        "docs/odd.md S1",
        "Places possibles, en part de l’existant",
        "Most places, as a share of today's",
    ),
    unit={"fr": "places", "en": "places"},
    label={"fr": "Pratiquer", "en": "Making art"},
    sentence={
        "fr": "Des places, des encadrants, des locaux, harmonies comme danses urbaines.",
        "en": "Places, teachers and rooms, for brass bands and street dance alike.",
    },
    question={"fr": "Reconnu, mais aidé ?", "en": "Recognised, but supported?"},
    proof=Proof.ASSUMED,
)

LEVERS: dict[str, Lever] = {lever.name: lever for lever in (OUTREACH, TRANSPORT, AMATEURS)}
