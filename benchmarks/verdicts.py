"""Does a verdict mean what it says? `python benchmarks/verdicts.py` plays the product's rule on truths that are known.

Writes docs/verdicts.md: how often "better" is said where nothing changes, and how often the 90 % interval holds the
truth; on made-up replications, then on the engine's own (minutes on two cores).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.experiments.judging import Outcome, judge, paired_interval

PAIRS = 1_000
REPLICATIONS = (3, 8, 20)
"""What a quick look, the screen and a planner's comparison take."""
PAGE = Path(__file__).parents[1] / "docs" / "verdicts.md"
MOST_FALSE = 0.05
COVERED = (0.87, 0.93)


@dataclass(frozen=True)
class Truth:
    """How differences of paired runs come about: the effect in each accepted set, and the draws' noise around it.

    Attributes:
        name: What it stands for.
        effect: Mean effect over accepted sets (share).
        of_sets: Spread of the effect between accepted sets.
        of_draws: Spread of a paired difference between draws, the set being the same.
        shape: Standardised draws of how sets differ, from a generator and a size.
    """

    name: str
    effect: float
    of_sets: float
    of_draws: float
    shape: Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


def normal(rng: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """Sets differ as a bell."""
    return rng.standard_normal(size)


def even(rng: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """Sets differ evenly over a range."""
    return rng.uniform(-(3**0.5), 3**0.5, size)


def leaning(rng: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """A few sets find much more than the others: a gamma of shape 4, skewness 1."""
    return (rng.gamma(4.0, 1.0, size) - 4.0) / 2.0


NOTHING = (
    Truth("rien ne change, les tirages seuls diffèrent / nothing changes, draws alone differ", 0.0, 0.0, 0.004, normal),
    Truth("rien en moyenne, plus ou moins selon les réglages / nothing on average", 0.0, 0.004, 0.002, normal),
    Truth("rien en moyenne, réglages dissymétriques / nothing on average, sets lean", 0.0, 0.004, 0.002, leaning),
)
SOMETHING = (
    Truth("un effet, le même dans tous les réglages / an effect, the same in all sets", 0.01, 0.0, 0.004, normal),
    Truth("un effet qui varie en cloche / an effect that varies as a bell", 0.01, 0.004, 0.002, normal),
    Truth("un effet qui varie uniformément / an effect that varies evenly", 0.01, 0.004, 0.002, even),
    Truth("un effet dissymétrique / an effect that leans", 0.01, 0.004, 0.002, leaning),
)


def made_up(truth: Truth, replications: int, pairs: int, seed: int) -> np.ndarray:
    """Paired differences by replication, of many comparisons: float64 [replications, pairs]."""
    rng = np.random.default_rng(seed)
    size = replications, pairs
    effects = truth.effect + truth.of_sets * truth.shape(rng, size)
    return effects + truth.of_draws * rng.standard_normal(size)


def rates(differences: np.ndarray, truth: float) -> dict[str, float]:
    """What the product says of many comparisons: shares of "better" and "worse", and of intervals that hold the truth.

    Args:
        differences: float64 [replications, pairs].
        truth: The true mean difference.
    """
    interval = paired_interval(differences)
    ends = zip(interval.mean, interval.low, interval.high, strict=True)
    said = [judge(*(float(one) for one in numbers)) for numbers in ends]
    shares = {one.value: np.mean([outcome is one for outcome in said]) for one in Outcome}
    return shares | {"covered": float(np.mean((interval.low <= truth) & (truth <= interval.high)))}


def drawn(measured: np.ndarray, replications: int, pairs: int, seed: int) -> np.ndarray:
    """Comparisons of measured differences, sets drawn with replacement: float64 [replications, pairs]."""
    return np.random.default_rng(seed).choice(measured, (replications, pairs))


@dataclass(frozen=True)
class Measured:
    """Differences that the engine found, one by accepted set.

    Attributes:
        name: What was compared.
        values: float64 [sets], in the order in which a study takes the sets.
        truth: The mean difference that an interval is to hold.
    """

    name: str
    values: np.ndarray
    truth: float


def measure(residents: int, threads: int) -> list[Measured]:
    """Placebo pairs (other draws, nothing decided) and two policies, in every accepted set."""
    from simulator.experiments.matching.sample import accepted
    from simulator.experiments.policy import Policy
    from simulator.experiments.run import Study
    from simulator.experiments.scenario import Scenario
    from simulator.population.synthesis import synthesise
    from simulator.territory.territory import Territory

    territory = Territory.load()
    people, world = synthesise(territory, residents=residents, seed=7), Scenario.load("tendanciel")
    sets = 1 + len(accepted(territory))
    studies = [Study(territory, people, world, replications=sets, seed=seed, threads=threads) for seed in (1, 2)]
    plans = {
        "aller à la rencontre, 8 jetons / reaching out, 8 tokens": Policy("outreach", outreach=2e6),
        "rentrer le soir, 8 jetons / getting home at night, 8 tokens": Policy("transport", transport=2e6),
        "pratiquer, 8 jetons / making art, 8 tokens": Policy("amateurs", amateurs=2e6),
    }
    base, other = (_shares(study, Policy.none, threads) for study in studies)
    found = [Measured("placebo", other - base, 0.0)]
    for name, policy in plans.items():
        change = _shares(studies[0], policy, threads) - base
        found.append(Measured(name, change, float(change.mean())))
    return found


def _shares(study, policy, threads: int) -> np.ndarray:
    """Residents with an outing in 2040, cinema apart, in every replication of a study."""

    def share(replication: int) -> float:
        return float(study.run(policy, replication, threads=1).share("any_but_cinema")[-1, 0])

    with ThreadPoolExecutor(threads) as pool:
        return np.array(list(pool.map(share, range(study.replications))))


def page(pairs: int, measured: list[Measured]) -> str:
    """The page of figures, in French and English."""
    lines = [_HEAD.format(pairs=f"{pairs:,}".replace(",", "\u202f"), pairs_en=f"{pairs:,}")]
    lines += ["## Ce que l’on sait d’avance / Truths made up\n", _TABLE]
    for rank, truth in enumerate((*NOTHING, *SOMETHING)):
        for count in REPLICATIONS:
            found = rates(made_up(truth, count, pairs, seed=100 * rank + count), truth.effect)
            lines.append(_row(truth.name, count, found, null=truth.effect == 0.0))
    lines += ["", "## Sur le modèle lui-même / On the engine itself\n", _ENGINE, _TABLE]
    for rank, one in enumerate(measured):
        for count in REPLICATIONS:
            differences = drawn(one.values, count, pairs, seed=rank)
            if one.name == "placebo":  # neither side of such a pair is the plan: which is taken for it is drawn
                differences *= np.random.default_rng(1_000 + rank).choice((-1.0, 1.0), differences.shape)
            found = rates(differences, one.truth)
            lines.append(_row(one.name, count, found, null=one.name == "placebo"))
    lines += ["", _order(measured), ""]
    return "\n".join(lines)


def _row(name: str, count: int, found: dict[str, float], null: bool) -> str:
    low, high = COVERED
    kept = low <= found["covered"] <= high and (not null or found["better"] <= MOST_FALSE)
    shares = " | ".join(f"{100 * found[key]:.1f} %" for key in ("better", "worse", "same", "covered"))
    return f"| {name} | {count} | {shares} | {'oui / yes' if kept else '**non / no**'} |"


def _order(measured: list[Measured]) -> str:
    """A study takes sets closest first: what the first eight say beside all, and whether closeness matters."""
    lines = [_ORDER, "| | 8 premiers / first 8 | tous / all | corrélation / correlation |", "|---|---|---|---|"]
    for one in measured[1:]:
        interval = paired_interval(one.values[:8])
        ends = f"{100 * interval.mean:+.2f} [{100 * interval.low:+.2f} ; {100 * interval.high:+.2f}]"
        likeness = np.corrcoef(np.arange(one.values.size), one.values)[0, 1]
        lines.append(f"| {one.name} | {ends} | {100 * one.truth:+.2f} | {likeness:+.2f} |")
    return "\n".join(lines)


_HEAD = """# Ce que valent les verdicts / What verdicts are worth

*Page written by `python benchmarks/verdicts.py`; do not edit it by hand.*

Un verdict (« mieux », « moins bien », « on ne peut pas les départager ») vient de calculs par paires :
mêmes tirages, avec et sans la politique. La règle du produit (`simulator/experiments/compare.py`) est
appliquée ici à {pairs} comparaisons dont la vérité est connue. On attend : au plus 5 % de faux « mieux »
quand rien ne change ; la vérité dans 87 à 93 % des intervalles à 90 %. Un intervalle qui
laisserait à peine zéro dehors dirait « mieux » dans 5 % des cas sans effet : une fois sur deux, mille
comparaisons en montreraient davantage. La règle garde donc une marge : un quart de la moyenne.

A verdict comes from paired runs: the same draws, with and without the policy. The product's own rule is
applied here to {pairs_en} comparisons whose truth is known. Expected: at most 5 % false "better" where
nothing changes; the truth within 87 to 93 % of the 90 % intervals. An interval that only just
leaves zero out would say "better" in 5 % of cases without effect: every other time, a thousand comparisons
would show more. So the rule keeps a margin: a quarter of the mean.
"""
_HEADS = (
    "vérité / truth",
    "calculs / replications",
    "mieux / better",
    "moins bien / worse",
    "pas départagés / same",
    "vérité dans l’intervalle / truth covered",
    "tenu / holds",
)
_TABLE = f"| {' | '.join(_HEADS)} |\n{'|---' * len(_HEADS)}|"
_ENGINE = """Un placebo : deux calculs du même réglage et du même monde, sans mesure, avec d’autres tirages ; lequel
passe pour la politique est tiré au sort. Une politique : sa différence dans chaque réglage accepté ; la
vérité est leur moyenne à tous, et chaque comparaison en tire quelques-uns au hasard.

A placebo: two runs of one set and world, nothing decided, with other draws; which one passes for
the policy is drawn. A policy: its difference in each accepted set; the truth is the mean of them all, and each
comparison draws a few of them.
"""
_ORDER = """Une étude prend les réglages dans l’ordre de leur proximité aux faits, non au hasard : l’ordre ne doit rien
dire de l’effet (corrélation du rang et de l’effet ; au-delà de 0,18 en valeur absolue, il en dirait quelque
chose). / A study takes sets in the order of their closeness to facts, not at random: the order must say
nothing of the effect (correlation of rank and effect; beyond 0.18 it would). Points, 90 % interval.
"""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=8_000)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    measured = measure(given.residents, given.threads)
    PAGE.write_text(page(PAIRS, measured), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
