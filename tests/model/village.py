"""The village of five: three communes, six venues, five residents, everything small enough to be worked out by hand.

Alba (row 0, commune A, car, higher diploma, manager, 40) has just been to the museum. Bert (1, A, no car, no diploma,
once a worker, 70) went last month. Cleo (2, A, reduced mobility, CAP, employee, 30) never goes. Dino (3, B, car, bac,
intermediate occupation, 45) plays in the brass band. Elsa (4, C, car, 4 years old) is too young. Ties: Alba - Bert,
Alba - Cleo, Bert - Dino; Elsa has none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from simulator.model.model import CultureModel
from simulator.model.parameters import MODEL_PARAMETERS
from simulator.model.rules import HABIT_UNIT
from simulator.parameters import ParameterSet
from simulator.territory.territory import Territory
from simulator.territory.travel import MODES, Travel
from tests.model.worlds import with_venues

FOLDER = Path(__file__).parents[1] / "territory" / "village"
ALBA, BERT, CLEO, DINO, ELSA = range(5)
FIRST_MONTH = -240
"""The spin-up's first month."""
INTERCEPT = (-1.0, -1.0, -2.0, -1.0, -2.0, -1.0)


def territory() -> Territory:
    """By car only: 10 minutes within a commune, 20 A-B, 30 A-C, 25 B-C, about an hour to the city; no euro of fuel.

    The theatre has no place for residents: whoever chooses it is refused.
    """
    village = Territory.load(FOLDER)
    theatre = [code == "t" for code in village.venues.code]
    village = with_venues(village, monthly_places=np.where(theatre, 0, 100))
    minutes = np.full((len(MODES), 3, 4), np.inf)
    minutes[:2] = 9_999.0
    minutes[4] = [[10, 20, 30, 60], [20, 10, 25, 55], [30, 25, 10, 50]]
    nothing = np.zeros((3, 4))
    village.__dict__["travel"] = Travel(MODES, minutes, nothing, np.zeros_like(minutes), nothing)
    return village


def people() -> SimpleNamespace:
    """The five, one row and one person each."""
    ties = np.full((5, 8), -1, np.int32)
    for row, known in enumerate([[BERT, CLEO], [ALBA, DINO], [ALBA], [BERT], []]):
        ties[row, : len(known)] = known
    columns = {
        "commune": [0, 0, 0, 1, 2],
        "mobility": [0, 1, 2, 0, 0],
        "education": [3, 0, 1, 2, 0],
        "age": [40, 70, 30, 45, 4],
        "sex": [0] * 5,
        "occupation": [0] * 5,
        "former": [4, 1, 2, 3, 0],
        "household": [0, 1, 2, 3, 4],
        "weight": [1] * 5,
    }
    kinds = {"commune": np.int16, "household": np.int32, "weight": np.int32}
    return SimpleNamespace(
        size=5, ties=ties, **{name: np.array(values, kinds.get(name, np.uint8)) for name, values in columns.items()}
    )


