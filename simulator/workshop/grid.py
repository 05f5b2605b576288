"""The self-assessment grid: ten lines, marked 1 to 4 or « je ne sais pas », for what is said and for what is done."""

from __future__ import annotations

LABELS: dict[str, tuple[str, str]] = {
    "venues": ("Des lieux divers", "Diverse venues"),
    "prices": ("Des tarifs possibles", "Prices within reach"),
    "access": ("Un accès pour tous les corps", "Access for every body"),
    "hours": ("Des horaires et des transports", "Hours and transport"),
    "spread": ("Réparti entre les communes", "Spread among the communes"),
    "belonging": ("Se sentir à sa place", "Feeling at home there"),
    "amateurs": ("Les pratiques amateurs", "Amateur practice"),
    "new_practices": ("Les nouvelles pratiques", "New practices"),
    "cooperation": ("Travailler ensemble", "Working together"),
    "residents": ("La place des habitants", "The place of residents"),
}
"""What each line is called, French beside English: the same on phones, at tables, on paper and on the wall."""
LINES = tuple(LABELS)
COLUMNS = ("stated", "actual")
"""Affirmé, réel."""
