"""What a lever is: a budget, a unit cost, a ceiling, what it buys, what it asks.

A budget becomes an intensity with diminishing returns (docs/odd.md S1); intensities follow budgets with the delay and
ramp of rule 17. Zero means today's effort, on top of which policies add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from simulator.calendar import FIRST_YEAR, Timeline, timeline_value, year_of
from simulator.model.levers.funding import Funding
from simulator.parameters import Parameter, Tag

TOKEN_EUROS = 250_000.0
"""One token: euros a year on top of today's spending (2025 euros)."""

DELAY_MONTHS = 6
RAMP_MONTHS = 12
BACK_MONTHS = DELAY_MONTHS + RAMP_MONTHS - 1
"""How far back a month feels budgets."""

Words = Mapping[str, str]

PLACES = ("communes", "agglomerations", "layer")
"""What every lever may be aimed by: where it works."""
PEOPLE = (*PLACES, "ages", "education", "mobility")
"""What a lever that reaches chosen people may be aimed by."""
OLDEST = 120

SEARCH = Parameter(
    "search_share",
    0.3,
    "share of the budget",
    (0.0, 0.6),
    Tag.ASSUMED,
    "S1: reach efficiency x (1 - 0.3 t); t is taken as the share of its base that an aimed lever leaves out",
    "Part du budget d’un levier ciblé qui sert à trouver son public, au plus",
    "Share of an aimed lever's budget that goes into finding its public, at most",
)


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
        unit_cost: Euros per unit delivered.
        ceiling: Most units a year that can be delivered, per `per`.
        per: What the ceiling is counted by: "residents", "practice_places", "revenue", "venues", "pupils" or
            "organisations" (Bases).
        unit: What a unit is, in French and English; short, for it stands on one line of a panel.
        label: Short name.
        sentence: One sentence that says what it does.
        question: The question it raises in the room.
        proof: Evidence badge.
        evidence: Where the effect's size comes from, or that it is assumed.
        funders: Who pays.
        running_share: Euros a year to run what one euro of investment built, paid once; None where nothing is built.
        equipment: Share of each year's budget that equips, spread over the equipment's life; None where nothing does.
        today: Euros spent today a year, per `today_per`; None where nobody knows, or the model has no today to cut.
        today_per: What `today` is counted by (Bases).
        planners: Whether it is kept to planners' files: no panel and no deck offers it.
        accepts: What it may be aimed by, words of PEOPLE.
        limit: Why it cannot be aimed by the others; None where it can by all.
        ages: First and last age of those it can reach, for a lever that is aimed at people.
    """

    name: str
    unit_cost: Parameter
    ceiling: Parameter
    per: str
    unit: Words
    label: Words
    sentence: Words
    question: Words
    proof: Proof
    evidence: str
    funders: Funding
    running_share: Parameter | None = None
    equipment: Parameter | None = None
    today: Parameter | None = None
    today_per: str = "residents"
    planners: bool = False
    accepts: tuple[str, ...] = PLACES
    limit: Words | None = None
    ages: tuple[int, int] = (6, OLDEST)

    @property
    def budget(self) -> Parameter:
        """Euros a year on top of today's spending, with the bounds that a policy must respect."""
        source = "bounds of the workshop"
        words = self.label["fr"], self.label["en"]
        return Parameter(self.name, 0.0, "EUR/year", (0.0, 12e6), Tag.ASSUMED, source, *words)

    def buys(self, euros: float) -> float:
        """Units bought by `euros` at the unit cost, before saturation."""
        return euros / self.unit_cost.default

    def delivered(self, euros: float, ceiling_units: float) -> float:
        """Units delivered in a year: `ceiling (1 - exp(-euros / (unit cost x ceiling)))` (docs/odd.md S1)."""
        if euros == 0.0 or ceiling_units == 0.0:
            return 0.0
        from simulator.elementary import exp  # with the compiler: whoever reads a declaration needs neither

        return ceiling_units * (1.0 - exp(-euros / (self.unit_cost.default * ceiling_units)))

    def intensity(self, timeline: Timeline, month: int, ceiling_units: float) -> float:
        """Units a year in force in `month`: the mean of what 12 months of budgets deliver, ending 6 months before."""
        return self.intensities(timeline, range(month, month + 1), ceiling_units)[0]

    def intensities(self, timeline: Timeline, months: range, ceiling_units: float) -> list[float]:
        """Units in force in each of some months."""
        years = range(year_of(months[0] - BACK_MONTHS), year_of(months[-1]) + 1)
        return felt({year: self.delivered(self._effort(timeline, year), ceiling_units) for year in years}, months)

    def _effort(self, timeline: Timeline, year: int) -> float:
        """Euros that work in `year`: the budget, or all that was built and is kept running."""
        return timeline_value(timeline, year) if self.running_share is None else self.built(timeline, year)[0]

    def built(self, timeline: Timeline, year: int) -> tuple[float, float]:
        """Euros of building kept running at the end of `year`, and what is invested in that year.

        A year's budget first runs what stands; the rest builds more. What it cannot run is closed.
        """
        standing = invested = 0.0
        for y in range(FIRST_YEAR, year + 1):
            budget = timeline_value(timeline, y)
            invested = max(budget - self.running_share.default * standing, 0.0)
            standing = min(standing, budget / self.running_share.default) + invested
        return standing, invested

    def investment(self, timeline: Timeline, year: int) -> float:
        """Euros of the year's budget that invest: what builds, paid once, or equipment, spread over its life.

        The others run.
        """
        if self.running_share is not None:
            return self.built(timeline, year)[1]
        return self.equipment.default * timeline_value(timeline, year) if self.equipment is not None else 0.0


