"""Contours of communes: reading well-known binary, areas, centroids, who contains and who touches whom."""

from __future__ import annotations

import math
import struct
from itertools import pairwise

EARTH_KM = 6371.0088
EQUATOR_KM, ECCENTRICITY_SQUARED = 6378.137, 0.0066943799901
Point = tuple[float, float]
Ring = list[Point]
Contour = list[list[Ring]]


def read_contour(hexadecimal: str) -> Contour:
    """The polygons of a hexadecimal (E)WKB polygon or multipolygon: rings of (longitude, latitude) in degrees."""
    data = bytes.fromhex(hexadecimal)
    kind, start = _header(data, 0)
    if kind == 3:
        return [_polygon(data, start)[0]]
    (count,) = struct.unpack_from("<I", data, start)
    position, polygons = start + 4, []
    for _ in range(count):
        _, position = _header(data, position)
        polygon, position = _polygon(data, position)
        polygons.append(polygon)
    return polygons


def read_point(hexadecimal: str) -> Point | None:
    """The (longitude, latitude) of a hexadecimal (E)WKB point, None for an empty text."""
    if not hexadecimal or hexadecimal == "\\N":
        return None
    data = bytes.fromhex(hexadecimal)
    _, start = _header(data, 0)
    return struct.unpack_from("<dd", data, start)


def rounded(contour: Contour, digits: int = 5) -> Contour:
    """The contour with its coordinates rounded (5 decimals: about one metre)."""
    return [[[(round(x, digits), round(y, digits)) for x, y in ring] for ring in polygon] for polygon in contour]


def area_km2(contour: Contour) -> float:
    """Area in square kilometres, on the equal-area plane of the contour's own latitudes."""
    return abs(
        math.fsum(_moments(ring)[0] * (1 if i == 0 else -1) for polygon in contour for i, ring in enumerate(polygon))
    )


def centroid(contour: Contour) -> Point:
    """Centre of mass (longitude, latitude) in degrees."""
    sums = [
        (sign * area, sign * mx, sign * my)
        for polygon in contour
        for i, ring in enumerate(polygon)
        for sign in [1 if i == 0 else -1]
        for area, mx, my in [_moments(ring)]
    ]
    total = math.fsum(s[0] for s in sums)
    return math.fsum(s[1] for s in sums) / total, math.fsum(s[2] for s in sums) / total


def contains(contour: Contour, point: Point) -> bool:
    """Whether the point lies inside the contour (even-odd rule)."""
    x, y = point
    inside = False
    for polygon in contour:
        for ring in polygon:
            for (x0, y0), (x1, y1) in pairwise(ring):
                if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                    inside = not inside
    return inside


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres between two (longitude, latitude) points."""
    (x0, y0), (x1, y1) = a, b
    p0, p1 = math.radians(y0), math.radians(y1)
    h = math.sin((p1 - p0) / 2) ** 2 + math.cos(p0) * math.cos(p1) * math.sin(math.radians(x1 - x0) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def vertices(contour: Contour) -> set[Point]:
    """Every distinct vertex of the contour."""
    return {point for polygon in contour for ring in polygon for point in ring}


def _header(data: bytes, position: int) -> tuple[int, int]:
    if data[position] != 1:
        raise ValueError("big-endian WKB is not expected here")
    (kind,) = struct.unpack_from("<I", data, position + 1)
    return kind & 0xFF, position + 5 + (4 if kind & 0x20000000 else 0)


def _polygon(data: bytes, position: int) -> tuple[list[Ring], int]:
    (count,) = struct.unpack_from("<I", data, position)
    position += 4
    rings = []
    for _ in range(count):
        (size,) = struct.unpack_from("<I", data, position)
        numbers = struct.unpack_from(f"<{2 * size}d", data, position + 4)
        rings.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
        position += 4 + 16 * size
    return rings, position


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Unsigned area (km2) of a ring and that area times its centroid's longitude and latitude."""
    x0, y0 = ring[0]
    along, across = _degree_km(math.fsum(y for _, y in ring[:-1]) / (len(ring) - 1))
    area = mx = my = 0.0
    for (xa, ya), (xb, yb) in pairwise(ring):
        cross = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        area += cross / 2
        mx += cross * (xa + xb - 2 * x0) / 6
        my += cross * (ya + yb - 2 * y0) / 6
    k = across * along * (1 if area >= 0 else -1)
    return area * k, (mx + area * x0) * k, (my + area * y0) * k


def _degree_km(latitude: float) -> Point:
    """Length in kilometres of a degree of latitude and of a degree of longitude on the WGS 84 ellipsoid."""
    phi = math.radians(latitude)
    flattening = 1 - ECCENTRICITY_SQUARED * math.sin(phi) ** 2
    meridian = EQUATOR_KM * (1 - ECCENTRICITY_SQUARED) / flattening**1.5
    parallel = EQUATOR_KM / math.sqrt(flattening) * math.cos(phi)
    return meridian * math.pi / 180, parallel * math.pi / 180
