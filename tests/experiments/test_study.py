"""What a study prepares: made once, read afterwards, made again when what was kept cannot be used; stopped cleanly."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator import cache
from simulator.errors import Cancelled
from simulator.experiments import run as playing
from simulator.experiments.policy import Policy
from simulator.experiments.run import Study, replication_seed
from simulator.experiments.scenario import Scenario
from simulator.model.sources import digest_of, engine_digest, sources_of
from tests.experiments.conftest import REPLICATIONS


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    """An empty cache of the test's own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def prepare(country, people, world, study):
    """Studies of the same inputs, one replication, with what is asked to differ."""

    def make(**changes) -> Study:
        settings = {"replications": 1, "threads": 1, "book": study.book} | changes
        return Study(country, settings.pop("people", people), settings.pop("scenario", world), **settings)

    return make


@pytest.fixture
def made(monkeypatch) -> list[int]:
    """The replications whose spin-up was made rather than read."""
    replications, make = [], Study._make_start

    def count(self, replication, progress):
        replications.append(replication)
        return make(self, replication, progress)

    monkeypatch.setattr(Study, "_make_start", count)
    return replications


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_second_study_reads_what_the_first_kept(kept, prepare, made, policy, run):
    first = prepare(replications=2)
    assert made == [0, 1]
    assert len(files(kept)) == 2
    second = prepare(replications=2)
    assert made == [0, 1]
    assert all(same(first.start(r), second.start(r)) for r in range(2))
    assert first.run(policy).digest == second.run(policy).digest == run.digest


def test_what_a_spin_up_depends_on(kept, prepare, made):
    """Neither world nor threads; seed and replication do."""
    prepare()
    prepare(scenario=Scenario("frozen"), threads=2)
    assert made == [0]
    prepare(seed=2)
    prepare(replications=2)
    assert made == [0, 0, 1]
    assert len(files(kept)) == 3


def test_whatever_a_spin_up_depends_on_changes_its_name(kept, prepare, made, people, monkeypatch):
    """Parameters, intercepts among them, the population, and the code of the engine (rule 16)."""
    plain = prepare()
    p = plain.parameters
    changed = [
        prepare(parameters=p.replace(habit_weight=0.7), book=None),
        prepare(parameters=p.replace(intercept=(*p.intercept[:5], p.intercept[5] + 1e-4)), book=None),
        prepare(people=replace(people, age=np.where(people.age == 40, 41, people.age).astype(np.uint8))),
    ]
    monkeypatch.setattr(playing, "engine_digest", lambda: "other code")
    changed.append(prepare())
    assert made == [0] * 5
    assert len(files(kept)) == 5
    assert len({study._key(0) for study in (*changed[:3], plain)}) == 4


@pytest.mark.parametrize(
    "source",
    [
        *("model/month.py", "model/kernels/seat.py", "population/ties.py", "compiled.py", "elementary.py", "draws.py"),
        *(f"territory/{name}.py" for name in ("exponentials", "travel", "supply", "kinds", "venues")),
    ],
)
def test_the_engines_digest_reads_what_a_result_depends_on(tmp_path, source):
    root = Path(simulator.__file__).parent
    copy = shutil.copytree(root, tmp_path / "simulator", ignore=shutil.ignore_patterns("__pycache__", "data", "static"))
    before = digest_of(copy)
    assert before == digest_of(root) == engine_digest()
    with (copy / source).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert digest_of(copy) != before


def test_the_engines_digest_leaves_out_how_tables_were_made():
    folders = {path.parent.name for path in sources_of(Path(simulator.__file__).parent)}
    assert folders == {"simulator", "model", "kernels", "levers", "parameters", "population", "territory"}


DAMAGES = {
    "empty": lambda whole: b"",
    "text": lambda whole: b"nothing that can be read\n" * 50,
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "one byte changed": lambda whole: (
        whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
    ),
    "another archive": lambda whole: b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_again(kept, prepare, made, damage):
    first = prepare()
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[damage](whole))
    second = prepare()
    assert made == [0, 0]
    assert same(first.start(), second.start())
    prepare()
    assert made == [0, 0], "what was made again is kept"
    assert files(kept) == [path.name]


