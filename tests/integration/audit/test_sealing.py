"""Seals hold every line once, also those of transactions that were open meanwhile, and say who changed what afterwards."""

import json

import psycopg
import pytest

from app.audit.sealing import CannotSeal, Made
from app.audit.seals import Signer, is_signed, list_seals
from app.audit.tree import root_of
from tests.integration.audit.conftest import Log


def test_everything_that_was_written_is_sealed_once(log: Log) -> None:
    log.write("one", "two")
    assert log.seal() == Made(1, 6)
    assert log.seal() == Made(0, 0)
    log.write("three")
    assert log.seal() == Made(1, 3)
    first, second = list_seals(log.owner, 0, 9)
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.head
    assert second.from_tx == first.to_tx
    assert first.root == root_of(first.leaves)
    assert is_signed(first)
    assert log.findings() == []


def test_a_transaction_that_is_open_is_not_passed_over(log: Log) -> None:
    """The open one has the lower id and becomes visible after the higher one: both are sealed, and neither twice."""
    with log.writing("slow"):
        log.write("quick")
        assert log.seal() == Made(0, 0), "what lies above an open transaction waits"
    log.write("later")
    assert log.seal() == Made(1, 9)
    assert log.findings() == []


def test_what_was_written_before_an_open_transaction_does_not_wait_for_it(log: Log) -> None:
    log.write("before")
    with log.writing("slow"):
        log.write("after")
        assert log.seal() == Made(1, 3)
        assert log.findings() == []
    assert log.seal() == Made(1, 6)
    assert log.findings() == []


def test_a_transaction_that_failed_leaves_no_hole(log: Log) -> None:
    with log.writing("thrown away") as line:
        log.write("kept")
        line.rollback()
    assert log.seal() == Made(1, 3)
    assert log.findings() == []


def test_a_seal_closes_after_so_many_lines_and_never_divides_a_transaction(log: Log) -> None:
    log.write(*"abcdefg")
    assert log.seal(most=4) == Made(4, 21)
    assert [seal.access_count + seal.processing_count for seal in list_seals(log.owner, 0, 9)] == [6, 6, 6, 3]
    assert log.findings() == []


def test_two_sealers_do_not_seal_the_same(log: Log) -> None:
    log.write()
    with psycopg.connect(log.urls.owner.replace("+psycopg", "", 1)) as other:
        other.execute("select pg_advisory_lock(7421)")
        with pytest.raises(CannotSeal, match="another process"):
            log.seal()
        other.execute("select pg_advisory_unlock(7421)")  # not by closing: the server notices that in its own time
    assert log.seal() == Made(1, 3)


def test_the_witness_has_every_head(log: Log) -> None:
    log.write("one")
    log.seal()
    log.write("two")
    log.seal()
    lines = [json.loads(line) for line in log.path.read_text().splitlines()]
    assert [line["seal"] for line in lines] == [1, 2]
    assert [line["head"] for line in lines] == [seal.head.hex() for seal in list_seals(log.owner, 0, 9)]


def test_the_witness_is_told_what_it_missed(log: Log) -> None:
    """A run that ended between the database and the file."""
    log.write("one")
    log.seal()
    log.path.unlink()
    assert log.findings() == ["seal 1: the witness has not seen it"]
    log.seal()
    assert log.findings() == []


def test_after_a_restore_it_asks_first_and_lists_what_was_lost(log: Log) -> None:
    for reason in ("one", "two", "three"):
        log.write(reason)
        log.seal()
    log.run("delete from log_seal where number > 1")
    log.run("delete from access_log where tx >= (select max(to_tx) from log_seal)")
    log.run("delete from processing_log where tx >= (select max(to_tx) from log_seal)")
    with pytest.raises(CannotSeal, match="--after-restore"):
        log.seal()
    log.write("four")
    assert log.seal(after_restore=True) == Made(1, 3)
    assert [seal.number for seal in list_seals(log.owner, 0, 9)] == [1, 4]
    found, verifier = log.verify()
    assert found == []
    assert verifier.notices == ["seals 2 to 3 were lost by a restore; the witness has them"]


