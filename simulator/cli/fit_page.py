"""How well the made-up residents meet the published figures, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.wording import Translator, number

if TYPE_CHECKING:
    from simulator.population.fit import Fit


def fit_page(fit: Fit, say: Translator) -> str:
    """Largest and mean error of every margin, in points; margins that are assumed say so.

    Args:
        fit: The fit of a population.
        say: The words.
    """
    lines = [_row(say("fit.title"), say("fit.largest"), say("fit.mean"))]
    for name, largest, mean, cited in fit.rows():
        words = say(f"fit.{name}") if cited else say("fit.assumed", margin=say(f"fit.{name}"))
        lines.append(_row(words, *(number(points, say.language, 2) for points in (largest, mean))))
    return "\n".join(lines)


def _row(name: str, largest: str, mean: str) -> str:
    return f"  {name:<44}{largest:>12}{mean:>16}"
