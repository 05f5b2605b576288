"""Practice online, and what it does to outings (S14)."""

from __future__ import annotations

from simulator.model.parameters.declaring import A, D, declare

DIGITAL = (
    declare(
        "digital_intercept",
        -1.95,
        "logit",
        (-10.0, 5.0),
        D,
        "so that 14 % practise in a year: virtual visits 9 % in 2018, 12 % in 2020 (Jonchery & Lombardo 2020), "
        "16 % in 2012 (Credoc) and in 2022 (Gece)",
        "Constante de la pratique numérique",
        "Intercept of digital practice",
    ),
    declare(
        "digital_education",
        0.8,
        "logit",
        (0.0, 2.0),
        A,
        "S14; sign: 79 % with bac+3 against 31 % with CAP or BEPC (Agence du numerique 2017)",
        "Diplôme du supérieur et pratique numérique",
        "Higher diploma on digital practice",
    ),
    declare(
        "digital_symbolic",
        0.5,
        "logit",
        (0.0, 2.0),
        A,
        "S14",
        "Distance symbolique et pratique numérique",
        "Symbolic distance on digital practice",
    ),
    declare(
        "digital_awareness",
        0.05,
        "share/year",
        (0.0, 0.2),
        A,
        "S14; sign: broadcasts did not lower attendance (Bakhshi & Throsby 2014)",
        "Ce que le numérique fait connaître",
        "Awareness from digital practice",
    ),
    declare(
        "digital_taste",
        0.02,
        "logit/year",
        (0.0, 0.1),
        A,
        "S14",
        "Ce que le numérique fait aimer",
        "Taste from digital practice",
    ),
    declare(
        "digital_substitution",
        0.02,
        "share",
        (0.0, 0.05),
        A,
        "S14, s",
        "Sorties que le numérique remplace",
        "Outings replaced by digital practice",
    ),
)
