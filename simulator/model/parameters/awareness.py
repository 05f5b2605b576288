"""What one has heard of, and who tells (S6)."""

from __future__ import annotations

from simulator.model.parameters.declaring import A, D, declare

AWARENESS = (
    declare(
        "awareness_start",
        0.5,
        "0..1",
        (0.0, 1.0),
        A,
        "forgotten in the spin-up",
        "Notoriété de départ",
        "Initial awareness",
    ),
    declare("media_push", 0.05, "1/month", (0.02, 0.1), A, "S6, mu", "Information courante", "Media push"),
    declare("word_of_mouth", 0.15, "1/month", (0.05, 0.4), A, "S6, omega", "Bouche-à-oreille", "Word of mouth"),
    declare("contact_push", 0.15, "1", (0.0, 0.5), A, "S6", "Information d’une rencontre", "Push of a contact"),
    declare("forgetting", 0.05, "1/month", (0.02, 0.1), A, "S6, phi", "Oubli", "Forgetting"),
    declare(
        "visit_awareness", 0.9, "0..1", (0.5, 1.0), A, "S6", "Notoriété après une visite", "Awareness after a visit"
    ),
    declare(
        "contact_reach",
        (1.44, 1.1, 0.8, 0.55),
        "ratio",
        (0.2, 2.0),
        D,
        "48-52 % of participants in the least engaged third (Creative People and Places)",
        "Qui l’on rencontre, selon le diplôme",
        "Who is met, by education",
    ),
    declare(
        "cocreation_reach",
        (1.2, 1.05, 0.9, 0.8),
        "ratio",
        (0.2, 2.0),
        A,
        "no source: between everybody and those whom mediators meet",
        "Qui crée, selon le diplôme",
        "Who creates, by education",
    ),
    declare(
        "company_reach",
        (1.2, 1.1, 0.9, 0.7),
        "ratio",
        (0.2, 2.0),
        A,
        "no source: between everybody and those whom mediators meet",
        "Qui est accompagné, selon le diplôme",
        "Who is accompanied, by education",
    ),
)
