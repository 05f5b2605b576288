"""Killed with -9 while twenty clients write: everything acknowledged is there, nothing half."""

from __future__ import annotations

import random

from simulator.workshop.desk import Desk
from simulator.workshop.store import Store
from tests.workshop.log.conftest import make_room
from tests.workshop.log.crashing import Crasher

INSTANTS = 8


def test_a_power_cut_costs_nobody_anything(url, tmp_path):
    room = make_room(Desk(Store(url)))
    room.begin()
    room.desk.store.close()
    crasher, generator = Crasher(url, room.key, tmp_path), random.Random(2040)
    try:
        crashes = [crasher.crash(rank, generator) for rank in range(INSTANTS)]
    finally:
        crasher.close()
    assert crashes[-1].acknowledged >= INSTANTS
    assert all(crash.present >= crash.acknowledged for crash in crashes)
