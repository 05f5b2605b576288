"""A named set of levers: what a group decides, in euros a year on top of today's spending."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import ClassVar

from simulator.calendar import FIRST_DECISION_YEAR, Timeline
from simulator.errors import FileError, PolicyError
from simulator.experiments.aiming import accept_target, plain
from simulator.experiments.library import policy_path
from simulator.experiments.moved import Sides, accept_moved, netted, total
from simulator.experiments.timelines import accept, unknown
from simulator.model.levers import EVERY_LEVER
from simulator.model.target import Target
from simulator.wording import euros


@dataclass(frozen=True, init=False)
class Policy:
    """What a group decides: `Policy("mediation d'abord", outreach=2.5e6, transport={2027: 0, 2030: 1.5e6})`.

    Attributes:
        name: The policy's name; it never changes a result.
        title: Title in French and English ("fr", "en").
        levers: Lever name to euros of 2025 a year on top of today's: one number, held from 2027, or numbers by year.
        targets: Lever name to whom or where it is aimed, for those that are: `{"outreach": {"ages": ["15-24"]}}`.
        path: The file it was read from.
        moved: Euros a year taken from today's spending ("from") and what they pay for ("to"), as much each year.
    """

    name: str
    title: Mapping[str, str]
    levers: Mapping[str, Timeline]
    targets: Mapping[str, Target]
    moved: Sides
    path: Path | None = field(compare=False)
    none: ClassVar[Policy]

    def __init__(
        self,
        name: str,
        title: Mapping[str, str] | None = None,
        moved: Sides | None = None,
        *,
        targets: Mapping[str, Target | Mapping[str, object]] | None = None,
        **levers: Timeline,
    ) -> None:
        """Check every lever against its declaration.

        Args:
            name: The policy's name.
            title: Title in French and English; the name when left out.
            targets: Whom or where some of these levers are aimed at; nobody in particular for the others.
            moved: `{"from": {lever: euros}, "to": {lever: euros}}`, at constant means; nothing when left out.
            **levers: Declared lever names, each with its timeline.

        Raises:
            ParameterError: An unknown lever (the nearest name is given), or a timeline or a target that is refused.
        """
        for lever in levers:
            if lever not in EVERY_LEVER:
                raise unknown(lever, EVERY_LEVER, "levier inconnu", "unknown lever")
        checked = {lever: accept(EVERY_LEVER[lever].budget, levers[lever]) for lever in EVERY_LEVER if lever in levers}
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "title", dict(title or {"fr": name, "en": name}))
        object.__setattr__(self, "levers", checked)
        object.__setattr__(self, "moved", accept_moved(moved, checked))
        object.__setattr__(self, "targets", _aimed(targets or {}, checked))
        object.__setattr__(self, "path", None)

    @classmethod
    def load(cls, path: Path | str) -> Policy:
        """Read a policy file, or a bundled policy by its name.

        Raises:
            PolicyError: The file is refused; every fault with its line.
        """
        from simulator.experiments.schemas import PolicyFile, read

        path = policy_path(path)
        try:
            content = read(path, PolicyFile)
        except FileError as error:
            raise PolicyError(error.faults) from None
        moved = content.moved and content.moved.sides
        made = cls(content.policy, content.title.model_dump(), moved, targets=content.aims, **content.added)
        object.__setattr__(made, "path", path)
        return made

    @property
    def net(self) -> Mapping[str, Timeline]:
        """What the model reads: each lever's euros a year against today's, below zero where some are taken."""
        return netted(self.levers, self.moved)

    def cost(self, year: int) -> float:
        """Euros of 2025 added in `year` on top of today's spending, all levers together."""
        return total(self.levers, year)

    def taken(self, year: int) -> float:
        """Euros of 2025 taken in `year` from today's spending; with `cost`, what is spent."""
        return total(self.moved.get("from", {}), year)

    @property
    def digest(self) -> str:
        """SHA-256 of what the model reads: the euros of each lever and its target, not the words."""
        given = _plain(self.levers)
        if self.moved:
            given += [[side, _plain(levers)] for side, levers in sorted(self.moved.items())]
        if self.targets:
            given.append({name: plain(target) for name, target in sorted(self.targets.items())})
        return hashlib.sha256(json.dumps(given).encode()).hexdigest()

    def _repr_html_(self) -> str:
        rows = "".join(_row(name, timeline) for name, timeline in self.net.items())
        return f"<h3>{escape(self.title['fr'])}</h3><table>{rows}</table>"

    def __hash__(self) -> int:
        return hash((self.name, self.digest))


def _aimed(targets: Mapping[str, Target | Mapping[str, object]], paid: Mapping[str, Timeline]) -> dict[str, Target]:
    for lever in targets:
        if lever not in paid:
            raise unknown(lever, paid, "cible d’un levier sans budget", "target of a lever without a budget")
    return {lever: accept_target(EVERY_LEVER[lever], targets[lever]) for lever in paid if lever in targets}


def _plain(levers: Mapping[str, Timeline]) -> list:
    """Levers and their timelines as lists, in the order of names."""
    return [[n, sorted(t.items()) if isinstance(t, Mapping) else t] for n, t in sorted(levers.items())]


def _row(name: str, timeline: Timeline) -> str:
    """A lever's euros as a row of a table; years that only repeat the one before are left out."""
    points = timeline.items() if isinstance(timeline, Mapping) else [(FIRST_DECISION_YEAR, timeline)]
    told, last = [], None
    for year, amount in points:
        told += [f"{year}\u00a0: {euros(amount, 'fr')}"] * (amount != last)
        last = amount
    return f"<tr><th>{escape(EVERY_LEVER[name].label['fr'])}</th><td>{' · '.join(told)}</td></tr>"


Policy.none = Policy("none", {"fr": "Sans mesure nouvelle", "en": "No new measure"})
