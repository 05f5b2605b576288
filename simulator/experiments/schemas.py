"""What a scenario, policy or workshop file may hold: pydantic models made from the declarations, and JSON Schemas."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, PlainValidator, WithJsonSchema, create_model, model_validator

from simulator.calendar import Timeline
from simulator.errors import FileError
from simulator.experiments.file_types import (
    VERSION,
    Both,
    Code,
    Format,
    Strict,
    Text,
    optional,
    target_type,
    timeline_type,
)
from simulator.experiments.moved import MovedPart
from simulator.experiments.moved import misfits as moved_misfits
from simulator.experiments.story_parts import Artefacts, ClaimPart, Events, misfits
from simulator.experiments.workshop_file import WorkshopFile
from simulator.model.drivers import DRIVERS
from simulator.model.levers import EVERY_LEVER, LEVERS
from simulator.model.target import Target
from simulator.parameters import Parameter
from simulator.reading import Document, Message, nearest, read_yaml, refuse_newer, said, validate

FileModel = TypeVar("FileModel", bound=BaseModel)


Levers = create_model(
    "Levers", __base__=Strict, **optional({name: timeline_type(lever.budget) for name, lever in EVERY_LEVER.items()})
)

Targets = create_model(
    "Targets", __base__=Strict, **optional({name: target_type(lever) for name, lever in LEVERS.items()})
)


def _unit(parameter: Parameter, given: object) -> object:
    if given == parameter.unit:
        return given
    raise said(
        Message(
            f"« {parameter.name} » : unité « {given} » refusée",
            f"'{parameter.name}': unit '{given}' refused",
            f"écrire « unit: {parameter.unit} »",
            f"write 'unit: {parameter.unit}'",
        )
    )


def _driver_model(parameter: Parameter) -> type[Strict]:
    unit = Annotated[str, PlainValidator(partial(_unit, parameter)), WithJsonSchema({"const": parameter.unit})]
    fields = {"unit": (unit, ...), "values": (timeline_type(parameter), ...), "reason": (Both, ...)}
    return create_model(f"Driver_{parameter.name}", __base__=Strict, **fields)


Drivers = create_model(
    "Drivers", __base__=Strict, **optional({name: _driver_model(driver) for name, driver in DRIVERS.items()})
)


class ScenarioFile(Strict):
    """A named world: its story, what tells it further, and the path of each driver with its reason."""

    version: Format = Field(default=VERSION, alias="schema")
    scenario: Code
    title: Both
    story: Both
    day: Both = None
    artefacts: Artefacts = ()
    events: Events = ()
    claims: list[ClaimPart] = ()
    drivers: Drivers

    @model_validator(mode="after")
    def _fits(self) -> ScenarioFile:
        faults = tuple(misfits(self))
        if faults:
            raise said(*faults)
        return self


class PolicyFile(Strict):
    """A named set of levers, in euros a year on top of today's spending; some may be moved from today's."""

    version: Format = Field(default=VERSION, alias="schema")
    policy: Text
    title: Both
    levers: Levers
    targets: Targets = Targets()
    moved: MovedPart = None

    @property
    def aims(self) -> dict[str, Target]:
        """The targets that are given, by lever."""
        return {name: target for name in LEVERS if (target := getattr(self.targets, name)) is not None}

    @property
    def added(self) -> dict[str, Timeline]:
        """What each lever is given on top of today's spending."""
        return {name: value for name in EVERY_LEVER if (value := getattr(self.levers, name)) is not None}

    @model_validator(mode="after")
    def _fits(self) -> PolicyFile:
        unpaid = tuple(_no_budget(name, list(self.added)) for name in self.aims if name not in self.added)
        unfit = () if self.moved is None else tuple(moved_misfits(self.added, self.moved.sides))
        if unpaid or unfit:
            raise said(*unpaid, *unfit)
        return self


def _no_budget(name: str, paid: list[str]) -> Message:
    cause = f"cible d’un levier sans budget « {name} »", f"target of a lever without a budget '{name}'"
    repair = nearest(name, paid) if paid else ("donner son budget dans « levers »", "give its budget in 'levers'")
    return Message(*cause, *repair, ("targets", name))


def read(path: Path | str, model: type[FileModel]) -> FileModel:
    """Read and check one file.

    Raises:
        FileError: It is refused; a file of a newer format is refused with one sentence, whatever else it holds.
    """
    return load(read_yaml(path), model)


def load(document: Document, model: type[FileModel]) -> FileModel:
    """Check a file that was read; the same faults as `read`."""
    refuse_newer(document, VERSION)
    found = kind_of(document)
    if found not in (None, model):
        raise FileError([document.fault((), _mixed(found, model))])
    return validate(document, model)


def _mixed(found: type[BaseModel], wanted: type[BaseModel]) -> Message:
    """What is said of one kind of file given for another."""
    fr, en = (
        f"c’est {CALLED[found][0]}, pas {CALLED[wanted][0]}",
        f"this is {CALLED[found][1]}, not {CALLED[wanted][1]}",
    )
    repair = REPAIRS.get((found, wanted), ("donner un autre fichier", "give another file"))
    return Message(fr, en, *repair)


CALLED: dict[type[BaseModel], tuple[str, str]] = {
    ScenarioFile: ("un scénario", "a scenario"),
    PolicyFile: ("une politique", "a policy"),
    WorkshopFile: ("un atelier", "a workshop"),
}
"""What each kind of file is called, in French and in English."""
REPAIRS = {
    (PolicyFile, ScenarioFile): (
        "la donner avec --policy, après un scénario",
        "give it with --policy, after a scenario",
    ),
    (ScenarioFile, PolicyFile): ("le donner avant --policy", "give it before --policy"),
}
"""How to mend it: the kind found, then the kind that was wanted."""


def kind_of(document: Document) -> type[BaseModel] | None:
    """Which file this is, by its first words; None when none of ours."""
    keys = document.data if isinstance(document.data, dict) else {}
    if "workshop" in keys or "phases" in keys:
        return WorkshopFile
    if "policy" in keys or "levers" in keys:
        return PolicyFile
    return ScenarioFile if "scenario" in keys or "drivers" in keys else None


SCHEMAS: dict[str, type[BaseModel]] = {
    "scenario.schema.json": ScenarioFile,
    "policy.schema.json": PolicyFile,
    "workshop.schema.json": WorkshopFile,
}


def schema_text(name: str) -> str:
    """The JSON Schema called `name`, as the text of its file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SCHEMAS[name].model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every JSON Schema into `folder`; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / name).write_text(schema_text(name), encoding="utf-8")
    return [folder / name for name in SCHEMAS]


if __name__ == "__main__":
    for path in write_schemas(Path(__file__).parents[2] / "scenarios" / "schemas"):
        print(path)
