"""Words of the operator's page, where printed cards are keyed in."""

from __future__ import annotations

PAPER: dict[str, tuple[str, ...]] = {
    "paper.title": ("Saisie des cartes papier", "Entering paper cards"),
    "paper.lead": (
        "Une carte, une table, Entrée. Ce qui vient du papier compte autant que ce qui vient d’un téléphone.",
        "One card, one table, Enter. A paper card counts as much as a phone.",
        "Choisissez la table, puis la carte. Recopiez. Entrée.",
        "Choose the table, then the card. Copy it. Enter.",
    ),
    "paper.tables": ("Table", "Table"),
    "paper.cards": ("Carte", "Card"),
    "paper.keys": (
        "Clavier : Alt + 1 à 9 pour la table, Entrée pour enregistrer, Tab pour la case suivante.",
        "Keyboard: Alt + 1 to 9 for the table, Enter to save, Tab for the next box.",
    ),
    "paper.card.grid": ("Grille", "Grid"),
    "paper.card.resource": ("Ressource", "Resource"),
    "paper.card.gap": ("Manque", "Gap"),
    "paper.card.tie": ("Lien", "Tie"),
    "paper.card.artefact": ("Objet de 2040", "Object from 2040"),
    "paper.card.prediction": ("Prévision", "Prediction"),
    "paper.card.plan": ("Plan", "Plan"),
    "paper.card.vote": ("Vote", "Vote"),
    "paper.card.action": ("Fiche-action", "Action sheet"),
    "paper.card.note": ("Note", "Note"),
    "paper.card.name": ("Nom de la table", "Name of the table"),
    "paper.grid.keys": (
        "1 à 4, ou 0 pour « je ne sais pas » ; la case suivante s’ouvre seule.",
        "1 to 4, or 0 for “I don’t know”; the next box opens by itself.",
    ),
    "paper.whom": ("Carte de", "Whose card"),
    "paper.whom.new": ("Une personne sans téléphone (nouvelle carte)", "Somebody without a phone (new card)"),
    "paper.whom.table": ("Toute la table", "The whole table"),
    "paper.person": ("Papier {number}", "Paper {number}"),
    "paper.away": (
        "Le serveur ne répond pas : la carte reste ici. Enregistrez de nouveau dans un instant.",
        "The server does not answer: the card stays here. Save again in a moment.",
    ),
    "paper.grid.bad": ("Une case attend un chiffre de 0 à 4.", "A box takes a digit from 0 to 4."),
    "paper.prediction.points": (
        "Écart prévu, en points (sur 100 habitants)",
        "Predicted difference, in points (per 100 residents)",
    ),
    "paper.plan.tokens": ("Jetons", "Tokens"),
    "paper.plan.start": ("À partir de", "From"),
    "paper.plan.lead": (
        "{budget} jetons au plus. Enregistrer le plan valide aussi la prévision de la table : on n’y revient pas.",
        "{budget} tokens at most. Saving the plan validates the table’s prediction too: there is no way back.",
    ),
    "paper.plan.none": ("Aucun tour n’a commencé.", "No round has begun."),
    "paper.plan.done": ("Le plan de cette table est enregistré.", "This table’s plan is saved."),
    "paper.plan.first": (
        "Saisissez d’abord la prévision de toute la table.",
        "First enter the prediction of the whole table.",
    ),
    "paper.plan.over": (
        "{spent} jetons posés pour {budget} : il y en a trop.",
        "{spent} tokens placed out of {budget}: too many.",
    ),
    "paper.prediction.second": (
        "Et pour la pratique d’un art en amateur, en points",
        "And for making art as an amateur, in points",
    ),
    "paper.vote.none": ("Aucun vote n’est ouvert en ce moment.", "No vote is open at the moment."),
    "paper.action.name": ("Numéro de la fiche", "Number of the sheet"),
    "paper.name.label": ("Le nom que la table s’est donné", "The name the table gave itself"),
    "paper.save": ("Enregistrer", "Save"),
    "paper.saved": ("Enregistré : {card}, table {table}", "Saved: {card}, table {table}"),
    "paper.done": ("Dernières cartes", "Latest cards"),
    "paper.done.none": (
        "Rien encore. La première carte s’affichera ici.",
        "Nothing yet. The first card will appear here.",
    ),
    "paper.status.waiting": ("gardée ici, pas encore envoyée", "kept here, not sent yet"),
    "paper.status.sent": ("envoyée", "sent"),
    "paper.status.refused": ("refusée : {why}", "refused: {why}"),
    "paper.fill": ("Il manque : {fields}", "Still to fill in: {fields}"),
}
