"""What the functions with the owner's rights answer to SQL of somebody's own, sent with the application's rights and one session.

Each of them was read as such a person; what gave too much was narrowed, and stays so here.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.base import Base
from app.db.clock import now
from app.db.door import proof
from app.db.scope import BY_NAME
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.world import PEOPLE, TOKENS, World, add_row

Acting = Callable[[str], None]

#: Functions that let somebody in, asked as an intruder would: for the administrator, with a token of the intruder's choice.
LETTING_IN = {
    "credentials": "select * from sec.credentials('administrator@voorbeeld.example', 'x')",
    "rehash": "select sec.rehash(:account, 'old', 'new', 'x')",
    "start_session": "select sec.start_session(:account, sha256('mine'), 'x', '1 day', 'x')",
    "no proof": "select sec.start_session(:account, sha256('mine'), 'x', '1 day', null)",
    "request_reset": "select sec.request_reset('administrator@voorbeeld.example', sha256('mine'), '1 day', '{a,a}', '{b,b}', 'x')",
    "renew_session": "select sec.renew_session(sha256('mine'), 'x')",
}


def refused(statement: str, sentence: str, **values: object) -> bool:
    """Whether the database does not do it, and says so in these words."""
    try:
        db.session.execute(text(statement), values)
    except DBAPIError as error:
        return re.search(sentence, str(error)) is not None
    finally:
        db.session.rollback()
    return False


@pytest.mark.parametrize("name", ["noor", "community_officer", "administrator"])
@pytest.mark.parametrize("act", LETTING_IN)
def test_nobody_is_let_in_by_a_statement_of_somebodys_own(acting: Acting, world: World, name: str, act: str) -> None:
    acting(name)
    assert refused(LETTING_IN[act], "not asked by the application", account=world.accounts["administrator"])


def test_an_administrator_invites_on_the_page_only(acting: Acting, world: World) -> None:
    acting("administrator")
    assert refused(
        "select sec.invite(:account, sha256('mine'), '1 day', 'x')",
        "not asked by the application",
        account=world.accounts["noor"],
    )


def test_a_proof_holds_for_its_own_words_only(acting: Acting, world: World) -> None:
    acting("noor")
    hers = proof("start_session", world.accounts["noor"], b"mine")
    assert refused(
        "select sec.start_session(:account, 'mine', 'x', '1 day', :proof)",
        "not asked by the application",
        account=world.accounts["administrator"],
        proof=hers,
    )


def test_the_key_of_the_proof_is_out_of_reach(acting: Acting) -> None:
    acting("noor")
    assert refused("select value from sec.setting where name = 'door'", "permission denied")
    assert refused("select sec.must_be_ours('{a}', 'x')", "permission denied")


def test_no_household_is_put_in_the_import_of_a_colleague(acting: Acting, world: World) -> None:
    acting("omar")
    batch = _batch()
    acting("noor")
    assert refused(
        "select sec.create_dossier(:purpose, :batch)", "may not lead", purpose=world.purposes["area_team"], batch=batch
    )


def _batch() -> int:
    made = db.session.execute(
        text(
            "insert into import_batch (account_id, organisation_id, file_name, file_hash)"
            " values ((select sec.account_id()), (select sec.org_id()), 'x', 'x') returning id"
        )
    ).scalar_one()
    db.session.commit()
    return int(made)


def test_the_moment_and_the_seal_of_an_import_are_not_chosen(acting: Acting, world: World) -> None:
    """Taking an import back removes what carries its moment: whoever chooses it could remove what was written before."""
    acting("noor")
    sentence, batch = "an import stays as it was", _batch()
    assert refused(
        "insert into import_batch (account_id, organisation_id, file_name, file_hash, state, imported_at)"
        " values ((select sec.account_id()), (select sec.org_id()), 'x', 'x', 'imported', now())",
        sentence,
    )
    assert refused(
        "update import_batch set state = 'imported', imported_at = now() - interval '1 day' where id = :id",
        sentence,
        id=batch,
    )
    done = {"id": batch, "now": now()}
    db.session.execute(text("update import_batch set state = 'imported', imported_at = :now where id = :id"), done)
    db.session.execute(text("update import_batch set seal = sec.import_state(id) where id = :id"), done)
    assert refused("update import_batch set seal = 'mine' where id = :id", sentence, id=batch)


@pytest.fixture
def other(acting: Acting, world: World) -> World:
    """A second household of Noor's, with nobody in it; the persons and rows of the first one are another household's."""
    acting("noor")
    purpose = {"purpose": world.purposes["area_team"]}
    dossier = db.session.execute(text("select sec.create_dossier(:purpose)"), purpose).scalar_one()
    db.session.commit()
    return World(world.organisations, world.purposes, world.accounts, world.persons, world.products, dossier)


def not_of_this_household(other: World, table: str, because: str, **columns: Any) -> None:
    """Says that the row is refused, also when the check could be put off."""
    db.session.execute(text("set constraints all deferred"))

    def smuggle() -> None:
        add_row(db.session.connection(), other, table, **columns)
        db.session.execute(text("set constraints all immediate"))

    with pytest.raises(DBAPIError, match=because):
        smuggle()
    db.session.rollback()


def test_a_row_is_about_people_of_its_own_household(other: World) -> None:
    """Noor leads both, and still a note of one is not about a child of the other."""
    child = [other.persons["sami"]]
    rows: dict[str, dict[str, object]] = {
        "note": {"facts": "x"},
        "plan_item": {"kind": "goal", "text": "x"},
        "household_title": {"title": "x"},
        "activity": {"category": "notes", "verb": "create"},
        "network_person": {"first_name": "x", "relation": "x"},
    }
    for table, columns in rows.items():
        not_of_this_household(other, table, "another household", person_ids=child, **columns)
    own = add_row(db.session.connection(), other, "note", facts="x")
    assert refused("update note set person_ids = :child where id = :id", "another household", child=child, id=own)


def test_a_row_hangs_under_something_of_its_own_household(other: World) -> None:
    child, nobody = other.persons["sami"], "violates foreign key constraint"
    rows: dict[str, dict[str, object]] = {
        "household_member": {"person_id": child, "relation": "kind"},
        "note_interpretation": {"note_id": "note", "text": "x"},
        "offer": {"network_person_id": "network_person", "text": "x"},
        "second_person_change": {"second_person_id": "second_person", "state": "asked"},
        "intervention_update": {"intervention_id": "intervention", "line": "x", "strand": "care"},
    }
    for table, columns in rows.items():
        values = {
            name: _first(str(value)) if name.endswith("_id") and value != child else value
            for name, value in columns.items()
        }
        not_of_this_household(other, table, nobody, **values)


def _first(table: str) -> int:
    return int(db.session.execute(text(f"select min(id) from {table}")).scalar_one())


def test_a_relation_covers_people_of_its_own_household(other: World) -> None:
    assert refused(
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, person_ids, valid_from, created_by)"
        " values (:dossier, :account, :organisation, :purpose, array[cast(:child as bigint)], now(), (select sec.account_id()))",
        "another household",
        dossier=other.dossier,
        account=other.accounts["community_officer"],
        organisation=other.organisations["police"],
        purpose=other.purposes["police"],
        child=other.persons["sami"],
    )


def test_a_person_stays_about_that_person(acting: Acting, world: World) -> None:
    acting("noor")
    sami = {"id": world.persons["sami"]}
    db.session.execute(text("update person set person_ids = '{}' where id = :id"), sami)
    assert db.session.execute(text("select person_ids from person where id = :id"), sami).scalar_one() == [sami["id"]]


def test_every_key_between_rows_of_households_holds_the_household_too() -> None:
    for table in BY_NAME:
        for key in Base.metadata.tables[table].foreign_key_constraints:
            if key.referred_table.name in BY_NAME:
                assert [column.name for column in key.columns][1:] == ["dossier_id"], (table, key.referred_table.name)


def test_nobody_writes_under_the_intervention_or_note_of_another_organisation(acting: Acting, world: World) -> None:
    """The housing officer knows no care, and guesses its number; the officer would write under enforcement that is care."""
    acting("noor")
    care = db.session.execute(text("select id from intervention where strand = 'care'")).scalar_one()
    note, sentence = _first("note"), "not under something of the own organisation"
    for name in ("housing_officer", "community_officer"):
        for table, columns in {
            "intervention_update": {"intervention_id": care, "line": "x", "strand": "enforcement"},
            "intervention_status_change": {"intervention_id": care, "to_status": "stopped", "strand": "enforcement"},
            "note_interpretation": {"note_id": note, "text": "x"},
        }.items():
            acting(name)
            with pytest.raises(DBAPIError, match=f"{sentence}|duplicate key"):
                add_row(db.session.connection(), world, table, name, **columns)
            db.session.rollback()


def test_who_is_a_resident_is_known_to_who_works_there(acting: Acting, world: World) -> None:
    statement, resident = "select count(*) from account where id = :id", {"id": world.accounts["resident"]}
    for name, seen in {
        "noor": 1,
        "housing_officer": 1,
        "administrator": 1,
        "resident": 1,
        "tess": 0,
        "analyst": 0,
        "eva": 0,
    }.items():
        acting(name)
        assert db.session.execute(text(statement), resident).scalar_one() == seen, name


OVER = "what is over stays over"


def test_whoever_left_does_not_come_back_alone(acting: Acting, world: World) -> None:
    acting("eva")
    for change in (
        "valid_until = null",
        "valid_until = 'infinity'",
        "withdrawn_at = null, valid_until = now() + interval '1 day'",
    ):
        assert refused(f"update involvement set {change} where account_id = (select sec.account_id())", OVER)
        acting("eva")


def test_nobody_makes_the_own_relation_longer_or_ends_it_in_the_past(acting: Acting, world: World) -> None:
    acting("housing_officer")
    mine = "update involvement set valid_until = {} where account_id = (select sec.account_id()) returning valid_until >= now()"
    assert db.session.execute(text(mine.format("now() + interval '1 day'"))).scalars().all() == [True]
    assert refused(mine.format("now() + interval '2 days'"), OVER)
    acting("housing_officer")
    assert db.session.execute(text(mine.format("now() - interval '50 days'"))).scalars().all() == [True]
    db.session.commit()
    assert refused(mine.format("null"), OVER)


def test_a_closed_case_takes_no_new_people(acting: Acting, world: World) -> None:
    acting("noor")
    db.session.execute(text("select sec.set_closed(:id, true)"), {"id": world.dossier})
    assert refused(
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, created_by)"
        " values (:dossier, :account, :organisation, :purpose, now(), (select sec.account_id()))",
        "row-level security",
        dossier=world.dossier,
        account=world.accounts["tess"],
        organisation=world.organisations["area_team"],
        purpose=world.purposes["area_team"],
    )


TOLD = {"noor", "omar", "community_officer"}


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "eva"])
def test_why_somebody_joined_is_read_by_the_team_and_by_whom_it_is_about(
    acting: Acting, world: World, name: str
) -> None:
    acting("noor")
    officer = world.accounts["community_officer"]
    involvement = db.session.execute(
        text("select id from involvement where account_id = :officer"), {"officer": officer}
    ).scalar_one()
    columns = {"involvement_id": involvement, "account_id": officer, "text": "bang voor de buren"}
    add_row(db.session.connection(), world, "involvement_reason", **columns)
    db.session.commit()
    acting(name)
    found = db.session.execute(text("select text from involvement_reason")).scalars().all()
    assert found == (["bang voor de buren"] if name in TOLD else [])


@pytest.mark.parametrize("name", ["housing_officer", "volunteer", "coordinator", "analyst"])
def test_the_purposes_of_another_organisation_are_not_read(acting: Acting, world: World, name: str) -> None:
    acting(name)
    assert db.session.execute(text("select count(distinct organisation_id) from purpose")).scalar_one() == 1
    acting("noor")
    assert db.session.execute(text("select count(distinct organisation_id) from purpose")).scalar_one() > 1


def test_a_line_about_what_happened_is_not_from_tomorrow(acting: Acting, world: World) -> None:
    acting("community_officer")
    values = {"id": world.dossier, "person": world.persons["samira"], "tomorrow": "2199-01-01"}
    db.session.execute(
        text(
            "insert into activity (dossier_id, owner_org_id, purpose_id, author_id, person_ids, category, verb, created_at)"
            " values (:id, (select sec.org_id()), (select min(id) from purpose where organisation_id = (select sec.org_id())),"
            " (select sec.account_id()), array[cast(:person as bigint)], 'plan', 'create', :tomorrow)"
        ),
        values,
    )
    acting("noor")
    seen = db.session.execute(
        text("select last_activity_at < sec.now() + interval '1 hour' from dossier_process where dossier_id = :id"),
        values,
    ).scalar_one()
    assert seen


def test_the_log_of_the_door_takes_its_own_lines_only(acting: Acting, world: World) -> None:
    """Nor does it take a sign-in that never was, in the name of a colleague."""
    acting("noor")
    omar, line = world.accounts["omar"], "select sec.log_anonymous(:operation, 'ok', :omar, '', :proof)"
    asked = {"operation": "dossier.show", "omar": omar}
    assert refused(line, "no such line", **asked, proof=proof("log_anonymous", "dossier.show", "ok", omar, ""))
    assert refused(line, "not asked by the application", **{**asked, "operation": "session.sign_in"}, proof=b"x")


FORGED = {
    "somebody else did it": "insert into access_log (trace_id, action, operation, outcome, account_id)"
    " values (gen_random_uuid(), 'read', 'x', 'ok', :account)",
    "I did it last year": "insert into access_log (trace_id, at, action, operation, outcome, account_id)"
    " values (gen_random_uuid(), '2020-01-01', 'read', 'x', 'ok', (select sec.account_id()))",
    "somebody's data were processed": "insert into processing_log (trace_id, operation, person_id, dossier_id)"
    " values (gen_random_uuid(), 'x', 1, 1)",
    "a mail to somebody": "insert into outgoing_mail (recipient, subject, body) values ('a@b.example', 'x', 'x')",
    "the mails of others": "select body from outgoing_mail",
}


@pytest.mark.parametrize("name", ["noor", "community_officer", "administrator", "privacy_officer"])
@pytest.mark.parametrize("line", FORGED)
def test_nobody_writes_a_log_line_or_a_mail_by_hand(acting: Acting, world: World, name: str, line: str) -> None:
    acting(name)
    assert refused(FORGED[line], "permission denied", account=world.accounts["omar"])


_TRAIL = (
    "select sec.write_trail('x', '', '', null, '{read}', '{ok}', array[cast(:dossier as bigint)], array['{notes}'], array['{}'],"
    " '{because}', '{1}', array[cast(:person as bigint)], array[cast(:dossier as bigint)], array['{notes}'])"
)


def test_a_line_of_the_log_is_in_the_own_name_and_of_now(acting: Acting, world: World) -> None:
    acting("housing_officer")
    values = {"dossier": world.dossier, "person": world.persons["samira"]}
    db.session.execute(text(_TRAIL), values)
    db.session.commit()
    acting("privacy_officer")
    line = db.session.execute(
        text(
            "select a.account_id, a.account_name, a.function, a.organisation_id, a.session_id is not null as signed_in, a.person_count,"
            " a.at >= transaction_timestamp() - interval '1 hour' and p.at <= clock_timestamp() as of_now, p.person_id"
            " from access_log a join processing_log p using (trace_id) where a.reason = 'because'"
        )
    ).one()
    assert tuple(line) == (
        world.accounts["housing_officer"],
        "Housing officer",
        "housing_officer",
        world.organisations["housing_association"],
        True,
        1,
        True,
        world.persons["samira"],
    )


@pytest.mark.parametrize("name", ["administrator", "analyst", "community_worker"])
def test_nobody_writes_in_the_log_of_a_household_that_they_have_nothing_to_do_with(
    acting: Acting, world: World, connection: Connection, name: str
) -> None:
    acting("noor")
    purpose = {"purpose": world.purposes["area_team"]}
    dossier = db.session.execute(text("select sec.create_dossier(:purpose)"), purpose).scalar_one()
    db.session.commit()
    acting("community_officer")
    assert refused(_TRAIL, "not a household of theirs", dossier=dossier, person=world.persons["samira"])
    acting(name)
    assert refused(_TRAIL, "not a household of theirs", dossier=world.dossier, person=world.persons["samira"])


def test_nobody_of_another_household_is_named_in_a_line_of_the_own_one(
    acting: Acting, world: World, connection: Connection
) -> None:
    """A line about somebody else would stand in that person's overview as a sight that never was, or hide one in a list."""
    acting("noor")
    other = db.session.execute(text("select sec.create_dossier(:purpose)"), {"purpose": world.purposes["area_team"]})
    elsewhere = {"dossier_id": other.scalar_one(), "stub": "B."}
    stranger = add_row(db.session.connection(), world, "person", "noor", **elsewhere)
    db.session.commit()
    for name in ("noor", "housing_officer"):
        acting(name)
        assert refused(_TRAIL, "not a person of that household", dossier=world.dossier, person=stranger)
    acting("housing_officer")
    assert refused(_TRAIL, "not a person of that household", dossier=None, person=stranger)


