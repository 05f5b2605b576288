"""The scenarios and policies that come with the product, in a source tree as in an installed package."""

from __future__ import annotations

from pathlib import Path

import simulator


def folder() -> Path:
    """The folder of scenario files: inside the installed package, else beside it in a source tree."""
    inside = Path(simulator.__file__).parent / "scenarios"
    return inside if inside.is_dir() else inside.parents[1] / "scenarios"


def scenario_path(name: str | Path) -> Path:
    """The file of a scenario, given as a path or as a bundled name (`sobriete`, `scenarios/sobriete.yaml`)."""
    return _find(name, folder(), "scenarios")


def policy_path(name: str | Path) -> Path:
    """The file of a policy, given as a path or as a bundled name (`melange`, `scenarios/policies/melange.yaml`)."""
    return _find(name, folder() / "policies", "policies")


def scenario_names() -> list[str]:
    """The bundled scenarios."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


def policy_names() -> list[str]:
    """The bundled policies."""
    return sorted(path.stem for path in (folder() / "policies").glob("*.yaml"))


def _find(name: str | Path, home: Path, parent: str) -> Path:
    given = Path(name)
    if given.exists() or given.is_absolute() or ".." in given.parts:
        return given
    if given.parent not in (Path("."), Path(parent), Path("scenarios") / parent):
        return given
    bundled = home / (given.name if given.suffix in (".yaml", ".yml") else f"{given.name}.yaml")
    return bundled if bundled.is_file() else given
