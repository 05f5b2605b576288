import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "answers"))

from simulator.experiments.scenario import Scenario


@pytest.fixture
def worlds():
    return [Scenario("one", {"fr": "Un", "en": "One"}), Scenario("two", {"fr": "Deux", "en": "Two"})]
