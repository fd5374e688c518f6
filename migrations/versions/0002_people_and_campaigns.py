"""Annotators, campaigns with the reserved one, assignments."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "annotators",
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("email", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_annotators"),
    )
    op.create_index(
        "uq_annotators_email",
        "annotators",
        ["email"],
        unique=True,
        sqlite_where=sa.text("email IS NOT NULL"),
        postgresql_where=sa.text("email IS NOT NULL"),
    )
    campaigns = op.create_table(
        "campaigns",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("depth", sa.Text, nullable=False),
        sa.Column("each", sa.Integer),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_campaigns"),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_campaigns_state")),
        sa.CheckConstraint("depth IN ('full', 'central')", name=op.f("ck_campaigns_depth")),
    )
    op.bulk_insert(
        campaigns,
        [
            {
                "name": "imports",
                "state": "open",
                "scheme": "",
                "depth": "full",
                "created_at": datetime(1970, 1, 1, tzinfo=UTC),
            }
        ],
    )
    op.create_table(
        "assignments",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "article_id", "annotator", name="pk_assignments"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_assignments_campaign_campaigns"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_assignments_article_id_articles"),
        sa.ForeignKeyConstraint(
            ["annotator"], ["annotators.slug"], name="fk_assignments_annotator_annotators"
        ),
        sa.CheckConstraint("state IN ('assigned', 'done', 'skipped')", name=op.f("ck_assignments_state")),
    )


def downgrade() -> None:
    op.drop_table("assignments")
    op.drop_table("campaigns")
    op.drop_table("annotators")
