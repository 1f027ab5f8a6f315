"""Know pages in wikis again: by what was about to be saved, and by a key that outlives a connection."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_KEYS = sa.text(
    "UPDATE spaces SET wiki_key = (SELECT key FROM publications WHERE space_id = spaces.id AND target = :target)"
    " WHERE wiki_key = '' AND id IN (SELECT space_id FROM publications WHERE target = :target)"
)


def upgrade() -> None:
    with op.batch_alter_table("pages") as batch_op:
        batch_op.add_column(sa.Column("intent", sa.String(length=16), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("intended", sa.Text(), nullable=True))
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.add_column(sa.Column("wiki_key", sa.String(length=32), nullable=False, server_default=""))
    bind = op.get_bind()
    for target in ("mediawiki", "git"):  # of a canvas nothing is known again
        bind.execute(_KEYS, {"target": target})


def downgrade() -> None:
    with op.batch_alter_table("spaces") as batch_op:
        batch_op.drop_column("wiki_key")
    with op.batch_alter_table("pages") as batch_op:
        batch_op.drop_column("intended")
        batch_op.drop_column("intent")
