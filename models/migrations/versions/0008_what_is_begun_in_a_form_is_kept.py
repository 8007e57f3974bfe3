"""What is begun in a form is kept"""

from alembic import op
import sqlalchemy as sa


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "draft",
        sa.Column("id", key, nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("by_id", key, sa.ForeignKey("person.id", name=op.f("fk_draft_by_id")), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_by_id"), "draft", ["by_id"])


def downgrade() -> None:
    op.drop_table("draft")
