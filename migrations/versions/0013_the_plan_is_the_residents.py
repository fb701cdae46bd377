"""The plan is the resident's: steps, interests and signatures, money, an own plan first, who directs, scaling up, low flame."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"


def _scoped(table: str) -> list[sa.schema.SchemaItem]:
    """What every row under a household carries: the columns, and where they lead."""
    targets = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}
    return [
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("dossier_id", "owner_org_id", "purpose_id", "author_id")
        ),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, target in targets.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _within(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    """A key to a row of the same household."""
    return sa.ForeignKeyConstraint(
        [column, "dossier_id"],
        [f"{parent}.id", f"{parent}.dossier_id"],
        name=op.f(f"fk_{table}_{column}"),
        deferrable=True,
    )


def _to_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["party_org_id"], ["organisation.id"], name=op.f(f"fk_{table}_party_org_id"))


def upgrade() -> None:
    """Makes the tables, and marks which goal is the shared one."""
    op.add_column("plan_item", sa.Column("shared_goal", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_check_constraint(
        op.f("ck_plan_item_only_a_goal_is_shared"), "plan_item", "kind = 'goal' or not shared_goal"
    )
    _goals()
    _money()
    _course()


def _goals() -> None:
    """Steps under a goal, what each party wants, and who signed."""
    op.create_table(
        "plan_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("plan_item_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who_kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("effect_seen", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "who_kind in ('resident', 'network', 'professional')", name=op.f("ck_plan_step_who_kind_is_known")
        ),
        sa.CheckConstraint("who <> ''", name=op.f("ck_plan_step_somebody_owns_it")),
        sa.CheckConstraint("status in ('open', 'done', 'dropped')", name=op.f("ck_plan_step_status_is_known")),
        sa.CheckConstraint("(status = 'open') = (ended_on is null)", name=op.f("ck_plan_step_ended_has_a_day")),
        sa.CheckConstraint("effect_seen in ('yes', 'little', 'no')", name=op.f("ck_plan_step_effect_seen_is_known")),
        _within("plan_step", "plan_item_id", "plan_item"),
        *_scoped("plan_step"),
    )
    op.create_index(op.f("ix_plan_step_dossier_id"), "plan_step", ["dossier_id"], unique=False)
    op.create_index("ix_plan_step_plan_item_id", "plan_step", ["plan_item_id"], unique=False)
    op.create_table(
        "plan_interest",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("party_org_id", sa.BigInteger(), nullable=True),
        sa.Column("own_goal", sa.Text(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("cannot_accept", sa.Text(), server_default="", nullable=False),
        sa.Column("domains", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        _to_organisation("plan_interest"),
        *_scoped("plan_interest"),
    )
    op.create_index(op.f("ix_plan_interest_dossier_id"), "plan_interest", ["dossier_id"], unique=False)
    op.create_table(
        "goal_signature",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("plan_item_id", sa.BigInteger(), nullable=False),
        sa.Column("party_org_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("person_id is null or party_org_id is null", name=op.f("ck_goal_signature_for_one_party")),
        sa.CheckConstraint("agrees or reason <> ''", name=op.f("ck_goal_signature_taking_back_needs_a_reason")),
        _within("goal_signature", "plan_item_id", "plan_item"),
        _within("goal_signature", "person_id", "person"),
        _to_organisation("goal_signature"),
        *_scoped("goal_signature"),
    )
    op.create_index(op.f("ix_goal_signature_dossier_id"), "goal_signature", ["dossier_id"], unique=False)


def _money() -> None:
    """What each source pays."""
    op.create_table(
        "plan_funding",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("what_for", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(10, 2), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "source in ('wmo','youth_act','zvw','wlz','participation_act','housing_association','fund','own')",
            name=op.f("ck_plan_funding_source_is_known"),
        ),
        sa.CheckConstraint("period in ('once', 'week', 'month', 'year')", name=op.f("ck_plan_funding_period_is_known")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_plan_funding_amount_is_positive")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_plan_funding_ends_after_start")),
        *_scoped("plan_funding"),
    )
    op.create_index(op.f("ix_plan_funding_dossier_id"), "plan_funding", ["dossier_id"], unique=False)


def _course() -> None:
    """Who plans and directs, and how far it is scaled up or down."""
    op.create_table(
        "own_plan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind in ('family_group_plan', 'personal_plan', 'client_supporter')", name=op.f("ck_own_plan_kind_is_known")
        ),
        sa.CheckConstraint(
            "answer in ('offered', 'later', 'accepted', 'declined', 'received')",
            name=op.f("ck_own_plan_answer_is_known"),
        ),
        *_scoped("own_plan"),
    )
    op.create_index(op.f("ix_own_plan_dossier_id"), "own_plan", ["dossier_id"], unique=False)
    op.create_table(
        "plan_direction",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("director_kind", sa.Text(), nullable=False),
        sa.Column("director", sa.Text(), server_default="", nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "director_kind in ('resident', 'network', 'professional')",
            name=op.f("ck_plan_direction_director_kind_is_known"),
        ),
        *_scoped("plan_direction"),
    )
    op.create_index(op.f("ix_plan_direction_dossier_id"), "plan_direction", ["dossier_id"], unique=False)
    op.create_table(
        "escalation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_of", sa.Text(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("down_on", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("step between 1 and 4", name=op.f("ck_escalation_step_is_known")),
        sa.CheckConstraint("down_on >= since_on", name=op.f("ck_escalation_down_after_up")),
        sa.CheckConstraint("down_on is null or outcome <> ''", name=op.f("ck_escalation_down_has_an_outcome")),
        *_scoped("escalation"),
    )
    op.create_index(op.f("ix_escalation_dossier_id"), "escalation", ["dossier_id"], unique=False)
    op.create_table(
        "low_flame",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("every_weeks", sa.BigInteger(), nullable=False),
        sa.Column("carried_by", sa.Text(), nullable=False),
        sa.Column("restart_when", sa.Text(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("contacts", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("every_weeks between 1 and 26", name=op.f("ck_low_flame_rhythm_is_known")),
        sa.CheckConstraint("until_on > since_on", name=op.f("ck_low_flame_ends_after_start")),
        sa.CheckConstraint("ended_on is null or ended_because <> ''", name=op.f("ck_low_flame_end_has_a_reason")),
        *_scoped("low_flame"),
    )
    op.create_index(op.f("ix_low_flame_dossier_id"), "low_flame", ["dossier_id"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    for table in (
        "low_flame",
        "escalation",
        "plan_direction",
        "own_plan",
        "plan_funding",
        "goal_signature",
        "plan_interest",
        "plan_step",
    ):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_plan_item_only_a_goal_is_shared"), "plan_item", type_="check")
    op.drop_column("plan_item", "shared_goal")
