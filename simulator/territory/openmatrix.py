"""The OMX door: square matrices of an HDF5 file in the open matrix layout (`/data/NAME`, `/lookup/NAME`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from simulator.errors import FileError
from simulator.reading import excerpt, nearest, nearest_or
from simulator.territory.places import ADD_ROW
from simulator.territory.readers import make_fault

LOOKUP = "commune"
"""The lookup that is read where a file holds several."""
Words = tuple[str, str, str, str]


def read(path: Path, names: tuple[str, ...], places: tuple[str, ...]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The matrices of a file, and the row in places of each of their zones.

    Args:
        path: The file.
        names: The names that a matrix may have.
        places: Codes that the lookup's zones may have.

    Returns:
        Matrices by name, float64 [zones, zones], and rows in places, int64 [zones].

    Raises:
        FileError: It is no such file, or a name, a shape, a code or a type in it is wrong.
    """
    import h5py

    try:
        with h5py.File(path, "r") as file:
            codes = _codes(path, file, len(places))
            rows = _rows(path, codes, places)
            return _matrices(path, file, names, len(codes)), rows
    except FileNotFoundError:
        raise _refused(path, ("fichier introuvable", "no such file", "donner son chemin", "give its path")) from None
    except (OSError, LookupError, RuntimeError, TypeError, ValueError, AttributeError, OverflowError):
        cause = "ce n’est pas un fichier OMX lisible", "this is no readable OMX file"
        repair = "l’écrire avec openmatrix ou h5py", "write it with openmatrix or h5py"
        raise _refused(path, (*cause, *repair)) from None


def _refused(path: Path, words: Words) -> FileError:
    return FileError([make_fault(path, 1, words)])


def _codes(path: Path, file, most: int) -> list[str]:
    """Commune codes of the zones: the lookup named `commune`, or the only one."""
    lookups = file.get("lookup", {})
    name = LOOKUP if LOOKUP in lookups else next(iter(lookups), None)
    if name is None or (len(lookups) > 1 and name != LOOKUP):
        cause = f"{len(lookups)} tables de codes dans /lookup", f"{len(lookups)} tables of codes in /lookup"
        repair = f"écrire /lookup/{LOOKUP} : un code de commune par zone", f"write /lookup/{LOOKUP}: a code by zone"
        raise _refused(path, (*cause, *repair))
    if lookups[name].size > most:
        count = lookups[name].size
        cause = f"{count} zones, mais {most} communes et pôles", f"{count} zones, but {most} communes and poles"
        raise _refused(path, (*cause, "ne garder que les zones du territoire", "keep the territory's zones alone"))
    values = np.asarray(lookups[name][()]).ravel().tolist()
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else _as_code(value) for value in values]


def _as_code(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) and value == int(value) else str(value)


def _rows(path: Path, codes: list[str], places: tuple[str, ...]) -> np.ndarray:
    row_of = {code: row for row, code in enumerate(places)}
    codes = [code if code in row_of else code.zfill(5) for code in codes]  # a number has lost its leading noughts
    unknown = [code for code in codes if code not in row_of]
    if unknown:
        first = excerpt(unknown[0])
        cause = (
            f"{len(unknown)} codes inconnus, dont « {first} »",
            f"{len(unknown)} unknown codes, '{first}' among them",
        )
        raise _refused(path, (*cause, *nearest_or(unknown[0], places, ADD_ROW)))
    if len(set(codes)) < len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        cause = f"{twice} a plusieurs zones", f"{twice} has several zones"
        raise _refused(path, (*cause, "n’en garder qu’une", "keep one only"))
    return np.array([row_of[code] for code in codes], np.int64)


def _matrices(path: Path, file, names: tuple[str, ...], zones: int) -> dict[str, np.ndarray]:
    found = file.get("data", {})
    if not len(found):
        cause = "aucune matrice dans /data", "no matrix in /data"
        listed = ", ".join(names[:2])
        raise _refused(path, (*cause, f"noms possibles : {listed}…", f"possible names: {listed}..."))
    matrices = {}
    for name in found:
        if name not in names:
            cause = f"matrice inconnue « {excerpt(name)} »", f"unknown matrix '{excerpt(name)}'"
            raise _refused(path, (*cause, *nearest(name, list(names))))
        shape = found[name].shape
        if shape != (zones, zones):
            sizes = " × ".join(map(str, shape))
            cause = f"« {name} » : {sizes}, mais {zones} codes", f"'{name}': {sizes}, but {zones} codes"
            raise _refused(path, (*cause, "une ligne et une colonne par code", "one row and one column a code"))
        matrices[name] = np.asarray(found[name][()], np.float64)
    return matrices
