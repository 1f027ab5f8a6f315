"""Share safely: installations, the names of a channel, roles and sides, internal records, the audit log."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_to_spaces()
    _add_to_channels_and_people()
    _make_installations()
    op.create_table(
        "roles",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=True),
        sa.Column("side", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_roles_space_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_roles_person_id")),
        sa.PrimaryKeyConstraint("space_id", "person_id", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_person_id"), "roles", ["person_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("through", sa.String(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_audit_person_id")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name=op.f("fk_audit_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_space_id_at"), "audit", ["space_id", "at"])
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"])
    _make_again(sqlite_autoincrement=True)


def _make_again(*, sqlite_autoincrement: bool) -> None:
    """SQLite gives the id of a removed row to the next one unless the table was made to count on."""
    if op.get_bind().dialect.name == "sqlite":
        kept = {"sqlite_autoincrement": sqlite_autoincrement}
        for table in ("channels", "notes", "items", "history", "segments", "jobs"):
            with op.batch_alter_table(table, recreate="always", table_kwargs=kept):
                pass  # it is copied as it is


def _add_to_spaces() -> None:
    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sides", sa.String(length=8), nullable=False, server_default="off"))
        batch_op.add_column(sa.Column("keep_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("side", sa.String(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_spaces_parent_id"), "spaces", ["parent_id"], ["id"])
        batch_op.create_unique_constraint(batch_op.f("uq_spaces_parent_id_side"), ["parent_id", "side"])


def _add_to_channels_and_people() -> None:
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_known", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("members_at", tables.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("is_shared", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("moves", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("left_at", tables.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("trouble", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guest", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("told_at", tables.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("forgotten_at", tables.UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        "channel_names",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_channel_names_channel_id")),
        sa.PrimaryKeyConstraint("team_id", "slack_id", name=op.f("pk_channel_names")),
    )
    op.create_index(op.f("ix_channel_names_channel_id"), "channel_names", ["channel_id"])
    op.create_table(
        "welcomes",
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slack_id", name=op.f("pk_welcomes")),
    )
    op.execute("INSERT INTO channel_names (team_id, slack_id, channel_id) SELECT team_id, channel_id, id FROM channels")


def _make_installations() -> None:
    op.create_table(
        "installations",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("team_name", sa.String(), nullable=False),
        sa.Column("bot_user_id", sa.String(), nullable=False),
        sa.Column("bot_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("expires_at", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("held_until", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("installed_by", sa.String(), nullable=False),
        sa.Column("installed_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_installations")),
    )
    op.create_table(
        "oauth_states",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_oauth_states")),
    )
    op.create_index(op.f("ix_oauth_states_expires_at"), "oauth_states", ["expires_at"])


def downgrade() -> None:
    _make_again(sqlite_autoincrement=False)
    for table in ("oauth_states", "installations", "welcomes", "channel_names", "audit", "roles"):
        op.drop_table(table)
    with op.batch_alter_table("people", schema=None) as batch_op:
        for name in ("forgotten_at", "gone", "told_at", "guest"):
            batch_op.drop_column(name)
    with op.batch_alter_table("channels", schema=None) as batch_op:
        for name in ("trouble", "left_at", "moves", "is_shared", "members_at", "is_known"):
            batch_op.drop_column(name)
    op.execute("DELETE FROM spaces WHERE parent_id IS NOT NULL AND notes_made = 0")
    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_spaces_parent_id_side"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_spaces_parent_id"), type_="foreignkey")
        for name in ("side", "parent_id", "keep_months", "sides"):
            batch_op.drop_column(name)
