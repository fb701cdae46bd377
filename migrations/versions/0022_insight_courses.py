"""Insight: what happens in the course of households, beside what began: facts, and rollups of them. What may be told stays one table."""

from alembic import op

revision = "0022"
down_revision = "0021"

STATEMENTS = (
    # What happened in a household, or how it stood in a quarter, by month: how often, how much together, and how many persons live there.
    (
        "create table insight.course (dossier_id bigint not null, month date not null, measure text not null, coarse text not null,"
        " fine text not null, number integer not null, amount integer not null, persons integer not null)"
    ),
    "create index ix_course_dossier_id on insight.course (dossier_id)",
    # The same per published cut. Not readable for the application: a cell may be one household.
    (
        "create table insight.tally (span text not null, starts date not null, value text not null, area text not null,"
        " number bigint not null, amount bigint not null, homes bigint not null, persons bigint not null,"
        " constraint pk_tally primary key (starts, span, value, area))"
    ),
)


def upgrade() -> None:
    """Makes the tables; the first upkeep after it counts every household."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Removes them with what was told of them."""
    op.execute(
        "delete from insight.told where split_part(value, ':', 1) in"
        " ('professional','network','stance','second','left','in','stay','clock','quiet','load','need')"
    )
    op.execute("delete from insight.state where name = 'stock_until'")
    op.execute("drop table insight.tally, insight.course")
