"""The levers a group may decide, each declared once; their order is that of screens and files."""

from simulator.model.levers.campaign import CAMPAIGN
from simulator.model.levers.funding import FUNDERS, Funding
from simulator.model.levers.lever import (
    DELAY_MONTHS,
    OLDEST,
    PEOPLE,
    PLACES,
    RAMP_MONTHS,
    SEARCH,
    TOKEN_EUROS,
    Lever,
    Proof,
    efficiency,
)
from simulator.model.levers.people import AMATEURS, COCREATION, COMPANY, OUTREACH, SCHOOLS
from simulator.model.levers.places import COLLABORATION, DIGITAL, HERITAGE, HOURS, PRICING, TOURING, TRANSPORT
from simulator.parameters import Parameter
from simulator.territory.spending import SPENT_ON

LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        OUTREACH,
        TRANSPORT,
        AMATEURS,
        PRICING,
        DIGITAL,
        HERITAGE,
        TOURING,
        SCHOOLS,
        COLLABORATION,
        COCREATION,
        HOURS,
        COMPANY,
    )
}
EVERY_LEVER: dict[str, Lever] = LEVERS | {CAMPAIGN.name: CAMPAIGN}
"""What a policy file may hold: the levers of rooms and screens, then those kept to planners."""
CUT_LEVERS = tuple(name for name in LEVERS if name in SPENT_ON)
"""Levers of which less than today can be decided: the model knows what today's spending does."""
PLACE_LEVERS = ("transport", "pricing", "digital", "heritage", "touring", "hours", "collaboration")
"""Levers that the access tables depend on; the others act on people."""


def declared_by(lever: Lever) -> tuple[Parameter, ...]:
    """Everything that a lever declares."""
    every = (lever.budget, lever.unit_cost, lever.ceiling, lever.running_share, lever.equipment, lever.today)
    return tuple(p for p in every if p is not None)


__all__ = [
    "AMATEURS",
    "CAMPAIGN",
    "COLLABORATION",
    "CUT_LEVERS",
    "DELAY_MONTHS",
    "EVERY_LEVER",
    "FUNDERS",
    "LEVERS",
    "OLDEST",
    "PEOPLE",
    "PLACES",
    "PLACE_LEVERS",
    "RAMP_MONTHS",
    "SEARCH",
    "TOKEN_EUROS",
    "Funding",
    "Lever",
    "Proof",
    "declared_by",
    "efficiency",
]
