"""Report trips: their days, their letterhead, and where the parts of their report begin."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("letterhead", sa.JSON(), nullable=True))
    with op.batch_alter_table("trips", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begins", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("letterhead", sa.JSON(), nullable=True))
    op.create_table(
        "trip_sections",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("headed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_trip_sections_item_id")),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_trip_sections_trip_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_trip_sections")),
    )
    op.create_index(op.f("ix_trip_sections_trip_id"), "trip_sections", ["trip_id"])


def downgrade() -> None:
    op.drop_table("trip_sections")
    with op.batch_alter_table("trips", schema=None) as batch_op:
        for name in ("letterhead", "version", "ends", "begins"):
            batch_op.drop_column(name)
    with op.batch_alter_table("spaces", schema=None) as batch_op:
        batch_op.drop_column("letterhead")