def test_a_question_is_put_to_who_works_there_only(acting: Acting, world: World) -> None:
    """Not to who left, never came, lives there or sees it from afar; and not to oneself."""
    for name in ("eva", "tess", "resident", "coordinator", "noor", "omar", "volunteer"):
        acting("noor")
        columns: dict[str, Any] = {"line": "x", "due_on": "2199-01-01", "party_ids": [world.accounts[name]]}
        if name in {"omar", "volunteer"}:
            add_row(db.session.connection(), world, "question_thread", **columns)
        else:
            with pytest.raises(DBAPIError, match="asks somebody who is not here"):
                add_row(db.session.connection(), world, "question_thread", **columns)
        db.session.rollback()
    acting("noor")
    assert refused(
        "update question_thread set party_ids = array[cast(:tess as bigint)]",
        "asks somebody who is not here",
        tess=world.accounts["tess"],
    )


def test_nobody_writes_in_a_thread_in_which_they_are_not_named(acting: Acting, world: World) -> None:
    acting("noor")
    thread = _first("question_thread")
    for name, may in {
        "omar": False,
        "eva": False,
        "tess": False,
        "caretaker": False,
        "community_officer": True,
    }.items():
        acting(name)
        if may:
            add_row(db.session.connection(), world, "thread_message", name, question_thread_id=thread, text="x")
        else:
            with pytest.raises(DBAPIError, match="row-level security"):
                add_row(db.session.connection(), world, "thread_message", name, question_thread_id=thread, text="x")
        db.session.rollback()


