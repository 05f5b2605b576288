"""How a population renews itself (S4), declared once: deaths, births, moves, schooling, work; and the yearly chances.

Bands of ages are given by the constants beside the declarations; tuples run over them, or over the four diplomas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.elementary import exp
from simulator.parameters import Parameter, ParameterSet, Tag, Value
from simulator.population.assumptions import MOBILITY_BANDS, assumptions
from simulator.population.home_rates import HOMES, LEAVING_BANDS, PAIRING_BANDS, PARTING_BANDS, yearly_chances
from simulator.population.homes import Ways

OLDEST = 120
MOTHER_BANDS = (15, 20, 25, 30, 35, 40, 45, 50)
"""Edges of the bands of mothers' ages; no births from the last on."""
MOVE_BANDS = (0, 18, 25, 30, 40, 55, 65)
YOUNG = (18, 30)
"""Ages, the second excluded, whose departures grow with the driver `ageing`."""
SCHOOL_AGES = (16, 25)
"""Ages at which education may end; at the last it does."""
FIRST_RETIREMENT = 60

_MEMORY = "order of magnitude of French vital statistics, from memory"
_NET = "no figure by age for the basin; with births and deaths, -2 % of residents over 2026-2040, as the region's"


_SLOTS = (
    Parameter(
        "empty_slots",
        0.10,
        "share of rows",
        (0.01, 0.5),
        Tag.ASSUMED,
        "docs/odd.md rule 11",
        "Lignes vides au départ, dans chaque commune",
        "Empty rows at the start, in every commune",
    ),
)

_LIFE = (
    yearly_chances(
        "mortality_at_80",
        (0.0395, 0.067),
        "levels such that 10.7 residents in 1,000 die in a year (INSEE 2022, C029); Gompertz by sex: women, men",
        "Risque de mourir à 80 ans, femmes et hommes",
        "Hazard of dying at 80, women and men",
        Tag.DERIVED,
    ),
    Parameter(
        "mortality_slope",
        (0.108, 0.092),
        "1/year of age",
        (0.05, 0.15),
        Tag.MEMORY,
        "the hazard doubles in 6.4 years of age for women, 7.5 for men; " + _MEMORY,
        "Hausse du risque de mourir avec l’âge, femmes et hommes",
        "Growth of the hazard with age, women and men",
    ),
    Parameter(
        "mortality_progress",
        0.01,
        "1/year",
        (0.0, 0.025),
        Tag.MEMORY,
        "about the fall of death rates by age in France since 2000, from memory",
        "Baisse annuelle du risque de mourir",
        "Yearly fall of the hazard of dying",
    ),
    yearly_chances(
        "fertility",
        (0.010, 0.0556, 0.111, 0.1155, 0.0546, 0.012, 0.0006),
        "shape: " + _MEMORY + "; level: 11.2 births for 1,000 residents (INSEE 2022, C028); ages 15-19 to 45-49",
        "Naissances par femme et par an, selon l’âge",
        "Births a woman and year, by age",
        Tag.DERIVED,
    ),
    Parameter(
        "born_women",
        0.488,
        "share",
        (0.4, 0.6),
        Tag.MEMORY,
        _MEMORY,
        "Filles parmi les naissances",
        "Girls among births",
    ),
    yearly_chances(
        "losing_mobility",
        (0.0006, 0.006, 0.02, 0.05),
        "holds the shares of reduced mobility by age (`reduced_mobility`); under 60, 60-74, 75-84, 85 and over",
        "Risque de perdre en mobilité, selon l’âge",
        "Chance of losing mobility, by age",
    ),
)

_MOVES = (
    yearly_chances(
        "departures",
        (0.0182, 0.050, 0.0557, 0.0327, 0.0163, 0.0096, 0.0077),
        _NET + "; under 18, 18-24, 25-29, 30-39, 40-54, 55-64, 65 and over; a partner, and whoever is under 18, leaves "
        "with the household's reference person",
        "Départs hors du territoire, selon l’âge",
        "Departures from the territory, by age",
    ),
    Parameter(
        "departures_by_diploma",
        (0.75, 0.80, 1.05, 1.55),
        "ratio",
        (0.1, 4.0),
        Tag.ASSUMED,
        "those with a diploma move more, and further; no local figure",
        "Départs selon le diplôme",
        "Departures by diploma",
    ),
    yearly_chances(
        "arrivals",
        (0.0216, 0.0416, 0.0624, 0.0374, 0.0166, 0.0089, 0.0063),
        _NET + "; newcomers for each resident of the same age; a partner, and whoever is under 18, comes with the "
        "household's reference person",
        "Arrivées, selon l’âge",
        "Arrivals, by age",
    ),
    Parameter(
        "arrivals_by_diploma",
        (0.80, 0.85, 1.05, 1.35),
        "ratio",
        (0.1, 4.0),
        Tag.ASSUMED,
        "those with a diploma move more, and settle nearer Lille; no local figure",
        "Arrivées selon le diplôme",
        "Arrivals by diploma",
    ),
)


