"""Words of the pages about people's data, access, and permanent links."""

# ruff: noqa: E501 - paragraphs in two languages

from __future__ import annotations

PLEDGES: dict[str, tuple[str, ...]] = {
    "privacy.title": ("Vos données", "Your data"),
    "privacy.lead": (
        "Ce que l’atelier garde de vous, pourquoi, et comment l’effacer.",
        "What the workshop keeps of you, why, and how to erase it.",
    ),
    "privacy.who": ("Qui en répond", "Who answers for it"),
    "privacy.who.named": ("Responsable du traitement : {controller}.", "Controller: {controller}."),
    "privacy.who.unnamed": (
        "Le responsable du traitement n’est pas encore indiqué sur ce serveur : c’est la structure qui organise l’atelier. Demandez-lui son nom et son contact ; elle doit l’inscrire ici (option --controller).",
        "The controller is not named on this server yet: it is the organisation that runs the workshop. Ask for its name and contact; it must write them here (option --controller).",
    ),
    "privacy.kept": ("Ce qui est gardé", "What is kept"),
    "privacy.kept.1": (
        "Un pseudonyme, choisi par vous, et votre table.",
        "A pseudonym of your own choosing, and your table.",
    ),
    "privacy.kept.2": (
        "Vos réponses : grille, réactions, prévisions, votes, et les phrases que vous écrivez.",
        "Your answers: grid, reactions, predictions, votes, and the sentences that you write.",
    ),
    "privacy.kept.3": (
        "Sur votre appareil : une clé qui retrouve votre place, et ce qui n’a pas encore pu être envoyé.",
        "On your device: a key that finds your place again, and what could not be sent yet.",
    ),
    "privacy.not": ("Ce qui ne l’est pas", "What is not"),
    "privacy.not.1": (
        "Ni nom, ni adresse électronique, ni numéro, ni position, ni mesure d’audience, ni service extérieur.",
        "No name, no e-mail, no number, no location, no analytics, no outside service.",
    ),
    "privacy.not.2": (
        "Le journal technique du serveur ne contient aucun de vos textes, et pas votre clé.",
        "The server’s technical log holds none of your texts, and not your key.",
    ),
    "privacy.why": ("Pourquoi", "Why"),
    "privacy.why.1": (
        "Pour mener l’atelier et rendre ses résultats au groupe. Ils sont publiés par table, à partir de cinq personnes ; jamais « qui a dit quoi ».",
        "To run the workshop and give its results back to the group. They are published by table, of five people at least; never “who said what”.",
    ),
    "privacy.long": ("Combien de temps", "How long"),
    "privacy.long.1": (
        "La structure qui organise fixe la durée et l’annonce. Tant que rien n’est annoncé : effacement des pseudonymes et des textes six mois après l’atelier.",
        "The organising body sets the time and announces it. As long as nothing is announced: pseudonyms and texts are erased six months after the workshop.",
    ),
    "privacy.erase": ("Comment effacer", "How to erase"),
    "privacy.erase.1": (
        "Demandez à l’animatrice, à l’animateur ou au responsable, avec votre pseudonyme et votre table. Chaque texte s’efface séparément ; le reste du journal ne change pas.",
        "Ask the facilitator or the controller, giving your pseudonym and table. Each text is erased on its own; the rest of the log does not change.",
    ),
    "privacy.erase.2": (
        "Sur cet appareil, un bouton oublie votre clé et ce qui attend d’être envoyé.",
        "On this device, one button forgets your key and whatever waits to be sent.",
    ),
    "privacy.erase.go": ("Oublier sur cet appareil", "Forget on this device"),
    "privacy.erase.done": ("C’est oublié sur cet appareil.", "This device has forgotten it."),
    "privacy.rights": (
        "Vous pouvez aussi demander à voir ou corriger vos données, vous opposer à leur usage, et saisir la CNIL.",
        "You may also ask to see or correct your data, object to their use, and turn to the data protection authority (CNIL).",
    ),
    "access.title": ("Accessibilité", "Accessibility"),
    "access.absent": (
        "La déclaration d’accessibilité est livrée avec les sources du projet, dans docs/accessibilite.md ; cette installation ne la contient pas.",
        "The accessibility statement comes with the project’s sources, in docs/accessibilite.md; this installation does not contain it.",
    ),
    "link.title": ("Lien permanent", "Permanent link"),
    "link.lead": (
        "Ce que le modèle a répondu ce jour-là, gardé tel quel.",
        "What the model answered that day, kept as it was.",
    ),
    "link.indicator": ("Indicateur", "Indicator"),
    "link.reference": ("Sans mesure nouvelle", "No new measures"),
    "link.plan": ("Avec le plan", "With the plan"),
    "link.difference": ("Écart", "Difference"),
    "link.interval": ("Intervalle", "Interval"),
    "link.verdict": ("Verdict", "Verdict"),
    "link.from_to": ("de {low} à {high}", "from {low} to {high}"),
    "verdict.better": ("mieux", "better"),
    "verdict.worse": ("moins bien", "worse"),
    "verdict.more": ("plus", "more"),
    "verdict.less": ("moins", "less"),
    "verdict.same": ("on ne peut pas les départager", "they cannot be told apart"),
    "link.data": ("Toutes les données de ce calcul (JSON)", "All data of this run (JSON)"),
    "link.made": (
        "Monde : {world} · modèle {version} · empreinte {address}",
        "World: {world} · model {version} · fingerprint {address}",
    ),
}
