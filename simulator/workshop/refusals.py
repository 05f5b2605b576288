"""What a workshop refuses, each a sentence in both languages that a person in the room can act on."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.errors import SimulatorError
from simulator.typography import french


class Refusal(SimulatorError):  # noqa: N818 - an answer, not a fault
    """Something that a workshop does not take; nothing was changed.

    Attributes:
        code: A short name for programs.
        status: The HTTP status that goes with it.
    """

    def __init__(self, code: str, status: int, fr: str, en: str) -> None:
        super().__init__(fr, en)
        self.code = code
        self.status = status


SENTENCES: dict[str, tuple[int, str, str]] = {
    # Who asks
    "unknown_token": (
        401,
        "Ce lien d’entrée n’est pas connu : rejoignez de nouveau l’atelier avec son code.",
        "This entry link is not known: join the workshop again with its code.",
    ),
    "expired_token": (
        401,
        "Ce lien d’entrée n’est plus valable : demandez-en un autre à l’animation.",
        "This entry link is no longer valid: ask the host for another one.",
    ),
    "unknown_code": (
        404,
        "Aucun atelier n’a ce code : relisez les six lettres au mur.",
        "No workshop has this code: read the six letters on the wall again.",
    ),
    "unknown_workshop": (
        404,
        "Il n’y a pas d’atelier « {workshop} » ici : « bassin2040 workshop list » donne ceux qui y sont.",
        "There is no workshop '{workshop}' here: 'bassin2040 workshop list' gives those that are.",
    ),
    "closed_workshop": (
        409,
        "Cet atelier est terminé : il ne prend plus rien. Ce qu’il a gardé reste lisible.",
        "This workshop has ended: it takes nothing more. What it kept can still be read.",
    ),
    "crowded": (
        409,
        "L’atelier est complet ({most} personnes) : voyez avec l’animation.",
        "The workshop is full ({most} people): ask the host.",
    ),
    "log_full": (
        409,
        "Le journal de l’atelier est plein ({most} lignes) : terminez cet atelier et ouvrez-en un autre.",
        "The workshop's log is full ({most} lines): end this workshop and open another.",
    ),
    "not_allowed": (
        403,
        "Cela ne se fait pas depuis cet écran : c’est à l’animation, ou à une autre place, de le faire.",
        "This cannot be done from this screen: it is for the host, or for another seat.",
    ),
    "another_table": (
        403,
        "Cet écran est celui d’une table et ne parle pas pour une autre.",
        "This screen belongs to one table and does not speak for another.",
    ),
    "another_participant": (
        403,
        "On ne répond que pour soi.",
        "Everyone answers for themselves only.",
    ),
    "not_yours": (
        403,
        "Ce texte n’est pas le vôtre : l’animation peut l’effacer à la demande de son auteur.",
        "This text is not yours: the host can erase it when its author asks.",
    ),
    # What is sent
    "bad_draft": (
        422,
        "Cet envoi n’est pas de ceux que l’atelier connaît : rechargez la page.",
        "This is not something that the workshop knows: reload the page.",
    ),
    "bad_field": (
        422,
        "« {field} » manque ou n’a pas une valeur acceptée : corrigez, puis renvoyez.",
        "'{field}' is missing or has no accepted value: correct it, then send again.",
    ),
    "bad_id": (
        422,
        "Cet envoi n’a pas d’identifiant valable : rechargez la page.",
        "This has no valid identifier: reload the page.",
    ),
    "id_reused": (
        409,
        "Cet identifiant a déjà servi pour autre chose : rechargez la page, puis renvoyez.",
        "This identifier was already used for something else: reload the page, then send again.",
    ),
    "oversized_event": (
        413,
        "Cet envoi est trop gros ({size} caractères, {most} au plus) : raccourcissez les textes.",
        "This is too large ({size} characters, {most} at most): shorten the texts.",
    ),
    "oversized_text": (
        422,
        "« {field} » est trop long ({size} caractères, {most} au plus) : raccourcissez.",
        "'{field}' is too long ({size} characters, {most} at most): shorten it.",
    ),
    "empty_text": (422, "« {field} » est vide : écrivez-le.", "'{field}' is empty: write it."),
    "control_character": (
        422,
        "« {field} » contient un caractère invisible : retapez ce texte.",
        "'{field}' holds an invisible character: type this text again.",
    ),
    # What it speaks of
    "unknown_template": (
        422,
        "Le modèle d’atelier « {name} » n’existe pas.",
        "There is no workshop template '{name}'.",
    ),
    "unknown_table": (422, "Il n’y a pas de table « {name} » ici.", "There is no table '{name}' here."),
    "unknown_world": (422, "Le monde « {name} » n’est pas joué ici.", "The world '{name}' is not played here."),
    "another_world": (
        422,
        "Cette table joue « {name} » : l’envoi parle d’un autre monde.",
        "This table plays '{name}': this speaks of another world.",
    ),
    "unknown_participant": (
        422,
        "Cette personne n’a pas rejoint l’atelier, ou pas à cette table.",
        "This person has not joined the workshop, or not at this table.",
    ),
    "unknown_phase": (422, "L’atelier n’a pas de phase « {name} ».", "The workshop has no phase '{name}'."),
    "unknown_round": (422, "L’atelier n’a pas de tour {name} à ce moment.", "The workshop has no round {name} there."),
    "unknown_lever": (422, "Il n’y a pas de levier « {name} ».", "There is no lever '{name}'."),
    "unknown_card": (
        422,
        "La carte « {name} » n’est pas de ce monde, ou n’a pas été jouée.",
        "The card '{name}' is not of this world, or was not played.",
    ),
    "unknown_parameter": (
        422,
        "Le modèle n’a pas de paramètre « {name} ».",
        "The model has no parameter '{name}'.",
    ),
    "parameter_out_of_range": (
        422,
        "« {name} » va de {low} à {high}.",
        "'{name}' goes from {low} to {high}.",
    ),
    "unknown_dissent": (422, "Ce désaccord n’est pas au journal.", "This dissent is not in the log."),
    "unknown_text": (404, "Ce texte n’est pas au journal.", "This text is not in the log."),
    "bad_tables": (
        422,
        "Un atelier a de {low} à {high} tables, chacune dans un monde de l’atelier.",
        "A workshop has {low} to {high} tables, each in one of its worlds.",
    ),
    # Levers and tokens
    "lever_not_dealt": (
        422,
        "« {name} » n’est pas distribué à ce tour.",
        "'{name}' is not dealt in this round.",
    ),
    "lever_out_of_range": (
        422,
        "« {name} » prend de {low} à {high} jetons.",
        "'{name}' takes {low} to {high} tokens.",
    ),
    "bad_start": (
        422,
        "« {name} » commence entre {low} et {high}.",
        "'{name}' starts between {low} and {high}.",
    ),
    "over_budget": (
        422,
        "{spent} jetons placés pour {budget} : retirez-en {over}.",
        "{spent} tokens placed out of {budget}: take away {over}.",
    ),
    # Out of order
    "round_not_begun": (
        409,
        "Le tour {name} n’a pas commencé : attendez l’animation.",
        "Round {name} has not begun: wait for the host.",
    ),
    "prediction_locked": (
        409,
        "La prévision de cette table est validée : on n’y revient pas.",
        "This table's prediction is validated: it stays.",
    ),
    "already_locked": (409, "C’est déjà validé.", "This is already validated."),
    "already_revealed": (
        409,
        "Les résultats de ce tour sont déjà montrés.",
        "The results of this round are already shown.",
    ),
    "no_prediction": (
        409,
        "La table n’a pas encore écrit sa prévision : écrivez-la, puis validez.",
        "The table has not written its prediction yet: write it, then validate.",
    ),
    "not_locked": (
        409,
        "Ces tables n’ont pas validé leur prévision : {names}. Attendez-les, ou passez outre (ce sera noté).",
        "These tables have not validated their prediction: {names}. Wait, or override (it will be noted).",
    ),
    "nothing_to_reveal": (
        409,
        "Aucun plan n’est validé pour ce tour : il n’y a rien à montrer.",
        "No plan is committed for this round: there is nothing to show.",
    ),
    "already_committed": (
        409,
        "Le plan de cette table est déjà validé pour ce tour.",
        "This table's plan is already committed for this round.",
    ),
    "not_committed": (
        409,
        "Cette table n’a pas validé de plan à ce tour.",
        "This table has committed no plan in this round.",
    ),
    "not_pairable": (
        409,
        "Ces deux tables ne peuvent pas mettre leurs moyens en commun : il en faut deux du même monde, libres, "
        "avant leur plan.",
        "These two tables cannot pool their means: it takes two of one world, free, before their plan.",
    ),
    # Files and logs
    "newer_entry": (
        409,
        "Le journal contient des lignes d’une version plus récente : mettez bassin2040 à jour.",
        "The log holds lines from a newer version: update bassin2040.",
    ),
    "diverged": (
        409,
        "L’atelier « {workshop} » a continué ici et là-bas : les deux journaux diffèrent, rien n’a été repris. "
        "Importez dans une autre base.",
        "The workshop '{workshop}' went on both here and there: the two logs differ, nothing was taken. "
        "Import into another database.",
    ),
    "bad_file": (
        422,
        "{file} n’est pas un atelier exporté, ou il est abîmé : exportez-le de nouveau.",
        "{file} is no exported workshop, or it is damaged: export it again.",
    ),
    "newer_file": (
        409,
        "{file} vient d’une version plus récente : mettez bassin2040 à jour.",
        "{file} comes from a newer version: update bassin2040.",
    ),
    "unreachable": (
        503,
        "La base de l’atelier ne répond pas ({reason}) : gardez ce qui est écrit, et réessayez.",
        "The workshop's database does not answer ({reason}): keep what is written, and try again.",
    ),
    "busy": (
        503,
        "Le journal est occupé : réessayez dans un instant. Rien n’a été perdu.",
        "The log is busy: try again in a moment. Nothing was lost.",
    ),
}


def refuse(code: str, **values: object) -> Refusal:
    """The refusal called `code`, its {names} filled from `values`; a value may be words in both languages."""
    status, fr, en = SENTENCES[code]
    return Refusal(code, status, french(fr.format(**_in("fr", values))), en.format(**_in("en", values)))


def _in(language: str, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
