"""The self-assessment grid: ten lines, marked 1 to 4 or « je ne sais pas », for what is said and for what is done."""

from __future__ import annotations

LINES = (
    "venues",
    "prices",
    "access",
    "hours",
    "spread",
    "belonging",
    "amateurs",
    "new_practices",
    "cooperation",
    "residents",
)
"""Diversité des lieux; tarifs; accès physique et handicap; horaires et transports; répartition entre communes; se
sentir à sa place; pratiques amateurs; nouvelles pratiques; coopérations; place des habitants. Words: `grid.<line>`."""
COLUMNS = ("stated", "actual")
"""Affirmé, réel."""
