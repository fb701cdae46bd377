"""Rights that are taken away while eight read on, and rights that people try to give themselves."""

import threading
import time
from random import Random

import psycopg
import pytest
from psycopg import sql

from tests.access.proof import connect
from tests.access.test_route_walk import Walk
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import Tally, many
from tests.proof.grammar import Line
from tests.proof.test_own_sql import app_line as app_line  # a connection as the application's role
from tests.world import TOKENS

pytestmark = pytest.mark.slow

_OF = "where account_id = {id}"
#: Ways to take a right away, and how it is given back: (take, give).
TAKING = (
    (f"update involvement set withdrawn_at = now() {_OF}", f"update involvement set withdrawn_at = null {_OF}"),
    (f"update involvement set valid_until = now() {_OF}", f"update involvement set valid_until = null {_OF}"),
    ("update account set active = false where id = {id}", "update account set active = true where id = {id}"),
    ("update organisation set active = false where id = {org}", "update organisation set active = true where id = {org}"),
    (f"update account_session set ended_at = now() {_OF}", f"update account_session set ended_at = null {_OF}"),
    ("update dossier set merged_into_id = id", "update dossier set merged_into_id = null"),
)  # fmt: skip


class Readers:
    """Eight who read as Omar as fast as they can, each read with the moment at which it began."""

    def __init__(self, walk: Walk) -> None:
        """They begin at once."""
        self.reads: list[float] = []
        self.done = 0
        self._stop = threading.Event()
        self._url = walk.app.config["SQLALCHEMY_DATABASE_URI"]
        self.threads = [threading.Thread(target=self._read) for _ in range(8)]
        for thread in self.threads:
            thread.start()

    def _read(self) -> None:
        with connect(self._url) as line:
            while not self._stop.is_set():
                began = time.monotonic()
                try:
                    line.execute("select * from sec.open(%s)", (TOKENS["omar"],))
                    found = line.execute("select count(*) from note").fetchone()
                    if found and found[0]:
                        self.reads.append(began)
                except psycopg.errors.InsufficientPrivilege:
                    pass  # nobody who asks
                line.rollback()
                self.done += 1

    def stop(self) -> None:
        """Until all have ended."""
        self._stop.set()
        for thread in self.threads:
            thread.join()


def test_a_right_that_is_taken_away_is_gone_at_once(walk: Walk, tally: Tally) -> None:
    random, owner, omar = Random(11), walk.owner, walk.world.accounts["omar"]  # noqa: S311 - repeatable
    values = {"id": omar, "org": walk.world.organisations["area_team"]}
    for table in ("involvement", "account_session", "dossier", "account", "organisation"):
        owner.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
    owner.commit()
    readers = Readers(walk)
    try:
        for number in range(many(60, 1_000)):
            take, give = (statement.format_map(values) for statement in random.choice(TAKING))
            owner.execute(take.encode())
            owner.commit()
            taken, before = time.monotonic(), readers.done
            while readers.done < before + 16:
                assert all(thread.is_alive() for thread in readers.threads), "a reader stopped"
                time.sleep(0.001)
            late = [moment for moment in readers.reads if moment > taken]
            tally.check(not late, f"{number}: {take} and {len(late)} read on")
            owner.execute(give.encode())
            owner.commit()
            readers.reads.clear()
            deadline = time.monotonic() + 10
            while not readers.reads and time.monotonic() < deadline:
                time.sleep(0.001)
            assert readers.reads, f"given back, and nobody reads: {give}"
    finally:
        readers.stop()
        for table in ("involvement", "account_session", "dossier", "account", "organisation"):
            owner.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table)))
        owner.commit()


#: What somebody could try to get more than they have; {me} is the own account, {org} the own organisation.
GRABBING = (
    (
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)"
        " values ({dossier}, {who}, {org}, {purpose}, {lead}, now(), {me})"
    ),
    "update involvement set is_lead = {lead}, valid_until = null, withdrawn_at = null where account_id = {who} returning id",
    "update involvement set account_id = {me} where account_id = {who} returning id",
    "update involvement set person_ids = null where account_id = {me} returning id",
    (
        "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, to_account_id, basis, reason, valid_from, created_by)"
        " values ({dossier}, 'note', 1, {org}, {me}, 'x', 'x', now(), {me})"
    ),
    "update disclosure set to_org_id = {org} returning id",
    "update account set function = 'generalist' where id = {me} returning id",
    "update account set organisation_id = {other} where id = {me} returning id",
    "update account set active = true where id = {who} returning id",
    "update organisation set kind = 'area_team' where id = {org} returning id",
    "update dossier set lead_org_id = {org} returning id",
    "update dossier set staff_or_relative = false, closed = false returning id",
    "insert into sec.lead_function values ('volunteer', current_date)",
    "select sec.transfer_lead({dossier}, {who}, 'x', 'x')",
    "select sec.enter('doorstep', {dossier}, 'x')",
    "update account_session set account_id = {who} returning id",
    "update purpose set bsn_allowed = true where organisation_id = {org} returning id",
    "update person set partner_unsafe = false returning id",
    "update note set sealed = false, person_ids = '{{}}' returning id",
)  # fmt: skip
RIGHTS = """
    select (select json_agg(i order by id) from (select id, dossier_id, account_id, organisation_id, is_lead, person_ids, valid_until,
                   withdrawn_at from involvement) i)::text,
           (select json_agg(d order by id) from disclosure d)::text,
           (select json_agg(a order by id) from (select id, function, organisation_id, active from account) a)::text,
           (select json_agg(d order by id) from (select id, lead_org_id, closed, staff_or_relative, merged_into_id from dossier) d)::text,
           (select json_agg(l) from sec.lead_function l)::text,
           (select json_agg(p order by id) from (select id, bsn_allowed from purpose) p)::text
"""
#: What each may do to rights: end the own relation. Nobody here leads; administrators keep accounts, but for their own function.
GRABBERS = (
    "tess",
    "omar",
    "eva",
    "community_officer",
    "volunteer",
    "resident",
    "coordinator",
    "analyst",
    "privacy_officer",
)


def test_nobody_gives_themselves_a_right(walk: Walk, app_line: Line, tally: Tally) -> None:
    random, world = Random(12), walk.world  # noqa: S311 - repeatable
    superuser = _all_seeing(walk)
    before = superuser.execute(RIGHTS.encode()).fetchone()
    for number in range(many(200, 3_000)):
        name = random.choice(GRABBERS)
        me = world.accounts[name]
        own = superuser.execute("select organisation_id from account where id = %s", (me,)).fetchone()
        values = {
            "me": me, "who": random.choice([me, *world.accounts.values()]), "dossier": world.dossier,
            "org": own[0] if own else 0, "other": random.choice(list(world.organisations.values())),
            "purpose": random.choice(list(world.purposes.values())), "lead": random.choice(("true", "false")),
        }  # fmt: skip
        app_line.execute("select * from sec.open(%s)", (TOKENS[name],))
        for statement in random.sample(GRABBING, random.randint(1, 3)):
            try:
                with app_line.transaction():
                    app_line.execute(statement.format_map(values).encode())
            except psycopg.Error:
                continue
        app_line.commit()
        if number % 10 == 9:
            tally.check(superuser.execute(RIGHTS.encode()).fetchone() == before, f"{number}: {name}")
    tally.tried = many(200, 3_000)
    superuser.close()


def _all_seeing(walk: Walk) -> Line:
    """The owner, for whom the lock on these tables is not forced."""
    line = connect(walk.app.config["DATABASE_OWNER_URL"])
    line.autocommit = True
    return line
