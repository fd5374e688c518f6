"""When an article was last changed, what it links to, and what the web said of an address last."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("article_revisions") as table:
        table.add_column(sa.Column("modified", MOMENT))
        table.add_column(sa.Column("linked", sa.JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("article_revisions") as table:
        table.alter_column("linked", server_default=None)
    op.create_table(
        "fetches",
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_fetches"),
    )


def downgrade() -> None:
    op.drop_table("fetches")
    with op.batch_alter_table("article_revisions") as table:
        table.drop_column("linked")
        table.drop_column("modified")
