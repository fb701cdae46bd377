"""Goals and agreements, network people and offers, appointments and the second person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="planned", nullable=False),
        sa.Column("cancelled_because", sa.Text(), server_default="", nullable=False),
        sa.Column("sequence", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "place_kind in ('home', 'office', 'phone', 'elsewhere')", name=op.f("ck_appointment_place_kind_is_known")
        ),
        sa.CheckConstraint("status in ('planned', 'held', 'cancelled')", name=op.f("ck_appointment_status_is_known")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_appointment_ends_after_start")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_appointment_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_appointment_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_appointment_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_appointment_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index("uq_appointment_id_dossier_id", "appointment", ["id", "dossier_id"], unique=True)
    op.create_index(op.f("ix_appointment_dossier_id"), "appointment", ["dossier_id"], unique=False)
    op.create_index("ix_appointment_starts_at", "appointment", ["starts_at"], unique=False)
    op.create_table(
        "network_person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), server_default="other", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "role in ('family','friend','neighbour','carer','buddy','peer','mentor','guardian','helper','other')",
            name=op.f("ck_network_person_role_is_known"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_network_person_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_network_person_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_network_person_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_network_person_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_person")),
    )
    op.create_index("uq_network_person_id_dossier_id", "network_person", ["id", "dossier_id"], unique=True)
    op.create_index(op.f("ix_network_person_dossier_id"), "network_person", ["dossier_id"], unique=False)
    op.create_table(
        "plan_item",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_words_of", sa.Text(), server_default="", nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "kind <> 'safety_agreement' or valid_until is not null", name=op.f("ck_plan_item_safety_agreement_ends")
        ),
        sa.CheckConstraint(
            "kind in ('goal', 'agreement', 'safety_agreement')", name=op.f("ck_plan_item_kind_is_known")
        ),
        sa.CheckConstraint("status in ('open', 'reached', 'dropped')", name=op.f("ck_plan_item_status_is_known")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_plan_item_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_plan_item_dossier_id")),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_plan_item_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_plan_item_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
    )
    op.create_index("uq_plan_item_id_dossier_id", "plan_item", ["id", "dossier_id"], unique=True)
    op.create_index(op.f("ix_plan_item_dossier_id"), "plan_item", ["dossier_id"], unique=False)
    op.create_table(
        "appointment_attendee",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("appointment_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_appointment_attendee_account_id")),
        sa.ForeignKeyConstraint(
            ["appointment_id", "dossier_id"],
            ["appointment.id", "appointment.dossier_id"],
            name=op.f("fk_appointment_attendee_appointment_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_appointment_attendee_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_appointment_attendee_dossier_id")),
        sa.ForeignKeyConstraint(
            ["owner_org_id"], ["organisation.id"], name=op.f("fk_appointment_attendee_owner_org_id")
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_appointment_attendee_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_attendee")),
    )
    op.create_index("ix_appointment_attendee_account_id", "appointment_attendee", ["account_id"], unique=False)
    op.create_index(op.f("ix_appointment_attendee_dossier_id"), "appointment_attendee", ["dossier_id"], unique=False)
    op.create_index(
        "uq_appointment_attendee_appointment_id_account_id_dossier_id",
        "appointment_attendee",
        ["appointment_id", "account_id", "dossier_id"],
        unique=True,
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("network_person_id", sa.BigInteger(), nullable=True),
        sa.Column("appointment_id", sa.BigInteger(), nullable=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id", "dossier_id"],
            ["appointment.id", "appointment.dossier_id"],
            name=op.f("fk_offer_appointment_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_offer_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_offer_dossier_id")),
        sa.ForeignKeyConstraint(
            ["network_person_id", "dossier_id"],
            ["network_person.id", "network_person.dossier_id"],
            name=op.f("fk_offer_network_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_offer_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_offer_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_dossier_id"), "offer", ["dossier_id"], unique=False)
    op.create_table(
        "second_person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("appointment_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="not_asked", nullable=False),
        sa.Column("network_person_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("hidden_from_household", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint(
            "hidden_from_household = (state = 'unsafe')", name=op.f("ck_second_person_unsafe_is_hidden")
        ),
        sa.CheckConstraint(
            "state in ('not_asked','asked','thinking','coming','came','did_not_come','rather_not','unsafe')",
            name=op.f("ck_second_person_state_is_known"),
        ),
        sa.CheckConstraint(
            "state not in ('coming','came') or network_person_id is not null",
            name=op.f("ck_second_person_somebody_comes"),
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id", "dossier_id"],
            ["appointment.id", "appointment.dossier_id"],
            name=op.f("fk_second_person_appointment_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_second_person_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_second_person_dossier_id")),
        sa.ForeignKeyConstraint(
            ["network_person_id", "dossier_id"],
            ["network_person.id", "network_person.dossier_id"],
            name=op.f("fk_second_person_network_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["owner_org_id"], ["organisation.id"], name=op.f("fk_second_person_owner_org_id")),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_second_person_purpose_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_person")),
    )
    op.create_index("uq_second_person_id_dossier_id", "second_person", ["id", "dossier_id"], unique=True)
    op.create_index(op.f("ix_second_person_dossier_id"), "second_person", ["dossier_id"], unique=False)
    op.create_index(
        "uq_second_person_appointment_id_dossier_id", "second_person", ["appointment_id", "dossier_id"], unique=True
    )
    op.create_table(
        "second_person_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("second_person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("network_person_id", sa.BigInteger(), nullable=True),
        sa.Column("hidden_from_household", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_second_person_change_author_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_second_person_change_dossier_id")),
        sa.ForeignKeyConstraint(
            ["owner_org_id"], ["organisation.id"], name=op.f("fk_second_person_change_owner_org_id")
        ),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name=op.f("fk_second_person_change_purpose_id")),
        sa.ForeignKeyConstraint(
            ["network_person_id", "dossier_id"],
            ["network_person.id", "network_person.dossier_id"],
            name=op.f("fk_second_person_change_network_person_id"),
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["second_person_id", "dossier_id"],
            ["second_person.id", "second_person.dossier_id"],
            name=op.f("fk_second_person_change_second_person_id"),
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_person_change")),
    )
    op.create_index(op.f("ix_second_person_change_dossier_id"), "second_person_change", ["dossier_id"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    op.drop_index(op.f("ix_second_person_change_dossier_id"), table_name="second_person_change")
    op.drop_table("second_person_change")
    op.drop_index("uq_second_person_appointment_id_dossier_id", table_name="second_person")
    op.drop_index(op.f("ix_second_person_dossier_id"), table_name="second_person")
    op.drop_index("uq_second_person_id_dossier_id", table_name="second_person")
    op.drop_table("second_person")
    op.drop_index(op.f("ix_offer_dossier_id"), table_name="offer")
    op.drop_table("offer")
    op.drop_index("uq_appointment_attendee_appointment_id_account_id_dossier_id", table_name="appointment_attendee")
    op.drop_index(op.f("ix_appointment_attendee_dossier_id"), table_name="appointment_attendee")
    op.drop_index("ix_appointment_attendee_account_id", table_name="appointment_attendee")
    op.drop_table("appointment_attendee")
    op.drop_index(op.f("ix_plan_item_dossier_id"), table_name="plan_item")
    op.drop_index("uq_plan_item_id_dossier_id", table_name="plan_item")
    op.drop_table("plan_item")
    op.drop_index(op.f("ix_network_person_dossier_id"), table_name="network_person")
    op.drop_index("uq_network_person_id_dossier_id", table_name="network_person")
    op.drop_table("network_person")
    op.drop_index("ix_appointment_starts_at", table_name="appointment")
    op.drop_index(op.f("ix_appointment_dossier_id"), table_name="appointment")
    op.drop_index("uq_appointment_id_dossier_id", table_name="appointment")
    op.drop_table("appointment")
