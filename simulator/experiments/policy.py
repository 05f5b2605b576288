"""A named set of levers: what a group decides, in euros a year on top of today's spending."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from simulator.calendar import FIRST_DECISION_YEAR, Timeline, timeline_value
from simulator.errors import FileError, PolicyError
from simulator.experiments.aiming import accept_target, plain
from simulator.experiments.library import policy_path
from simulator.experiments.timelines import accept, unknown
from simulator.model.levers import LEVERS
from simulator.model.target import Target


@dataclass(frozen=True, init=False)
class Policy:
    """What a group decides: `Policy("mediation d'abord", outreach=2.5e6, transport={2027: 0, 2030: 1.5e6})`.

    Attributes:
        name: The policy's name; it never changes a result.
        title: Title in French and English ("fr", "en").
        levers: Lever name to euros of 2025 a year on top of today's: one number, held from 2027, or numbers by year.
        targets: Lever name to whom or where it is aimed, for those that are: `{"outreach": {"ages": ["15-24"]}}`.
        path: The file it was read from.
    """

    name: str
    title: Mapping[str, str]
    levers: Mapping[str, Timeline]
    targets: Mapping[str, Target]
    path: Path | None = field(compare=False)
    none: ClassVar[Policy]

    def __init__(
        self,
        name: str,
        title: Mapping[str, str] | None = None,
        *,
        targets: Mapping[str, Target | Mapping[str, object]] | None = None,
        **levers: Timeline,
    ) -> None:
        """Check every lever against its declaration.

        Args:
            name: The policy's name.
            title: Title in French and English; the name when left out.
            targets: Whom or where some of these levers are aimed at; nobody in particular for the others.
            **levers: Declared lever names, each with its timeline.

        Raises:
            ParameterError: An unknown lever (the nearest name is given), or a timeline or a target that is refused.
        """
        for lever in levers:
            if lever not in LEVERS:
                raise unknown(lever, LEVERS, "levier inconnu", "unknown lever")
        checked = {lever: accept(LEVERS[lever].budget, levers[lever]) for lever in LEVERS if lever in levers}
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "title", dict(title or {"fr": name, "en": name}))
        object.__setattr__(self, "levers", checked)
        for lever in targets or {}:
            if lever not in checked:
                raise unknown(lever, checked, "cible d’un levier sans budget", "target of a lever without a budget")
        aimed = {lever: accept_target(LEVERS[lever], targets[lever]) for lever in checked if lever in (targets or {})}
        object.__setattr__(self, "targets", aimed)
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
        given = {name: value for name in LEVERS if (value := getattr(content.levers, name)) is not None}
        made = cls(content.policy, content.title.model_dump(), targets=content.aims, **given)
        object.__setattr__(made, "path", path)
        return made

    def cost(self, year: int) -> float:
        """Euros of 2025 spent in `year` on top of today's spending, all levers together."""
        return sum(timeline_value(timeline, year) for timeline in self.levers.values())

    @property
    def digest(self) -> str:
        """SHA-256 of what the model reads: the euros of each lever and its target, not the words."""
        given = [[n, sorted(t.items()) if isinstance(t, Mapping) else t] for n, t in sorted(self.levers.items())]
        if self.targets:
            given.append({name: plain(target) for name, target in sorted(self.targets.items())})
        return hashlib.sha256(json.dumps(given).encode()).hexdigest()

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.wording import euros

        rows = ""
        for name, timeline in self.levers.items():
            points = timeline.items() if isinstance(timeline, Mapping) else [(FIRST_DECISION_YEAR, timeline)]
            cells = " · ".join(f"{year}\u00a0: {euros(amount, 'fr')}" for year, amount in points)
            rows += f"<tr><th>{escape(LEVERS[name].label['fr'])}</th><td>{cells}</td></tr>"
        return f"<h3>{escape(self.title['fr'])}</h3><table>{rows}</table>"

    def __hash__(self) -> int:
        return hash((self.name, self.digest))


Policy.none = Policy("none", {"fr": "Sans mesure nouvelle", "en": "No new measure"})
