"""Releases, and what annotators are called in them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("manifest_sha256", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.Text, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_releases"),
        sa.CheckConstraint("text IN ('none', 'quotes', 'full')", name=op.f("ck_releases_text")),
    )
    op.create_table(
        "pseudonyms",
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("annotator", name="pk_pseudonyms"),
        sa.ForeignKeyConstraint(
            ["annotator"],
            ["annotators.slug"],
            name="fk_pseudonyms_annotator_annotators",
            onupdate="CASCADE",
        ),
        sa.UniqueConstraint("number", name="uq_pseudonyms_number"),
    )


def downgrade() -> None:
    op.drop_table("pseudonyms")
    op.drop_table("releases")