def _diplomas(origin: str, shares: tuple[float, ...], fr: str, en: str) -> Parameter:
    name, source = f"diplomas_from_{origin}", "shape assumed; over all, those of people aged 25-34 (`education_sup`...)"
    return Parameter(name, shares, "share", (0.0, 1.0), Tag.ASSUMED, source, f"Diplômes des enfants de {fr}", en)


_SCHOOL = (
    _diplomas("none", (0.23, 0.27, 0.28, 0.22), "sans-diplôme", "Diplomas of children of people without any"),
    _diplomas("cap", (0.13, 0.24, 0.30, 0.33), "CAP-BEP", "Diplomas of children of people with a CAP or BEP"),
    _diplomas("bac", (0.08, 0.16, 0.29, 0.47), "bacheliers", "Diplomas of children of people with the bac"),
    _diplomas("sup", (0.03, 0.08, 0.21, 0.68), "diplômés du supérieur", "Diplomas of children of graduates"),
    Parameter(
        "diploma_trend",
        0.4,
        "points/year",
        (0.0, 0.8),
        Tag.ASSUMED,
        "S0: higher education gains 0.4 point a year among those who leave school",
        "Hausse des diplômes du supérieur d’une génération à l’autre",
        "Rise of higher diplomas from one cohort to the next",
    ),
    Parameter(
        "leaving_first",
        (16.0, 18.0, 18.0, 21.0),
        "years",
        (16.0, 25.0),
        Tag.ASSUMED,
        "keeps the shares of pupils and students by age (`students`)",
        "Fin d’études la plus jeune, selon le diplôme",
        "Youngest end of education, by diploma",
    ),
    Parameter(
        "leaving_last",
        (18.0, 20.0, 20.0, 25.0),
        "years",
        (16.0, 25.0),
        Tag.ASSUMED,
        "as above; every age between the two is as likely",
        "Fin d’études la plus tardive, selon le diplôme",
        "Latest end of education, by diploma",
    ),
    yearly_chances(
        "retiring",
        (0.06, 0.08, 0.30, 0.22, 0.50, 0.40, 0.30, 0.10),
        "S4: about 64; at 60, 61... 66, then each year from 67 on",
        "Départs en retraite, selon l’âge",
        "Retirements, by age",
    ),
)

DEMOGRAPHY = (*_SLOTS, *_LIFE, *_MOVES, *_SCHOOL, *HOMES)


def demography(**changes: Value) -> ParameterSet:
    """The declared rates, some changed."""
    return ParameterSet(DEMOGRAPHY, changes)


@dataclass(frozen=True)
class Chances:
    """Chances of a year, by age in January (0 to 120), for Y years.

    Attributes:
        dying: float64 [Y, 2, 121], by sex.
        bearing: float64 [Y, 121], of a woman.
        leaving: float64 [Y, 4, 121], by diploma.
        drawing: float64 [4, 121], that somebody alike arrives.
        finishing: float64 [Y, 4, 10, 4], by diploma of origin and age, that education ends with each diploma at most.
        working: float64 [4, 2, 6], by diploma and sex, cumulated over the occupations that `work` deals.
        retiring: float64 [121].
        losing: float64 [121].
        girls: Share of girls among births.
        ways: How households part, are left, form and move.
    """

    dying: np.ndarray
    bearing: np.ndarray
    leaving: np.ndarray
    drawing: np.ndarray
    finishing: np.ndarray
    working: np.ndarray
    retiring: np.ndarray
    losing: np.ndarray
    girls: float
    ways: Ways


