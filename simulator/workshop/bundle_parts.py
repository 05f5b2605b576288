"""What is kept of a committed run, for ever: what was asked, all that made the answer, and the answer.

A bundle's address is the SHA-256 of its canonical form, so that nothing in it can change unseen. It holds no date, no
duration and no machine: the same request with the same data, parameters and code has the same address anywhere.
"""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from simulator.workshop.bundle_error import refused
from simulator.workshop.canonical import address_of, canonical, plain

BUNDLE_VERSION = 2
"""Version of the form below; a bundle of a newer version is refused with a sentence. The first one had no `pairs`."""
MOST_BYTES = 16 * 2**20
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[float, Field(allow_inf_nan=False)]
Outcome = Literal["better", "worse", "same", "more", "less"]
"""What may be said of a difference: better or worse for shares of residents, more or less where the room judges
whether that is good (minutes, ratios, tonnes), same where it cannot be told apart."""


class Part(BaseModel):
    """A part of a bundle; frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MadeWith(Part):
    """The program that answered."""

    model: str
    """Version of the product."""
    code: Digest
    """SHA-256 of the sources that play and read a run."""


class World(Part):
    """The scenario as it was that day: its story and drivers, and the digest of the drivers played, cards included."""

    name: str
    digest: Digest
    content: dict[str, Any]
    """What `worlds.scenario_of` makes a scenario of, without any card."""


class Plan(Part):
    """What the table decided: tokens and start years as placed, and the euros of each lever by year."""

    tokens: dict[str, int]
    start: dict[str, int]
    levers: dict[str, dict[int, Number]]
    digest: Digest


class Dispute(Part):
    """One parameter of the model given another value, on both sides of the comparison (rule 21)."""

    parameter: str
    value: Number


class Seeds(Part):
    """The seeds of the draws: the study's, from which each replication has its own, and the residents'."""

    study: int
    population: int


class Figure(Part):
    """One number of the answer, in one year; `low` to `high` is its 90 % interval.

    Attributes:
        code: The indicator.
        title: Its words.
        unit: "share", "minutes", "ratio" or "kilotonnes".
        year: The year it speaks of.
        by: What it is read by: "all", "agglomeration", "education", "age", "mobility".
        group: The class, by its name in the model.
        label: The class in words.
        reference: The value without any new measure.
        plan: The value with the plan.
        difference: Mean of the paired differences.
        low: Low end of the interval; None where it has none.
        high: High end.
        verdict: What may be said of it.
    """

    code: str
    title: dict[str, str]
    unit: str
    year: int
    by: str
    group: str
    label: dict[str, str]
    reference: Number | None
    plan: Number | None
    difference: Number | None
    low: Number | None
    high: Number | None
    verdict: Outcome


class Results(Part):
    """The answer: what a screen draws, and the numbers that papers print.

    Attributes:
        header: Where each block of `values` is, and what is needed to draw it.
        values: Little-endian 32-bit floats, base64.
        numbers: Every indicator for the whole territory in 2040.
        whom: For whom it changes: by class, in 2040.
        pairs: What the plan changes for the whole territory in 2040, one number for each replication in turn, by
            indicator; None in a bundle of the first version. Plans of one world are told apart by them.
    """

    header: dict[str, Any]
    values: str
    numbers: tuple[Figure, ...]
    whom: tuple[Figure, ...]
    pairs: dict[str, tuple[Number | None, ...]] | None = None

    @model_serializer(mode="wrap")
    def _written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without what a bundle of the first version did not have: its bytes, and so its address, stay."""
        content = write(self)
        if self.pairs is None:
            content.pop("pairs", None)
        return content

    @model_validator(mode="after")
    def _whole(self) -> Results:
        try:
            blocks = [(one["offset"], len(one["series"]) * one["classes"]) for one in self.header["blocks"]]
            years, size = len(self.header["years"]), self._floats.size
            whole = all(offset >= 0 and offset + years * each <= size for offset, each in blocks)
        except (KeyError, TypeError, ValueError, binascii.Error):
            whole = False
        if not whole:
            raise ValueError("header and values do not agree")
        return self

    @property
    def _floats(self) -> np.ndarray:
        return np.frombuffer(self.buffer, "<f4")

    @property
    def buffer(self) -> bytes:
        """The packed answer as the screen takes it."""
        return base64.b64decode(self.values, validate=True)

    def series(self, code: str, by: str = "all") -> dict[str, np.ndarray]:
        """An indicator by a grouping, every series of it: float32 [years, classes] each.

        Raises:
            KeyError: The answer does not hold that indicator by that grouping.
        """
        block = next((b for b in self.header["blocks"] if (b["measure"], b["by"]) == (code, by)), None)
        if block is None:
            raise KeyError(f"{code} by {by}")
        shape = len(self.header["years"]), block["classes"]
        size = shape[0] * shape[1]
        floats = self._floats[block["offset"] :]
        return {name: floats[k * size : (k + 1) * size].reshape(shape) for k, name in enumerate(block["series"])}

    def number(self, code: str) -> Figure:
        """The figure of an indicator for the whole territory."""
        return next(figure for figure in self.numbers if figure.code == code)