def felt(by_year: Mapping[int, float], months: range) -> list[float]:
    """What is in force in each month of what years deliver: the mean of the 12 months that end 6 months before."""
    pasts = (range(month - BACK_MONTHS, month - DELAY_MONTHS + 1) for month in months)
    return [sum(by_year[year_of(m)] for m in past) / RAMP_MONTHS for past in pasts]


def efficiency(part: float) -> float:
    """Share of its euros that an aimed lever delivers with; the rest finds whom it is aimed at (docs/odd.md S1).

    Args:
        part: Share of the lever's base that it is aimed at, 0 to 1: one loses nothing.
    """
    return 1.0 - SEARCH.default * (1.0 - part)


Range = tuple[float, float]
Pair = tuple[str, str]
"""A label in French and in English."""


def unit_cost(name: str, value: float, unit: str, bounds: Range, evidence: tuple[Tag, str], label: Pair) -> Parameter:
    """Declare what a unit of lever `name` costs; `evidence` is a tag and its source."""
    return Parameter(f"{name}_unit_cost", value, unit, bounds, *evidence, *label)


def equipment(name: str, value: float, bounds: Range, evidence: tuple[Tag, str]) -> Parameter:
    """Declare the share of lever `name`'s budget that equips; `evidence` is a tag and its source."""
    words = (
        "Part du budget qui équipe, étalée sur la durée de vie",
        "Share of the budget that equips, spread over years",
    )
    return Parameter(f"{name}_equipment", value, "share of the year's budget", bounds, *evidence, *words)


def today(name: str, value: float, unit: str, bounds: Range, evidence: tuple[Tag, str]) -> Parameter:
    """Declare what is spent today on what lever `name` adds to; `evidence` is a tag and its source."""
    words = "Dépense d’aujourd’hui", "Today's spending"
    return Parameter(f"{name}_today", value, unit, bounds, *evidence, *words)


def ceiling(name: str, value: float, unit: str, bounds: Range, source: str, label: Pair) -> Parameter:
    """Declare the most that lever `name` can deliver in a year: always an assumption."""
    return Parameter(f"{name}_ceiling", value, unit, bounds, Tag.ASSUMED, source, *label)
