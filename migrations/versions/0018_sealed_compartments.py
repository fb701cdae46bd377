"""Sealed compartments with their steps; what stands in them is encrypted by the application."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "sealed_compartment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        *_scope(),
        sa.CheckConstraint("sealed", name=op.f("ck_sealed_compartment_is_sealed")),
        *_keys("sealed_compartment"),
    )
    op.create_index("uq_sealed_compartment_id_dossier_id", "sealed_compartment", ["id", "dossier_id"], unique=True)
    op.create_table(
        "sealed_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sealed_compartment_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        *_scope(),
        sa.CheckConstraint("sealed", name=op.f("ck_sealed_step_is_sealed")),
        sa.CheckConstraint("number between 1 and 5", name=op.f("ck_sealed_step_number_is_one_of_five")),
        sa.ForeignKeyConstraint(
            ["sealed_compartment_id", "dossier_id"],
            ["sealed_compartment.id", "sealed_compartment.dossier_id"],
            name=op.f("fk_sealed_step_sealed_compartment_id"),
            deferrable=True,
        ),
        *_keys("sealed_step"),
    )
    op.create_index(
        "uq_sealed_step_compartment_number",
        "sealed_step",
        ["sealed_compartment_id", "number", "dossier_id"],
        unique=True,
    )
    for table in ("sealed_compartment", "sealed_step"):
        op.create_index(op.f(f"ix_{table}_dossier_id"), table, ["dossier_id"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    op.drop_table("sealed_step")
    op.drop_table("sealed_compartment")


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


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    """What those columns point to, and the primary key."""
    targets = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}
    return (
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, target in targets.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
