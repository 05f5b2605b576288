"""Figures from tables, with matplotlib; no widgets, no pyplot state.

Every function returns a `Chart`: a matplotlib figure with its `sentence` and its `table`.
"""

from simulator.charts.bars import groups
from simulator.charts.figure import Chart
from simulator.charts.lines import curves
from simulator.charts.maps import change_map, map

__all__ = ["Chart", "change_map", "curves", "groups", "map"]
