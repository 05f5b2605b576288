"""What no published figure says about the residents, declared once: shapes that the cited margins then correct.

Bands of ages, in years, are given by the constants beside the declarations; tuples run over them, band by band.
"""

from __future__ import annotations

from simulator.parameters import Parameter, ParameterSet, Tag, Value

ADULT_BANDS = (18, 25, 35, 45, 55, 65, 75, 85, 100)
"""Edges of the bands in which reference persons are drawn."""
STUDENT_BANDS = (15, 18, 21, 25, 30)
EDUCATION_BANDS = (15, 25, 35, 45, 55, 65, 80)
RETIREMENT_BANDS = (55, 60, 62, 65)
MOBILITY_BANDS = (0, 60, 75, 85)

_MEMORY = "order of magnitude of French census tables, from memory; corrected by the cited margins"


def _shares(name: str, default: Value, source: str, fr: str, en: str, tag: Tag = Tag.ASSUMED) -> Parameter:
    return Parameter(name, default, "share", (0.0, 1.0), tag, source, fr, en)


_HOUSEHOLDS = (
    Parameter(
        "household_size",
        2.36,
        "persons",
        (2.0, 2.8),
        Tag.QUOTED,
        "INSEE, comparateur de territoires, bassin minier 2021; each agglomeration's follows from its one-person share",
        "Personnes par ménage",
        "Persons per household",
    ),
    _shares(
        "lone_parent_households",
        0.124,
        "INSEE, dossier complet, Lens-Liévin 2022 (12.4 %), taken for every agglomeration",
        "Familles monoparentales",
        "Lone-parent households",
        Tag.QUOTED,
    ),
    _shares(
        "other_households", 0.03, _MEMORY, "Autres ménages (colocation, plusieurs générations)", "Other households"
    ),
    _shares("women", 0.515, _MEMORY, "Femmes parmi les habitant·es", "Women among residents"),
    _shares(
        "older_women",
        (0.54, 0.65),
        _MEMORY,
        "Femmes parmi les 65-79 ans, parmi les 80 ans et plus",
        "Women among people aged 65-79, 80 and over",
    ),
    _shares(
        "prior_kinds",
        (0.33, 0.225, 0.29, 0.125, 0.03),
        _MEMORY,
        "Types de ménages avant ajustement",
        "Kinds of household before fitting",
    ),
    _shares(
        "prior_ages_single",
        (0.08, 0.16, 0.11, 0.12, 0.15, 0.15, 0.13, 0.10),
        _MEMORY,
        "Âge des personnes seules",
        "Ages of people living alone",
    ),
    _shares(
        "prior_ages_couple",
        (0.05, 0.16, 0.06, 0.13, 0.25, 0.24, 0.09, 0.02),
        _MEMORY,
        "Âge des couples sans enfant",
        "Ages of couples without children",
    ),
    _shares(
        "prior_ages_family",
        (0.03, 0.31, 0.36, 0.23, 0.06, 0.01, 0.0, 0.0),
        _MEMORY,
        "Âge des couples avec enfants",
        "Ages of couples with children",
    ),
    _shares(
        "prior_ages_lone_parent",
        (0.05, 0.25, 0.33, 0.24, 0.08, 0.03, 0.02, 0.0),
        _MEMORY,
        "Âge des parents seuls",
        "Ages of lone parents",
    ),
    _shares(
        "prior_ages_other",
        (0.25, 0.15, 0.08, 0.10, 0.12, 0.12, 0.12, 0.06),
        _MEMORY,
        "Âge dans les autres ménages",
        "Ages in other households",
    ),
    _shares(
        "prior_children",
        (0.41, 0.37, 0.16, 0.06),
        _MEMORY,
        "Familles d’un, deux, trois, quatre enfants",
        "Families of one, two, three, four children",
    ),
    _shares("lone_mothers", 0.83, _MEMORY, "Femmes parmi les parents seuls", "Women among lone parents"),
    _shares("same_sex_couples", 0.01, _MEMORY, "Couples de même sexe", "Same-sex couples"),
    _shares(
        "women_alone",
        (0.47, 0.38, 0.35, 0.42, 0.54, 0.66, 0.78, 0.84),
        _MEMORY,
        "Femmes parmi les personnes seules, selon l’âge",
        "Women among people living alone, by age",
    ),
)

