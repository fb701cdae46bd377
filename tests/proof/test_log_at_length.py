"""The log: without a line nothing is shown or changed, in it stands no content, and whoever touches it is named."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.audit import trail
from app.db.base import Base
from app.db.scope import BY_NAME
from tests.access.test_route_walk import SIGNING_OUT, Walk, words_of
from tests.access.test_route_walk import undone as undone  # what requests write is rolled back
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.integration.audit.conftest import Log
from tests.integration.audit.conftest import log as log  # the log of a scratch database
from tests.integration.audit.conftest import log_urls as log_urls
from tests.integration.audit.test_sealing import TAMPERING
from tests.integration.forms.cases import CASES
from tests.integration.forms.test_every_form import Desk, rows
from tests.integration.forms.test_every_form import opened as opened  # a form, as the one for whom it is sees it
from tests.proof.extent import LONG, Tally, many

pytestmark = pytest.mark.slow

#: How writing the log can fail, by the state that the database gives; and a fault of our own.
STATES = {
    "no right": "42501", "a constraint": "23514", "a full disk": "53100", "too slow": "57014", "a lock": "55P03",
    "a fault of ours": "",
}  # fmt: skip


class Failing:
    """In the place of the statement that writes the log."""

    def __init__(self, state: str) -> None:
        """``state`` as the database says it; empty: an error of Python's."""
        self._state = state

    def of(self, session: Session, _values: object) -> None:
        """As a question is asked."""
        if not self._state:
            raise RuntimeError
        session.execute(text(f"do $$ begin raise exception 'no log' using errcode = '{self._state}'; end $$"))


@contextmanager
def failing(walk_app: Any, state: str) -> Iterator[None]:
    """The application that cannot write its log, and answers as it is served."""
    before, kept = trail._WRITE, walk_app.config.get("PROPAGATE_EXCEPTIONS")
    trail._WRITE = Failing(state)  # type: ignore[assignment]
    walk_app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        yield
    finally:
        trail._WRITE = before
        walk_app.config["PROPAGATE_EXCEPTIONS"] = kept


@pytest.mark.parametrize("how", STATES)
def test_what_cannot_be_logged_is_not_shown(walk: Walk, undone: None, tally: Tally, how: str) -> None:
    for name in ("noor", "community_officer") if LONG else ("noor",):
        for rule in walk.rules("GET"):
            path, client = walk.paths(rule)[0], walk.client(name)
            with failing(walk.app, STATES[how]):
                answer = client.get(path)
            # Names of neighbourhoods are places to choose from, and say nothing of a household.
            words = {f"{t.table}.{t.column}" for t in words_of(answer) if t.table != "household_area"}
            tally.check(not words, f"{path}: {answer.status_code} with {words}")


@pytest.mark.parametrize("how", STATES if LONG else ["a full disk"])
@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_logged_is_not_changed(
    opened: Callable[..., Desk], connection: Connection, tally: Tally, name: str, how: str
) -> None:
    desk = opened(name)
    before = rows(desk, connection)
    with failing(desk.client.application, STATES[how]):
        answer = desk.send(desk.good(f"unlogged-{how}"))
    same = rows(desk, connection) == before
    tally.check(same or answer.status_code == 303, f"{answer.status_code}: something was written")
    if (
        answer.status_code == 303
    ):  # a form that leaves no line of its own: its act is a line of the door or of the account
        tally.check(
            name.split(".", maxsplit=1)[0] in {"accounts", "interventions", "sharing"},
            f"{name} is saved without a line",
        )


def test_the_log_holds_no_content(walk: Walk, tally: Tally) -> None:
    """After every page and every empty form: no word of a household in any table that is not of a household."""
    for name in ("noor", "community_officer"):
        for rule in walk.rules("GET"):
            for path in walk.paths(rule):
                walk.client(name).get(path)
        for number, rule in enumerate(walk.rules("POST")):
            if rule.endpoint not in SIGNING_OUT:
                walk.client(name).post(walk.paths(rule)[0], data={"submission_key": f"content-{name}-{number}"})
    others = [table.name for table in Base.metadata.tables.values() if table.name not in BY_NAME]
    for table in others:
        found = walk.owner.execute(
            f"select count(*), count(*) filter (where x::text ~ 'zz[a-z]+\\.[a-z_]+\\.') from \"{table}\" x"
        )
        number, bad = found.fetchone() or (0, 0)
        tally.check(not bad or table == "product", f"{table}: {bad} rows with words of a household")
        tally.tried += number
    walk.owner.commit()
    assert walk.owner.execute("select count(*) > 100 from access_log").fetchone() == (True,)


KINDS = sorted(TAMPERING)


@pytest.mark.parametrize("what", KINDS)
def test_whoever_touches_it_is_named(log: Log, tally: Tally, what: str) -> None:
    """At a random place of a log of some seals; then it is put back, and touched again."""
    random = Random(what)  # noqa: S311 - repeatable
    statement, sentence = TAMPERING[what]
    for _ in range(many(1, 12)):
        log.run("truncate access_log, processing_log, log_seal, person_key")
        log.path.unlink(missing_ok=True)
        seals = random.randint(2, 4)
        for number in range(seals):
            log.write(*[f"{number}"] * random.randint(1, 6))
            log.seal()
        lines = {table: _ids(log, table) for table in ("access_log", "processing_log")}
        table = "processing_log" if "processing_log" in statement else "access_log"
        line, seal = random.choice(lines[table])
        log.run(statement, line)
        expected = re.escape(sentence.format(a=line, p=line)).replace("seal\\ 1", f"seal\\ ({seal}|1|2|{seals})")
        found = log.findings()
        tally.check(
            any(re.search(expected, each) for each in found), f"{what} at {line}, seal {seal} of {seals}: {found[:2]}"
        )


def _ids(log: Log, table: str) -> list[tuple[int, int]]:
    """Each line with the number of its seal."""
    rows_of = log.owner.execute(
        f"select l.id, s.number from {table} l join log_seal s on l.tx >= s.from_tx and l.tx < s.to_tx order by l.id"
    ).fetchall()
    log.owner.commit()
    return [(int(key), int(number)) for key, number in rows_of]
