"""The copy of an overview that a second person reads before it is given, records that are restricted, and what an objection weighs."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"

#: What somebody can ask not to be used for a while (GDPR art. 18), with what hangs under it.
RESTRICTABLE = (
    "appointment",
    "document",
    "document_version",
    "domain_entry",
    "intervention_body",
    "intervention_update",
    "network_person",
    "note",
    "note_interpretation",
    "offer",
    "plan_item",
    "resident_question",
)


def upgrade() -> None:
    """Makes the tables and the mark of a record that is restricted."""
    _handouts()
    _said_to("'note', 'document', 'plan_item', 'intervention', 'domain_entry'")
    _table(
        "weighing",
        "rights_request",
        Column("processing", sa.Text(), nullable=False),
        Column("objected_purpose_id", sa.BigInteger(), nullable=True),
        Column("household_interest", sa.Text(), nullable=False),
        Column("task_interest", sa.Text(), nullable=False),
        Column("stops", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("household_interest <> '' and task_interest <> ''", name=op.f("ck_weighing_both_sides")),
        *_keys("weighing", objected_purpose_id="purpose"),
    )
    for table in RESTRICTABLE:
        op.add_column(table, Column("restricted", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    _table(
        "restriction",
        "rights_request",
        Column("kind", sa.Text(), nullable=False),
        Column("record_id", sa.BigInteger(), nullable=False),
        Column("category", sa.Text(), nullable=False),
        Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        Column("lifted_by", sa.BigInteger(), nullable=True),
        Column("lifted_because", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("lifted_at is null or lifted_because <> ''", name=op.f("ck_restriction_lifted_with_reason")),
        *_keys("restriction", lifted_by="account"),
    )
    op.create_index(
        "uq_restriction_running",
        "restriction",
        ["kind", "record_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at is null"),
    )


def _handouts() -> None:
    _table(
        "handout",
        "rights_request",
        Column("person_id", sa.BigInteger(), nullable=False),
        Column("account_id", sa.BigInteger(), nullable=False),
        Column("kept", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        Column("content", postgresql.JSONB(), nullable=True),
        Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        Column("given_on", sa.Date(), nullable=True),
        Column("version", sa.BigInteger(), server_default="1", nullable=False),
        *_keys("handout", account_id="account"),
    )
    op.create_index("uq_handout_id_dossier_id", "handout", ["id", "dossier_id"], unique=True)
    op.create_index(
        "ix_handout_waiting",
        "handout",
        ["account_id"],
        postgresql_where=sa.text("given_on is null and sent_at is not null"),
    )
    _table(
        "handout_mark",
        "handout",
        Column("place", sa.BigInteger(), nullable=False),
        Column("starts", sa.BigInteger(), nullable=False),
        Column("ends", sa.BigInteger(), nullable=False),
        Column("reason", sa.Text(), nullable=False),
        Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts >= 0 and ends > starts", name=op.f("ck_handout_mark_is_a_piece")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_handout_mark_has_reason")),
    )
    _table(
        "handout_look",
        "handout",
        Column("handout_version", sa.BigInteger(), nullable=False),
        Column("approved", sa.Boolean(), nullable=False),
        Column("remark", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("approved or remark <> ''", name=op.f("ck_handout_look_back_with_a_reason")),
    )


def downgrade() -> None:
    """Removes them again."""
    op.execute("delete from statement where item_kind = 'domain_entry'")
    _said_to("'note', 'document', 'plan_item', 'intervention'")
    for table in ("restriction", "weighing", "handout_look", "handout_mark", "handout"):
        op.drop_table(table)
    for table in RESTRICTABLE:
        op.drop_column(table, "restricted")


def _said_to(kinds: str) -> None:
    """To which kinds of records somebody can say something."""
    name = op.f("ck_statement_item_kind_is_known")
    op.drop_constraint(name, "statement", type_="check")
    op.create_check_constraint(name, "statement", f"item_kind in ({kinds})")


def _table(name: str, parent: str, *parts: Any) -> None:
    """A table of a household under a row of ``parent``, with what every such row carries."""
    op.create_table(
        name,
        Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        Column(f"{parent}_id", sa.BigInteger(), nullable=False),
        *parts,
        Column("dossier_id", sa.BigInteger(), nullable=False),
        Column("owner_org_id", sa.BigInteger(), nullable=False),
        Column("purpose_id", sa.BigInteger(), nullable=False),
        Column("author_id", sa.BigInteger(), nullable=False),
        Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        *_keys(name, author_id="account", dossier_id="dossier", owner_org_id="organisation", purpose_id="purpose"),
        sa.ForeignKeyConstraint(
            [f"{parent}_id", "dossier_id"],
            [f"{parent}.id", f"{parent}.dossier_id"],
            name=op.f(f"fk_{name}_{parent}_id"),
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_dossier_id"), name, ["dossier_id"])
    op.create_index(f"ix_{name}_{parent}_id", name, [f"{parent}_id"])


def _keys(table: str, **targets: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """What columns point to."""
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    )
