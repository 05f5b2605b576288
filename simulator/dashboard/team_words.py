"""Words of a table's and the host's screens, French beside English, on top of the exploration screen's."""

from __future__ import annotations

from simulator.dashboard.form_words import FORMS
from simulator.dashboard.words import WORDS
from simulator.typography import french
from simulator.workshop.grid import LABELS

_PAIRS: dict[str, tuple[str, str]] = {
    **FORMS,
    "table.title": ("Bassin 2040 : notre table", "Bassin 2040: our table"),
    "table.name": ("Table {table}", "Table {table}"),
    "clock.label": ("Temps restant de la phase", "Time left in this phase"),
    "skip": ("Aller au contenu", "Skip to the content"),
    "levers.close": ("Revenir à notre plan", "Back to our plan"),
    "pages.title": ("Les pages à remplir", "Pages to fill in"),
    # Said by a screen reader when the screen changes by itself
    "stage.joining": ("On rejoint l’atelier.", "Joining the workshop."),
    "stage.pages": ("L’écran a suivi.", "The screen has moved on."),
    "stage.decide": ("À vous de poser vos jetons.", "It is your turn to place tokens."),
    "stage.wait": ("Plan et prévision sont validés.", "Plan and prediction are validated."),
    "stage.watch": ("Les résultats des autres tables sont là.", "The other tables’ results are here."),
    "stage.reveal": ("Les résultats sont là.", "The results are here."),
    "stage.ended": ("L’atelier est terminé.", "The workshop is over."),
    "part.decide.levers": ("1. Nos jetons", "1. Our tokens"),
    "part.decide.middle": ("2. Notre plan", "2. Our plan"),
    "part.decide.results": ("3. Notre prévision", "3. Our prediction"),
    "part.reveal.results": ("1. Ce qui change", "1. What changes"),
    "part.reveal.levers": ("2. Notre plan", "2. Our plan"),
    "part.reveal.middle": ("3. La carte", "3. The map"),
    "optional": ("(facultatif)", "(optional)"),
    "erased": ("effacé à la demande", "erased on request"),
    "refused": ("Ce n’est pas gardé", "This was not kept"),
    "joining.title": ("On rejoint l’atelier…", "Joining the workshop…"),
    "joining.words": (
        "Si rien ne vient, vérifiez que cet appareil est sur le réseau de la salle.",
        "If nothing comes, check that this device is on the room’s network.",
    ),
    "ended.title": ("L’atelier est terminé", "The workshop is over"),
    "ended.words": (
        "Merci. Tout ce qui a été décidé est dans le dossier de l’atelier, que l’animation vous remet.",
        "Thank you. Everything that was decided is in the workshop’s pack, which the host hands over.",
    ),
    # The time left, in words
    "time.left": ("Il reste {minutes} minute", "{minutes} minute left"),
    "time.left.many": ("Il reste {minutes} minutes", "{minutes} minutes left"),
    "time.over": ("{minutes} minute de plus", "{minutes} minute over"),
    "time.over.many": ("{minutes} minutes de plus", "{minutes} minutes over"),
    # Kept, or not yet
    "net.kept": ("Tout est enregistré", "Everything is kept"),
    "net.sending": ("Enregistrement…", "Saving…"),
    "net.waiting": (
        "Hors réseau : {count} à envoyer, gardés sur cet appareil",
        "Off the network: {count} to send, kept on this device",
    ),
    "net.none": ("Pas de réseau", "No network"),
    "net.other": (
        "Le serveur ne répond pas : êtes-vous sur le réseau de la salle ?",
        "No answer: is this the room’s network?",
    ),
    "net.server": ("Le serveur se relance…", "The server is starting again…"),
    "net.unknown": (
        "Cette clé n’ouvre rien : reprenez l’adresse de votre table",
        "This key opens nothing: use your table’s address",
    ),
    # The room, lost and found again
    "room.lost": ("La salle ne répond plus", "The room no longer answers"),
    "room.lost.words": (
        "Continuez : tout ce que vous faites est gardé sur cet appareil et partira tout seul. "
        "Laissez cette page ouverte ; si cela dure, prévenez l’animation.",
        "Carry on: all that you do is kept on this device and will be sent by itself. "
        "Leave this page open; if it lasts, tell the host.",
    ),
    "room.waiting": ("À envoyer : {count}.", "To send: {count}."),
    "room.back": ("La salle est revenue", "The room is back"),
    "room.back.sending": ("Ce qui attendait est en train de partir.", "What was waiting is being sent."),
    "room.back.words": (
        "Tout est enregistré : reprenez où vous en étiez.",
        "Everything is kept: go on where you were.",
    ),
    # The day
    "agenda.title": ("Notre journée", "Our day"),
    "agenda.note": (
        "Une aide au débat, pas à l’attribution de subventions. Ne pas venir est un choix.",
        "An aid to debate, not a tool for awarding grants. Not going is a choice.",
    ),
    "phase.listen": ("On se parle.", "Time to talk."),
    "phase.listen.more": (
        "Rien à saisir maintenant. Cet écran suivra quand l’animation passera à la suite.",
        "Nothing to type now. This screen follows when the host moves on.",
    ),
    "talk.lead": (
        "On se parle d’abord. Puis une personne écrit ce qu’il faut garder.",
        "Talk first. Then somebody writes down what must be kept.",
    ),
    "welcome.title": ("Bienvenue à la table {table}", "Welcome to table {table}"),
    "welcome.one": (
        "Une personne tient le clavier ; on changera dans la journée.",
        "One person holds the keyboard; it changes hands during the day.",
    ),
    "welcome.two": (
        "Votre monde de 2040 s’appelle « {world} » : il se lit plus tard, à voix haute.",
        "Your world of 2040 is called “{world}”: you will read it aloud later.",
    ),
    "welcome.three": (
        "Qui manque autour de cette table ? Notez-le ci-dessous.",
        "Who is missing from this table? Write it down below.",
    ),
    "welcome.name": ("Un nom pour votre table, si vous voulez", "A name for your table, if you like"),
    "welcome.keep": ("Garder ce nom", "Keep this name"),
    # Pages to write
    "page.grid": ("Où en sommes-nous ?", "Where do we stand?"),
    "page.resources": ("Ressources", "Resources"),
    "page.gaps": ("Manques", "Gaps"),
    "page.ties": ("Qui travaille avec qui", "Who works with whom"),
    "page.dreams": ("Coopérations rêvées", "Dreamed collaborations"),
    "page.fiction": ("Notre objet de 2040", "Our object from 2040"),
    "page.notes": ("Notes", "Notes"),
    "page.actions": ("Fiches-action", "Action sheets"),
    "lead.grid": (
        "Ligne par ligne, ce qui est dit et ce qui est fait : 1, pas du tout ; 4, tout à fait ; « ? », je ne sais pas.",
        "For each line, what is said and what is done: from 1, not at all, to 4, fully. “?”: I do not know.",
    ),
    "lead.resources": (
        "Des gens, des salles, des minibus, des savoir-faire : ce que quelqu’un pourrait partager.",
        "People, rooms, minibuses, skills: what somebody could share.",
    ),
    "lead.gaps": ("Une carte par manque : où, pour qui, quoi.", "One card for each gap: where, for whom, what."),
    "lead.ties": (
        "Les coopérations d’aujourd’hui, avec bailleurs, santé, emploi, écoles et centres sociaux.",
        "Today’s collaborations, with housing, health, employment, schools and social centres.",
    ),
    "lead.dreams": (
        "Les liens qui n’existent pas encore. Pas de « oui, mais ».",
        "The ties that do not exist yet. No “yes, but”.",
    ),
    "lead.fiction": (
        "Un billet, une affiche, un règlement, une lettre : l’objet de votre table compte autant que les nôtres.",
        "A ticket, a poster, house rules, a letter: your table’s object counts as much as ours.",
    ),
    "lead.notes": ("Ce qui a été dit et qu’il faut garder.", "What was said and must be kept."),
    "lead.actions": (
        "Qui fait quoi, avec qui, et la première étape. Un rôle, jamais le nom d’une personne.",
        "Who does what, with whom, and the first step. A role, never a person’s name.",
    ),
    "kept.title": ("Déjà gardé : {count}", "Already kept: {count}"),
    "add.resources": ("Garder cette ressource", "Keep this resource"),
    "add.gaps": ("Garder ce manque", "Keep this gap"),
    "add.ties": ("Garder ce lien", "Keep this tie"),
    "add.dreams": ("Garder ce rêve", "Keep this dream"),
    "add.fiction": ("Garder notre objet", "Keep our object"),
    "add.notes": ("Garder cette note", "Keep this note"),
    "add.actions": ("Garder cette fiche", "Keep this sheet"),
    # The grid
    "grid.stated": ("Affirmé", "Said"),
    "grid.actual": ("Réel", "Done"),
    "grid.area": ("Pour quel territoire", "For which area"),
    "grid.unknown": ("Je ne sais pas", "I do not know"),
    "grid.keep": ("Garder la grille de la table", "Keep the table’s grid"),
    **{f"grid.{line}": words for line, words in LABELS.items()},
    # A plan
    "decide.lead": (
        "Posez vos jetons. Coûts et mécanismes seulement : les résultats viennent après votre prévision.",
        "Place your tokens. The screen shows costs and mechanisms only: results come after your prediction.",
    ),
    "roles.title": ("Cinq rôles, qui changent à chaque tour", "Five roles, which change hands every round"),
    "plan.over": ("Notre plan dans le temps", "Our plan over time"),
    "plan.empty": ("Aucun jeton posé pour l’instant.", "No token placed yet."),
    "plan.total": (
        "En tout, {euros} d’ici 2040, en plus d’aujourd’hui.",
        "In all, {euros} by 2040, on top of today.",
    ),
    "plan.undo": ("Annuler le dernier geste", "Undo the last move"),
    "plan.partner": (
        "Vous mettez vos moyens en commun avec la table {table}.",
        "You pool your means with table {table}.",
    ),
    "plan.ours.title": ("Notre plan", "Our plan"),
    "predict.title": ("Notre prévision", "Our prediction"),
    "predict.question": (
        "Avec ce plan, combien d’habitants de plus auront au moins une sortie dans l’année, hors cinéma, en 2040 ?",
        "With this plan, how many more residents will have at least one outing in the year, cinema aside, in 2040?",
    ),
    "predict.hint": (
        "En points : sur 100 habitants de 15 ans et plus.",
        "In points: of 100 residents aged 15 and over.",
    ),
    "predict.second": ("Et les pratiques amateurs ?", "And making art as an amateur?"),
    "predict.second.hint": ("En points aussi.", "In points too."),
    "predict.why": ("Pourquoi ?", "Why?"),
    "predict.heard": (
        "{done} prévisions personnelles sur {here} à la table",
        "{done} personal predictions of {here} at the table",
    ),
    "predict.validate": ("Valider notre prévision", "Validate our prediction"),
    "predict.final": (
        "Une fois validés, le plan et la prévision ne changent plus. Il n’y a pas de mauvaise réponse.",
        "Once validated, plan and prediction stay as they are. There is no wrong answer.",
    ),
    "wait.title": ("Plan et prévision sont validés", "Plan and prediction are validated"),
    "wait.points": ("{points} sur 100", "{points} of 100"),
    "wait.about": (
        "Au moins une sortie dans l’année, hors cinéma, en 2040.",
        "At least one outing in the year, cinema aside, in 2040.",
    ),
    "wait.running": ("Le calcul se fait.", "The run is under way."),
    "wait.ready": ("Le calcul est prêt : l’animation le révélera.", "The run is ready: the host will reveal it."),
    "wait.lead": ("En attendant, à voix haute :", "In the meantime, aloud:"),
    "wait.one": ("Qui, parmi nous, a hésité, et sur quoi ?", "Who among us hesitated, and about what?"),
    "wait.two": ("Pour qui ce plan ne change-t-il rien ?", "For whom does this plan change nothing?"),
    "wait.three": ("Qui n’était pas dans la salle pour le dire ?", "Who was not in the room to say so?"),
    # The reveal
    "watch.title": ("Cette table n’a pas validé de plan", "This table validated no plan"),
    "watch.words": (
        "Regardez ce que donnent les plans des autres : qu’est-ce qui vous surprend, et qu’auriez-vous fait ?",
        "Look at what the others’ plans give: what surprises you, and what would you have done?",
    ),
    "explain.title": ("Comprendre le résultat", "Understand the result"),
    "explain.whom": ("Pour qui", "For whom"),
    "explain.curves": ("Courbes", "Over time"),
    "explain.peers": ("Les tables", "Tables"),
    "explain.futures": ("Tient-il ?", "Does it hold?"),
    "note.title": ("Noter une surprise", "Write down a surprise"),
    "reveal.coming": ("Le résultat arrive…", "The result is on its way…"),
    "foreseen.title": ("Votre prévision, validée", "Your prediction, validated"),
    "foreseen.none": ("Pas de prévision", "No prediction"),
    "foreseen.none.range": ("Intervalle du calcul : {range}.", "Interval of the run: {range}."),
    "foreseen.ours": ("Vous aviez prévu", "You foresaw"),
    "foreseen.run": ("Le calcul donne", "The run gives"),
    "foreseen.inside": ("Dans l’intervalle : {range}.", "Within the interval: {range}."),
    "foreseen.near": ("À moins d’un point ; intervalle : {range}.", "Within a point; interval: {range}."),
    "foreseen.above": (
        "Vous attendiez plus ; intervalle : {range}. Qu’est-ce qui retient ?",
        "You expected more; interval: {range}. What holds it back?",
    ),
    "foreseen.below": (
        "Vous attendiez moins ; intervalle : {range}. Qu’est-ce qui porte ?",
        "You expected less; interval: {range}. What carries it?",
    ),
    "life.title": ("Une personne imaginée, deux mondes", "An imagined person, two worlds"),
    "life.read": ("Lire sa vie", "Read this life"),
    "life.next": ("Une autre personne", "Somebody else"),
    "life.coming": (
        "Une vie dans les deux mondes s’écrit : elle arrive dans un instant.",
        "A life in both worlds is being written: it comes in a moment.",
    ),
    "foreseen.first": ("Au moins une sortie, hors cinéma", "At least one outing, cinema aside"),
    "foreseen.second": ("Pratiquer un art en amateur", "Making art as an amateur"),
    "futures.title": ("Le plan tient-il ?", "Does the plan hold?"),
    "futures.coming": (
        "Des avenirs tirés au sort se calculent pendant que vous parlez : la phrase viendra ici.",
        "Futures drawn at random are being run while you talk: the sentence will come here.",
    ),
    "disputes.title": ("Le monde de notre désaccord", "The world of our disagreement"),
    "disputes.about": ("{label} : {value}", "{label}: {value}"),
    "disputes.coming": ("Ce monde se calcule.", "That world is being run."),
    "disputes.found": (
        "Le même plan y donne {value} ({range}) ; {ours} dans le monde du modèle.",
        "There the same plan gives {value} ({range}); {ours} in the model’s world.",
    ),
    "disputes.ranking": (
        "L’ordre des leviers dans ce monde se calcule encore.",
        "The order of the levers in that world is still being run.",
    ),
    "disputes.later": ("L’ordre des leviers viendra ensuite.", "The order of the levers comes next."),
    "edition.title": ("La une de 2040", "The front page of 2040"),
    "edition.lead": (
        "Votre objet et votre résultat, en page de journal imaginée.",
        "What you wrote and what the run gives, as an imagined newspaper page.",
    ),
    "edition.html": ("Ouvrir la page", "Open the page"),
    "edition.pdf": ("PDF à imprimer", "PDF to print"),
    "edition.png": ("Image", "Picture"),
    "predict.reference": (
        "Sans mesure nouvelle : {count} habitants sur 100. Répondez en points.",
        "With no new measure: {count} residents of 100. Answer in points.",
    ),
    "peers.title": ("Les tables du même monde", "Tables of the same world"),
    "peers.table": ("Table", "Table"),
    "peers.foreseen": ("Prévu", "Foreseen"),
    "peers.found": ("Calculé", "Computed"),
    "peers.note": ("Dans l’ordre des tables : ce n’est pas un classement.", "In table order: this is no ranking."),
    "dissent.title": ("Noter un désaccord", "Record a disagreement"),
    "dissent.lead": (
        "Le modèle a supposé une valeur ; votre table en tient une autre pour vraie. Ce monde-là sera calculé aussi.",
        "The model assumed a value; your table holds another to be true. That world will be run too.",
    ),
    "dissent.parameter": ("Ce que vous contestez", "What you dispute"),
    "dissent.value": ("La valeur que vous tenez pour vraie", "The value that you hold to be true"),
    "dissent.about": (
        "Le modèle tient {value} ; on peut répondre de {low} à {high}. {source}",
        "The model holds {value}; one may answer {low} to {high}. {source}",
    ),
    "dissent.bounds": ("Il faut un nombre entre {low} et {high}.", "A number between {low} and {high} is needed."),
    "dissent.anonymous": ("Sans le nom de la table", "Without the table’s name"),
    "dissent.keep": ("Garder ce désaccord", "Keep this disagreement"),
    "dissent.kept": ("Gardé : ce monde sera calculé.", "Kept: that world will be run."),
}

TEAM_WORDS: dict[str, dict[str, str]] = {
    "fr": {**WORDS["fr"], **{key: french(fr) for key, (fr, _) in _PAIRS.items()}},
    "en": {**WORDS["en"], **{key: en for key, (_, en) in _PAIRS.items()}},
}
"""Key to sentence, by language, the exploration screen's included."""
