"""The catalogue, and interventions as header and body."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "product",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("name_nl", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("org_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_step", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("strand in ('care', 'enforcement', 'activation')", name=op.f("ck_product_strand_is_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
    )
    op.create_index("uq_product_code", "product", ["code"], unique=True)
    op.create_table(
        "intervention",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), server_default="planned", nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consulted", sa.Text(), server_default="", nullable=False),
        sa.Column("import_batch_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "status <> 'active' or started_on is not null", name=op.f("ck_intervention_active_has_started")
        ),
        sa.CheckConstraint(
            "status in ('awaiting','planned','active','done','stopped','withdrawn')",
            name=op.f("ck_intervention_status_is_known"),
        ),
        sa.CheckConstraint(
            "strand in ('care', 'enforcement', 'activation')", name=op.f("ck_intervention_strand_is_known")
        ),
        sa.CheckConstraint(
            "ended_on is null or started_on is null or ended_on >= started_on",
            name=op.f("ck_intervention_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_intervention_account_id")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_intervention_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_intervention_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_intervention_owner_org_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_intervention_product_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_intervention_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
    )
    op.create_index("uq_intervention_id_dossier_id", "intervention", ["id", "dossier_id"], unique=True)
    op.create_index("ix_intervention_account_id", "intervention", ["account_id"], unique=False)
    op.create_index(
        "ix_intervention_awaiting", "intervention", ["owner_org_id"], postgresql_where=sa.text("status = 'awaiting'")
    )
    op.create_index(op.f("ix_intervention_dossier_id"), "intervention", ["dossier_id"], unique=False)
    op.create_table(
        "intervention_body",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), server_default="", nullable=False),
        sa.Column("own_role", sa.Text(), server_default="", nullable=False),
        sa.Column("coordinated_with", sa.Text(), server_default="", nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("superfluous_when", sa.Text(), server_default="", nullable=False),
        sa.Column("network_could", sa.Text(), server_default="", nullable=False),
        sa.Column("plan_item_id", sa.BigInteger(), nullable=True),
        sa.Column("pause_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("stop_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_because", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "stance in ('take_over','do_together','see_to_it','available','let_go')",
            name=op.f("ck_intervention_body_stance_is_known"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_intervention_body_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_intervention_body_dossier_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id", "dossier_id"],
            ["intervention.id", "intervention.dossier_id"],
            name=op.f("fk_intervention_body_intervention_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_intervention_body_owner_org_id")),
        sa.ForeignKeyConstraint(
            ["plan_item_id", "dossier_id"],
            ["plan_item.id", "plan_item.dossier_id"],
            name=op.f("fk_intervention_body_plan_item_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_intervention_body_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_body")),
    )
    op.create_index(op.f("ix_intervention_body_dossier_id"), "intervention_body", ["dossier_id"], unique=False)
    op.create_index(
        "uq_intervention_body_intervention_id_dossier_id",
        "intervention_body",
        ["intervention_id", "dossier_id"],
        unique=True,
    )
    op.create_table(
        "intervention_status_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_intervention_status_change_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_intervention_status_change_dossier_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id", "dossier_id"],
            ["intervention.id", "intervention.dossier_id"],
            name=op.f("fk_intervention_status_change_intervention_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_org_id"], ["organisation.id"], name=op.f("fk_intervention_status_change_owner_org_id")
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_intervention_status_change_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_status_change")),
    )
    op.create_index(
        op.f("ix_intervention_status_change_dossier_id"), "intervention_status_change", ["dossier_id"], unique=False
    )
    op.create_table(
        "intervention_update",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_intervention_update_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_intervention_update_dossier_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id", "dossier_id"],
            ["intervention.id", "intervention.dossier_id"],
            name=op.f("fk_intervention_update_intervention_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_org_id"], ["organisation.id"], name=op.f("fk_intervention_update_owner_org_id")
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_intervention_update_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_update")),
    )
    op.create_index(op.f("ix_intervention_update_dossier_id"), "intervention_update", ["dossier_id"], unique=False)
    op.create_table(
        "strand_correction",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("from_strand", sa.Text(), nullable=False),
        sa.Column("to_strand", sa.Text(), nullable=False),
        sa.Column("from_purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_strand_correction_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_strand_correction_dossier_id")),
        sa.ForeignKeyConstraint(["from_purpose_id"], ["purpose.id"], name=op.f("fk_strand_correction_from_purpose_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id", "dossier_id"],
            ["intervention.id", "intervention.dossier_id"],
            name=op.f("fk_strand_correction_intervention_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_strand_correction_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_strand_correction_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand_correction")),
    )
    op.create_index(op.f("ix_strand_correction_dossier_id"), "strand_correction", ["dossier_id"], unique=False)
    op.create_table(
        "detail_correction",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("from_product_id", sa.BigInteger(), nullable=False),
        sa.Column("to_product_id", sa.BigInteger(), nullable=False),
        sa.Column("from_persons", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("to_persons", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_detail_correction_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_detail_correction_dossier_id")),
        sa.ForeignKeyConstraint(["from_product_id"], ["product.id"], name=op.f("fk_detail_correction_from_product_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id", "dossier_id"],
            ["intervention.id", "intervention.dossier_id"],
            name=op.f("fk_detail_correction_intervention_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_detail_correction_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_detail_correction_purpose_id")),
        sa.ForeignKeyConstraint(["to_product_id"], ["product.id"], name=op.f("fk_detail_correction_to_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detail_correction")),
    )
    op.create_index(op.f("ix_detail_correction_dossier_id"), "detail_correction", ["dossier_id"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    op.drop_index(op.f("ix_detail_correction_dossier_id"), table_name="detail_correction")
    op.drop_table("detail_correction")
    op.drop_index(op.f("ix_strand_correction_dossier_id"), table_name="strand_correction")
    op.drop_table("strand_correction")
    op.drop_index(op.f("ix_intervention_update_dossier_id"), table_name="intervention_update")
    op.drop_table("intervention_update")
    op.drop_index(op.f("ix_intervention_status_change_dossier_id"), table_name="intervention_status_change")
    op.drop_table("intervention_status_change")
    op.drop_index("uq_intervention_body_intervention_id_dossier_id", table_name="intervention_body")
    op.drop_index(op.f("ix_intervention_body_dossier_id"), table_name="intervention_body")
    op.drop_table("intervention_body")
    op.drop_index(op.f("ix_intervention_dossier_id"), table_name="intervention")
    op.drop_index("ix_intervention_awaiting", table_name="intervention")
    op.drop_index("ix_intervention_account_id", table_name="intervention")
    op.drop_index("uq_intervention_id_dossier_id", table_name="intervention")
    op.drop_table("intervention")
    op.drop_index("uq_product_code", table_name="product")
    op.drop_table("product")