_SCHOOLING = (
    _shares(
        "short_higher_education",
        0.10,
        "bac+2, not published here: the cited bac+3 and over plus this share makes higher education",
        "Bac+2 parmi les 15 ans et plus",
        "Two-year higher education among people aged 15 and over",
    ),
    _shares(
        "vocational_below_bac",
        0.426,
        "INSEE, diplômes, arrondissement de Lens 2016: 28.1 / (37.9 + 28.1)",
        "CAP-BEP parmi les niveaux inférieurs au bac",
        "CAP-BEP among levels below the bac",
        Tag.DERIVED,
    ),
    _shares(
        "students",
        (0.95, 0.58, 0.24, 0.03),
        _MEMORY,
        "Élèves et étudiant·es, selon l’âge",
        "Pupils and students, by age",
    ),
    _shares(
        "education_none",
        (0.27, 0.14, 0.16, 0.22, 0.31, 0.45, 0.68),
        _MEMORY,
        "Sans diplôme, selon l’âge",
        "Without a diploma, by age",
    ),
    _shares(
        "education_cap", (0.25, 0.21, 0.24, 0.33, 0.36, 0.32, 0.19), _MEMORY, "CAP-BEP, selon l’âge", "CAP-BEP, by age"
    ),
    _shares("education_bac", (0.32, 0.26, 0.22, 0.18, 0.15, 0.11, 0.07), _MEMORY, "Bac, selon l’âge", "Bac, by age"),
    _shares(
        "education_sup",
        (0.16, 0.39, 0.38, 0.27, 0.18, 0.12, 0.06),
        _MEMORY,
        "Études supérieures, selon l’âge",
        "Higher education, by age",
    ),
    Parameter(
        "education_women",
        (1.05, 0.82, 1.08, 1.10),
        "ratio",
        (0.5, 2.0),
        Tag.ASSUMED,
        _MEMORY,
        "Diplômes des femmes rapportés à la moyenne",
        "Women's diplomas relative to the mean",
    ),
    Parameter(
        "household_likeness",
        0.55,
        "correlation",
        (0.0, 0.9),
        Tag.ASSUMED,
        "partners resemble each other by diploma; no local figure",
        "Ressemblance des diplômes dans un ménage",
        "Likeness of diplomas within a household",
    ),
)

_OCCUPIED = _shares(
    "occupations",
    (0.16, 0.16, 0.13, 0.055, 0.27),
    "no published figure is carried: worker, employee, intermediate, manager, retired, among people aged 15 and over",
    "Professions, là où le territoire ne donne pas de chiffre",
    "Occupations, where the territory gives no figure",
)

_OCCUPATIONS = tuple(
    _shares(
        f"occupation_{education}_{sex}",
        default,
        f"{_MEMORY.split(';')[0]}; worker, employee, intermediate, manager, self-employed, inactive",
        f"Professions : {fr}",
        f"Occupations: {en}",
    )
    for education, sex, default, fr, en in (
        ("none", "women", (0.20, 0.47, 0.05, 0.005, 0.02, 0.255), "femmes sans diplôme", "women without a diploma"),
        ("cap", "women", (0.14, 0.58, 0.09, 0.01, 0.04, 0.14), "femmes, CAP-BEP", "women, CAP-BEP"),
        ("bac", "women", (0.07, 0.53, 0.22, 0.04, 0.03, 0.11), "femmes, bac", "women, bac"),
        ("sup", "women", (0.02, 0.24, 0.46, 0.20, 0.03, 0.05), "femmes, supérieur", "women, higher education"),
        ("none", "men", (0.62, 0.12, 0.05, 0.01, 0.05, 0.15), "hommes sans diplôme", "men without a diploma"),
        ("cap", "men", (0.58, 0.14, 0.11, 0.02, 0.08, 0.07), "hommes, CAP-BEP", "men, CAP-BEP"),
        ("bac", "men", (0.36, 0.22, 0.24, 0.06, 0.07, 0.05), "hommes, bac", "men, bac"),
        ("sup", "men", (0.08, 0.12, 0.38, 0.33, 0.06, 0.03), "hommes, supérieur", "men, higher education"),
    )
)

