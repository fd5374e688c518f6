"""The zone in which a publisher gave a time, beside the instant."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article_revisions") as table:
        table.add_column(sa.Column("published_offset", sa.Integer))
        table.add_column(sa.Column("modified_offset", sa.Integer))


def downgrade() -> None:
    with op.batch_alter_table("article_revisions") as table:
        table.drop_column("modified_offset")
        table.drop_column("published_offset")
