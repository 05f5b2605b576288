"""What being born, studying, retiring and ageing change (S4)."""

from __future__ import annotations

from simulator.model.parameters.declaring import A, declare

LIVES = (
    declare(
        "retirement_time",
        (0.1, 0.1, 0.0, 0.0, 0.0, 0.0),
        "logit",
        (0.0, 0.2),
        A,
        "S4: retirement frees time for museums and theatre",
        "Temps libéré par la retraite",
        "Time freed by retirement",
    ),
    declare(
        "health_fading",
        0.05,
        "logit/year",
        (0.0, 0.2),
        A,
        "S4: from 80 on",
        "Santé après 80 ans",
        "Health after 80",
    ),
    declare(
        "taste_likeness",
        0.4,
        "correlation",
        (0.2, 0.6),
        A,
        "S4: tastes of a child and of the mother, within their diploma",
        "Ressemblance des goûts d’un enfant et de sa mère",
        "Likeness of a child's tastes to the mother's",
    ),
    declare(
        "distance_likeness",
        0.6,
        "share",
        (0.0, 1.0),
        A,
        "S4: the mother's origin counts for this share, the mean of her diploma for the rest",
        "Distance symbolique héritée de la mère",
        "Symbolic distance inherited from the mother",
    ),
)
