"""Insight tells more: what came before what, who worked beside whom, closed situations; and questions that are kept by name."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

#: What is counted in another way is counted anew. Pages keep what was told until everything that waits was counted.
STATEMENTS = (
    "truncate insight.fact, insight.home, insight.cell",
    "drop table if exists insight.part, insight.part_place",
    "delete from insight.state where name = 'rebuilt_until'",
    # What came before (first, or the strand and the turn), how long before, who else was at work, and whether the own role was written.
    (
        "alter table insight.fact add column turn text not null, add column gap text not null, add column along text not null,"
        " add column worth text not null"
    ),
    # One row per household that is closed: with what it began, what came later, from where it was closed, its goals and its theme.
    (
        "create table insight.closing (dossier_id bigint primary key, month date not null, area text not null, persons bigint not null,"
        " start text not null, turned text not null, exit text not null, goals text not null, theme text not null)"
    ),
    # How many organisations there are behind a number, up to three: the part of a single other one is not told.
    "alter table insight.told add column orgs smallint",
    "drop function if exists insight.pick(text, date[], text[], text, text, text[], bigint)",
    "insert into insight.dirty (dossier_id) select id from dossier",
    "insert into insight.stale_year select distinct extract(year from starts)::int from insight.told on conflict do nothing",
)


def upgrade() -> None:
    """Makes the columns and tables, and has every household counted."""
    for statement in STATEMENTS:
        op.execute(statement)
    op.create_table(
        "insight_filter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.CheckConstraint("length(name) between 1 and 60", name=op.f("ck_insight_filter_name_is_short")),
        sa.CheckConstraint("length(asked) <= 400", name=op.f("ck_insight_filter_question_is_short")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_insight_filter_organisation_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_insight_filter_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_filter")),
    )
    op.create_index("uq_insight_filter_name", "insight_filter", ["organisation_id", "name"], unique=True)


def downgrade() -> None:
    """Removes them again, and has every household counted as it was."""
    op.drop_table("insight_filter")
    op.execute("truncate insight.fact, insight.home, insight.cell, insight.told")
    op.execute("drop table insight.closing")
    op.execute("drop function if exists insight.pick(text, date[], text[], text, text, text[], bigint, text)")
    op.execute("alter table insight.told drop column orgs")
    op.execute("alter table insight.fact drop column turn, drop column gap, drop column along, drop column worth")
    op.execute("insert into insight.dirty (dossier_id) select id from dossier")
