"""Information campaigns: planners' files alone may hold one, for its strength follows from an assumed forgetting."""

from __future__ import annotations

from simulator.model.levers.funding import Funding
from simulator.model.levers.lever import Lever, Proof, ceiling, unit_cost
from simulator.parameters import Tag

CAMPAIGN = Lever(
    name="campaign",
    unit_cost=unit_cost(
        "campaign",
        1.0,
        "EUR/resident/year",
        (0.3, 3.0),
        (Tag.ASSUMED, "docs/odd.md S1: a euro a resident doubles what media tell"),
        ("Coût pour doubler l’information d’un habitant", "Cost of doubling what a resident is told"),
    ),
    ceiling=ceiling(
        "campaign",
        2.0,
        "times today's media push, added",
        (0.5, 3.0),
        "docs/odd.md S1: three times today's media push at most",
        ("Information ajoutée au plus, en fois celle d’aujourd’hui", "Most information added, as times today's"),
    ),
    per="residents",
    unit={"fr": "habitants informés deux fois plus", "en": "residents told twice as much"},
    label={"fr": "Campagnes d’information", "en": "Information campaigns"},
    sentence={
        "fr": "On dit plus souvent ce qui se joue près de chez soi.",
        "en": "What is on nearby is told more often.",
    },
    question={"fr": "Qui ne l’entendra pas ?", "en": "Who will not hear it?"},
    proof=Proof.ASSUMED,
    evidence="nothing measured: its strength comes from an assumed rate of forgetting (docs/odd.md S6)",
    funders=Funding({"region": 0.3, "agglomeration": 0.7}, source="no source"),
    planners=True,
    accepts=(),
    limit={"fr": "les médias parlent à tout le territoire", "en": "media speak to the whole territory"},
)
