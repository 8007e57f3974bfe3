"""Words are found wherever they stand, homes are remembered, and what is open is tallied"""

from alembic import op
import sqlalchemy as sa


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SEARCHED = {"statement": "text", "inspection_report": "title"}

OPEN_ITEM = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}
DISOWNED = {
    "sqlite_where": sa.text("disowned_on is not null"),
    "postgresql_where": sa.text("disowned_on is not null"),
}
FAILED = {"sqlite_where": sa.text("state = 'failed'"), "postgresql_where": sa.text("state = 'failed'")}
INDEXES = (
    ("ix_recommendation_disowned", "recommendation", ["disowned_on", "id"], DISOWNED),
    ("ix_recommendation_due", "recommendation", ["for_force", "deadline_on", "id"], OPEN_ITEM),
    ("ix_recommendation_portfolio", "recommendation", ["portfolio", "pressing_on", "id"], OPEN_ITEM),
    ("ix_recommendation_board", "recommendation", ["board", "pressing_on", "id"], OPEN_ITEM),
    ("ix_recommendation_report", "recommendation", ["report_id", "pressing_on", "id"], OPEN_ITEM),
    ("ix_notice_failed", "notice", ["id"], FAILED),
)


TALLIED = ("kind", "for_force", "status", "judged_rag", "owner_id", "deadline_on")
INTO_TALLY = "insert into tally (kind, for_force, status, judged_rag, is_owned, deadline_on, number, is_sum)"
CHANGES = {"sqlite_where": sa.text("is_sum = 0"), "postgresql_where": sa.text("not is_sum")}


def upgrade() -> None:
    for table, column in SEARCHED.items():
        if op.get_bind().dialect.name == "sqlite":
            _index_words_on_sqlite(table, column)
        else:
            _index_words_on_postgresql(table, column)
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, **where)
    op.create_table(
        "home_view",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("listed_from", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_home_view_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_home_view")),
    )
    _tally()


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("for_force", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("judged_rag", sa.String(40), nullable=True),
        sa.Column("is_owned", sa.Boolean(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_sum", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
    )
    op.create_index("ix_tally_changes", "tally", ["id"], **CHANGES)
    what = "kind, for_force, status, judged_rag, owner_id is not null, deadline_on"
    grouped = f"select {what}, count(*), true from recommendation where is_open group by {what}"
    op.execute(f"{INTO_TALLY} {grouped}")
    columns = ", ".join(("is_open", *TALLIED))
    add, drop = _change("new", 1), _change("old", -1)
    if op.get_bind().dialect.name == "sqlite":
        for name, when, changes in (
            ("added", "insert", add),
            ("dropped", "delete", drop),
            ("changed", f"update of {columns}", f"{drop} {add}"),
        ):
            op.execute(f"create trigger tally_{name} after {when} on recommendation begin {changes} end")
        return
    op.execute(
        "create function tally_recommendation() returns trigger language plpgsql as $$ begin "
        f"if tg_op <> 'INSERT' then {drop} end if; if tg_op <> 'DELETE' then {add} end if; return null; end $$"
    )
    op.execute(
        f"create trigger tally_changed after insert or delete or update of {columns} on recommendation "
        "for each row execute function tally_recommendation()"
    )


def _change(row: str, number: int) -> str:
    what = ", ".join(f"{row}.owner_id is not null" if name == "owner_id" else f"{row}.{name}" for name in TALLIED)
    return f"{INTO_TALLY} select {what}, {number}, false where {row}.is_open;"


def _untally() -> None:
    names = ("added", "dropped", "changed") if op.get_bind().dialect.name == "sqlite" else ("changed",)
    for name in names:
        on = "" if op.get_bind().dialect.name == "sqlite" else " on recommendation"
        op.execute(f"drop trigger tally_{name}{on}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("drop function tally_recommendation()")
    op.drop_table("tally")


def _index_words_on_sqlite(table: str, column: str) -> None:
    words = f"{table}_words"
    add = f"insert into {words}(rowid, {column}) values (new.id, new.{column});"
    drop = f"insert into {words}({words}, rowid, {column}) values ('delete', old.id, old.{column});"
    op.execute(f"create virtual table {words} using fts5({column}, content='{table}', content_rowid='id')")
    op.execute(f"insert into {words}({words}) values ('rebuild')")
    op.execute(f"create trigger {words}_added after insert on {table} begin {add} end")
    op.execute(f"create trigger {words}_dropped after delete on {table} begin {drop} end")
    op.execute(f"create trigger {words}_changed after update of {column} on {table} begin {drop} {add} end")


def _index_words_on_postgresql(table: str, column: str) -> None:
    made = f"tsvector generated always as (to_tsvector('english', coalesce({column}, ''))) stored"
    op.execute(f"alter table {table} add column words {made}")
    op.execute(f"create index ix_{table}_words on {table} using gin (words)")


def downgrade() -> None:
    _untally()
    op.drop_table("home_view")
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
    for table in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            for change in ("added", "dropped", "changed"):
                op.execute(f"drop trigger {table}_words_{change}")
            op.execute(f"drop table {table}_words")
        else:
            op.execute(f"drop index ix_{table}_words")
            op.execute(f"alter table {table} drop column words")
