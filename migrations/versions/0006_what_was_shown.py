"""What a campaign's tasks show beforehand, and whether its texts may harm somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    campaign = (
        sa.Column("sensitive", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("bare", sa.Double, nullable=False, server_default="0"),
        sa.Column("seed", sa.BigInteger, nullable=False, server_default="0"),
    )
    for column in campaign:
        op.add_column("campaigns", column)
    op.create_table(
        "offers",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("hidden", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_offers"),
        sa.ForeignKeyConstraint(
            ["article_id", "article_revision"],
            ["article_revisions.article_id", "article_revisions.revision"],
            name="fk_offers_article_id_article_revision_article_revisions",
        ),
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("offer", sa.Text))
        outbox.create_foreign_key("fk_outbox_offer_offers", "offers", ["offer"], ["sha256"])


def downgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint("fk_outbox_offer_offers", type_="foreignkey")
        outbox.drop_column("offer")
    op.drop_table("offers")
    for name in ("seed", "bare", "sensitive"):
        op.drop_column("campaigns", name)
