"""The folder's contours: checked to be what the map can draw."""

from __future__ import annotations

import json
from pathlib import Path

from simulator.errors import Fault
from simulator.territory.readers import make_fault

MOST_BYTES = 67_108_864
SHAPES = ("Polygon", "MultiPolygon")


def check_contours(path: Path) -> list[Fault]:
    """What is wrong with a GeoJSON file: not JSON, not a collection of named polygons."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return [_fault(path, 1, "fichier de plus de 64 Mio", "file larger than 64 MiB")]
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return [_fault(path, error.lineno, "JSON illisible", f"unreadable JSON ({error.msg})")]
    except (OSError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:80]
        return [_fault(path, 1, f"lecture impossible ({reason})", f"cannot be read ({reason})")]
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        return [_fault(path, 1, "ce n’est pas une FeatureCollection", "this is not a FeatureCollection")]
    return [
        _fault(path, 1, f"objet {i + 1} : pas un polygone avec un code", f"feature {i + 1}: not a polygon with a code")
        for i, feature in enumerate(features)
        if not _drawable(feature)
    ][:10]


def _drawable(feature: object) -> bool:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return False
    properties = feature.get("properties")
    named = isinstance(properties, dict) and isinstance(properties.get("code"), str)
    return named and feature["geometry"].get("type") in SHAPES


def _fault(path: Path, line: int, fr: str, en: str) -> Fault:
    repair = "exporter en GeoJSON, propriété « code »", "export as GeoJSON with a 'code' property"
    return make_fault(path, line, (fr, en, *repair))
