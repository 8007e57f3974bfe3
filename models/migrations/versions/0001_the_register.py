"""The register: its tables, the indexes of its words, its tally, and what keeps its ledger append-only"""

from alembic import op
import sqlalchemy as sa


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = {
    "recommendation": ("text", "theme", "portfolio", "notes"),
    "statement": ("text",),
    "inspection_report": ("title",),
}
"""What is found by words."""

TALLIED = (
    *("is_open", "kind", "for_force", "status", "judged_rag", "owner_id", "deadline_on"),
    "original_deadline_on",
)
INTO_TALLY = (
    "insert into tally (kind, for_force, status, judged_rag, is_owned, deadline_on, original_deadline_on, "
    "number, is_sum)"
)

APPEND_ONLY = {
    "event": "The ledger is append-only",
    "seal": "The seals of the ledger are append-only",
    "tombstone": "The tombstones of the ledger are append-only",
}
THERE_ALREADY = {
    "event": "select 1 from event where id = new.id",
    "seal": "select 1 from seal where number = new.number or event_id = new.event_id",
    "tombstone": "select 1 from tombstone where event_id = new.event_id",
}

# Of a fact, nothing but its words may go, and only once a tombstone stands in their place.
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
UNTOLD = "A tombstone needs the fact that tells of the erasure, about the same item"
ERASURE = (
    "select 1 from event told join event fact on fact.recommendation_id = told.recommendation_id "
    "where told.id = new.erasure_id and told.kind = 'words erased' and fact.id = new.event_id"
)


def upgrade() -> None:
    _create_tables()
    if op.get_bind().dialect.name == "sqlite":
        _find_words_on_sqlite()
        _tally_on_sqlite()
        _guard_the_ledger_on_sqlite()
    else:
        _find_words_on_postgresql()
        _tally_on_postgresql()
        _guard_the_ledger_on_postgresql()


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        for table in WORDS:
            op.execute(f"drop table {table}_words")
    for table in reversed(TABLES):
        op.drop_table(table)
    if not on_sqlite:
        for function in FUNCTIONS:
            op.execute(f"drop function {function}()")


TABLES = (
    "conversation",
    "inbox",
    "inspection_report",
    "meeting",
    "person",
    "tally",
    "absence",
    "draft",
    "hand_over",
    "home_view",
    "inspection",
    "liaison_meeting",
    "outbox_message",
    "committee_action",
    "peel_cycle",
    "printed_figure",
    "statement",
    "summary",
    "team",
    "data_return",
    "evidence_link",
    "held_reply",
    "peel_question",
    "recommendation",
    "team_member",
    "wording",
    "attached_file",
    "consequence",
    "event",
    "extension_request",
    "help_request",
    "liaison_meeting_item",
    "reminder",
    "review",
    "statement_item",
    "report_draft",
    "outbox_item",
    "outbox_question",
    "outbox_draft",
    "seal",
    "tombstone",
    "report_draft_item",
    "sent_register",
    "import_answer",
    "policy_decision",
)

FUNCTIONS = (
    "tally_recommendation",
    "let_words_be_erased",
    "check_tombstone",
    *(f"refuse_change_of_{table}" for table in APPEND_ONLY),
)


