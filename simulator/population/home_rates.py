"""How households part, are left, form and move (S4), declared once; bands of ages stand beside the declarations."""

from __future__ import annotations

from simulator.parameters import Parameter, Tag, Value

PARTING_BANDS = (0, 18, 30, 40, 50, 60)
LEAVING_BANDS = (0, 18, 20, 23, 30)
PAIRING_BANDS = (0, 18, 20, 25, 30, 40, 55, 65)


def yearly_chances(name: str, default: Value, source: str, fr: str, en: str, tag: Tag = Tag.ASSUMED) -> Parameter:
    """Chances of a year, declared."""
    return Parameter(name, default, "1/year", (0.0, 1.0), tag, source, fr, en)


_MOVED_2023 = "INSEE Première 2073 (8.8 % of people moved home in 2023)"
HOMES = (
    yearly_chances(
        "parting",
        (0.045, 0.030, 0.022, 0.010, 0.002),
        "level: 253,000 separations a year (INSEE, 2009-2012) among some 15.5 million couples under one roof, 1.6 %; "
        "shape assumed; the couple's first member under 30, 30-39, 40-49, 50-59, 60 and over",
        "Séparations d’un couple, selon l’âge",
        "Separations of a couple, by age",
        Tag.DERIVED,
    ),
    yearly_chances(
        "leaving_home",
        (0.02, 0.06, 0.12, 0.06),
        "shape assumed: half have left by 23 or 24; at 18-19, 20-22, 23-29, 30 and over",
        "Départs de chez les parents, selon l’âge",
        "Leaving the parents’ home, by age",
    ),
    yearly_chances(
        "pairing",
        (0.02, 0.07, 0.26, 0.17, 0.07, 0.04, 0.008),
        "keeps the share of adults who live as a couple; at 18-19, 20-24, 25-29, 30-39, 40-54, 55-64, 65 and over",
        "Personnes seules qui cherchent à vivre en couple, selon l’âge",
        "Single people who look for somebody to live with, by age",
    ),
    yearly_chances(
        "moving",
        (0.05, 0.05, 0.028, 0.014, 0.008, 0.005),
        f"level: {_MOVED_2023}, of whom two in three stay in the commune or département (INSEE), three in ten in the "
        "commune, so that 3.2 % change commune nearby, couples and separations included; shape by age assumed; the "
        "reference person at 18-24, 25-29, 30-39, 40-54, 55-64, 65 and over",
        "Ménages qui changent de commune dans le territoire, selon l’âge",
        "Households that change commune within the territory, by age",
        Tag.DERIVED,
    ),
    Parameter(
        "same_commune",
        0.30,
        "share",
        (0.0, 1.0),
        Tag.QUOTED,
        "INSEE Première 1954: three in ten of those who moved in 2021 stayed in their commune",
        "Nouveaux logements dans la même commune",
        "New homes in the same commune",
    ),
    Parameter(
        "same_agglomeration",
        0.80,
        "share",
        (0.0, 1.0),
        Tag.ASSUMED,
        "no local figure; the others go where the territory's residents live",
        "Déménagements à l’intérieur de l’agglomération",
        "Moves within the agglomeration",
    ),
    Parameter(
        "men_leave",
        0.70,
        "share",
        (0.0, 1.0),
        Tag.ASSUMED,
        "no local figure; children stay in the home",
        "Séparations où l’homme quitte le logement",
        "Separations in which the man leaves the home",
    ),
)
