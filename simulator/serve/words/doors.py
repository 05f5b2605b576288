"""Words of the ways in: landing, joining, opening a workshop, and what every page shares."""

# ruff: noqa: E501 - sentences in two languages

from __future__ import annotations

DOORS: dict[str, tuple[str, ...]] = {
    # Shared by every page
    "all.skip": ("Aller au contenu", "Skip to the content"),
    "all.privacy": ("Vos données", "Your data"),
    "all.accessibility": ("Accessibilité : état des lieux", "Accessibility: where we stand"),
    "all.simple": ("Version simplifiée", "Simplified version"),
    "all.whole": ("Lire tout le détail", "Read every detail"),
    "all.full": ("Version complète", "Full version"),
    "all.language": ("Langue", "Language"),
    "all.home": ("Bassin 2040, accueil", "Bassin 2040, home"),
    "all.aid": (
        "Une aide au débat, pas à l’attribution de subventions",
        "An aid to debate, not a tool for awarding grants",
    ),
    "all.table": ("Table {number}", "Table {number}"),
    "all.optional": ("facultatif", "optional"),
    "all.script": (
        "Cette page a besoin de JavaScript. Sans lui, demandez une carte papier : elle compte autant.",
        "This page needs JavaScript. Without it, ask for a paper card: it counts as much.",
    ),
    "all.missing.title": ("Cette page n’existe pas", "There is no such page"),
    "all.broken.title": ("La page n’a pas pu être faite", "This page could not be made"),
    "all.broken": (
        "Rien n’est perdu : ce qui a été envoyé est gardé. Rechargez la page dans un instant.",
        "Nothing is lost: what was sent is kept. Reload the page in a moment.",
    ),
    "all.closed.title": ("Ce lien n’ouvre rien", "This link opens nothing"),
    # Landing
    "landing.title": ("Bassin 2040", "Bassin 2040"),
    "landing.hero": (
        "La culture dans le Bassin minier, d’ici à 2040",
        "Culture in the Bassin minier, from now to 2040",
        "La culture ici, en 2040",
        "Culture here, in 2040",
    ),
    "landing.lead": (
        "Autour d’une table, on imagine un monde, on choisit un plan, on prévoit ce qu’il changera, puis on regarde ce qu’un modèle en dit. Et on en parle.",
        "Around a table, you imagine a world, choose a plan, predict what it will change, then see what a model says. And you talk it over.",
        "Ensemble, on imagine demain. On choisit. On en parle.",
        "Together we imagine tomorrow. We choose. We talk about it.",
    ),
    "landing.code.title": ("J’ai un code", "I have a code"),
    "landing.code.label": (
        "Le code de six lettres, au mur ou sur la table",
        "The six letters, on the wall or on the table",
    ),
    "landing.code.go": ("Rejoindre l’atelier", "Join the workshop"),
    "landing.explore.title": ("Explorer seul ou à plusieurs", "Explore, alone or together"),
    "landing.explore": (
        "Sans code ni atelier : la carte, les leviers, les six mondes. Les résultats suivent vos choix.",
        "No code, no workshop: the map, the levers, six worlds. Results follow your choices.",
        "Pas de code ? Regardez la carte et essayez.",
        "No code? Look at the map and try things.",
    ),
    "landing.explore.go": ("Ouvrir l’exploration", "Open the exploration"),
    "landing.demo.title": ("Un atelier de démonstration est ouvert", "A demonstration workshop is open"),
    "landing.demo": (
        "Tout y est vrai, sauf la salle : rejoignez une table pour voir ce que voit un téléphone.",
        "Everything in it is real except the room: join a table to see what a phone sees.",
        "Pour essayer : choisissez une table.",
        "To try it out: choose a table.",
    ),
    "landing.demo.go": ("Rejoindre {code}", "Join {code}"),
    "landing.host.title": ("Animer", "Host"),
    "landing.host.lead": (
        "Ces liens sont à vous seul : ils ouvrent l’atelier de démonstration.",
        "These links are yours alone: they open the demonstration workshop.",
    ),
    "landing.host.animation": ("Animer l’atelier", "Host the workshop"),
    "landing.host.table": ("Écran de la table {table}", "Screen of table {table}"),
    "landing.host.projection": ("Page de projection", "Projector page"),
    "landing.host.operator": ("Saisie des cartes papier", "Entering paper cards"),
    "landing.host.open": ("Ouvrir un nouvel atelier", "Open a new workshop"),
    # Joining
    "join.title": ("Rejoindre l’atelier", "Join the workshop"),
    "join.code": ("Code de l’atelier", "Workshop code"),
    "join.code.hint": ("Six lettres, sans accent.", "Six letters."),
    "join.find": ("Continuer", "Continue"),
    "join.name": ("Votre pseudonyme", "Your pseudonym"),
    "join.name.hint": (
        "Pas votre nom : un animal, un surnom. Il ne sert qu’aujourd’hui.",
        "Not your name: an animal, a nickname. For today only.",
        "Pas votre vrai nom. Un animal, par exemple.",
        "Not your real name. An animal, for instance.",
    ),
    "join.name.empty": ("Écrivez un pseudonyme d’abord.", "Choose a pseudonym first."),
    "join.tables": ("Votre table", "Your table"),
    "join.tables.empty": ("Choisissez votre table.", "Choose your table."),
    "join.go": ("Entrer", "Enter"),
    "join.sending": ("On vous inscrit…", "Signing you in…"),
    "join.waiting": (
        "Le réseau de la salle ne répond pas. Gardez cette page ouverte : l’inscription partira toute seule.",
        "The room’s network is not answering. Keep this page open: you will be signed in as soon as it does.",
    ),
    "join.data": (
        "Ni compte, ni adresse électronique, ni suivi. Ce que vous écrivez peut être effacé.",
        "No account, no e-mail, no tracking. What you write can be erased.",
    ),
    "join.again": ("Vous êtes déjà dans un atelier sur cet appareil.", "You are already in a workshop on this device."),
    "join.resume": ("Reprendre ma place", "Go back to my place"),
    # Opening a workshop
    "open.title": ("Ouvrir un atelier", "Open a workshop"),
    "open.lead": (
        "Choisissez une durée, des mondes, un nombre de tables. Vous recevez un code pour la salle et vos propres liens.",
        "Choose a length, worlds, a number of tables. You get a code for the room and links of your own.",
    ),
    "open.name": ("Titre de l’atelier", "Title of the workshop"),
    "open.template": ("Déroulé", "Agenda"),
    "open.worlds": ("Mondes joués", "Worlds played"),
    "open.tables": ("Nombre de tables", "Number of tables"),
    "open.language": ("Langue de la salle", "Language of the room"),
    "open.go": ("Ouvrir", "Open"),
    "open.done": ("L’atelier est ouvert", "The workshop is open"),
    "open.keep": (
        "Gardez ces liens maintenant : ils ne seront plus montrés, et chacun ouvre à qui l’a.",
        "Keep these links now: they will not be shown again, and each opens to whoever has it.",
    ),
    "open.code": ("Code pour la salle : {code}", "Code for the room: {code}"),
}
