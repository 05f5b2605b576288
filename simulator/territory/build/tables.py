"""The tables themselves: rows of plain values made from the packages, in a fixed order."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from simulator.territory.build import geometry, packages, perimeter
from simulator.territory.build.geometry import Contour, Point

SHARED_VERTICES = 2
Row = list[object]


@dataclass(frozen=True)
class Place:
    """A commune as the packages give it: code, name, agglomeration's short code, residents, contour, town hall."""

    code: str
    name: str
    agglomeration: str
    residents: int
    contour: Contour
    town_hall: Point | None

    @property
    def point(self) -> tuple[Point, str]:
        """Where its residents are taken to live, and which kind of point that is.

        The town hall, unless the source puts it outside the commune: then the centroid.
        """
        if self.town_hall is not None and geometry.contains(self.contour, self.town_hall):
            return self.town_hall, "mairie"
        return geometry.centroid(self.contour), "centroide"


def read_places(divisions: Path, contours: Path) -> dict[str, Place]:
    """Every commune of the perimeter, of the context and of the poles, by INSEE code, in code order."""
    wanted = {**perimeter.AGGLOMERATIONS, **perimeter.CONTEXT}
    members = {
        member["code"]: wanted[epci["code"]]
        for epci in packages.divisions(divisions, "epci")
        if epci["code"] in wanted
        for member in epci["membres"]
    } | dict.fromkeys(perimeter.POLES, "")
    people = {
        c["code"]: c
        for c in packages.divisions(divisions, "communes")
        if c["type"] == "commune-actuelle" and c["code"] in members
    }
    shapes = _shapes(contours, set(members))
    return {
        code: Place(code, people[code]["nom"], members[code], people[code]["population"], *shapes[code])
        for code in sorted(members)
    }


def _shapes(archive: Path, wanted: set[str]) -> dict[str, tuple[Contour, Point | None]]:
    csv.field_size_limit(sys.maxsize)
    return {
        row["code"]: (
            geometry.rounded(geometry.read_contour(row["geometry"])),
            geometry.read_point(row["mairie_localisation"]),
        )
        for row in csv.DictReader(packages.contours(archive))
        if row["type"] == "COM" and row["code"] in wanted
    }


def simulated(places: dict[str, Place]) -> list[Place]:
    """The communes of the seven agglomerations, in code order."""
    kept = set(perimeter.AGGLOMERATIONS.values())
    return [place for place in places.values() if place.agglomeration in kept]


def communes(places: dict[str, Place]) -> list[Row]:
    """communes.csv: code, name, agglomeration, residents in 2023, point, kind of point, area."""
    rows: list[Row] = [["code", "name", "agglomeration", "residents", "latitude", "longitude", "point", "area_km2"]]
    for place in simulated(places):
        (longitude, latitude), kind = place.point
        area = f"{geometry.area_km2(place.contour):.3f}"
        head = [place.code, place.name, place.agglomeration, place.residents]
        rows.append([*head, f"{latitude:.5f}", f"{longitude:.5f}", kind, area])
    return rows


def agglomerations(places: dict[str, Place], divisions: Path) -> list[Row]:
    """agglomerations.csv: short code, SIREN, full name, short name."""
    names = {e["code"]: e["nom"] for e in packages.divisions(divisions, "epci")}
    rows: list[Row] = [["code", "siren", "name", "short_name", "communes", "residents"]]
    for siren, code in perimeter.AGGLOMERATIONS.items():
        members = [p for p in places.values() if p.agglomeration == code]
        people = sum(p.residents for p in members)
        rows.append([code, siren, names[siren], perimeter.SHORT_NAMES[code], len(members), people])
    return rows


def poles(places: dict[str, Place]) -> list[Row]:
    """poles.csv: the communes outside the perimeter whose supply counts."""
    rows: list[Row] = [["code", "name", "latitude", "longitude"]]
    for code, name in perimeter.POLES.items():
        (longitude, latitude), _ = places[code].point
        rows.append([code, name, f"{latitude:.5f}", f"{longitude:.5f}"])
    return rows


def neighbours(places: dict[str, Place]) -> list[Row]:
    """neighbours.csv: pairs of simulated communes whose contours share at least two vertices."""
    outlines = [(place.code, geometry.vertices(place.contour)) for place in simulated(places)]
    rows: list[Row] = [["commune", "neighbour"]]
    for (code, outline), (other, other_outline) in combinations(outlines, 2):
        if len(outline & other_outline) >= SHARED_VERTICES:
            rows.append([code, other])
    return rows


def stations(places: dict[str, Place], archive: Path) -> list[Row]:
    """stations.csv: railway stations inside a simulated commune, and the poles' own; served or not is not known."""
    rows: list[Row] = [["uic", "name", "place", "latitude", "longitude", "served"]]
    found = []
    pole_of = {uic: code for code, uic in perimeter.POLE_STATIONS.items()}
    for station in packages.stations(archive):
        uic = station.get("uic8_sncf")
        if station.get("country") != "FR" or not uic or not station.get("latitude"):
            continue
        point = (float(station["longitude"]), float(station["latitude"]))
        place = pole_of.get(uic) or _commune_of(point, places)
        if place:
            found.append([uic, station["name"], place, f"{point[1]:.5f}", f"{point[0]:.5f}", "unknown"])
    return rows + sorted(found, key=lambda row: (row[2], row[0]))


def _commune_of(point: Point, places: dict[str, Place]) -> str | None:
    near = (p for p in simulated(places) if geometry.distance_km(point, p.contour[0][0][0]) < 25)
    return next((p.code for p in near if geometry.contains(p.contour, point)), None)


def features(members: list[Place]) -> dict:
    """A GeoJSON collection of the members' contours, named by code."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": place.code,
                "properties": {"code": place.code, "name": place.name, "agglomeration": place.agglomeration},
                "geometry": {"type": "MultiPolygon", "coordinates": place.contour},
            }
            for place in members
        ],
    }
