"""How articles came into a campaign, what annotators were told when, why they skipped, and who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("assignments", sa.Column("skipped_why", sa.Text))
    op.create_table(
        "inclusions",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("frame", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("probability", sa.Double),
        sa.Column("drawn_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "article_id", name="pk_inclusions"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_inclusions_campaign_campaigns"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_inclusions_article_id_articles"),
    )
    op.create_table(
        "rounds",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("guidelines", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "number", name="pk_rounds"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_rounds_campaign_campaigns"),
    )
    op.create_table(
        "covariates",
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("consented_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("annotator", "name", name="pk_covariates"),
        sa.ForeignKeyConstraint(
            ["annotator"], ["annotators.slug"], name="fk_covariates_annotator_annotators", onupdate="CASCADE"
        ),
    )


def downgrade() -> None:
    for table in ("covariates", "rounds", "inclusions"):
        op.drop_table(table)
    op.drop_column("assignments", "skipped_why")
