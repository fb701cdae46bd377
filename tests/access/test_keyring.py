"""What somebody with SQL of their own and one session can do to the keyring between two steps of one transaction."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.db.session import db
from tests.database import Urls
from tests.world import TOKENS, World, add_row

Acting = Callable[[str], None]

#: Moves the focus before each step, and reads each time one row of the table: none at first, so that only the first condition is
#: asked, and then the row that is wanted.
_STEPS = (
    "select t.id from unnest(array[:elsewhere, :focus], array[0, cast(:wanted as bigint)]) as step(focus, id)"
    " cross join lateral (select set_config('schakel.focus', step.focus, true) as moved offset 0) s"
    " cross join lateral (select id from {} where id = step.id and length(s.moved) >= 0 offset 0) t"
)


def _without_indexes() -> None:
    for way in ("indexscan", "bitmapscan", "indexonlyscan"):
        db.session.execute(text(f"set local enable_{way} = off"))


def _by_steps(table: str, wanted: int, *, focus: object, elsewhere: object = 0) -> list[int]:
    _without_indexes()
    values = {"elsewhere": str(elsewhere), "focus": str(focus), "wanted": wanted}
    return list(db.session.execute(text(_STEPS.format(table)), values).scalars())


def test_a_focus_that_moves_shows_nobody_who_is_kept_back(acting: Acting, world: World) -> None:
    """The partner asks who is kept back with the focus elsewhere, where nobody is, and reads with it on the own household."""
    acting("noor")
    sami = world.persons["sami"]
    row = add_row(db.session.connection(), world, "plan_item", kind="goal", text="weg", person_ids=[sami])
    own = add_row(db.session.connection(), world, "plan_item", kind="goal", text="samen", person_ids=[])
    db.session.execute(text("update person set partner_unsafe = true where id = :id"), {"id": sami})
    db.session.commit()
    for focus in (world.dossier, ""):
        acting("resident")
        assert _by_steps("plan_item", row, focus=focus) == []
        acting("resident")
        assert _by_steps("plan_item", own, focus=focus, elsewhere=focus) == [own]


def test_a_relation_that_is_ended_for_a_moment_shows_nobody_who_is_kept_back(acting: Acting, world: World) -> None:
    """A cursor keeps what it looked up, also when the transaction goes back to before that."""
    acting("noor")
    sami = world.persons["sami"]
    row = add_row(db.session.connection(), world, "plan_item", kind="goal", text="weg", person_ids=[sami])
    db.session.execute(text("update person set partner_unsafe = true where id = :id"), {"id": sami})
    db.session.commit()
    acting("resident")
    _without_indexes()
    run = db.session.connection().exec_driver_sql
    run(
        "declare c cursor for select step.n, t.id from generate_series(0, 1) as step(n) left join lateral"
        f" (select id from plan_item where id = case step.n when 0 then 0 else {row} end offset 0) t on true"
    )
    run("savepoint s")
    run("update involvement set valid_until = sec.now() where account_id = (select sec.account_id())")
    assert run("fetch 1 from c").all() == [(0, None)]
    run("rollback to s")
    assert run("fetch all from c").all() == [(1, None)]


def test_a_transaction_that_is_kept_open_outlives_no_session(urls: Urls, owner: Connection, world: World) -> None:
    """As the owner, who may make the keyring a minute older than it is."""
    account = {"account": world.accounts["tess"]}
    with create_engine(urls.owner, poolclass=NullPool).connect() as held:
        held.execute(text("select set_config('schakel.token', :token, true)"), {"token": TOKENS["tess"]})
        assert held.execute(text("select sec.account_id()")).scalar_one() == account["account"]
        owner.execute(text("update account_session set ended_at = now() where account_id = :account"), account)
        owner.commit()
        try:
            held.execute(
                text("update sec.keyring set made_at = made_at - interval '1 minute' where pid = pg_backend_pid()")
            )
            with pytest.raises(DBAPIError, match="no principal"):
                held.execute(text("select sec.account_id()"))
        finally:
            owner.execute(text("update account_session set ended_at = null where account_id = :account"), account)
            owner.commit()
