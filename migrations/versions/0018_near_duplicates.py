"""The index of near-duplicates, and what it has found."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signatures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("library", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signatures"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_signatures_article_id_articles"),
    )
    op.create_index("ix_signatures_article_id", "signatures", ["article_id"], unique=True)
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("signature_id", sa.Integer, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("key", "signature_id", name="pk_bands"),
        sa.ForeignKeyConstraint(["signature_id"], ["signatures.id"], name="fk_bands_signature_id_signatures"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "near_duplicates",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("other_id", sa.Text, nullable=False),
        sa.Column("similarity", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "other_id", name="pk_near_duplicates"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_near_duplicates_article_id_articles"),
        sa.ForeignKeyConstraint(["other_id"], ["articles.id"], name="fk_near_duplicates_other_id_articles"),
        sa.CheckConstraint("article_id < other_id", name=op.f("ck_near_duplicates_order")),
    )
    op.create_index("ix_near_duplicates_other_id", "near_duplicates", ["other_id"])


def downgrade() -> None:
    op.drop_table("near_duplicates")
    op.drop_table("bands")
    op.drop_table("signatures")
