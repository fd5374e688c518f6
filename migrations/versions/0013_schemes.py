"""Versions of the scheme, and campaigns that changed theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "schemes",
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_schemes"),
    )
    op.create_table(
        "upgrades",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("lost", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upgrades"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_upgrades_campaign_campaigns"),
    )


def downgrade() -> None:
    op.drop_table("upgrades")
    op.drop_table("schemes")
