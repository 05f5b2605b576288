"""The perimeter: seven agglomerations, two neighbours drawn as context, two poles outside."""

from __future__ import annotations

AGGLOMERATIONS = {
    "200072460": "CABBALR",
    "246200364": "CALL",
    "246200299": "CAHC",
    "200044618": "DOUAISIS",
    "245901152": "CACO",
    "200042190": "CAPH",
    "245901160": "CAVM",
}
"""SIREN to short code, from west to east; the order of every table."""

SHORT_NAMES = {
    "CABBALR": "Béthune-Bruay",
    "CALL": "Lens-Liévin",
    "CAHC": "Hénin-Carvin",
    "DOUAISIS": "Douaisis",
    "CACO": "Cœur d’Ostrevent",
    "CAPH": "Porte du Hainaut",
    "CAVM": "Valenciennes",
}

CONTEXT = {"200041960": "CCPC", "200044048": "OSARTIS"}
"""Pévèle-Carembault and Osartis-Marquion: drawn around the perimeter, not simulated."""

POLES = {"59350": "Lille", "62041": "Arras"}
"""Communes outside the perimeter whose supply residents use."""

POLE_STATIONS = {"59350": "87286005", "62041": "87342014"}
"""The poles' main stations, by their eight-figure UIC code: Lille-Flandres and Arras."""
