"""Targets given by people, in a file or in Python, checked against the levers, then against a territory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulator.errors import Fault, ParameterError, PolicyError
from simulator.experiments.timelines import join
from simulator.model.levers import OLDEST, PEOPLE, Lever
from simulator.model.target import Stranger, Target, strangers
from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES
from simulator.reading import Message, excerpt, hidden, nearest, nearest_or, read_yaml, shown_value

if TYPE_CHECKING:
    from simulator.experiments.policy import Policy
    from simulator.territory.territory import Territory

NAMES = {"education": EDUCATIONS, "mobility": MOBILITY_CLASSES}
MOST = 1_000
"""Names in a list at most."""
_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})|([0-9]{1,3})\+")


def plain(target: Target) -> dict[str, Any]:
    """A target as a policy file writes it; what it leaves out is absent."""
    lists = {name: list(getattr(target, name)) for name in PEOPLE if name != "layer"}
    lists["ages"] = [f"{first}+" if last == OLDEST else f"{first}-{last}" for first, last in target.ages]
    return {name: value for name, value in (lists | {"layer": target.layer}).items() if value}


def accept_target(lever: Lever, value: object) -> Target:
    """The target as the model takes it.

    Raises:
        ParameterError: It has a fault; the sentence gives all of them.
    """
    given = plain(value) if isinstance(value, Target) else value
    faults = find_target_faults(lever, given)
    if faults:
        raise ParameterError(*join(faults))
    lists = {name: tuple(map(str, names)) for name, names in given.items() if name not in ("layer", "ages")}
    ages = tuple(_ages(word) for word in given.get("ages", ()))
    return Target(**lists, layer=given.get("layer", ""), ages=ages)


def find_target_faults(lever: Lever, value: object) -> list[Message]:
    """Every fault of a target, each with its place in it."""
    if not isinstance(value, Mapping):
        shown, said = shown_value(value), f"« {lever.name} » attend une cible"
        example = (
            f"par exemple « {lever.name}: {{communes: [Lens]}} »",
            f"for example '{lever.name}: {{communes: [Lens]}}'",
        )
        return [Message(f"{said}, pas {shown[0]}", f"'{lever.name}' expects a target, not {shown[1]}", *example)]
    if not value:
        repair = "dire qui ou où, ou retirer la ligne", "say whom or where, or remove the line"
        return [Message(f"« {lever.name} » : cible vide", f"'{lever.name}': empty target", *repair)]
    return [fault for name, names in value.items() for fault in _attribute_faults(lever, name, names)]


def _attribute_faults(lever: Lever, name: object, value: object) -> Iterator[Message]:
    if name not in PEOPLE:
        repair = nearest(name, lever.accepts)
        yield Message(f"nom inconnu « {excerpt(name)} »", f"unknown name '{excerpt(name)}'", *repair, (name,))
    elif name not in lever.accepts:
        cause = f"« {lever.name} » ne se cible pas par « {name} »", f"'{lever.name}' cannot be aimed by '{name}'"
        listed = ", ".join(lever.accepts)
        repair = f"le cibler par {listed}", f"aim it by {listed}"
        yield Message(f"{cause[0]} : {lever.limit['fr']}", f"{cause[1]}: {lever.limit['en']}", *repair, (name,))
    elif name == "layer":
        yield from _word_faults(name, value, (name,))
    elif not isinstance(value, (list, tuple)):
        shown, repair = shown_value(value), (f"par exemple « {_example(name)} »", f"for example '{_example(name)}'")
        yield Message(f"« {name} » attend une liste, pas {shown[0]}", f"'{name}' expects a list, not {shown[1]}",
                      *repair, (name,))  # fmt: skip
    elif not 0 < len(value) <= MOST:
        repair = f"de 1 à {MOST} noms, ou retirer la ligne", f"1 to {MOST} names, or remove the line"
        yield Message(f"« {name} » : {len(value)} noms", f"'{name}': {len(value)} names", *repair, (name,))
    else:
        yield from _item_faults(lever, name, value)


def _example(name: str) -> str:
    items = {"communes": "[Lens, 62510]", "agglomerations": "[CALL]", "ages": "[15-24, 60+]"}
    return f"{name}: {items.get(name, '[' + ', '.join(NAMES.get(name, ())[:2]) + ']')}"


def _item_faults(lever: Lever, name: str, items: Iterable[object]) -> Iterator[Message]:
    seen: list[object] = []
    for k, item in enumerate(items):
        place = (name, k)
        if item in seen:
            shown = shown_value(item)
            yield Message(f"{shown[0]} en double", f"duplicate {shown[1]}", "n’en garder qu’un", "keep one only", place)
        elif name in NAMES:
            yield from _name_faults(name, item, place)
        elif name == "ages":
            yield from _age_faults(lever, item, place)
        else:
            yield from _word_faults(name, item, place)
        seen.append(item)


def _name_faults(name: str, item: object, place: tuple) -> Iterator[Message]:
    if not (isinstance(item, str) and item in NAMES[name]):
        shown = shown_value(item)
        repair = nearest(item, NAMES[name])
        yield Message(f"« {name} » : {shown[0]} inconnu", f"'{name}': unknown {shown[1]}", *repair, place)


def _word_faults(name: str, item: object, place: tuple) -> Iterator[Message]:
    """A name or, of a commune, a code that YAML takes for a number."""
    number = name == "communes" and isinstance(item, int) and not isinstance(item, bool)
    if not number and not (isinstance(item, str) and item.strip() and not hidden(item)):
        shown = shown_value(item)
        cause = f"« {name} » attend un nom, pas {shown[0]}", f"'{name}' expects a name, not {shown[1]}"
        yield Message(*cause, "écrire un code ou un nom", "write a code or a name", place)


def _ages(word: str) -> tuple[int, int]:
    first, last, onwards = _RANGE.fullmatch(word).groups()
    return (int(onwards), OLDEST) if onwards else (int(first), int(last))


def _age_faults(lever: Lever, item: object, place: tuple) -> Iterator[Message]:
    shown, example = shown_value(item), ("écrire « 15-24 » ou « 60+ »", "write '15-24' or '60+'")
    if not (isinstance(item, str) and _RANGE.fullmatch(item)):
        yield Message(f"« ages » : {shown[0]} refusé", f"'ages': {shown[1]} refused", *example, place)
        return
    (first, last), (low, high) = _ages(item), lever.ages
    if first > last or last > OLDEST:
        repair = f"de 0 à {OLDEST} ans, dans l’ordre", f"0 to {OLDEST} years, in order"
        yield Message(f"« ages » : {shown[0]} refusé", f"'ages': {shown[1]} refused", *repair, place)
    elif last < low or first > high:
        cause = f"« {lever.name} » n’atteint personne de {item} ans", f"'{lever.name}' reaches nobody aged {item}"
        repair = f"il atteint de {low} à {high} ans", f"it reaches ages {low} to {high}"
        yield Message(*cause, *repair, place)


def target_schema(lever: Lever) -> dict[str, Any]:
    """The JSON Schema of a lever's target."""
    words = {"type": "array", "minItems": 1, "maxItems": MOST, "uniqueItems": True}
    name = {"type": "string", "minLength": 1}
    kinds = {
        "communes": words | {"items": {"anyOf": [name, {"type": "integer"}]}},
        "agglomerations": words | {"items": name},
        "layer": name,
        "ages": words | {"items": {"type": "string", "pattern": f"^({_RANGE.pattern})$"}},
        **{word: words | {"items": {"enum": list(known)}} for word, known in NAMES.items()},
    }
    properties = {word: kinds[word] for word in lever.accepts}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def targets_in(policy: Policy, territory: Territory) -> Mapping[str, Target]:
    """The targets of a policy, every name of which the territory knows.

    Raises:
        PolicyError: A name is unknown; each with its line, where the policy was read from a file.
        ParameterError: The same, of a policy written in Python.
    """
    found = [(name, one) for name, target in policy.targets.items() for one in strangers(target, territory)]
    if not found:
        return policy.targets
    messages = [_unknown(name, one) for name, one in found]
    if policy.path is None:
        raise ParameterError(*join(messages))
    raise PolicyError(_faults(policy, messages))


def _faults(policy: Policy, messages: list[Message]) -> list[Fault]:
    document = read_yaml(policy.path)
    return [document.fault(message.place, message) for message in messages]


_KINDS = {
    "communes": ("commune inconnue", "unknown commune"),
    "agglomerations": ("agglomération inconnue", "unknown agglomeration"),
    "layer": ("couche inconnue", "unknown layer"),
}
_ELSEWHERE = {
    "communes": ("écrire un nom ou un code de communes.csv", "write a name or a code of communes.csv"),
    "agglomerations": ("écrire un nom ou un code d’agglomerations.csv", "write a name or a code of agglomerations.csv"),
    "layer": (
        "donner la table des couches avec --layer, ou layers.csv dans le territoire",
        "give the table of layers with --layer, or layers.csv in the territory",
    ),
}


def _unknown(lever: str, one: Stranger) -> Message:
    kind = one.place[0]
    fr, en = _KINDS[kind]
    shown = excerpt(one.name)
    repair = nearest_or(one.name, one.known, _ELSEWHERE[kind])
    return Message(f"{fr} « {shown} »", f"{en} '{shown}'", *repair, ("targets", lever, *one.place))
