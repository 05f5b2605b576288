"""Less than today (rule 18): what is left of today's effort when a policy takes from today's spending."""

from __future__ import annotations

from simulator.calendar import FIRST_YEAR, LAST_YEAR, MONTHS, Timeline, timeline_value, year_of
from simulator.errors import ParameterError
from simulator.model.levers.lever import BACK_MONTHS, felt
from simulator.typography import french
from simulator.wording import euros


def least(timeline: Timeline) -> float:
    """The least value of a timeline."""
    return timeline if isinstance(timeline, int | float) else min(timeline.values())


def tabulate_cut(name: str, timeline: Timeline, today: float | None) -> list[float]:
    """Share of today's effort that is taken away, -1..0, from January 2026 to January 2041.

    A share of today's euros takes the same share of what they buy: no figure says which part would go first.

    Args:
        name: A lever.
        timeline: Euros a year, below zero where they are taken.
        today: Euros a year spent today; None where nobody knows.

    Raises:
        ParameterError: More is taken than is spent today, or nobody knows what is.
    """
    if today is None:
        raise ParameterError(
            french(f"« {name} » : dépense d'aujourd'hui inconnue ; l'écrire dans « spending.csv » du territoire."),
            f"'{name}': today's spending is unknown; write it in the territory's spending.csv.",
        )
    most = -least(timeline)
    if most > today * (1.0 + 1e-9):
        fr, en = ([euros(amount, lang) for amount in (most, today)] for lang in ("fr", "en"))
        raise ParameterError(
            french(
                f"« {name} » : {fr[0]} à prendre sur une dépense d'aujourd'hui de {fr[1]} par an ; en prendre moins."
            ),
            f"'{name}': {en[0]} to take from today's spending of {en[1]} a year; take less.",
        )
    years = range(year_of(-BACK_MONTHS), LAST_YEAR + 2)
    left = {year: max(timeline_value(timeline, year) / today, -1.0) if year >= FIRST_YEAR else 0.0 for year in years}
    return felt(left, range(MONTHS + 1))
