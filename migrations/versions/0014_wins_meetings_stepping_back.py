"""Small wins, what is needed to step back, meetings with their decisions, and themes that leave the dossier."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"


def _scoped() -> list[sa.Column[object]]:
    """The columns that every row under a household carries."""
    return [
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
    ]


def _keys(table: str) -> list[sa.Constraint]:
    """The keys of those columns."""
    parents = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}
    return [
        *(
            sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, parent in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _list(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False)


def _win() -> None:
    op.create_table(
        "win",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), server_default="worker", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        _list("criteria"),
        _list("mechanisms"),
        sa.Column("sign", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        *_scoped(),
        sa.CheckConstraint("told_by in ('resident', 'network', 'worker')", name=op.f("ck_win_told_by_is_known")),
        sa.CheckConstraint(
            "criteria <@ array['done', 'small', 'deep', 'frictional', 'ambition', 'valued']",
            name=op.f("ck_win_criteria_are_known"),
        ),
        sa.CheckConstraint(
            "mechanisms <@ array['energy', 'learning', 'attraction', 'bandwagon', 'coupling', 'robust']",
            name=op.f("ck_win_mechanisms_are_known"),
        ),
        *_keys("win"),
    )
    op.create_index(op.f("ix_win_dossier_id"), "win", ["dossier_id"], unique=False)


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _version() -> sa.Column[object]:
    return sa.Column("version", sa.BigInteger(), server_default="1", nullable=False)


def _under(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    """A key to a row of the same household."""
    return sa.ForeignKeyConstraint(
        [column, "dossier_id"],
        [f"{parent}.id", f"{parent}.dossier_id"],
        name=op.f(f"fk_{table}_{column}"),
        deferrable=True,
    )


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _stepping_back() -> None:
    op.create_table(
        "stance_review",
        _id(),
        sa.Column("intervention_id", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("product_group", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        *_scoped(),
        sa.CheckConstraint(
            "stance in ('take_over','do_together','see_to_it','available','let_go')",
            name=op.f("ck_stance_review_stance_is_known"),
        ),
        _under("stance_review", "intervention_id", "intervention"),
        *_keys("stance_review"),
    )
    op.create_table(
        "stability_check",
        _id(),
        sa.Column("carriers", sa.BigInteger(), nullable=False),
        _flag("met_without"),
        _flag("survived_conflict"),
        _flag("backup_known"),
        sa.Column("withdraw_on", sa.Date(), nullable=True),
        *_scoped(),
        sa.CheckConstraint("carriers between 0 and 60", name=op.f("ck_stability_check_carriers_are_counted")),
        *_keys("stability_check"),
    )
    op.create_table(
        "lifted_theme",
        _id(),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("said_yes_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        _version(),
        *_scoped(),
        sa.CheckConstraint(
            "said_yes_on <= (created_at at time zone 'Europe/Amsterdam')::date",
            name=op.f("ck_lifted_theme_resident_said_yes"),
        ),
        sa.CheckConstraint(
            "theme in ('money','noise','lonely','paper','green','safe','play','home','care','language')",
            name=op.f("ck_lifted_theme_theme_is_known"),
        ),
        _under("lifted_theme", "person_id", "person"),
        *_keys("lifted_theme"),
    )
    _index("stance_review", "dossier_id")
    _index("stance_review", "intervention_id")
    _index("stability_check", "dossier_id")
    _index("lifted_theme", "dossier_id")


def _meeting() -> None:
    op.create_table(
        "meeting",
        _id(),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes_each", sa.BigInteger(), server_default="10", nullable=False),
        sa.CheckConstraint("minutes_each between 2 and 60", name=op.f("ck_meeting_minutes_are_possible")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_meeting_organisation_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_meeting_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_organisation_id", "meeting", ["organisation_id", "starts_at"], unique=False)
    op.create_table(
        "burden_level",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("professionals", sa.BigInteger(), server_default="4", nullable=False),
        sa.Column("contacts", sa.BigInteger(), server_default="3", nullable=False),
        _version(),
        sa.CheckConstraint(
            "professionals between 1 and 20 and contacts between 1 and 20",
            name=op.f("ck_burden_level_levels_are_possible"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_burden_level_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_burden_level")),
    )


def _agenda() -> None:
    op.create_table(
        "meeting_household",
        _id(),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("absent_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("discussed_at", sa.DateTime(timezone=True), nullable=True),
        _version(),
        *_scoped(),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_household_meeting_id")),
        *_keys("meeting_household"),
    )
    op.create_index("uq_meeting_household_id_dossier_id", "meeting_household", ["id", "dossier_id"], unique=True)
    op.create_table(
        "meeting_line",
        _id(),
        sa.Column("meeting_household_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_item_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        _version(),
        *_scoped(),
        sa.CheckConstraint(
            "owner_kind in ('resident', 'network', 'professional')", name=op.f("ck_meeting_line_owner_kind_is_known")
        ),
        sa.CheckConstraint(
            "account_id is null or owner_kind = 'professional'", name=op.f("ck_meeting_line_account_is_professional")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_meeting_line_account_id")),
        _under("meeting_line", "meeting_household_id", "meeting_household"),
        _under("meeting_line", "plan_item_id", "plan_item"),
        *_keys("meeting_line"),
    )
    _index("meeting_household", "dossier_id")
    _index("meeting_household", "meeting_id")
    _index("meeting_line", "dossier_id")
    _index("meeting_line", "account_id")


def upgrade() -> None:
    """Makes the tables."""
    _win()
    _stepping_back()
    _meeting()
    _agenda()


def downgrade() -> None:
    """Removes them again."""
    for name in (
        "meeting_line",
        "meeting_household",
        "burden_level",
        "meeting",
        "lifted_theme",
        "stability_check",
        "stance_review",
        "win",
    ):
        op.drop_table(name)
