"""From plain values to models: pydantic's findings said in our words, each with its line and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from simulator.errors import Fault, FileError
from simulator.reading.document import Document, Message, Place, excerpt, nearest, nearest_name

Model = TypeVar("Model", bound=BaseModel)


def validate(document: Document, model: type[Model]) -> Model:
    """The document as a pydantic model, checked without conversion of one type into another.

    Raises:
        FileError: One fault per wrong place, with its line and the nearest right name.
    """
    try:
        return model.model_validate(document.data, strict=True)
    except ValidationError as error:
        found = _without_echoes(model, error.errors(include_url=False, include_input=True))
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


_ANY = ("valeur refusée", "value refused", "la corriger", "correct it")
_REFUSED = {
    "string_too_short": ("texte vide", "empty text", "l’écrire", "write it"),
    "literal_error": (
        "valeur refusée",
        "value refused",
        "écrire « true », ou retirer la ligne",
        "write 'true', or remove the line",
    ),
    "string_unicode": ("caractère refusé", "character refused", "retirer ce caractère", "remove this character"),
}
"""Other findings of pydantic: cause and repair; a finding without words of its own gets those of `_ANY`."""


def _without_echoes(model: type[BaseModel], found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a name is missing where it was only misspelt: one slip, one fault."""
    misspelt = {
        (*place[:-1], nearest_name(place[-1], _names(model, place[:-1])))
        for place in (tuple(details["loc"]) for details in found if details["type"] == "extra_forbidden")
    }
    return [details for details in found if details["type"] != "missing" or tuple(details["loc"]) not in misspelt]


def _faults(document: Document, model: type[BaseModel], details: ErrorDetails) -> Iterator[Fault]:
    place = tuple(details["loc"])
    if details["type"] == "invalid_key":
        place = (*place[:-1], details["input"])
    for message in _messages(model, place, details):
        yield document.fault((*place, *message.place), message)


def _messages(model: type[BaseModel], place: Place, details: ErrorDetails) -> tuple[Message, ...]:
    kind, name = details["type"], excerpt(place[-1]) if place else ""
    if kind == "said":
        return details["ctx"]["messages"]
    if kind == "missing":
        return (_missing(name, place),)
    if kind == "invalid_key" or place[-1:] == ("[key]",):
        around = place[:-1] if kind == "invalid_key" else place[:-2]
        return (_not_a_name(details["input"], _names(model, around)),)
    if kind == "extra_forbidden":
        repair = nearest(name, _names(model, place[:-1]))
        return (Message(f"nom inconnu « {name} »", f"unknown name '{name}'", *repair),)
    names = _called(place)
    if kind in _TYPES:
        return (_mistyped(names, kind, details["input"]),)
    fr, en, *repair = _REFUSED.get(kind, _ANY)
    return (Message(f"{names[0]} : {fr}", f"{names[1]}: {en}", *repair),)


def _called(place: Place) -> tuple[str, str]:
    """What stands at `place`, in French and in English; something in a list is called after the list."""
    words = [key for key in place if not isinstance(key, int)]
    return (f"« {excerpt(words[-1])} »", f"'{excerpt(words[-1])}'") if words else ("ce fichier", "this file")


def _not_a_name(key: object, names: list[str]) -> Message:
    shown = shown_value(key)
    repair = nearest(key, names) if names else ("écrire le nom entre guillemets", "put the name in quotes")
    return Message(f"un nom est attendu, pas {shown[0]}", f"a name is expected, not {shown[1]}", *repair)


def _missing(name: str, place: Place) -> Message:
    around = [key for key in place[:-1] if not isinstance(key, int)]
    inside_fr, inside_en = (f" dans « {around[-1]} »", f" in '{around[-1]}'") if around else ("", "")
    repair = f"ajouter « {name}: … »", f"add '{name}: ...'"
    return Message(f"il manque « {name} »{inside_fr}", f"'{name}' is missing{inside_en}", *repair)


def _mistyped(names: tuple[str, str], kind: str, value: object) -> Message:
    fr, en, *repair = _TYPES[kind]
    shown = shown_value(value)
    return Message(f"{names[0]} attend {fr}, pas {shown[0]}", f"{names[1]} expects {en}, not {shown[1]}", *repair)


def shown_value(value: object) -> tuple[str, str]:
    """A value as a fault quotes it, in French and in English."""
    if value is None:
        return "une valeur vide", "an empty value"
    if isinstance(value, (dict, list)):
        return (
            ("une liste", "a list") if isinstance(value, list) else ("des lignes « clé: valeur »", "'key: value' lines")
        )
    words = excerpt(str(value).lower() if isinstance(value, bool) else value)
    return f"« {words} »", f"'{words}'"


def _names(model: type[BaseModel], place: Place) -> list[str]:
    """The names that the part of `model` at `place` accepts."""
    kind: object = model
    for key in place:
        if get_origin(kind) in (dict, list):
            kind = get_args(kind)[-1]
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
            kind = fields.get(key)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    return [field.alias or name for name, field in kind.model_fields.items()]
