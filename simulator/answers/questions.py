"""What people who plan ask on the first day: what the model takes, where it is entered, what it cannot say.

The page of the screen and docs/limites.md read this table and `ignorance.py`, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.typography import french

Words = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A planner's question and its three answers, each in French and English.

    Attributes:
        asks: The question.
        takes: What the model takes into account.
        enters: Where a planner can enter what they know.
        cannot: What it cannot say.
    """

    asks: Words
    takes: Words
    enters: Words
    cannot: Words


def pair(fr: str, en: str) -> dict[str, str]:
    """The same in both languages, French with its spaces."""
    return {"fr": french(fr), "en": en}


QUESTIONS = (
    Question(
        pair(
            "Et après l’Engagement pour le renouveau du bassin minier (2017-2027) ?",
            "And after the State’s engagement for the mining basin (ERBM, 2017-2027)?",
        ),
        pair(
            "Le calcul va de 2026 à 2040. Une politique est une suite d’euros par an et par levier : elle peut s’arrêter, décroître ou changer en 2027, et l’effet qui reste est calculé.",
            "Runs go from 2026 to 2040. A policy is a sequence of euros a year and lever: it may stop, shrink or change in 2027, and what remains of its effect is computed.",
        ),
        pair(
            "Dans un fichier de politique (`scenarios/policies/`), année par année.",
            "In a policy file (`scenarios/policies/`), year by year.",
        ),
        pair(
            "Ce que l’ERBM a changé pour les sorties, faute d’évaluation publiée ; et ce qui lui succédera, que personne n’a encore décidé.",
            "What the ERBM has changed for outings, as no evaluation is published; and what comes after it, which nobody has decided yet.",
        ),
    ),
    Question(
        pair(
            "Par quartier ou cité prioritaire ?",
            "By priority district or estate?",
        ),
        pair(
            "Les 35 cités prioritaires, puis 15 de plus, sont celles de l’ERBM (Assemblée nationale, question écrite 1493). Dans le calcul, la commune est la plus petite unité : habitants, diplômes, âges, classes de mobilité et trajets valent pour elle entière.",
            "The 35 priority estates, then 15 more, are those of the ERBM (National Assembly, written question 1493). In the computation the commune is the smallest unit: residents, diplomas, ages, mobility classes and journeys hold for the whole of it.",
        ),
        pair(
            "Une copie du dossier du territoire peut porter d’autres communes, ou des communes découpées : `communes.csv`, `margins.csv` et `communes.geojson`, que `bassin2040 check` contrôle. `layers.csv`, ou `--layer`, dit quelle part de chaque commune vit en quartier prioritaire : une politique écrite dans un fichier peut alors y viser ses leviers.",
            "A copy of the territory’s folder may hold other communes, or communes cut into parts: `communes.csv`, `margins.csv` and `communes.geojson`, which `bassin2040 check` looks through. `layers.csv`, or `--layer`, says which share of each commune lives in priority districts: a policy written in a file may then aim its levers there.",
        ),
        pair(
            "Ce qui se passe dans un quartier ou une cité : ni leurs contours ni leurs habitants ne sont dans les tables livrées.",
            "What happens in a district or an estate: neither their outlines nor their residents are in the tables delivered.",
        ),
    ),
    Question(
        pair(
            "Par élément du bien inscrit au patrimoine mondial ?",
            "By component of the World Heritage property?",
        ),
        pair(
            "Le bien compte 109 sites et 353 éléments dans 87 communes (bassinminier-patrimoinemondial.org). Ceux qui accueillent du public sont des lieux parmi d’autres, avec leur source et leur degré de certitude.",
            "The property has 109 sites and 353 elements in 87 communes (bassinminier-patrimoinemondial.org). Those that receive the public are venues among others, with their source and how sure their row is.",
        ),
        pair(
            "Dans `venues.csv` : une ligne par site, avec ses domaines, ses places, ses visites, sa date d’ouverture.",
            "In `venues.csv`: one row a site, with its domains, places, visits and opening date.",
        ),
        pair(
            "Ce que l’inscription elle-même change, l’état des bâtiments, ni ce que les habitants des cités en pensent.",
            "What the listing itself changes, the state of the buildings, or what those who live in the estates think of it.",
        ),
    ),
    Question(
        pair("À moyens constants ?", "At constant means?"),
        pair(
            "Un fichier de politique peut prendre sur la dépense d’aujourd’hui pour payer autre chose : heures d’ouverture, école, pratique en amateur, spectacles accueillis. La part prise est ôtée de ce que fait cette dépense.",
            "A policy file may take from today’s spending to pay for something else: opening hours, school, amateur practice, hosted shows. The share taken is taken from what that spending does.",
        ),
        pair(
            "Dans les fichiers de politique : `moved`, avec ce que l’on prend et ce que l’on paie. Dans `spending.csv` du territoire : la dépense d’aujourd’hui, avec sa source.",
            "In policy files: `moved`, with what is taken and what it pays for. In the territory’s `spending.csv`: today’s spending, with its source.",
        ),
        pair(
            "La dépense d’aujourd’hui n’est pas publiée pour le bassin : sans votre table, elle est déduite de chiffres nationaux ou supposée, et inconnue pour les autres leviers, sur lesquels on ne peut rien prendre. Ce qui serait coupé d’abord n’est pas su : tout baisse de la même part.",
            "Today’s spending is not published for the basin: without your table it is derived from national figures or assumed, and unknown for the other levers, from which nothing can be taken. What would be cut first is not known: all of it falls by the same share.",
        ),
    ),
    Question(
        pair("Quelle enveloppe est réaliste ?", "How large an envelope is real?"),
        pair(
            "Un repère : l’engagement initial de l’État dans l’ERBM était de 100 millions d’euros sur dix ans, tous sujets réunis (Assemblée nationale, question écrite 1493). Un jeton vaut 250 000 euros par an ; chaque levier a une borne et un effet qui s’épuise.",
            "A yardstick: the State’s initial commitment in the ERBM was 100 million euros over ten years, all subjects together (National Assembly, written question 1493). A token is 250,000 euros a year; each lever has a bound and an effect that wears out.",
        ),
        pair(
            "Dans les fichiers de politique et sur les curseurs ; les bornes sont dans docs/parameters.md.",
            "In policy files and on the sliders; bounds are in docs/parameters.md.",
        ),
        pair(
            "Ce que les collectivités peuvent ou veulent payer, ni l’enveloppe d’après 2027.",
            "What local authorities can or will pay, or the envelope after 2027.",
        ),
    ),
    Question(
        pair(
            "Investissement ou fonctionnement, qui est compétent, qui paie ?",
            "Investment or running costs, who is competent, who pays?",
        ),
        pair(
            "Chaque levier a un coût par an et par unité, avec sa source ou la mention « supposé » ; « Rouvrir le patrimoine » construit d’abord, puis fait vivre ce qu’il a construit ; une part supposée des lieux numériques et de la pratique équipe. Les résultats donnent, par levier et par année, investissement, fonctionnement et qui paie, aux parts que le levier déclare.",
            "Each lever has a cost a year and unit, with its source or the word “assumed”; “reopening heritage” builds first, then runs what it built; an assumed share of digital places and of amateur practice equips. Results give, by lever and year, investment, running costs and who pays, in the shares that the lever declares.",
        ),
        pair(
            "Dans la fiche-action de l’atelier : pilote, financeurs, calendrier.",
            "In the workshop’s action sheet: lead, funders, calendar.",
        ),
        pair(
            "La répartition réelle entre État, région, départements, agglomérations, communes et bailleurs, ni les règles de compétence : ce sont des décisions, pas des calculs.",
            "The real split among State, region, départements, agglomerations, communes and landlords, or the rules of competence: those are decisions, not computations.",
        ),
    ),
    Question(
        pair("Quelles étapes en 2028 et en 2032 ?", "Which milestones for 2028 and 2032?"),
        pair(
            "Tous les résultats sont donnés année par année de 2025 à 2040, avec leur intervalle quand il y a plusieurs calculs comparables. Un levier agit avec six mois de retard et monte en un an.",
            "All results are told year by year from 2025 to 2040, with their interval where there are several comparable runs. A lever acts six months late and builds up over a year.",
        ),
        pair(
            "Dans `indicators.csv` : choisir les lignes de 2028 et de 2032.",
            "In `indicators.csv`: choose the rows of 2028 and 2032.",
        ),
        pair(
            "Une date à tenir : le rythme des effets est une hypothèse. Un écart d’une année à l’autre n’est pas un retard.",
            "A date to be kept: the pace of effects is an assumption. A gap of one year is no delay.",
        ),
    ),
    Question(
        pair("Et l’emploi, la santé, le logement ?", "And jobs, health, housing?"),
        pair(
            "La profession et l’âge changent les goûts et les sorties ; des revenus en baisse ou des loyers en hausse, donnés par un monde, font peser davantage les prix. C’est tout.",
            "Occupation and age change tastes and outings; falling incomes or rising rents, given by a world, make prices weigh more. That is all.",
        ),
        pair(
            "Dans `organisations.csv` et `ties.csv` : les bailleurs, la santé, l’emploi et l’école, et qui travaille avec qui.",
            "In `organisations.csv` and `ties.csv`: landlords, health, employment and school, and who works with whom.",
        ),
        pair(
            "Les emplois créés, la santé gagnée, les loyers qui montent autour d’un lieu rouvert : rien de cela n’est calculé.",
            "Jobs created, health gained, rents that rise around a reopened venue: none of it is computed.",
        ),
    ),
    Question(
        pair("Et ceux qui vont à Lille ou à Arras ?", "And those who go to Lille or Arras?"),
        pair(
            "Lille et Arras sont dans le calcul, avec une offre supposée et les trajets pour y aller : la part des visites faites hors du territoire est un résultat (`visits_outside`).",
            "Lille and Arras are in the computation, with an assumed supply and the journeys there: the share of visits made outside the territory is a result (`visits_outside`).",
        ),
        pair(
            "Dans `poles.csv` et `venues.csv` ; les tarifs des réseaux dans `fares.csv`.",
            "In `poles.csv` and `venues.csv`; fares of the networks in `fares.csv`.",
        ),
        pair(
            "Combien y vont vraiment, faute d’enquête publiée ; ni Valenciennes vue de Belgique, ni les vacances, ni les sorties depuis le lieu de travail.",
            "How many really go, as no survey is published; nor visits from across the Belgian border, holidays, or outings from the place of work.",
        ),
    ),
    Question(
        pair("Et les personnes en situation de handicap ?", "And people with disabilities?"),
        pair(
            "Une classe « mobilité réduite » : tout trajet y coûte des minutes de plus, sans vélo, en se faisant conduire ou en transport collectif. Tout y est supposé.",
            "A class of “reduced mobility”: every journey costs it more minutes, without a bicycle, being driven or by public transport. All of it is assumed.",
        ),
        pair(
            "Dans `margins.csv`, la part de personnes concernées (`reduced_mobility`, supposée) ; la pénalité est un paramètre (`reduced_penalty`).",
            "In `margins.csv`, the share of people concerned (`reduced_mobility`, assumed); the penalty is a parameter (`reduced_penalty`).",
        ),
        pair(
            "L’accès à l’intérieur des lieux, les handicaps sensoriels, psychiques ou invisibles, ni ce que change un accompagnement.",
            "Access inside venues, sensory, psychic or invisible disabilities, or what being accompanied changes.",
        ),
    ),
    Question(
        pair("Et les parents seuls ?", "And lone parents?"),
        pair(
            "Les ménages d’un parent seul existent dans la population, avec leurs enfants et leurs liens ; ils sortent selon les mêmes équations que les autres.",
            "Lone-parent households exist in the population, with their children and ties; they go out by the same equations as others.",
        ),
        pair(
            "Dans `margins.csv`, la part des ménages par agglomération.",
            "In `margins.csv`, the share of households by agglomeration.",
        ),
        pair(
            "Ce que pèsent la garde des enfants, les horaires et le temps qui manque : le modèle ne les connaît pas.",
            "What child care, hours and the lack of time weigh: the model does not know them.",
        ),
    ),
    Question(
        pair("Et les personnes qui parlent une autre langue ?", "And speakers of other languages?"),
        pair("Rien.", "Nothing."),
        pair(
            "Nulle part dans le calcul ; dans les cartes des manques de l’atelier.",
            "Nowhere in the computation; on the workshop’s gap cards.",
        ),
        pair(
            "Quoi que ce soit : ni leur nombre, ni ce qui les retient, ni ce qui les ferait venir.",
            "Anything at all: neither how many they are, nor what holds them back, nor what would make them come.",
        ),
    ),
    Question(
        pair("Et les jeunes sortis de l’école ?", "And young people out of school?"),
        pair(
            "Les 15-24 ans ont leurs propres résultats, par diplôme et profession pris à part.",
            "Those of 15 to 24 have results of their own, apart from diplomas and occupations.",
        ),
        pair(
            "Dans `margins.csv`, les diplômes et les âges par agglomération.",
            "In `margins.csv`, diplomas and ages by agglomeration.",
        ),
        pair(
            "Qui n’est ni en emploi, ni en formation : il n’y a pas de croisement de l’âge et du diplôme publié par agglomération dans les tables livrées.",
            "Who is in neither work nor training: no crossing of age and diploma by agglomeration is in the tables delivered.",
        ),
    ),
)
"""In the order in which they are asked."""
