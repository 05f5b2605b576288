"""Timelines given by people, in a file or in Python, checked against the declaration of what they set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from simulator.calendar import FIRST_YEAR, LAST_YEAR, Timeline, timeline_value
from simulator.errors import ParameterError
from simulator.parameters import Parameter
from simulator.reading import Message, excerpt, nearest, shown_value
from simulator.typography import french
from simulator.wording import number

YEARS = f"{FIRST_YEAR}-{LAST_YEAR}"
UNITS = {
    "EUR/year": ("euros par an", "euros a year"),
    "relative change": ("en variation relative", "as a relative change"),
    "share of the evening penalty removed": (
        "en part de la gêne du soir supprimée",
        "share of the evening penalty removed",
    ),
    "extra hot days/year": ("jours de plus par an", "extra days a year"),
    "points/year": ("points par an", "points a year"),
}
"""How a unit is read aloud, in French and English; other units are shown as declared."""


def find_faults(parameter: Parameter, value: object) -> list[Message]:
    """Every fault of a timeline: not a number, a year out of order, a value out of range.

    Args:
        parameter: The declaration that gives name, unit and bounds.
        value: A number, or numbers by year (whole years from 2026 to 2040, ascending).
    """
    names = f"« {parameter.name} »", f"'{parameter.name}'"
    if not isinstance(value, Mapping):
        return _number_faults(parameter, value, names)
    if not value:
        return [Message(f"{names[0]} : aucune année donnée", f"{names[1]}: no year given", *_example(parameter))]
    faults = _year_faults(parameter, value)
    for year, amount in value.items():
        when = f"{names[0]} en {excerpt(year)}", f"{names[1]} in {excerpt(year)}"
        faults += _number_faults(parameter, amount, when, (year,))
    return faults


def accept(parameter: Parameter, value: object) -> Timeline:
    """The timeline as the model takes it: one float, or floats by year.

    Raises:
        ParameterError: It has a fault; the sentence gives all of them.
    """
    faults = find_faults(parameter, value)
    if faults:
        raise ParameterError(*join(faults))
    return {int(y): float(v) for y, v in value.items()} if isinstance(value, Mapping) else float(value)


def add(base: Timeline, change: Timeline) -> dict[int, float]:
    """A driver's timeline with a change on top of it, year by year; both are 0 before their first year."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    sums = (timeline_value(base, year, FIRST_YEAR) + timeline_value(change, year, FIRST_YEAR) for year in years)
    return {year: round(value, 12) for year, value in zip(years, sums, strict=True)}


def unknown(name: str, known: Iterable[str], fr: str, en: str) -> ParameterError:
    """The error for a lever or driver that does not exist (`fr`, `en`: what it was meant to be)."""
    repair = nearest(name, known)
    return ParameterError(french(f"{fr} « {name} » ; {repair[0]}."), f"{en} '{name}'; {repair[1]}.")


def join(faults: Iterable[Message]) -> tuple[str, str]:
    """Several messages as one French and one English sentence."""
    faults = list(faults)
    fr = " ; ".join(" ; ".join(filter(None, (f.fr, f.repair_fr))) for f in faults)
    return french(fr + "."), "; ".join("; ".join(filter(None, (f.en, f.repair_en))) for f in faults) + "."


def _year_faults(parameter: Parameter, value: Mapping) -> list[Message]:
    faults, last = [], FIRST_YEAR
    for year in value:
        words = _year_words(year, last)
        if words:
            fr, en, repair_fr, repair_en = words
            name = f"« {parameter.name} » : ", f"'{parameter.name}': "
            faults.append(Message(name[0] + fr, name[1] + en, repair_fr, repair_en, (year,)))
        else:
            last = year
    return faults


def _year_words(year: object, last: int) -> tuple[str, str, str, str] | None:
    """What is wrong with a year that follows `last`, and its repair; None when nothing is."""
    if isinstance(year, bool) or not isinstance(year, int):
        repair = f"une année entière, sans guillemets ({YEARS})", f"a whole year without quotes ({YEARS})"
        return f"année « {excerpt(year)} » refusée", f"year '{excerpt(year)}' refused", *repair
    if not FIRST_YEAR <= year <= LAST_YEAR:
        repair = f"années possibles : {YEARS}", f"possible years: {YEARS}"
        return f"année {excerpt(year)} hors de la simulation", f"year {excerpt(year)} outside the simulation", *repair
    if year < last:
        repair = "ranger les années dans l'ordre", "put the years in order"
        return f"année {year} après {last}", f"year {year} after {last}", *repair
    return None


def _number_faults(parameter: Parameter, value: object, names: tuple[str, str], place: tuple = ()) -> list[Message]:
    units = UNITS.get(parameter.unit, (parameter.unit, parameter.unit))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        shown = shown_value(value)
        fr = f"{names[0]} attend un nombre ({units[0]}), pas {shown[0]}"
        en = f"{names[1]} expects a number ({units[1]}), not {shown[1]}"
        return [Message(fr, en, *_spelling(parameter, value), place)]
    low, high = parameter.bounds
    if math.isfinite(value) and low <= value <= high:
        return []
    fr = f"{names[0]} = {_plain(value, 'fr')} hors limites"
    en = f"{names[1]} = {_plain(value, 'en')} out of range"
    range_fr = f"de {_plain(low, 'fr')} à {_plain(high, 'fr')} {units[0]}"
    range_en = f"from {_plain(low, 'en')} to {_plain(high, 'en')} {units[1]}"
    return [Message(fr, en, range_fr, range_en, place)]


def _plain(value: float, lang: str) -> str:
    if not math.isfinite(value) or abs(value) >= 1e15:
        return str(value)
    decimals = 0 if float(value).is_integer() else 2
    return number(value, lang, decimals)


def _spelling(parameter: Parameter, value: object) -> tuple[str, str]:
    """How to write the number: digits alone, a decimal point, no unit."""
    if isinstance(value, str) and any(c.isdigit() for c in value):
        return (
            "écrire les chiffres seuls, avec un point décimal et sans unité",
            "write digits alone, with a decimal point and no unit",
        )
    return _example(parameter)


def _example(parameter: Parameter) -> tuple[str, str]:
    high = 1_500_000 if parameter.unit == "EUR/year" else round(parameter.bounds[1] / 2, 2)
    example = f"{parameter.name}: {{2027: 0, 2030: {high:g}}}".replace("1.5e+06", "1500000")
    return f"par exemple « {example} »", f"for example '{example}'"
