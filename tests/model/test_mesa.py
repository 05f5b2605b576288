"""The model is a Mesa model: the few are agents, the many speak AgentSet's verbs."""

from __future__ import annotations

import gc
import weakref

import mesa
import numpy as np
import pytest

from simulator.model.agents import CommuneAgent, VenueAgent
from simulator.model.model import CultureModel

SIZE = 500


def test_communes_venues_and_organisations_are_agents(engine):
    model = engine(SIZE)
    assert isinstance(model, mesa.Model)
    assert len(model.agents_by_type[CommuneAgent]) == 287
    (lens,) = model.agents.select(lambda a: isinstance(a, CommuneAgent) and a.name == "Lens")
    assert set(lens.residents.get("commune").tolist()) <= {lens.row}
    assert len(model.agents_by_type[VenueAgent]) == len(model.territory.venues.code)


def test_residents_speak_agentsets_verbs(engine):
    residents = engine(SIZE).residents
    old = residents.select(lambda r: r.get("age") >= 75)
    assert 0 < len(old) < len(residents) == SIZE
    assert (old.get("age") >= 75).all()
    assert residents.agg("weight", np.sum) == 1_212_037
    assert sum(len(group) for group in residents.groupby("education").values()) == SIZE
    assert old.do(len) == len(old)
    assert old.set("symbolic", 0.25).get("symbolic").tolist() == [0.25] * len(old)


def test_one_person_is_read_only(engine):
    person = engine(SIZE).residents[12]
    assert person.age == engine(SIZE).people.age[12]
    assert set(person.habit) == {"MUS", "THE", "CON", "CIN", "BIB", "RUE"}
    with pytest.raises(AttributeError):
        person.age = 30
    with pytest.raises(AttributeError, match="symbolic"):
        engine(SIZE).residents.set("age", 3)


def test_a_closed_model_leaves_memory_at_once(bassin, sample, book):
    """By a search for cycles alone, it would stay for hundreds of runs: 350 MB each with every resident."""
    gc.disable()
    try:
        model = CultureModel(bassin, sample(SIZE), parameters=book.parameters, book=book, threads=2)
        model.step()
        seen = weakref.ref(model)
        model.close()
        del model
        assert seen() is None
    finally:
        gc.enable()
