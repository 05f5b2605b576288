"""Supply that no list holds: fêtes and street arts, small halls, small libraries, amateur practice, by commune.

Each row is made from a declared parameter, never typed by hand, and is marked as an assumption. So are the venues that
a lever may open: they are in the universe from the start, shut, at the size they have when the lever is at its ceiling.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.territory.kinds import KINDS, supply_settings
from simulator.territory.margins import Margins
from simulator.territory.places import Communes
from simulator.territory.venues import Record

LIBRARIES = ("bibliotheque", "bibliotheque_locale", "tiers_lieu")
SOURCE = "hypothèse du modèle, par habitant"


def assumed_rows(words: list[str], communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    """The assumed rows of a territory.

    Args:
        words: Which supplies it assumes (keys of SUPPLIES), from its heading.
        communes: Its communes.
        margins: Its margins: "library_reach" says which share of residents has a library in their commune.
        listed: The venues that its tables hold.
    """
    return [row for word in SUPPLIES if word in words for row in SUPPLIES[word](communes, margins, listed)]


def _row(kind: str, communes: Communes, commune: int, **figures: object) -> Record:
    return {
        "code": f"{kind}-{communes.code[commune]}",
        "name": f"{KINDS[kind].fr}, {communes.name[commune]}",
        "kind": kind,
        "domains": KINDS[kind].domains,
        "place": commune,
        "latitude": float(communes.latitude[commune]),
        "longitude": float(communes.longitude[commune]),
        "point": "commune",
        "confidence": "assumed",
        "source": SOURCE,
        **figures,
    }


def _streets(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    s = supply_settings()
    share = 1.0 - KINDS["rue"].default("outside_share")
    return [
        _row("rue", communes, c, visits=n * s.street_visits, places=_monthly(n * s.street_places * share))
        for c, n in enumerate(communes.residents.tolist())
    ]


def _halls(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    s = supply_settings()
    return [
        _row("salle_locale", communes, c, visits=n * s.hall_visits, places=_monthly(n * s.hall_places))
        for c, n in enumerate(communes.residents.tolist())
        if n >= s.hall_threshold
    ]


def _practice(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    s = supply_settings()
    return [
        _row("pratique_amateur", communes, c, amateur_places=round(n * s.practice_places / 1000))
        for c, n in enumerate(communes.residents.tolist())
    ]


def _libraries(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    """Small libraries in the largest communes without a listed one, up to the share of residents that has one."""
    s = supply_settings()
    have = {r["place"] for r in listed if r["kind"] in LIBRARIES}
    residents = communes.residents
    rows = []
    for zone, agglomeration in enumerate(margins.zones):
        inside = np.flatnonzero(communes.agglomeration == zone).tolist()
        wanted = margins.figure("library_reach", "residents", agglomeration, 0.0) / 100 * int(residents[inside].sum())
        reached = sum(int(residents[c]) for c in inside if c in have)
        for c in sorted(set(inside) - have, key=lambda c: (-int(residents[c]), communes.code[c])):
            if reached + int(residents[c]) / 2 > wanted:
                break
            reached += int(residents[c])
            rows.append(_row("bibliotheque_locale", communes, c, visits=int(residents[c]) * s.library_visits))
    return rows


def _digital(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    """One place for so many residents, in as many of the largest communes."""
    sites = int(int(communes.residents.sum()) * supply_settings().digital_sites)
    largest = sorted(range(len(communes.code)), key=lambda c: (-int(communes.residents[c]), communes.code[c]))[:sites]
    visits = KINDS["microfolie"].default("visits")
    return [_row("microfolie", communes, c, visits=visits, places=_monthly(2 * visits)) for c in sorted(largest)]


def _touring(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    """A show where no listed venue gives theatre."""
    s = supply_settings()
    have = {r["place"] for r in listed if "THE" in r["domains"]}
    seats = s.touring_shows * s.touring_spectators
    return [
        _row("itinerance", communes, c, visits=n * seats, places=_monthly(n * seats))
        for c, n in enumerate(communes.residents.tolist())
        if c not in have and n > 0
    ]


def _reopened(communes: Communes, margins: Margins, listed: list[Record]) -> list[Record]:
    """One site in the largest commune of each agglomeration; nothing says which buildings these would be."""
    visits, out = supply_settings().reopened_visits, []
    for zone in range(len(margins.zones)):
        inside = np.flatnonzero(communes.agglomeration == zone).tolist()
        if inside:
            largest = min(inside, key=lambda c: (-int(communes.residents[c]), communes.code[c]))
            total = visits * int(communes.residents[inside].sum())
            out.append(_row("site_minier", communes, largest, visits=total, places=_monthly(total)))
    return out


def _monthly(yearly: float) -> int:
    return max(1, int(yearly * supply_settings().fill_max / 12))


SUPPLIES: dict[str, Callable[[Communes, Margins, list[Record]], list[Record]]] = {
    "rue": _streets,
    "salle_locale": _halls,
    "bibliotheque_locale": _libraries,
    "pratique_amateur": _practice,
    "microfolie": _digital,
    "itinerance": _touring,
    "site_minier": _reopened,
}
"""Word in the heading's `assumed_supply` to what makes its rows."""
