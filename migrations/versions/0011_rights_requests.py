"""What residents ask about their own data: access, correction, erasure, restriction, objection and portability."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "rights_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), server_default="", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended_because", sa.Text(), server_default="", nullable=False),
        sa.Column("handled_by", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "kind in ('access','correction','erasure','restriction','objection','portability')",
            name=op.f("ck_rights_request_kind_is_known"),
        ),
        sa.CheckConstraint(
            "decision in ('granted', 'partly', 'refused')", name=op.f("ck_rights_request_decision_is_known")
        ),
        sa.CheckConstraint(
            "(decision is null) = (decided_on is null)", name=op.f("ck_rights_request_decision_has_a_day")
        ),
        sa.CheckConstraint(
            "done_on is null or decision is not null", name=op.f("ck_rights_request_done_after_decision")
        ),
        sa.CheckConstraint(
            "decision in ('granted') or decision is null or because <> ''",
            name=op.f("ck_rights_request_no_needs_a_reason"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_rights_request_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_rights_request_dossier_id")),
        sa.ForeignKeyConstraint(["handled_by"], ["account.id"], name=op.f("fk_rights_request_handled_by")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_rights_request_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_rights_request_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_rights_request_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
    )
    op.create_index(op.f("ix_rights_request_dossier_id"), "rights_request", ["dossier_id"], unique=False)
    op.create_index(
        "ix_rights_request_open",
        "rights_request",
        ["dossier_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("done_on is null"),
    )


def downgrade() -> None:
    """Removes it again."""
    op.drop_table("rights_request")
