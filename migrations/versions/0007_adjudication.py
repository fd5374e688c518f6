"""What a desk is for: labelling, or adjudication."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ONE = "uq_desks_adjudication"
WHERE = "purpose = 'adjudication'"


def upgrade() -> None:
    with op.batch_alter_table("desks") as desks:
        desks.add_column(sa.Column("purpose", sa.Text, nullable=False, server_default="labelling"))
        desks.create_check_constraint(
            op.f("ck_desks_purpose"), "purpose IN ('labelling', 'adjudication')"
        )
    with op.batch_alter_table("desks") as desks:
        desks.alter_column("purpose", server_default=None)
    op.create_index(
        ONE, "desks", ["campaign"], unique=True, sqlite_where=sa.text(WHERE), postgresql_where=sa.text(WHERE)
    )


def downgrade() -> None:
    op.execute(
        "DELETE FROM cursors WHERE EXISTS (SELECT 1 FROM desks WHERE desks.campaign = cursors.campaign"
        " AND desks.annotator = cursors.annotator AND desks.purpose = 'adjudication')"
    )
    op.execute("DELETE FROM desks WHERE purpose = 'adjudication'")
    op.drop_index(ONE, "desks")
    with op.batch_alter_table("desks") as desks:
        desks.drop_constraint(op.f("ck_desks_purpose"), type_="check")
        desks.drop_column("purpose")
