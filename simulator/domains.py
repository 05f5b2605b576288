"""The six domains of outings, in the one order used by every array, file and screen."""

DOMAINS = ("MUS", "THE", "CON", "CIN", "BIB", "RUE")
MUS, THE, CON, CIN, BIB, RUE = range(6)

DOMAIN_LABELS = {
    "MUS": {"fr": "Musées, expositions, patrimoine", "en": "Museums, exhibitions, heritage"},
    "THE": {"fr": "Théâtre, danse, cirque", "en": "Theatre, dance, circus"},
    "CON": {"fr": "Concerts", "en": "Concerts"},
    "CIN": {"fr": "Cinéma", "en": "Cinema"},
    "BIB": {"fr": "Bibliothèques", "en": "Libraries"},
    "RUE": {"fr": "Arts de la rue, fêtes, espace public", "en": "Street arts, fêtes, public space"},
}
