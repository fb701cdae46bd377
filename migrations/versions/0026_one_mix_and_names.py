"""The mix of a team is told by insight alone: two ways of counting can be subtracted from each other. And a kept question has versions,
because it can be renamed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Takes away the functions that told the mix by another rule, and adds the version of a kept question."""
    op.execute("drop function if exists sec.team_mix(bigint), sec.team_months(bigint)")
    op.add_column("insight_filter", sa.Column("version", sa.BigInteger(), server_default="1", nullable=False))


def downgrade() -> None:
    """Takes the version away; the version of the application before this one makes its own functions when it settles."""
    op.drop_column("insight_filter", "version")
