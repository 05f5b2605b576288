"""The CSV door of a territory folder: strict, and every fault as one line with its repair.

Tables are comma-separated UTF-8 text with a header, decimal points, and one record per line.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from simulator.errors import Fault, FileError
from simulator.reading import excerpt, hidden, nearest
from simulator.typography import french

MOST_BYTES = 67_108_864
MOST_FAULTS = 100
Value = str | int | float | None
Words = tuple[str, str, str, str]
"""Cause and repair: French cause, English cause, French repair, English repair."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: Header.
        kind: "text", "whole" or "number".
        blank: Whether a cell may be empty (read as None).
        low: Lowest legal number.
        high: Highest legal number.
        choices: Legal words, when they are a list.
        absent: Whether the whole column may be missing (read as blanks).
    """

    name: str
    kind: str = "text"
    blank: bool = False
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    absent: bool = False


@dataclass
class Table:
    """A table as read: a list of values per column, and the line of each record in the file."""

    path: Path
    columns: dict[str, list[Value]]
    lines: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, name: str) -> list[Value]:
        return self.columns[name]

    def records(self) -> Iterator[tuple[int, dict[str, Value]]]:
        """Row number and record, in file order."""
        for row in range(len(self)):
            yield row, {name: values[row] for name, values in self.columns.items()}

    def fault(self, row: int, words: Words) -> Fault:
        """A fault in a record of this table."""
        return make_fault(self.path, self.lines[row] if self.lines else 1, words)


def make_fault(path: Path, line: int, words: Words) -> Fault:
    """A fault from its four phrases."""
    cause_fr, cause_en, repair_fr, repair_en = words
    return Fault(path, line, french(cause_fr), cause_en, french(repair_fr), repair_en)


def read_table(path: Path, columns: tuple[Column, ...], key: str | None = None) -> Table:
    """Read a table strictly.

    Args:
        path: The CSV file.
        columns: What it must hold; no other column is accepted.
        key: A column whose values must all differ.

    Raises:
        FileError: It cannot be read; up to a hundred faults are in it, each with its line.
    """
    return _Reader(Path(path), columns, key).read()


class _Reader:
    def __init__(self, path: Path, columns: tuple[Column, ...], key: str | None) -> None:
        self.path, self.columns, self.key = path, columns, key
        self.faults: list[Fault] = []

    def read(self) -> Table:
        rows = self._rows(self._text())
        line, header = next(rows, (1, None))
        if header is None:
            self._refuse(line, *_EMPTY)
        order = self._order(line, [cell.strip() for cell in header])
        table = Table(self.path, {column.name: [] for column in self.columns})
        for line, cells in rows:
            self._take(table, line, cells, order)
            if len(self.faults) >= MOST_FAULTS:
                break
        if not self.faults and not table.lines:
            self._refuse(1, *_NO_ROWS)
        if not self.faults and self.key:
            self._unique(table)
        if self.faults:
            raise FileError(self.faults[:MOST_FAULTS])
        return table

    def _text(self) -> str:
        content = self._bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse(content.count(b"\n", 0, error.start) + 1, *_ENCODING)
        if "\0" in text:
            self._refuse(text.count("\n", 0, text.index("\0")) + 1, *_NUL)
        return text

    def _bytes(self) -> bytes:
        try:
            with self.path.open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            self._refuse(1, "fichier introuvable", "no such file", f"ajouter {self.path.name}", f"add {self.path.name}")
        except IsADirectoryError:
            self._refuse(1, "c’est un dossier, pas un fichier", "this is a folder, not a file", "", "")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._refuse(1, f"lecture impossible ({reason})", f"cannot be read ({reason})", "", "")
        if len(content) > MOST_BYTES:
            self._refuse(1, "fichier de plus de 64 Mio", "file larger than 64 MiB", "", "")
        return content

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            self._refuse(line, *_quoting(error))

    def _order(self, line: int, header: list[str]) -> list[Column]:
        if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
            self._refuse(line, *_SEPARATOR)
        known = {column.name: column for column in self.columns}
        meant = set()
        for name in header:
            if name not in known:
                meant.update(get_close_matches(name.casefold(), known, 1, 0.6))
                near = nearest(name, list(known))
                self._add(line, f"colonne inconnue « {excerpt(name)} »", f"unknown column '{excerpt(name)}'", *near)
        for name in sorted({n for n in header if header.count(n) > 1 and n in known}):
            self._add(line, f"colonne « {name} » en double", f"duplicate column '{name}'", *_KEEP_ONE)
        self._missing(line, {*header, *meant})
        if self.faults:
            raise FileError(self.faults)
        return [known[name] for name in header]

    def _missing(self, line: int, header: set[str]) -> None:
        for column in self.columns:
            if column.name not in header and not column.absent:
                repair = f"ajouter la colonne « {column.name} »", f"add the column '{column.name}'"
                self._add(line, f"il manque « {column.name} »", f"'{column.name}' is missing", *repair)

    def _take(self, table: Table, line: int, cells: list[str], order: list[Column]) -> None:
        if len(cells) != len(order):
            self._add(
                line,
                f"{len(cells)} cases au lieu de {len(order)}",
                f"{len(cells)} cells instead of {len(order)}",
                "mettre entre guillemets les textes qui contiennent une virgule",
                "put texts that contain a comma in quotes",
            )
            return
        values = {name: None for name in table.columns}
        for column, cell in zip(order, cells, strict=True):
            values[column.name] = self._value(line, column, cell.strip())
        for name, value in values.items():
            table.columns[name].append(value)
        table.lines.append(line)

    def _value(self, line: int, column: Column, text: str) -> Value:
        if not text:
            if not column.blank:
                words = f"« {column.name} » est vide", f"'{column.name}' is empty"
                self._add(line, *words, "remplir la case", "fill the cell")
            return None
        if column.kind == "text":
            return self._word(line, column, text)
        pattern: re.Pattern[str] = _WHOLE if column.kind == "whole" else _NUMBER
        if not pattern.fullmatch(text):
            self._add(line, *_not_a_number(column, text))
            return None
        value = int(text) if column.kind == "whole" else float(text)
        if not column.low <= value <= column.high:
            self._add(line, *_out_of_range(column, text))
            return None
        return value

    def _word(self, line: int, column: Column, text: str) -> str | None:
        if column.choices and text not in column.choices:
            cause = f"« {column.name} » : « {excerpt(text)} » inconnu", f"'{column.name}': unknown '{excerpt(text)}'"
            self._add(line, *cause, *nearest(text, list(column.choices)))
            return None
        if "\n" in text or hidden(text):
            cause = f"« {column.name} » : caractère de contrôle", f"'{column.name}': control character"
            self._add(line, *cause, "retirer ce caractère", "remove this character")
            return None
        return text

    def _unique(self, table: Table) -> None:
        first: dict[Value, int] = {}
        for line, value in zip(table.lines, table[self.key], strict=True):
            if value in first:
                cause_fr = f"« {self.key} » {value} en double (déjà ligne {first[value]})"
                cause_en = f"duplicate '{self.key}' {value} (already on line {first[value]})"
                self._add(line, cause_fr, cause_en, *_KEEP_ONE)
            first.setdefault(value, line)

    def _add(self, line: int, cause_fr: str, cause_en: str, repair_fr: str, repair_en: str) -> None:
        self.faults.append(make_fault(self.path, line, (cause_fr, cause_en, repair_fr, repair_en)))

    def _refuse(self, line: int, *words: str) -> None:
        self._add(line, *words)
        raise FileError(self.faults)


_EMPTY = "fichier vide", "empty file", "écrire l’en-tête et les lignes", "write the header and the rows"
_NO_ROWS = "aucune ligne sous l’en-tête", "no row below the header", "écrire les lignes", "write the rows"
_ENCODING = (
    "caractères qui ne sont pas en UTF-8",
    "characters that are not UTF-8",
    "enregistrer le fichier en CSV UTF-8",
    "save the file as CSV UTF-8",
)
_NUL = "caractère nul", "null character", "enregistrer le fichier en CSV UTF-8", "save the file as CSV UTF-8"
_SEPARATOR = (
    "colonnes séparées par « ; » ou des tabulations",
    "columns separated by ';' or tabs",
    "enregistrer avec des virgules, et le point comme signe décimal",
    "save with commas, and the point as decimal sign",
)
_KEEP_ONE = "n’en garder qu’une", "keep one only"


def _quoting(error: csv.Error) -> Words:
    if "limit" in str(error):
        return "case trop longue", "cell too long", "fermer le guillemet ou raccourcir", "close the quote or shorten"
    return "guillemets mal placés", "misplaced quotes", "fermer ou doubler le guillemet", "close or double the quote"


def _not_a_number(column: Column, text: str) -> Words:
    whole = column.kind == "whole"
    fr, en = ("un nombre entier", "a whole number") if whole else ("un nombre", "a number")
    shown = excerpt(text)
    cause = f"« {column.name} » attend {fr}, pas « {shown} »", f"'{column.name}' expects {en}, not '{shown}'"
    bare = text.replace(",", ".", 1).replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if bare != text and _NUMBER.fullmatch(bare):
        return *cause, "écrire le point décimal, sans espace", "write the decimal point, without spaces"
    return *cause, "corriger, ou laisser vide si c’est permis", "correct it, or leave it empty where allowed"


def _out_of_range(column: Column, text: str) -> Words:
    low, high = (_bound(bound) for bound in (column.low, column.high))
    span_fr = f"entre {low} et {high}" if high else f"au moins {low}"
    span_en = f"between {low} and {high}" if high else f"at least {low}"
    return (
        f"« {column.name} » = {excerpt(text)} : hors limites",
        f"'{column.name}' = {excerpt(text)}: out of range",
        f"attendu {span_fr}",
        f"expected {span_en}",
    )


def _bound(value: float) -> str:
    return "" if math.isinf(value) else f"{value:.15g}"


def gather(faults: list[Fault], work: Callable[[], Table | None]) -> Table | None:
    """What `work` reads, or None with its faults added to the list: so that one run finds the faults of every file."""
    try:
        return work()
    except FileError as error:
        faults.extend(error.faults)
        return None
