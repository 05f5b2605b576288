"""The real server killed with -9 under twenty clients: nothing acknowledged is lost, and no process stays."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.workshop.log.server_crashing import Faller

FALLS = 3


@pytest.mark.timeout(600)
def test_a_killed_server_comes_back_with_all_that_it_acknowledged(url, tmp_path, request):
    faller = Faller(url, tmp_path / "data", Path(request.config.cache.mkdir("bassin2040")))
    generator = random.Random(2040)
    try:
        falls = [faller.fall(generator) for _ in range(FALLS)]
    finally:
        faller.close()
    assert falls[-1].acknowledged >= 20 * FALLS
    assert [fall.present for fall in falls] == [fall.acknowledged for fall in falls]
