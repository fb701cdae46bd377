"""The same form five times at once, two editors at once, and a worker that is killed in the middle: saved once, or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.access.proof import connect
from tests.database import Cluster, Urls, config_for, template
from tests.integration.dossiers.conftest import filled as filled  # the form of a new dossier, filled in
from tests.integration.interventions.scene import filled as intervention
from tests.world import TOKENS, World, read

ROOT = Path(__file__).parents[2]
NOTE = {"facts": "Midden in het opslaan.", "own_words": "", "interpretation": "", "submission_key": "killed"}

#: A worker with one request in hand, that waits for ever where the log is written: after the saving, before the commit.
WORKER = """
import sys, time
from app import create_app
from app.audit import trail
from tests.database import Urls, config_for
from tests.world import TOKENS

def wait(session):
    print("saved", flush=True)
    time.sleep(600)

app = create_app(config_for(Urls(sys.argv[1], sys.argv[2])))
app.config.update(WTF_CSRF_ENABLED=False)
trail.write = wait
client = app.test_client()
with client.session_transaction() as session:
    session["token"] = TOKENS["noor"]
client.post(sys.argv[3], data={"facts": sys.argv[4], "own_words": "", "interpretation": "", "submission_key": "killed"})
"""


class Town:
    """The application on a database of its own in which everything is committed, as in real life."""

    def __init__(self, urls: Urls) -> None:
        """Starts the application and looks over its shoulder as the owner."""
        self.urls, self.owner, self.world = urls, connect(urls.owner), read(urls.owner)
        self.app: SchakelFlask = create_app(config_for(urls))
        self.app.config.update(WTF_CSRF_ENABLED=False)

    def client(self, name: str) -> FlaskClient:
        """A browser that is signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["token"] = TOKENS[name]
        return client

    def count(self, statement: str) -> int:
        """A number, as the owner sees it."""
        found = self.owner.execute(statement.encode()).fetchone()
        self.owner.commit()
        assert found is not None
        return int(found[0])

    def at_once(self, *sent: tuple[FlaskClient, str, dict[str, Any]]) -> list[tuple[int, str | None]]:
        """Sends forms from as many threads, let go at one moment: status and where the answer leads."""
        gate = Barrier(len(sent))

        def send(form: tuple[FlaskClient, str, dict[str, Any]]) -> tuple[int, str | None]:
            client, path, data = form
            gate.wait(20)
            answer = client.post(path, data=data)
            return answer.status_code, answer.location

        with ThreadPoolExecutor(len(sent)) as threads:
            return list(threads.map(send, sent))


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    name = f"schakel_at_once_{os.getpid()}"
    made = Town(cluster.make(name, template(cluster)))
    yield made
    made.owner.close()
    with made.app.app_context():
        db.engine.dispose()
    cluster.drop(name)


@pytest.fixture
def world(town: Town) -> World:
    """Who and what is in this town."""
    return town.world


def test_five_copies_of_a_new_intervention_are_one(town: Town) -> None:
    product = town.count("select id from product where code = 'budget_cafe'")
    path = f"/dossiers/{town.world.dossier}/interventions/new"
    before = town.count("select count(*) from intervention")
    answers = town.at_once(*[(town.client("noor"), path, intervention(product, "activation")) for _ in range(5)])
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    assert town.count("select count(*) from intervention") == before + 1
    assert town.count("select count(*) from access_log where action = 'create' and categories = '{activation}'") == 1


def test_five_copies_of_a_new_dossier_are_one(town: Town, filled: Callable[..., dict[str, str]]) -> None:
    before = town.count("select count(*) from dossier")
    answers = town.at_once(*[(town.client("noor"), "/dossiers/new", filled()) for _ in range(5)])
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    assert town.count("select count(*) from dossier") == before + 1
    assert town.count("select count(*) from person_detail where surname = 'Molen'") == 1


def test_of_two_editors_at_once_one_saves_and_the_other_sees_both_texts(town: Town) -> None:
    path = f"/dossiers/{town.world.dossier}/notes"
    assert town.client("noor").post(f"{path}/new", data={**NOTE, "submission_key": "edited"}).status_code == 303
    note = town.count("select max(id) from note")
    forms = [
        (town.client(name), f"{path}/{note}", {**NOTE, "facts": f"Van {name}.", "version": "1", "submission_key": name})
        for name in ("noor", "omar")
    ]
    assert sorted(status for status, _ in town.at_once(*forms)) == [303, 409]
    assert town.count(f"select version from note where id = {note}") == 2


def test_a_worker_that_is_killed_leaves_nothing_half_saved(town: Town) -> None:
    path = f"/dossiers/{town.world.dossier}/notes/new"
    tables = ("note", "activity", "submission", "access_log", "processing_log")
    before = {name: town.count(f"select count(*) from {name}") for name in tables}
    command = [sys.executable, "-c", WORKER, town.urls.app, town.urls.owner, path, NOTE["facts"]]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "saved\n"
        os.kill(worker.pid, signal.SIGKILL)
    assert {name: town.count(f"select count(*) from {name}") for name in tables} == before
    assert town.client("noor").post(path, data=NOTE).status_code == 303, "the same form may be sent again"
    assert town.count("select count(*) from note") == before["note"] + 1
