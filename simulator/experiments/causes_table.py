"""Lost demand by cause at the end of a run, as rows of the tidy table."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from simulator.calendar import LAST_YEAR
from simulator.domains import DOMAINS
from simulator.experiments.indicators import CAUSED
from simulator.experiments.indicators.declaration import GROUPS
from simulator.model.causes import LostDemand, lost_demands

if TYPE_CHECKING:
    import pandas as pd

    from simulator.model.model import CultureModel

DIMENSIONS = ("all", *GROUPS)


class Lost:
    """What a model's last December says of lost demand; it looks when called.

    Attributes:
        found: Dimension to lost demand; empty until a model was looked at.
    """

    def __init__(self) -> None:
        self.found: dict[str, LostDemand] = {}

    def __call__(self, model: CultureModel) -> None:
        """Look at a model, its last month played."""
        self.found = lost_demands(model, DIMENSIONS)

    def below(self, table: pd.DataFrame) -> pd.DataFrame:
        """A run's tidy table, then lost demand in the last December (of the first replication)."""
        import pandas as pd

        rows = [row for cause, by in product(range(len(CAUSED)), DIMENSIONS) for row in self._rows(cause, by)]
        added = pd.DataFrame(rows, columns=["indicator", "unit", "domain", "year", "commune", "group", "value"])
        added = added.assign(replication=0) if "replication" in table else added
        return pd.concat([table, added], ignore_index=True)

    def _rows(self, cause: int, by: str) -> list[tuple]:
        """One cause by one dimension."""
        lost, indicator = self.found[by], CAUSED[cause]
        groups = ["all" if by == "all" else f"{by}:{name}" for name in lost.classes]
        head = indicator.code, indicator.unit
        return [
            (*head, domain, LAST_YEAR, "", group, float(lost.causes[k, d, cause]))
            for (d, domain), (k, group) in product(enumerate(DOMAINS), enumerate(groups))
        ]
