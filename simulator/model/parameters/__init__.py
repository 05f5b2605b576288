"""Every quantity of the model's equations, declared once; equation numbers (S3, S8...) are those of docs/odd.md.

Tuples run over the six domains (MUS, THE, CON, CIN, BIB, RUE) or over the four education levels.
"""

from __future__ import annotations

from simulator.model.parameters.access import ACCESS
from simulator.model.parameters.awareness import AWARENESS
from simulator.model.parameters.choice import CHOICE
from simulator.model.parameters.collaboration import COLLABORATION
from simulator.model.parameters.digital import DIGITAL
from simulator.model.parameters.distance import DISTANCE
from simulator.model.parameters.learning import LEARNING
from simulator.model.parameters.lives import LIVES
from simulator.model.parameters.practice import PRACTICE
from simulator.model.parameters.school import SCHOOL
from simulator.parameters import ParameterSet

MODEL_PARAMETERS = (
    *ACCESS,
    *CHOICE,
    *LIVES,
    *LEARNING,
    *DISTANCE,
    *AWARENESS,
    *SCHOOL,
    *PRACTICE,
    *DIGITAL,
    *COLLABORATION,
)


def defaults(**changes) -> ParameterSet:
    """The model's parameters at their defaults, with some values changed (checked)."""
    return ParameterSet(MODEL_PARAMETERS, changes)


__all__ = [
    "ACCESS",
    "AWARENESS",
    "CHOICE",
    "COLLABORATION",
    "DIGITAL",
    "DISTANCE",
    "LEARNING",
    "LIVES",
    "MODEL_PARAMETERS",
    "PRACTICE",
    "SCHOOL",
    "defaults",
]
