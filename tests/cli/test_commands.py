"""The command line as people type it, rightly and wrongly: words, exit codes, nothing half-done, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import simulator
from simulator.cli import app
from simulator.experiments import library
from simulator.experiments.output import refuse_existing

BROKEN = Path(__file__).parents[1] / "files" / "broken"
COMMANDS = (
    "run",
    "compare",
    "claims",
    "causes",
    "link",
    "check",
    "calibrate",
    "validate",
    "dashboard",
    "prepare",
    "bench",
    "doctor",
)
SCENARIO = str(library.scenario_path("tendanciel"))
POLICY = str(library.policy_path("melange"))


@pytest.fixture(autouse=True)
def french_system(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def call(*arguments: object):
    """What a command line answers."""
    answer = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert isinstance(answer.exception, SystemExit | None), answer.exception
    return answer


def shell(*arguments: str, **settings: str) -> subprocess.CompletedProcess:
    """The same in a process of its own."""
    command = [sys.executable, "-c", "from simulator.cli import main; main()", *arguments]
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", "NO_COLOR": "1", **settings}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_no_command_shows_the_help_in_french():
    answer = call()
    assert answer.exit_code == 0
    assert "Utilisation" in answer.stdout
    assert all(f"  {command} " in answer.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_complete_in_both_languages(command):
    fr, en = (call(command, "--help", "--lang", lang).stdout for lang in ("fr", "en"))
    assert fr != en
    assert "Montre cette aide" in fr
    assert "Show this message" in en
    for page in (fr, en):
        assert "cli." not in page
    assert not any(word in fr for word in ("Usage:", "Options:", "default:", "required"))


def test_the_language_may_stand_before_the_command_or_be_the_systems(monkeypatch):
    assert "is missing" in call("--lang", "en", "run").stderr
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "is missing" in call("run").stderr
    assert "Il manque" in call("run", "--lang=fr").stderr


def test_the_version():
    assert call("--version").stdout == f"bassin2040 {simulator.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rnu"], "commande inconnue « rnu » ; le nom le plus proche est « run »."),
        (["run"], "Il manque SCENARIO ; --help dit quoi donner."),
        (["compare", SCENARIO], "Il manque --policy ; --help dit quoi donner."),
        (["run", SCENARIO, "--polcy", "x"], "option inconnue « --polcy » ; le nom le plus proche est « --policy »."),
        (["run", SCENARIO, "--residents", "beaucoup"], "--residents : donner un nombre entier d’habitants, ou all."),
        (["run", SCENARIO, "--residents", "0"], "--residents : donner un nombre entier d’habitants, ou all."),
        (["run", SCENARIO, "--seed", "-1"], "--seed : donner un nombre entier, 0 ou plus."),
        (["run", SCENARIO, "--seed", "1e3"], "--seed : donner un nombre entier, 0 ou plus."),
        (["run", SCENARIO, "--seed", "9" * 30], "--seed : donner un nombre entier, 0 ou plus."),
        (["run", SCENARIO, "--threads", "0"], "--threads : donner un nombre entier de 1 à 256."),
        (["run", SCENARIO, "--replications", "no"], "--replications : donner un nombre entier de 1 à 10000."),
        (["dashboard", "--port", "99999"], "--port : donner un port, de 1 à 65535."),
        (["check"], "Il manque FOLDER|FILE... ; --help dit quoi donner."),
        (["run", SCENARIO, "--lang", "de"], "--lang : donner fr ou en."),
    ],
)
def test_a_badly_typed_command_is_said_in_one_sentence(arguments, sentence):
    answer = call(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.replace("\u00a0", " ").replace("\u202f", " ") == sentence + "\n"


def test_check_says_every_fault_and_their_number():
    answer = call("check", BROKEN / "lever-unknown-near.yaml", BROKEN / "syntax-tab.yaml", "--lang", "en")
    assert answer.exit_code == 1
    assert answer.stdout.splitlines() == [
        f"{BROKEN}/lever-unknown-near.yaml:7: unknown name 'outrech'; the nearest name is 'outreach'",
        f"{BROKEN}/syntax-tab.yaml:7: tab in place of spaces; write spaces",
    ]
    assert answer.stderr == "2 faults.\n"


def test_check_accepts_files_folders_and_a_territory():
    territory = Path(simulator.__file__).parent / "territory" / "data" / "bassin_minier"
    answer = call("check", SCENARIO, library.folder(), territory)
    looked = 2 + len(list(library.folder().rglob("*.yaml")))
    assert (answer.exit_code, answer.stdout) == (0, f"Rien à redire\u00a0: {looked} éléments vérifiés.\n")


def test_check_refuses_a_folder_that_is_no_territory(tmp_path):
    (tmp_path / "communes.csv").write_text("code\n")
    answer = call("check", tmp_path, tmp_path / "nowhere.yaml")
    assert answer.exit_code == 1
    assert f"{tmp_path}/nowhere.yaml:1: fichier introuvable" in answer.stdout
    assert answer.stdout.count(f"{tmp_path}/") >= 2


def test_a_spreadsheet_beside_policies_makes_no_territory(tmp_path):
    (tmp_path / "indicators.csv").write_text("indicator;unit\n")
    (tmp_path / "mine.yaml").write_text("policy: 3\n")
    answer = call("check", tmp_path, "--lang", "en")
    assert answer.exit_code == 1
    assert {line.split(":")[0] for line in answer.stdout.splitlines()} == {f"{tmp_path}/mine.yaml"}


def test_faults_are_not_wrapped_on_a_narrow_terminal():
    done = shell("check", str(BROKEN / "lever-with-a-unit.yaml"), COLUMNS="20")
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)


@pytest.mark.parametrize("option", ["--excel", "--force"])
def test_how_to_write_without_where_is_refused_before_any_work(option):
    answer = call("run", SCENARIO, option, "--lang", "en")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"{option}: give --out DIR too.\n"


@pytest.mark.parametrize("command", ["run", "compare", "causes"])
def test_a_broken_file_is_refused_before_any_work(command):
    answer = call(command, SCENARIO, "--policy", BROKEN / "lever-negative.yaml", "--lang", "en")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert (
        answer.stderr
        == f"{BROKEN}/lever-negative.yaml:7: 'outreach' = −1 out of range; from 0 to 12,000,000 euros a year\n"
    )


def test_an_unknown_world_gives_the_nearest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = call("run", "tendancielle", "--lang", "en")
    assert (answer.exit_code, answer.stderr) == (1, "tendancielle:1: no such file; the nearest name is 'tendanciel'\n")


def test_results_already_there_are_refused_before_any_work(tmp_path):
    (tmp_path / "manifest.json").write_text("{}")
    answer = call("run", SCENARIO, "--out", tmp_path, "--lang", "en")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"'{tmp_path}' already holds manifest.json; choose another folder, or add --force.\n"
    assert (tmp_path / "manifest.json").read_text() == "{}"
    assert "not a folder" in call("run", SCENARIO, "--out", tmp_path / "manifest.json", "--lang", "en").stderr


@pytest.mark.parametrize("inside", ["there", "there/and/further"])
def test_a_place_that_cannot_hold_results_is_refused_before_anything_is_run(tmp_path, inside):
    (tmp_path / "file").write_text("")
    answer = call("run", SCENARIO, "--out", tmp_path / "file" / inside, "--lang", "en")
    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"'{tmp_path}/file/{inside}': cannot be written to (")
    assert answer.stderr.count("\n") == 1  # no step was begun


def test_trying_a_place_leaves_nothing(tmp_path):
    refuse_existing(tmp_path / "new" / "results")
    assert list(tmp_path.iterdir()) == []


def test_a_policy_given_for_a_scenario_and_the_reverse():
    assert call("run", POLICY, "--lang", "en").stderr == (
        f"{POLICY}:3: this is a policy, not a scenario; give it with --policy, after a scenario\n"
    )
    assert call("run", SCENARIO, "--policy", SCENARIO).stderr.endswith(
        "c’est un scénario, pas une politique; le donner avant --policy\n"
    )


def test_doctor_says_what_it_finds(monkeypatch):
    answer = call("doctor", "--lang", "en")
    assert answer.exit_code == 0
    assert "✓ Python 3." in answer.stdout


def test_help_loads_nothing_heavy():
    code = (
        "import json, sys\nsys.argv = ['bassin2040', 'run', '--help']\nfrom simulator.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "simulator.cli" in loaded
    heavy = {"mesa", "numba", "numpy", "pandas", "ruamel.yaml", "matplotlib", "tornado", "babel"}
    assert heavy & loaded == set()


def test_letters_that_a_stream_or_a_name_lacks_are_no_traceback(tmp_path):
    named = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    with open(named, "wb") as stream:
        stream.write(b"policy: \n")
    done = shell("check", os.fsdecode(named), PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "caf?.yaml:1: " in done.stdout
    assert "Traceback" not in done.stderr


def test_a_name_that_is_too_long_is_refused_in_words():
    answer = call("check", "a" * 5000)
    assert answer.exit_code == 1
    assert "lecture impossible" in answer.stdout


def test_a_closed_pipe_is_no_traceback():
    command = [sys.executable, "-c", "from simulator.cli import main; main()", "check", str(BROKEN)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
