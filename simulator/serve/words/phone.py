"""Words of a participant's pages."""

# ruff: noqa: E501 - sentences in two languages

from __future__ import annotations

PHONE: dict[str, tuple[str, ...]] = {
    "phone.title": ("Votre place dans l’atelier", "Your place in the workshop"),
    "phone.opening": ("On retrouve votre place…", "Finding your place…"),
    "phone.round": ("Tour {round} · {step}", "Round {round} · {step}"),
    "phone.step.waiting": ("on attend", "waiting"),
    "phone.step.grid": ("auto-évaluation", "self-assessment"),
    "phone.step.artefact": ("objets de 2040", "objects from 2040"),
    "phone.step.prediction": ("prévoir", "predict"),
    "phone.step.result": ("révélation", "reveal"),
    "phone.step.vote": ("vote", "vote"),
    "phone.step.end": ("fin", "end"),
    # Waiting
    "waiting.title": ("Vous y êtes, {name}", "You are in, {name}"),
    "waiting.now": ("En ce moment : {phase}", "Now: {phase}"),
    "waiting.lead": (
        "La suite arrive ici toute seule, quand l’animatrice ou l’animateur la lance. Rien à recharger.",
        "The next step appears here by itself, when the facilitator starts it. Nothing to reload.",
        "Attendez ici. La page change toute seule.",
        "Wait here. The page changes by itself.",
    ),
    "waiting.table": (
        "Parlez à votre table : c’est là que tout se passe.",
        "Talk with your table: that is where it all happens.",
    ),
    # Grid
    "phone.grid.line": ("{line} sur 10", "{line} of 10"),
    "phone.grid.count": ("{count} réponse sur 20", "{count} of 20 answers"),
    "phone.grid.count.many": ("{count} réponses sur 20", "{count} of 20 answers"),
    "phone.grid.send": ("Envoyer", "Send"),
    "phone.grid.empty": (
        "Répondez au moins à une ligne ; « je ne sais pas » est une réponse.",
        "Answer at least one line; “I don’t know” is an answer.",
        "Répondez au moins une fois.",
        "Answer at least once.",
    ),
    "phone.grid.done": ("C’est noté. On regarde ensemble.", "Noted. We will look at it together."),
    "phone.next": ("Suivant", "Next"),
    "phone.back": ("Précédent", "Back"),
    "phone.change": ("Changer ma réponse", "Change my answer"),
    # Artefacts
    "phone.artefact.title": ("Des objets venus de 2040", "Objects from 2040"),
    "phone.artefact.lead": (
        "Une fiction, pas une prévision. Qu’en dites-vous ?",
        "Fiction, not a forecast. What do you make of them?",
        "C’est inventé. Qu’en dites-vous ?",
        "These are made up. What do you think?",
    ),
    "phone.artefact.words": ("Un mot de plus", "Anything to add"),
    "phone.artefact.send": ("Envoyer", "Send"),
    "phone.artefact.noted": ("Noté : {reaction}", "Noted: {reaction}"),
    # Prediction
    "phone.prediction.level": (
        "Sans mesure nouvelle : {count} habitants sur 100 en 2040.",
        "With no new measure: {count} residents in 100 in 2040.",
    ),
    "phone.prediction.send": ("Valider ma prévision", "Confirm my prediction"),
    "phone.prediction.empty": ("Choisissez une réponse d’abord.", "Choose an answer first."),
    "phone.prediction.bad": ("Donnez un nombre entre −30 et 30.", "Give a number between −30 and 30."),
    "phone.prediction.done": ("Votre prévision : {points}", "Your prediction: {points}"),
    "phone.prediction.wait": (
        "On regardera le résultat ensemble, à l’écran de la salle.",
        "We will look at the result together, on the room’s screen.",
        "On regarde ensemble, au mur, tout à l’heure.",
        "We will look together, on the wall, later on.",
    ),
    "phone.prediction.locked": ("Votre table a validé sa prévision", "Your table has confirmed its prediction"),
    "phone.prediction.closed": (
        "Votre table a validé sa prévision : la vôtre ne peut plus changer.",
        "Your table has confirmed its prediction: yours can no longer change.",
        "C’est validé. Votre réponse ne change plus.",
        "It is settled. Your answer stays as it is.",
    ),
    # Result
    "phone.result.title": ("Ce que le modèle trouve", "What the model finds"),
    "phone.result.with": (
        "Sur 100 habitants, ceux qui auront au moins une sortie culturelle dans l’année, hors cinéma, en 2040 : l’écart que fait le plan de votre table.",
        "Of 100 residents, those with at least one cultural outing in the year, cinema aside, in 2040: the difference that your table’s plan makes.",
        "Sur 100 habitants, avec votre plan, en 2040 : combien sortent en plus (ou en moins : −).",
        "Of 100 residents, with your plan, in 2040: how many more go out (or fewer: −).",
    ),
    "phone.result.zero": ("sans mesure nouvelle", "no new measure", "sans plan nouveau", "no new plan"),
    "phone.result.found": ("le modèle", "the model"),
    "phone.result.own": ("vous", "you"),
    "phone.result.between": ("entre {low} et {high}", "between {low} and {high}"),
    "phone.result.yours": ("Vous aviez prévu", "You predicted"),
    "phone.result.table": ("Votre table avait prévu", "Your table predicted"),
    "phone.result.none": ("pas de prévision", "no prediction"),
    "phone.result.unsure": (
        "On ne peut pas départager ce plan de « sans mesure nouvelle ».",
        "This plan cannot be told apart from “no new measure”.",
        "On ne peut pas dire si cela change.",
        "It may change nothing: we cannot tell.",
    ),
    "phone.result.useful": (
        "Ne pas départager ne veut pas dire inutile.",
        "Not telling them apart does not mean it is useless.",
    ),
    "phone.result.second": ("Pratiquer un art en amateur", "Making art as an amateur"),
    "phone.result.second.found": (
        "Le modèle trouve {points}, entre {low} et {high}.",
        "The model finds {points}, between {low} and {high}.",
    ),
    "phone.result.nearby": (
        "Le modèle aussi se trompe : l’écart entre vous et lui vaut d’être discuté.",
        "The model can be wrong too: the gap between the two of you is worth talking about.",
        "Le modèle aussi se trompe. Parlez-en ensemble.",
        "The model can be wrong too. Talk about it together.",
    ),
    "phone.result.coming": ("Le résultat est à l’écran de la salle.", "The result is on the room’s screen."),
    "phone.result.reaction": ("Et vous ?", "And you?"),
    # Vote
    "phone.vote.send": ("Voter", "Vote"),
    "phone.vote.done": ("Votre vote est noté : {option}", "Your vote is noted: {option}"),
    # End
    "phone.end.title": ("Merci, {name}", "Thank you, {name}"),
    "phone.end": (
        "L’atelier est fini. Les résultats sont publiés par table, jamais par personne, et vous reviennent sous quinze jours.",
        "The workshop is over. Results are published by table, never by person, and come back to you within a fortnight.",
        "C’est fini. Merci.",
        "It is over. Thank you.",
    ),
    "phone.end.erase": ("Effacer ce que j’ai écrit", "Erase what I wrote"),
    "phone.end.forget": ("Oublier cet atelier sur ce téléphone", "Forget this workshop on this phone"),
    # Cards
    "phone.cards.title": ("Ajouter une carte", "Add a card"),
    "phone.cards.lead": (
        "Un manque, une idée, un lien : quand vous voulez.",
        "A gap, an idea, a tie: whenever you like.",
    ),
    "phone.cards.lead.note": (
        "Une idée, une surprise, une remarque : quand vous voulez.",
        "An idea, a surprise, a remark: whenever you like.",
    ),
    "phone.cards.gap": ("Un manque", "A gap"),
    "phone.cards.resource": ("Une ressource", "A resource"),
    "phone.cards.tie": ("Un lien", "A tie"),
    "phone.cards.artefact": ("L’objet de notre table", "Our table’s object"),
    "phone.cards.artefact.lead": (
        "Un billet, une affiche, un règlement, une lettre de 2040. Toute la table a le même objet : ce que vous envoyez remplace ce qui y était.",
        "A ticket, a poster, house rules, a letter from 2040. The whole table shares one object: what you send replaces what was there.",
        "Écrivez un objet de 2040. C’est le même pour toute la table.",
        "Write an object from 2040. The whole table shares it.",
    ),
    "phone.cards.dissent": ("Un désaccord", "A dissent"),
    "phone.cards.dissent.lead": (
        "Le modèle suppose une valeur, vous en tenez une autre pour vraie : ce monde-là sera calculé aussi.",
        "The model assumes a value, you hold another to be true: that world will be run too.",
        "Vous n’êtes pas d’accord avec le modèle ? Dites-le ici.",
        "You do not agree with the model? Say so here.",
    ),
    "phone.cards.action": ("Une fiche-action", "An action sheet"),
    "phone.cards.action.lead": (
        "Qui, quoi, avec qui, par où commencer. Un rôle, jamais le nom d’une personne.",
        "Who, what, with whom, where to begin. A role, never a person’s name.",
    ),
    "phone.cards.note": ("Une note", "A note"),
    "phone.cards.send": ("Ajouter", "Add"),
    "phone.cards.done": ("Ajouté : {card}", "Added: {card}"),
    "phone.cards.fill": ("Il manque : {fields}", "Still to fill in: {fields}"),
    # What happens to what one sends
    "net.kept": (
        "Vos réponses sont gardées sur cet appareil, même sans réseau.",
        "Your answers are kept on this device, even without a network.",
    ),
    "net.sending": ("Envoi…", "Sending…"),
    "net.sent": ("Envoyé et gardé", "Sent and kept"),
    "net.waiting": (
        "{count} réponse gardée sur cet appareil, envoyée dès que possible",
        "{count} answer kept on this device, sent as soon as possible",
    ),
    "net.waiting.many": (
        "{count} réponses gardées sur cet appareil, envoyées dès que possible",
        "{count} answers kept on this device, sent as soon as possible",
    ),
    "net.none": (
        "Plus de réseau sur cet appareil. Continuez : rien ne se perd.",
        "No network on this device. Carry on: nothing is lost.",
    ),
    "net.other": (
        "Cet appareil a quitté le réseau de la salle. Revenez sur le wifi{wifi} ; rien ne se perd d’ici là.",
        "This device has left the room’s network. Go back to its Wi-Fi{wifi}; nothing is lost in the meantime.",
    ),
    "net.wifi": (" « {name} »", " “{name}”"),
    "net.server": ("L’atelier redémarre. Gardez la page ouverte.", "The workshop is restarting. Keep this page open."),
    "net.back": ("Le réseau est revenu", "The network is back"),
    "net.lost": ("Ce que vous avez écrit n’a pas été pris :", "What you wrote was not taken:"),
    "net.dismiss": ("J’ai compris", "I understand"),
    "net.memory": (
        "Cet appareil ne garde rien en mémoire : ne fermez pas la page avant l’envoi.",
        "This device cannot store anything: do not close the page before your answers are sent.",
    ),
    "net.unknown": (
        "Votre place n’a pas été retrouvée. Rejoignez l’atelier avec le code affiché dans la salle.",
        "Your place was not found. Join the workshop with the code shown in the room.",
    ),
    "net.rejoin": ("Rejoindre", "Join"),
}
