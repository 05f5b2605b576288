"""From bytes to plain values: YAML 1.2 read event by event.

No tag is ever obeyed and no alias ever expanded; `no`, `010` and `2.5e6` mean what YAML 1.2 says: the text "no", the
whole number 10, the number 2500000.
"""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from simulator.errors import Fault, FileError
from simulator.reading.document import Document, Place, excerpt, fault

MOST_BYTES = 262_144
DEEPEST = 16
MOST_FAULTS = 50

_WHOLE = re.compile(r"[-+]?[0-9]+")
_REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((s + i for s in ("", "+") for i in (".inf", ".Inf", ".INF")), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}


def read_yaml(path: Path | str) -> Document:
    """Read one YAML 1.2 file strictly.

    Args:
        path: The file; at most 256 KiB of UTF-8 holding a single document without tags, anchors or aliases.

    Raises:
        FileError: It cannot be read; every fault found is in it, with its line.
    """
    path = Path(path)
    text = _decode(path, _bytes(path))
    tree = _Tree(path)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            tree.take(event)
    except _Hopeless:
        pass
    except (YAMLError, ValueError) as error:
        tree.faults.append(_syntax(path, text, error))
    if tree.faults:
        raise FileError(tree.faults)
    if not tree.documents:
        raise FileError([fault(path, 1, "fichier vide", "empty file")])
    return Document(path, tree.root[0], tree.lines)


class _Hopeless(Exception):  # noqa: N818 - a fault after which reading on would only invent others
    pass


class _Frame:
    """A mapping or a list being filled."""

    def __init__(self, place: Place, container: dict | list) -> None:
        self.place = place
        self.container = container
        self.has_key = False
        self.key: object = None
        self.duplicate = False

    def here(self) -> Place:
        """Where the next value goes."""
        return (*self.place, len(self.container) if isinstance(self.container, list) else self.key)


class _Tree:
    """Builds plain values from parse events, without recursion; refuses what a plain file does not need."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.lines: dict[Place, int] = {}
        self.root: list[object] = []
        self.documents = 0
        self._stack: list[_Frame] = []

    def take(self, event: Event) -> None:
        """Take the next event of the stream."""
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            self._open_document(event, line)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._stack.pop()
        elif isinstance(event, (AliasEvent, ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            self._refuse_machinery(event, line)
            self._take_value(event, line)

    def _open_document(self, event: DocumentStartEvent, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(line, "un seul document par fichier", "one document per file", "retirer « --- »", "remove '---'")
        if event.version not in (None, (1, 2)) or event.tags:
            self._stop(
                line,
                "directive YAML refusée",
                "YAML directive refused",
                "retirer la ligne « % »",
                "remove the '%' line",
            )

    def _refuse_machinery(self, event: Event, line: int) -> None:
        if event.anchor is not None:
            cause = (
                f"ancre ou alias YAML « {excerpt(event.anchor)} » refusé",
                f"YAML anchor or alias '{excerpt(event.anchor)}' refused",
            )
            self._stop(line, *cause, "recopier la valeur", "write the value out")
        if event.tag is not None:
            cause = f"étiquette YAML « {excerpt(event.tag)} » refusée", f"YAML tag '{excerpt(event.tag)}' refused"
            self._stop(line, *cause, "écrire la valeur seule", "write the value alone")

    def _take_value(self, event: Event, line: int) -> None:
        if isinstance(event, ScalarEvent):
            self._put(_plain(event.value) if event.implicit[0] and event.style is None else event.value, line)
            return
        container: dict | list = {} if isinstance(event, MappingStartEvent) else []
        place = self._stack[-1].here() if self._stack else ()
        self._put(container, line)
        self._stack.append(_Frame(place, container))
        if len(self._stack) > DEEPEST:
            self._stop(line, f"plus de {DEEPEST} niveaux imbriqués", f"more than {DEEPEST} nested levels")

    def _put(self, value: object, line: int) -> None:
        if not self._stack:
            self.root.append(value)
            self.lines[()] = line
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            self.lines[frame.here()] = line
            frame.container.append(value)
        elif not frame.has_key:
            self._open_key(frame, value, line)
        else:
            frame.has_key = False
            if not frame.duplicate:
                frame.container[frame.key] = value

    def _open_key(self, frame: _Frame, key: object, line: int) -> None:
        if isinstance(key, (dict, list)):
            self._stop(line, "une clé doit être un mot ou un nombre", "a key must be a word or a number")
        frame.has_key, frame.key, frame.duplicate = True, key, key in frame.container
        place = frame.here()
        if frame.duplicate:
            first = self.lines[place]
            cause = (
                f"clé « {excerpt(key)} » en double (déjà ligne {first})",
                f"duplicate key '{excerpt(key)}' (already on line {first})",
            )
            self.faults.append(fault(self.path, line, *cause, "n’en garder qu’une", "keep one only"))
            if len(self.faults) == MOST_FAULTS:
                raise _Hopeless
        else:
            self.lines[place] = line

    def _stop(self, line: int, *words: str) -> None:
        self.faults.append(fault(self.path, line, *words))
        raise _Hopeless


def _plain(text: str) -> object:
    """What an unquoted word means in the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE.fullmatch(text) and len(text) <= 18:
        return int(text)
    return float(text) if _REAL.fullmatch(text) else text


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileError([fault(path, 1, *_unreachable(path, error))]) from None
    if len(content) > MOST_BYTES:
        raise FileError(
            [
                fault(
                    path,
                    1,
                    f"fichier de plus de {MOST_BYTES // 1024} Kio",
                    f"file larger than {MOST_BYTES // 1024} KiB",
                )
            ]
        )
    return content


