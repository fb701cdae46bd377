"""Household dossiers: people, place, process, relations, situation and notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "dossier",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("lead_org_id", sa.BigInteger(), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("staff_or_relative", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("import_batch_id", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_dossier_created_by")),
        sa.ForeignKeyConstraint(["lead_org_id"], ["organisation.id"], name=op.f("fk_dossier_lead_org_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["dossier.id"], name=op.f("fk_dossier_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_index("ix_dossier_lead_org_id", "dossier", ["lead_org_id"], unique=False)
    op.create_index(
        "ix_dossier_open_lead",
        "dossier",
        ["lead_org_id"],
        postgresql_where=sa.text("not closed and merged_into_id is null"),
    )
    op.create_index("uq_dossier_case_no", "dossier", ["case_no"], unique=True)
    op.create_table(
        "activity",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("object_id", sa.BigInteger(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_activity_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_activity_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_activity_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_activity_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_dossier_id"), "activity", ["dossier_id"], unique=False)
    op.create_index("ix_activity_dossier_id_created_at", "activity", ["dossier_id", "created_at"], unique=False)
    op.create_table(
        "disclosure",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("item_kind", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("to_org_id", sa.BigInteger(), nullable=False),
        sa.Column("to_account_id", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "item_kind in ('plan_item','appointment','note','domain_entry','intervention','network_person')",
            name=op.f("ck_disclosure_item_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_disclosure_created_by")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_disclosure_dossier_id")),
        sa.ForeignKeyConstraint(["to_org_id"], ["organisation.id"], name=op.f("fk_disclosure_to_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    op.create_index("ix_disclosure_dossier_id", "disclosure", ["dossier_id"], unique=False)
    op.create_index("ix_disclosure_to_org_id_kind", "disclosure", ["to_org_id", "item_kind"], unique=False)
    op.create_table(
        "domain_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resident_score", sa.BigInteger(), nullable=True),
        sa.Column("professional_score", sa.BigInteger(), nullable=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "category in ('domains', 'finances', 'health')", name=op.f("ck_domain_entry_category_is_known")
        ),
        sa.CheckConstraint(
            "professional_score between 1 and 5", name=op.f("ck_domain_entry_professional_score_in_range")
        ),
        sa.CheckConstraint("resident_score between 1 and 5", name=op.f("ck_domain_entry_resident_score_in_range")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_domain_entry_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_domain_entry_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_domain_entry_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_domain_entry_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_entry")),
    )
    op.create_index(op.f("ix_domain_entry_dossier_id"), "domain_entry", ["dossier_id"], unique=False)
    op.create_table(
        "domain_state",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), server_default=sa.text("current_date"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint("state <> 'recorded' or reason <> ''", name=op.f("ck_domain_state_recorded_needs_reason")),
        sa.CheckConstraint(
            "state in ('not_discussed', 'discussed', 'recorded')", name=op.f("ck_domain_state_state_is_known")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_domain_state_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_domain_state_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_domain_state_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_domain_state_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_state")),
    )
    op.create_index(op.f("ix_domain_state_dossier_id"), "domain_state", ["dossier_id"], unique=False)
    op.create_index("uq_domain_state_dossier_id_domain", "domain_state", ["dossier_id", "domain"], unique=True)
    op.create_table(
        "dossier_merge",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("into_id", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("moved", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("merged_by", sa.BigInteger(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["dossier.id"], name=op.f("fk_dossier_merge_from_id")),
        sa.ForeignKeyConstraint(["into_id"], ["dossier.id"], name=op.f("fk_dossier_merge_into_id")),
        sa.ForeignKeyConstraint(["merged_by"], ["account.id"], name=op.f("fk_dossier_merge_merged_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_merge")),
    )
    op.create_index("ix_dossier_merge_into_id", "dossier_merge", ["into_id"], unique=False)
    op.create_table(
        "dossier_process",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("phase_since", sa.Date(), nullable=False),
        sa.Column("weight", sa.BigInteger(), server_default="3", nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint("weight in (1, 3, 8)", name=op.f("ck_dossier_process_weight_is_known")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_dossier_process_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_process_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_dossier_process_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_dossier_process_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_process")),
    )
    op.create_index(op.f("ix_dossier_process_dossier_id"), "dossier_process", ["dossier_id"], unique=False)
    op.create_index(
        "uq_dossier_process_dossier_id",
        "dossier_process",
        ["dossier_id"],
        unique=True,
        postgresql_include=["weight"],
    )
    op.create_table(
        "household_address",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("addition", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_household_address_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_household_address_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_household_address_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_household_address_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_address")),
    )
    op.create_index(op.f("ix_household_address_dossier_id"), "household_address", ["dossier_id"], unique=False)
    op.create_index("uq_household_address_dossier_id", "household_address", ["dossier_id"], unique=True)
    op.create_table(
        "household_area",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_year", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_household_area_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_household_area_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_household_area_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_household_area_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_area")),
    )
    op.create_index(op.f("ix_household_area_dossier_id"), "household_area", ["dossier_id"], unique=False)
    op.create_index("uq_household_area_dossier_id", "household_area", ["dossier_id"], unique=True)
    op.create_table(
        "household_summary",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("adults", sa.BigInteger(), nullable=False),
        sa.Column("children", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_household_summary_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_household_summary_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_household_summary_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_household_summary_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_summary")),
    )
    op.create_index(op.f("ix_household_summary_dossier_id"), "household_summary", ["dossier_id"], unique=False)
    op.create_index("uq_household_summary_dossier_id", "household_summary", ["dossier_id"], unique=True)
    op.create_table(
        "household_title",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_household_title_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_household_title_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_household_title_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_household_title_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_title")),
    )
    op.create_index(op.f("ix_household_title_dossier_id"), "household_title", ["dossier_id"], unique=False)
    op.create_index("uq_household_title_dossier_id", "household_title", ["dossier_id"], unique=True)
    op.create_table(
        "involvement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "valid_until is null or valid_until > valid_from", name=op.f("ck_involvement_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_involvement_account_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_involvement_created_by")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_involvement_dossier_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_involvement_organisation_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_involvement_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement")),
    )
    op.create_index("ix_involvement_account_id", "involvement", ["account_id"], unique=False)
    op.create_index("ix_involvement_dossier_id", "involvement", ["dossier_id"], unique=False)
    op.create_index(
        "uq_involvement_one_open_lead",
        "involvement",
        ["dossier_id"],
        unique=True,
        postgresql_where=sa.text("is_lead and valid_until is null and withdrawn_at is null"),
    )
    op.create_index("uq_involvement_id_dossier_id", "involvement", ["id", "dossier_id"], unique=True)
    op.create_table(
        "involvement_reason",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("involvement_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_involvement_reason_account_id")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_involvement_reason_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_involvement_reason_dossier_id")),
        sa.ForeignKeyConstraint(
            ["involvement_id", "dossier_id"],
            ["involvement.id", "involvement.dossier_id"],
            name=op.f("fk_involvement_reason_involvement_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_involvement_reason_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_involvement_reason_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement_reason")),
    )
    op.create_index(op.f("ix_involvement_reason_dossier_id"), "involvement_reason", ["dossier_id"], unique=False)
    op.create_index(
        "uq_involvement_reason_involvement_id_dossier_id",
        "involvement_reason",
        ["involvement_id", "dossier_id"],
        unique=True,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Text(), server_default="", nullable=False),
        sa.Column("withheld_because", sa.Text(), server_default="", nullable=False),
        sa.Column("withheld_until", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "(withheld_because = '') = (withheld_until is null)", name=op.f("ck_note_withheld_has_date_and_reason")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_note_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_note_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_note_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_note_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("uq_note_id_dossier_id", "note", ["id", "dossier_id"], unique=True)
    op.create_index(op.f("ix_note_dossier_id"), "note", ["dossier_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("stub", sa.Text(), nullable=False),
        sa.Column("partner_unsafe", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("adult_on", sa.Date(), nullable=True),
        sa.Column("holds_authority", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_person_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_person_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_person_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_person_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("uq_person_id_dossier_id", "person", ["id", "dossier_id"], unique=True)
    op.create_index(
        "ix_person_circumstances",
        "person",
        ["dossier_id"],
        unique=False,
        postgresql_where=sa.text("partner_unsafe or deceased_on is not null"),
    )
    op.create_index(op.f("ix_person_dossier_id"), "person", ["dossier_id"], unique=False)
    op.create_table(
        "phase_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("from_phase", sa.Text(), nullable=True),
        sa.Column("to_phase", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_phase_change_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_phase_change_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_phase_change_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_phase_change_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_change")),
    )
    op.create_index(op.f("ix_phase_change_dossier_id"), "phase_change", ["dossier_id"], unique=False)
    op.create_table(
        "resident_question",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), server_default="", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_resident_question_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_resident_question_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_resident_question_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_resident_question_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_question")),
    )
    op.create_index(op.f("ix_resident_question_dossier_id"), "resident_question", ["dossier_id"], unique=False)
    op.create_table(
        "household_member",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_because", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "left_on is null or joined_on is null or left_on >= joined_on",
            name=op.f("ck_household_member_leaves_after_joining"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_household_member_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_household_member_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_household_member_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_household_member_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_household_member_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(op.f("ix_household_member_dossier_id"), "household_member", ["dossier_id"], unique=False)
    op.create_table(
        "death_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_death_change_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_death_change_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_death_change_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_death_change_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_death_change_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_death_change")),
    )
    op.create_index(op.f("ix_death_change_dossier_id"), "death_change", ["dossier_id"], unique=False)
    op.create_table(
        "note_interpretation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("note_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_note_interpretation_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_note_interpretation_dossier_id")),
        sa.ForeignKeyConstraint(
            ["note_id", "dossier_id"],
            ["note.id", "note.dossier_id"],
            name=op.f("fk_note_interpretation_note_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_org_id"], ["organisation.id"], name=op.f("fk_note_interpretation_owner_org_id")
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_note_interpretation_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_interpretation")),
    )
    op.create_index(op.f("ix_note_interpretation_dossier_id"), "note_interpretation", ["dossier_id"], unique=False)
    op.create_index(
        "uq_note_interpretation_note_id_dossier_id", "note_interpretation", ["note_id", "dossier_id"], unique=True
    )
    op.create_table(
        "person_bsn",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_number", sa.LargeBinary(), nullable=False),
        sa.Column("blind_index", sa.LargeBinary(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_person_bsn_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_person_bsn_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_person_bsn_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_person_bsn_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_person_bsn_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_bsn")),
    )
    op.create_index("ix_person_bsn_blind_index", "person_bsn", ["blind_index"], unique=False)
    op.create_index(op.f("ix_person_bsn_dossier_id"), "person_bsn", ["dossier_id"], unique=False)
    op.create_index("uq_person_bsn_person_id_dossier_id", "person_bsn", ["person_id", "dossier_id"], unique=True)
    op.create_table(
        "person_detail",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), server_default="", nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("contact_preference", sa.Text(), server_default="phone", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("grams", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("phonetic", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "contact_preference in ('visit', 'phone', 'letter', 'app')",
            name=op.f("ck_person_detail_contact_preference_is_known"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_person_detail_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_person_detail_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_person_detail_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["person_id", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_person_detail_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_person_detail_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_detail")),
    )
    op.create_index("ix_person_detail_birth_date", "person_detail", ["birth_date"], unique=False)
    op.create_index(op.f("ix_person_detail_dossier_id"), "person_detail", ["dossier_id"], unique=False)
    op.create_index("ix_person_detail_grams", "person_detail", ["grams"], unique=False, postgresql_using="gin")
    op.create_index("uq_person_detail_person_id_dossier_id", "person_detail", ["person_id", "dossier_id"], unique=True)


def downgrade() -> None:
    """Removes them again."""
    op.drop_index("uq_person_detail_person_id_dossier_id", table_name="person_detail")
    op.drop_index("ix_person_detail_grams", table_name="person_detail", postgresql_using="gin")
    op.drop_index(op.f("ix_person_detail_dossier_id"), table_name="person_detail")
    op.drop_index("ix_person_detail_birth_date", table_name="person_detail")
    op.drop_table("person_detail")
    op.drop_index("uq_person_bsn_person_id_dossier_id", table_name="person_bsn")
    op.drop_index(op.f("ix_person_bsn_dossier_id"), table_name="person_bsn")
    op.drop_index("ix_person_bsn_blind_index", table_name="person_bsn")
    op.drop_table("person_bsn")
    op.drop_index("uq_note_interpretation_note_id_dossier_id", table_name="note_interpretation")
    op.drop_index(op.f("ix_note_interpretation_dossier_id"), table_name="note_interpretation")
    op.drop_table("note_interpretation")
    op.drop_index(op.f("ix_death_change_dossier_id"), table_name="death_change")
    op.drop_table("death_change")
    op.drop_index(op.f("ix_household_member_dossier_id"), table_name="household_member")
    op.drop_table("household_member")
    op.drop_index(op.f("ix_resident_question_dossier_id"), table_name="resident_question")
    op.drop_table("resident_question")
    op.drop_index(op.f("ix_phase_change_dossier_id"), table_name="phase_change")
    op.drop_table("phase_change")
    op.drop_index(op.f("ix_person_dossier_id"), table_name="person")
    op.drop_index(
        "ix_person_circumstances",
        table_name="person",
        postgresql_where=sa.text("partner_unsafe or deceased_on is not null"),
    )
    op.drop_index("uq_person_id_dossier_id", table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_note_dossier_id"), table_name="note")
    op.drop_index("uq_note_id_dossier_id", table_name="note")
    op.drop_table("note")
    op.drop_index("uq_involvement_reason_involvement_id_dossier_id", table_name="involvement_reason")
    op.drop_index(op.f("ix_involvement_reason_dossier_id"), table_name="involvement_reason")
    op.drop_table("involvement_reason")
    op.drop_index("uq_involvement_id_dossier_id", table_name="involvement")
    op.drop_index(
        "uq_involvement_one_open_lead",
        table_name="involvement",
        postgresql_where=sa.text("is_lead and valid_until is null and withdrawn_at is null"),
    )
    op.drop_index("ix_involvement_dossier_id", table_name="involvement")
    op.drop_index("ix_involvement_account_id", table_name="involvement")
    op.drop_table("involvement")
    op.drop_index("uq_household_title_dossier_id", table_name="household_title")
    op.drop_index(op.f("ix_household_title_dossier_id"), table_name="household_title")
    op.drop_table("household_title")
    op.drop_index("uq_household_summary_dossier_id", table_name="household_summary")
    op.drop_index(op.f("ix_household_summary_dossier_id"), table_name="household_summary")
    op.drop_table("household_summary")
    op.drop_index("uq_household_area_dossier_id", table_name="household_area")
    op.drop_index(op.f("ix_household_area_dossier_id"), table_name="household_area")
    op.drop_table("household_area")
    op.drop_index("uq_household_address_dossier_id", table_name="household_address")
    op.drop_index(op.f("ix_household_address_dossier_id"), table_name="household_address")
    op.drop_table("household_address")
    op.drop_index("uq_dossier_process_dossier_id", table_name="dossier_process")
    op.drop_index(op.f("ix_dossier_process_dossier_id"), table_name="dossier_process")
    op.drop_table("dossier_process")
    op.drop_index("ix_dossier_merge_into_id", table_name="dossier_merge")
    op.drop_table("dossier_merge")
    op.drop_index("uq_domain_state_dossier_id_domain", table_name="domain_state")
    op.drop_index(op.f("ix_domain_state_dossier_id"), table_name="domain_state")
    op.drop_table("domain_state")
    op.drop_index(op.f("ix_domain_entry_dossier_id"), table_name="domain_entry")
    op.drop_table("domain_entry")
    op.drop_index("ix_disclosure_to_org_id_kind", table_name="disclosure")
    op.drop_index("ix_disclosure_dossier_id", table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_index("ix_activity_dossier_id_created_at", table_name="activity")
    op.drop_index(op.f("ix_activity_dossier_id"), table_name="activity")
    op.drop_table("activity")
    op.drop_index("uq_dossier_case_no", table_name="dossier")
    op.drop_index("ix_dossier_open_lead", table_name="dossier")
    op.drop_index("ix_dossier_lead_org_id", table_name="dossier")
    op.drop_table("dossier")
