"""A meeting can move, change and be called off, a household goes off its agenda again, and partners are invited to its turn."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Adds the columns."""
    op.add_column("meeting", sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meeting", sa.Column("version", sa.BigInteger(), server_default="1", nullable=False))
    op.add_column("meeting_household", sa.Column("taken_off_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "meeting_household",
        sa.Column("invited_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
    )


def downgrade() -> None:
    """Removes them again."""
    op.drop_column("meeting_household", "invited_ids")
    op.drop_column("meeting_household", "taken_off_at")
    op.drop_column("meeting", "version")
    op.drop_column("meeting", "called_off_at")
