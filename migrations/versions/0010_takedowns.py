"""The log of takedowns, names that can be forgotten, and quarantine as a workflow."""

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KEYS = {
    "assignments": ("fk_assignments_annotator_annotators", ["annotator"]),
    "annotations": ("fk_annotations_annotator_annotators", ["annotator"]),
    "desks": ("fk_desks_annotator_annotators", ["annotator"]),
    "tasks": ("fk_tasks_annotator_annotators", ["annotator"]),
    "outbox": ("fk_outbox_annotator_annotators", ["annotator"]),
    "gold_servings": ("fk_gold_servings_annotator_annotators", ["annotator"]),
    "cursors": ("fk_cursors_campaign_annotator_desks", ["campaign", "annotator"]),
}


def upgrade() -> None:
    op.create_table(
        "takedowns",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("annotations", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takedowns"),
        sa.CheckConstraint(
            "action IN ('removed', 'erased', 'forgotten')", name=op.f("ck_takedowns_action")
        ),
    )
    with op.batch_alter_table("annotators") as annotators:
        annotators.add_column(sa.Column("forgotten_at", MOMENT))
    keys("CASCADE")
    with op.batch_alter_table("quarantine") as quarantine:
        states(quarantine, "open", "resolved", "discarded")
        quarantine.add_column(sa.Column("article_revision", sa.Integer, nullable=False, server_default="0"))
        quarantine.add_column(sa.Column("place", sa.Text, nullable=False, server_default=""))
        quarantine.add_column(sa.Column("decision", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    op.execute("UPDATE quarantine SET state = 'resolved' WHERE state = 'discarded'")
    with op.batch_alter_table("quarantine") as quarantine:
        for column in ("decision", "place", "article_revision"):
            quarantine.drop_column(column)
        states(quarantine, "open", "resolved")
    keys(None)
    with op.batch_alter_table("annotators") as annotators:
        annotators.drop_column("forgotten_at")
    op.drop_table("takedowns")


def keys(onupdate: str | None) -> None:
    """Every key that names an annotator, with what it does when the name changes."""
    for table, (name, columns) in KEYS.items():
        target = ("desks", columns) if len(columns) > 1 else ("annotators", ["slug"])
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(name, type_="foreignkey")
            batch.create_foreign_key(name, target[0], columns, target[1], onupdate=onupdate)


def states(quarantine: BatchOperations, *allowed: str) -> None:
    name = op.f("ck_quarantine_state")
    quarantine.drop_constraint(name, type_="check")
    quarantine.create_check_constraint(name, f"state IN ({', '.join(map(repr, allowed))})")
