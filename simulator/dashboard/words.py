"""Every word of the screen, French beside English; the browser receives both and never holds a sentence of its own.

French is typed with plain spaces: `typography.french` makes them firm where the language asks for it.
"""

from __future__ import annotations

from simulator.typography import french

_PAIRS: dict[str, tuple[str, str]] = {
    "title": ("Bassin 2040 : explorer", "Bassin 2040: explore"),
    "skip": ("Aller aux résultats", "Skip to the results"),
    "language": ("Langue", "Language"),
    "close": ("Fermer", "Close"),
    "results": ("Les résultats", "The results"),
    # One part at a time
    "plain.on": ("Version simplifiée", "Simplified version"),
    "plain.off": ("Version complète", "Full version"),
    "part.title": ("Les parties de l’écran", "Parts of the screen"),
    "part.explore.levers": ("1. Choisir", "1. Choose"),
    "part.explore.results": ("2. Ce qui change", "2. What changes"),
    "part.explore.middle": ("3. La carte", "3. The map"),
    # What is being done
    "status.preparing": ("Préparation des habitants…", "Getting the residents ready…"),
    "status.computing": ("Calcul en cours…", "Computing…"),
    "status.refining": ("On précise l’intervalle : {done} sur {of}", "Narrowing the interval: {done} of {of}"),
    "status.refining.short": ("L’intervalle se précise…", "The interval is being worked out…"),
    "status.done": ("{of} calculs comparables · à jour", "{of} comparable runs · up to date"),
    "status.everybody": ("Tous les habitants : {done} %", "Every resident: {done}%"),
    "status.failed": ("Le calcul n’a pas abouti ; bougez un levier", "The run failed; move a lever to try again"),
    "status.offline": ("Connexion perdue", "Connection lost"),
    # Worlds
    "world.choose": ("Choisir un monde", "Choose a world"),
    "world.read": ("Lire son histoire", "Read its story"),
    "world.more": ("Lire la suite", "Read on"),
    "world.in2040": ("Une fiction de 2040 · {title}", "A fiction of 2040 · {title}"),
    "world.day": ("Une journée", "A day"),
    "world.artefacts": ("Trois objets de 2040", "Three objects from 2040"),
    "world.events": ("Ce qui peut arriver", "What may happen"),
    "world.note": (
        "Une fiction pour imaginer ensemble, pas une prévision. Ce qu’elle change dans le calcul est une hypothèse.",
        "A fiction to imagine with, not a forecast. What it changes in the model is an assumption.",
    ),
    # Levers
    "levers.title": ("Nos leviers", "Our levers"),
    "levers.spent.one": ("{spent} jeton sur {budget}", "{spent} of {budget} tokens"),
    "levers.spent": ("{spent} jetons sur {budget}", "{spent} of {budget} tokens"),
    "levers.euros": ("{euros} par an", "{euros} a year"),
    "levers.none": ("un jeton : 250\u202f000 euros par an", "one token: 250,000 euros a year"),
    "levers.full": ("tous posés : reprenez-en", "all placed: take some back"),
    "levers.token": (
        "En plus d’aujourd’hui ; effets en un an et demi.",
        "On top of today; effects take a year and a half.",
    ),
    "levers.reset": ("Tout reprendre", "Clear all"),
    "levers.closed": ("Les autres leviers", "The other levers"),
    "levers.drawer": ("Leviers · {spent}/{budget}", "Levers · {spent}/{budget}"),
    "levers.close": ("Voir les résultats", "See the results"),
    "lever.since": ("dès", "from"),
    "lever.of": (" : {lever}", ": {lever}"),
    "lever.question": ("La question que pose « {lever} »", "The question that “{lever}” raises"),
    "lever.running": (
        "Puis {share} de la somme par an pour les faire vivre.",
        "Then {share} of the sum a year keeps them alive.",
    ),
    "lever.buys": ("{tokens} · {number}\u00a0{unit}", "{tokens} · {number}\u00a0{unit}"),
    "lever.nothing": ("un jeton : {number}\u00a0{unit}", "one token: {number}\u00a0{unit}"),
    "euros": ("{number}\u00a0euros", "{number}\u00a0euros"),
    "euros.million": ("{number}\u00a0million d’euros", "{number}\u00a0million euros"),
    "euros.millions": ("{number}\u00a0millions d’euros", "{number}\u00a0million euros"),
    "token": ("{count} jeton", "{count} token"),
    "tokens": ("{count} jetons", "{count} tokens"),
    "proof.measured": ("mesuré ailleurs", "measured elsewhere"),
    "proof.observed": ("observé ailleurs", "observed elsewhere"),
    "proof.assumed": ("supposé", "assumed"),
    # Years
    "year": ("Année", "Year"),
    "play": ("Lire de 2026 à 2040", "Play 2026 to 2040"),
    "pause": ("Mettre en pause", "Pause"),
    # Numbers and verdicts
    "numbers": ("Quatre grands nombres", "Four big numbers"),
    "number.any_but_cinema": (
        "Au moins une sortie culturelle dans l’année, hors cinéma",
        "At least one cultural outing in the year, cinema aside",
    ),
    "number.amateur": ("Pratiques amateurs", "Making art as an amateur"),
    "number.education_ratio": (
        "Plus souvent chez les diplômés du supérieur",
        "More often among graduates",
    ),
    "number.co2": ("CO₂ des sorties, dans l’année", "CO₂ from outings, in the year"),
    "today": ("{value} en 2025", "{value} in 2025"),
    "instead": ("au lieu de {value}", "instead of {value}"),
    "refining": ("à préciser", "being refined"),
    "interval": ("de {low} à {high}", "{low} to {high}"),
    "interval.head": ("Intervalle à 90 %", "90% interval"),
    "verdict.same": ("on ne peut pas les départager", "cannot be told apart"),
    "verdict.waiting": (
        "Le territoire est là ; les habitants arrivent.",
        "The territory is here; the residents are on their way.",
    ),
    "verdict.nothing": (
        "Posez des jetons sur un levier : les résultats suivent.",
        "Place tokens on a lever: the results follow.",
    ),
    "verdict.first": (
        "Premier calcul pour {year} : la suite dira s’il est solide.",
        "A first run for {year}: the next ones will say how firm it is.",
    ),
    "verdict.more.people": (
        "En {year}, environ {people} habitants de plus sortent dans l’année avec ce plan, hors cinéma.",
        "In {year}, about {people} more residents go out in the year with this plan, cinema aside.",
    ),
    "verdict.less.people": (
        "En {year}, environ {people} habitants de moins sortent dans l’année avec ce plan, hors cinéma.",
        "In {year}, about {people} fewer residents go out in the year with this plan, cinema aside.",
    ),
    "verdict.same.people": (
        "En {year}, on ne peut pas départager ce plan de « sans mesure nouvelle » ni le dire inutile.",
        "In {year}, this plan can be neither told apart from “no new measure” nor called useless.",
    ),
    # Units
    "unit.point": ("{value} point", "{value} point"),
    "unit.points": ("{value} points", "{value} points"),
    "unit.minutes": ("{value} min", "{value} min"),
    "unit.ratio": ("{value} fois", "{value} times"),
    "unit.kilotonnes": ("{value} kt", "{value} kt"),
    "unit.share.of": ("% des 15 ans et plus", "% aged 15 and over"),
    "unit.minutes.of": ("minutes, aller simple", "minutes, one way"),
    # Map
    "map.title": ("Carte du territoire", "Map of the territory"),
    "map.indicator": ("Ce que la carte montre", "What the map shows"),
    "map.domains": ("Par domaine", "By domain"),
    "map.view": ("Écart ou niveau", "Difference or level"),
    "map.grain": ("Finesse de la carte", "Detail of the map"),
    "map.label": ("Carte des communes : {about}, {year}", "Map of the communes: {about}, {year}"),
    "map.caption": ("{about}, {year}", "{about}, {year}"),
    "tab.any_but_cinema": ("Sorties", "Outings"),
    "tab.amateur": ("Pratiques amateurs", "Amateur practice"),
    "tab.minutes": ("Minutes de trajet", "Travel minutes"),
    "view.difference": ("Écart", "Difference"),
    "view.level": ("Niveau", "Level"),
    "grain.agglomeration": ("Agglomérations", "Agglomerations"),
    "grain.smoothed": ("Communes lissées", "Smoothed communes"),
    "grain.commune": ("Communes", "Communes"),
    "agglomeration": ("Agglomération", "Agglomeration"),
    "commune": ("Commune", "Commune"),
    "everybody": ("Tous les habitants", "Every resident"),
    "everybody.stop": ("Arrêter ce calcul", "Stop this run"),
    "everybody.why": (
        "Refaire le calcul avec tous les habitants, pour lire chaque commune",
        "Run every resident, to read each commune",
    ),
    "note.smoothed": (
        "{count} habitants tirés, lissés avec les communes voisines",
        "{count} residents drawn, smoothed with nearby communes",
    ),
    "note.agglomerations": ("{count} habitants tirés", "{count} residents drawn"),
    "note.everybody": ("tous les habitants, une fois chacun", "every resident, once each"),
    "legend.difference": ("Écart avec « sans mesure nouvelle », en {year}", "Difference from “no new measure”, {year}"),
    "legend.plan": ("Avec le plan, en {year}", "With the plan, {year}"),
    "legend.reference": ("Sans mesure nouvelle, en {year}", "No new measure, {year}"),
    "legend.percent": ("{value} %", "{value}%"),
    "legend.small": ("échantillon petit", "small sample"),
    "legend.guessed": ("lieu à confirmer", "venue to confirm"),
    "legend.venue": ("lieu culturel", "cultural venue"),
    "small.mark": (" (échantillon petit)", " (small sample)"),
    "venues.title": ("Les lieux de la carte", "The venues on the map"),
    "venue": ("Lieu", "Venue"),
    "venue.kind": ("Type", "Kind"),
    "venue.sure": ("Ce qu’on en sait", "What is known"),
    "venue.cited": ("Lieu sourcé", "Sourced venue"),
    "venue.assumed": ("Lieu sourcé ; taille supposée d’après son type", "Sourced venue; size assumed from its kind"),
    "venue.guessed": ("Lieu à confirmer", "Venue to confirm"),
    "map.waiting": ("La carte se colorera dès le premier calcul.", "The map takes its colours with the first run."),
    "map.unplanned": (
        "Sans mesure nouvelle, il n’y a pas d’écart à montrer : posez des jetons.",
        "With no new measure there is no difference to show: place some tokens.",
    ),
    "map.refining": (
        "Premier calcul affiché ; l’intervalle se précise.",
        "First run shown; the interval is being worked out.",
    ),
    "map.all": (
        "En {year}, hausse nette dans toutes les agglomérations ; la plus forte : {more}.",
        "In {year}, a clear rise in every agglomeration, largest in {more}.",
    ),
    "map.more": (
        "En {year}, hausse nette : {more}. Ailleurs, on ne peut pas départager le plan et « sans mesure nouvelle ».",
        "In {year}, a clear rise in {more}. Elsewhere, the plan and “no new measure” cannot be told apart.",
    ),
    "map.less": (
        "En {year}, baisse nette : {less}. Ailleurs, on ne peut pas départager le plan et « sans mesure nouvelle ».",
        "In {year}, a clear fall in {less}. Elsewhere, the plan and “no new measure” cannot be told apart.",
    ),
    "map.both": (
        "En {year}, hausse nette : {more} ; baisse nette : {less}.",
        "In {year}, a clear rise in {more}; a clear fall in {less}.",
    ),
    "map.same": (
        "En {year}, aucune agglomération ne se départage de « sans mesure nouvelle ».",
        "In {year} no agglomeration can be told apart from “no new measure”.",
    ),
    "map.level": (
        "{about} : de {low} à {high} des habitants selon les agglomérations, en {year}.",
        "{about}: {low} to {high} of residents, depending on the agglomeration, in {year}.",
    ),
    "map.minutes": (
        "En {year}, un aller demande de {low} à {high} en moyenne selon les agglomérations.",
        "In {year}, one way takes {low} to {high} on average, depending on the agglomeration.",
    ),
    # Curves
    "curves.title": ("Courbes jusqu’en 2040", "Curves to 2040"),
    "curves.caption": ("{about}, de 2025 à 2040", "{about}, 2025 to 2040"),
    "curves.nothing": (
        "{reference} en {year} sans mesure nouvelle, {today} en 2025.",
        "{reference} in {year}, no new measure; {today} in 2025.",
    ),
    "curves.first": (
        "{plan} en {year} avec le plan, {reference} sans mesure nouvelle ; l’intervalle se précise.",
        "{plan} in {year} with the plan, {reference} with no new measure; the interval is being worked out.",
    ),
    "curves.sure": (
        "{plan} en {year} avec le plan, {reference} sans mesure nouvelle. La bande montre ce qui reste incertain.",
        "{plan} in {year} with the plan, {reference} with no new measure. The band is what stays uncertain.",
    ),
    "reference": ("Sans mesure nouvelle", "No new measure"),
    "reference.short": ("Sans mesure", "No new measure"),
    "plan": ("Avec le plan", "With the plan"),
    "plan.ours": ("Notre plan", "Our plan"),
    "difference": ("Écart", "Difference"),
    # For whom
    "whom.title": ("Pour qui cela change-t-il ?", "Who does it change things for?"),
    "whom.by": ("Regarder selon", "Show by"),
    "whom.caption": ("{about} · {by}, {year}", "{about} · {by}, {year}"),
    "whom.nothing": ("Le niveau de chaque groupe, sans mesure nouvelle.", "Where each group stands, no new measure."),
    "whom.unknown": (
        "Cet indicateur se lit par lieu, pas par groupe d’habitants.",
        "This indicator is read by place, not by group of residents.",
    ),
    "whom.waiting": ("Dès le premier calcul.", "With the first run."),
    "whom.same": ("Aucun groupe ne se départage.", "No group can be told apart."),
    "whom.most": ("Le plus net : {group}, {change}.", "Clearest: {group}, {change}."),
    # Figures
    "figures.see": ("Voir les chiffres", "See the figures"),
    "figures.of": ("Voir les chiffres : {about}", "See the figures: {about}"),
    "figures.save": ("Enregistrer pour un tableur (CSV)", "Save for a spreadsheet (CSV)"),
    "sample.note": (
        "Habitants imaginés, tirés pour ressembler aux statistiques. Intervalle sur des calculs comparables.",
        "Imagined residents, drawn to match statistics. Interval over comparable runs.",
    ),
    # Under every result
    "aid": (
        "Une aide au débat, pas à l’attribution de subventions",
        "An aid to debate, not a tool for awarding grants",
    ),
    "ignorance": ("Ce que le simulateur ne sait pas", "What the simulator does not know"),
    "ignorance.whole": ("Lire tout le détail", "Read every detail"),
    "ignorance.opening": (
        "Aucun de ces points n’est inventé pour combler un trou : il est laissé vide, ou supposé et dit comme tel.",
        "None of these gaps is filled with an invention: it is left empty, or assumed and marked so.",
    ),
    # Pages before and beside the screen
    "page.preparing": ("Bassin 2040 se prépare", "Bassin 2040 is getting ready"),
    "page.preparing.once": (
        "La première fois, il faut préparer le territoire, les habitants et les calculs. Ensuite, c’est immédiat.",
        "The first time, the territory, the residents and the runs must be made ready. After that it is immediate.",
    ),
    "page.opening": ("Ouverture de l’écran…", "Opening the screen…"),
    "page.busy": ("Beaucoup de monde en ce moment", "Many people at once"),
    "page.busy.why": (
        "Toutes les places sont prises. Cette page réessaie toute seule dans quelques secondes.",
        "Every seat is taken. This page tries again by itself in a few seconds.",
    ),
    "page.failed": ("La préparation n’a pas abouti", "Getting ready failed"),
    "page.failed.why": (
        "La cause est écrite dans le terminal où le simulateur a été lancé ; « bassin2040 doctor » dit ce qui manque.",
        "The cause is in the terminal where the simulator was started; 'bassin2040 doctor' says what is missing.",
    ),
    "page.step.territory": ("Le territoire : communes, lieux, trajets…", "The territory: communes, venues, journeys…"),
    "page.step.residents": ("Les habitants et leurs liens…", "The residents and their ties…"),
    "page.step.spin_up": (
        "Vingt ans d’habitudes, pour partir d’aujourd’hui…",
        "Twenty years of habits, to start from today…",
    ),
    "page.step.baselines": ("Les mondes sans mesure nouvelle…", "The worlds with no new measure…"),
    "page.step.rehearsal": ("Une répétition générale…", "A dress rehearsal…"),
    "page.lost": ("Connexion perdue : on essaie de la retrouver.", "Connection lost: trying to find it again."),
    "page.gone": (
        "Cet écran s’est endormi. Votre plan est dans l’adresse : rouvrez-le.",
        "This screen fell asleep. Your plan is in the address: open it again.",
    ),
    "page.stuck": (
        "Cet écran ne s’ouvre pas. Rien de ce qui était gardé n’est perdu : rouvrez-le.",
        "This screen does not open. Nothing that was kept is lost: open it again.",
    ),
    "page.reopen": ("Rouvrir", "Open again"),
    # In the terminal
    "server.address": (
        "Bassin 2040 : {address} (Ctrl-C pour arrêter). Préparation en cours :",
        "Bassin 2040: {address} (Ctrl-C to stop). Getting ready:",
    ),
    "server.host": (
        "Pour qui anime, et pour personne d’autre : {address}",
        "For the host, and nobody else: {address}",
    ),
    "server.ready": ("Prêt : ouvrez {address}", "Ready: open {address}"),
    "server.failed": (
        "La préparation n’a pas abouti ; la cause est écrite ci-dessus, et « bassin2040 doctor » dit ce qui manque.",
        "Getting ready failed; the cause is above, and 'bassin2040 doctor' says what is missing.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "fr": {key: french(fr) for key, (fr, _) in _PAIRS.items()},
    "en": {key: en for key, (_, en) in _PAIRS.items()},
}
"""Key to sentence, by language; {names} are filled where they are shown."""