def test_a_cache_that_cannot_be_made_changes_nothing(tmp_path, monkeypatch, prepare, made, policy, run):
    """A file stands where the folder should be: as on a read-only disk, nothing is kept and nothing fails."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert prepare().run(policy).digest == run.digest
    assert prepare().run(policy).digest == run.digest
    assert made == [0, 0]
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_filled_cache_is_read_where_nothing_can_be_written(kept, prepare, made, monkeypatch, policy, run):
    prepare()

    def refuse(*_, **__):
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(cache.tempfile, "mkstemp", refuse)
    assert prepare().run(policy).digest == run.digest
    assert made == [0]
    assert prepare(seed=9).start()["month"] == 0, "and what was not kept is made"
    assert made == [0, 0]
    assert len(files(kept)) == 1


class After:
    """A stop that is set once it was looked at `looks` times."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("months", [0, 1, 50, 179])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_stop_cancels_and_leaves_nothing_behind(kept, prepare, policy, run, months, threads):
    study = prepare()
    study.lives(0)  # drawn once, and kept beside the spin-ups
    before, alive = files(kept), set(threading.enumerate())
    with pytest.raises(Cancelled):
        study.run(policy, stop=After(months), threads=threads)
    assert set(threading.enumerate()) == alive
    assert files(kept) == before
    assert study.run(policy, stop=After(180), threads=threads).digest == run.digest, "the next run is untouched"


def test_a_stop_set_by_another_thread_is_seen_within_the_run(study, policy):
    stop, begun = threading.Event(), threading.Event()
    stop.is_set = lambda: begun.set() or threading.Event.is_set(stop)
    other = threading.Thread(target=lambda: begun.wait(10) and stop.set())
    other.start()
    model = study.model(policy)
    with pytest.raises(Cancelled):
        model.run_to(10**6, stop)
    other.join()
    model.close()


def test_a_study_beside_another_shares_what_does_not_depend_on_the_world(study, prepare, policy, run):
    other = Scenario("cool", drivers={"touring_supply": {2030: -0.5}})
    beside = study.beside(other)
    assert (beside.scenario, beside.book, beside.start(0)) == (other, study.book, study.start(0))
    assert beside.beside(study.scenario).run(policy).digest == run.digest
    assert beside.run(policy).digest == prepare(scenario=other).run(policy).digest


def test_several_at_once_are_those_one_by_one(study, policy, runs):
    together = study.runs(policy)
    assert [one.digest for one in together] == [one.digest for one in runs]


def test_a_baseline_is_played_once_whoever_asks(prepare, monkeypatch):
    study, played, play = prepare(), [], Study.run
    monkeypatch.setattr(Study, "run", lambda self, *given: played.append(given) or play(self, *given))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: study.baseline(0), range(8)))
    assert all(one is found[0] for one in found)
    assert played == [(Policy.none, 0)]


def test_progress_rises_from_nothing_to_all(kept, prepare):
    told = []
    prepare(replications=2, progress=told.append)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(told) > 10
    assert all(0.0 <= share <= 1.0 for share in told)


def test_seeds_of_replications_never_meet():
    seeds = {replication_seed(seed, r) for seed in range(50) for r in range(50)}
    assert len(seeds) == 2500
    assert replication_seed(1, 0) != replication_seed(0, 1)


def test_a_model_can_be_stepped_by_hand(study, policy, run):
    model = study.model(policy)
    assert model.month == 0
    while model.month < 180:
        model.step()
    assert np.array_equal(model.record.by_commune, run.record.by_commune)
    model.close()


def test_run_is_the_first_replication_of_a_study(country, people, world, policy, runs):
    alone = playing.run(country, people, world, policy, threads=1)
    assert alone.digest == runs[0].digest
    assert alone.seed == runs[0].seed == replication_seed(1, 0)
    assert len(runs) == REPLICATIONS
