"""Documents and their versions; single documents can be shared."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

ITEM_KINDS = ("plan_item", "appointment", "note", "domain_entry", "intervention", "network_person")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("withheld_because", sa.Text(), server_default="", nullable=False),
        sa.Column("withheld_until", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        *_scope(),
        sa.CheckConstraint(
            "kind in ('letter', 'decision', 'plan', 'photo', 'other')", name=op.f("ck_document_kind_is_known")
        ),
        sa.CheckConstraint(
            "(withheld_because = '') = (withheld_until is null)",
            name=op.f("ck_document_withheld_has_date_and_reason"),
        ),
        *_scope_keys("document"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_dossier_id"), "document", ["dossier_id"], unique=False)
    op.create_index("uq_document_id_dossier_id", "document", ["id", "dossier_id"], unique=True)
    op.create_table(
        "document_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored_name", sa.Text(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_by", sa.BigInteger(), nullable=True),
        *_scope(),
        sa.CheckConstraint(
            "media in ('pdf', 'jpeg', 'png', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp')",
            name=op.f("ck_document_version_media_is_known"),
        ),
        sa.CheckConstraint(
            "withdrawn_at is null or sealed_key is null", name=op.f("ck_document_version_withdrawn_has_no_key")
        ),
        sa.CheckConstraint(
            "withdrawn_at is null or withdrawn_because <> ''", name=op.f("ck_document_version_withdrawn_has_reason")
        ),
        *_scope_keys("document_version"),
        sa.ForeignKeyConstraint(
            ["document_id", "dossier_id"],
            ["document.id", "document.dossier_id"],
            name=op.f("fk_document_version_document_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["account.id"], name=op.f("fk_document_version_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
    )
    op.create_index(op.f("ix_document_version_dossier_id"), "document_version", ["dossier_id"], unique=False)
    op.create_index("ix_document_version_owner_org_id", "document_version", ["owner_org_id"], unique=False)
    op.create_index(
        "uq_document_version_document_id_number",
        "document_version",
        ["document_id", "number", "dossier_id"],
        unique=True,
    )
    _item_kinds(*ITEM_KINDS, "document")


def downgrade() -> None:
    """Removes them again, and what was shared of them."""
    op.execute("delete from disclosure where item_kind = 'document'")
    _item_kinds(*ITEM_KINDS)
    op.drop_index("uq_document_version_document_id_number", table_name="document_version")
    op.drop_index("ix_document_version_owner_org_id", table_name="document_version")
    op.drop_index(op.f("ix_document_version_dossier_id"), table_name="document_version")
    op.drop_table("document_version")
    op.drop_index("uq_document_id_dossier_id", table_name="document")
    op.drop_index(op.f("ix_document_dossier_id"), table_name="document")
    op.drop_table("document")


def _item_kinds(*kinds: str) -> None:
    """What can be shared by itself."""
    op.drop_constraint(op.f("ck_disclosure_item_kind_is_known"), "disclosure", type_="check")
    listed = ",".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_disclosure_item_kind_is_known"), "disclosure", f"item_kind in ({listed})")


def _scope() -> tuple["sa.Column[object]", ...]:
    """The columns that every row under a household carries."""
    return (
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
    )


def _scope_keys(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """What those columns point to."""
    targets = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    )
