"""Why so much and not less, relations that follow another, purposes of disclosures, knocks and hand-overs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the columns and the table."""
    op.add_column("involvement", sa.Column("kind", sa.Text(), server_default="regular", nullable=False))
    op.add_column("involvement", sa.Column("follows_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_involvement_follows_id"), "involvement", "involvement", ["follows_id"], ["id"])
    op.create_index(
        "uq_involvement_follows_id",
        "involvement",
        ["follows_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.create_check_constraint(
        op.f("ck_involvement_kind_is_known"), "involvement", "kind in ('regular', 'doorstep', 'emergency')"
    )
    op.create_check_constraint(
        op.f("ck_involvement_doorstep_ends"),
        "involvement",
        "kind <> 'doorstep' or (not is_lead and valid_until <= valid_from + interval '7 days')",
    )
    op.create_check_constraint(
        op.f("ck_involvement_emergency_is_short"),
        "involvement",
        "kind <> 'emergency' or (not is_lead and cardinality(person_ids) = 1"
        " and valid_until <= valid_from + interval '1 hour')",
    )
    op.add_column("involvement_reason", sa.Column("this_much", sa.Text(), server_default="", nullable=False))
    op.add_column("involvement_reason", sa.Column("not_less", sa.Text(), server_default="", nullable=False))
    op.add_column("disclosure", sa.Column("purpose_id", sa.BigInteger(), nullable=True))
    op.add_column("disclosure", sa.Column("follows_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_disclosure_purpose_id"), "disclosure", "purpose", ["purpose_id"], ["id"])
    op.create_foreign_key(op.f("fk_disclosure_follows_id"), "disclosure", "disclosure", ["follows_id"], ["id"])
    op.create_index(
        "uq_disclosure_follows_id",
        "disclosure",
        ["follows_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    _knocks()
    _handovers()


def _handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("successor_id", sa.BigInteger(), nullable=False),
        sa.Column("works", sa.Text(), server_default="", nullable=False),
        sa.Column("avoid", sa.Text(), server_default="", nullable=False),
        sa.Column("promises", sa.Text(), server_default="", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_handover_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_handover_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_handover_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_handover_purpose_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["account.id"], name=op.f("fk_handover_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_dossier_id"), "handover", ["dossier_id"], unique=False)


def _knocks() -> None:
    op.create_table(
        "knock",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=True),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_until", sa.Date(), nullable=True),
        sa.Column("hidden_because", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("answer in ('no', 'call', 'later', 'join')", name=op.f("ck_knock_answer_is_known")),
        sa.CheckConstraint(
            "(answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)",
            name=op.f("ck_knock_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "(hidden_because = '') = (hidden_until is null)", name=op.f("ck_knock_hidden_has_date_and_reason")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_knock_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_knock_asked_by")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_knock_dossier_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_knock_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knock")),
    )
    op.create_index("ix_knock_asked_by_asked_at", "knock", ["asked_by", "asked_at"])
    op.create_index("ix_knock_organisation_id_asked_at", "knock", ["organisation_id", "asked_at"])
    op.create_index("ix_knock_dossier_id", "knock", ["dossier_id"])


def downgrade() -> None:
    """Removes them again."""
    op.drop_index(op.f("ix_handover_dossier_id"), table_name="handover")
    op.drop_table("handover")
    op.drop_table("knock")
    op.drop_column("disclosure", "follows_id")
    op.drop_column("disclosure", "purpose_id")
    op.drop_column("involvement_reason", "not_less")
    op.drop_column("involvement_reason", "this_much")
    op.drop_constraint(op.f("ck_involvement_emergency_is_short"), "involvement")
    op.drop_constraint(op.f("ck_involvement_doorstep_ends"), "involvement")
    op.drop_column("involvement", "follows_id")
    op.drop_column("involvement", "kind")
