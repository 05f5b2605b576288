"""Indicators that are not read from one run: distances of a situation, comparisons, causes of lost demand."""

from __future__ import annotations

from simulator.domains import DOMAINS
from simulator.experiments.indicators.declaration import ALL, GROUPS, Direction, Indicator, Scope, says
from simulator.model.cause_words import CAUSE_LABELS
from simulator.typography import french

_RANKS = {"nearest": ("lieu le plus proche", "nearest venue"), "third": ("troisième lieu", "third nearest venue")}
_ENDS = {"": ("en moyenne", "mean"), "_p90": ("neuf habitants sur dix", "nine residents in ten")}
_DISTANCE = says(
    "Minutes d’un trajet aller, sur la montre, de chez les habitants (tout âge) jusqu’au lieu ouvert le plus proche, ou au "
    "troisième, du domaine, Lille et Arras compris ; entre jour et soir, et entre les modes que la classe de mobilité "
    "utilise ; en janvier de l’année. Vient des tables de trajets, sans simulation ; ne dit rien de ce que les lieux "
    "proposent.",
    "Minutes of the way, on the clock, from where residents (of every age) live to the nearest open venue of the domain, "
    "or the third, Lille and Arras included; between day and evening, and between the modes that the mobility class uses; "
    "in January of the year. From the travel tables, without a run; says nothing of what venues offer.",
)

DISTANCE = tuple(
    Indicator(
        f"minutes_to_{rank}{end}",
        "min",
        f"Minutes jusqu’au {words[0]} ({ends[0]})",
        f"Minutes to the {words[1]} ({ends[1]})",
        _DISTANCE,
        Direction.DOWN,
        ("all", "mobility"),
        domains=DOMAINS,
        scope=Scope.SITUATION,
    )
    for rank, words in _RANKS.items()
    for end, ends in _ENDS.items()
)
"""In the order of the axes of `distance.distances`."""

COMPARED = (
    Indicator(
        "expense_per_person",
        "EUR/person-year",
        "Dépense par personne supplémentaire",
        "Expense per additional person",
        says(
            "Pour qui planifie : euros de la politique depuis 2025, argent déplacé compris, divisés par les personnes de plus qui sortent au moins "
            "une fois dans l’année, cinéma à part, additionnées année après année. Absente quand les calculs comparables "
            "ne départagent pas la politique de la référence. Ce n’est ni le prix d’une personne, ni une note : une "
            "politique sert à autre chose encore.",
            "For planners: euros of the policy since 2025, moved money included, divided by the additional persons who go out at least once in "
            "the year, cinema aside, added year by year. Absent where the comparable runs cannot tell the policy from "
            "the baseline. Neither the price of a person nor a mark: a policy serves other ends as well.",
        ),
        Direction.DOWN,
        ALL,
        scope=Scope.COMPARISON,
    ),
)

_CAUSE = says(
    "Sorties attendues d’un mois de décembre que la cause retient, parmi les cinq du modèle (valeur de Shapley : chaque "
    "cause est levée seule et avec toutes les autres). Dit comment les équations se partagent les chances qui manquent, "
    "sous leurs hypothèses ; ne prévoit pas ce qu’apporterait un levier, et ignore le temps, la garde des enfants, la "
    "santé, ou aimer autre chose.",
    "Expected outings of a month of December that the cause holds back, among the model’s five (Shapley’s value: each "
    "cause is lifted alone and with all others). Says how the equations share out the missing chances, under their "
    "assumptions; does not predict what a lever would bring, and knows nothing of time, child care, health, or liking "
    "something else better.",
)

CAUSED = tuple(
    Indicator(
        f"lost_{cause}",
        "outings/month",
        french(f"Sorties retenues : {words['fr']}"),
        f"Outings held back: {words['en']}",
        _CAUSE,
        Direction.DOWN,
        ("all", *GROUPS),
        domains=DOMAINS,
        scope=Scope.STATE,
    )
    for cause, words in CAUSE_LABELS.items()
)