class Inputs(Part):
    """All that an answer follows from; equal inputs have equal answers, to the bit.

    Attributes:
        version: Version of the bundle's form.
        made_with: The program.
        scenario: The world.
        policy: The plan.
        cards: Codes of the event cards in play, in alphabetical order.
        dissent: The parameter disputed, if any.
        parameters: SHA-256 of the calibrated parameters.
        accepted: SHA-256 of the parameters of every replication, in their order.
        seeds: Seeds of the draws.
        residents: Rows simulated.
        replications: Paired runs.
        territory: SHA-256 of the territory's data.
        population: SHA-256 of the synthetic residents.
    """

    version: Annotated[int, Field(ge=1, le=BUNDLE_VERSION)] = BUNDLE_VERSION
    made_with: MadeWith
    scenario: World
    policy: Plan
    cards: tuple[str, ...] = ()
    dissent: Dispute | None = None
    parameters: Digest
    accepted: Digest
    seeds: Seeds
    residents: Annotated[int, Field(ge=1, le=2_000_000)]
    replications: Annotated[int, Field(ge=1, le=1000)]
    territory: Digest
    population: Digest

    def canonical(self) -> bytes:
        """The one way in which it is written."""
        return canonical(self.model_dump(mode="json"))

    @property
    def address(self) -> str:
        """SHA-256 of the canonical form."""
        return address_of(self.canonical())


class Bundle(Inputs):
    """What was asked and the answer, for ever.

    Attributes:
        results: The answer.
    """

    results: Results

    @model_validator(mode="after")
    def _paired(self) -> Bundle:
        pairs = self.results.pairs
        if (pairs is None) != (self.version == 1):
            raise ValueError("pairs came with the second version")
        if any(len(one) != self.replications for one in (pairs or {}).values()):
            raise ValueError("a number for each replication")
        return self

    @property
    def inputs(self) -> Inputs:
        """What the answer follows from, without it."""
        return Inputs(**{name: getattr(self, name) for name in Inputs.model_fields})

    @classmethod
    def read(cls, raw: bytes, address: str | None = None) -> Bundle:
        """A bundle from its bytes.

        Args:
            raw: The canonical form.
            address: What it must hash to; not looked at when left out.

        Raises:
            BundleError: The bytes have another hash, come from a newer version, or are no bundle.
        """
        if address is not None and address_of(raw) != address:
            raise refused("changed", address=address)
        try:
            if len(raw) > MOST_BYTES:
                raise ValueError("too large")
            content = plain(raw)
            refuse_newer(content)
            bundle = cls.model_validate(content)
        except (ValueError, ValidationError):
            raise refused("unreadable") from None
        if bundle.canonical() != raw:
            raise refused("unreadable")
        return bundle


def refuse_newer(content: object) -> None:
    """Refuse what a newer version wrote, whatever else it holds.

    Raises:
        BundleError: It says so.
    """
    version = content.get("version") if isinstance(content, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > BUNDLE_VERSION:
        raise refused("newer", version=version, known=BUNDLE_VERSION)
