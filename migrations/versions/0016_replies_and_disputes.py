"""What outlets were asked and answered about a report, and marks that are disputed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REVISION = (
    ["article_id", "article_revision"],
    ["article_revisions.article_id", "article_revisions.revision"],
)


def upgrade() -> None:
    op.create_table(
        "replies",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "step", "day", name="pk_replies"),
        sa.ForeignKeyConstraint(*REVISION, name="fk_replies_article_id_article_revision_article_revisions"),
        sa.CheckConstraint("step IN ('asked', 'received')", name=op.f("ck_replies_step")),
    )
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("start_at", sa.Integer, nullable=False),
        sa.Column("end_at", sa.Integer, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.ForeignKeyConstraint(*REVISION, name="fk_disputes_article_id_article_revision_article_revisions"),
        sa.CheckConstraint("0 <= start_at AND start_at < end_at", name=op.f("ck_disputes_span")),
    )
    op.create_index("ix_disputes_article_id", "disputes", ["article_id"])


def downgrade() -> None:
    op.drop_table("disputes")
    op.drop_table("replies")
