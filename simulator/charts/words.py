"""What figures say of measures, classes and years, in French and English."""

from __future__ import annotations

from simulator.domains import DOMAIN_LABELS
from simulator.wording import translator

SHARES = ("any", "any_but_cinema", "institutional", "amateur", "digital", "one_of_three")


def measure_label(measure: str, language: str) -> str:
    """The label of a share of residents: one of SHARES, or a domain's code."""
    if measure in DOMAIN_LABELS:
        return DOMAIN_LABELS[measure][language]
    return translator(language)(f"measure.{measure}")


def class_label(dimension: str, name: str, language: str) -> str:
    """The label of one class of residents; ages speak for themselves."""
    if dimension == "age":
        last = name.removesuffix("+")
        return translator(language)("charts.age.last", years=last) if name.endswith("+") else name.replace("-", "–")
    return translator(language)(f"charts.{dimension}.{name}")
