"""The files that a run leaves: a table, an array file and a manifest; whole or not at all."""

from __future__ import annotations

import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError
from simulator.typography import french

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from simulator.experiments.run import Run, Study

INDICATORS, ARRAYS, MANIFEST = "indicators.csv", "run.nc", "manifest.json"
NAMES = (INDICATORS, ARRAYS, MANIFEST)
PACKAGES = ("bassin2040", "mesa", "numba", "numpy", "pandas", "xarray", "h5netcdf", "ruamel.yaml", "pydantic")


class OutputError(SimulatorError):
    """Results that cannot be written where they were asked for."""


def refuse_existing(folder: Path, force: bool = False) -> None:
    """Refuse a folder that already holds results, unless `force`, or cannot be written to; asked before a long run.

    Raises:
        OutputError: `folder` is a file, cannot be written to, or holds results and `force` is not set.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(french(f"« {folder} » n'est pas un dossier."), f"'{folder}' is not a folder.")
    there = [name for name in NAMES if (folder / name).exists()]
    if there and not force:
        names = ", ".join(there)
        raise OutputError(
            french(f"« {folder} » contient déjà {names} ; choisir un autre dossier, ou ajouter --force."),
            f"'{folder}' already holds {names}; choose another folder, or add --force.",
        )
    _try_writing(folder)


def _try_writing(folder: Path) -> None:
    """Make and remove a folder where the draft of the results will be, or in the nearest folder above that exists."""
    place = folder.absolute() if folder.is_dir() else folder.absolute().parent
    while not place.exists():
        place = place.parent
    try:
        tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=place).cleanup()
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            french(f"« {folder} » : impossible d'y écrire ({reason}) ; choisir un autre dossier."),
            f"'{folder}': cannot be written to ({reason}); choose another folder.",
        ) from None


def write_results(
    folder: Path, table: pd.DataFrame, arrays: xr.Dataset, manifest: Mapping[str, object], *, excel: bool = False
) -> None:
    """Write the three files into `folder`; an interruption leaves what was there before.

    Args:
        folder: Made when missing; files of the same names are replaced, others are left alone.
        table: Indicators, tidy: indicator, unit, domain, year, commune, group, value.
        arrays: The same run as labelled arrays.
        manifest: Versions, hashes of inputs, seeds, timings.
        excel: For French Excel: semicolons, decimal commas and a byte-order mark.
    """
    with _prepared(folder) as draft:
        write_table(draft / INDICATORS, table, excel=excel)
        arrays.to_netcdf(draft / ARRAYS, engine="h5netcdf")
        text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False)
        (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")


def write_table(path: Path, table: pd.DataFrame, *, excel: bool = False) -> None:
    """Write a tidy table as CSV: UTF-8 with commas, or as French Excel opens it."""
    style = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig"} if excel else {"encoding": "utf-8"}
    table.to_csv(path, index=False, lineterminator="\r\n" if excel else "\n", **style)


def join_runs(runs: Sequence[Run]) -> tuple[pd.DataFrame, xr.Dataset]:
    """The table and the arrays of one run, or of several replications told apart by `replication`."""
    if len(runs) == 1:
        return runs[0].indicators, runs[0].dataset
    import pandas as pd
    import xarray as xr

    tables = [run.indicators.assign(replication=r) for r, run in enumerate(runs)]
    axis = pd.Index(range(len(runs)), name="replication")
    return pd.concat(tables, ignore_index=True), xr.concat([run.dataset for run in runs], dim=axis)


def describe(runs: Sequence[Run], study: Study) -> dict[str, object]:
    """What made the results: versions, hashes of inputs, the residents' fit, each replication's time and digest."""
    territory, people = study.territory, study.people
    world, plan = runs[0].scenario, runs[0].policy
    return {
        "format": 1,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "inputs": {
            "scenario": {"name": world.name, "sha256": world.digest},
            "policy": {"name": plan.name, "sha256": plan.digest},
            "territory": {"name": territory.name, "sha256": territory.digest},
            "population": {"residents": int(people.commune.size), "sha256": people.digest},
            "parameters": {"sha256": study.parameters.digest},
        },
        "threads": study.threads,
        "fit": people.fit.as_dict(),
        "runs": [
            {"seconds": run.seconds, "ns_per_resident_month": run.ns_per_resident_month, "digest": run.digest}
            for run in runs
        ],
    }


def versions() -> dict[str, str]:
    """The versions that made a result: Python, the machine's kind, and each package that counts."""
    found = {"python": platform.python_version(), "machine": f"{platform.system()} {platform.machine()}"}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "-"
    return found


@contextmanager
def _prepared(folder: Path) -> Iterator[Path]:
    """A draft folder beside (or in) `folder`, whose files take their place once all are whole."""
    home = folder if folder.is_dir() else folder.absolute().parent
    home.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=home))
    try:
        yield draft
        _publish(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _publish(draft: Path, folder: Path) -> None:
    """Move the draft's files into place: at one stroke for a new folder, the manifest last for an old one."""
    draft.chmod(0o755)
    if not folder.exists():
        draft.rename(folder)
        return
    (folder / MANIFEST).unlink(missing_ok=True)
    for name in NAMES:
        os.replace(draft / name, folder / name)
