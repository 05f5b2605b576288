"""The folder's contours: checked to be what the map can draw."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.errors import Fault
from simulator.reading import excerpt, nearest_or
from simulator.territory.readers import Words, make_fault

MOST_BYTES = 67_108_864
MOST_FAULTS = 10
DEPTHS = {"Polygon": 1, "MultiPolygon": 2}
"""Shapes that can be drawn, and how many lists hold their rings."""
FEWEST_POINTS = 4
EXPORT = "exporter en GeoJSON, propriété « code »", "export as GeoJSON with a 'code' property"


def check_contours(path: Path, codes: Sequence[str] | None = None) -> list[Fault]:
    """What is wrong with a GeoJSON file: not JSON, not a collection of polygons with codes, not those of the communes.

    Args:
        path: The file.
        codes: Codes that must each have one contour, and no other; None where any code will do.
    """
    try:
        features = _features(path)
    except _Unreadable as error:
        return [make_fault(path, error.line, error.words)]
    found = [_code(feature) for feature in features]
    words = [_undrawable(i) for i, code in enumerate(found, 1) if code is None]
    if not words and codes is not None:
        words = [*_strange(found, codes), *_lacking(found, codes)]
    return [make_fault(path, 1, each) for each in words[:MOST_FAULTS]]


class _Unreadable(Exception):  # noqa: N818 - a fault in the making
    def __init__(self, line: int, words: Words) -> None:
        self.line, self.words = line, words


def _features(path: Path) -> list:
    """The objects of a GeoJSON file, whatever they are."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _Unreadable(1, ("fichier de plus de 64 Mio", "file larger than 64 MiB", *EXPORT))
        data = json.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        raise _Unreadable(
            1, ("caractères qui ne sont pas en UTF-8", "characters that are not UTF-8", *EXPORT)
        ) from None
    except json.JSONDecodeError as error:
        raise _Unreadable(error.lineno, ("JSON illisible", f"unreadable JSON ({error.msg})", *EXPORT)) from None
    except IsADirectoryError:
        raise _Unreadable(1, ("c’est un dossier, pas un fichier", "this is a folder, not a file", *EXPORT)) from None
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        words = f"lecture impossible ({reason})", f"cannot be read ({reason})"
        raise _Unreadable(1, (*words, *EXPORT)) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise _Unreadable(1, ("ce n’est pas une FeatureCollection", "this is not a FeatureCollection", *EXPORT))
    return features


def _code(feature: object) -> str | None:
    """The code of an object that can be drawn, None for any other."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return None
    properties, geometry = feature.get("properties"), feature["geometry"]
    code = properties.get("code") if isinstance(properties, dict) else None
    kind = geometry.get("type")
    known = isinstance(code, str) and isinstance(kind, str) and kind in DEPTHS
    return code if known and _all_rings(geometry.get("coordinates"), DEPTHS[kind]) else None


def _all_rings(part: object, depth: int) -> bool:
    """Whether lists, `depth` deep and none empty, hold rings of four points or more."""
    if not isinstance(part, list) or not part:
        return False
    if depth > 0:
        return all(_all_rings(inside, depth - 1) for inside in part)
    return len(part) >= FEWEST_POINTS and all(_is_point(point) for point in part)


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x) for x in point[:2])
        and abs(point[0]) <= 180
        and abs(point[1]) <= 90
    )


def _undrawable(place: int) -> Words:
    return f"objet {place} : pas un polygone avec un code", f"feature {place}: not a polygon with a code", *EXPORT


def _strange(found: Iterable[str], codes: Sequence[str]) -> list[Words]:
    """Contours of no commune, and those that a commune has besides its first."""
    seen, words = set(), []
    for code in found:
        shown = excerpt(code)
        if code not in codes:
            repair = nearest_or(code, codes, ("retirer ce contour", "remove this contour"))
            words.append(
                (f"contour d’une commune inconnue « {shown} »", f"contour of unknown commune '{shown}'", *repair)
            )
        elif code in seen:
            words.append(
                (f"{shown} a deux contours", f"{shown} has two contours", "n’en garder qu’un", "keep one only")
            )
        seen.add(code)
    return words


def _lacking(found: Iterable[str], codes: Sequence[str]) -> list[Words]:
    """Communes without a contour."""
    seen = set(found)
    repair = "ajouter son contour", "add its contour"
    return [(f"{code} n’a pas de contour", f"{code} has no contour", *repair) for code in codes if code not in seen]
