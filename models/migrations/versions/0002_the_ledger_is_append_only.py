"""The ledger is append-only"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REFUSED = "The ledger is append-only"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"create trigger event_no_{change} before {change} on event "
                f"begin select raise(abort, '{REFUSED}'); end"
            )
        # "insert or replace" would delete a row without waking the trigger of a deletion.
        op.execute(
            "create trigger event_no_replace before insert on event "
            "when exists (select 1 from event where id = new.id) "
            f"begin select raise(abort, '{REFUSED}'); end"
        )
        return
    op.execute(
        "create function refuse_change_of_event() returns trigger language plpgsql as "
        f"$$ begin raise exception '{REFUSED}'; end $$"
    )
    op.execute(
        "create trigger event_append_only before update or delete or truncate on event "
        "for each statement execute function refuse_change_of_event()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger event_no_replace")
        op.execute("drop trigger event_no_update")
        op.execute("drop trigger event_no_delete")
        return
    op.execute("drop trigger event_append_only on event")
    op.execute("drop function refuse_change_of_event()")
