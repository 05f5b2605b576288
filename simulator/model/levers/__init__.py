"""The levers a group may decide, each declared once; their order is that of screens and files."""

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
PLACE_LEVERS = ("transport", "pricing", "digital", "heritage", "touring", "hours", "collaboration")
"""Levers that the access tables depend on; the others act on people."""


def declared_by(lever: Lever) -> tuple[Parameter, ...]:
    """Everything that a lever declares."""
    every = (lever.budget, lever.unit_cost, lever.ceiling, lever.running_share)
    return tuple(p for p in every if p is not None)


__all__ = [
    "AMATEURS",
    "COLLABORATION",
    "DELAY_MONTHS",
    "LEVERS",
    "OLDEST",
    "PEOPLE",
    "PLACES",
    "PLACE_LEVERS",
    "RAMP_MONTHS",
    "SEARCH",
    "TOKEN_EUROS",
    "Lever",
    "Proof",
    "declared_by",
    "efficiency",
]
