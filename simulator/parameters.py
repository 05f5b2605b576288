"""One declaration per quantity: name, unit, default, range, evidence tag, source, French and English label.

Equations, sliders, file checks, samplers, documents and badges all read these declarations; nothing repeats them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from simulator.errors import ParameterError

Value = float | tuple[float, ...]


class Tag(Enum):
    """Where a number comes from; the tag travels with it to every screen."""

    QUOTED = "Q"
    DERIVED = "D"
    MEMORY = "M"
    ASSUMED = "A"
    PROTOTYPE = "P"
    CALIBRATED = "C"


@dataclass(frozen=True)
class Parameter:
    """A declared quantity.

    Attributes:
        name: Code name, unique in its set.
        default: A number, or one number per domain or class.
        unit: Unit, spelt out; "1" for a pure number.
        bounds: Lowest and highest legal value (of every element).
        tag: Evidence tag.
        source: Source or reason of the default.
        fr: French label.
        en: English label.
    """

    name: str
    default: Value
    unit: str
    bounds: tuple[float, float]
    tag: Tag
    source: str
    fr: str
    en: str

    def check(self, value: Value) -> Value:
        """Return `value` if it has the default's shape and lies within the bounds.

        Raises:
            ParameterError: It does not; the sentence names the parameter, the value and the range.
        """
        values = value if isinstance(value, tuple) else (value,)
        expected = len(self.default) if isinstance(self.default, tuple) else None
        low, high = self.bounds
        shaped = (len(values) if isinstance(value, tuple) else None) == expected
        if shaped and all(low <= v <= high for v in values):
            return value
        size = f" ({expected} nombres)" if expected else ""
        size_en = f" ({expected} numbers)" if expected else ""
        raise ParameterError(
            f"« {self.name} » = {value} : attendu entre {low:g} et {high:g} {self.unit}{size}.",
            f"'{self.name}' = {value}: expected between {low:g} and {high:g} {self.unit}{size_en}.",
        )


class ParameterSet:
    """Values for a list of declarations, read as attributes; frozen once made."""

    def __init__(self, declarations: Iterable[Parameter], changes: Mapping[str, Value] | None = None) -> None:
        self._declarations = {p.name: p for p in declarations}
        values = {p.name: p.default for p in self._declarations.values()}
        for name, value in (changes or {}).items():
            values[name] = self.declaration(name).check(value)
        self._values = values

    def declaration(self, name: str) -> Parameter:
        """The declaration of `name`; ParameterError with the nearest names when unknown."""
        if name in self._declarations:
            return self._declarations[name]
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(name, self._declarations, 3)) or "-"
        raise ParameterError(
            f"Paramètre inconnu « {name} » (proches : {near}).", f"Unknown parameter '{name}' (near: {near})."
        )

    @property
    def declarations(self) -> tuple[Parameter, ...]:
        """Every declaration, in declared order."""
        return tuple(self._declarations.values())

    def __getattr__(self, name: str) -> Value:
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def replace(self, **changes: Value) -> ParameterSet:
        """A copy with some values changed (each checked against its declaration)."""
        return ParameterSet(self._declarations.values(), {**self._values, **changes})

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of names and values, in declared order."""
        return hashlib.sha256(repr(self.as_dict()).encode()).hexdigest()

    def as_dict(self) -> dict[str, Value]:
        """Name to value, in declared order."""
        return dict(self._values)
