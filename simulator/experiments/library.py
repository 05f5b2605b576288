"""The scenarios, policies and agendas that come with the product, in a source tree as in an installed package."""

from __future__ import annotations

import os
from pathlib import Path

import simulator
from simulator.errors import AgendaError, FileError, PolicyError, ScenarioError
from simulator.reading import fault, nearest


def folder() -> Path:
    """The folder of scenario files: inside the installed package, else beside it in a source tree."""
    inside = Path(simulator.__file__).parent / "scenarios"
    return inside if inside.is_dir() else inside.parents[1] / "scenarios"


def scenario_path(name: str | Path) -> Path:
    """The file of a scenario, given as a path or as a bundled name (`sobriete`, `scenarios/sobriete.yaml`).

    Raises:
        ScenarioError: There is no such file, and `name` is not a path but a name that is not bundled.
    """
    return _find(name, folder(), scenario_names(), ScenarioError)


def policy_path(name: str | Path) -> Path:
    """The file of a policy, given as a path or as a bundled name (`melange`, `scenarios/policies/melange.yaml`).

    Raises:
        PolicyError: There is no such file, and `name` is not a path but a name that is not bundled.
    """
    return _find(name, folder() / "policies", policy_names(), PolicyError)


def agenda_path(name: str | Path) -> Path:
    """The file of a workshop's agenda, given as a path or as a bundled name (`demi-journee-240`).

    Raises:
        AgendaError: There is no such file, and `name` is not a path but a name that is not bundled.
    """
    return _find(name, folder() / "ateliers", agenda_names(), AgendaError)


def agenda_names() -> list[str]:
    """The bundled agendas."""
    return sorted(path.stem for path in (folder() / "ateliers").glob("*.yaml"))


def scenario_names() -> list[str]:
    """The bundled scenarios."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


def policy_names() -> list[str]:
    """The bundled policies."""
    return sorted(path.stem for path in (folder() / "policies").glob("*.yaml"))


def _find(name: str | Path, home: Path, known: list[str], error: type[FileError]) -> Path:
    given = Path(name)
    ours = len(given.parts) == 1 or given.parts[0] in ("scenarios", "policies", "ateliers")
    if os.path.exists(given) or given.is_absolute() or not ours:
        return given
    stem = given.name.removesuffix(".yaml").removesuffix(".yml")
    if stem in known:
        return home / f"{stem}.yaml"
    if len(given.parts) > 1 or given.suffix:
        return given
    repair = nearest(stem, known)
    raise error([fault(given, 1, "fichier introuvable", "no such file", *repair)])
