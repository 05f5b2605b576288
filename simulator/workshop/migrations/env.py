"""What Alembic runs: the steps, within the transaction that the store has begun."""

from __future__ import annotations

from alembic import context

from simulator.workshop.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="bassin_version",
    render_as_batch=True,
)
context.run_migrations()
