"""What the simulator does not know, one tap from every result."""

from __future__ import annotations

from simulator.answers.questions import QUESTIONS
from simulator.answers.questions import pair as _pair

PLANNERS: dict[str, object] = {
    "title": _pair("Ce que demandent celles et ceux qui planifient", "What people who plan ask"),
    "lines": tuple({lang: f"{q.asks[lang]} {q.cannot[lang]}" for lang in ("fr", "en")} for q in QUESTIONS),
}
"""Each question, then what the simulator cannot say of it; docs/limites.md answers at length."""

IGNORANCE: tuple[dict[str, object], ...] = (
    {
        "title": _pair(
            "Sur le territoire, faute de données publiées", "About the territory, for want of published data"
        ),
        "lines": (
            _pair(
                "Combien d’habitants d’ici sortent : aucune enquête n’est publiée pour la région ni pour le bassin. Le simulateur part de la France entière, puis tient compte des diplômes, des métiers, des âges et des tailles de commune d’ici, là où les enquêtes en donnent les écarts.",
                "How many people here go out: no survey is published for the region or the basin. The simulator starts from the whole of France, then allows for the diplomas, occupations, ages and sizes of towns found here, wherever surveys publish the gaps.",
            ),
            _pair(
                "Qui a une voiture, quel diplôme et quel métier selon l’âge, à l’intérieur de chaque agglomération.",
                "Who has a car, which diploma and which occupation at each age, within each agglomeration.",
            ),
            _pair(
                "Comment on se déplace ici : les parts de chaque mode, et les temps réels en train.",
                "How people travel here: the share of each mode, and actual rail times.",
            ),
            _pair(
                "Combien d’habitants vivront ici en 2040 : il n’existe pas de projection officielle pour le bassin.",
                "How many people will live here in 2040: the basin has no official projection.",
            ),
            _pair(
                "La fréquentation de plusieurs lieux, dont le 9-9 bis, Culture Commune, Le Boulon et la plupart des médiathèques.",
                "Attendance at several venues, among them the 9-9 bis, Culture Commune, Le Boulon and most libraries.",
            ),
            _pair(
                "La taille de la plupart des salles. Quand elle manque, elle est supposée d’après le type de lieu, et dite comme telle.",
                "The size of most halls. Where it is missing it is assumed from the kind of venue, and marked so.",
            ),
            _pair(
                "Ce que chaque agglomération dépense pour la culture, et les aides aux pratiques amateurs.",
                "What each agglomeration spends on culture, and the grants for amateur practice.",
            ),
            _pair(
                "L’état présent de PIAC Carvin et de L’Escapade.",
                "The present state of PIAC Carvin and of L’Escapade.",
            ),
        ),
    },
    {
        "title": _pair("Sur les effets, faute d’études", "About effects, for want of studies"),
        "lines": (
            _pair(
                "Ce que changent vraiment les bus du soir et les navettes pour les sorties : personne ne l’a mesuré.",
                "What evening buses and shuttles really change for outings: nobody has measured it.",
            ),
            _pair(
                "Ce que produit la coopération entre structures.",
                "What cooperation between organisations brings about.",
            ),
            _pair(
                "Ce que devient une personne accompagnée une première fois : revient-elle ? Les bilans des dispositifs d’accompagnement ne le disent pas.",
                "What becomes of someone who is accompanied a first time: do they come back? Reports on such schemes do not say.",
            ),
            _pair(
                "Ce que coûte une Micro-Folie, et ce qui reste après.",
                "What a Micro-Folie costs, and what remains afterwards.",
            ),
            _pair(
                "Si pratiquer en amateur fait sortir davantage, ou si ce sont les mêmes personnes qui font les deux.",
                "Whether making art leads people to go out more, or whether the same people do both.",
            ),
            _pair(
                "Jusqu’où l’on va pour un musée : les coefficients publiés manquent ou ne valent pas ici.",
                "How far people go for a museum: published coefficients are missing or do not hold here.",
            ),
            _pair(
                "Comment une intention devient une sortie : les coefficients de ces modèles n’ont pas pu être établis.",
                "How an intention becomes an outing: the coefficients of those models could not be established.",
            ),
            _pair(
                "Les facteurs d’émission de CO₂ de tous les modes : une seule source a pu être consultée.",
                "CO₂ emission factors for every mode: only one source could be consulted.",
            ),
        ),
    },
    {
        "title": _pair("Par construction", "By construction"),
        "lines": (
            _pair(
                "La distance ressentie, « se sentir à sa place », est une hypothèse tirée des diplômes. Elle n’est jamais montrée par commune.",
                "Felt distance, “feeling that one belongs”, is an assumption drawn from diplomas. It is never shown by commune.",
            ),
            _pair(
                "L’emploi, la santé, le logement, les handicaps, les langues parlées et les parents seuls ne sont pas représentés finement.",
                "Jobs, health, housing, disabilities, languages spoken and lone parents are not represented in any detail.",
            ),
            _pair(
                "Le temps qui passe sur les personnes, en partie : les habitants naissent, vieillissent, étudient, arrivent, partent, se mettent en couple, se séparent et déménagent à des rythmes en partie déduits de chiffres nationaux, en partie supposés ; rien n’y répond à ce que fait une politique, et les enfants de parents séparés n’ont qu’un logement.",
                "Time passing over people, in part: residents are born, grow older, study, arrive, leave, form couples, separate and move at rates partly derived from national figures and partly assumed; nothing of it answers what a policy does, and children of separated parents have one home.",
            ),
            _pair(
                "Personne n’est réel : chaque habitant est tiré pour ressembler aux statistiques. « Ne pas venir » est un choix, pas un manque.",
                "Nobody is real: every resident is drawn to match statistics. “Not coming” is a choice, not a lack.",
            ),
        ),
    },
    PLANNERS,
)
"""Groups of lines, each in French and English."""

IN_SHORT: tuple[dict[str, str], ...] = (
    _pair(
        "Personne n’est réel. Les habitants du modèle sont inventés. Ils ressemblent aux statistiques.",
        "Nobody is real. The residents of the model are made up. They look like the statistics.",
    ),
    _pair(
        "Combien de gens d’ici sortent ? Aucune enquête publiée ne le dit. Nous partons des chiffres de la France.",
        "How many people here go out? No published survey says. We start from the figures for France.",
    ),
    _pair(
        "La taille de beaucoup de salles n’est pas publiée. Alors nous la supposons, et nous le disons.",
        "The size of many halls is not published. So we assume it, and we say so.",
    ),
    _pair(
        "Que changent les bus du soir ? Et le travail en commun ? Personne ne l’a mesuré.",
        "What do evening buses change? And working together? Nobody has measured it.",
    ),
    _pair(
        "« Se sentir à sa place » est une supposition. Elle n’est jamais montrée ville par ville.",
        "“Feeling that one belongs” is an assumption. It is never shown town by town.",
    ),
    _pair("Ne pas venir est un choix. Ce n’est pas un manque.", "Not coming is a choice. It is not a lack."),
)
"""The same for the « version simplifiée »: what matters most, in short sentences; the whole list is one tap further."""
