"""What a table may dispute: the model's declared numbers, within the range that each declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from simulator.model.levers import LEVERS, declared_by
from simulator.model.parameters import MODEL_PARAMETERS
from simulator.parameters import Parameter
from simulator.wording import LANGUAGES, figure
from simulator.workshop.events import Dissented
from simulator.workshop.refusals import refuse

_PLACE = re.compile(r"([a-z][a-z0-9_]*)(?:\[([A-Za-z0-9_]+)\])?")


@cache
def declared() -> Mapping[str, Parameter]:
    """Every number that may be disputed, by name."""
    levers = (parameter for lever in LEVERS.values() for parameter in declared_by(lever))
    return {parameter.name: parameter for parameter in (*MODEL_PARAMETERS, *levers) if parameter.name not in LEVERS}


def check_dissent(dissent: Dissented) -> None:
    """Whether a disputed parameter is one of ours, and its value within what is declared.

    Raises:
        Refusal: "unknown_parameter" or "parameter_out_of_range".
    """
    place = _PLACE.fullmatch(dissent.parameter)
    parameter = declared().get(place[1]) if place else None
    if parameter is None or not _has_place(parameter, place[2]):
        raise refuse("unknown_parameter", name=dissent.parameter)
    low, high = parameter.bounds
    if not low <= dissent.value <= high:
        called = {"fr": parameter.fr, "en": parameter.en}
        raise refuse("parameter_out_of_range", name=called, low=_figures(low), high=_figures(high))


def _figures(value: float) -> dict[str, str]:
    """A bound as each language writes it."""
    return {language: figure(value, language) for language in LANGUAGES}


def _has_place(parameter: Parameter, element: str | None) -> bool:
    """A number stands by itself; of one number per domain or class, an element is named, or all of them are meant."""
    if element is None:
        return True
    many = len(parameter.default) if isinstance(parameter.default, tuple) else 0
    return element.isdigit() and int(element) < many if element[0].isdigit() else many > 0
