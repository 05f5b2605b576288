"""Levers that reach people: outreach, company, creation with residents, amateur practice, school."""

from __future__ import annotations

from simulator.model.levers.funding import Funding
from simulator.model.levers.lever import PEOPLE, PLACES, Lever, Proof, ceiling, equipment, today, unit_cost
from simulator.parameters import Tag

OUTREACH = Lever(
    name="outreach",
    unit_cost=unit_cost(
        "outreach",
        30.0,
        "EUR/contact",
        (15.0, 80.0),
        (Tag.DERIVED, "Creative People and Places, phase 1: 37 M GBP for 1.45 M engagements"),
        ("Coût d’une rencontre", "Cost of one contact"),
    ),
    ceiling=ceiling(
        "outreach",
        0.25,
        "contacts/resident/year",
        (0.1, 0.4),
        "docs/odd.md S1",
        ("Rencontres possibles par habitant", "Most contacts per resident"),
    ),
    per="residents",
    unit={"fr": "rencontres", "en": "contacts"},
    label={"fr": "Aller à la rencontre", "en": "Reaching out"},
    sentence={
        "fr": "On va vers les gens, là où ils vivent.",
        "en": "Mediators meet people where they live.",
    },
    question={"fr": "Qui invite qui ?", "en": "Who invites whom?"},
    proof=Proof.OBSERVED,
    evidence="Creative People and Places: half of participants from the least engaged third (2014-2017)",
    accepts=PEOPLE,
    funders=Funding({"state": 0.35, "department": 0.2, "agglomeration": 0.25, "commune": 0.2}),
)

COMPANY = Lever(
    name="company",
    unit_cost=unit_cost(
        "company",
        25.0,
        "EUR/outing",
        (10.0, 60.0),
        (Tag.ASSUMED, "docs/odd.md S1"),
        ("Coût d’une sortie accompagnée", "Cost of one accompanied outing"),
    ),
    ceiling=ceiling(
        "company",
        0.05,
        "outings/resident/year",
        (0.01, 0.15),
        "docs/odd.md S1",
        ("Sorties accompagnées possibles par habitant", "Most accompanied outings per resident"),
    ),
    per="residents",
    unit={"fr": "sorties accompagnées", "en": "accompanied outings"},
    label={"fr": "Venir ensemble", "en": "Coming together"},
    sentence={
        "fr": "Quelqu’un accompagne la première fois.",
        "en": "Somebody comes along the first time.",
    },
    question={"fr": "Qui le souhaite, et avec qui ?", "en": "Who wishes it, and with whom?"},
    proof=Proof.ASSUMED,
    evidence="no outcome figure found for accompaniment or Cultures du Cœur",
    accepts=PEOPLE,
    funders=Funding(
        {"state": 0.2, "department": 0.2, "commune": 0.3, "family_fund": 0.3},
        source="no source: social centres and those who fund them",
    ),
)

COCREATION = Lever(
    name="cocreation",
    unit_cost=unit_cost(
        "cocreation",
        400.0,
        "EUR/person",
        (150.0, 1_000.0),
        (
            Tag.DERIVED,
            "a residency costs up to 24,000 EUR (CLEA 2016); sixty residents who create in each is an assumption",
        ),
        ("Coût pour une personne qui crée", "Cost of one person who creates"),
    ),
    ceiling=ceiling(
        "cocreation",
        0.02,
        "persons/resident/year",
        (0.005, 0.05),
        "docs/odd.md S1",
        ("Personnes qui peuvent créer, par habitant", "Most people who create, per resident"),
    ),
    per="residents",
    unit={"fr": "personnes qui créent", "en": "people who create"},
    label={"fr": "Créer avec", "en": "Creating together"},
    sentence={
        "fr": "Des artistes et des habitants créent ensemble.",
        "en": "Artists and residents make work together.",
    },
    question={"fr": "Qui décide de l’œuvre ?", "en": "Who decides about the work?"},
    proof=Proof.ASSUMED,
    evidence="no measured effect on later outings found",
    accepts=PEOPLE,
    funders=Funding(
        {"state": 0.5, "agglomeration": 0.5}, source="no source: who signs a CLEA residency, in equal parts"
    ),
)

