"""What may be disputed, in the words of phones and of the operator's page: today's value, its bounds, its source."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.serve.words import words
from simulator.typography import french
from simulator.wording import figure

if TYPE_CHECKING:
    from simulator.workshop.dissent import Disputable


@cache
def disputes(language: str) -> tuple[dict[str, object], ...]:
    """Each number that may be disputed: its name and bounds, and the sentences that go with it.

    Args:
        language: "fr" or "en".
    """
    from simulator.workshop.dissent import disputable

    return tuple(_told(one, language) for one in disputable())


def _told(one: Disputable, language: str) -> dict[str, object]:
    say, typeset = words(language), french if language == "fr" else str
    value, low, high = (figure(each, language) for each in (one.value, one.low, one.high))
    about = say["dissent.about"].format(value=value, low=low, high=high)
    return {
        "name": one.name,
        "low": one.low,
        "high": one.high,
        "label": typeset(one.label[language]),
        "about": " ".join((typeset(one.question[language]), about, typeset(one.source[language]))),
        "bounds": say["dissent.bounds"].format(low=low, high=high),
    }
