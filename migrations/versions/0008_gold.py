"""Gold articles, and to whom they were served."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "gold",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_gold"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_gold_article_id_articles"),
    )
    op.create_table(
        "gold_servings",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("served_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "article_id", "annotator", name="pk_gold_servings"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_gold_servings_campaign_campaigns"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_gold_servings_article_id_articles"),
        sa.ForeignKeyConstraint(
            ["annotator"], ["annotators.slug"], name="fk_gold_servings_annotator_annotators"
        ),
        sa.CheckConstraint(
            "purpose IN ('qualification', 'hidden')", name=op.f("ck_gold_servings_purpose")
        ),
    )


def downgrade() -> None:
    op.drop_table("gold_servings")
    op.drop_table("gold")
