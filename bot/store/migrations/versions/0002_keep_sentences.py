"""Keep sentences, corrections, the state and use of engines, and prose.

Translations made so far were of whole texts; they are made anew of sentences, by the memory or an engine.
"""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "engine_states",
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("pause", sa.Double(), nullable=False),
        sa.Column("closed_until", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("trial_until", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("engine", name=op.f("pk_engine_states")),
    )
    op.create_table(
        "usage",
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_usage_space_id")),
        sa.PrimaryKeyConstraint("engine", "space_id", "day", name=op.f("pk_usage")),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("before_state", sa.String(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("memory_id", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", tables.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_corrections_person_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_corrections_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_segment_id"), ["segment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_corrections_text_id"), ["text_id"], unique=False)

    op.create_table(
        "segments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("gap", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("english", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=True),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("reviewed_at", tables.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_segments_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        sa.UniqueConstraint("text_id", "language", "position", name=op.f("uq_segments_text_id_language_position")),
    )
    with op.batch_alter_table("segments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segments_source_hash"), ["source_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_segments_state"), ["state"], unique=False)

    op.create_table(
        "prose",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=True),
        sa.Column("made_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_prose_note_id")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_prose_text_id")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_prose")),
    )
    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("engines", sa.String(), nullable=True))

    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forbidden", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("replaces", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("changed_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("changed_at", tables.UtcDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reviewed_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reviewed_at", tables.UtcDateTime(timezone=True), nullable=True))

    op.execute("UPDATE translations SET content = NULL, state = 'pending', engine = NULL, failure = NULL")


def downgrade() -> None:
    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.drop_column("reviewed_at")
        batch_op.drop_column("reviewed_by")

    op.execute("DELETE FROM terms WHERE removed")
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("changed_at")
        batch_op.drop_column("changed_by")
        batch_op.drop_column("removed")
        batch_op.drop_column("replaces")
        batch_op.drop_column("forbidden")

    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.drop_column("engines")

    op.drop_table("prose")
    with op.batch_alter_table("segments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segments_state"))
        batch_op.drop_index(batch_op.f("ix_segments_source_hash"))

    op.drop_table("segments")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrections_text_id"))
        batch_op.drop_index(batch_op.f("ix_corrections_segment_id"))

    op.drop_table("corrections")
    op.drop_table("usage")
    op.drop_table("engine_states")
