"""Shorter words of the « version simplifiée », French beside English: they stand in for the same key's full sentence.

Not certified easy-to-read (FALC): people concerned have not reviewed them.
"""

from __future__ import annotations

from simulator.typography import french

_PAIRS: dict[str, tuple[str, str]] = {
    # The exploration
    "levers.title": ("Vos jetons", "Your tokens"),
    "levers.spent.one": ("{spent} jeton posé. Vous en avez {budget}.", "{spent} token placed. You have {budget}."),
    "levers.spent": ("{spent} jetons posés. Vous en avez {budget}.", "{spent} tokens placed. You have {budget}."),
    "levers.token": ("Un effet prend plus d’un an.", "An effect takes more than a year."),
    "verdict.nothing": ("Posez un jeton. Vous verrez ce qui change.", "Place a token. You will see what changes."),
    "verdict.more.people": (
        "En {year}, environ {people} personnes de plus sortent au moins une fois. Le cinéma n’est pas compté.",
        "In {year}, about {people} more people go out at least once. Cinema is not counted.",
    ),
    "verdict.less.people": (
        "En {year}, environ {people} personnes de moins sortent au moins une fois. Le cinéma n’est pas compté.",
        "In {year}, about {people} fewer people go out at least once. Cinema is not counted.",
    ),
    "verdict.same.people": (
        "On ne voit pas de différence nette. Cela ne veut pas dire que ce plan ne sert à rien.",
        "No clear difference shows. It does not mean that this plan is of no use.",
    ),
    "number.any_but_cinema": (
        "Au moins une sortie dans l’année, hors cinéma",
        "Go out at least once a year, cinema aside",
    ),
    "number.amateur": ("Chantent, jouent, dansent, dessinent…", "Sing, play, dance, draw…"),
    "verdict.same": ("pas de différence nette", "no clear difference"),
    "ignorance.opening": (
        "Le modèle ne sait pas tout. Voici ce qu’il ne sait pas.",
        "The model does not know everything. Here is what it does not know.",
    ),
    "aid": (
        "Ces nombres aident à discuter. Ils ne servent pas à donner ou à retirer de l’argent.",
        "These numbers help people talk. They are not for giving money or taking it away.",
    ),
    # A table
    "joining.words": ("Rien ne vient ? Demandez à l’animation.", "Nothing comes? Ask the host."),
    "room.lost.words": (
        "Continuez. Tout est gardé ici et partira tout seul.",
        "Carry on. Everything is kept here and will be sent by itself.",
    ),
    "ended.words": ("Merci. Tout est gardé.", "Thank you. Everything is kept."),
    "phase.listen.more": ("Rien à écrire maintenant.", "Nothing to write now."),
    "lead.grid": (
        "1 : pas du tout. 4 : tout à fait. « ? » : je ne sais pas.",
        "1: not at all. 4: fully. “?”: I do not know.",
    ),
    "lead.resources": ("Ce que quelqu’un peut partager.", "What somebody can share."),
    "lead.gaps": ("Ce qui manque, et à qui.", "What is missing, and for whom."),
    "lead.ties": ("Qui travaille déjà avec qui.", "Who already works with whom."),
    "lead.dreams": ("Qui pourrait travailler avec qui.", "Who could work with whom."),
    "lead.fiction": ("Écrivez un objet de 2040.", "Write an object from 2040."),
    "lead.notes": ("Ce qu’il faut garder.", "What must be kept."),
    "lead.actions": ("Qui fait quoi.", "Who does what."),
    "decide.lead": ("Posez vos jetons. Les résultats viennent après.", "Place your tokens. Results come later."),
    "predict.question": (
        "En 2040, sur 100 habitants, combien de plus feront au moins une sortie ?",
        "In 2040, of 100 residents, how many more will go out at least once?",
    ),
    "predict.hint": ("Sans compter le cinéma.", "Cinema is not counted."),
    "predict.second": (
        "Et combien de plus chanteront, joueront, danseront ?",
        "And how many more will sing, play, dance?",
    ),
    "predict.second.hint": ("Sur 100 habitants aussi.", "Of 100 residents too."),
    "predict.final": (
        "Après, on ne change plus. Aucune réponse n’est mauvaise.",
        "Nothing changes afterwards. No answer is wrong.",
    ),
    "wait.about": ("C’est votre prévision.", "This is your prediction."),
    "wait.lead": ("Parlez-en :", "Talk about it:"),
    "wait.running": ("L’ordinateur calcule.", "The computer is working."),
    "wait.ready": ("Le calcul est fini. Bientôt, on le montre.", "The run is done. It is shown soon."),
    "watch.words": (
        "Regardez les autres tables. Qu’est-ce qui vous étonne ?",
        "Look at the other tables. What surprises you?",
    ),
    "talk.lead": ("On se parle. Quelqu’un écrit.", "Time to talk. Somebody writes."),
    "welcome.one": ("Choisissez qui tient le clavier.", "Choose who holds the keyboard."),
    "welcome.two": ("Votre monde : {world}.", "Your world: {world}."),
    "welcome.three": ("Dites qui manque ici.", "Say who is missing here."),
    "foreseen.inside": ("Vous êtes tout près.", "You are very close."),
    "foreseen.near": ("Vous êtes tout près.", "You are very close."),
    "foreseen.above": ("Vous attendiez plus. Pourquoi ?", "You expected more. Why?"),
    "foreseen.below": ("Vous attendiez moins. Pourquoi ?", "You expected less. Why?"),
    "dissent.lead": (
        "Un nombre vous semble faux ? Dites le vôtre : on refait le calcul.",
        "Does a number look wrong? Give yours: the run is done again.",
    ),
    # The host
    "host.before.words": ("Laissez entrer. Puis commencez.", "Let people in. Then begin."),
    "host.ready": ("{ready} tables prêtes sur {tables}.", "{ready} of {tables} tables are ready."),
    "host.ready.one": ("{ready} table prête sur {tables}.", "{ready} of {tables} tables is ready."),
    "host.reveal.state": ("Tables prêtes : {ready} sur {tables}.", "Tables ready: {ready} of {tables}."),
    "host.state.locked": ("Prête, on calcule", "Ready, being computed"),
    "host.state.computed": ("Prête", "Ready"),
    "host.end.words": (
        "On ne pourra plus rien écrire. Le dossier sera prêt dans une minute.",
        "Nothing more can be written. The pack is ready in a minute.",
    ),
}

PLAIN: dict[str, dict[str, str]] = {
    "fr": {key: french(fr) for key, (fr, _) in _PAIRS.items()},
    "en": {key: en for key, (_, en) in _PAIRS.items()},
}
"""Key to shorter sentence, by language, of the exploration's, the tables' and the host's screens."""