def _unreachable(path: Path, error: Exception) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "fichier introuvable", "no such file"
    if os.path.isdir(path):
        return "c’est un dossier, pas un fichier", "this is a folder, not a file"
    reason = getattr(error, "strerror", None) or str(error)
    return f"lecture impossible ({reason})", f"cannot be read ({reason})"


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        cause = "caractères qui ne sont pas en UTF-8", "characters that are not UTF-8"
        refused = fault(path, line, *cause, "enregistrer le fichier en UTF-8", "save the file as UTF-8")
        raise FileError([refused]) from None


_QUOTES = "mettre le texte entre guillemets", "put the text in quotes"
_ALIGN = "vérifier l'alignement, ou mettre le texte entre guillemets", "check the alignment, or put the text in quotes"
_SPACES = "écrire des espaces", "write spaces"
_DOUBLE = "écrire deux fois « \\ », ou mettre des guillemets simples", "write '\\' twice, or use single quotes"
_UNKNOWN = "YAML illisible à cet endroit", "unreadable YAML here", *_QUOTES
# What the parser says: whether the start of the construct is the better line, then our words.
_SYNTAX = {
    "found character '\\t'": (False, "tabulation à la place d’espaces", "tab in place of spaces", *_SPACES),
    "found unknown escape": (False, "« \\ » inattendu entre guillemets", "unexpected '\\' in quotes", *_DOUBLE),
    "found character": (
        False,
        "ce caractère ne peut pas commencer un texte",
        "this character cannot start a text",
        *_QUOTES,
    ),
    "mapping values are not allowed": (False, "« : » inattendu", "unexpected ':'", *_ALIGN),
    "found unexpected end of stream": (
        True,
        "guillemet jamais refermé",
        "quote never closed",
        "fermer le guillemet",
        "close the quote",
    ),
    "expected ',' or": (
        True,
        "liste sans virgule ou jamais refermée",
        "list without a comma or never closed",
        "fermer la liste",
        "close the list",
    ),
    "could not find expected ':'": (
        True,
        "clé sans « : »",
        "key without ':'",
        "écrire « clé: valeur »",
        "write 'key: value'",
    ),
    "expected <block end>": (
        False,
        "indentation incohérente",
        "inconsistent indentation",
        "aligner les lignes d’un même niveau",
        "align the lines of one level",
    ),
}


def _syntax(path: Path, text: str, error: Exception) -> Fault:
    last = text.count("\n") + (not text.endswith("\n"))
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return fault(
            path,
            line,
            "caractère de contrôle refusé",
            "control character refused",
            "retirer ce caractère",
            "remove this character",
        )
    problem = excerpt(getattr(error, "problem", None) or error, 80)
    known = next((words for start, words in _SYNTAX.items() if problem.startswith(start)), None)
    mark = getattr(error, "problem_mark", None) if isinstance(error, MarkedYAMLError) else None
    if known and known[0]:
        mark = error.context_mark or mark
    line = min(mark.line + 1, max(last, 1)) if mark else 1
    return fault(path, line, *(known[1:] if known else _UNKNOWN))
