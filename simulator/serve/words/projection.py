"""Words of the projector's page."""

# ruff: noqa: E501 - sentences in two languages

from __future__ import annotations

PROJECTION: dict[str, tuple[str, ...]] = {
    "show.title": ("Projection", "Projector"),
    "show.welcome": ("Bienvenue", "Welcome"),
    "show.welcome.wifi": ("Le wifi de la salle", "The room’s Wi-Fi"),
    "show.welcome.wifi.name": ("Réseau : {name}", "Network: {name}"),
    "show.welcome.wifi.password": ("Mot de passe : {password}", "Password: {password}"),
    "show.welcome.join": ("La page de l’atelier", "The workshop’s page"),
    "show.welcome.code": ("Code", "Code"),
    "show.welcome.local": (
        "Cette adresse n’ouvre que sur cette machine : démarrez avec --ip 0.0.0.0 pour les téléphones.",
        "This address opens on this machine only: start with --ip 0.0.0.0 for phones.",
    ),
    "show.welcome.paper": (
        "Pas de téléphone ? Les cartes papier comptent autant.",
        "No phone? Paper cards count as much.",
    ),
    "show.here": ("{count} personne ici", "{count} person here"),
    "show.here.many": ("{count} personnes ici", "{count} people here"),
    "show.agenda": ("Notre journée", "Our day"),
    "show.agenda.minutes": ("{minutes} min", "{minutes} min"),
    "show.agenda.left": ("il reste", "left"),
    "show.agenda.over": ("dépassé de", "over by"),
    "show.grid": ("Où en sommes-nous ?", "Where do we stand?"),
    "show.grid.lead": (
        "Affirmé et réel, de 1 (pas du tout) à 4 (tout à fait). Une barre, des réponses : les écarts comptent plus que la moyenne.",
        "Said and done, from 1 (not at all) to 4 (completely). A bar, some answers: the spread matters more than the mean.",
    ),
    "show.grid.count": ("{count} grille remplie", "{count} grid filled in"),
    "show.grid.count.many": ("{count} grilles remplies", "{count} grids filled in"),
    "show.grid.few": (
        "Il faut au moins cinq grilles pour les montrer : une réponse ne doit désigner personne.",
        "Five grids at least are needed to show them: no answer may point at a person.",
    ),
    "show.grid.cell": (
        "{line}, {column} : {one} réponse 1, {two} réponse 2, {three} réponse 3, {four} réponse 4, {unsure} ne sait pas",
        "{line}, {column}: {one} answered 1, {two} answered 2, {three} answered 3, {four} answered 4, {unsure} did not know",
    ),
    "show.grid.widest": (
        "L’écart le plus large entre affirmé et réel : {line}.",
        "The widest gap between what is said and what is done: {line}.",
    ),
    "show.tables": ("{count} plans, un même monde", "{count} plans, one world"),
    "show.tables.one": ("Un plan", "One plan"),
    "show.tables.context": (
        "{world} · 2040 · écart avec « sans mesure nouvelle »",
        "{world} · 2040 · difference from “no new measures”",
    ),
    "show.tables.lead": (
        "Au moins une sortie culturelle dans l’année, hors cinéma, en points. La barre claire : ce qui reste incertain.",
        "At least one cultural outing in the year, cinema aside, in points. The pale bar: what remains uncertain.",
    ),
    "show.tables.predicted": ("prévu : {points}", "foreseen: {points}"),
    "show.tables.unpredicted": ("pas de prévision", "no prediction"),
    "show.tables.coming": ("pas encore révélé", "not revealed yet"),
    "show.tables.row": (
        "{table} : {points} points, entre {low} et {high} ; {predicted}",
        "{table}: {points} points, between {low} and {high}; {predicted}",
    ),
    "show.legend.zero": ("sans mesure nouvelle", "no new measures"),
    "show.legend.found": ("ce que le modèle trouve", "what the model finds"),
    "show.legend.foreseen": ("ce que la table avait prévu", "what the table had foreseen"),
    "show.tables.none": ("Rien n’est encore révélé.", "Nothing has been revealed yet."),
    "show.table": ("Table {number}", "Table {number}"),
    "show.table.result": (
        "d’écart en 2040, en points : entre {low} et {high}",
        "difference in 2040, in points: between {low} and {high}",
    ),
    "show.table.plan": ("Le plan", "The plan"),
    "show.table.tokens": ("{count} jeton", "{count} token"),
    "show.table.tokens.many": ("{count} jetons", "{count} tokens"),
    "show.table.waiting": (
        "La table travaille. Rien à montrer avant la révélation.",
        "The table is at work. Nothing to show before the reveal.",
    ),
    "show.front_page": ("La une de 2040", "The front page of 2040"),
    "show.front_page.none": (
        "Cette table n’a pas encore écrit son objet de 2040.",
        "This table has not written its object from 2040 yet.",
    ),
    "show.silence": ("Une minute", "One minute"),
    "show.silence.lead": (
        "Chacun pour soi, en silence. Qu’est-ce qui vous a surpris ?",
        "On your own, in silence. What surprised you?",
    ),
    "show.close": ("Merci", "Thank you"),
    "show.close.lead": (
        "Ce qui a été décidé est gardé. Les résultats vous reviennent sous quinze jours, par table.",
        "What was decided is kept. Results come back to you within a fortnight, by table.",
    ),
    "show.front_page.note": (
        "Un objet écrit par la table, une page imaginée : ni une prévision, ni un engagement.",
        "Written by the table, an imagined page: neither a forecast nor a commitment.",
    ),
    "show.front_page.alt": (
        "{table} : la page de journal de « {title} », à lire aussi sur l’écran de la table",
        "{table}: the newspaper page of “{title}”, to be read on the table’s screen too",
    ),
    "show.map": ("Où le plan change quelque chose", "Where the plan changes something"),
    "show.map.lead": (
        "Au moins une sortie dans l’année, hors cinéma, en 2040 : écart avec « sans mesure nouvelle », en points.",
        "At least one outing in the year, cinema aside, in 2040: difference from “no new measures”, in points.",
    ),
    "show.life": ("Une vie, deux mondes", "One life, two worlds"),
    "show.life.note": (
        "Personne imaginée : une vie parmi d’autres, tirée d’un calcul. Ne pas venir est un choix.",
        "An imagined person: one life among others, drawn from a run. Not going is a choice.",
    ),
    "show.coming": ("Cela se calcule encore.", "This is still being worked out."),
    "show.tables.second": (
        "Pratique en amateur : {points} ; prévu : {predicted}",
        "Art as an amateur: {points}; foreseen: {predicted}",
    ),
    "show.lost": (
        "La projection a perdu l’atelier ; elle le retrouvera seule.",
        "The projector has lost the workshop; it will find it again by itself.",
    ),
    "show.closed": (
        "Ce lien de projection n’ouvre aucun atelier. Reprenez celui que l’ouverture de l’atelier a donné.",
        "This projector link opens no workshop. Take the one given when the workshop was opened.",
    ),
}
