"""What hangs under a record that is not to be used carries the mark too: steps, signatures, second persons, reminders, corrections.

And that a sealed compartment is not in a copy is recorded, with a ground of law and a reason; and how far handing over a caseload is.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"

RESTRICTABLE = (
    "appointment_attendee",
    "appointment_reminder",
    "detail_correction",
    "goal_signature",
    "offer_step",
    "plan_step",
    "second_person",
    "second_person_change",
    "stance_review",
    "strand_correction",
)
#: Where each of them names what it hangs under, and of which kind that is.
_UNDER = {
    "appointment_attendee": ("appointment", "t.appointment_id"),
    "appointment_reminder": ("appointment", "t.appointment_id"),
    "detail_correction": ("intervention", "t.intervention_id"),
    "goal_signature": ("plan_item", "t.plan_item_id"),
    "offer_step": ("offer", "t.offer_id"),
    "plan_step": ("plan_item", "t.plan_item_id"),
    "second_person": ("appointment", "t.appointment_id"),
    "second_person_change": (
        "appointment",
        "(select s.appointment_id from second_person s where s.id = t.second_person_id)",
    ),
    "stance_review": ("intervention", "t.intervention_id"),
    "strand_correction": ("intervention", "t.intervention_id"),
    "document_version": ("document", "t.document_id"),
    "intervention_body": ("intervention", "t.intervention_id"),
    "intervention_update": ("intervention", "t.intervention_id"),
    "note_interpretation": ("note", "t.note_id"),
}


def upgrade() -> None:
    """Makes the tables; adds the mark, and sets it where the record is not to be used already: also on what was added since."""
    for table in RESTRICTABLE:
        op.add_column(table, sa.Column("restricted", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    _left_out()
    op.create_table(
        "handover_progress",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_handover_progress_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_handover_progress")),
    )
    for table, (kind, record) in _UNDER.items():
        op.execute(
            f"update {table} t set restricted = true from restriction r"  # noqa: S608 - our own words
            f" where r.kind = '{kind}' and r.record_id = {record} and r.dossier_id = t.dossier_id and r.lifted_at is null"
        )


def _left_out() -> None:
    name = "handout_left_out"
    keys = {
        "author_id": "account",
        "dossier_id": "dossier",
        "owner_org_id": "organisation",
        "purpose_id": "purpose",
    }
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("handout_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_compartment_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint("ground in ('safety','investigation','others')", name=op.f(f"ck_{name}_ground_is_known")),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{name}_has_reason")),
        *(sa.ForeignKeyConstraint([one], [f"{to}.id"], name=op.f(f"fk_{name}_{one}")) for one, to in keys.items()),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id", "dossier_id"],
                [f"{to}.id", f"{to}.dossier_id"],
                name=op.f(f"fk_{name}_{to}_id"),
                deferrable=True,
            )
            for to in ("handout", "sealed_compartment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_dossier_id"), name, ["dossier_id"])
    op.create_index(f"ix_{name}_handout_id", name, ["handout_id"])


def downgrade() -> None:
    """Takes the mark and the tables away again."""
    op.drop_table("handover_progress")
    op.drop_table("handout_left_out")
    for table in RESTRICTABLE:
        op.drop_column(table, "restricted")
