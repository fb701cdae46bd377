"""Documents when much happens at once, and when a worker dies between the file and its row."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.db.session import db
from app.documents import services
from app.documents.storage import YOUNG_SECONDS
from tests.database import Cluster, template
from tests.faults.test_many_at_once import ROOT, Town
from tests.integration.documents.conftest import LETTER, files_of

#: A worker with one document in hand, that waits for ever after the saving and before the commit.
WORKER = """
import io, sys, time
from dataclasses import replace
from pathlib import Path
from app import create_app
from app.audit import trail
from tests.database import Urls, config_for
from tests.world import TOKENS

def wait(session):
    print("saved", flush=True)
    time.sleep(600)

app = create_app(config_for(Urls(sys.argv[1], sys.argv[2])))
app.config.update(WTF_CSRF_ENABLED=False, SCHAKEL=replace(app.config["SCHAKEL"], instance=Path(sys.argv[4])))
trail.write = wait
client = app.test_client()
with client.session_transaction() as session:
    session["token"] = TOKENS["noor"]
file = (io.BytesIO(b"%PDF-1.4 x %%EOF"), "brief.pdf")
client.post(sys.argv[3], data={"title": "Brief", "kind": "letter", "openness": "open", "submission_key": "killed", "file": file})
"""


def paper(key: str, content: bytes = LETTER) -> dict[str, Any]:
    """A form with a document."""
    return {
        "title": "Brief", "kind": "letter", "openness": "open", "submission_key": key,
        "file": (io.BytesIO(content), "brief.pdf"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def town(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    name = f"schakel_papers_{os.getpid()}"
    made = Town(cluster.make(name, template(cluster)))
    made.app.config["SCHAKEL"] = replace(made.app.config["SCHAKEL"], instance=tmp_path_factory.mktemp("papers"))
    yield made
    made.owner.close()
    with made.app.app_context():
        db.engine.dispose()
    cluster.drop(name)


def forget(town: Town) -> str:
    return town.app.test_cli_runner().invoke(args=["uploads", "forget"]).output


def test_five_copies_of_a_document_are_one(town: Town) -> None:
    path = f"/dossiers/{town.world.dossier}/documents/new"
    before, files = town.count("select count(*) from document"), files_of(town.app)
    answers = town.at_once(*[(town.client("noor"), path, paper("five")) for _ in range(5)])
    assert {status for status, _ in answers} == {303}
    assert town.count("select count(*) from document") == before + 1
    assert len(files_of(town.app) - files) == 1


def test_two_at_once_do_not_share_the_last_room(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = town.count("select coalesce(sum(size), 0) from document_version where sealed_key is not null")
    monkeypatch.setattr(services, "MOST_IN_DOSSIER", kept + len(LETTER))
    path = f"/dossiers/{town.world.dossier}/documents/new"
    forms = [(town.client(name), path, paper(f"room {name}")) for name in ("noor", "omar", "noor", "omar")]
    for number, (_, _, data) in enumerate(forms):
        data["submission_key"] += str(number)
    assert sorted(status for status, _ in town.at_once(*forms)) == [303, 400, 400, 400]


def test_two_versions_at_once_are_two_numbers(town: Town) -> None:
    path = f"/dossiers/{town.world.dossier}/documents"
    assert town.client("noor").post(f"{path}/new", data=paper("base")).status_code == 303
    newest = town.count("select max(id) from document")
    forms = [
        (town.client(name), f"{path}/{newest}/versions/new", paper(f"version {name}", LETTER))
        for name in ("noor", "omar")
    ]
    assert [status for status, _ in town.at_once(*forms)] == [303, 303]
    assert town.count(f"select count(distinct number) from document_version where document_id = {newest}") == 3


def test_a_worker_that_dies_between_file_and_row_leaves_a_file_that_is_swept(town: Town) -> None:
    path = f"/dossiers/{town.world.dossier}/documents/new"
    instance: Path = town.app.config["SCHAKEL"].instance
    rows, files = town.count("select count(*) from document_version"), files_of(town.app)
    command = [sys.executable, "-c", WORKER, town.urls.app, town.urls.owner, path, str(instance)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "saved\n"
        os.kill(worker.pid, signal.SIGKILL)
    assert town.count("select count(*) from document_version") == rows
    (left,) = files_of(town.app) - files
    assert "0 files" in forget(town), "a request that is under way keeps its file"
    old = time.time() - YOUNG_SECONDS - 1
    for path_ in files_of(town.app):
        os.utime(path_, (old, old))
    assert "1 files of documents removed." in forget(town)
    assert not left.exists()
    assert files_of(town.app) == files, "those of documents stay"
    again = {**paper("killed"), "file": (io.BytesIO(b"%PDF-1.4 x %%EOF"), "brief.pdf")}
    assert town.client("noor").post(path, data=again).status_code == 303, "the same form may be sent again"
    assert town.count("select count(*) from document_version") == rows + 1
