"""The roles of a round, which change hands: their words are on the printed cards and on the tables' screens."""

from __future__ import annotations

ROLES = ("pilot", "budget", "residents", "sceptic", "scribe")
"""Code names, in the order of the cards; `kit.role.NAME` and `kit.role.NAME.say` are their words."""
