"""What a run tells, by name: the shares of residents and the totals that files, claims and results speak of."""

from __future__ import annotations

from simulator.domains import CIN, CON, DOMAINS, MUS, THE

AMATEUR = len(DOMAINS)
"""Bit of a resident's code that stands for making art as an amateur; the domains' own come before it."""
SHARES: dict[str, tuple[int, ...]] = {
    "any": tuple(range(len(DOMAINS))),
    "any_but_cinema": tuple(d for d in range(len(DOMAINS)) if d != CIN),
    "institutional": (MUS, THE, CON),
    **{name: (d,) for d, name in enumerate(DOMAINS)},
    "amateur": (AMATEUR,),
    "one_of_three": (CIN, CON, THE),
}
"""Shares of residents of 15 and over, by the bits of which one at least counts: once in the calendar year, practice in
December.

What "one_of_three" leaves is the published share of those who go to none of cinema, concert and theatre (P4).
"""
MEASURES = (*SHARES, "digital")
"""Every share of residents that a run tells: those of SHARES, and who practised online in the year."""
TOTALS = ("visits", *(f"visits_{d}" for d in DOMAINS), "minutes", "co2_kg", "population")
