"""A second household beside that of the small world, and making the two into one, as the owner of a database of its own."""

from typing import Any

from sqlalchemy import Connection, text

from tests.world import TOKENS, World, add_row


def second_dossier(line: Connection, world: World) -> int:
    """A copy of the whole household of the small world, led by Noor too: a row in every table that it uses."""
    number = line.execute(
        text(
            "insert into dossier (case_no, lead_org_id, created_by) select 'W-2026-00002', lead_org_id, created_by"
            " from dossier where id = :d returning id"
        ),
        {"d": world.dossier},
    ).scalar_one()
    other = World(world.organisations, world.purposes, world.accounts, {}, world.products, int(number))
    once: dict[str, dict[str, Any]] = {
        "household_title": {"title": "Tweede"},
        "household_area": {"code": "BU99990101", "code_year": 2026, "name": "x"},
        "dossier_process": {"phase": "intake", "phase_since": "2026-01-01"},
        "phase_change": {"to_phase": "intake"},
        "household_summary": {"adults": 0, "children": 0},
    }
    for table, columns in once.items():
        add_row(line, other, table, **columns)
    person = add_row(line, other, "person", stub="Tom T.")
    mine: dict[str, Any] = {"person_ids": [person]}
    add_row(line, other, "person_detail", person_id=person, given_name="Tom", surname="T", name_key="t|tom",
            grams=["tom"], phonetic="tom", **mine)  # fmt: skip
    add_row(line, other, "household_member", person_id=person, relation="main", **mine)
    add_row(line, other, "person_bsn", person_id=person, sealed_number=b"x", blind_index=b"y", **mine)
    add_row(line, other, "domain_state", domain="money", state="discussed", **mine)
    add_row(line, other, "domain_state", domain="health", state="discussed", **mine)
    note = add_row(line, other, "note", facts="f", **mine)
    add_row(line, other, "note_interpretation", note_id=note, text="t", **mine)
    document = add_row(line, other, "document", title="d", kind="letter", **mine)
    add_row(line, other, "document_version", document_id=document, number=1, file_name="d.pdf", media="pdf", size=1,
            sha256="", stored_name="1" * 32, sealed_key=b"k", **mine)  # fmt: skip
    add_row(line, other, "plan_item", kind="goal", aim="keep", text="g")
    add_row(line, other, "activity", category="plan", verb="x")
    for account, lead in (("noor", True), ("omar", False), ("housing_officer", False)):
        line.execute(
            text(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)"
                " select :d, a.id, a.organisation_id, p.id, :lead, now() - interval '9 days', a.id from account a"
                " join purpose p on p.organisation_id = a.organisation_id where a.id = :a"
            ),
            {"d": number, "a": world.accounts[account], "lead": lead},
        )
    line.execute(
        text(
            "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, basis, reason, valid_from, created_by)"
            " values (:d, 'note', :n, :o, 'consent', 'r', now(), :a)"
        ),
        {"d": number, "n": note, "o": world.organisations["police"], "a": world.accounts["noor"]},
    )
    return int(number)


def open_as(line: Connection, name: str) -> None:
    """What follows is asked by somebody of the small world."""
    line.execute(text("select * from sec.open(:t)"), {"t": TOKENS[name]})


def merge(line: Connection, into: int, other: int) -> int:
    """Merges, as Noor; returns the merge."""
    open_as(line, "noor")
    return int(line.execute(text("select sec.merge_dossiers(:i, :f)"), {"i": into, "f": other}).scalar_one())
