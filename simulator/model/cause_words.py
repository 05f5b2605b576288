"""The causes that keep people at home as the model has them, in words."""

from __future__ import annotations

CAUSES = ("symbolic", "travel", "price", "awareness", "company")
CAUSE_LABELS = {
    "symbolic": {"fr": "se sentir à sa place (supposé)", "en": "feeling that one belongs (assumed)"},
    "travel": {"fr": "le trajet", "en": "getting there"},
    "price": {"fr": "le prix", "en": "price"},
    "awareness": {"fr": "savoir que cela existe", "en": "knowing that it is on"},
    "company": {"fr": "avoir avec qui venir", "en": "having someone to come with"},
}
