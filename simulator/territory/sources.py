"""Where each table comes from: origin, year, licence, credit; and the folder's heading."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulator.errors import Fault
from simulator.reading import format_type, read_yaml, refuse_newer, validate
from simulator.territory.layout import CREDITS, EVERY_FILE, HEADING, SCHEMA
from simulator.territory.readers import make_fault


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """A title in both languages."""

    fr: str
    en: str


class Heading(_Strict):
    """territory.yaml: what this territory is, and which supply is assumed where no list holds it."""

    version: format_type(SCHEMA) = Field(alias="schema")
    name: str = Field(min_length=1)
    title: Title
    assumed_supply: list[str] = []


class Source(_Strict):
    """Where one table comes from."""

    origin: str
    year: str
    licence: str
    credit: str = ""
    note: str = ""


class Credits(_Strict):
    """sources.yaml: one entry per table."""

    version: format_type(SCHEMA) = Field(alias="schema")
    tables: dict[str, Source]


def read_heading(folder: Path, supplies: tuple[str, ...]) -> tuple[Heading, list[Fault]]:
    """The folder's heading, and what is wrong in it that can be read all the same.

    Raises:
        FileError: It cannot be read.
    """
    document = read_yaml(folder / HEADING)
    refuse_newer(document, SCHEMA)
    heading = validate(document, Heading)
    faults = []
    for i, word in enumerate(heading.assumed_supply):
        if word not in supplies:
            listed = ", ".join(supplies)
            cause = f"« assumed_supply » : « {word} » inconnu", f"'assumed_supply': unknown '{word}'"
            line = document.line(("assumed_supply", i))
            repair = f"mots possibles : {listed}", f"possible words: {listed}"
            faults.append(make_fault(document.path, line, (*cause, *repair)))
    return heading, faults


def read_credits(folder: Path, present: set[str]) -> tuple[dict[str, Source], list[Fault]]:
    """Sources by table; {} where the folder has no sources.yaml.

    Args:
        folder: The territory folder.
        present: Names of the files that are there: each must have its source.
    """
    if CREDITS not in present:
        return {}, []
    document = read_yaml(folder / CREDITS)
    refuse_newer(document, SCHEMA)
    credits_ = validate(document, Credits)
    faults = []
    for name in sorted(present - credits_.tables.keys() - {HEADING, CREDITS}):
        cause = f"{name} n’a pas de source", f"{name} has no source"
        repair = f"ajouter {name} : origin, year, licence", f"add {name}: origin, year, licence"
        faults.append(make_fault(document.path, document.line(("tables",)), (*cause, *repair)))
    for name in sorted(credits_.tables.keys() - present):
        known = "absent" if name in EVERY_FILE else "inconnu"
        cause = f"« {name} » est {known}", f"'{name}' is {'absent' if known == 'absent' else 'unknown'}"
        repair = "retirer cette entrée ou ajouter le fichier", "remove this entry or add the file"
        faults.append(make_fault(document.path, document.line(("tables", name)), (*cause, *repair)))
    return dict(credits_.tables), faults
