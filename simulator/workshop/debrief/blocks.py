"""What a document is made of: one tree of blocks, from which the web page, the PDF and the tables for Excel are made.

Words are plain text, in the reader's language already; each writer escapes them in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Number:
    """A number as it is read, and as a spreadsheet takes it."""

    text: str
    value: float


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: a web address, or a place in the document (`#run-…`)."""

    text: str
    target: str


Cell = str | Number | Link
"""What stands in a table."""


@dataclass(frozen=True)
class Text:
    """A paragraph; `small` for a caution or a note."""

    words: str
    small: bool = False


@dataclass(frozen=True)
class Items:
    """A list."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """What a table wrote itself."""

    title: str
    words: str
    by: str


@dataclass(frozen=True)
class Table:
    """Rows of cells under named columns; the first cell of a row names it.

    Attributes:
        key: The name of the file for Excel, or empty for none.
        caption: What the table holds.
        columns: Names of the columns.
        rows: The cells, row by row.
    """

    key: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A drawing with the sentence that says what it shows, which is its text alternative too."""

    svg: str
    sentence: str


@dataclass(frozen=True)
class Section:
    """A titled part."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()


Block = Text | Items | Quote | Table | Figure


@dataclass(frozen=True)
class Document:
    """A whole document."""

    title: str
    subtitle: str
    language: str
    caution: str
    sections: tuple[Section, ...] = field(default_factory=tuple)

    def tables(self) -> list[Table]:
        """The tables that are written for Excel too, in order."""
        return [block for section in self.sections for block in _tables(section) if block.key]


def _tables(section: Section) -> list[Table]:
    inside = [block for block in section.blocks if isinstance(block, Table)]
    return inside + [table for part in section.parts for table in _tables(part)]
