"""What policies cost, what of it invests, what they take from today's spending, and who is said to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.indicators.declaration import ALL, Direction, Indicator, Reader, says
from simulator.model.levers import EVERY_LEVER, FUNDERS, LEVERS, Lever
from simulator.parameters import Tag
from simulator.typography import french

if TYPE_CHECKING:
    from simulator.experiments.results import Run

MONEYED = {"funder": tuple(FUNDERS), "lever": tuple(EVERY_LEVER)}
"""The dimensions that money alone is read by, and their classes."""

_EVIDENCE = {
    Tag.ASSUMED: ("supposé", "assumed"),
    Tag.QUOTED: ("cité, source dans parameters.md", "quoted, source in parameters.md"),
    Tag.DERIVED: ("déduit, source dans parameters.md", "derived, source in parameters.md"),
}


def _shares() -> np.ndarray:
    """Share of each lever's euros by funder, float64 [levers, funders]."""
    return np.array([[lever.funders.share(name) for name in FUNDERS] for lever in EVERY_LEVER.values()])


def _cost(lever: str) -> Reader:
    return lambda run, domain, by: run.total(f"cost_{lever}")


def _funding(lever: str) -> Reader:
    def read(run: Run, domain: str, by: str) -> np.ndarray:
        return run.total(f"cost_{lever}") * _shares()[list(EVERY_LEVER).index(lever)]

    return read


def _cost_of(name: str, lever: Lever) -> Indicator:
    return Indicator(
        f"cost_{name}",
        "EUR",
        french(f"Coût : {lever.label['fr']}"),
        f"Cost: {lever.label['en']}",
        says(
            "Euros de 2025 dépensés dans l’année pour ce levier, en plus d’aujourd’hui.",
            "Euros of 2025 spent on this lever in the year, on top of today’s.",
        ),
        Direction.NEITHER,
        ALL,
        _cost(name),
    )


def _funding_of(name: str, lever: Lever) -> Indicator:
    fr, en = _EVIDENCE[lever.funders.tag]
    return Indicator(
        f"funding_{name}",
        "EUR",
        french(f"Qui paie : {lever.label['fr']}"),
        f"Who pays: {lever.label['en']}",
        says(
            f"Euros de l’année selon qui paie, aux parts que le levier déclare ({fr}).",
            f"Euros of the year by who pays, in the shares that the lever declares ({en}).",
        ),
        Direction.NEITHER,
        ("funder",),
        _funding(name),
    )


COSTS = tuple(_cost_of(name, lever) for name, lever in LEVERS.items())

FUNDED = (
    Indicator(
        "cost",
        "EUR",
        "Coût selon qui paie",
        "Cost by who pays",
        says(
            "Euros de l’année, tous leviers ensemble, selon les parts que chaque levier déclare ; beaucoup sont supposées.",
            "Euros of the year, all levers together, by the shares that each lever declares; many are assumed.",
        ),
        Direction.NEITHER,
        ("funder",),
        lambda run, domain, by: (run.record.cost[:, :, None] * _shares()).sum(axis=1),
    ),
)


def _by_lever(code: str, words: tuple[str, str], definition: dict[str, str], read: Reader) -> Indicator:
    return Indicator(code, "EUR", *words, definition, Direction.NEITHER, ("lever",), read)


MONEY = (
    *(_cost_of(name, lever) for name, lever in EVERY_LEVER.items() if lever.planners),
    _by_lever(
        "investment",
        ("Investissement", "Investment"),
        says(
            "Euros de l’année qui bâtissent (patrimoine minier : payés une fois) ou équipent (lieux numériques, pratique en "
            "amateur : étalés sur la durée de vie, part supposée).",
            "Euros of the year that build (mining heritage: paid once) or equip (digital places, amateur practice: spread "
            "over the equipment’s life, an assumed share).",
        ),
        lambda run, domain, by: run.record.investment,
    ),
    _by_lever(
        "running",
        ("Fonctionnement", "Running costs"),
        says(
            "Le reste des euros de l’année : salaires, programmes, entretien de ce qui a été bâti.",
            "The rest of the year’s euros: wages, programmes, upkeep of what was built.",
        ),
        lambda run, domain, by: run.record.cost - run.record.investment,
    ),
    _by_lever(
        "taken",
        ("Pris sur la dépense d’aujourd’hui", "Taken from today’s spending"),
        says(
            "Euros de l’année que la politique prend, à moyens constants, sur ce qui est dépensé aujourd’hui pour ce levier.",
            "Euros of the year that the policy takes, at constant means, from what is spent today on this lever.",
        ),
        lambda run, domain, by: run.record.taken,
    ),
    Indicator(
        "spared",
        "EUR",
        "Pris sur aujourd’hui, selon qui payait",
        "Taken from today’s spending, by who paid",
        says(
            "Les euros pris sur la dépense d’aujourd’hui, selon qui les payait : ce que chacun paie en plus est le coût "
            "moins ceci.",
            "The euros taken from today’s spending, by who paid them: what each pays more is the cost less these.",
        ),
        Direction.NEITHER,
        ("funder",),
        lambda run, domain, by: (run.record.taken[:, :, None] * _shares()).sum(axis=1),
    ),
    *(_funding_of(name, lever) for name, lever in EVERY_LEVER.items()),
)
"""What came after the first indicators, in the order of the digest."""
