"""Know pages in wikis again: by what was about to be saved, and by a key that outlives a connection."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pages") as batch_op:
        batch_op.add_column(sa.Column("intent", sa.String(length=16), nullable=False, server_default=""))
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.add_column(sa.Column("wiki_key", sa.String(length=32), nullable=False, server_default=""))
    op.execute(
        "UPDATE spaces SET wiki_key = (SELECT max(p.key) FROM publications AS p WHERE p.space_id = spaces.id)"
        " WHERE id IN (SELECT space_id FROM publications)"
    )


def downgrade() -> None:
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.drop_column("wiki_key")
    with op.batch_alter_table("pages") as batch_op:
        batch_op.drop_column("intent")
