"""Questions to people who are named, and one line from somebody without an account."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

#: The columns of every row under a household, and what they point to.
POINTS_TO = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}


def _scoped(table: str, *own: sa.Column[Any] | sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        *own,
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, target in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_dossier_id"), table, ["dossier_id"], unique=False)


def upgrade() -> None:
    """Makes the tables."""
    _threads()
    _outside()


def _threads() -> None:
    _scoped(
        "question_thread",
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("party_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("status in ('open', 'closed')", name=op.f("ck_question_thread_status_is_known")),
        sa.CheckConstraint("cardinality(party_ids) between 1 and 20", name=op.f("ck_question_thread_asks_somebody")),
    )
    op.create_index("uq_question_thread_id_dossier_id", "question_thread", ["id", "dossier_id"], unique=True)
    op.create_index("ix_question_thread_author_id", "question_thread", ["author_id"], unique=False)
    _scoped(
        "thread_message",
        sa.Column("question_thread_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_thread_id", "dossier_id"],
            ["question_thread.id", "question_thread.dossier_id"],
            name=op.f("fk_thread_message_question_thread_id"),
            deferrable=True,
        ),
    )
    op.create_index("ix_thread_message_question_thread_id", "thread_message", ["question_thread_id"], unique=False)


def _outside() -> None:
    _scoped(
        "outside_question",
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("asked_email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("sec.now() + interval '8 days'"),
            nullable=False,
        ),
        sa.Column("tick", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("put_away_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("language in ('nl', 'en')", name=op.f("ck_outside_question_language_is_known")),
        sa.CheckConstraint("tick in ('seen', 'done', 'worry')", name=op.f("ck_outside_question_tick_is_known")),
        sa.CheckConstraint(
            "(tick is null) = (answered_at is null)", name=op.f("ck_outside_question_answered_with_a_tick")
        ),
    )
    op.create_index("ix_outside_question_author_id", "outside_question", ["author_id"], unique=False)
    op.create_table(
        "outside_link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("outside_question_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["outside_question_id"], ["outside_question.id"], name=op.f("fk_outside_link_outside_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_link")),
    )
    op.create_index("uq_outside_link_token_hash", "outside_link", ["token_hash"], unique=True)
    op.create_index("uq_outside_link_outside_question_id", "outside_link", ["outside_question_id"], unique=True)


def downgrade() -> None:
    """Removes them again."""
    for table in ("outside_link", "outside_question", "thread_message", "question_thread"):
        op.drop_table(table)
