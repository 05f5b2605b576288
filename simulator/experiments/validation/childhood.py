"""P11: whoever did nothing cultural as a child does less as an adult; people are followed as they grow up and move."""

from __future__ import annotations

import numpy as np

from simulator.calendar import FIRST_YEAR, LAST_YEAR, january
from simulator.domains import CIN, CON, MUS, THE
from simulator.experiments.run import replication_seed
from simulator.experiments.validation.pattern import NothingToMeasureError, Pattern, between, over, reported
from simulator.experiments.validation.world import World, domain_bits, year_bits
from simulator.model.drivers import Drivers
from simulator.model.life import lives_of
from simulator.population.course import MOVE
from simulator.population.lives import Lives

CHILDHOOD = range(8, 13)
ACTIVITIES = domain_bits(MUS, THE, CON, CIN)
"""What the survey asks for, with amateur practice; and reading, which the model does not have."""


def follow(lives: Lives, who: np.ndarray, months: range) -> None:
    """Bring up to date who of 2025's residents stands in each row (their row then, -1 for somebody else)."""
    for event in range(lives.start[months.start], lives.start[months.stop]):
        row, source = lives.row[event], lives.source[event]
        moved = lives.kind[event] == MOVE
        who[row] = who[source] if moved else -1
        if moved:
            who[source] = -1


def remembered(world: World, replication: int) -> np.ndarray:
    """Persons of 8 to 12 in 2026, still here in 2040: int64 [2, 2], by any activity in 2026, and in 2040."""
    people, seed = world.people, replication_seed(world.study.seed, replication)
    lives = lives_of(world.territory, people, Drivers({}), seed)
    who, active, played = np.concatenate([np.arange(people.size), np.full(lives.size - people.size, -1)]), [], 0
    with world.model(world.here, replication, lives=lives) as model:
        for year in (FIRST_YEAR, LAST_YEAR):
            model.run_to(january(year + 1))
            follow(lives, who, range(played, model.month))
            here, played = np.flatnonzero(who >= 0), model.month
            active.append(np.full(people.size, -1))
            active[-1][who[here]] = ((year_bits(model)[here] & ACTIVITIES) > 0) | (model.columns.practice[here] > 0)
    cohort = (active[1] >= 0) & np.isin(people.age + 1, CHILDHOOD)
    cells = 2 * active[0][cohort] + active[1][cohort]
    return np.bincount(cells, people.weight[cohort], minlength=4).astype(np.int64).reshape(2, 2)


def _childhood(world: World) -> list[float]:
    """Odds of doing nothing as an adult, without any activity as a child over with some; then both shares."""
    table = sum(remembered(world, r) for r in world.replications)
    if not table.all():
        raise NothingToMeasureError("Trop peu d’enfants suivis.", "Too few children followed.")
    (nothing, late), (given_up, always) = table.tolist()
    ratio = over(nothing * always, late * given_up)
    return [ratio, over(nothing, nothing + late), over(given_up, given_up + always)]


MEMORY = Pattern(
    "P11",
    ("Sans pratique dans l’enfance, on sort moins, adulte", "No childhood practice, fewer outings as an adult"),
    (
        between(2.0, 3.5, 2.8, ("rapport des chances", "odds ratio")),
        reported(("rien adulte, rien enfant", "nothing as adults, nothing as children"), 0.41, share=True),
        reported(("rien adulte, les autres", "nothing as adults, the others"), 0.20, share=True),
    ),
    "Insee Première 883 (2003): 41 % against 20 % without any activity as adults",
    _childhood,
    note=(
        "Enfants de 8 à 12 ans, une année, 2026, et les mêmes en 2040, où qu’ils aient déménagé ; musées, scènes, "
        "concerts, cinéma, pratique amateur. La lecture, que l’enquête compte, n’est pas dans le modèle ; ces adultes "
        "ont de 22 à 26 ans : le rapport est jugé, les niveaux ne le sont pas. Aucun souvenir n’est ajouté : goût, "
        "habitude, distance et origine relient l’enfant à l’adulte.",
        "Children of 8 to 12 in one year, 2026, and the same people in 2040, wherever they moved; museums, stages, "
        "concerts, cinema, amateur practice. Reading, which the survey counts, is not in the model; these adults are "
        "22 to 26: the ratio is judged, levels are not. No memory is added: taste, habit, distance and origin join the "
        "child to the adult.",
    ),
)
