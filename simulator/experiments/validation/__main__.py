"""Write docs/validation.md: `python -m simulator.experiments.validation` (a few minutes)."""

from __future__ import annotations

from simulator.experiments.validation.catalogue import CARRIED, PATTERNS, find_all, without
from simulator.experiments.validation.mechanisms import OFF
from simulator.experiments.validation.page import PAGE, page
from simulator.experiments.validation.world import REPLICATIONS, SEED, SIZE, World, frozen_study
from simulator.population.synthesis import synthesise
from simulator.territory.territory import Territory


def main() -> None:
    """Measure the model as it is, then without each mechanism, and write the page."""
    territory = Territory.load()
    people = synthesise(territory, residents=SIZE, seed=7)

    def findings(patterns, parameters=None):
        study = frozen_study(territory, people, replications=REPLICATIONS, seed=SEED, parameters=parameters)
        return find_all(World(study), patterns)

    found, ablations = findings(PATTERNS), {}
    for mechanism in OFF:
        print(mechanism, flush=True)
        ablations[mechanism] = findings(CARRIED, without(territory, people, mechanism))
    sample = {"residents": SIZE, "replications": REPLICATIONS, "seed": SEED}
    PAGE.write_text(page(found, ablations, sample), encoding="utf-8")
    print(PAGE.name)


if __name__ == "__main__":
    main()
