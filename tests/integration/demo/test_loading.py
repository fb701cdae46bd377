"""What is in the database is what the generator made, in a shape that the application itself could have written."""

from collections import Counter

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.accounts.demo import DEMO_PASSWORD
from app.accounts.kinds import FUNCTIONS, SIGN_IN_LATER
from app.accounts.passwords import matches
from app.appointments.states import STATES
from app.cli.demo.loading.tables import COLUMNS
from app.cli.demo.loading.writer import NotEmpty, load
from app.cli.demo.town import town as make_town
from app.cli.owner import as_owner
from app.db.crypto import blind_index, unseal
from app.db.lockcheck import check_lock
from app.db.session import db
from app.dossiers.services.bsn import bound_to
from app.web.guard import SchakelFlask
from tests.database import Cluster
from tests.integration.demo.conftest import HOUSEHOLDS, SEED, TODAY, fill, run, scratch

#: Made anew each time: a salted hash, what is sealed with a fresh nonce, and names of files.
RANDOM = {"password_hash", "body", "sealed_number", "sealed_key", "stored_name"}


def count(town: Connection, table: str) -> int:
    return int(town.execute(text(f"select count(*) from {table}")).scalar_one())


def checksum(line: Connection) -> dict[str, str]:
    sums = {}
    for table, columns in COLUMNS.items():
        names = ", ".join(f"{name}::text" for name in ("id", *columns) if name not in RANDOM)
        rows = text(f"select md5(string_agg(concat_ws('|', {names}), '#' order by id)) from {table}")
        sums[table] = str(line.execute(rows).scalar_one())
    return sums


def test_it_writes_as_many_rows_as_the_generator_made(town: Connection) -> None:
    expected: Counter[str] = Counter()
    for home in make_town(HOUSEHOLDS, SEED, TODAY).households:
        expected.update(
            dossier=1, household_title=1, household_area=1, household_address=1, household_summary=1, dossier_process=1,
            person=len(home.people), person_detail=len(home.people), household_member=len(home.people),
            person_bsn=sum(person.bsn is not None for person in home.people), phase_change=len(home.phases),
            involvement=len(home.involvements), domain_state=len(home.domain_states), domain_entry=len(home.domain_entries),
            plan_item=len(home.goals), intervention=len(home.interventions), intervention_body=len(home.interventions),
            intervention_update=len(home.updates), note=len(home.notes), appointment=len(home.appointments),
            appointment_attendee=sum(len(visit.attendees) for visit in home.appointments),
            second_person=sum(bool(visit.second) for visit in home.appointments),
            second_person_change=sum(len(visit.second) for visit in home.appointments),
            network_person=len(home.network), offer=len(home.offers),
            question_thread=len(home.questions), thread_message=sum(len(asked.answers) for asked in home.questions),
            outside_question=len(home.outside), win=len(home.progress.wins), meeting_household=len(home.progress.turns),
            meeting_line=sum(len(turn.lines) for turn in home.progress.turns), stance_review=len(home.progress.stances),
            stability_check=len(home.progress.checks),
            sealed_compartment=len(home.sealed), sealed_step=sum(len(concern.steps) for concern in home.sealed),
        )  # fmt: skip
    assert {table: count(town, table) for table in expected} == dict(expected)


def test_it_has_every_function_every_strand_and_every_state_of_the_second_person(town: Connection) -> None:
    functions = set(town.execute(text("select distinct function from account")).scalars())
    assert functions == FUNCTIONS.keys() - SIGN_IN_LATER
    assert set(town.execute(text("select distinct strand from intervention")).scalars()) == {
        "care", "enforcement", "activation",
    }  # fmt: skip
    states = set(
        town.execute(text("select state from second_person union select state from second_person_change")).scalars()
    )
    assert states == STATES.keys()


def test_it_gives_every_dossier_exactly_one_open_lead_of_the_leading_team(town: Connection) -> None:
    wrong = text(
        "select d.id from dossier d where 1 <> (select count(*) from involvement i where i.dossier_id = d.id and i.is_lead"
        " and i.valid_until is null and i.withdrawn_at is null and i.organisation_id = d.lead_org_id)"
    )
    assert town.execute(wrong).all() == []


