"""What can be taken out of the model, to see which patterns it carries."""

from __future__ import annotations

OFF: dict[str, dict[str, float | tuple[float, ...]]] = {
    "norm": {"norm_weight": 0.0, "practice_norm": 0.0},
    "symbolic": {"symbolic_weight": (0.0,) * 6, "practice_symbolic": 0.0},
    "habit": {"habit_weight": 0.0},
    "learning": {"learning_delay": 1e9},
    "company": {"company_floor": 1.0},
}
"""The parameters' values under which a mechanism has no effect any more."""

_LABELS = {
    "norm": ("l’entourage qui sort", "the norm among ties"),
    "symbolic": ("la distance symbolique", "symbolic distance"),
    "habit": ("l’habitude", "habit"),
    "learning": ("l’apprentissage du goût", "learning by going"),
    "company": ("la compagnie", "company"),
}


def label(mechanism: str, lang: str) -> str:
    """A mechanism in words."""
    return _LABELS[mechanism][0 if lang == "fr" else 1]
