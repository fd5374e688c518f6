"""Annotations, their contents, and the marks and links of current ones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    annotations()
    contents()
    marks()
    links()


def one_per(name: str, *columns: str, where: str) -> None:
    op.create_index(
        name,
        "annotations",
        list(columns),
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def annotations() -> None:
    op.create_table(
        "annotations",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("article_revision", sa.Integer, nullable=False),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("annotator", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("remote_id", sa.BigInteger, nullable=False),
        sa.Column("remote_created_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotations"),
        sa.ForeignKeyConstraint(
            ["article_id", "article_revision"],
            ["article_revisions.article_id", "article_revisions.revision"],
            name="fk_annotations_article_id_article_revision_article_revisions",
        ),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.name"], name="fk_annotations_campaign_campaigns"),
        sa.ForeignKeyConstraint(
            ["annotator"], ["annotators.slug"], name="fk_annotations_annotator_annotators"
        ),
        sa.CheckConstraint(
            "state IN ('current', 'superseded', 'withdrawn')", name=op.f("ck_annotations_state")
        ),
        sa.CheckConstraint(
            "origin IN ('studio', 'import', 'machine', 'verdict', 'consensus')",
            name=op.f("ck_annotations_origin"),
        ),
    )
    one_per(
        "uq_annotations_current",
        "article_id",
        "article_revision",
        "campaign",
        "annotator",
        where="state = 'current' AND origin <> 'verdict'",
    )
    one_per(
        "uq_annotations_current_verdict",
        "article_id",
        "article_revision",
        "campaign",
        where="state = 'current' AND origin = 'verdict'",
    )
    one_per("uq_annotations_remote", "instance", "remote_id", "remote_created_at", where="instance <> ''")
    op.create_index("ix_annotations_campaign_annotator", "annotations", ["campaign", "annotator"])


def contents() -> None:
    op.create_table(
        "annotation_revisions",
        sa.Column("annotation_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.Text, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("signed_in_as", sa.Text),
        sa.Column("seconds", sa.Double),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("annotation_id", "revision", name="pk_annotation_revisions"),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name="fk_annotation_revisions_annotation_id_annotations"
        ),
    )


def marks() -> None:
    op.create_table(
        "marks",
        sa.Column("annotation_id", sa.Text, nullable=False),
        sa.Column("mark_id", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("start_at", sa.Integer, nullable=False),
        sa.Column("end_at", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("confidence", sa.Double),
        sa.Column("kind", sa.Text),
        sa.Column("weight", sa.Text),
        sa.Column("identity", sa.Text),
        sa.Column("standing", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("number", sa.Text),
        sa.Column("stance", sa.Text),
        sa.Column("type", sa.Text),
        sa.Column("attributes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("annotation_id", "mark_id", name="pk_marks"),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotations.id"], name="fk_marks_annotation_id_annotations"
        ),
        sa.CheckConstraint("0 <= start_at AND start_at < end_at", name=op.f("ck_marks_span")),
    )
    op.create_index("ix_marks_label", "marks", ["label"])


def links() -> None:
    op.create_table(
        "links",
        sa.Column("annotation_id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("from_mark", sa.Text, nullable=False),
        sa.Column("to_mark", sa.Text, nullable=False),
        sa.Column("origin", sa.Text),
        sa.PrimaryKeyConstraint("annotation_id", "type", "from_mark", "to_mark", name="pk_links"),
        *(
            sa.ForeignKeyConstraint(
                ["annotation_id", end],
                ["marks.annotation_id", "marks.mark_id"],
                name=f"fk_links_annotation_id_{end}_marks",
            )
            for end in ("from_mark", "to_mark")
        ),
    )


def downgrade() -> None:
    for table in ("links", "marks", "annotation_revisions", "annotations"):
        op.drop_table(table)
