"""Whoever forgets something gets an error, never data: context, rights, log, GET, templates, routes and new tables."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from flask import Blueprint, Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import QueuePool

from app.audit import trail
from app.db.base import Base
from app.db.closed import CLOSED_TABLES
from app.db.plain import PLAIN
from app.db.scope import BY_NAME
from app.db.session import WriteInReadOnlyRequest, act_as, db
from app.dossiers.models import Dossier
from app.web.guard import Policy, SchakelFlask, UndeclaredRoute, check_routes
from app.web.templating import MappedObjectInTemplate, install
from tests.database import Urls
from tests.world import TOKEN, TOKENS, World

OPEN = text("select account_id from sec.open(:token)")


@pytest.fixture
def pool(urls: Urls) -> Iterator[Engine]:
    """Five connections for everybody."""
    engine = create_engine(urls.app, poolclass=QueuePool, pool_size=5, max_overflow=0)
    yield engine
    engine.dispose()


def _one_visit(pool: Engine, world: World, name: str, end: str) -> tuple[str, int, int | None]:
    with pool.connect() as line:
        who = line.execute(OPEN, {"token": TOKENS[name]}).scalar_one()
        notes = line.execute(text("select count(*) from note")).scalar_one()
        if end == "commit":
            line.commit()
        elif end == "break":
            line.invalidate()
    return name, notes, world.accounts[name] - who


def test_context_never_crosses_from_one_visitor_to_the_next(pool: Engine, world: World) -> None:
    random = Random(9)  # noqa: S311 - repeatable
    plan = [(random.choice(list(TOKENS)), random.choice(["commit"] * 8 + ["roll back", "break"])) for _ in range(1_000)]
    alone = {name: _one_visit(pool, world, name, "commit") for name in TOKENS}
    with ThreadPoolExecutor(5) as workers:
        for visit in workers.map(lambda step: _one_visit(pool, world, *step), plan):
            assert visit == alone[visit[0]]


def test_without_context_every_locked_table_raises(pool: Engine, owner: Connection) -> None:
    """Of a table without a single row a server may say so before it asks the lock; that tells nothing."""
    tables = ["dossier", "involvement", *BY_NAME]
    filled = [table for table in tables if owner.execute(text(f"select exists (select from {table})")).scalar_one()]
    assert len(filled) > 20
    with pool.connect() as line:
        line.execute(OPEN, {"token": TOKENS["noor"]})
        line.commit()
        for table in filled:
            with pytest.raises(ProgrammingError, match="no principal"):
                line.execute(text(f"select * from {table}"))
            line.rollback()


@pytest.mark.parametrize("token", ["1", "noor", "", "test-session-of-nobody", "' or true --"])
def test_another_value_in_the_context_opens_nothing(pool: Engine, token: str) -> None:
    with pool.connect() as line:
        for name in ("schakel.token", "schakel.account_id", "app.account_id"):
            line.execute(text("select set_config(:name, :value, true)"), {"name": name, "value": token})
        line.execute(text("select set_config('schakel.focus', '1', true)"))
        with pytest.raises(ProgrammingError, match="no principal"):
            line.execute(text("select * from note"))


def test_a_focus_can_only_narrow(pool: Engine, world: World) -> None:
    with pool.connect() as line:
        line.execute(OPEN, {"token": TOKENS["tess"]})
        line.execute(text("select set_config('schakel.focus', :id, true)"), {"id": str(world.dossier)})
        assert line.execute(text("select count(*) from note")).scalar_one() == 0


LOG_TAMPERING = (
    "update {t} set operation = 'x'",
    "delete from {t}",
    "truncate {t}",
    "drop table {t}",
    "alter table {t} disable row level security",
    "alter table {t} no force row level security",
    "alter table {t} owner to schakel_app",
    "alter table {t} rename to other",
    "alter table {t} add column x text",
    "create trigger x before insert on {t} for each row execute function sec.touch_process()",
    "create rule x as on insert to {t} do instead nothing",
    "create policy x on {t} for select using (true)",
    "insert into {t} select * from {t} on conflict (id, at) do update set operation = 'x'",
    "merge into {t} a using {t} b on a.id = b.id and a.at = b.at when matched then delete",
    "lock table {t} in access exclusive mode",
    "alter table {t} detach partition {t}_other",
    "drop table {t}_other",
    "select * from {t}_other",
    "delete from {t}_other",
    "set session_replication_role = replica",
    "set role schakel_owner",
    "create table public.x (id int)",
    "copy {t} to program 'cat'",
)


@pytest.mark.parametrize("table", ["access_log", "processing_log"])
@pytest.mark.parametrize("statement", LOG_TAMPERING)
def test_the_log_is_only_added_to(pool: Engine, table: str, statement: str) -> None:
    with pool.connect() as line:
        line.execute(OPEN, {"token": TOKENS["noor"]})
        with pytest.raises(DBAPIError):
            line.exec_driver_sql(statement.format(t=table))


@pytest.mark.parametrize("closed", CLOSED_TABLES)
def test_sessions_and_links_are_reached_through_functions_only(pool: Engine, closed: str) -> None:
    with pool.connect() as line:
        line.execute(OPEN, {"token": TOKENS["noor"]})
        with pytest.raises(ProgrammingError, match="permission denied"):
            line.execute(text(f"select * from {closed}"))


@contextmanager
def _log_breaks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr(trail, "_WRITE", text("insert into access_log (nothing) values (1)"))
        yield


def test_what_cannot_be_logged_is_not_shown(
    client_of: Callable[[str], FlaskClient], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("noor")
    assert client.get(f"/dossiers/{world.dossier}").status_code == 200
    monkeypatch.setitem(client.application.config, "PROPAGATE_EXCEPTIONS", False)
    with _log_breaks(monkeypatch):
        response = client.get(f"/dossiers/{world.dossier}")
    assert response.status_code in {500, 503}
    assert not TOKEN.search(response.text)


def test_what_cannot_be_logged_is_not_changed(
    client_of: Callable[[str], FlaskClient], world: World, monkeypatch: pytest.MonkeyPatch, connection: Connection
) -> None:
    client = client_of("noor")
    monkeypatch.setitem(client.application.config, "PROPAGATE_EXCEPTIONS", False)
    before = _words(client, world)
    with _log_breaks(monkeypatch):
        response = client.post(
            f"/dossiers/{world.dossier}/question",
            data={
                "words": "Zonder logregel",
                "said_by": "Samira",
                "persons": [world.persons["samira"]],
                "submission_key": "n",
            },
        )
    assert response.status_code in {500, 503}
    assert _words(client, world) == before


def _words(client: FlaskClient, world: World) -> bool:
    return "Zonder logregel" in client.get(f"/dossiers/{world.dossier}").get_data(as_text=True)


def test_a_request_that_reads_cannot_write(app: SchakelFlask, connection: Connection, world: World) -> None:
    with app.test_request_context():
        act_as(TOKENS["noor"], read_only=True)
        with pytest.raises(WriteInReadOnlyRequest):
            db.session.execute(Base.metadata.tables["note"].update().values(facts="x"))
        db.session.add(Dossier(case_no="x", lead_org_id=1, created_by=1))
        with pytest.raises(WriteInReadOnlyRequest):
            db.session.flush()
        db.session.remove()


@pytest.mark.parametrize(
    "template",
    [
        "{{ d }}",
        "{{ d.case_no }}",
        "{{ d['case_no'] }}",
        "{% for x in [d] %}{{ x.case_no }}{% endfor %}",
        "{{ [d][0].id }}",
    ],
)
def test_a_template_is_handed_no_mapped_object(template: str) -> None:
    small = Flask("small")
    install(small)
    with small.app_context(), pytest.raises(MappedObjectInTemplate):
        render_template_string(template, d=Dossier(case_no="W-1"))


def test_a_route_without_a_policy_stops_the_start() -> None:
    bare = SchakelFlask("bare")
    with pytest.raises(UndeclaredRoute):
        bare.add_url_rule("/x", "x", lambda: "x")
    desk = Blueprint("desk", "desk")
    desk.add_url_rule("/y", "y", lambda: "y")
    with pytest.raises(UndeclaredRoute):
        bare.register_blueprint(desk)
    bare.add_url_rule("/z", "z", lambda: "z", policy=Policy("z.read"))
    with pytest.raises(UndeclaredRoute):
        bare.add_url_rule("/z2", "z", lambda: "z", policy=Policy("z.read", public=True))
    behind = bare.url_rule_class("/behind", endpoint="behind")
    bare.url_map.add(behind)
    with pytest.raises(UndeclaredRoute):
        check_routes(bare)


TAKING_AWAY: dict[str, str] = {
    "the relation ends": "update involvement set valid_until = now() where account_id = :account and not is_lead",
    "the relation is withdrawn": "update involvement set withdrawn_at = now() where account_id = :account",
    "the account is switched off": "update account set active = false where id = :account",
    "the organisation is switched off": "update organisation o set active = false from account a"
    " where a.id = :account and o.id = a.organisation_id",
    "the session ends": "update account_session set ended_at = now() where account_id = :account",
    "the account moves": "update account set organisation_id = (select max(id) from organisation) where id = :account",
}


@pytest.mark.parametrize("act", TAKING_AWAY)
def test_taking_a_right_away_works_at_once(owner: Connection, urls: Urls, pool: Engine, world: World, act: str) -> None:
    account = world.accounts["omar"]
    tables = ("involvement", "account", "organisation", "account_session")
    kept = [(name, [dict(row) for row in owner.execute(text(f"select * from {name}")).mappings()]) for name in tables]
    owner.rollback()
    assert _notes(pool) == 1
    try:
        owner.execute(text("alter table account_session disable trigger user"))
        owner.execute(text(TAKING_AWAY[act]), {"account": account})
        owner.commit()
        assert _notes(pool) in {0, None}
    finally:
        _put_back(owner, kept)
    assert _notes(pool) == 1


def _notes(pool: Engine) -> int | None:
    with pool.connect() as line:
        if line.execute(OPEN, {"token": TOKENS["omar"]}).one_or_none() is None:
            return None
        return int(line.execute(text("select count(*) from note")).scalar_one())


def _put_back(owner: Connection, kept: list[tuple[str, list[dict[str, Any]]]]) -> None:
    owner.rollback()
    columns = {
        "involvement": ("valid_until", "withdrawn_at"),
        "account": ("active", "organisation_id"),
        "organisation": ("active",),
        "account_session": ("ended_at",),
    }
    for table in ("account", "organisation", "involvement", "account_session"):
        names = columns[table]
        sets = ", ".join(f"{name} = :{name}" for name in names)
        for row in dict(kept)[table]:
            owner.execute(
                text(f"update {table} set {sets} where id = :id"), {"id": row["id"], **{n: row[n] for n in names}}
            )
    owner.execute(text("alter table account_session enable trigger user"))
    owner.commit()


#: Tables that hang under a household and are locked by a policy of their own, with the reason.
LOCKED_OTHERWISE = {
    "legal_hold": "what has to be kept: read by privacy officers and the lead, set by privacy officers",
    "involvement": "who is in the team: read by whoever is in it",
    "disclosure": "what is shared: read by who shares and who receives",
    "knock": "who asked about a household: a closed table, read through functions by who asked, the lead and the household",
    "access_log": "the log: category log",
    "processing_log": "the log: category log",
}


def test_every_table_under_a_household_names_its_lock() -> None:
    plain = {name for name, *_rest in PLAIN} | set(CLOSED_TABLES)
    for table in Base.metadata.tables.values():
        assert table.name in BY_NAME or table.name in plain, f"{table.name} is under no lock"
        if "dossier_id" in table.columns:
            assert table.name in BY_NAME or table.name in LOCKED_OTHERWISE, (
                f"{table.name} has a dossier and no category"
            )
