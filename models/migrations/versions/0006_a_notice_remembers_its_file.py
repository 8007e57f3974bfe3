"""A notice remembers the file that was uploaded for it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("file", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("notice", "file")
