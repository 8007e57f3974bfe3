"""Words are erased under retention"""

from alembic import op
import sqlalchemy as sa


revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

REFUSED = "The ledger is append-only"
TOMBSTONES = "The tombstones of the ledger are append-only"

UNTOLD = "A tombstone needs the fact that tells of the erasure, about the same item"
ERASURE = (
    "select 1 from event told join event fact on fact.recommendation_id = told.recommendation_id "
    "where told.id = new.erasure_id and told.kind = 'words erased' and fact.id = new.event_id"
)

SAME = " and ".join(
    f"new.{name} is old.{name}"
    for name in (
        *("id", "kind", "recommendation_id", "report_id", "by_id", "effective_on", "recorded_at"),
        *("item_kind", "for_force"),
    )
)
STANDS = "exists (select 1 from tombstone where event_id = old.id)"
ERASED_ON_SQLITE = (
    f"coalesce({SAME} and new.salt is null and {STANDS} and json(new.facts) = "
    "case when json_extract(old.facts, '$.field') = 'notes' "
    "then json_remove(old.facts, '$.reason', '$.was', '$.to') else json_remove(old.facts, '$.reason') end, 0)"
)
ERASED_ON_POSTGRESQL = (
    "to_jsonb(new) - 'facts' - 'salt' = to_jsonb(old) - 'facts' - 'salt' "
    f"and new.salt is null and {STANDS} and new.facts::jsonb = "
    "case when old.facts ->> 'field' = 'notes' "
    "then old.facts::jsonb - 'reason' - 'was' - 'to' else old.facts::jsonb - 'reason' end"
)

ITEM = {"erase_on": sa.Date, "erased_on": sa.Date, "held_on": sa.Date, "held_because": sa.Text}


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("event", sa.Column("salt", sa.String(32), nullable=True))
    op.add_column("seal", sa.Column("form", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("statement", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    for name, kind in ITEM.items():
        op.add_column("recommendation", sa.Column(name, kind(), nullable=True))
    there = sa.text("erase_on is not null")
    op.create_index(
        "ix_recommendation_erase", "recommendation", ["erase_on", "id"], sqlite_where=there, postgresql_where=there
    )
    op.create_table(
        "tombstone",
        sa.Column("event_id", key, sa.ForeignKey("event.id", name=op.f("fk_tombstone_event_id")), nullable=False),
        sa.Column("erasure_id", key, sa.ForeignKey("event.id", name=op.f("fk_tombstone_erasure_id")), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_tombstone")),
    )
    op.create_index(op.f("ix_tombstone_erasure_id"), "tombstone", ["erasure_id"])
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _guard_on_sqlite() -> None:
    op.execute("drop trigger event_no_update")
    op.execute(
        f"create trigger event_no_update before update on event when not {ERASED_ON_SQLITE} "
        f"begin select raise(abort, '{REFUSED}'); end"
    )
    for change in ("update", "delete"):
        op.execute(
            f"create trigger tombstone_no_{change} before {change} on tombstone "
            f"begin select raise(abort, '{TOMBSTONES}'); end"
        )
    op.execute(
        "create trigger tombstone_no_replace before insert on tombstone "
        "when exists (select 1 from tombstone where event_id = new.event_id) "
        f"begin select raise(abort, '{TOMBSTONES}'); end"
    )
    op.execute(
        f"create trigger tombstone_is_told before insert on tombstone when not exists ({ERASURE}) "
        f"begin select raise(abort, '{UNTOLD}'); end"
    )


def _guard_on_postgresql() -> None:
    op.execute("drop trigger event_append_only on event")
    op.execute(
        "create trigger event_append_only before delete or truncate on event "
        "for each statement execute function refuse_change_of_event()"
    )
    op.execute(
        "create function let_words_be_erased() returns trigger language plpgsql as "
        f"$$ begin if ({ERASED_ON_POSTGRESQL}) then return new; end if; raise exception '{REFUSED}'; end $$"
    )
    op.execute(
        "create trigger event_words_erased before update on event "
        "for each row execute function let_words_be_erased()"
    )
    op.execute(
        "create function refuse_change_of_tombstone() returns trigger language plpgsql as "
        f"$$ begin raise exception '{TOMBSTONES}'; end $$"
    )
    op.execute(
        "create trigger tombstone_append_only before update or delete or truncate on tombstone "
        "for each statement execute function refuse_change_of_tombstone()"
    )
    op.execute(
        "create function check_tombstone() returns trigger language plpgsql as "
        f"$$ begin if exists ({ERASURE}) then return new; end if; raise exception '{UNTOLD}'; end $$"
    )
    op.execute(
        "create trigger tombstone_is_told before insert on tombstone for each row execute function check_tombstone()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger event_no_update")
        op.execute(
            f"create trigger event_no_update before update on event begin select raise(abort, '{REFUSED}'); end"
        )
        for name in ("no_update", "no_delete", "no_replace", "is_told"):
            op.execute(f"drop trigger tombstone_{name}")
    else:
        op.execute("drop trigger event_words_erased on event")
        op.execute("drop function let_words_be_erased()")
        op.execute("drop trigger event_append_only on event")
        op.execute(
            "create trigger event_append_only before update or delete or truncate on event "
            "for each statement execute function refuse_change_of_event()"
        )
        op.execute("drop trigger tombstone_append_only on tombstone")
        op.execute("drop trigger tombstone_is_told on tombstone")
    op.drop_table("tombstone")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("drop function refuse_change_of_tombstone()")
        op.execute("drop function check_tombstone()")
    op.drop_index("ix_recommendation_erase", "recommendation")
    for name in reversed(ITEM):
        op.drop_column("recommendation", name)
    op.drop_column("statement", "erased_at")
    op.drop_column("seal", "form")
    op.drop_column("event", "salt")
