"""Files of the demo town's documents: there and open, named when they are not, sealed anew, swept, and back from a backup."""

import io
import os
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, text

from app import create_app
from app.cli.keys import FILES, reseal
from app.cli.owner import as_owner
from app.db.embedded import SUPERUSER
from app.db.session import db
from app.documents.storage import YOUNG_SECONDS
from app.web.guard import SchakelFlask
from config import Config, DataKey
from tests.database import Cluster, Urls, config_for
from tests.integration.demo.conftest import run
from tools.backup import dump
from tools.dump import bare, programs
from tools.papers import documents_beside, pack, unpack
from tools.restore import bring_back, restore


def folder(app: SchakelFlask) -> Path:
    config: Config = app.config["SCHAKEL"]
    return config.documents


def names(town: Connection) -> list[str]:
    town.rollback()
    return list(town.execute(text("select stored_name from document_version order by id")).scalars())


@pytest.fixture
def file_of(demo_app: SchakelFlask, town: Connection) -> Iterator[Callable[[int], Path]]:
    """``file_of(0)``: the file of the first document; afterwards it is what it was."""
    before: dict[Path, bytes] = {}

    def find(number: int) -> Path:
        name = names(town)[number]
        path = folder(demo_app) / name[:2] / name
        before[path] = path.read_bytes()
        return path

    yield find
    for path, content in before.items():
        path.write_bytes(content)


def test_every_document_of_the_town_has_a_file_that_opens(demo_app: SchakelFlask, town: Connection) -> None:
    code, said = run(demo_app, "documents", "check")
    assert (code, said) == (0, f"All {len(names(town))} files are there and open.\n")
    assert len(names(town)) >= 3


def test_it_names_what_is_gone_and_what_is_damaged(
    demo_app: SchakelFlask, town: Connection, file_of: Callable[[int], Path]
) -> None:
    file_of(0).unlink()
    damaged = file_of(1)
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    code, said = run(demo_app, "documents", "check")
    assert code == 1
    lines = [line for line in said.splitlines() if line.startswith("gone or damaged: dossier ")]
    assert len(lines) == 2
    assert f"2 of {len(names(town))} files do not open." in said


def test_their_keys_are_written_under_the_newest_key(demo_app: SchakelFlask, town: Connection) -> None:
    before: Config = demo_app.config["SCHAKEL"]
    keys = replace(before.keys, data=(DataKey("newer", bytes(range(32))), *before.keys.data))
    total = len(names(town))
    try:
        demo_app.config["SCHAKEL"] = replace(before, keys=keys)
        with demo_app.app_context(), as_owner() as connection:
            assert reseal(connection, "newer", batch=2, of=FILES) == (total, 0)
            assert reseal(connection, "newer", batch=2, of=FILES) == (0, 0)
        assert run(demo_app, "documents", "check")[0] == 0
        demo_app.config["SCHAKEL"] = replace(before, keys=replace(keys, data=keys.data[:1]))
        assert run(demo_app, "documents", "check")[0] == 0, "the old key can go"
    finally:
        demo_app.config["SCHAKEL"] = replace(before, keys=replace(keys, data=tuple(reversed(keys.data))))
        with demo_app.app_context(), as_owner() as connection:
            reseal(connection, before.keys.data[0].name, batch=50, of=FILES)
        demo_app.config["SCHAKEL"] = before


def test_files_that_no_row_opens_are_swept_when_they_are_old(
    demo_app: SchakelFlask, town: Connection, tmp_path: Path
) -> None:
    before: Config = demo_app.config["SCHAKEL"]
    home = tmp_path / "documents"
    demo_app.config["SCHAKEL"] = replace(before, instance=tmp_path)
    try:
        used = names(town)[0]
        for name in (used, "ab" * 16, "cd" * 16, f"{'ef' * 16}.half"):
            (home / name[:2]).mkdir(parents=True, exist_ok=True)
            (home / name[:2] / name).write_bytes(b"x")
        old = time.time() - YOUNG_SECONDS - 1
        for name in (used, "ab" * 16, f"{'ef' * 16}.half"):
            os.utime(home / name[:2] / name, (old, old))
        assert "2 files of documents removed." in run(demo_app, "uploads", "forget")[1]
        assert {path.name for path in home.glob("??/*")} == {used, "cd" * 16}
        assert "0 files of documents removed." in run(demo_app, "uploads", "forget")[1]
    finally:
        demo_app.config["SCHAKEL"] = before


@pytest.fixture
def elsewhere(cluster: Cluster) -> Iterator[Urls]:
    """An empty database."""
    name = f"schakel_restored_{os.getpid()}"
    yield cluster.make(name)
    cluster.drop(name)


def superuser(cluster: Cluster, url: str) -> str:
    """The address of whoever makes and restores backups, on the same database."""
    name = str(make_url(url).database)
    if cluster.embedded:
        return bare(cluster.embedded.url(SUPERUSER, name))
    remote = make_url(str(cluster.remote)).set(drivername="postgresql", database=name)
    return remote.render_as_string(hide_password=False)


def test_a_backup_brings_rows_and_files_back_together(
    demo_app: SchakelFlask, town: Connection, filled: tuple[SchakelFlask, Urls], cluster: Cluster, elsewhere: Urls,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file, where = tmp_path / "schakel-1.dump", programs(cluster.embedded)
    dump(where, superuser(cluster, filled[1].app), file)
    packed = documents_beside(file)
    assert pack(folder(demo_app), packed) >= len(names(town))
    assert packed.stat().st_mode & 0o077 == 0
    assert b"deurwaarder" not in packed.read_bytes()
    restore(where, superuser(cluster, elsewhere.owner), file)
    instance = tmp_path / "another"
    bring_back(instance / "documents", file)
    assert "files of documents" in capsys.readouterr().out
    config = replace(config_for(elsewhere), instance=instance, keys=demo_app.config["SCHAKEL"].keys)
    app = create_app(config)
    try:
        assert run(app, "documents", "check") == (0, f"All {len(names(town))} files are there and open.\n")
        kept = names(town)[0]
        (instance / "documents" / kept[:2] / kept).unlink()
        assert run(app, "documents", "check")[0] == 1
        assert unpack(packed, instance / "documents") >= len(names(town)), "again, over what is there"
        assert run(app, "documents", "check")[0] == 0
    finally:
        with app.app_context():
            db.engine.dispose()


def test_a_backup_without_documents_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_back(tmp_path / "documents", tmp_path / "schakel-2.dump")
    assert "There are no documents beside it (schakel-2.documents.tar)." in capsys.readouterr().out
    assert pack(tmp_path / "nothing", tmp_path / "empty.documents.tar") == 0


def test_nothing_but_files_of_documents_is_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "x.documents.tar"
    with tarfile.open(packed, "w") as archive:
        for name in ("../out", "/etc/out", "ab/short", "ab/" + "ab" * 16):
            info = tarfile.TarInfo(name)
            info.size = 1
            archive.addfile(info, io.BytesIO(b"x"))
    assert unpack(packed, tmp_path / "documents") == 1
    assert not (tmp_path / "out").exists()
