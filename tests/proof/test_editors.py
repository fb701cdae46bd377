"""Eight editors of one note, hundreds of saves: each is accepted or shown as a conflict, and none is written over unseen."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Barrier, Lock

import pytest
from flask.testing import FlaskClient

from app.db.session import db
from tests.database import Cluster, template
from tests.faults.test_many_at_once import NOTE, Town
from tests.integration.forms.sheet import form_of
from tests.proof.extent import Tally, many

pytestmark = pytest.mark.slow

EDITORS, SAVES = 8, many(120, 1_200)


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    name = f"schakel_editors_{os.getpid()}"
    made = Town(cluster.make(name, template(cluster)))
    yield made
    made.owner.close()
    with made.app.app_context():
        db.engine.dispose()
    cluster.drop(name)


def new_note(town: Town, key: str) -> str:
    """The address of a note of Noor's."""
    client = town.client("noor")
    client.post(f"/dossiers/{town.world.dossier}/notes/new", data={**NOTE, "facts": "begin", "submission_key": key})
    return f"/dossiers/{town.world.dossier}/notes/{town.count('select max(id) from note')}"


@dataclass
class Record:
    """What the editors did: which text each accepted one was written over, and how often they were told of another."""

    over: dict[str, str] = field(default_factory=dict)
    conflicts: int = 0
    other: Counter[int] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


def edit(town: Town, path: str, record: Record, number: int, *, blind: bool) -> None:
    """One editor: reads, thinks, saves. A blind one saves under the newest version, whatever was read."""
    client: FlaskClient = town.client("noor" if number % 2 else "omar")
    for save in range(SAVES // EDITORS):
        sheet = form_of(client.get(path).text, path)
        read, version = sheet.parts["facts"].values[0], sheet.parts["version"].values[0]
        if blind:
            version = str(_newest(town, path))
        mine = f"van {number}, keer {save}"
        answer = client.post(
            path, data={**NOTE, "facts": mine, "version": version, "submission_key": f"{path}-{number}-{save}"}
        )
        with record.lock:
            if answer.status_code == 303:
                record.over[mine] = read
            elif answer.status_code == 409:
                record.conflicts += 1
            else:
                record.other[answer.status_code] += 1


_looking = Lock()


def _newest(town: Town, path: str) -> int:
    with _looking:
        return town.count(f"select version from note where id = {path.rpartition('/')[2]}")


def all_edit(town: Town, path: str, *, blind: bool = False) -> Record:
    """All editors at once."""
    record, gate = Record(), Barrier(EDITORS)

    def begin(number: int) -> None:
        gate.wait(60)
        edit(town, path, record, number, blind=blind)

    with ThreadPoolExecutor(EDITORS) as threads:
        list(threads.map(begin, range(EDITORS)))
    return record


def lost(record: Record) -> list[str]:
    """Texts that more than one editor wrote over: all but one of those did not know of the other."""
    return [text for text, times in Counter(record.over.values()).items() if times > 1]


def test_every_save_is_accepted_or_shown_as_a_conflict(town: Town, tally: Tally) -> None:
    path = new_note(town, "eight")
    record = all_edit(town, path)
    tally.tried = SAVES // EDITORS * EDITORS
    tally.wrong += [f"written over unseen: {text}" for text in lost(record)]
    assert not record.other, record.other
    assert len(record.over) + record.conflicts == tally.tried
    assert _newest(town, path) == 1 + len(record.over)
    assert record.conflicts


def test_it_sees_editors_without_a_version(town: Town, tally: Tally) -> None:
    record = all_edit(town, new_note(town, "blind"), blind=True)
    tally.fault(bool(lost(record)), "no version")


def test_copies_of_a_form_are_one(town: Town, tally: Tally) -> None:
    """Each form one to ten times at once with one key: one record, and the same answer to every copy."""
    random = Random(36)  # noqa: S311 - repeatable
    path = f"/dossiers/{town.world.dossier}/notes/new"
    clients = [town.client("noor") for _ in range(10)]
    sent = 0
    while sent < many(60, 2_000):
        copies = random.randint(1, 10)
        facts = f"kopie {sent}"
        form = {**NOTE, "facts": facts, "submission_key": facts}
        answers = town.at_once(*[(client, path, form) for client in clients[:copies]])
        there = town.count(f"select count(*) from note where facts = '{facts}'")
        tally.check(there == 1 and len(set(answers)) == 1 and answers[0][0] == 303, f"{facts}: {there} {set(answers)}")
        sent += copies
    tally.tried = sent


def test_a_key_is_of_one_person_one_route_and_one_text(town: Town, tally: Tally) -> None:
    path = f"/dossiers/{town.world.dossier}/notes/new"
    form = {**NOTE, "facts": "eerste", "submission_key": "shared"}
    first = town.client("noor").post(path, data=form)
    assert first.status_code == 303
    before = town.count("select count(*) from note")
    another = town.client("noor").post(path, data={**form, "facts": "tweede"})
    tally.check(another.status_code == 303, "another text under the same key is another form")
    tally.check(town.count("select count(*) from note") == before + 1, "and is saved")
    somebody = town.client("omar").post(path, data=form)
    tally.check(somebody.location != first.location, "nobody gets the answer to somebody else's form")
