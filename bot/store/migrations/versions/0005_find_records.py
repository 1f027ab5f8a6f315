"""Find records: what notes are found by, and the ways from a text to the note it belongs to.

The full-text index over it, and what keeps it up to date, are no tables: `bot.store.search_tables` makes them.
"""

import sqlalchemy as sa
from alembic import op

from bot.store import search_tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_HEADS = ("title_id", "place_id", "purpose_id", "participants_id")


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("note_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_search")),
    )
    op.create_index(op.f("ix_search_version"), "search", ["version"])
    op.create_table(
        "search_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_changes")),
    )
    for column in _HEADS:
        op.create_index(op.f(f"ix_meetings_{column}"), "meetings", [column])
    op.create_index(op.f("ix_history_text_id"), "history", ["text_id"])


def downgrade() -> None:
    search_tables.drop(op.get_bind())
    op.drop_index(op.f("ix_history_text_id"), "history")
    for column in _HEADS:
        op.drop_index(op.f(f"ix_meetings_{column}"), "meetings")
    op.drop_table("search_changes")
    op.drop_table("search")
