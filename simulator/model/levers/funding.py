"""Who pays for a lever: its funders' shares, each lever's with a source or said to be assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.parameters import Tag

FUNDERS: dict[str, dict[str, str]] = {
    "state": {"fr": "État", "en": "State"},
    "region": {"fr": "Région", "en": "Region"},
    "department": {"fr": "Départements", "en": "Departments"},
    "agglomeration": {"fr": "Agglomérations", "en": "Agglomerations"},
    "commune": {"fr": "Communes", "en": "Communes"},
    "family_fund": {"fr": "Caisses d’allocations familiales", "en": "Family allowance funds"},
    "employers": {"fr": "Employeurs (versement mobilité)", "en": "Employers (mobility levy)"},
}
"""Every funder that a lever may name, in the order of tables."""


@dataclass(frozen=True)
class Funding:
    """Who pays today for what a lever buys, and from whom a policy's euros are taken to come.

    Attributes:
        shares: Funder to share, 0 to 1; together one.
        tag: Evidence tag of the shares.
        source: Where they come from, or that nothing was found.
    """

    shares: Mapping[str, float]
    tag: Tag = Tag.ASSUMED
    source: str = "no source: shared competence for culture"

    def share(self, funder: str) -> float:
        """Share of a funder, 0 where it pays nothing."""
        return self.shares.get(funder, 0.0)