def test_a_database_in_another_cluster_counts_on_above_what_was_sealed(log: Log) -> None:
    """A restored database: its own transactions begin again at a low number. Here the log's are pushed far ahead instead."""
    log.write("one")
    log.run("update access_log set tx = tx + 1000000")
    log.run("update processing_log set tx = tx + 1000000")
    assert log.seal() == Made(1, 3)
    log.write("two")
    assert log.seal() == Made(1, 3)
    assert log.findings() == []
    try:
        assert int(log.ask("select value from sec.setting where name = 'log_distance'")) > 900_000
        assert log.ask("select count(*) from access_log where tx >= (select min(to_tx) from log_seal)") == 1
    finally:
        log.run("delete from sec.setting where name = 'log_distance'")
        log.run("alter table access_log alter column tx set default pg_current_xact_id()::text::bigint")
        log.run("alter table processing_log alter column tx set default pg_current_xact_id()::text::bigint")


TAMPERING: dict[str, tuple[str, str]] = {
    "a field": (
        "update access_log set account_name = 'Somebody else' where id = %s",
        "access_log {a}: changed after seal 1",
    ),
    "the moment": (
        "update access_log set at = at - interval '1 second' where id = %s",
        "access_log {a}: changed after seal 1",
    ),
    "the reason": ("update access_log set reason = 'asked' where id = %s", "access_log {a}: changed after seal 1"),
    "a category": (
        "update processing_log set categories = '{}' where id = %s",
        "processing_log {p}: changed after seal 1",
    ),
    "the person": (
        "update processing_log set person_id = person_id + 1 where id = %s",
        "processing_log {p}: changed after seal 1",
    ),
    "removed": ("delete from access_log where id = %s", "access_log {a}: removed (it was in seal 1)"),
    "removed from the other": (
        "delete from processing_log where id = %s",
        "processing_log {p}: removed (it was in seal 1)",
    ),
    "another id": (
        "update access_log set id = 900000 where id = %s",
        "access_log 900000: added by hand (seal 1 did not have it)",
    ),
    "moved to after the seal": (
        "update access_log set tx = (select max(to_tx) from log_seal) where id = %s",
        "access_log {a}: removed (it was in seal 1)",
    ),
    "a hash of the seal": (
        "update log_seal set leaves = overlay(leaves placing '\\x00'::bytea from 1) where %s > 0",
        "seal 1: broken, its hashes do not make its root",
    ),
    "the root": (
        "update log_seal set root = sha256('') where %s > 0",
        "seal 1: broken, what it says does not make its head",
    ),
    "the count": (
        "update log_seal set access_count = access_count - 1 where %s > 0",
        "seal 1: broken, what it says does not make its head",
    ),
    "the range": (
        "update log_seal set from_tx = from_tx + 1 where number = 1 and %s > 0",
        "seal 1: broken, it does not begin",
    ),
    "the signature": (
        "update log_seal set signature = sha256('') || sha256('') where number = 2 and %s > 0",
        "seal 2: broken, its signature is not one of this installation's key",
    ),
    "a key of a person": (
        "update person_key set secret = sha256(secret) where %s > 0",
        "it does not make the mark of this person",
    ),
    "a dropped seal": ("delete from log_seal where number = 1 and %s > 0", "seal 1: removed"),
    "the last seal": (
        "delete from log_seal where number = 2 and %s > 0",
        "seal 2: the witness has seen it, and it is not in the database",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_changed_by_hand_is_named(log: Log, what: str) -> None:
    log.write("one", "two", "three")
    log.seal()
    log.write("four")
    log.seal()
    access = log.ask("select id from access_log order by id offset 1 limit 1")
    processing = log.ask("select id from processing_log order by id offset 1 limit 1")
    statement, sentence = TAMPERING[what]
    log.run(statement, processing if "processing_log" in statement else access)
    expected = sentence.format(a=access, p=processing)
    found = log.findings()
    assert any(expected in line for line in found), found


def test_nothing_else_is_named(log: Log) -> None:
    log.write("one", "two", "three")
    log.seal()
    line = log.ask("select id from access_log order by id offset 1 limit 1")
    log.run("update access_log set reason = 'other' where id = %s", line)
    assert log.findings() == [f"access_log {line}: changed after seal 1"]


def test_a_line_that_is_added_among_sealed_ones_is_named(log: Log) -> None:
    log.write("one")
    log.seal()
    log.run(
        "insert into access_log (trace_id, action, operation, outcome, tx)"
        " select gen_random_uuid(), 'read', 'dossier.show', 'ok', tx from access_log"
    )
    number = log.ask("select max(id) from access_log")
    assert log.findings() == [f"access_log {number}: added by hand (seal 1 did not have it)"]


def test_a_line_of_a_transaction_that_never_was_is_named(log: Log) -> None:
    log.write("one")
    log.seal()
    log.run("update access_log set tx = tx + 5000000")
    number = log.ask("select max(id) from access_log")
    assert f"access_log {number}: added by hand (no transaction can have written it)" in log.findings()


def test_two_lines_that_change_places_are_named(log: Log) -> None:
    log.write("one", "two")
    log.seal()
    log.run(
        "update access_log a set reason = b.reason, trace_id = b.trace_id, at = b.at from access_log b where a.id <> b.id"
    )
    assert len(log.findings()) == 2


def test_whoever_makes_all_seals_anew_is_told_on_by_the_witness(log: Log) -> None:
    """Somebody with the key and the database, but not the file that was copied elsewhere."""
    log.write("one", "two")
    log.seal()
    kept = log.path.read_text()
    log.run("delete from log_seal")
    log.run("update access_log set reason = 'other'")
    log.path.unlink()
    log.seal()
    assert log.findings() == []
    log.path.write_text(kept)
    assert log.findings() == ["seal 1: the witness has seen another one"]


def test_another_key_is_seen(log: Log) -> None:
    log.write("one")
    log.seal()
    log.signer = Signer(b"o" * 32)
    assert log.findings() == ["seal 1: broken, its signature is not one of this installation's key"]


def test_a_witness_that_was_scribbled_in_is_seen(log: Log) -> None:
    log.write("one")
    log.seal()
    with log.path.open("a") as file:
        file.write("not a line of ours\n")
    assert log.findings() == ["the witness has a line that cannot be read: not a line of ours"]


def test_a_seal_cannot_be_changed_by_the_way(log: Log) -> None:
    log.write("one")
    log.seal()
    for statement in ("update log_seal set number = 2", "delete from log_seal"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="stays as it is"):
            log.owner.execute(statement.encode())
        log.owner.rollback()


def test_somebody_who_is_forgotten_leaves_every_seal_whole(log: Log) -> None:
    log.write("one", "two")
    log.seal()
    person = log.ask("select min(person_id) from processing_log")
    log.run("select sec.forget_person(%s)", person)
    assert log.ask("select count(*) from processing_log where person_id = %s", person) == 0
    assert log.ask("select count(*) from processing_log where person_mark is not null") == 2
    assert log.ask("select count(*) from person_key where person_id = %s", person) == 0
    assert log.findings() == []
    log.write("three")
    log.seal()
    assert log.findings() == []


def test_somebody_who_is_forgotten_cannot_be_written_back(log: Log) -> None:
    log.write("one")
    log.seal()
    person = log.ask("select min(person_id) from processing_log")
    log.run("select sec.forget_person(%s)", person)
    log.run("update processing_log set person_id = %s where person_id is null", person)
    assert [line.endswith("changed after seal 1") for line in log.findings()] == [True]


def test_somebody_who_is_forgotten_before_the_seal_is_in_it_by_mark(log: Log) -> None:
    log.write("one")
    person = log.ask("select min(person_id) from processing_log")
    log.run("select sec.forget_person(%s)", person)
    assert log.seal() == Made(1, 3)
    assert log.findings() == []