def test_what_came_from_outside_is_nobodys_to_write(acting: Acting, world: World) -> None:
    acting("noor")
    sent = {"question": "x", "asked_name": "x", "asked_email": "x@y.example", "language": "nl"}
    with pytest.raises(DBAPIError, match="nothing has come back yet"):
        add_row(db.session.connection(), world, "outside_question", tick="worry", answered_at=now(), **sent)
    db.session.rollback()
    for change in (
        "tick = 'done', answered_at = now()",
        "line = 'x'",
        "asked_email = 'x'",
        "question = 'x'",
        "expires_at = 'infinity'",
    ):
        acting("noor")
        assert refused(f"update outside_question set {change}", "what was sent and came back stays"), change
    acting("noor")
    key = add_row(db.session.connection(), world, "outside_question", expires_at="infinity", **sent)
    lasts = text("select expires_at < now() + interval '9 days' from outside_question where id = :id")
    assert db.session.execute(lasts, {"id": key}).scalar_one()


@pytest.mark.parametrize(
    "statement",
    [
        "select sec.mail_about_question((select min(id) from question_thread), :officer, 'x', 'x', 'x')",
        "select sec.send_outside_link((select min(id) from outside_question), sha256('mine'), 'x', 'x', 'x')",
        "select sec.answer_from_outside(sha256('mine'), 'seen', 'x', '', 'x')",
    ],
)
def test_mails_and_lines_are_the_applications_to_write(acting: Acting, world: World, statement: str) -> None:
    acting("noor")
    assert refused(statement, "not asked by the application", officer=world.accounts["community_officer"])


