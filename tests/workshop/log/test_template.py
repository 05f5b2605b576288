"""Agendas: the bundled ones say what the day needs, a host's own is read line by line."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from simulator.errors import AgendaError
from simulator.experiments import library, schemas
from simulator.experiments.checking import check_file
from simulator.model.levers import LEVERS
from simulator.reading import read_yaml
from simulator.workshop.template import Template, templates
from tests.workshop.log.test_desk import refused

DEALT = ("outreach", "transport", "amateurs", "schools", "collaboration")


def test_the_two_half_days():
    assert templates() == ("demi-journee-180", "demi-journee-240")
    long, short = Template.load("demi-journee-240"), Template.load("demi-journee-180")
    assert [sum(phase.minutes for phase in one.phases) for one in (long, short)] == [240, 180]
    assert (long.rounds, short.rounds) == ((1, 2), (1,))
    assert long.tokens == short.tokens == 32
    assert set(long.dealt(1)) == set(short.dealt(1)) == set(DEALT)
    assert long.dealt(2) == tuple(LEVERS)
    debrief = next(phase for phase in long.phases if phase.key == "debrief")
    played = sum(phase.minutes for phase in long.phases if phase.round)
    assert debrief.minutes * 3 >= played
    assert {phase.key for phase in short.phases} < {phase.key for phase in long.phases}


@pytest.mark.parametrize("name", templates())
def test_every_instrument_is_opened_somewhere(name):
    opened = {instrument for phase in Template.load(name).phases for instrument in phase.opens}
    assert {
        "grid",
        "resources",
        "ties",
        "gaps",
        "dreams",
        "fiction",
        "policy",
        "prediction",
        "reveal",
        "actions",
    } <= opened


@pytest.mark.parametrize("name", templates())
def test_what_the_log_keeps_makes_the_same_agenda(name):
    template = Template.load(name)
    assert Template.from_text(template.text) == template


AGENDA = """\
schema: 1
workshop: mine
title: {fr: Le mien, en: Mine}
minutes: 30
phases:
  - key: un
    minutes: 10
    title: {fr: Un, en: One}
    notes: {fr: Dire, en: Say}
    opens: [join, policy]
    round: 1
    levers: [outreach]
  - key: deux
    minutes: 20
    title: {fr: Deux, en: Two}
    notes: {fr: Dire, en: Say}
    opens: [reveal]
    round: 1
"""
FAULTS = [
    ("minutes: 30", "minutes: 40", 4, "les phases font 30 minutes, pas 40", "the phases take 30 minutes, not 40"),
    ("minutes: 10", "minutes: ten", 7, "« minutes » attend un nombre entier", "'minutes' expects a whole number"),
    ("minutes: 10", "minutes: 0", 7, "« minutes » : 0 refusé", "'minutes': 0 refused"),
    ("key: deux", "key: un", 13, "deux phases nommées « un »", "two phases named 'un'"),
    ("key: un", "key: Un", 6, "nom de code refusé", "code name refused"),
    ("[join, policy]", "[join, polcy]", 10, "instrument inconnu : « polcy »", "unknown instrument: 'polcy'"),
    ("[outreach]", "[outrech]", 12, "levier inconnu : « outrech »", "unknown lever: 'outrech'"),
    ("    round: 1\n    levers", "    levers", 6, "« policy » demande un numéro", "'policy' needs the number"),
    ("[reveal]\n    round: 1", "[reveal]\n    round: 3", 18, "tour 3 hors de l’ordre", "round 3 out of order"),
    ("opens: [join, policy]", "opens: [join]", 17, "tour 1 révélé avant d’être joué", "revealed before it is played"),
    (
        "    notes: {fr: Dire, en: Say}\n    opens: [reveal]",
        "    opens: [reveal]",
        13,
        "il manque « notes »",
        "'notes'",
    ),
    ("schema: 1", "schema: 2", 1, "plus récent que ce programme", "newer than this program"),
    ("minutes: 30", "minutes: 30\ntokens: 33", 5, "« tokens » : 33 refusé", "'tokens': 33 refused"),
    ("minutes: 30", "minutes: 30\ntoken: 3", 5, "nom inconnu « token »", "unknown name 'token'"),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("old", "new", "line", "fr", "en"), FAULTS, ids=[row[3] for row in FAULTS])
def test_a_host_reads_where_the_fault_is(tmp_path, old, new, line, fr, en):
    path = tmp_path / "mine.yaml"
    path.write_text(AGENDA.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AgendaError) as caught:
        Template.load(path)
    (fault,) = caught.value.faults
    assert fault.line == line
    assert fr in plain(fault.message("fr"))
    assert en in fault.message("en")
    assert check_file(path) == [fault]


def test_a_host_opens_a_workshop_of_their_own(own_room, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(AGENDA, encoding="utf-8")
    opened = own_room.desk.open(str(path), "Chez nous", ("communs",), 2)
    path.write_text(AGENDA.replace("[outreach]", "[transport]"), encoding="utf-8")
    assert own_room.desk.template(opened.workshop).dealt(1) == ("outreach",)
    assert refused(own_room.desk.open, str(tmp_path / "none.yaml"), "x", ("communs",), 2) == "unknown_template"


def test_the_published_schema_accepts_and_refuses_the_same():
    validator = jsonschema.Draft202012Validator(json.loads(schemas.schema_text("workshop.schema.json")))
    for name in templates():
        document = read_yaml(library.agenda_path(name)).data
        validator.validate(document)
        assert list(validator.iter_errors({**document, "tokens": 0}))
        assert list(validator.iter_errors({**document, "phases": [{**document["phases"][0], "opens": ["magic"]}]}))


def test_a_scenario_is_no_agenda():
    with pytest.raises(AgendaError, match="c’est un scénario, pas un atelier"):
        Template.load(Path(library.scenario_path("sobriete")))
