"""Follow actions to their end: several owners, parts, reasons, reminders and digests."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("since", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("until", tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=True),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("sent_at", tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
        sa.UniqueConstraint("kind", "recipient", "day", name=op.f("uq_mailings_kind_recipient_day")),
    )
    with op.batch_alter_table("mailings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailings_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailings_state"), ["state"], unique=False)

    op.create_table(
        "feeds",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_feeds_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("calendar", sa.String(length=2), nullable=True),
        sa.Column("remind", sa.Boolean(), nullable=False),
        sa.Column("remind_at", sa.String(length=5), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("digest_at", sa.String(length=5), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_preferences_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "digests",
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("sections", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", tables.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_digests_channel_id")),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_digests")),
    )
    op.create_table(
        "reminders",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_reminders_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.PrimaryKeyConstraint("person_id", "item_id", "why", "day", name=op.f("pk_reminders")),
    )
    op.create_table(
        "snoozes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_snoozes_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_snoozes_person_id")),
        sa.PrimaryKeyConstraint("person_id", "item_id", name=op.f("pk_snoozes")),
    )
    op.create_table(
        "action_owners",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["actions.item_id"], name=op.f("fk_action_owners_item_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_action_owners_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_action_owners_person_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_action_owners")),
    )
    with op.batch_alter_table("action_owners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_owners_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_owners_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_certain", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("happened_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reason_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_actions_reason_id"), "texts", ["reason_id"], ["id"])

    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.add_column(sa.Column("space_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("text_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undone", sa.Boolean(), nullable=False, server_default=sa.false()))

    op.execute("UPDATE history SET space_id = (SELECT space_id FROM actions WHERE actions.item_id = history.item_id)")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.alter_column("space_id", existing_type=sa.Integer(), nullable=False)
        batch_op.create_index(batch_op.f("ix_history_space_id_at"), ["space_id", "at"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_history_text_id"), "texts", ["text_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_history_space_id"), "spaces", ["space_id"], ["id"])

    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_items_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_items_parent_id"), "items", ["parent_id"], ["id"])

    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_organisations_contact_id"), "people", ["contact_id"], ["id"])


def downgrade() -> None:
    # what an older version knows nothing of would be taken for whole items of a note
    op.execute("DELETE FROM action_owners")
    op.execute("DELETE FROM reminders")
    op.execute("DELETE FROM snoozes")
    op.execute("UPDATE items SET removed_at = CURRENT_TIMESTAMP WHERE parent_id IS NOT NULL AND removed_at IS NULL")
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_organisations_contact_id"), type_="foreignkey")
        batch_op.drop_column("contact_id")

    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_items_parent_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_items_parent_id"))
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_history_space_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_history_text_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_history_space_id_at"))
        batch_op.drop_column("undone")
        batch_op.drop_column("text_id")
        batch_op.drop_column("version")
        batch_op.drop_column("space_id")

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_actions_reason_id"), type_="foreignkey")
        batch_op.drop_column("reason_id")
        batch_op.drop_column("happened_on")
        batch_op.drop_column("due_certain")

    with op.batch_alter_table("action_owners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_owners_person_id"))
        batch_op.drop_index(batch_op.f("ix_action_owners_organisation_id"))

    op.drop_table("action_owners")
    op.drop_table("snoozes")
    op.drop_table("reminders")
    op.drop_table("digests")
    op.drop_table("preferences")
    op.drop_table("feeds")
    with op.batch_alter_table("mailings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailings_state"))
        batch_op.drop_index(batch_op.f("ix_mailings_day"))

    op.drop_table("mailings")
