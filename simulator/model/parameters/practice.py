"""Amateur practice (S13)."""

from __future__ import annotations

from simulator.model.parameters.declaring import A, C, Q, declare

PRACTICE = (
    declare(
        "practice_intercept",
        -4.5,
        "log hazard/month",
        (-20.0, 5.0),
        C,
        "calibrated on 39 % amateurs (DEPS 2018)",
        "Constante de la pratique",
        "Intercept of practice",
    ),
    declare(
        "practice_reference",
        0.39,
        "share",
        (0.0, 1.0),
        Q,
        "DEPS 2018, 15+",
        "Pratique de référence",
        "Reference practice",
    ),
    declare("practice_start", 0.5, "1", (0.0, 1.0), A, "S13", "Effet du soutien sur les débuts", "Support on starting"),
    declare("practice_norm", 0.4, "1", (0.0, 1.0), A, "S13", "Effet de l’entourage amateur", "Norm of practice"),
    declare(
        "practice_symbolic",
        0.8,
        "1",
        (0.0, 2.0),
        A,
        "S13",
        "Distance symbolique et pratique",
        "Symbolic distance on practice",
    ),
    declare("practice_stop", 0.15, "1/year", (0.05, 0.4), A, "S13", "Arrêts par an", "Stopping rate"),
    declare("practice_stay", 0.3, "1", (0.0, 1.0), A, "S13", "Effet du soutien sur les arrêts", "Support on stopping"),
    declare(
        "organised_share",
        0.25,
        "share",
        (0.05, 1.0),
        A,
        "no source: practitioners who need a place",
        "Pratiques qui demandent une place",
        "Practitioners who need a place",
    ),
)
