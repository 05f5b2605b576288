"""The log, the texts beside it, and the passes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "bassin_workshops",
        sa.Column("workshop", sa.String(64), primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    _make_entries()
    _make_texts()
    op.create_table(
        "bassin_passes",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("workshop", sa.String(64), sa.ForeignKey("bassin_workshops.workshop"), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("expires", sa.String(40), nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_index("bassin_passes_of_workshop", "bassin_passes", ["workshop"])


def _make_entries() -> None:
    op.create_table(
        "bassin_entries",
        sa.Column("workshop", sa.String(64), sa.ForeignKey("bassin_workshops.workshop"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("workshop", "id", name="bassin_entries_once"),
    )


def _make_texts() -> None:
    op.create_table(
        "bassin_texts",
        sa.Column("workshop", sa.String(64), primary_key=True),
        sa.Column("text", sa.String(34), primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("table_key", sa.String(64)),
        sa.Column("participant", sa.String(64)),
        sa.Column("words", sa.Text),
        sa.ForeignKeyConstraint(["workshop", "sequence"], ["bassin_entries.workshop", "bassin_entries.sequence"]),
    )
    op.create_index("bassin_texts_of_participant", "bassin_texts", ["workshop", "participant"])
