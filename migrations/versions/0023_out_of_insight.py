"""Out of insight: tokens with which a program asks, and files for research that are asked, approved and run out."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Makes the column and the table."""
    op.add_column(
        "account_session", sa.Column("for_api", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_table(
        "research_export",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("researcher", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("year between 1900 and 9999", name=op.f("ck_research_export_year_is_a_year")),
        sa.CheckConstraint(
            "purpose <> '' and summary <> '' and researcher <> ''", name=op.f("ck_research_export_says_why")
        ),
        sa.CheckConstraint(
            "(approved is null) = (decided_by is null) and (approved is null) = (decided_at is null)",
            name=op.f("ck_research_export_decided_whole"),
        ),
        sa.CheckConstraint(
            "approved is distinct from false or answer <> ''", name=op.f("ck_research_export_refused_with_reason")
        ),
        sa.CheckConstraint("decided_by <> asked_by", name=op.f("ck_research_export_two_people")),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_research_export_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_research_export_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_export")),
    )


def downgrade() -> None:
    """Removes them again; tokens of programs end."""
    op.drop_table("research_export")
    op.execute("delete from account_session where for_api")
    op.drop_column("account_session", "for_api")