AMATEURS = Lever(
    name="amateurs",
    unit_cost=unit_cost(
        "amateurs",
        250.0,
        "EUR/place/year",
        (120.0, 500.0),
        (Tag.ASSUMED, "docs/odd.md S1"),
        ("Coût d’une place", "Cost of one place"),
    ),
    ceiling=ceiling(
        "amateurs",
        0.3,
        "share of today's places",
        (0.1, 0.6),
        "docs/odd.md S1",
        ("Places possibles, en part de l’existant", "Most places, as a share of today's"),
    ),
    per="practice_places",
    unit={"fr": "places", "en": "places"},
    label={"fr": "Pratiquer", "en": "Making art"},
    sentence={
        "fr": "Des places, des encadrants, des locaux, harmonies comme danses urbaines.",
        "en": "Places, teachers and rooms, for brass bands and street dance alike.",
    },
    question={"fr": "Reconnu, mais aidé ?", "en": "Recognised, but supported?"},
    proof=Proof.ASSUMED,
    evidence="half continue an instrument three years after a programme (Démos 2018); the rest is assumed",
    accepts=PEOPLE,
    funders=Funding(
        {"department": 0.1, "agglomeration": 0.2, "commune": 0.7},
        source="no source: music schools and brass bands are above all communal",
    ),
    equipment=equipment("amateurs", 0.15, (0.0, 0.5), (Tag.ASSUMED, "no source: rooms fitted out, instruments")),
    today=today(
        "amateurs",
        250.0,
        "EUR/place/year",
        (120.0, 500.0),
        (Tag.ASSUMED, "no source: today's places are taken to cost what an added one does"),
    ),
    today_per="practice_places",
)

SCHOOLS = Lever(
    name="schools",
    unit_cost=unit_cost(
        "schools",
        25.0,
        "EUR/pupil-action",
        (20.0, 70.0),
        (Tag.QUOTED, "collective share of the Pass Culture, 25 EUR a pupil (Cour des comptes 2025)"),
        ("Coût d’une action pour un élève", "Cost of one pupil-action"),
    ),
    ceiling=ceiling(
        "schools",
        1.0,
        "share of the pupils without one",
        (0.5, 1.0),
        "docs/odd.md S1: coverage of 100 %",
        ("Élèves qui peuvent être touchés de plus, en part", "Most pupils reached, as a share of the others"),
    ),
    per="pupils",
    unit={"fr": "actions pour un élève", "en": "pupil-actions"},
    label={"fr": "L’art à l’école", "en": "Art at school"},
    sentence={
        "fr": "Artistes, œuvres et pratique avec les élèves.",
        "en": "Artists, works and practice with pupils.",
    },
    question={"fr": "Et les lycées professionnels ?", "en": "And vocational schools?"},
    proof=Proof.MEASURED,
    evidence="randomised trial in 123 schools: more interest, later visits (Greene, Kisida & Bowen 2014)",
    accepts=(*PLACES, "ages"),
    limit={
        "fr": "un artiste vient dans une classe, sans en choisir les élèves",
        "en": "an artist comes to a class, and does not choose its pupils",
    },
    ages=(3, 17),
    funders=Funding({"state": 1.0}, Tag.QUOTED, "collective share of the Pass Culture (Cour des comptes 2025)"),
    today=today(
        "schools",
        25.0,
        "EUR/pupil reached/year",
        (20.0, 70.0),
        (Tag.DERIVED, "pupils reached today, at the collective share of the Pass Culture (Cour des comptes 2025)"),
    ),
    today_per="taught",
)