def _create_tables() -> None:
    op.create_table('conversation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('surface', sa.String(length=40), nullable=False),
    sa.Column('external', sa.Text(), nullable=False),
    sa.Column('service_url', sa.Text(), nullable=False),
    sa.Column('account', sa.String(length=200), nullable=True),
    sa.Column('is_direct', sa.Boolean(), nullable=False),
    sa.Column('part_of', sa.String(length=200), nullable=True),
    sa.Column('blocked_since', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('surface', 'external', name=op.f('uq_conversation_surface_external'))
    )
    op.create_index('ix_conversation_account', 'conversation', ['account', 'surface'], unique=False)
    op.create_table('inbox',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_inbox'))
    )
    op.create_index(op.f('ix_inbox_received_at'), 'inbox', ['received_at'], unique=False)
    op.create_table('inspection_report',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code', sa.String(length=200), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('themes', sa.JSON(), nullable=False),
    sa.Column('participation', sa.String(length=40), nullable=True),
    sa.Column('pcc_comments_on', sa.Date(), nullable=True),
    sa.Column('source_link', sa.Text(), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection_report')),
    sa.UniqueConstraint('code', name=op.f('uq_inspection_report_code'))
    )
    op.create_index(op.f('ix_inspection_report_published_on'), 'inspection_report', ['published_on'], unique=False)
    op.create_table('meeting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('cut_off_on', sa.Date(), nullable=False),
    sa.Column('paper_due_on', sa.Date(), nullable=False),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    op.create_index('ix_meeting_held_on', 'meeting', ['held_on'], unique=True, sqlite_where=sa.text('cancelled_at is null'), postgresql_where=sa.text('cancelled_at is null'))
    op.create_table('person',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=True),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('surface', sa.String(length=40), nullable=True),
    sa.Column('account', sa.String(length=200), nullable=True),
    sa.Column('zone', sa.String(length=200), nullable=False),
    sa.Column('day_starts', sa.Time(), nullable=False),
    sa.Column('day_ends', sa.Time(), nullable=False),
    sa.Column('quiet_days', sa.JSON(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('unreachable_since', sa.Date(), nullable=True),
    sa.Column('account_checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email')),
    sa.UniqueConstraint('surface', 'account', name=op.f('uq_person_surface_account'))
    )
    op.create_index(op.f('ix_person_account'), 'person', ['account'], unique=False)
    op.create_index(op.f('ix_person_name'), 'person', ['name'], unique=False)
    op.create_table('tally',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('for_force', sa.Boolean(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('judged_rag', sa.String(length=40), nullable=True),
    sa.Column('is_owned', sa.Boolean(), nullable=False),
    sa.Column('deadline_on', sa.Date(), nullable=True),
    sa.Column('original_deadline_on', sa.Date(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('is_sum', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tally'))
    )
    op.create_index('ix_tally_changes', 'tally', ['id'], unique=False, sqlite_where=sa.text('is_sum = 0'), postgresql_where=sa.text('not is_sum'))
    op.create_table('absence',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('deputy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('begin_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('end_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['deputy_id'], ['person.id'], name=op.f('fk_absence_deputy_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_absence_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    op.create_index(op.f('ix_absence_deputy_id'), 'absence', ['deputy_id'], unique=False)
    op.create_index('ix_absence_person', 'absence', ['person_id', 'ends_on'], unique=False)
    op.create_table('draft',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_draft_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft'))
    )
    op.create_index(op.f('ix_draft_by_id'), 'draft', ['by_id'], unique=False)
    op.create_table('hand_over',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('leaver_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('owned', sa.JSON(), nullable=False),
    sa.Column('deputised', sa.JSON(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['leaver_id'], ['person.id'], name=op.f('fk_hand_over_leaver_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_over'))
    )
    op.create_index(op.f('ix_hand_over_leaver_id'), 'hand_over', ['leaver_id'], unique=False)
    op.create_table('home_view',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('filters', sa.JSON(), nullable=False),
    sa.Column('listed_from', sa.Integer(), nullable=False),
    sa.Column('unfolded', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_home_view_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_home_view'))
    )
    op.create_table('inspection',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('stage_since', sa.Date(), nullable=False),
    sa.Column('announced_on', sa.Date(), nullable=False),
    sa.Column('when_wording', sa.Text(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('partners', sa.JSON(), nullable=False),
    sa.Column('scope', sa.JSON(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['report_id'], ['inspection_report.id'], name=op.f('fk_inspection_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection')),
    sa.UniqueConstraint('name', name=op.f('uq_inspection_name'))
    )
    op.create_index(op.f('ix_inspection_stage'), 'inspection', ['stage'], unique=False)
    op.create_table('liaison_meeting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('lead', sa.String(length=200), nullable=False),
    sa.Column('agreed', sa.Text(), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_liaison_meeting_by_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_liaison_meeting_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_meeting')),
    sa.UniqueConstraint('source', name=op.f('uq_liaison_meeting_source'))
    )
    op.create_index(op.f('ix_liaison_meeting_owner_id'), 'liaison_meeting', ['owner_id'], unique=False)
    op.create_table('outbox_message',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=200), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('surface', sa.String(length=40), nullable=True),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('account', sa.String(length=200), nullable=True),
    sa.Column('channel', sa.String(length=200), nullable=True),
    sa.Column('thread', sa.String(length=200), nullable=True),
    sa.Column('is_direct', sa.Boolean(), nullable=False),
    sa.Column('replaces_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_answer', sa.Boolean(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('unsure', sa.Boolean(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('posted_in', sa.String(length=200), nullable=True),
    sa.Column('posted_as', sa.String(length=200), nullable=True),
    sa.Column('posted_order', sa.BigInteger(), nullable=True),
    sa.Column('file', sa.String(length=200), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('emptied_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outbox_message_person_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['outbox_message.id'], name=op.f('fk_outbox_message_replaces_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_message')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_message_key'))
    )
    op.create_index('ix_outbox_message_failed', 'outbox_message', ['id'], unique=False, sqlite_where=sa.text("state = 'failed'"), postgresql_where=sa.text("state = 'failed'"))
    op.create_index('ix_outbox_message_person', 'outbox_message', ['person_id'], unique=False, sqlite_where=sa.text('person_id is not null'), postgresql_where=sa.text('person_id is not null'))
    op.create_index('ix_outbox_message_posted', 'outbox_message', ['posted_in', 'posted_as'], unique=False)
    op.create_index('ix_outbox_message_topic', 'outbox_message', ['topic'], unique=False)
    op.create_index(op.f('ix_outbox_message_replaces_id'), 'outbox_message', ['replaces_id'], unique=False)
    op.create_index('ix_outbox_message_waiting', 'outbox_message', ['is_answer', 'next_try_at', 'id'], unique=False, sqlite_where=sa.text("state in ('pending', 'sending')"), postgresql_where=sa.text("state in ('pending', 'sending')"))
    op.create_table('committee_action',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('entered_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('remind_on', sa.Date(), nullable=False),
    sa.Column('reminded_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_committee_action_answered_by_id')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_committee_action_closed_by_id')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_committee_action_entered_by_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_committee_action_owner_id')),
    sa.ForeignKeyConstraint(['reminded_by_id'], ['outbox_message.id'], name=op.f('fk_committee_action_reminded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_action'))
    )
    op.create_index('ix_committee_action_open', 'committee_action', ['remind_on'], unique=False, sqlite_where=sa.text('closed_at is null'), postgresql_where=sa.text('closed_at is null'))
    op.create_index(op.f('ix_committee_action_owner_id'), 'committee_action', ['owner_id'], unique=False)
    op.create_index(op.f('ix_committee_action_reminded_by_id'), 'committee_action', ['reminded_by_id'], unique=False)
    op.create_table('peel_cycle',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('framework', sa.String(length=200), nullable=False),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['report_id'], ['inspection_report.id'], name=op.f('fk_peel_cycle_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peel_cycle')),
    sa.UniqueConstraint('name', name=op.f('uq_peel_cycle_name'))
    )
    op.create_table('printed_figure',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_printed_figure_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_printed_figure')),
    sa.UniqueConstraint('meeting_id', 'name', 'kind', name=op.f('uq_printed_figure_meeting_id_name_kind'))
    )
    op.create_table('statement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('message', sa.String(length=200), nullable=False),
    sa.Column('part', sa.Integer(), nullable=False),
    sa.Column('is_reply', sa.Boolean(), nullable=False),
    sa.Column('for_committee', sa.Boolean(), nullable=False),
    sa.Column('permalink', sa.Text(), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_because', sa.Text(), nullable=True),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shared_on', sa.Date(), nullable=True),
    sa.Column('replaces_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_statement_by_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['statement.id'], name=op.f('fk_statement_replaces_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
    sa.UniqueConstraint('source', name=op.f('uq_statement_source'))
    )
    op.create_index(op.f('ix_statement_by_id'), 'statement', ['by_id'], unique=False)
    op.create_index(op.f('ix_statement_message'), 'statement', ['message'], unique=False)
    op.create_index(op.f('ix_statement_replaces_id'), 'statement', ['replaces_id'], unique=True)
    op.create_table('summary',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('known_to', sa.Integer(), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frozen_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.Column('checked_to', sa.Integer(), nullable=False),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['frozen_by_id'], ['person.id'], name=op.f('fk_summary_frozen_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_summary_meeting_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_summary_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_summary_meeting_id'))
    )
    op.create_table('team',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('lead_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['lead_id'], ['person.id'], name=op.f('fk_team_lead_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name', name=op.f('uq_team_name'))
    )
    op.create_table('data_return',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('inspection_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['inspection_id'], ['inspection.id'], name=op.f('fk_data_return_inspection_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_data_return_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_return')),
    sa.UniqueConstraint('name', name=op.f('uq_data_return_name'))
    )
    op.create_table('evidence_link',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_evidence_link_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_link'))
    )
    op.create_index(op.f('ix_evidence_link_statement_id'), 'evidence_link', ['statement_id'], unique=False)
    op.create_table('held_reply',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('permalink', sa.Text(), nullable=True),
    sa.Column('candidates', sa.JSON(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_held_reply_by_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_held_reply_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_reply')),
    sa.UniqueConstraint('source', name=op.f('uq_held_reply_source'))
    )
    op.create_index(op.f('ix_held_reply_by_id'), 'held_reply', ['by_id'], unique=False)
    op.create_table('peel_question',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cycle_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('grade', sa.String(length=40), nullable=True),
    sa.Column('assessed', sa.String(length=40), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['cycle_id'], ['peel_cycle.id'], name=op.f('fk_peel_question_cycle_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peel_question')),
    sa.UniqueConstraint('cycle_id', 'number', name=op.f('uq_peel_question_cycle_id_number'))
    )
    op.create_table('recommendation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('deputy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('number', sa.String(length=200), nullable=False),
    sa.Column('register_number', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('addressed_to', sa.JSON(), nullable=False),
    sa.Column('for_force', sa.Boolean(), nullable=False),
    sa.Column('mandatory', sa.Boolean(), nullable=False),
    sa.Column('accepted', sa.Boolean(), nullable=False),
    sa.Column('deadline_wording', sa.Text(), nullable=True),
    sa.Column('deadline_on', sa.Date(), nullable=True),
    sa.Column('deadline_basis', sa.String(length=40), nullable=False),
    sa.Column('original_deadline_on', sa.Date(), nullable=True),
    sa.Column('deadline_moves', sa.Integer(), nullable=False),
    sa.Column('portfolio', sa.String(length=200), nullable=True),
    sa.Column('board', sa.String(length=200), nullable=True),
    sa.Column('theme', sa.String(length=200), nullable=True),
    sa.Column('peel_question', sa.Integer(), nullable=True),
    sa.Column('judged_rag', sa.String(length=40), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('status_since', sa.Date(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('tracked_on', sa.Date(), nullable=False),
    sa.Column('owned_since', sa.Date(), nullable=True),
    sa.Column('review_anchor_on', sa.Date(), nullable=False),
    sa.Column('last_reviewed_on', sa.Date(), nullable=True),
    sa.Column('review_due_on', sa.Date(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('pressing_on', sa.Date(), nullable=False),
    sa.Column('remind_on', sa.Date(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('snoozed_until', sa.Date(), nullable=True),
    sa.Column('disowned_on', sa.Date(), nullable=True),
    sa.Column('demonstrating_until', sa.Date(), nullable=True),
    sa.Column('asked_to', sa.Date(), nullable=True),
    sa.Column('erase_on', sa.Date(), nullable=True),
    sa.Column('erased_on', sa.Date(), nullable=True),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('held_because', sa.Text(), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['deputy_id'], ['person.id'], name=op.f('fk_recommendation_deputy_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_recommendation_owner_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['recommendation.id'], name=op.f('fk_recommendation_parent_id')),
    sa.ForeignKeyConstraint(['report_id'], ['inspection_report.id'], name=op.f('fk_recommendation_report_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_recommendation_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendation')),
    sa.UniqueConstraint('register_number', name=op.f('uq_recommendation_register_number')),
    sa.UniqueConstraint('report_id', 'number', name=op.f('uq_recommendation_report_id_number'))
    )
    op.create_index('ix_recommendation_asked', 'recommendation', ['pressing_on', 'id'], unique=False, sqlite_where=sa.text('asked_to is not null'), postgresql_where=sa.text('asked_to is not null'))
    op.create_index('ix_recommendation_board', 'recommendation', ['board', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_deadline', 'recommendation', ['deadline_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_demonstrating', 'recommendation', ['demonstrating_until', 'id'], unique=False, sqlite_where=sa.text('demonstrating_until is not null'), postgresql_where=sa.text('demonstrating_until is not null'))
    op.create_index('ix_recommendation_deputy', 'recommendation', ['deputy_id', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_disowned', 'recommendation', ['pressing_on', 'id'], unique=False, sqlite_where=sa.text('disowned_on is not null'), postgresql_where=sa.text('disowned_on is not null'))
    op.create_index('ix_recommendation_due', 'recommendation', ['for_force', 'deadline_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_erase', 'recommendation', ['erase_on', 'id'], unique=False, sqlite_where=sa.text('erase_on is not null'), postgresql_where=sa.text('erase_on is not null'))
    op.create_index('ix_recommendation_kind', 'recommendation', ['for_force', 'kind', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_late', 'recommendation', ['for_force', 'pressing_on', 'id', 'deadline_on', 'status'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_original', 'recommendation', ['for_force', 'original_deadline_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_owner', 'recommendation', ['owner_id', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index(op.f('ix_recommendation_parent_id'), 'recommendation', ['parent_id'], unique=False)
    op.create_index('ix_recommendation_portfolio', 'recommendation', ['portfolio', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_pressing', 'recommendation', ['pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_red', 'recommendation', ['judged_rag', 'for_force', 'pressing_on', 'id', 'status'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_remind_on', 'recommendation', ['remind_on'], unique=False)
    op.create_index('ix_recommendation_report', 'recommendation', ['report_id', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_status', 'recommendation', ['for_force', 'status', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_team', 'recommendation', ['team_id', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_index('ix_recommendation_unowned', 'recommendation', ['for_force', 'owner_id', 'pressing_on', 'id'], unique=False, sqlite_where=sa.text('is_open = 1'), postgresql_where=sa.text('is_open'))
    op.create_table('team_member',
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_team_member_person_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_team_member_team_id')),
    sa.PrimaryKeyConstraint('team_id', 'person_id', name=op.f('pk_team_member'))
    )
    op.create_index(op.f('ix_team_member_person_id'), 'team_member', ['person_id'], unique=False)
    op.create_table('wording',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_wording_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wording'))
    )
    op.create_index(op.f('ix_wording_statement_id'), 'wording', ['statement_id'], unique=False)
    op.create_table('attached_file',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('held_reply_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('surface', sa.String(length=40), nullable=False),
    sa.Column('external', sa.String(length=200), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.String(length=200), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('is_passing', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('marking', sa.String(length=40), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['held_reply_id'], ['held_reply.id'], name=op.f('fk_attached_file_held_reply_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_attached_file_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attached_file'))
    )
    op.create_index(op.f('ix_attached_file_held_reply_id'), 'attached_file', ['held_reply_id'], unique=False)
    op.create_index('ix_attached_file_state', 'attached_file', ['state', 'next_try_at'], unique=False)
    op.create_index(op.f('ix_attached_file_statement_id'), 'attached_file', ['statement_id'], unique=False)
    op.create_table('consequence',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('field', sa.String(length=200), nullable=False),
    sa.Column('was', sa.JSON(), nullable=True),
    sa.Column('now', sa.JSON(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_consequence_recommendation_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_consequence_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consequence'))
    )
    op.create_index(op.f('ix_consequence_statement_id'), 'consequence', ['statement_id'], unique=False)
    op.create_table('event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('item_kind', sa.String(length=40), nullable=True),
    sa.Column('for_force', sa.Boolean(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_event_by_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_event_recommendation_id')),
    sa.ForeignKeyConstraint(['report_id'], ['inspection_report.id'], name=op.f('fk_event_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event'))
    )
    op.create_index('ix_event_kind_effective', 'event', ['kind', 'effective_on'], unique=False)
    op.create_index('ix_event_life', 'event', ['recommendation_id', 'effective_on', 'id', 'kind', 'item_kind', 'for_force'], unique=False, sqlite_where=sa.text('item_kind is not null'), postgresql_where=sa.text('item_kind is not null'))
    op.create_index('ix_event_recommendation', 'event', ['recommendation_id', 'id'], unique=False)
    op.create_table('extension_request',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('is_move', sa.Boolean(), nullable=False),
    sa.Column('was_on', sa.Date(), nullable=True),
    sa.Column('to', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decision', sa.String(length=40), nullable=True),
    sa.Column('decided_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_because', sa.Text(), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_extension_request_by_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_extension_request_decided_by_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_extension_request_recommendation_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_extension_request_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension_request')),
    sa.UniqueConstraint('source', name=op.f('uq_extension_request_source'))
    )
    op.create_index('ix_extension_request_open', 'extension_request', ['recommendation_id'], unique=True, sqlite_where=sa.text('decision is null'), postgresql_where=sa.text('decision is null'))
    op.create_index(op.f('ix_extension_request_recommendation_id'), 'extension_request', ['recommendation_id'], unique=False)
    op.create_index(op.f('ix_extension_request_statement_id'), 'extension_request', ['statement_id'], unique=False)
    op.create_table('help_request',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('liaison_meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_help_request_by_id')),
    sa.ForeignKeyConstraint(['liaison_meeting_id'], ['liaison_meeting.id'], name=op.f('fk_help_request_liaison_meeting_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_help_request_recommendation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_request')),
    sa.UniqueConstraint('source', name=op.f('uq_help_request_source'))
    )
    op.create_index(op.f('ix_help_request_liaison_meeting_id'), 'help_request', ['liaison_meeting_id'], unique=False)
    op.create_index(op.f('ix_help_request_recommendation_id'), 'help_request', ['recommendation_id'], unique=False)
    op.create_table('liaison_meeting_item',
    sa.Column('liaison_meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['liaison_meeting_id'], ['liaison_meeting.id'], name=op.f('fk_liaison_meeting_item_liaison_meeting_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_liaison_meeting_item_recommendation_id')),
    sa.PrimaryKeyConstraint('liaison_meeting_id', 'recommendation_id', name=op.f('pk_liaison_meeting_item'))
    )
    op.create_index(op.f('ix_liaison_meeting_item_recommendation_id'), 'liaison_meeting_item', ['recommendation_id'], unique=False)
    op.create_table('reminder',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('why', sa.String(length=40), nullable=False),
    sa.Column('audience', sa.String(length=40), nullable=False),
    sa.Column('step_on', sa.Date(), nullable=False),
    sa.Column('about_on', sa.Date(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outbox_message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('quieted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_reminder_outbox_message_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_reminder_recommendation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('key', name=op.f('uq_reminder_key'))
    )
    op.create_index(op.f('ix_reminder_outbox_message_id'), 'reminder', ['outbox_message_id'], unique=False)
    op.create_index('ix_reminder_recommendation', 'reminder', ['recommendation_id', 'quieted_at'], unique=False)
    op.create_index('ix_reminder_waiting', 'reminder', ['id'], unique=False, sqlite_where=sa.text('outbox_message_id is null and quieted_at is null'), postgresql_where=sa.text('outbox_message_id is null and quieted_at is null'))
    op.create_table('review',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('rag', sa.String(length=40), nullable=True),
    sa.Column('shared_on', sa.Date(), nullable=True),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_review_recommendation_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_review_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('recommendation_id', 'due_on', name=op.f('uq_review_recommendation_id_due_on'))
    )
    op.create_index('ix_review_due_on_done_on', 'review', ['due_on', 'done_on'], unique=False)
    op.create_index(op.f('ix_review_statement_id'), 'review', ['statement_id'], unique=False)
    op.create_table('statement_item',
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_statement_item_recommendation_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_statement_item_statement_id')),
    sa.PrimaryKeyConstraint('statement_id', 'recommendation_id', name=op.f('pk_statement_item'))
    )
    op.create_index(op.f('ix_statement_item_recommendation_id'), 'statement_item', ['recommendation_id'], unique=False)
    op.create_table('report_draft',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code', sa.String(length=200), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('source_link', sa.Text(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('refusal', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('not_read', sa.JSON(), nullable=False),
    sa.Column('left_out', sa.JSON(), nullable=False),
    sa.Column('gaps', sa.JSON(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('added', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_report_draft_by_id')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['person.id'], name=op.f('fk_report_draft_ended_by_id')),
    sa.ForeignKeyConstraint(['file_id'], ['attached_file.id'], name=op.f('fk_report_draft_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_draft')),
    sa.UniqueConstraint('source', name=op.f('uq_report_draft_source'))
    )
    op.create_index(op.f('ix_report_draft_file_id'), 'report_draft', ['file_id'], unique=False)
    op.create_index('ix_report_draft_open', 'report_draft', ['code'], unique=True, sqlite_where=sa.text("state in ('reading', 'ready')"), postgresql_where=sa.text("state in ('reading', 'ready')"))
    op.create_index('ix_report_draft_waiting', 'report_draft', ['next_try_at'], unique=False, sqlite_where=sa.text("state = 'reading'"), postgresql_where=sa.text("state = 'reading'"))
    op.create_table('sent_register',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('quiet', sa.Boolean(), nullable=False),
    sa.Column('rounds', sa.Integer(), nullable=False),
    sa.Column('shown', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('effect', sa.String(length=64), nullable=True),
    sa.Column('asked', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('answers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('planned', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('handed', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_sent_register_by_id')),
    sa.ForeignKeyConstraint(['file_id'], ['attached_file.id'], name=op.f('fk_sent_register_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_register')),
    sa.UniqueConstraint('source', name=op.f('uq_sent_register_source'))
    )
    op.create_index(op.f('ix_sent_register_file_id'), 'sent_register', ['file_id'], unique=False)
    op.create_index('ix_sent_register_waiting', 'sent_register', ['next_try_at'], unique=False, sqlite_where=sa.text("state in ('reading', 'importing')"), postgresql_where=sa.text("state in ('reading', 'importing')"))
    op.create_table('import_answer',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('meaning', sa.Text(), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_import_answer_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_answer')),
    sa.UniqueConstraint('field', 'words', name=op.f('uq_import_answer_field_words'))
    )
    op.create_table('policy_decision',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('value', sa.Text(), nullable=True),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_policy_decision_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_decision'))
    )
    op.create_table('seal',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_seal_event_id')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_seal')),
    sa.UniqueConstraint('event_id', name=op.f('uq_seal_event_id'))
    )
    op.create_table('tombstone',
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('erasure_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['erasure_id'], ['event.id'], name=op.f('fk_tombstone_erasure_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_tombstone_event_id')),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_tombstone'))
    )
    op.create_index(op.f('ix_tombstone_erasure_id'), 'tombstone', ['erasure_id'], unique=False)
    op.create_table('outbox_item',
    sa.Column('outbox_message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('recommendation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_outbox_item_outbox_message_id')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_outbox_item_recommendation_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_outbox_item_statement_id')),
    sa.PrimaryKeyConstraint('outbox_message_id', 'place', name=op.f('pk_outbox_item'))
    )
    op.create_index(op.f('ix_outbox_item_recommendation_id'), 'outbox_item', ['recommendation_id'], unique=False)
    op.create_index(op.f('ix_outbox_item_statement_id'), 'outbox_item', ['statement_id'], unique=False)
    op.create_table('outbox_question',
    sa.Column('outbox_message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('statement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('surface', sa.String(length=40), nullable=True),
    sa.Column('channel', sa.String(length=200), nullable=True),
    sa.Column('is_direct', sa.Boolean(), nullable=False),
    sa.Column('thread', sa.String(length=200), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_outbox_question_outbox_message_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_outbox_question_statement_id')),
    sa.PrimaryKeyConstraint('outbox_message_id', name=op.f('pk_outbox_question'))
    )
    op.create_index(op.f('ix_outbox_question_statement_id'), 'outbox_question', ['statement_id'], unique=False)
    op.create_table('outbox_draft',
    sa.Column('outbox_message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('draft_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first_row', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['report_draft.id'], name=op.f('fk_outbox_draft_draft_id')),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_outbox_draft_outbox_message_id')),
    sa.PrimaryKeyConstraint('outbox_message_id', name=op.f('pk_outbox_draft'))
    )
    op.create_index(op.f('ix_outbox_draft_draft_id'), 'outbox_draft', ['draft_id'], unique=False)
    op.create_table('report_draft_item',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('draft_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=200), nullable=False),
    sa.Column('register_number', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('addressed_to', sa.JSON(), nullable=False),
    sa.Column('deadline_wording', sa.Text(), nullable=True),
    sa.Column('deadline_on', sa.Date(), nullable=True),
    sa.Column('deadline_basis', sa.String(length=40), nullable=False),
    sa.Column('sentence', sa.Text(), nullable=True),
    sa.Column('parent', sa.String(length=200), nullable=True),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('doubts', sa.JSON(), nullable=False),
    sa.Column('left_out', sa.Boolean(), nullable=False),
    sa.Column('corrected_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['corrected_by_id'], ['person.id'], name=op.f('fk_report_draft_item_corrected_by_id')),
    sa.ForeignKeyConstraint(['draft_id'], ['report_draft.id'], name=op.f('fk_report_draft_item_draft_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_draft_item'))
    )
    op.create_index('ix_report_draft_item_place', 'report_draft_item', ['draft_id', 'place'], unique=False)


def _find_words_on_sqlite() -> None:
    for table, searched in WORDS.items():
        words, columns = f"{table}_words", ", ".join(searched)
        new = ", ".join(f"new.{column}" for column in searched)
        old = ", ".join(f"old.{column}" for column in searched)
        add = f"insert into {words}(rowid, {columns}) values (new.id, {new});"
        drop = f"insert into {words}({words}, rowid, {columns}) values ('delete', old.id, {old});"
        op.execute(
            f"create virtual table {words} using fts5({columns}, content='{table}', content_rowid='id')"
        )
        op.execute(f"create trigger {words}_added after insert on {table} begin {add} end")
        op.execute(f"create trigger {words}_dropped after delete on {table} begin {drop} end")
        op.execute(
            f"create trigger {words}_changed after update of {columns} on {table} begin {drop} {add} end"
        )


def _find_words_on_postgresql() -> None:
    for table, searched in WORDS.items():
        words = " || ' ' || ".join(f"coalesce({column}, '')" for column in searched)
        op.execute(
            f"alter table {table} add column words tsvector "
            f"generated always as (to_tsvector('english', {words})) stored"
        )
        op.execute(f"create index ix_{table}_words on {table} using gin (words)")


def _into_tally(row: str, number: int) -> str:
    """Return the statement that adds an item to the tally as `row` (old or new) says it is, or takes it away."""
    return (
        f"{INTO_TALLY} select {row}.kind, {row}.for_force, {row}.status, {row}.judged_rag, "
        f"{row}.owner_id is not null, {row}.deadline_on, {row}.original_deadline_on, {number}, false where {row}.is_open;"
    )


def _tally_on_sqlite() -> None:
    before, now = _into_tally("old", -1), _into_tally("new", 1)
    for name, when, changes in (
        ("added", "insert", now),
        ("changed", f"update of {', '.join(TALLIED)}", f"{before} {now}"),
        ("dropped", "delete", before),
    ):
        op.execute(f"create trigger tally_{name} after {when} on recommendation begin {changes} end")


def _tally_on_postgresql() -> None:
    op.execute(
        "create function tally_recommendation() returns trigger language plpgsql as $$ begin "
        f"if tg_op <> 'INSERT' then {_into_tally('old', -1)} end if; "
        f"if tg_op <> 'DELETE' then {_into_tally('new', 1)} end if; "
        "return null; end $$"
    )
    op.execute(
        f"create trigger tally_changed after insert or delete or update of {', '.join(TALLIED)} "
        "on recommendation for each row execute function tally_recommendation()"
    )


def _guard_the_ledger_on_sqlite() -> None:
    for table, refused in APPEND_ONLY.items():
        unless = f"when not {ERASED_ON_SQLITE} " if table == "event" else ""
        abort = f"begin select raise(abort, '{refused}'); end"
        op.execute(f"create trigger {table}_no_update before update on {table} {unless}{abort}")
        op.execute(f"create trigger {table}_no_delete before delete on {table} {abort}")
        # "insert or replace" would delete a row without waking the trigger of a deletion.
        op.execute(
            f"create trigger {table}_no_replace before insert on {table} "
            f"when exists ({THERE_ALREADY[table]}) {abort}"
        )
    op.execute(
        f"create trigger tombstone_is_told before insert on tombstone when not exists ({ERASURE}) "
        f"begin select raise(abort, '{UNTOLD}'); end"
    )


def _guard_the_ledger_on_postgresql() -> None:
    for table, refused in APPEND_ONLY.items():
        changes = "delete or truncate" if table == "event" else "update or delete or truncate"
        op.execute(
            f"create function refuse_change_of_{table}() returns trigger language plpgsql as "
            f"$$ begin raise exception '{refused}'; end $$"
        )
        op.execute(
            f"create trigger {table}_append_only before {changes} on {table} "
            f"for each statement execute function refuse_change_of_{table}()"
        )
    op.execute(
        "create function let_words_be_erased() returns trigger language plpgsql as "
        f"$$ begin if ({ERASED_ON_POSTGRESQL}) then return new; end if; "
        f"raise exception '{APPEND_ONLY['event']}'; end $$"
    )
    op.execute(
        "create trigger event_words_erased before update on event "
        "for each row execute function let_words_be_erased()"
    )
    op.execute(
        "create function check_tombstone() returns trigger language plpgsql as "
        f"$$ begin if exists ({ERASURE}) then return new; end if; raise exception '{UNTOLD}'; end $$"
    )
    op.execute(
        "create trigger tombstone_is_told before insert on tombstone "
        "for each row execute function check_tombstone()"
    )