def test_it_counts_heads_and_derives_columns_as_the_services_do(town: Connection) -> None:
    wrong = text(
        "select s.dossier_id from household_summary s join household_member m on m.dossier_id = s.dossier_id"
        " and m.left_on is null join person p on p.id = m.person_id group by s.dossier_id, s.adults, s.children"
        " having s.adults <> count(*) filter (where p.adult_on <= :today) or s.children <> count(*) filter (where p.adult_on > :today)"
    )
    assert town.execute(wrong, {"today": TODAY}).all() == []
    assert town.execute(text("select id from person where person_ids <> array[id]")).all() == []
    assert set(town.execute(text("select distinct weight from dossier_process")).scalars()) == {1, 3, 8}
    categories = town.execute(text("select distinct domain, category from domain_entry")).all()
    assert {("money", "finances")} <= {(row.domain, row.category) for row in categories}
    assert all(row.category == "domains" for row in categories if row.domain not in {"money", "health"})


def test_it_breaks_no_constraint_and_leaves_no_sequence_behind(town: Connection) -> None:
    for name, table, definition in town.execute(
        text(
            "select conname, conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'c' and connamespace = 'public'::regnamespace"
        )
    ):
        clause = definition.removeprefix("CHECK ")
        assert not town.execute(text(f"select 1 from {table} where not {clause} limit 1").execution_options()).all(), (
            name
        )
    for table in COLUMNS:
        last = town.execute(
            text(f"select coalesce(max(id), 1), nextval(pg_get_serial_sequence('{table}', 'id')) from {table}")
        )
        highest, following = last.one()
        assert following > highest or following == 1, table
    highest = town.execute(text("select max(split_part(case_no, '-', 3)::int) from dossier")).scalar_one()
    assert town.execute(text("select nextval('case_number')")).scalar_one() == highest + 1


def test_it_fills_the_feed_with_the_last_two_months_only(town: Connection) -> None:
    first, number = town.execute(text("select min(created_at), count(*) from activity")).one()
    assert number > HOUSEHOLDS
    assert (TODAY - first.date()).days <= 60
    late = text("select count(*) from dossier_process p where p.last_activity_at < (select max(a.created_at) from activity a"
                " where a.dossier_id = p.dossier_id)")  # fmt: skip
    assert town.execute(late).scalar_one() == 0


def test_it_leaves_row_level_security_forced_on_every_table(demo_app: SchakelFlask, town: Connection) -> None:
    with demo_app.app_context(), db.engine.connect() as line:
        assert check_lock(line) == []
    open_ones = text("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
                     " and not relispartition and relname <> 'alembic_version' and not relforcerowsecurity")  # fmt: skip
    assert town.execute(open_ones).all() == []


def test_it_keeps_passwords_and_numbers_as_the_application_does(demo_app: SchakelFlask, town: Connection) -> None:
    with demo_app.app_context():
        assert matches(town.execute(text("select distinct password_hash from account")).scalar_one(), DEMO_PASSWORD)
        for row in town.execute(
            text("select person_id, sealed_number, blind_index from person_bsn order by id limit 5")
        ):
            number = unseal(bytes(row.sealed_number), bound_to(row.person_id)).decode()
            assert number.startswith("9999")
            assert blind_index(number) == bytes(row.blind_index)


def test_it_makes_the_same_town_twice(cluster: Cluster, town: Connection) -> None:
    with scratch(cluster, "demo_again") as (app, urls):
        fill(app)
        engine = create_engine(urls.owner, poolclass=NullPool)
        with engine.connect() as line:
            assert checksum(line) == checksum(town)


def test_it_goes_into_an_empty_database_in_demo_mode_only(demo_app: SchakelFlask, app: SchakelFlask) -> None:
    code, output = run(demo_app, "demo")
    assert code == 1
    assert "only goes into an empty one" in output
    assert run(demo_app, "demo", "--if-empty") == (0, "")
    code, output = run(app, "demo")
    assert code == 1
    assert "only for demo mode" in output
    with demo_app.app_context(), as_owner() as connection, pytest.raises(NotEmpty):
        load(connection, make_town(1, 1, TODAY), password_hash="x", today=TODAY)
