"""What a territory folder holds: its files and the columns of each."""

from __future__ import annotations

from simulator.territory.kinds import KINDS
from simulator.territory.layers import LAYERS
from simulator.territory.organisations import SECTORS, TIE_KINDS
from simulator.territory.readers import Column
from simulator.territory.spending import SPENT_ON

SCHEMA = 1
CONFIDENCES = ("sourced", "known", "guessed", "assumed")
STATUSES = ("open", "closed", "unsure")
EVERYWHERE = "*"

_CODE, _NAME = Column("code"), Column("name")
_LATITUDE = Column("latitude", "number", low=-90, high=90)
_LONGITUDE = Column("longitude", "number", low=-180, high=180)
_CONFIDENCE = Column("confidence", choices=CONFIDENCES)
_SOURCE = Column("source", blank=True, absent=True)
_NOTE = Column("note", blank=True, absent=True)


def _share(name: str) -> Column:
    return Column(name, "number", blank=True, low=0, high=1, absent=True)


COMMUNES = (
    _CODE,
    _NAME,
    Column("agglomeration"),
    Column("residents", "whole", low=1, high=100_000_000),
    _LATITUDE,
    _LONGITUDE,
    Column("point", blank=True, absent=True),
    Column("area_km2", "number", low=0.001, high=1_000_000),
)
AGGLOMERATIONS = (
    _CODE,
    Column("siren", blank=True, absent=True),
    _NAME,
    Column("short_name", blank=True, absent=True),
    Column("communes", "whole", blank=True, low=1, absent=True),
    Column("residents", "whole", blank=True, low=1, absent=True),
)
POLES = (_CODE, _NAME, _LATITUDE, _LONGITUDE)
VENUES = (
    _CODE,
    _NAME,
    Column("kind", choices=tuple(KINDS)),
    Column("domains", blank=True, absent=True),
    Column("place"),
    Column("latitude", "number", blank=True, low=-90, high=90),
    Column("longitude", "number", blank=True, low=-180, high=180),
    Column("point", blank=True, absent=True),
    Column("organisation", blank=True, absent=True),
    Column("capacity", "whole", blank=True, low=0, high=1_000_000),
    Column("visits", "whole", blank=True, low=1, high=100_000_000),
    Column("visits_year", blank=True, absent=True),
    Column("price", "number", blank=True, low=0, high=1_000),
    Column("hours", "number", blank=True, low=0, high=168, absent=True),
    _share("outside_share"),
    _share("ambience"),
    _share("mediation"),
    Column("amateur_places", "whole", blank=True, low=0, high=1_000_000, absent=True),
    Column("opened", blank=True, absent=True),
    Column("status", blank=True, choices=STATUSES, absent=True),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
ORGANISATIONS = (
    _CODE,
    _NAME,
    Column("kind", blank=True, absent=True),
    Column("sector", blank=True, choices=SECTORS, absent=True),
    Column("place", blank=True, absent=True),
    Column("budget", "number", blank=True, low=1, high=1_000_000_000, absent=True),
    Column("budget_year", blank=True, absent=True),
    _share("public_share"),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
TIES = (
    Column("between"),
    Column("and"),
    Column("kind", choices=TIE_KINDS),
    Column("strength", "number", low=0, high=1),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
STATIONS = (
    Column("uic"),
    _NAME,
    Column("place"),
    _LATITUDE,
    _LONGITUDE,
    Column("served", choices=("yes", "no", "unknown")),
)
NETWORKS = (
    _CODE,
    _NAME,
    Column("agglomeration"),
    Column("free_train", choices=("yes", "no")),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
FARES = (
    Column("network"),
    Column("start"),
    Column("audience", choices=("all", "under_25", "under_18")),
    Column("fare", "number", low=0, high=100),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
SPENDING = (
    Column("lever", choices=SPENT_ON),
    Column("euros", "number", low=1, high=1_000_000_000),
    Column("year"),
    _CONFIDENCE,
    _SOURCE,
    _NOTE,
)
NEIGHBOURS = (Column("commune"), Column("neighbour"))
MARGINS = (
    Column("agglomeration"),
    Column("margin"),
    Column("category"),
    Column("value", "number", low=0),
    Column("unit"),
    Column("year"),
    Column("area", blank=True, absent=True),
    _SOURCE,
    _CONFIDENCE,
    _NOTE,
)

TABLES: dict[str, tuple[tuple[Column, ...], str | None, bool]] = {
    "communes.csv": (COMMUNES, "code", True),
    "agglomerations.csv": (AGGLOMERATIONS, "code", True),
    "poles.csv": (POLES, "code", False),
    "venues.csv": (VENUES, "code", True),
    "organisations.csv": (ORGANISATIONS, "code", False),
    "ties.csv": (TIES, None, False),
    "stations.csv": (STATIONS, "uic", False),
    "networks.csv": (NETWORKS, None, False),
    "fares.csv": (FARES, None, False),
    "neighbours.csv": (NEIGHBOURS, None, False),
    "margins.csv": (MARGINS, None, False),
    "spending.csv": (SPENDING, None, False),
}
"""File name to its columns, the column that names a record, and whether the file must be there."""

HEADING = "territory.yaml"
CREDITS = "sources.yaml"
CONTOURS = ("communes.geojson", "context.geojson")
TIMES = ("travel.csv", "travel.omx")
"""A planner's travel times: one of the two, or none."""
LATER = (LAYERS,)
"""Files that a digest counts only where they are: folders without them keep theirs."""
EVERY_FILE = (HEADING, *TABLES, CREDITS, *CONTOURS, *TIMES, *LATER)
