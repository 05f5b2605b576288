"""The page of parameters is the declarations, all of them; no declaration contradicts itself."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

import simulator
from simulator.experiments.parameter_page import PAGE, page, plain, shown
from simulator.parameters import Parameter

PACKAGES = ("simulator.model", "simulator.population", "simulator.territory", "simulator.experiments")


def parameters_in(thing: object) -> Iterator[Parameter]:
    """The declarations held by a module's value, however they are grouped."""
    if isinstance(thing, Parameter):
        yield thing
    elif isinstance(thing, list | tuple):
        for part in thing:
            yield from parameters_in(part)
    elif isinstance(thing, Mapping):
        yield from parameters_in(tuple(thing.values()))
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from parameters_in(tuple(getattr(thing, field.name) for field in dataclasses.fields(thing)))


def declared() -> dict[str, set[Parameter]]:
    """Every declaration of the program, by name."""
    found: dict[str, set[Parameter]] = {}
    for module in pkgutil.walk_packages(simulator.__path__, "simulator."):
        if module.name.startswith(PACKAGES) and not module.name.endswith("__main__"):
            for thing in vars(importlib.import_module(module.name)).values():
                for parameter in parameters_in(thing):
                    found.setdefault(parameter.name, set()).add(parameter)
    return found


@pytest.fixture(scope="module")
def declarations():
    return declared()


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m simulator.experiments.parameter_page"


def test_every_declaration_is_on_the_page(declarations):
    from simulator.territory.kinds import KIND_PARAMETERS

    text, in_the_matrix = page(), {p.name for p in KIND_PARAMETERS}
    assert len(declarations) > 250
    assert [name for name in declarations if f"| `{name}` |" not in text and name not in in_the_matrix] == []


def test_the_equations_name_every_parameter_of_the_model():
    """docs/modele.md names each quantity of the equations, with its domain or class index where it has one."""
    from simulator.model.drivers import DRIVERS
    from simulator.model.levers import LEVERS
    from simulator.model.parameters import MODEL_PARAMETERS
    from simulator.territory.mobility_parameters import MOBILITY

    text = (PAGE.parent / "modele.md").read_text(encoding="utf-8")
    levers = [p for lever in LEVERS.values() for p in (lever.unit_cost, lever.ceiling)]
    names = [p.name for p in (*MODEL_PARAMETERS, *MOBILITY, *DRIVERS.values(), *levers)]
    assert [name for name in names if not re.search(rf"\b{name}(_[de])?\b", text)] == []


def test_a_quantity_is_declared_once(declarations):
    assert {name: len(found) for name, found in declarations.items() if len(found) > 1} == {}


def test_declarations_say_everything_and_respect_their_own_bounds(declarations):
    for (parameter,) in declarations.values():
        assert parameter.check(parameter.default) == parameter.default
        for words in (parameter.unit, parameter.source, parameter.fr, parameter.en):
            assert words.strip(), parameter.name


@pytest.mark.parametrize(
    ("value", "text"), [(0.05, "0.05"), (12e6, "12000000"), (-20.0, "-20"), ((0.1, 2.0), "0.1, 2"), (0.0, "0")]
)
def test_numbers_are_typed_without_exponents(value, text):
    assert shown(value) == text
    assert not isinstance(value, float) or plain(value) == text
