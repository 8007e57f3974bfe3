"""The ledger is sealed"""

from alembic import op
import sqlalchemy as sa


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFUSED = "The seals of the ledger are append-only"


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "seal",
        sa.Column("number", key, nullable=False),
        sa.Column("event_id", key, sa.ForeignKey("event.id", name=op.f("fk_seal_event_id")), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.UniqueConstraint("event_id", name=op.f("uq_seal_event_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"create trigger seal_no_{change} before {change} on seal begin select raise(abort, '{REFUSED}'); end"
            )
        # "insert or replace" would delete a row without waking the trigger of a deletion.
        op.execute(
            "create trigger seal_no_replace before insert on seal "
            "when exists (select 1 from seal where number = new.number or event_id = new.event_id) "
            f"begin select raise(abort, '{REFUSED}'); end"
        )
        return
    op.execute(
        "create function refuse_change_of_seal() returns trigger language plpgsql as "
        f"$$ begin raise exception '{REFUSED}'; end $$"
    )
    op.execute(
        "create trigger seal_append_only before update or delete or truncate on seal "
        "for each statement execute function refuse_change_of_seal()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete", "replace"):
            op.execute(f"drop trigger seal_no_{change}")
    else:
        op.execute("drop trigger seal_append_only on seal")
        op.execute("drop function refuse_change_of_seal()")
    op.drop_table("seal")
