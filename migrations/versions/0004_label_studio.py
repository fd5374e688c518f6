"""Desks, tasks, the outbox and cursors."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    desks()
    tasks()
    outbox()
    cursors()


def belongs(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name=f"fk_{table}_campaign_campaigns"),
        sa.ForeignKeyConstraint(["annotator"], ["annotators.slug"], name=f"fk_{table}_annotator_annotators"),
    ]


def shows(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id", "article_revision"],
        ["article_revisions.article_id", "article_revisions.revision"],
        name=f"fk_{table}_article_id_article_revision_article_revisions",
    )


def desks() -> None:
    op.create_table(
        "desks",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("project", sa.BigInteger, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "annotator", name="pk_desks"),
        *belongs("desks"),
        sa.CheckConstraint("state IN ('open', 'closed', 'gone')", name=op.f("ck_desks_state")),
    )
    op.create_index(
        "uq_desks_project",
        "desks",
        ["instance", "project"],
        unique=True,
        sqlite_where=sa.text("state <> 'gone'"),
        postgresql_where=sa.text("state <> 'gone'"),
    )


def tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("project", sa.BigInteger, nullable=False),
        sa.Column("task", sa.BigInteger, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint(
            "instance", "project", "task", "created_at", name="uq_tasks_instance_project_task_created_at"
        ),
        *belongs("tasks"),
        shows("tasks"),
        sa.CheckConstraint("state IN ('present', 'gone')", name=op.f("ck_tasks_state")),
    )
    op.create_index("ix_tasks_campaign_annotator", "tasks", ["campaign", "annotator"])


def outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("project", sa.BigInteger, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("payload_sha256", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("task_id", sa.Integer),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint(
            "campaign", "annotator", "project", "article_id", "article_revision", name="uq_outbox_intent"
        ),
        *belongs("outbox"),
        shows("outbox"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_outbox_task_id_tasks"),
        sa.CheckConstraint("state IN ('pending', 'sent', 'confirmed')", name=op.f("ck_outbox_state")),
    )


def cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("project", sa.BigInteger, nullable=False),
        sa.Column("watermark", MOMENT, nullable=False),
        sa.Column("whole_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "annotator", "instance", "project", name="pk_cursors"),
        sa.ForeignKeyConstraint(
            ["campaign", "annotator"],
            ["desks.campaign", "desks.annotator"],
            name="fk_cursors_campaign_annotator_desks",
        ),
    )


def downgrade() -> None:
    for table in ("cursors", "outbox", "tasks", "desks"):
        op.drop_table(table)
