"""The levers a group may decide, each declared once; their order is that of screens and files."""

from simulator.model.levers.lever import DELAY_MONTHS, RAMP_MONTHS, TOKEN_EUROS, Lever, Proof
from simulator.model.levers.people import AMATEURS, COCREATION, COMPANY, OUTREACH, SCHOOLS
from simulator.model.levers.places import DIGITAL, HERITAGE, HOURS, PRICING, TOURING, TRANSPORT

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
        COCREATION,
        HOURS,
        COMPANY,
    )
}
PLACE_LEVERS = ("transport", "pricing", "digital", "heritage", "touring", "hours")
"""Levers that the access tables depend on; the others act on people."""

__all__ = [
    "AMATEURS",
    "DELAY_MONTHS",
    "LEVERS",
    "PLACE_LEVERS",
    "RAMP_MONTHS",
    "TOKEN_EUROS",
    "Lever",
    "Proof",
]
