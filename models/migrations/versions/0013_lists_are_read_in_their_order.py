"""Every list of what is open is read in its order, and not sorted"""

from alembic import op
import sqlalchemy as sa


revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = ("is_open = 1", "is_open")
ASKED = ("asked_to is not null",) * 2
DISOWNED = ("disowned_on is not null",) * 2
REPLACED = {
    "ix_recommendation_status": (
        OPEN,
        ["for_force", "status", "deadline_on"],
        ["for_force", "status", "pressing_on", "id"],
    ),
    "ix_recommendation_red": (
        OPEN,
        ["judged_rag", "for_force"],
        ["judged_rag", "for_force", "pressing_on", "id", "status"],
    ),
    "ix_recommendation_unowned": (
        OPEN,
        ["for_force", "owner_id"],
        ["for_force", "owner_id", "pressing_on", "id"],
    ),
    "ix_recommendation_disowned": (DISOWNED, ["disowned_on", "id"], ["pressing_on", "id"]),
    "ix_recommendation_asked": (ASKED, ["asked_to", "id"], ["pressing_on", "id"]),
}
LATE = ["for_force", "pressing_on", "id", "deadline_on", "status"]


def upgrade() -> None:
    for name, (there, _, now) in REPLACED.items():
        op.drop_index(name, "recommendation")
        _create(name, now, there)
    _create("ix_recommendation_late", LATE, OPEN)


def downgrade() -> None:
    op.drop_index("ix_recommendation_late", "recommendation")
    for name, (there, before, _) in REPLACED.items():
        op.drop_index(name, "recommendation")
        _create(name, before, there)


def _create(name: str, columns: list[str], there: tuple[str, str]) -> None:
    on_sqlite, on_postgresql = there
    op.create_index(
        name,
        "recommendation",
        columns,
        sqlite_where=sa.text(on_sqlite),
        postgresql_where=sa.text(on_postgresql),
    )
