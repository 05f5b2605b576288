"""The colours of every figure: one palette for screens, prints and pages, readable without colour too."""

from __future__ import annotations

INK = "#1E2328"
SLATE = "#55606B"
PAPER = "#FBFAF6"
CARD = "#FFFFFF"
LINE = "#D9D5CB"
NUIT = "#16324A"
CIEL = "#1F5F8B"
BRIQUE = "#A8432A"
TERRIL = "#2E6B4F"
LAMPE = "#C98A0B"
NO_DATA = "#ECE8DE"

LEVELS = ("#E9EEF0", "#8FB4CE", CIEL, NUIT)
"""Levels: one hue, paper to ciel, darker for more."""

MORE = "#6FA2C7"
LESS = "#CC7A60"
"""Bars of differences, pale enough for an interval drawn over them."""

DIFFERENCES = (BRIQUE, LESS, "#EBC2B1", "#F2EFE6", "#BBD3E4", MORE, CIEL)
"""Differences: seven steps from brique over paper to ciel, zero in the middle step."""
STEPS = len(DIFFERENCES)
