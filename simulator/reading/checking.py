"""From plain values to models: pydantic's findings said in our words, each with its line and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from simulator.errors import Fault, FileError
from simulator.reading.document import Document, Message, Place, excerpt, nearest

Model = TypeVar("Model", bound=BaseModel)


def validate(document: Document, model: type[Model]) -> Model:
    """The document as a pydantic model, checked without conversion of one type into another.

    Raises:
        FileError: One fault per wrong place, with its line and the nearest right name.
    """
    try:
        return model.model_validate(document.data, strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=True)
        raise FileError([fault for details in found for fault in _faults(document, model, details)]) from None


def said(*messages: Message) -> PydanticCustomError:
    """An error for a pydantic validator to raise, whose words are ours, in both languages."""
    return PydanticCustomError("said", "see messages", {"messages": messages})


_TYPES = {
    "string_type": ("un texte", "a text", "le mettre entre guillemets", "put it in quotes"),
    "int_type": ("un nombre entier", "a whole number", "", ""),
    "float_type": ("un nombre", "a number", "", ""),
    "bool_type": ("true ou false", "true or false", "", ""),
    "list_type": ("une liste", "a list", "", ""),
    "dict_type": ("des lignes « clé: valeur »", "'key: value' lines", "", ""),
    "model_type": ("des lignes « clé: valeur »", "'key: value' lines", "", ""),
}


def _faults(document: Document, model: type[BaseModel], details: ErrorDetails) -> Iterator[Fault]:
    place = tuple(details["loc"])
    for message in _messages(model, place, details):
        yield document.fault((*place, *message.place), message)


def _messages(model: type[BaseModel], place: Place, details: ErrorDetails) -> tuple[Message, ...]:
    kind, context = details["type"], details.get("ctx", {})
    name = excerpt(place[-1]) if place else ""
    if kind == "said":
        return context["messages"]
    if kind == "missing":
        return (
            Message(f"il manque « {name} »", f"'{name}' is missing", f"ajouter « {name}: … »", f"add '{name}: ...'"),
        )
    if kind == "extra_forbidden":
        return (
            Message(f"nom inconnu « {name} »", f"unknown name '{name}'", *nearest(name, _names(model, place[:-1]))),
        )
    if kind in _TYPES:
        fr, en, repair_fr, repair_en = _TYPES[kind]
        value = excerpt(details["input"])
        return (
            Message(
                f"« {name} » attend {fr}, pas « {value} »",
                f"'{name}' expects {en}, not '{value}'",
                repair_fr,
                repair_en,
            ),
        )
    return (Message(f"« {name} » : valeur refusée ({details['msg']})", f"'{name}': value refused ({details['msg']})"),)


def _names(model: type[BaseModel], place: Place) -> list[str]:
    """The names that the part of `model` at `place` accepts."""
    for key in place:
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        inner = fields.get(key)
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]
