"""What a campaign serves by, notes to the lead, and what the lead finds newsworthy."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("campaigns", sa.Column("queue", sa.Text, nullable=False, server_default="import"))
    op.add_column("assignments", sa.Column("flag", sa.Text))
    op.add_column("assignments", sa.Column("flagged_at", MOMENT))
    op.create_table(
        "news_values",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "article_id", name="pk_news_values"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_news_values_campaign_campaigns"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_news_values_article_id_articles"),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_news_values_value")),
    )


def downgrade() -> None:
    op.drop_table("news_values")
    op.drop_column("assignments", "flagged_at")
    op.drop_column("assignments", "flag")
    op.drop_column("campaigns", "queue")
