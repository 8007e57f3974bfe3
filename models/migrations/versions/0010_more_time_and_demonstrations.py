"""What waits for more time, and what is to be shown to last, are found without looking at everything"""

from alembic import op
import sqlalchemy as sa


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_recommendation_asked": "asked_to",
    "ix_recommendation_demonstrating": "demonstrating_until",
}


def upgrade() -> None:
    op.add_column("recommendation", sa.Column("asked_to", sa.Date(), nullable=True))
    for name, column in INDEXES.items():
        there = sa.text(f"{column} is not null")
        op.create_index(
            name, "recommendation", [column, "id"], sqlite_where=there, postgresql_where=there
        )


def downgrade() -> None:
    for name in reversed(INDEXES):
        op.drop_index(name, "recommendation")
    # SQLite drops a column where it stands, without the copy of the table that would lose its triggers.
    op.drop_column("recommendation", "asked_to")
