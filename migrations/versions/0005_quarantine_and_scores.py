"""Payloads that could not be taken, and the cache of scores."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("payload_sha256", sa.Text, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("remote_id", sa.BigInteger, nullable=False),
        sa.Column("remote_created_at", MOMENT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
        sa.CheckConstraint("source IN ('studio', 'import')", name=op.f("ck_quarantine_source")),
        sa.CheckConstraint("state IN ('open', 'resolved')", name=op.f("ck_quarantine_state")),
    )
    op.create_index("ix_quarantine_payload_sha256", "quarantine", ["payload_sha256"])
    op.create_table(
        "scores",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("reading_sha256", sa.Text, nullable=False),
        sa.Column("rubric", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(
            "article_id", "article_revision", "campaign", "reading_sha256", "rubric", name="pk_scores"
        ),
    )


def downgrade() -> None:
    op.drop_table("scores")
    op.drop_table("quarantine")
