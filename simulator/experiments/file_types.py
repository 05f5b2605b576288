"""What the fields of scenario and policy files are made of: texts in both languages, names from a list, timelines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from simulator.experiments.aiming import accept_target, find_target_faults, target_schema
from simulator.experiments.timelines import accept, find_faults
from simulator.model.levers import Lever
from simulator.parameters import Parameter
from simulator.reading import Message, format_type, hidden, nearest, said, shown_value

VERSION = 1
"""The format that this version of the program writes; older ones are read too, newer ones are refused."""
Format = format_type(VERSION)


class Strict(BaseModel):
    """Nothing beyond the declared names, nothing changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _filled(text: str) -> str:
    if hidden(text):
        repair = "retirer ce caractère", "remove this character"
        raise said(Message("caractère de contrôle refusé", "control character refused", *repair))
    if text.strip():
        return text
    raise said(Message("texte vide", "empty text", "l’écrire, ou retirer la ligne", "write it, or remove the line"))


Text = Annotated[str, Field(min_length=0), AfterValidator(_filled), WithJsonSchema({"type": "string", "minLength": 1})]


class Both(Strict):
    """A text in both languages."""

    fr: Text
    en: Text


def _code(text: str) -> str:
    if text and len(text) <= 64 and all(c.isascii() and (c.isalnum() or c in "-_") for c in text):
        return text
    raise said(
        Message(
            "nom de code refusé",
            "code name refused",
            "lettres sans accent, chiffres, - et _, 64 au plus",
            "unaccented letters, digits, - and _, 64 at most",
        )
    )


Code = Annotated[str, AfterValidator(_code), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"})]


@dataclass(frozen=True)
class _OneOf:
    """A name out of a list; a wrong one gets the nearest right one."""

    known: Collection[str]
    fr: str
    en: str

    def __call__(self, value: object) -> object:
        if isinstance(value, str) and value in self.known:
            return value
        shown = shown_value(value)
        raise said(Message(f"{self.fr} {shown[0]}", f"{self.en} {shown[1]}", *nearest(value, self.known)))


def one_of(known: Collection[str], fr: str, en: str) -> object:
    """The type of a name out of `known`; `fr` and `en` begin the sentence that refuses another."""
    return Annotated[str, PlainValidator(_OneOf(known, fr, en)), WithJsonSchema({"enum": list(known)})]


def _timeline(parameter: Parameter, value: object) -> object:
    faults = find_faults(parameter, value)
    if faults:
        raise said(*faults)
    return accept(parameter, value)


def _timeline_schema(parameter: Parameter) -> dict[str, Any]:
    amount = {"type": "number", "minimum": parameter.bounds[0], "maximum": parameter.bounds[1]}
    by_year = {
        "type": "object",
        "patternProperties": {"^(202[6-9]|203[0-9]|2040)$": amount},
        "additionalProperties": False,
        "minProperties": 1,
    }
    text = f"{parameter.fr} / {parameter.en} ({parameter.unit})"
    return {"anyOf": [amount, by_year], "description": text}


def _change(parameter: Parameter, value: object) -> object:
    if isinstance(value, Mapping):
        return _timeline(parameter, value)
    shown, example = shown_value(value), f"{parameter.name}: {{2031: {parameter.bounds[0] / 10:.1g}, 2033: 0}}"
    raise said(
        Message(
            f"« {parameter.name} » : un événement a une date, pas {shown[0]}",
            f"'{parameter.name}': an event has a date, not {shown[1]}",
            f"par exemple « {example} »",
            f"for example '{example}'",
        )
    )


def timeline_type(parameter: Parameter) -> object:
    """The type of a timeline of `parameter`: its checks and its JSON Schema."""
    return Annotated[object, PlainValidator(partial(_timeline, parameter)), WithJsonSchema(_timeline_schema(parameter))]


def change_type(parameter: Parameter) -> object:
    """The type of what is added to a timeline of `parameter`: numbers by year, up to the whole width of its range."""
    low, high = parameter.bounds
    wide = replace(parameter, bounds=(low - high, high - low))
    schema = _timeline_schema(wide)["anyOf"][1]
    return Annotated[object, PlainValidator(partial(_change, wide)), WithJsonSchema(schema)]


def _target(lever: Lever, value: object) -> object:
    faults = find_target_faults(lever, value)
    if faults:
        raise said(*faults)
    return accept_target(lever, value)


def target_type(lever: Lever) -> object:
    """The type of a target of `lever`: its checks and its JSON Schema."""
    return Annotated[object, PlainValidator(partial(_target, lever)), WithJsonSchema(target_schema(lever))]


def optional(types: Mapping[str, object]) -> dict[str, tuple[object, None]]:
    """The types as fields that may be left out, for a model made from declarations."""
    return {name: (kind, None) for name, kind in types.items()}
