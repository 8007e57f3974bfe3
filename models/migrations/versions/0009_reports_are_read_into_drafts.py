"""Reports are read into drafts"""

from alembic import op
import sqlalchemy as sa


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = sa.text("state in ('reading', 'ready')")
WAITING = sa.text("state = 'reading'")


def key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def ref(name: str, table: str, there: str, *, nullable: bool = False) -> sa.Column[int]:
    foreign = sa.ForeignKey(f"{there}.id", name=op.f(f"fk_{table}_{name}"))
    return sa.Column(name, key(), foreign, nullable=nullable)


def at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "report_draft",
        sa.Column("id", key(), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("source_link", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        ref("file_id", "report_draft", "attached_file", nullable=True),
        sa.Column("source", sa.String(200), nullable=False),
        ref("by_id", "report_draft", "person"),
        at("begun_at"),
        sa.Column("state", sa.String(40), nullable=False),
        at("next_try_at"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("refusal", sa.JSON(), nullable=True),
        sa.Column("not_read", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        at("ended_at", nullable=True),
        ref("ended_by_id", "report_draft", "person", nullable=True),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft")),
        sa.UniqueConstraint("source", name=op.f("uq_report_draft_source")),
    )
    op.create_index(op.f("ix_report_draft_file_id"), "report_draft", ["file_id"])
    op.create_index(
        "ix_report_draft_open", "report_draft", ["code"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "ix_report_draft_waiting",
        "report_draft",
        ["next_try_at"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "report_draft_item",
        sa.Column("id", key(), nullable=False),
        ref("draft_id", "report_draft_item", "report_draft"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("register_number", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("addressed_to", sa.JSON(), nullable=False),
        sa.Column("deadline_wording", sa.Text(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_basis", sa.String(40), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("parent", sa.String(200), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        ref("corrected_by_id", "report_draft_item", "person", nullable=True),
        at("corrected_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft_item")),
    )
    op.create_index("ix_report_draft_item_place", "report_draft_item", ["draft_id", "place"])


def downgrade() -> None:
    op.drop_table("report_draft_item")
    op.drop_table("report_draft")
