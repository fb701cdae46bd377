"""What was destroyed stays so after a restore: with a real backup of before, and the file of what went since."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from app.audit.sealing import seal_log
from app.audit.witness import Witness
from app.retention.destroying import replay
from app.retention.tombstones import DamagedTombstones
from config import Config
from tests.database import Cluster, Urls, config_for
from tests.integration.demo.test_papers import superuser
from tests.integration.retention.conftest import Archive, plain
from tools.backup import dump
from tools.dump import programs
from tools.restore import destroy_again, restore


@pytest.fixture
def elsewhere(cluster: Cluster) -> Iterator[Urls]:
    """An empty database."""
    name = f"schakel_back_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    yield cluster.make(name)
    cluster.drop(name)


def test_what_went_after_a_backup_goes_again_when_it_is_restored(
    archive: Archive, elsewhere: Urls, cluster: Cluster, tmp_path: Path
) -> None:
    archive.run(
        "create table access_log_2019_03 partition of access_log for values from ('2019-03-01') to ('2019-04-01')"
    )
    archive.run(
        "insert into access_log (at, trace_id, action, operation, outcome)"
        " values ('2019-03-14 12:00+00', gen_random_uuid(), 'read', 'dossier.show', 'ok')"
    )
    archive.seal()
    archive.grow_old(16)
    archive.close(16)
    archive.run("update document_version set stored_name = repeat('ab', 16)")
    where, file = programs(cluster.embedded), tmp_path / "schakel-1.dump"
    dump(where, superuser(cluster, archive.urls.owner), file)
    archive.make()
    archive.agree()
    assert archive.destroy().files == ("ab" * 16,)  # type: ignore[union-attr]
    config: Config = replace(config_for(elsewhere), instance=tmp_path, witness=archive.home / "seals.jsonl")
    kept = config.documents / "ab" / ("ab" * 16)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    restore(where, superuser(cluster, elsewhere.owner), file)
    destroy_again(config, superuser(cluster, elsewhere.owner))
    assert not kept.exists()
    with psycopg.connect(plain(elsewhere.owner)) as owner:
        back = Archive(elsewhere, owner, archive.home)
        assert back.count("note") == back.count("person") == back.count("dossier") == 0
        assert back.count("processing_log where person_id is not null") == 0
        assert back.ask("select to_regclass('access_log_2019_03')::text") is not None, "that needs the key of the seals"
        assert replay(owner, back.tombstones, back.signer).records == 1
        owner.commit()
        assert back.ask("select to_regclass('access_log_2019_03')::text") is None
        assert replay(owner, back.tombstones, back.signer).records == 0, "twice is the same as once"
        owner.commit()
        seal_log(owner, back.signer, Witness(back.home / "seals.jsonl"), after_restore=True)
        assert back.wrong_in_log() == []


def test_a_damaged_file_stops_it(archive: Archive) -> None:
    archive.tombstones.add(1, {"note": [1]})
    with (archive.home / "destroyed.jsonl").open("a") as file:
        file.write("no line\n")
    with pytest.raises(DamagedTombstones, match="line 2"):
        replay(archive.owner, archive.tombstones, archive.signer)
