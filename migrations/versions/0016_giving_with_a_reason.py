"""Notices, waivers of secrecy and agreements, on which what is disclosed can rest; names of organisations that tell something."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Makes the tables and the columns."""
    _notices()
    _waivers()
    _agreements()
    op.add_column("disclosure", Column("waiver_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_disclosure_waiver_id"), "disclosure", "secrecy_waiver", ["waiver_id"], ["id"])
    op.create_index("ix_disclosure_waiver_id", "disclosure", ["waiver_id"])
    _sensitive_names()


def _sensitive_names() -> None:
    op.add_column("organisation", Column("sensitive", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "sensitive_name",
        Column("organisation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("contact_name", sa.Text(), server_default="", nullable=False),
        Column("contact_phone", sa.Text(), server_default="", nullable=False),
        Column("contact_email", sa.Text(), server_default="", nullable=False),
        ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_sensitive_name_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_sensitive_name")),
    )
    op.create_index("uq_sensitive_name_name", "sensitive_name", [sa.text("lower(name)")], unique=True)


def _notices() -> None:
    _table(
        "privacy_notice",
        Column("given_on", sa.Date(), nullable=True),
        Column("channel", sa.Text(), nullable=False),
        Column("edition", sa.Text(), server_default="", nullable=False),
        Column("postponed_because", sa.Text(), server_default="", nullable=False),
        Column("look_again_on", sa.Date(), nullable=True),
        CheckConstraint(
            "channel in ('talk', 'letter', 'phone', 'other')", name=op.f("ck_privacy_notice_channel_is_known")
        ),
        CheckConstraint(
            "postponed_because in ('', 'safety', 'outreach')", name=op.f("ck_privacy_notice_reason_is_known")
        ),
        CheckConstraint(
            "(postponed_because = '') = (given_on is not null)", name=op.f("ck_privacy_notice_given_or_later")
        ),
        CheckConstraint(
            "(postponed_because = '') = (look_again_on is null)", name=op.f("ck_privacy_notice_later_has_a_day")
        ),
    )


def _waivers() -> None:
    _table(
        "secrecy_waiver",
        Column("professional_id", sa.BigInteger(), nullable=False),
        Column("to_org_id", sa.BigInteger(), nullable=False),
        Column("to_account_id", sa.BigInteger(), nullable=True),
        Column("categories", postgresql.ARRAY(sa.Text()), nullable=False),
        Column("what", sa.Text(), nullable=False),
        Column("what_for", sa.Text(), nullable=False),
        Column("how", sa.Text(), nullable=False),
        Column("given_by", sa.Text(), nullable=False),
        Column("given_on", sa.Date(), nullable=False),
        Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        Column("withdrawn_because", sa.Text(), server_default="", nullable=False),
        Column("withdrawn_by", sa.BigInteger(), nullable=True),
        CheckConstraint("how in ('talk', 'signature', 'digital')", name=op.f("ck_secrecy_waiver_how_is_known")),
        CheckConstraint(
            "given_by in ('self', 'both', 'authority', 'representative')",
            name=op.f("ck_secrecy_waiver_given_by_is_known"),
        ),
        CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_by is null)", name=op.f("ck_secrecy_waiver_withdrawn_by_somebody")
        ),
        ForeignKeyConstraint(["professional_id"], ["account.id"], name=op.f("fk_secrecy_waiver_professional_id")),
        ForeignKeyConstraint(["to_org_id"], ["organisation.id"], name=op.f("fk_secrecy_waiver_to_org_id")),
        ForeignKeyConstraint(["to_account_id"], ["account.id"], name=op.f("fk_secrecy_waiver_to_account_id")),
        ForeignKeyConstraint(["withdrawn_by"], ["account.id"], name=op.f("fk_secrecy_waiver_withdrawn_by")),
    )
    op.create_index(
        "ix_secrecy_waiver_to_org_id", "secrecy_waiver", ["to_org_id"], postgresql_where=sa.text("withdrawn_at is null")
    )


def _agreements() -> None:
    _table(
        "plan_agreement",
        Column("plan_on", sa.Date(), nullable=False),
        Column("said", sa.Text(), nullable=False),
        Column("words", sa.Text(), server_default="", nullable=False),
        CheckConstraint("said in ('yes', 'partly', 'no')", name=op.f("ck_plan_agreement_answer_is_known")),
    )


def _table(name: str, *columns: Column[Any] | CheckConstraint | ForeignKeyConstraint) -> None:
    """A table about one person of a household, with the columns that every row there carries."""
    op.create_table(
        name,
        Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        Column("person_id", sa.BigInteger(), nullable=False),
        *columns,
        Column("dossier_id", sa.BigInteger(), nullable=False),
        Column("owner_org_id", sa.BigInteger(), nullable=False),
        Column("purpose_id", sa.BigInteger(), nullable=False),
        Column("author_id", sa.BigInteger(), nullable=False),
        Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f(f"fk_{name}_author_id")),
        ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f(f"fk_{name}_dossier_id")),
        ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f(f"fk_{name}_owner_org_id")),
        ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f(f"fk_{name}_person_id"),
            deferrable=True,
        ),
        ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f(f"fk_{name}_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_dossier_id"), name, ["dossier_id"])


def downgrade() -> None:
    """Removes them again."""
    op.execute(
        "update organisation o set name = s.name, contact_name = s.contact_name, contact_phone = s.contact_phone,"
        " contact_email = s.contact_email from sensitive_name s where s.organisation_id = o.id"
    )
    op.drop_table("sensitive_name")
    op.drop_column("organisation", "sensitive")
    op.drop_column("disclosure", "waiver_id")
    for name in ("plan_agreement", "secrecy_waiver", "privacy_notice"):
        op.drop_table(name)