@pytest.mark.parametrize(
    "statement", ["select * from outside_link", "select sec.works_with(1, 1)", "select sec.waiting_outside('x')"]
)
def test_the_links_to_people_outside_are_out_of_reach(acting: Acting, statement: str) -> None:
    acting("noor")
    assert refused(statement, "permission denied")


@pytest.mark.parametrize(
    ("name", "party", "mailed"),
    [
        ("noor", "community_officer", 1),
        ("community_officer", "noor", 1),
        ("noor", "eva", 0),
        ("noor", "omar", 0),
        ("omar", "community_officer", 0),
        ("tess", "community_officer", 0),
        ("noor", "noor", 0),
    ],
)
def test_a_mail_goes_to_who_is_named_and_still_here_from_who_reads_it(
    app: SchakelFlask, owner: Connection, world: World, name: str, party: str, mailed: int
) -> None:
    """Asked as the owner, who may look in the outbox afterwards; in the name of each."""
    thread = owner.execute(text("select min(id) from question_thread")).scalar_one()
    account = world.accounts[party]
    with app.app_context():
        given = proof("mail_about_question", thread, account, "Een vraag", "Een link")
    owner.execute(text("select set_config('schakel.token', :token, true)"), {"token": TOKENS[name]})
    owner.execute(
        text("select sec.mail_about_question(:thread, :party, 'Een vraag', 'Een link', :proof)"),
        {"thread": thread, "party": account, "proof": given},
    )
    assert owner.execute(text("select recipient from outgoing_mail where subject = 'Een vraag'")).scalars().all() == (
        [f"{party}@voorbeeld.example"] * mailed
    )


def test_nobody_looks_for_households_of_others_by_a_statement_of_somebodys_own(acting: Acting) -> None:
    for name in ("tess", "housing_officer", "administrator"):
        acting(name)
        assert refused("select * from sec.known_elsewhere('[]', 'x', 'list', 'x')", "not asked by the application")


def test_only_the_application_writes_mails(acting: Acting) -> None:
    statement = "select sec.write_mail('a@b.example', 'x', 'x', 'x')"
    acting("noor")
    assert refused(
        statement,
        "only an administrator",
    )
    acting("administrator")
    assert refused(statement, "not asked by the application")


def test_a_function_leads_from_its_day(acting: Acting, world: World, owner: Connection) -> None:
    owner.execute(text("insert into sec.lead_function values ('community_officer', current_date + 9)"))
    owner.commit()
    try:
        acting("community_officer")
        assert refused("select sec.create_dossier(:purpose)", "may not lead", purpose=world.purposes["police"])
    finally:
        owner.execute(text("delete from sec.lead_function where function = 'community_officer'"))
        owner.commit()
