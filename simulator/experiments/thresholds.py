"""From which size on a difference is worth a word (rule 22); `compare.py` judges with them."""

from __future__ import annotations

from simulator.parameters import Parameter, Tag

SMALLEST_EFFECT = Parameter(
    "smallest_effect",
    0.001,
    "share",
    (0.0, 0.05),
    Tag.ASSUMED,
    "docs/odd.md rule 22: 0.1 point of participation",
    "Plus petit effet dont on parle",
    "Smallest effect of interest",
)

CLEARANCE = Parameter(
    "clearance",
    0.25,
    "share of the mean",
    (0.0, 0.5),
    Tag.ASSUMED,
    "docs/verdicts.md: an interval that just leaves zero out says better in 5 % of comparisons without effect, and in "
    "more by chance; with this margin in 1 to 4 %",
    "Marge entre zéro et l’intervalle, en part de la moyenne",
    "Margin between zero and the interval, as a share of the mean",
)
