"""What school and the visit after it do (S5)."""

from __future__ import annotations

from simulator.model.parameters.declaring import A, D, Q, declare

SCHOOL = (
    declare(
        "school_coverage",
        (0.39, 0.84, 0.74),
        "share/year",
        (0.0, 1.0),
        Q,
        "pupils with an action in 2023-24, primary, collège, lycée (Cour des comptes 2025)",
        "Élèves touchés dans l’année : primaire, collège, lycée",
        "Pupils reached in the year: primary, collège, lycée",
    ),
    declare(
        "school_effect",
        0.07,
        "share",
        (0.03, 0.12),
        D,
        "S5, kappa_E: a trial in 123 schools, coupon return +18 %, shaded down",
        "Effet d’une action à l’école",
        "Effect of an action at school",
    ),
    declare(
        "school_anchor",
        0.015,
        "share",
        (0.005, 0.03),
        D,
        "S5, chi_E: ten actions add about 0.30 logit",
        "Effet durable d’une action à l’école",
        "Lasting effect of an action at school",
    ),
    declare(
        "school_awareness",
        0.5,
        "0..1",
        (0.0, 0.9),
        A,
        "S5",
        "Notoriété après une action à l’école",
        "Awareness after an action at school",
    ),
    declare(
        "family_visit",
        0.15,
        "share",
        (0.0, 0.3),
        A,
        "S5, p = .15 [.05-.3]: after coupons given to pupils (Crystal Bridges, the Met), no figure of families; zero "
        "is tested",
        "Élèves nouvellement touchés qui emmènent leur famille au musée",
        "Newly reached pupils who take their family to a museum",
    ),
)
