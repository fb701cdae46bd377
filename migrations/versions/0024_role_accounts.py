"""The account of somebody of the network whose role ends, and the organisation that carries a step of the plan."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Adds the columns."""
    op.add_column("network_person", sa.Column("account_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_network_person_account_id"), "network_person", "account", ["account_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_network_person_account_for_role"),
        "network_person",
        "account_id is null or (active and role in ('buddy','carer','mentor','peer'))",
    )
    op.add_column("plan_step", sa.Column("carrier_org_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_plan_step_carrier_org_id"), "plan_step", "organisation", ["carrier_org_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_plan_step_carried_by_professionals"),
        "plan_step",
        "carrier_org_id is null or who_kind = 'professional'",
    )


def downgrade() -> None:
    """Removes them again; relations keep the end that they have."""
    op.drop_column("plan_step", "carrier_org_id")
    op.drop_column("network_person", "account_id")
