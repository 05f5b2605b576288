"""The classes that an answer is read by, in words: diploma, age, how people get about."""

from __future__ import annotations

import re
from collections.abc import Sequence

DIMENSIONS: tuple[dict[str, object], ...] = (
    {
        "code": "education",
        "label": {"fr": "Diplôme", "en": "Diploma"},
        "names": {
            "none": ("Sans diplôme", "No diploma"),
            "cap": ("CAP, BEP", "Vocational"),
            "bac": ("Bac", "Baccalauréat"),
            "sup": ("Supérieur", "Higher education"),
        },
    },
    {"code": "age", "label": {"fr": "Âge", "en": "Age"}, "names": {}},
    {
        "code": "mobility",
        "label": {"fr": "Déplacements", "en": "Getting about"},
        "names": {
            "car": ("Avec voiture", "With a car"),
            "no_car": ("Sans voiture", "Without a car"),
            "reduced": ("Mobilité réduite", "Reduced mobility"),
        },
    },
)


def class_words(by: str, names: Sequence[str]) -> list[dict[str, str]]:
    """The words of the classes of a grouping, in a run's own order; ages speak for themselves."""
    known = next(one["names"] for one in DIMENSIONS if one["code"] == by)
    pairs = [known.get(name) or (_ages(name, "fr"), _ages(name, "en")) for name in names]
    return [{"fr": fr, "en": en} for fr, en in pairs]


def _ages(name: str, language: str) -> str:
    """`15-24` as "15 à 24 ans"; `75+` as "75 ans et plus"."""
    numbers = re.findall(r"\d+", name)
    if len(numbers) == 2:
        return f"{numbers[0]} à {numbers[1]} ans" if language == "fr" else f"{numbers[0]} to {numbers[1]}"
    if len(numbers) == 1 and name.rstrip().endswith("+"):
        return f"{numbers[0]} ans et plus" if language == "fr" else f"{numbers[0]} and over"
    return name