def chances(settings: ParameterSet, ageing: Sequence[float], diplomas: Sequence[float]) -> Chances:
    """The chances of every year.

    Args:
        settings: The declared rates.
        ageing: The driver of each year: births fall by this share, and young adults' departures grow by it.
        diplomas: The driver of each year: points of higher education gained in the year, on top of the trend.
    """
    s, older = settings, np.array(ageing)
    mothers = _by_age((0.0, *s.fertility, 0.0), (0, *MOTHER_BANDS))
    away = np.outer(s.departures_by_diploma, _by_age(s.departures, MOVE_BANDS))
    ages = np.arange(OLDEST + 1)
    young = (ages >= YOUNG[0]) & (ages < YOUNG[1])
    return Chances(
        dying=np.array([_mortality(s, year + 1) for year in range(older.size)]),
        bearing=mothers * (1.0 - older)[:, None],
        leaving=np.minimum(away * (1.0 + older[:, None, None] * young), 1.0),
        drawing=np.outer(s.arrivals_by_diploma, _by_age(s.arrivals, MOVE_BANDS)),
        finishing=np.array([_finishing(s, gained) for gained in _gains(s, diplomas)]),
        working=_working(),
        retiring=_by_age((0.0, *s.retiring), (0, *range(FIRST_RETIREMENT, FIRST_RETIREMENT + len(s.retiring)))),
        losing=_by_age(s.losing_mobility, MOBILITY_BANDS),
        girls=s.born_women,
        ways=_ways(s),
    )


def _ways(s: ParameterSet) -> Ways:
    """How households change in January."""
    return Ways(
        parting=_by_age((0.0, *s.parting), PARTING_BANDS),
        leaving_home=_by_age((0.0, *s.leaving_home), LEAVING_BANDS),
        pairing=_by_age((0.0, *s.pairing), PAIRING_BANDS),
        moving=_by_age((0.0, *s.moving), (0, *MOVE_BANDS[1:])),
        men_leave=s.men_leave,
        same_commune=s.same_commune,
        same_zone=s.same_agglomeration,
        same_sex=assumptions().same_sex_couples,
    )


def _by_age(values: Sequence[float], edges: Sequence[int]) -> np.ndarray:
    """The value of each age's band, float64 [121]."""
    return np.array(values)[np.searchsorted(edges, np.arange(OLDEST + 1), "right") - 1]


def _mortality(s: ParameterSet, years: int) -> list[list[float]]:
    """Chances of dying within the year by sex and age, `years` after 2025, from the hazard in the year's middle."""
    better, ages = exp(-s.mortality_progress * years), range(OLDEST + 1)
    pairs = zip(s.mortality_at_80, s.mortality_slope, strict=True)
    return [[1.0 - exp(-level * better * exp(slope * (age - 79.5))) for age in ages] for level, slope in pairs]


def _gains(s: ParameterSet, diplomas: Sequence[float]) -> list[float]:
    """Share of higher education gained since 2025 by those who leave school, by year."""
    gained, out = 0.0, []
    for points in diplomas:
        gained += (s.diploma_trend + points) / 100.0
        out.append(gained)
    return out


def _finishing(s: ParameterSet, gained: float) -> list[list[list[float]]]:
    """By diploma of origin and age: chances, among those still at school, to leave with each diploma or a lower one."""
    windows = list(zip(s.leaving_first, s.leaving_last, strict=True))
    origins = (s.diplomas_from_none, s.diplomas_from_cap, s.diplomas_from_bac, s.diplomas_from_sup)
    return [
        [_ends(_shifted(shares, gained), windows, age) for age in range(SCHOOL_AGES[0], SCHOOL_AGES[1] + 1)]
        for shares in origins
    ]


def _shifted(shares: Sequence[float], gained: float) -> list[float]:
    """Shares of the diplomas once higher education has gained, at the others' expense in proportion."""
    higher = min(max(shares[3] + gained, 0.0), 1.0)
    others = (1.0 - higher) / (1.0 - shares[3]) if shares[3] < 1.0 else 0.0
    return [*(share * others for share in shares[:3]), higher]


def _ends(shares: Sequence[float], windows: Sequence[tuple[float, float]], age: int) -> list[float]:
    """Cumulated chances to end at `age` with each diploma, each leaving at any age of its window alike."""
    now, later = [], 0.0
    for share, (first, last) in zip(shares, windows, strict=True):
        each = share / (last - first + 1.0)
        now.append(each if first <= age <= last else 0.0)
        later += each * max(last - max(first, age) + 1.0, 0.0)
    total, out = 0.0, []
    for chance in now:
        total += chance
        out.append(total / later if later > 0.0 else 1.0)
    return [1.0] * len(out) if age >= SCHOOL_AGES[1] and out[-1] < 1.0 else out


def _working() -> np.ndarray:
    """Cumulated shares of the occupations, by diploma and sex."""
    s, names = assumptions(), ("none", "cap", "bac", "sup")
    shares = [[getattr(s, f"occupation_{name}_{sex}") for sex in ("women", "men")] for name in names]
    return np.cumsum(np.array(shares), axis=-1)
