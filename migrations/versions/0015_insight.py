"""Insight: header facts of households, rollups of them, and what may be told; in a schema of its own that no web process reads."""

from alembic import op

revision = "0015"
down_revision = "0014"

STATEMENTS = (
    "create schema insight",
    # Households whose facts have to be read anew. The writing transaction adds one short line and waits for nobody.
    "create table insight.dirty (dossier_id bigint not null, marked_at timestamptz not null default clock_timestamp())",
    # The header of a household: of each of these it has one at a time.
    "create table insight.home (dossier_id bigint primary key, area text not null, team bigint not null, phase text not null)",
    # What began in a household, by month: how many, and about which of its persons (one bit each).
    (
        "create table insight.fact (dossier_id bigint not null, month date not null, org_id bigint not null, kind text not null,"
        " strand text not null, domain text not null, persons bigint not null, number integer not null)"
    ),
    "create index ix_fact_dossier_id on insight.fact (dossier_id)",
    # Distinct households and persons per published cut. Not readable for the application: a cell may be one household.
    (
        "create table insight.cell (span text not null, starts date not null, value text not null, strand text not null,"
        " area text not null, number bigint not null, homes bigint not null, persons bigint not null,"
        " constraint pk_cell primary key (starts, span, value, strand, area))"
    ),
    # What may be told, after suppression; number is null where something is held back. The only table that answers read.
    (
        "create table insight.told (level text not null, place text not null, span text not null, starts date not null,"
        " value text not null, strand text not null, number bigint, homes bigint, persons bigint,"
        " constraint pk_told primary key (span, starts, value, strand, level, place))"
    ),
    "create index ix_told_place on insight.told (span, starts, level, place)",
    # Names of places by code and year: a neighbourhood that was renamed is found under each of its names.
    (
        "create table insight.place (code text not null, year integer not null, level text not null, name text not null,"
        " constraint pk_place primary key (code, year))"
    ),
    # Where the upkeep stands: until when everything is counted, which years have to be told anew, how far a rebuild is.
    "create table insight.state (name text primary key, value text not null)",
    "create table insight.stale_year (year integer primary key)",
    # Nothing is counted yet: whatever is in the database already waits to be.
    "insert into insight.dirty (dossier_id) select id from dossier",
)


def upgrade() -> None:
    """Makes the schema."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Removes it with everything that it counted."""
    op.execute("drop schema insight cascade")