VALUES = {
    "attractiveness": 0.6,
    "distance_decay": (0.045, 0.05, 0.035, 0.10, 0.12, 0.08),
    "price_weight": 0.04,
    "low_income_price": 1.5,
    "zero_price_bonus": 0.15,
    "ambience_weight": 0.5,
    "ambience_reference": 0.7,
    "intercept": INTERCEPT,
    "symbolic_weight": (3.2, 2.5, 1.3, 0.6, 1.0, 0.4),
    "habit_weight": 0.6,
    "habit_fading": 0.10,
    "norm_weight": 1.0,
    "access_weight": (0.40, 0.40, 0.35, 0.20, 0.25, 0.20),
    "practice_weight": (0.35, 0.35, 0.35, 0.0, 0.0, 0.0),
    "company_floor": 0.6,
    "norm_reference": (0.44, 0.21, 0.24, 0.63, 0.27, 0.34),
    "extra_visits": (0.0,) * 6,
    "life_young": (0.1, 0.2, 0.1, 0.8, 0.3, 0.2),
    "life_old": (0.0, 0.0, -0.3, -0.8, -0.1, -0.4),
    "retirement_time": (0.0,) * 6,
    "health_fading": 0.0,
    "education_taste": (0.0, 0.28, 0.56, 0.85),
    "occupation_taste": (0.0,) * 8,
    "occupation_taste_scale": (0.0,) * 6,
    "education_taste_scale": (1.0, 1.0, 0.7, 0.6, 0.8, 0.2),
    "taste_spread": (0.0,) * 6,
    "latent_gap": 0.4,
    "latent_origin": 0.3,
    "latent_spread": 0.0,
    "learning_delay": 4.0,
    "taste_fading": 0.015,
    "surprise_spread": 0.0,
    "mediation_pleasure": 0.1,
    "refusal_taste": 0.05,
    "symbolic_start": (0.72, 0.58, 0.42, 0.25),
    "symbolic_spread": 0.0,
    "symbolic_settled": 1.0,
    "habitus_settled": 1.0,
    "symbolic_relaxing": 0.02,
    "visit_effect": 0.04,
    "visit_exponent": (1.0, 1.0, 1.0, 1.0, 1.0, 0.5),
    "contact_effect": 0.07,
    "practice_effect": 0.005,
    "refusal_effect": 0.01,
    "habitus_following": 0.01,
    "habitus_return": 0.015,
    "awareness_start": 0.5,
    "media_push": 0.05,
    "word_of_mouth": 0.15,
    "contact_push": 0.15,
    "forgetting": 0.05,
    "visit_awareness": 0.9,
    "contact_reach": (1.44, 1.1, 0.8, 0.55),
    "practice_intercept": -1.5,
    "practice_start": 0.5,
    "practice_norm": 0.4,
    "practice_reference": 0.39,
    "practice_symbolic": 0.8,
    "practice_stop": 0.15,
    "practice_stay": 0.3,
    "organised_share": 0.25,
    "invitation_chance": 0.0,
    "digital_intercept": -100.0,
}
"""Every parameter the computation uses, so that tuning a default changes nothing here."""


def parameters(**changes) -> ParameterSet:
    """No spread anywhere, so that tastes follow diplomas alone (elsewhere they may not: ranges are widened)."""
    widened = [replace(p, bounds=(-100.0, 100.0)) for p in MODEL_PARAMETERS]
    return ParameterSet(widened, VALUES | changes)


def start(month: int = FIRST_MONTH) -> dict[str, np.ndarray]:
    """The five before `month`: awareness 0.5 everywhere, and what they did in the last twelve months.

    Alba's taste for museums is 0.2 above her diploma's, her habit and experience 1. Windows hold a bit per domain in
    twelve calendar slots: Alba a museum and a library (1 + 16) in slot 5, Bert a museum in slot 11 (last December),
    Dino a cinema (8) in slot 11 and a theatre (2) in slot 2.
    """
    state = CultureModel(territory(), people(), parameters=parameters()).save()
    state["month"] = np.array(month)
    state["practice"] = np.array([0, 0, 0, 1, 0], np.uint8)
    for name, value in (("gap", 0.2), ("experience", 1.0), ("habit", 1.0)):
        state[name][0, ALBA] = value / unit_of(name, month)
    state["past"][5, ALBA], state["past"][11, BERT], state["past"][11, DINO], state["past"][2, DINO] = 17, 1, 8, 2
    return state


def unit_of(name: str, month: int) -> float:
    """What a stock that fades is counted in before `month`: a habit of 1 is kept as 1 over its unit."""
    months = month - FIRST_MONTH
    return HABIT_UNIT * 0.9**months if name == "habit" else 0.985**months


def seen(model) -> SimpleNamespace:
    """What both kinds of model know, in the present month's units: rows are residents."""
    if isinstance(model, CultureModel):
        model.learn_now()
        columns = model.columns
        of = {name: getattr(columns, name).T.astype(float) for name in _NAMES}
        went = columns.past[(model.month - 1) % 12].tolist()
    else:
        of = {name: np.array([getattr(r, name) for r in model.residents], float) for name in _NAMES}
        went = [r.window[(model.month - 1) % 12] for r in model.residents]
    for name in ("gap", "experience", "habit"):
        of[name] = of[name] * unit_of(name, model.month)
    of["taste"] = of.pop("base") + of.pop("gap")
    return SimpleNamespace(went=went, **of)


_NAMES = ("base", "gap", "habit", "experience", "awareness", "symbolic", "habitus", "practice")