_RETIRED = _shares("retired", (0.06, 0.25, 0.72, 0.94), _MEMORY, "Retraité·es, selon l’âge", "Retired people, by age")

_MOBILITY = (
    Parameter(
        "carless_people",
        0.154,
        "share",
        (0.0, 1.0),
        Tag.QUOTED,
        "INSEE Analyses Hauts-de-France 9 (2016), Artois and Douaisis; where the territory gives no figure",
        "Habitant·es sans voiture dans le ménage",
        "Residents of households without a car",
    ),
    Parameter(
        "carless_scale",
        1.0,
        "ratio",
        (0.7, 1.5),
        Tag.ASSUMED,
        "the source says households, its level is that of persons; 20-25 % of the region's households in 2024",
        "Absence de voiture, par rapport au chiffre cité",
        "Lack of a car, relative to the cited figure",
    ),
    _shares(
        "carless_kinds",
        (0.36, 0.06, 0.04, 0.25, 0.30),
        _MEMORY,
        "Ménages sans voiture, selon le type",
        "Households without a car, by kind",
    ),
    Parameter(
        "carless_age",
        (1.3, 1.0, 0.9, 1.0, 1.8),
        "ratio",
        (0.2, 5.0),
        Tag.ASSUMED,
        "odds by age of the reference person: under 25, 25-44, 45-64, 65-79, 80 and over",
        "Absence de voiture selon l’âge",
        "Lack of a car by age",
    ),
    Parameter(
        "carless_density",
        (0.55, 1.0, 1.35),
        "ratio",
        (0.2, 5.0),
        Tag.ASSUMED,
        "odds by commune: under 400, 400 to 1,500, over 1,500 residents per km2",
        "Absence de voiture selon la densité",
        "Lack of a car by density",
    ),
    _shares(
        "reduced_people",
        0.06,
        "no local figure; where the territory gives none",
        "Habitant·es à mobilité réduite",
        "Residents with reduced mobility",
    ),
    _shares(
        "reduced_mobility",
        (0.025, 0.08, 0.20, 0.45),
        "shape by age: under 60, 60-74, 75-84, 85 and over; scaled to the territory's figure where it gives one",
        "Mobilité réduite, selon l’âge",
        "Reduced mobility, by age",
    ),
)

_TIES = (
    _shares("rewired", 0.10, "S7, Watts and Strogatz 1998; range 5-30 %", "Liens lointains", "Distant ties"),
    Parameter(
        "ring_diploma_spread",
        1.0,
        "diploma levels",
        (0.0, 3.0),
        Tag.ASSUMED,
        "S7: chosen so that ties join people of the same diploma 1.5 to 2 times as often as chance",
        "Part du hasard dans les diplômes qui se côtoient",
        "Chance in the diplomas of people who know each other",
    ),
    Parameter(
        "ring_age_spread",
        12.0,
        "years",
        (0.0, 60.0),
        Tag.ASSUMED,
        "S7: place on the ring = diploma, age, noise; no figure on ages of acquaintances",
        "Part du hasard dans les âges qui se côtoient",
        "Chance in the ages of people who know each other",
    ),
)

DECLARATIONS = (*_HOUSEHOLDS, *_SCHOOLING, _OCCUPIED, *_OCCUPATIONS, _RETIRED, *_MOBILITY, *_TIES)
"""Every assumption of the synthesis, in declared order."""


def assumptions(**changes: Value) -> ParameterSet:
    """The declared assumptions, with some values changed."""
    return ParameterSet(DECLARATIONS, changes)
