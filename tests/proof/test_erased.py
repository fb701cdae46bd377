"""Who was erased stays erased: a hundred households go after a backup, the backup is put back, and nothing of theirs comes back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.audit.sealing import seal_log
from app.audit.witness import Witness
from app.retention.destroying import replay
from config import Config
from tests.database import Cluster, Urls, config_for
from tests.integration.demo.test_papers import superuser
from tests.integration.retention.conftest import Archive
from tests.integration.retention.conftest import archive as archive  # the small world in a database of its own
from tests.proof.extent import Tally, many
from tests.proof.test_backup import elsewhere as elsewhere  # an empty database
from tests.world import World, add_row, read
from tools.backup import dump
from tools.dump import programs
from tools.restore import destroy_again, restore

pytestmark = pytest.mark.slow

#: So many households go, on so many lists; as many stay.
HOMES, LISTS = many(8, 100), many(2, 5)
MARK = re.compile(r"zzmark(\d+)zz")
_DOSSIER = text(
    "insert into dossier (case_no, lead_org_id, created_by, closed) select :number, lead_org_id, created_by, true from dossier"
    " where id = :like returning id"
)
_SEEN = text(
    "insert into processing_log (trace_id, operation, person_id, dossier_id, categories)"
    " values (gen_random_uuid(), 'dossier.show', :person, :dossier, '{identity}')"
)
_TABLES = (
    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'sec') order by 1"
)


@dataclass(frozen=True, slots=True)
class Home:
    """A household with one person and a note, whom somebody saw; every text of it holds the mark with this number."""

    mark: int
    dossier: int
    person: int


def settle_in(line: Connection, world: World, mark: int) -> Home:
    """Makes one household, closed yesterday."""
    number = line.execute(_DOSSIER, {"number": f"W-2004-{mark:05}", "like": world.dossier}).scalar_one()
    here, word = replace(world, dossier=int(number)), f"zzmark{mark}zz"
    add_row(line, here, "household_title", title=word)
    add_row(line, here, "dossier_process", phase="closed", phase_since="2026-01-01")
    person = add_row(line, here, "person", stub=word)
    mine: dict[str, Any] = {"person_ids": [person]}
    add_row(line, here, "person_detail", person_id=person, given_name=word, surname=word, name_key=word, grams=[word],
            phonetic=word, **mine)  # fmt: skip
    note = add_row(line, here, "note", facts=word, **mine)
    add_row(line, here, "note_interpretation", note_id=note, text=word, **mine)
    add_row(line, here, "activity", category="notes", verb="note.added", object_id=note, **mine)
    line.execute(_SEEN, {"person": person, "dossier": here.dossier})
    return Home(mark, here.dossier, person)


def found_in(address: str) -> set[int]:
    """The numbers of every mark in every row of every table, as a superuser reads them."""
    found: set[int] = set()
    with psycopg.connect(address) as line:
        for (table,) in line.execute(_TABLES).fetchall():
            rows = line.execute(f"select t::text from only {table} t where t::text like '%zzmark%'".encode()).fetchall()
            found |= {int(number) for (row,) in rows for number in MARK.findall(row)}
    return found


def erase(archive: Archive, homes: Iterable[Home]) -> int:
    """Lets these households grow old; two people agree, and they go. Gives how many records that were."""
    ids = [home.dossier for home in homes]
    for (table,) in archive.owner.execute("select * from sec.scoped_tables()").fetchall():
        archive.run(f"update {table} set created_at = created_at - interval '30 years' where dossier_id = any(%s)", ids)
    archive.run(
        "update dossier_process set phase_since = phase_since - interval '30 years' where dossier_id = any(%s)", ids
    )
    archive.make()
    archive.agree()
    done = archive.destroy()
    return done.records if done else 0


def test_a_hundred_who_were_erased_do_not_come_back_with_a_backup(
    archive: Archive, elsewhere: Urls, cluster: Cluster, tmp_path: Path, tally: Tally
) -> None:
    world = read(archive.urls.owner)
    engine = create_engine(archive.urls.owner, poolclass=NullPool)
    with engine.begin() as line:
        homes = [settle_in(line, world, number) for number in range(2 * HOMES)]
    gone, kept = homes[::2], homes[1::2]
    archive.seal()
    where, file = programs(cluster.embedded), tmp_path / "schakel-1.dump"
    dump(where, superuser(cluster, archive.urls.owner), file)
    for number in range(LISTS):
        records = erase(archive, gone[number::LISTS])
        tally.check(records >= 7 * len(gone[number::LISTS]), f"list {number}: only {records} records")
    here, there = superuser(cluster, archive.urls.app), superuser(cluster, elsewhere.owner)
    tally.check(found_in(here) == {home.mark for home in kept}, "what is found after erasing")
    restore(where, there, file)
    tally.fault(found_in(there) == {home.mark for home in homes}, "a backup that is put back without the tombstones")
    config: Config = replace(config_for(elsewhere), instance=tmp_path, witness=archive.home / "seals.jsonl")
    destroy_again(config, there)
    left = found_in(there)
    for home in gone:
        tally.check(home.mark not in left, f"household {home.mark} is back")
    for home in kept:
        tally.check(home.mark in left, f"household {home.mark}, which nobody erased, is gone")
    _look_at_the_log(archive, elsewhere, tally, gone=gone, kept=kept)


def _look_at_the_log(archive: Archive, elsewhere: Urls, tally: Tally, *, gone: list[Home], kept: list[Home]) -> None:
    """What is left in the log about whoever went leads to nobody, no line is missing, and it verifies."""
    with psycopg.connect(elsewhere.owner.replace("+psycopg", "", 1)) as owner:
        back = Archive(elsewhere, owner, archive.home)
        about = "select count(*) from processing_log where person_id = any(%s)"
        tally.check(back.ask(about, [home.person for home in gone]) == 0, "the log leads to whoever was erased")
        tally.check(back.ask(about, [home.person for home in kept]) == len(kept), "lines about others are missing")
        tally.check(back.count("processing_log where person_id is null") == len(gone), "lines without a person")
        tally.check(replay(owner, back.tombstones, back.signer).records == 0, "twice is not the same as once")
        owner.commit()
        seal_log(owner, back.signer, Witness(back.home / "seals.jsonl"), after_restore=True)
        wrong = back.wrong_in_log()
        tally.check(wrong == [], f"the log does not verify: {wrong[:3]}")
