"""Access log and processing log, partitioned by month."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("trace_id", sa.UUID(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("account_name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("function", sa.Text(), server_default="", nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=True),
        sa.Column("network", sa.Text(), server_default="", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=True),
        sa.Column("object_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("person_count", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", "at", name=op.f("pk_access_log")),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_index("ix_access_log_account_id_at", "access_log", ["account_id", "at"], unique=False)
    op.create_index("ix_access_log_dossier_id_at", "access_log", ["dossier_id", "at"], unique=False)
    op.create_table(
        "processing_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("trace_id", sa.UUID(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=True),
        sa.Column("categories", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "at", name=op.f("pk_processing_log")),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_index("ix_processing_log_person_id_at", "processing_log", ["person_id", "at"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    op.drop_index("ix_processing_log_person_id_at", table_name="processing_log")
    op.drop_table("processing_log")
    op.drop_index("ix_access_log_dossier_id_at", table_name="access_log")
    op.drop_index("ix_access_log_account_id_at", table_name="access_log")
    op.drop_table("access_log")
