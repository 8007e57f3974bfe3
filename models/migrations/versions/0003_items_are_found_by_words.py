"""Items are found by words"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SEARCHED = ("text", "theme", "portfolio", "notes")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
        return
    words = " || ' ' || ".join(f"coalesce({column}, '')" for column in SEARCHED)
    op.execute(
        f"alter table recommendation add column words tsvector generated always as (to_tsvector('english', {words})) stored"
    )
    op.execute("create index ix_recommendation_words on recommendation using gin (words)")


def _upgrade_sqlite() -> None:
    columns = ", ".join(SEARCHED)
    new = ", ".join(f"new.{column}" for column in SEARCHED)
    old = ", ".join(f"old.{column}" for column in SEARCHED)
    add = f"insert into recommendation_words(rowid, {columns}) values (new.id, {new});"
    drop = f"insert into recommendation_words(recommendation_words, rowid, {columns}) values ('delete', old.id, {old});"
    op.execute(
        f"create virtual table recommendation_words using fts5({columns}, content='recommendation', content_rowid='id')"
    )
    op.execute(f"create trigger recommendation_words_added after insert on recommendation begin {add} end")
    op.execute(f"create trigger recommendation_words_dropped after delete on recommendation begin {drop} end")
    op.execute(
        f"create trigger recommendation_words_changed after update of {columns} on recommendation begin {drop} {add} end"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("drop index ix_recommendation_words")
        op.execute("alter table recommendation drop column words")
        return
    for change in ("added", "dropped", "changed"):
        op.execute(f"drop trigger recommendation_words_{change}")
    op.execute("drop table recommendation_words")
