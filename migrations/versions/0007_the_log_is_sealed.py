"""Seals of the log, keys of persons, and what the privacy officer asks about a sight of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LOGS = ("access_log", "processing_log")


def upgrade() -> None:
    """Makes the tables, and gives every line its place in the order of sealing."""
    for log in LOGS:
        op.add_column(log, sa.Column("tx", sa.BigInteger(), nullable=True))
        # What was written before lies below every transaction to come, in steps of a size that is sealed at once.
        op.execute(f"update {log} set tx = id / 10000 - 1000000000")  # noqa: S608 - our own two names
        op.alter_column(log, "tx", nullable=False, server_default=sa.text("pg_current_xact_id()::text::bigint"))
        op.create_index(
            f"ix_{log}_tx",
            log,
            ["tx"],
            postgresql_using="brin",
            postgresql_with={"pages_per_range": 16, "autosummarize": "on"},
        )
    op.create_index("ix_access_log_at", "access_log", ["at"])
    op.create_index("ix_access_log_organisation_id_at", "access_log", ["organisation_id", "at"])
    op.alter_column("processing_log", "person_id", nullable=True)
    op.add_column("processing_log", sa.Column("person_mark", sa.LargeBinary(), nullable=True))
    op.create_check_constraint("about_somebody", "processing_log", "person_id is not null or person_mark is not null")
    op.create_table(
        "person_key",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_key")),
    )
    op.create_table(
        "log_seal",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_tx", sa.BigInteger(), nullable=False),
        sa.Column("to_tx", sa.BigInteger(), nullable=False),
        sa.Column("access_count", sa.BigInteger(), nullable=False),
        sa.Column("processing_count", sa.BigInteger(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_seal")),
    )
    for column in ("ids", "leaves"):  # hashes do not get smaller, so nobody should try
        op.execute(f"alter table log_seal alter column {column} set storage external")
    op.create_table(
        "log_question",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("line_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_log_question_account_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_log_question_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_question")),
    )
    op.create_index("uq_log_question_line_id", "log_question", ["line_id"], unique=True)
    op.create_index("ix_log_question_account_id", "log_question", ["account_id"])


def downgrade() -> None:
    """Removes them again; lines of persons who were forgotten name nobody, and go with their marks."""
    op.drop_table("log_question")
    op.drop_table("log_seal")
    op.drop_table("person_key")
    op.execute("delete from processing_log where person_id is null")
    op.drop_constraint("about_somebody", "processing_log", type_="check")
    op.drop_column("processing_log", "person_mark")
    op.alter_column("processing_log", "person_id", nullable=False)
    op.drop_index("ix_access_log_organisation_id_at", table_name="access_log")
    op.drop_index("ix_access_log_at", table_name="access_log")
    for log in LOGS:
        op.drop_index(f"ix_{log}_tx", table_name=log)
        op.drop_column(log, "tx")
