"""First names of imagined people: common ones, given to people of all ages, and drawn whatever the person is like.

A name says nothing of age, sex, diploma or commune: sentences about a life never depend on it, nor does it on them.
"""

from __future__ import annotations

import numpy as np

from simulator.draws import uniforms
from simulator.workshop.streams import Telling

NAMES = (
    "Adam", "Agnès", "Alix", "Amélie", "Amina", "André", "Andréa", "Anne", "Antoine", "Aurélie", "Bernard",
    "Camille", "Caroline", "Catherine", "Céline", "Charlie", "Christian", "Clément", "Daniel",
    "Danièle", "David", "Dominique", "Éric", "Fatima", "Françoise", "Gabriel", "Gaëlle", "Hélène", "Hugo",
    "Inès", "Isabelle", "Jeanne", "Joseph", "Julie", "Karim", "Laurence", "Laurent", "Léa", "Louis", "Lucie",
    "Marie", "Martine", "Mathilde", "Maxime", "Michel", "Mohamed", "Nadia", "Nicolas", "Noémie", "Olivier",
    "Pascale", "Patrick", "Paul", "Rachid", "Rose", "Sacha", "Samir", "Simone", "Sophie", "Stanislas",
    "Stéphane", "Thérèse", "Thomas", "Valentin", "Wanda", "Yasmine", "Zoé",
)  # fmt: skip
"""Written by us as common given names, of the several origins met in the country; no statistics behind them."""


def first_name(seed: int, row: int) -> str:
    """The first name of a resident's row: a keyed draw, which knows nothing but seed and row."""
    drawn = uniforms(seed, Telling.FIRST_NAME, np.array([row]))[0]
    return NAMES[int(drawn * len(NAMES))]
