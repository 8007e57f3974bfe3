"""The whole life of a recommendation"""

from alembic import op
import sqlalchemy as sa


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN_ITEM = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}
UNDECIDED = {"sqlite_where": sa.text("decision is null"), "postgresql_where": sa.text("decision is null")}


def key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def ref(name: str, table: str, there: str, *, nullable: bool = False) -> sa.Column[int]:
    foreign = sa.ForeignKey(f"{there}.id", name=op.f(f"fk_{table}_{name}"))
    return sa.Column(name, key(), foreign, nullable=nullable)


def at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column, inline_references=True)


def upgrade() -> None:
    _people()
    _items()
    _asking()


def _people() -> None:
    add("person", sa.Column("quiet_days", sa.JSON(), nullable=False, server_default="[]"))
    add("person", sa.Column("left_on", sa.Date(), nullable=True))
    add("person", sa.Column("unreachable_since", sa.Date(), nullable=True))
    op.create_table(
        "team",
        sa.Column("id", key(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        ref("lead_id", "team", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "team_member",
        ref("team_id", "team_member", "team"),
        ref("person_id", "team_member", "person"),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_person_id"), "team_member", ["person_id"])
    op.create_table(
        "absence",
        sa.Column("id", key(), nullable=False),
        ref("person_id", "absence", "person"),
        ref("deputy_id", "absence", "person", nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        at("entered_at"),
        at("cancelled_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_person", "absence", ["person_id", "ends_on"])
    op.create_table(
        "hand_over",
        sa.Column("id", key(), nullable=False),
        ref("leaver_id", "hand_over", "person"),
        at("began_at"),
        sa.Column("owned", sa.JSON(), nullable=False),
        sa.Column("deputised", sa.JSON(), nullable=False),
        at("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_index(op.f("ix_hand_over_leaver_id"), "hand_over", ["leaver_id"])


def _items() -> None:
    add("inspection_report", sa.Column("pcc_comments_on", sa.Date(), nullable=True))
    for name in ("snoozed_until", "disowned_on", "demonstrating_until"):
        add("recommendation", sa.Column(name, sa.Date(), nullable=True))
    add("recommendation", ref("team_id", "recommendation", "team", nullable=True))
    columns = ["team_id", "pressing_on", "id"]
    op.create_index("ix_recommendation_team", "recommendation", columns, **OPEN_ITEM)
    add("review", sa.Column("outcome", sa.String(40), nullable=True))
    add("review", sa.Column("rag", sa.String(40), nullable=True))
    add("review", sa.Column("shared_on", sa.Date(), nullable=True))
    add("statement", sa.Column("withdrawn_because", sa.Text(), nullable=True))
    add("statement", ref("replaces_id", "statement", "statement", nullable=True))
    op.create_index(op.f("ix_statement_replaces_id"), "statement", ["replaces_id"], unique=True)
    op.create_table(
        "evidence_link",
        sa.Column("id", key(), nullable=False),
        ref("statement_id", "evidence_link", "statement"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
    )
    op.create_index(op.f("ix_evidence_link_statement_id"), "evidence_link", ["statement_id"])
    op.create_table(
        "consequence",
        sa.Column("id", key(), nullable=False),
        ref("statement_id", "consequence", "statement"),
        ref("recommendation_id", "consequence", "recommendation"),
        sa.Column("field", sa.String(200), nullable=False),
        sa.Column("was", sa.JSON(), nullable=True),
        sa.Column("now", sa.JSON(), nullable=True),
        at("undone_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consequence")),
    )
    op.create_index(op.f("ix_consequence_statement_id"), "consequence", ["statement_id"])


def _asking() -> None:
    op.create_table(
        "extension_request",
        sa.Column("id", key(), nullable=False),
        ref("recommendation_id", "extension_request", "recommendation"),
        ref("by_id", "extension_request", "person"),
        ref("statement_id", "extension_request", "statement", nullable=True),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("was_on", sa.Date(), nullable=True),
        sa.Column("to", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        at("asked_at"),
        sa.Column("decision", sa.String(40), nullable=True),
        ref("decided_by_id", "extension_request", "person", nullable=True),
        at("decided_at", nullable=True),
        sa.Column("decided_because", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_request")),
        sa.UniqueConstraint("source", name=op.f("uq_extension_request_source")),
    )
    for column in ("recommendation_id", "statement_id"):
        op.create_index(op.f(f"ix_extension_request_{column}"), "extension_request", [column])
    op.create_index(
        "ix_extension_request_open", "extension_request", ["recommendation_id"], unique=True, **UNDECIDED
    )
    op.create_table(
        "liaison_meeting",
        sa.Column("id", key(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        ref("owner_id", "liaison_meeting", "person"),
        sa.Column("lead", sa.String(200), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        ref("by_id", "liaison_meeting", "person"),
        at("recorded_at"),
        sa.Column("source", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_meeting")),
        sa.UniqueConstraint("source", name=op.f("uq_liaison_meeting_source")),
    )
    op.create_index(op.f("ix_liaison_meeting_owner_id"), "liaison_meeting", ["owner_id"])
    op.create_table(
        "liaison_meeting_item",
        ref("liaison_meeting_id", "liaison_meeting_item", "liaison_meeting"),
        ref("recommendation_id", "liaison_meeting_item", "recommendation"),
        sa.PrimaryKeyConstraint(
            "liaison_meeting_id", "recommendation_id", name=op.f("pk_liaison_meeting_item")
        ),
    )
    op.create_index(
        op.f("ix_liaison_meeting_item_recommendation_id"), "liaison_meeting_item", ["recommendation_id"]
    )
    op.create_table(
        "help_request",
        sa.Column("id", key(), nullable=False),
        ref("recommendation_id", "help_request", "recommendation"),
        ref("by_id", "help_request", "person"),
        sa.Column("text", sa.Text(), nullable=False),
        at("asked_at"),
        sa.Column("source", sa.String(200), nullable=False),
        at("answered_at", nullable=True),
        ref("liaison_meeting_id", "help_request", "liaison_meeting", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("source", name=op.f("uq_help_request_source")),
    )
    for column in ("recommendation_id", "liaison_meeting_id"):
        op.create_index(op.f(f"ix_help_request_{column}"), "help_request", [column])


def downgrade() -> None:
    for table in ("help_request", "liaison_meeting_item", "liaison_meeting", "extension_request"):
        op.drop_table(table)
    for table in ("consequence", "evidence_link"):
        op.drop_table(table)
    op.drop_index(op.f("ix_statement_replaces_id"), "statement")
    op.drop_index("ix_recommendation_team", "recommendation")
    _drop("statement", "replaces_id", "withdrawn_because")
    _drop("review", "shared_on", "rag", "outcome")
    _drop("recommendation", "team_id", "demonstrating_until", "disowned_on", "snoozed_until")
    _drop("inspection_report", "pcc_comments_on")
    for table in ("hand_over", "absence", "team_member", "team"):
        op.drop_table(table)
    _drop("person", "unreachable_since", "left_on", "quiet_days")


def _drop(table: str, *columns: str) -> None:
    """Drop columns. SQLite has to copy the table for that, which loses its triggers: they are made again."""
    triggers: list[str] = []
    if op.get_bind().dialect.name == "sqlite":
        made = sa.text("select sql from sqlite_master where type = 'trigger' and tbl_name = :table")
        triggers = list(op.get_bind().scalars(made, {"table": table}))
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.drop_column(column)
    for trigger in triggers:
        op.execute(trigger)
