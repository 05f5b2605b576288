"""Money moved at constant means (rule 18): less of one thing, paid for today, to pay for another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema, create_model, model_validator

from simulator.calendar import FIRST_YEAR, LAST_YEAR, Timeline, timeline_value
from simulator.errors import ParameterError
from simulator.experiments.file_types import Strict, optional, timeline_type
from simulator.experiments.timelines import accept, join, unknown
from simulator.model.levers import CUT_LEVERS, EVERY_LEVER
from simulator.reading import Message, said
from simulator.wording import euros

Sides = Mapping[str, Mapping[str, Timeline]]
"""What is taken ("from") and what it pays for ("to"): lever name to euros a year."""
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
A_EURO = 1.0
"""Sides that differ by less are the same."""


def _refuse(name: str, _given: object) -> object:
    raise said(_no_today(name))


def _no_today(name: str) -> Message:
    known = ", ".join(CUT_LEVERS)
    return Message(
        f"« {name} » : le modèle ne sait pas ce que fait la dépense d’aujourd’hui",
        f"'{name}': the model does not know what today's spending does",
        f"prendre sur : {known}",
        f"take from one of: {known}",
    )


def _taken_type(name: str) -> object:
    if name in CUT_LEVERS:
        return timeline_type(EVERY_LEVER[name].budget)
    return Annotated[object, PlainValidator(partial(_refuse, name)), WithJsonSchema({"not": {}})]


_From = create_model("From", __base__=Strict, **optional({name: _taken_type(name) for name in EVERY_LEVER}))
_To = create_model(
    "To", __base__=Strict, **optional({n: timeline_type(lever.budget) for n, lever in EVERY_LEVER.items()})
)


class MovedPart(Strict):
    """Euros a year taken from today's spending, and what they pay for: as much each year."""

    taken: _From = Field(alias="from")
    given: _To = Field(alias="to")

    @property
    def sides(self) -> Sides:
        """The sides, without what is left out."""
        return {name: dict(_present(side)) for name, side in (("from", self.taken), ("to", self.given))}

    @model_validator(mode="after")
    def _balanced(self) -> MovedPart:
        faults = tuple(imbalances(self.sides))
        if faults:
            raise said(*faults)
        return self


def _present(side: Strict) -> Iterator[tuple[str, Timeline]]:
    return ((name, value) for name in type(side).model_fields if (value := getattr(side, name)) is not None)


def total(side: Mapping[str, Timeline], year: int) -> float:
    """Euros of one side in a year."""
    return sum(timeline_value(timeline, year) for timeline in side.values())


def imbalances(sides: Sides) -> Iterator[Message]:
    """The first year in which what is taken is not what is given; the levers that stand on both sides."""
    for name in sides["from"].keys() & sides["to"].keys():
        yield _both(name, ("from", name))
    for year in YEARS:
        taken, given = total(sides["from"], year), total(sides["to"], year)
        if abs(taken - given) >= A_EURO:
            fr, en = ([euros(amount, lang) for amount in (taken, given)] for lang in ("fr", "en"))
            yield Message(
                f"« moved » en {year} : {fr[0]} pris, {fr[1]} donnés",
                f"'moved' in {year}: {en[0]} taken, {en[1]} given",
                "donner autant que l’on prend, et écrire dans « levers » ce qui s’y ajoute",
                "give as much as is taken, and write in 'levers' what comes on top",
                ("to",),
            )
            return


def _both(name: str, place: tuple) -> Message:
    return Message(
        f"« {name} » : pris et ajouté à la fois",
        f"'{name}': taken from and added to at once",
        "n’écrire que la différence",
        "write the difference alone",
        place,
    )


def misfits(levers: Mapping[str, Timeline], sides: Sides) -> Iterator[Message]:
    """Where moved money does not fit what is added: a lever both cut and paid for, or paid beyond its bounds."""
    for name in sides["from"].keys() & levers.keys():
        yield _both(name, ("moved", "from", name))
    for name in sides["to"].keys() & levers.keys():
        most, budget = EVERY_LEVER[name].budget.bounds[1], summed(levers[name], sides["to"][name])
        over = [year for year, amount in budget.items() if amount > most]
        if over:
            fr, en = ([euros(amount, lang) for amount in (budget[over[0]], most)] for lang in ("fr", "en"))
            yield Message(
                f"« {name} » en {over[0]} : {fr[0]} en tout, argent déplacé compris",
                f"'{name}' in {over[0]}: {en[0]} in all, moved money included",
                f"{fr[1]} par an au plus",
                f"{en[1]} a year at most",
                ("moved", "to", name),
            )


def summed(*timelines: Timeline) -> dict[int, float]:
    """Several timelines of euros added, year by year."""
    return {year: sum(timeline_value(one, year) for one in timelines) for year in YEARS}


def accept_moved(moved: Mapping[str, Mapping[str, object]] | None, levers: Mapping[str, Timeline]) -> Sides:
    """The sides as the model takes them; nothing where nothing is moved.

    Args:
        moved: {"from": {lever: euros a year}, "to": {lever: euros a year}}, or None.
        levers: What is added on top of today's spending, checked.

    Raises:
        ParameterError: A side is missing or unknown, a timeline is refused, or the sides do not fit.
    """
    if not moved:
        return {}
    for side in moved:
        if side not in ("from", "to"):
            raise unknown(str(side), ("from", "to"), "côté inconnu", "unknown side")
    sides = {side: dict(_checked(side, moved.get(side, {}))) for side in ("from", "to")}
    faults = [*imbalances(sides), *misfits(levers, sides)]
    if faults:
        raise ParameterError(*join(faults))
    return sides


def _checked(side: str, given: Mapping[str, object]) -> Iterator[tuple[str, Timeline]]:
    for name, value in given.items():
        if name not in EVERY_LEVER:
            raise unknown(name, EVERY_LEVER, "levier inconnu", "unknown lever")
        if side == "from" and name not in CUT_LEVERS:
            raise ParameterError(*join([_no_today(name)]))
        yield name, accept(EVERY_LEVER[name].budget, value)


def netted(levers: Mapping[str, Timeline], sides: Sides) -> dict[str, Timeline]:
    """Each lever's euros a year against today's: added, and given; below zero where some are taken."""
    if not sides:
        return dict(levers)
    given = {n: summed(t, levers[n]) if n in levers else t for n, t in sides["to"].items()}
    taken = {name: {year: -amount for year, amount in summed(t).items()} for name, t in sides["from"].items()}
    both = levers | given | taken
    return {name: both[name] for name in EVERY_LEVER if name in both}
