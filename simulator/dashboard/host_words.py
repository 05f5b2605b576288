"""Words of the host's screen, French beside English, on top of the tables'."""

from __future__ import annotations

from simulator.dashboard.team_words import TEAM_WORDS
from simulator.typography import french

_PAIRS: dict[str, tuple[str, str]] = {
    "host.title": ("Bassin 2040 : animation", "Bassin 2040: hosting"),
    "host.acts": ("Ce que vous pouvez faire", "What you can do"),
    "part.host.middle": ("Les tables", "The tables"),
    "part.host.levers": ("La journée", "The day"),
    "part.host.results": ("Agir", "Act"),
    "room.lost": ("Le serveur ne répond plus", "The server no longer answers"),
    "room.lost.words": (
        "Les tables et les téléphones gardent ce qu’ils font et l’enverront tout seuls. "
        "Si cela dure plus d’une minute, relancez Bassin 2040 sur l’ordinateur de la salle : tout y est.",
        "Tables and phones keep what they do and will send it by themselves. If it lasts more than a minute, start "
        "Bassin 2040 again on the room’s computer: everything is there.",
    ),
    "room.back": ("Le serveur est revenu", "The server is back"),
    "host.next": ("Passer à : {phase}", "Go on to: {phase}"),
    "host.notes": ("Ce que l’on dit", "What to say"),
    "host.before": ("Avant de commencer", "Before you begin"),
    "host.before.words": (
        "Montrez le mur de bienvenue, laissez entrer, puis passez à la première phase.",
        "Show the welcome wall, let people in, then go on to the first phase.",
    ),
    "host.tables": ("Les tables", "The tables"),
    "host.room": ("{here} personnes ici, à {tables} tables.", "{here} people here, at {tables} tables."),
    "host.room.one": ("{here} personne ici, pour {tables} tables.", "{here} person here, for {tables} tables."),
    "host.ready": (
        "{ready} tables sur {tables} ont validé leur prévision.",
        "{ready} of {tables} tables have validated their prediction.",
    ),
    "host.ready.one": (
        "{ready} table sur {tables} a validé sa prévision.",
        "{ready} of {tables} tables has validated its prediction.",
    ),
    "host.here": ("{count} personne", "{count} person"),
    "host.here.many": ("{count} personnes", "{count} people"),
    "host.foreseen": ("{count} prévision personnelle", "{count} personal prediction"),
    "host.foreseen.many": ("{count} prévisions personnelles", "{count} personal predictions"),
    "host.paired": ("avec la table {table}", "with table {table}"),
    "host.state.quiet": ("", ""),
    "host.state.written": ("Déjà gardé : {count}", "Kept so far: {count}"),
    "host.state.grid": ("Grille gardée", "Grid kept"),
    "host.state.grid.not": ("Grille en cours", "Grid under way"),
    "host.state.fiction": ("Objet gardé", "Object kept"),
    "host.state.fiction.not": ("Objet en cours", "Object under way"),
    "host.state.deciding": ("Pose ses jetons", "Placing tokens"),
    "host.state.prediction": ("Prévision écrite", "Prediction written"),
    "host.state.locked": ("Validée, calcul en cours", "Validated, run under way"),
    "host.state.computed": ("Validée, calcul prêt", "Validated, run ready"),
    "host.state.absent": ("Pas de plan", "No plan"),
    "host.state.revealed": ("Résultat révélé", "Result revealed"),
    "host.about": ("{act} : table {table}", "{act}: table {table}"),
    "host.show": ("Au mur", "On the wall"),
    "host.override": ("Valider à sa place", "Validate for them"),
    "host.reveal.title": ("Révélation", "Reveal"),
    "host.reveal": ("Révéler le tour {round}", "Reveal round {round}"),
    "host.revealed": ("Tour {round} révélé", "Round {round} revealed"),
    "host.reveal.late": (
        "{tables} : la prévision n’est pas validée. Validez-la à leur place sur leur carte, ou attendez.",
        "{tables}: the prediction is not validated. Validate it for them on their card, or wait.",
    ),
    "host.reveal.state": (
        "Prévisions validées : {ready} sur {tables}. Calculs\u00a0prêts :\u00a0{runs}.",
        "Predictions validated: {ready} of {tables}. Runs\u00a0ready:\u00a0{runs}.",
    ),
    "wall.title": ("Au mur", "On the wall"),
    "wall.welcome": ("Bienvenue", "Welcome"),
    "wall.agenda": ("Journée", "Agenda"),
    "wall.grid": ("Grille", "Grid"),
    "wall.map": ("Carte", "Map"),
    "wall.tables": ("Tables", "Tables"),
    "wall.life": ("Une vie", "A life"),
    "wall.front_page": ("Une de 2040", "Front page"),
    "wall.silence": ("Silence", "Silence"),
    "wall.close": ("Fin", "Close"),
    "host.cards": ("Cartes événement", "Event cards"),
    "host.card": ("Carte", "Card"),
    "host.card.whom": ("Pour qui", "For whom"),
    "host.card.world": ("Toutes les tables de ce monde", "Every table of that world"),
    "host.card.play": ("Jouer la carte", "Play the card"),
    "host.pair.title": ("Mettre deux tables en commun", "Pool two tables"),
    "host.pair.one": ("Une table", "One table"),
    "host.pair.other": ("L’autre", "The other"),
    "host.pair": ("Mettre en commun", "Pool them"),
    "host.pair.same": ("Choisissez deux tables différentes.", "Choose two different tables."),
    "host.after": ("À la fin", "At the end"),
    "host.end": ("Terminer l’atelier", "End the workshop"),
    "host.end.words": (
        "Plus rien ne sera pris, sauf les demandes d’effacement. Le dossier de l’atelier est prêt une minute après.",
        "Nothing more will be taken but requests to erase. The workshop’s pack is ready a minute later.",
    ),
    "host.pack": ("Enregistrer le dossier de l’atelier", "Save the workshop’s pack"),
    "host.pack.making": ("Le dossier se prépare…", "The pack is being made…"),
    "host.pack.done": ("Le dossier est enregistré.", "The pack is saved."),
    "host.pack.failed": ("Le dossier n’a pas pu être fait ; réessayez.", "The pack could not be made; try again."),
}

HOST_WORDS: dict[str, dict[str, str]] = {
    "fr": {**TEAM_WORDS["fr"], **{key: french(fr) for key, (fr, _) in _PAIRS.items()}},
    "en": {**TEAM_WORDS["en"], **{key: en for key, (_, en) in _PAIRS.items()}},
}
"""Key to sentence, by language, the tables' included."""
