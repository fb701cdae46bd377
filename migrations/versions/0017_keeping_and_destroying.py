"""How long data are kept, what is destroyed when its term is over, and what an organisation agrees to before it takes part."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"

#: What the sources say (law, kind of record, term, what begins it, where that stands, looked up on). Whatever has no day has to be
#: looked up by the municipality before it relies on it.
TERMS = (
    ("Wmo 2015", "file", 15, "year", "recorded", "Wmo 2015 artikel 5.3.4", None),
    ("Wmo 2015", "intake", 5, "year", "ended", "Selectielijst gemeenten 2020, resultaat 3.2", None),
    ("Jeugdwet", "file", 20, "year", "ended", "rijksoverheid.nl: bewaartermijn jeugdhulp", "2026-11-22"),
    ("Participatiewet", "file", 10, "year", "ended", "Selectielijst gemeenten 2020", None),
    ("Wet gemeentelijke schuldhulpverlening", "file", 5, "year", "ended", "Selectielijst gemeenten 2020", None),
    ("*", "log", 5, "year", "recorded", "NEN 7513:2018", "2026-11-22"),
)


def upgrade() -> None:
    """Makes the tables, with the terms to begin with."""
    _terms()
    _lists()
    _what_stays()
    _asked()
    _setup()
    _statements()


def _terms() -> None:
    op.create_table(
        "retention_rule",
        _key(),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("counts_from", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default=sa.text("current_date"), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "record_type in ('file', 'intake', 'log')", name=op.f("ck_retention_rule_record_type_is_known")
        ),
        sa.CheckConstraint("counts_from in ('recorded', 'ended')", name=op.f("ck_retention_rule_counts_from_is_known")),
        sa.CheckConstraint("unit in ('week', 'month', 'year')", name=op.f("ck_retention_rule_unit_is_known")),
        sa.CheckConstraint("number between 1 and 1200", name=op.f("ck_retention_rule_number_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule")),
    )
    op.create_index(
        "uq_retention_rule_running",
        "retention_rule",
        ["law", "record_type"],
        unique=True,
        postgresql_where=sa.text("valid_until is null"),
    )
    for law, record_type, number, unit, counts_from, source, checked in TERMS:
        statement = sa.text(
            "insert into retention_rule (law, record_type, number, unit, counts_from, source, checked_on)"
            " values (:law, :record_type, :number, :unit, :counts_from, :source, cast(:checked as date))"
        )
        values = {"law": law, "record_type": record_type, "number": number, "unit": unit}
        op.execute(statement.bindparams(**values, counts_from=counts_from, source=source, checked=checked))


def _lists() -> None:
    op.create_table(
        "destruction_list",
        _key(),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("first_by", sa.BigInteger(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.BigInteger(), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_by", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_because", sa.Text(), server_default="", nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "second_by is null or (first_by is not null and first_by <> second_by)",
            name=op.f("ck_destruction_list_two_people"),
        ),
        sa.CheckConstraint(
            "destroyed_at is null or second_at is not null", name=op.f("ck_destruction_list_agreed_before")
        ),
        sa.CheckConstraint(
            "(refused_at is null) = (refused_because = '')", name=op.f("ck_destruction_list_refused_with_reason")
        ),
        *_keys("destruction_list", first_by="account", second_by="account", refused_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_list")),
    )
    op.create_index(
        "uq_destruction_list_open",
        "destruction_list",
        [sa.text("(true)")],
        unique=True,
        postgresql_where=sa.text("destroyed_at is null and refused_at is null"),
    )
    op.create_table(
        "destruction_item",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=True),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=True),
        sa.Column("destroy_on", sa.Date(), nullable=False),
        *_keys("destruction_item", list_id="destruction_list", rule_id="retention_rule", owner_org_id="organisation"),
        sa.PrimaryKeyConstraint("list_id", "kind", "record_id", name=op.f("pk_destruction_item")),
    )


def _what_stays() -> None:
    op.create_table(
        "destruction_certificate",
        _key(),
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=True),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=True),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("ids_hash", sa.LargeBinary(), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=False),
        *_keys(
            "destruction_certificate",
            list_id="destruction_list",
            rule_id="retention_rule",
            owner_org_id="organisation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_certificate")),
    )
    op.create_index("ix_destruction_certificate_list_id", "destruction_certificate", ["list_id"])
    op.create_table(
        "legal_hold",
        _key(),
        sa.Column("dossier_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.Column("released_by", sa.BigInteger(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_has_reason")),
        *_keys("legal_hold", dossier_id="dossier", set_by="account", released_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index("ix_legal_hold_dossier_id", "legal_hold", ["dossier_id"])
    op.create_table(
        "log_drop",
        _key(),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_drop")),
    )
    op.create_index("uq_log_drop_log_month", "log_drop", ["log", "month"], unique=True)


def _asked() -> None:
    op.create_index("uq_rights_request_id_dossier_id", "rights_request", ["id", "dossier_id"], unique=True)
    op.create_table(
        "erasure_item",
        _key(),
        sa.Column("rights_request_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        *_scope(),
        *_scope_keys("erasure_item"),
        sa.ForeignKeyConstraint(
            ["rights_request_id", "dossier_id"],
            ["rights_request.id", "rights_request.dossier_id"],
            name=op.f("fk_erasure_item_rights_request_id"),
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_item")),
    )
    op.create_index(op.f("ix_erasure_item_dossier_id"), "erasure_item", ["dossier_id"])
    op.create_index("uq_erasure_item_kind_record_id", "erasure_item", ["kind", "record_id", "dossier_id"], unique=True)


def _setup() -> None:
    op.add_column("organisation", sa.Column("set_up_on", sa.Date(), nullable=True))
    op.execute("update organisation set set_up_on = current_date where active")  # they take part already
    op.create_table(
        "setup_step",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("step between 1 and 8", name=op.f("ck_setup_step_step_is_known")),
        *_keys("setup_step", organisation_id="organisation", changed_by="account"),
        sa.PrimaryKeyConstraint("organisation_id", "step", name=op.f("pk_setup_step")),
    )
    op.create_table(
        "setup_covenant",
        _key(),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
        sa.CheckConstraint("length(content) > 0", name=op.f("ck_setup_covenant_has_a_document")),
        *_keys("setup_covenant", organisation_id="organisation", added_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setup_covenant")),
    )
    op.create_index("ix_setup_covenant_organisation_id", "setup_covenant", ["organisation_id"])


def _statements() -> None:
    op.create_table(
        "statement",
        _key(),
        sa.Column("item_kind", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("said_by", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_scope(),
        sa.CheckConstraint(
            "item_kind in ('note', 'document', 'plan_item', 'intervention')",
            name=op.f("ck_statement_item_kind_is_known"),
        ),
        *_scope_keys("statement"),
        sa.ForeignKeyConstraint(
            ["said_by", "dossier_id"],
            ["person.id", "person.dossier_id"],
            name=op.f("fk_statement_said_by"),
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_dossier_id"), "statement", ["dossier_id"])
    op.create_index("ix_statement_item", "statement", ["dossier_id", "item_kind", "item_id"])


def downgrade() -> None:
    """Removes them again."""
    op.drop_table("statement")
    op.drop_table("setup_covenant")
    op.drop_table("setup_step")
    op.drop_column("organisation", "set_up_on")
    op.drop_table("erasure_item")
    op.drop_index("uq_rights_request_id_dossier_id", table_name="rights_request")
    for table in (
        "log_drop",
        "legal_hold",
        "destruction_certificate",
        "destruction_item",
        "destruction_list",
        "retention_rule",
    ):
        op.drop_table(table)


def _key() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _keys(table: str, **targets: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """What columns point to."""
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    )


def _scope() -> tuple["sa.Column[object]", ...]:
    """The columns that every row under a household carries."""
    return (
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_org_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.BigInteger()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("sec.now()"), nullable=False),
    )


def _scope_keys(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """What those columns point to."""
    return _keys(table, author_id="account", dossier_id="dossier", owner_org_id="organisation", purpose_id="purpose")
