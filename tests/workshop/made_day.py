"""A whole workshop at a real desk: four tables of six, five, three people and of nobody (on paper), with real words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

import numpy as np
from made_bundles import bundle

from simulator.experiments.scenario import Scenario
from simulator.model.levers import LEVERS
from simulator.workshop.bundle import Bundles
from simulator.workshop.bundle_parts import Dispute
from simulator.workshop.desk import Desk, Opened, Pass
from simulator.workshop.dissent import find
from simulator.workshop.ranking import compare_rankings, place
from simulator.workshop.store import Store

WORLDS = ("sobriete", "communs")
SEATS = {"table-1": 6, "table-2": 5, "table-3": 3, "table-4": 0}
FORMULA = '=HYPERLINK("http://mauvais.exemple";"clic")'
SCRIPT = "<script>alert('non')</script> & <b>gras</b>"
GONE = "Une phrase que quelqu’un fera effacer"
PSEUDONYM = "Zéphyrine"
TITLE = "Carvin, une demi-journée"


@dataclass
class MadeDay:
    """A workshop at its desk, and what tests look for in its papers."""

    desk: Desk
    bundles: Bundles
    opened: Opened
    people: dict[str, list[Pass]] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)

    @property
    def workshop(self) -> str:
        return self.opened.workshop

    def host(self, kind: str, **fields):
        return self.say(self.desk.enter(self.opened.host), kind, **fields)

    def table(self, table: str, kind: str, **fields):
        return self.say(self.desk.enter(self.opened.tables[table]), kind, table=table, **fields)

    def person(self, who: Pass, kind: str, **fields):
        return self.say(who, kind, table=who.actor.table, participant=who.actor.participant, **fields)

    def say(self, who: Pass, kind: str, **fields):
        return self.desk.submit(who, uuid.uuid4().hex, {"kind": kind, **fields})


def open_day(folder, language="fr", title=TITLE, file="atelier.sqlite", runs="liens") -> MadeDay:
    """A workshop that has just opened, its people seated."""
    desk = Desk(Store(f"sqlite:///{folder / file}"))
    opened = desk.open("demi-journee-240", title, WORLDS, len(SEATS), language)
    day = MadeDay(desk, Bundles(folder / runs), opened)
    for table, count in SEATS.items():
        day.people[table] = [desk.admit(opened.code, table, f"{PSEUDONYM} {n}")[1] for n in range(count)]
    return day


def play(day: MadeDay) -> MadeDay:
    """From welcome to the action sheets, and the end."""
    territory(day)
    rounds(day)
    talk(day)
    sheets(day)
    day.desk.end(day.workshop)
    return day


def territory(day: MadeDay) -> None:
    day.host("phase_begun", phase="auto-evaluation")
    day.table("table-1", "table_named", name="Les passerelles")
    for n, who in enumerate(who for people in day.people.values() for who in people):
        day.person(
            who,
            "grid_filled",
            stated=[4, 3, 2, None, 3, 4, 1, 2, 3, 4],
            actual=[1 + n % 4, 2, 1, 3, None, 1, 1, 2, 2, 1],
        )
    day.table("table-4", "grid_filled", stated=[3] * 10, actual=[2] * 10)
    day.host("phase_begun", phase="ressources")
    day.table("table-1", "resource_added", sort="vehicle", owner="Un centre social", what="Un minibus le samedi soir")
    day.table("table-2", "resource_added", sort="room", owner=FORMULA, what=SCRIPT)
    day.table(
        "table-1",
        "tie_drawn",
        one="Une harmonie",
        other="Un collège",
        sort="co_programming",
        about="Un concert à la cantine",
    )
    day.table("table-3", "tie_drawn", one="Un bailleur", other="Un théâtre", dreamed=True)
    day.table(
        "table-2", "gap_noted", place="Autour de la gare", concerned="Qui finit à 21 h", missing="Un bus après 22 h"
    )
    day.table(
        "table-1",
        "artefact_written",
        title="Avis aux voisins",
        text="Ce soir, la salle est à vous.\nApportez une chaise.",
    )


def rounds(day: MadeDay) -> None:
    day.host("phase_begun", phase="tour-1", round=1)
    for rank, table in enumerate(SEATS):
        for n, who in enumerate(day.people[table]):
            day.person(who, "prediction_made", round=1, points=float(n))
        day.table(table, "prediction_made", round=1, points=5.0 - rank, why="On y croit")
        world = day.desk.state(day.workshop).tables[table]
        day.table(table, "predictions_locked", round=1)
        plan = {"tokens": {"outreach": 8, "transport": 4 + rank}, "start": {"outreach": 2027, "transport": 2029}}
        day.table(table, "policy_committed", round=1, world=world, **plan)
        day.runs[table] = day.bundles.keep(bundle(Scenario.load(world), gain=(0.03, 0.0, -0.02, 0.01)[rank]))
        day.say(day.desk.inside(day.workshop), "run_kept", table=table, round=1, address=day.runs[table])
    day.host("revealed", round=1)
    day.host("phase_begun", phase="tour-2", round=2)
    day.host("tables_paired", tables=["table-1", "table-3"], round=2)
    day.host("card_played", card="trente-huit", world="sobriete", round=2)
    dissent = day.table(
        "table-2", "dissented", round=2, parameter="outreach_ceiling", value=0.2, why="Trop optimiste", anonymous=True
    )
    disputed = bundle(Scenario.load("communs"), gain=0.005, dissent=Dispute(parameter="outreach_ceiling", value=0.2))
    day.runs["unnamed"] = day.bundles.keep(disputed)
    day.bundles.attach(day.runs["unnamed"], "ranking", ranked())
    ran = {"table": "table-2", "round": 2, "address": day.runs["unnamed"], "dissent": dissent.id}
    day.table("table-2", "levers_moved", round=2, tokens={"hours": 3}, start={"hours": 2028})
    day.table("table-2", "policy_committed", round=2, world="communs", tokens={"hours": 3}, start={"hours": 2028})
    day.say(day.desk.inside(day.workshop), "run_kept", **ran)


def ranked() -> dict:
    """What a dissent does to the levers: reaching out is surely first in the model, and surely last if it does less."""
    swing = np.arange(8)[:, None] * 1e-5
    gains = np.linspace(0.02, 0.009, len(LEVERS)) + swing
    lower = np.concatenate([np.full((8, 1), 0.001), gains[:, 1:]], axis=1)
    return compare_rankings(
        find("contact_effect"), 0.01, place(tuple(LEVERS), gains), place(tuple(LEVERS), lower)
    ).to_dict()


def talk(day: MadeDay) -> None:
    day.host("phase_begun", phase="debrief")
    for words in ("Les bus changent plus que les prix", "Rien pour les lycéens", "Le hasard compte"):
        day.table("table-1", "note_kept", sort="surprise", text=words)
    day.table("table-2", "note_kept", sort="reality", text=GONE)
    day.host("note_kept", sort="absent", text="Personne des transports")
    for who in day.people["table-1"]:
        day.person(who, "voted", question="plan-1", option="keep")
    for who in day.people["table-3"]:
        day.person(who, "voted", question="plan-2", option="drop")
    day.person(
        day.people["table-1"][0], "reacted", about="sobriete-1", reaction="surprised", words="On dirait chez nous"
    )


def sheets(day: MadeDay) -> None:
    day.host("phase_begun", phase="fiches-action")
    first = {
        "issue": "Rentrer après le spectacle",
        "lead": "La direction des transports",
        "first_step": "Réunir les chauffeurs",
    }
    day.table(
        "table-1",
        "action_written",
        action_key="bus",
        action="Un bus de nuit le samedi",
        run=day.runs["table-1"],
        **first,
    )
    second = {"issue": "Se retrouver", "lead": "Un rôle à trouver", "disagreements": "Le samedi ou le vendredi ?"}
    day.table("table-2", "action_written", action_key="bus", action="Des bus de nuit, le samedi", **second)
    day.table(
        "table-3",
        "action_written",
        action_key="cle",
        action="Confier les clés de la salle aux habitants",
        issue="Confiance",
        lead="Le service des salles",
    )
