"""The ecomap, meetings of the network, and what comes after somebody came along."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"

#: The columns of every row under a household, and what they point to.
POINTS_TO = {"author_id": "account", "dossier_id": "dossier", "owner_org_id": "organisation", "purpose_id": "purpose"}


SECOND_PERSON_RULES = {
    "no_reason_is_known": (
        "no_reason in ('alone','nobody','burden','private','quarrel','time','later','not_said','other')"
    ),
    "difference_is_known": "difference in ('much','some','none','unknown')",
    "difference_after_coming": "difference is null or state = 'came'",
    "no_reason_with_a_no": "no_reason is null or state in ('rather_not','did_not_come')",
}
ROLE_ENDS = "role not in ('buddy','carer','mentor','peer') or until is not null"


def _scoped(table: str, *own: sa.Column[Any] | sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        *own,
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, target in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_dossier_id"), table, ["dossier_id"], unique=False)


def _within(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column, "dossier_id"],
        [f"{parent}.id", f"{parent}.dossier_id"],
        name=op.f(f"fk_{table}_{column}"),
        deferrable=True,
    )


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _list(name: str) -> sa.Column[Any]:
    return sa.Column(name, postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False)


def _version() -> sa.Column[Any]:
    return sa.Column("version", sa.BigInteger(), server_default="1", nullable=False)


def upgrade() -> None:
    """Makes the tables."""
    _ecomap()
    _second_person()
    _network()
    _reminders()


def _ecomap() -> None:
    _scoped(
        "ecomap_version",
        sa.Column("drawn_on", sa.Date(), nullable=False),
        _words("together_with"),
        _version(),
    )
    op.create_index("uq_ecomap_version_id_dossier_id", "ecomap_version", ["id", "dossier_id"], unique=True)
    op.create_index("ix_ecomap_version_dossier_id_drawn_on", "ecomap_version", ["dossier_id", "drawn_on"], unique=False)
    _scoped(
        "ecomap_tie",
        sa.Column("ecomap_version_id", sa.BigInteger(), nullable=False),
        sa.Column("network_person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=True),
        sa.Column("circle", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("strength", sa.BigInteger(), server_default="2", nullable=False),
        sa.Column("direction", sa.Text(), server_default="both", nullable=False),
        _list("gives"),
        _list("receives"),
        sa.Column("strain", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _words("words"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _version(),
        sa.CheckConstraint(
            "kind in ('kin','friendship','neighbours','work_school','club','help','other')",
            name=op.f("ck_ecomap_tie_kind_is_known"),
        ),
        sa.CheckConstraint("strength between 1 and 3", name=op.f("ck_ecomap_tie_strength_is_known")),
        sa.CheckConstraint(
            "direction in ('both','from_them','to_them')", name=op.f("ck_ecomap_tie_direction_is_known")
        ),
        sa.CheckConstraint(
            "circle in ('household','family','neighbourhood','professional')",
            name=op.f("ck_ecomap_tie_circle_is_known"),
        ),
        sa.CheckConstraint("(circle is null) = (other_id is not null)", name=op.f("ck_ecomap_tie_circle_at_home")),
        sa.CheckConstraint("other_id <> network_person_id", name=op.f("ck_ecomap_tie_two_ends")),
        _within("ecomap_tie", "ecomap_version_id", "ecomap_version"),
        _within("ecomap_tie", "network_person_id", "network_person"),
        _within("ecomap_tie", "other_id", "network_person"),
    )
    op.execute(
        "create unique index uq_ecomap_tie_pair on ecomap_tie (dossier_id, ecomap_version_id,"
        " least(network_person_id, coalesce(other_id, 0)), greatest(network_person_id, coalesce(other_id, 0)))"
        " where withdrawn_at is null"
    )


def _second_person() -> None:
    """Why not, what they may hear and their own yes, and what it changed that they came."""
    for column in (
        sa.Column("no_reason", sa.Text(), nullable=True),
        _words("no_words"),
        _list("may_hear"),
        sa.Column("own_yes_on", sa.Date(), nullable=True),
        sa.Column("difference", sa.Text(), nullable=True),
        _list("difference_to"),
        _words("difference_words"),
    ):
        op.add_column("second_person", column)
    for name, rule in SECOND_PERSON_RULES.items():
        op.create_check_constraint(op.f(f"ck_second_person_{name}"), "second_person", rule)


def _network() -> None:
    """Roles that end, what becomes of an offer, and meetings of the network."""
    op.add_column("network_person", sa.Column("until", sa.Date(), nullable=True))
    op.execute(
        "update network_person set until = (sec.now() + interval '1 year')::date"
        " where role in ('buddy','carer','mentor','peer')"
    )
    op.create_check_constraint(op.f("ck_network_person_role_ends"), "network_person", ROLE_ENDS)
    op.create_index("uq_offer_id_dossier_id", "offer", ["id", "dossier_id"], unique=True)
    _scoped(
        "offer_step",
        sa.Column("offer_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=True),
        sa.Column("enjoyed", sa.BigInteger(), nullable=True),
        _words("words"),
        sa.CheckConstraint("step in ('agreed','done','stopped')", name=op.f("ck_offer_step_step_is_known")),
        sa.CheckConstraint("(step = 'stopped') = (minutes is null)", name=op.f("ck_offer_step_lasts")),
        sa.CheckConstraint("minutes between 1 and 240", name=op.f("ck_offer_step_is_small")),
        sa.CheckConstraint(
            "enjoyed is null or (step = 'done' and enjoyed between 1 and 5)", name=op.f("ck_offer_step_enjoyed")
        ),
        _within("offer_step", "offer_id", "offer"),
    )
    _scoped(
        "network_meeting",
        sa.Column("kind", sa.Text(), nullable=False),
        _words("coordinator"),
        _words("information"),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        _words("plan"),
        sa.Column("call_on", sa.Date(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        _words("call_words"),
        _version(),
        sa.CheckConstraint("kind in ('conference','meeting')", name=op.f("ck_network_meeting_kind_is_known")),
        sa.CheckConstraint("(held_on is null) = (call_on is null)", name=op.f("ck_network_meeting_call_follows")),
        sa.CheckConstraint("called_on is null or held_on is not null", name=op.f("ck_network_meeting_called_after")),
    )


def _reminders() -> None:
    """A mail that waits for its moment and says nothing but time and place; the address stands in the outbox alone."""
    _scoped(
        "appointment_reminder",
        sa.Column("appointment_id", sa.BigInteger(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="nl", nullable=False),
        sa.Column("yes_on", sa.Date(), nullable=False),
        sa.Column("for_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("to_whom in ('resident','second')", name=op.f("ck_appointment_reminder_to_whom_is_known")),
        sa.CheckConstraint("language in ('nl','en')", name=op.f("ck_appointment_reminder_language_is_known")),
        _within("appointment_reminder", "appointment_id", "appointment"),
    )
    op.create_index(
        "uq_appointment_reminder_once",
        "appointment_reminder",
        ["dossier_id", "appointment_id", "to_whom"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.add_column("outgoing_mail", sa.Column("reminder_id", sa.BigInteger(), nullable=True))
    op.add_column("outgoing_mail", sa.Column("send_after", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outgoing_mail", sa.Column("calendar", sa.Text(), server_default="", nullable=False))
    op.create_foreign_key(
        op.f("fk_outgoing_mail_reminder_id"), "outgoing_mail", "appointment_reminder", ["reminder_id"], ["id"]
    )
    op.create_index("ix_outgoing_mail_reminder_id", "outgoing_mail", ["reminder_id"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    op.drop_index("ix_outgoing_mail_reminder_id", table_name="outgoing_mail")
    op.drop_constraint(op.f("fk_outgoing_mail_reminder_id"), "outgoing_mail", type_="foreignkey")
    for column in ("calendar", "send_after", "reminder_id"):
        op.drop_column("outgoing_mail", column)
    for table in ("appointment_reminder", "network_meeting", "offer_step"):
        op.drop_table(table)
    op.drop_index("uq_offer_id_dossier_id", table_name="offer")
    op.drop_constraint(op.f("ck_network_person_role_ends"), "network_person", type_="check")
    op.drop_column("network_person", "until")
    for name in SECOND_PERSON_RULES:
        op.drop_constraint(op.f(f"ck_second_person_{name}"), "second_person", type_="check")
    for column in (
        "no_reason", "no_words", "may_hear", "own_yes_on", "difference", "difference_to", "difference_words",
    ):  # fmt: skip
        op.drop_column("second_person", column)
    for table in ("ecomap_tie", "ecomap_version"):
        op.drop_table(table)
