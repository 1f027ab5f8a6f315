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
        batch_op.add_column(sa.Column("intended", sa.Text(), nullable=True))
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.add_column(sa.Column("wiki_key", sa.String(length=32), nullable=False, server_default=""))
    for target in ("mediawiki", "git"):  # of a canvas nothing is known again
        op.execute(
            "UPDATE spaces SET wiki_key = (SELECT p.key FROM publications AS p"  # noqa: S608  # nosec B608 # words of ours
            f" WHERE p.space_id = spaces.id AND p.target = '{target}') WHERE wiki_key = '' AND id IN"
            f" (SELECT space_id FROM publications WHERE target = '{target}')"
        )


def downgrade() -> None:
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.drop_column("wiki_key")
    with op.batch_alter_table("pages") as batch_op:
        batch_op.drop_column("intended")
        batch_op.drop_column("intent")
