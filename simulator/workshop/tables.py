"""The tables of the log: workshops, their entries, the texts that can be erased, and the passes that let people in."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

WORKSHOPS = Table(
    "bassin_workshops",
    METADATA,
    Column("workshop", String(64), primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("language", String(2), nullable=False),
    Column("template", Text, nullable=False),
    Column("last", Integer, nullable=False),
)
"""One row per workshop. `template` is the agenda as it was at the opening; `last` the sequence of the latest entry."""

ENTRIES = Table(
    "bassin_entries",
    METADATA,
    Column("workshop", String(64), ForeignKey(WORKSHOPS.c.workshop), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("actor", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("workshop", "id", name="bassin_entries_once"),
)
"""The log: rows are added, never changed."""

TEXTS = Table(
    "bassin_texts",
    METADATA,
    Column("workshop", String(64), primary_key=True),
    Column("text", String(34), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("table_key", String(64)),
    Column("participant", String(64)),
    Column("words", Text),
    ForeignKeyConstraint(["workshop", "sequence"], [ENTRIES.c.workshop, ENTRIES.c.sequence]),
    Index("bassin_texts_of_participant", "workshop", "participant"),
)
"""What people wrote, beside the log. `words` is empty once it was erased; `participant` is whose it is, if known."""

PASSES = Table(
    "bassin_passes",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("workshop", String(64), ForeignKey(WORKSHOPS.c.workshop), nullable=False),
    Column("actor", Text, nullable=False),
    Column("expires", String(40), nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index("bassin_passes_of_workshop", "workshop"),
)
"""Who may enter: digests of tokens, never the tokens."""
