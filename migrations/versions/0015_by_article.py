"""Annotations and tasks are looked up by article: for each of ten thousand, no ten thousand are to be read."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_annotations_article_id", "annotations", ["article_id", "campaign", "annotator"])
    op.create_index("ix_tasks_article_id", "tasks", ["article_id"])


def downgrade() -> None:
    op.drop_index("ix_tasks_article_id", table_name="tasks")
    op.drop_index("ix_annotations_article_id", table_name="annotations")
