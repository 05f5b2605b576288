"""A kept answer beside the same request answered today: what differs in what made them, and in what they say."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.wording import number, percent, points, signed, translator
from simulator.workshop.bundle import Bundle
from simulator.workshop.bundle_parts import Figure

if TYPE_CHECKING:
    from simulator.workshop.calculator import Calculator

DATA = ("territory", "population")
OURS = ("scenario", "policy", "cards", "dissent")
INPUTS = ("model", "code", *DATA, "parameters", "accepted", *OURS, "residents", "replications", "seeds")
"""What may differ in what made two answers; words: `link.input.<name>`."""
DECIMALS = {"minutes": 1, "ratio": 2, "kilotonnes": 2}


@dataclass(frozen=True)
class Moved:
    """A number of both answers that is not the same to the bit.

    Attributes:
        before: The number kept.
        after: The number of today.
    """

    before: Figure
    after: Figure

    @property
    def by(self) -> float | None:
        """How much the difference that the plan makes has moved, in the number's unit."""
        ends = self.after.difference, self.before.difference
        return None if None in ends else ends[0] - ends[1]

    @property
    def within(self) -> bool | None:
        """Whether today's difference lies in the interval kept; None where there was none."""
        if None in (self.before.low, self.before.high, self.after.difference):
            return None
        return self.before.low <= self.after.difference <= self.before.high

    def sentence(self, language: str) -> str:
        """The number then and now."""
        say = translator(language)
        where = {True: "within", False: "beyond", None: "unsure"}[self.within]
        then, now = (told(figure, language) for figure in (self.before, self.after))
        return say(f"link.moved.{where}", title=self.before.title[language], then=then, now=now)

    def as_dict(self) -> dict[str, object]:
        """Plain values."""
        return {
            "code": self.before.code,
            "title": self.before.title,
            "unit": self.before.unit,
            "before": self.before.model_dump(mode="json"),
            "after": self.after.model_dump(mode="json"),
            "by": self.by,
            "within": self.within,
            "fr": self.sentence("fr"),
            "en": self.sentence("en"),
        }


@dataclass(frozen=True)
class Changes:
    """« Ce qui a changé » between a kept answer and today's.

    Attributes:
        old: Address of the kept answer.
        new: Address of today's.
        inputs: Names of INPUTS that differ.
        numbers: Numbers that differ.
        gone: Titles of numbers that today's answer does not have.
    """

    old: str
    new: str
    inputs: tuple[str, ...]
    numbers: tuple[Moved, ...]
    gone: tuple[dict[str, str], ...] = ()

    def sentences(self, language: str) -> list[str]:
        """What has changed, in words."""
        say = translator(language)
        if not self.inputs and not self.numbers:
            return [say("link.same")]
        names = ", ".join(say(f"link.input.{name}") for name in self.inputs)
        lines = [say("link.inputs", names=names)] if names else [say("link.no_input")]
        lines += [moved.sentence(language) for moved in self.numbers]
        lines += [say("link.gone", title=title[language]) for title in self.gone]
        return lines if self.numbers or self.gone else [*lines, say("link.same_numbers")]

    def as_dict(self) -> dict[str, object]:
        """Plain values, for a page or a program."""
        return {
            "old": self.old,
            "new": self.new,
            "inputs": list(self.inputs),
            "numbers": [moved.as_dict() for moved in self.numbers],
            "gone": list(self.gone),
            "fr": self.sentences("fr"),
            "en": self.sentences("en"),
        }


def changes(old: Bundle, new: Bundle) -> Changes:
    """What differs between two answers."""
    now = {figure.code: figure for figure in new.results.numbers}
    pairs = [Moved(figure, now[figure.code]) for figure in old.results.numbers if figure.code in now]
    return Changes(
        old=old.address,
        new=new.address,
        inputs=tuple(name for name in INPUTS if _input(old, name) != _input(new, name)),
        numbers=tuple(pair for pair in pairs if _values(pair.before) != _values(pair.after)),
        gone=tuple(figure.title for figure in old.results.numbers if figure.code not in now),
    )


def recompute(
    calculator: Calculator,
    address: str,
    stop: threading.Event | None = None,
    tell: Callable[[str, float], None] = lambda what, share: None,
) -> tuple[Bundle, Changes]:
    """What a kept bundle asked, answered today in a bundle of its own, and what has changed; the kept one stays.

    Raises:
        SimulatorError: There is no such bundle, or it asked something that this version does not know any more.
        Cancelled: `stop` was set.
    """
    old = calculator.bundles.load(address)
    new = calculator.solve_again(old, stop, tell)
    return new, changes(old, new)


def _input(bundle: Bundle, name: str) -> object:
    return getattr(bundle.made_with if name in ("model", "code") else bundle, name)


def _values(figure: Figure) -> tuple[float | str | None, ...]:
    return figure.reference, figure.plan, figure.difference, figure.low, figure.high, figure.verdict


def level(figure: Figure, value: float | None, language: str) -> str:
    """A level in its unit: `61 %`, `22,5 min`."""
    if value is None:
        return "–"
    if figure.unit == "share":
        return percent(value, language, 1)
    return translator(language)(f"link.unit.{figure.unit}", value=number(value, language, DECIMALS[figure.unit]))


def difference(figure: Figure, value: float | None, language: str) -> str:
    """A difference in its unit: `+ 0,5 point`."""
    if value is None:
        return "–"
    if figure.unit == "share":
        return points(value, language)
    return translator(language)(f"link.unit.{figure.unit}", value=signed(value, language, DECIMALS[figure.unit]))


def told(figure: Figure, language: str) -> str:
    """A difference with its interval: `+ 0,5 point (de + 0,2 à + 0,8)`."""
    mean = difference(figure, figure.difference, language)
    if figure.low is None or figure.high is None:
        return mean
    scale, decimals = (100.0, 1) if figure.unit == "share" else (1.0, DECIMALS[figure.unit])
    low, high = (signed(scale * end, language, decimals) for end in (figure.low, figure.high))
    return translator(language)("link.between", mean=mean, low=low, high=high)
