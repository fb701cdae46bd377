"""Insight: a change says which part of a year has to be told anew, and not only which year; and the course is counted by team too."""

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Adds the part; what was waiting is everything of its year."""
    op.execute("alter table insight.stale_year add column part text not null default '*'")
    op.execute("alter table insight.stale_year drop constraint stale_year_pkey")
    op.execute("alter table insight.stale_year add constraint pk_stale_year primary key (year, part)")
    # What comes in, goes out and how long that takes has its team now: each household is counted anew.
    op.execute("insert into insight.dirty (dossier_id) select id from dossier")


def downgrade() -> None:
    """Everything of each year again; the version before this one knows nothing of who was closed by team."""
    op.execute("insert into insight.dirty (dossier_id) select id from dossier")
    op.execute("delete from insight.told where split_part(value, ':', 1) = 'gone'")
    op.execute("delete from insight.tally where split_part(value, ':', 1) = 'gone'")
    op.execute("delete from insight.course where measure = 'gone'")
    op.execute("delete from insight.stale_year s using insight.stale_year t where s.year = t.year and s.part > t.part")
    op.execute("alter table insight.stale_year drop constraint pk_stale_year")
    op.execute("alter table insight.stale_year drop column part")
    op.execute("alter table insight.stale_year add constraint stale_year_pkey primary key (year)")
