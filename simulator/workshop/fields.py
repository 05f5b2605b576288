"""What people call the fields of an event, for refusals: nobody in a room knows their names in a program."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "about": ("Autour de quoi", "About what"),
    "action": ("Action", "Action"),
    "actual": ("Réel", "Done"),
    "area": ("Territoire", "Area"),
    "calendar": ("Calendrier", "Calendar"),
    "can_act": ("Qui peut agir", "Who can act"),
    "code": ("Code", "Code"),
    "concerned": ("Qui est concerné", "Who is concerned"),
    "cost": ("Coût", "Cost"),
    "count": ("Nombre de voix", "Number of votes"),
    "disagreements": ("Désaccords", "Disagreements"),
    "first_step": ("Première étape", "First step"),
    "funders": ("Financeurs", "Funders"),
    "indicator": ("Indicateur", "Indicator"),
    "issue": ("Enjeu", "Issue"),
    "lead": ("Pilote", "Lead"),
    "missing": ("Ce qui manque", "What is missing"),
    "name": ("Nom de la table", "Name of the table"),
    "one": ("Première structure", "First organisation"),
    "option": ("Vote", "Vote"),
    "other": ("Seconde structure", "Second organisation"),
    "owner": ("À qui", "Whose"),
    "partners": ("Partenaires", "Partners"),
    "phase": ("Étape", "Phase"),
    "place": ("Lieu", "Place"),
    "points": ("Prévision", "Prediction"),
    "pseudonym": ("Pseudonyme", "Pseudonym"),
    "public": ("Public", "For whom"),
    "reaction": ("Réaction", "Reaction"),
    "round": ("Tour", "Round"),
    "second": ("Seconde prévision", "Second prediction"),
    "start": ("Année de départ", "Start year"),
    "stated": ("Affirmé", "Said"),
    "table": ("Table", "Table"),
    "text": ("Texte", "Text"),
    "title": ("Titre", "Title"),
    "tokens": ("Jetons", "Tokens"),
    "value": ("Valeur", "Value"),
    "what": ("Ce qui peut se partager", "What can be shared"),
    "why": ("Pourquoi", "Why"),
    "words": ("Un mot de plus", "One word more"),
    "would_help": ("Ce qui aiderait", "What would help"),
}


def field(place: str) -> dict[str, str]:
    """A field in words, in French and English; what no page asks for keeps its program's name.

    Args:
        place: Where it stands in the event: "text", or "stated.0" for the first of several.
    """
    fr, en = NAMES.get(place.partition(".")[0], (place, place))
    return {"fr": fr, "en": en}
