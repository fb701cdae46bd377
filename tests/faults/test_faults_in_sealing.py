"""Faults in the sealing and the verifying of the log, each small enough to be made by accident. Every one must be caught."""

from collections.abc import Callable
from typing import Any

import pytest

from app.audit import lines, sealing, seals, verifying
from tests.integration.audit.conftest import Log
from tests.integration.audit.conftest import log as log  # the log of a scratch database
from tests.integration.audit.conftest import log_urls as log_urls

_REASON = "l.reason, "
_PERSON = "case when l.person_id is null then l.person_mark else k.mark end, "

#: What is done by hand, and what has to be said of it.
BY_HAND = {
    "a changed line": ("update access_log set reason = 'other' where reason = 'first'", "changed after"),
    "another person": (
        "update processing_log set person_id = person_id + 1 where id = (select min(id) from processing_log)",
        "changed",
    ),
    "a removed line": ("delete from access_log where reason = 'first'", "removed"),
    "a dropped seal": ("delete from log_seal where number = (select max(number) from log_seal)", "not in the database"),
    "a forged head": ("update log_seal set previous = head where number = 1", "does not make its head"),
    "a forged signature": ("update log_seal set signature = sha256('') || sha256('')", "its signature"),
    "an added line": (
        "insert into access_log (trace_id, action, operation, outcome, tx) select gen_random_uuid(), '', '', '', min(tx) from access_log",
        "added by hand",
    ),
}


def complaint(log: Log, act: str) -> str:
    """What is wrong with sealing or verifying, in this case; nothing when it keeps its promise."""
    with log.writing("slow"):
        log.write("first")
        log.seal()
    log.write("last")
    log.seal()
    sealed = log.ask("select sum(access_count) from log_seal")
    if sealed != 3:
        return f"{sealed} of 3 lines are in a seal"
    if log.findings():
        return "it names what nobody touched"
    statement, sentence = BY_HAND[act]
    log.run(statement)
    return "" if any(sentence in line for line in log.findings()) else f"{act} was not named"


def _without(monkeypatch: pytest.MonkeyPatch, log_name: str, column: str) -> None:
    row, source = lines._FROM[log_name]
    assert column in row
    monkeypatch.setitem(lines._FROM, log_name, (row.replace(column, ""), source))


def _nothing(*_: Any) -> list[str]:
    return []


FAULTS: dict[str, tuple[str, Callable[[pytest.MonkeyPatch], None]]] = {
    "open transactions are passed over": (
        "a changed line",
        lambda patch: patch.setattr(sealing, "_HORIZON", sealing._HORIZON.replace("_xmin", "_xmax")),
    ),
    "the reason is not in the hash": ("a changed line", lambda patch: _without(patch, "access_log", _REASON)),
    "the person is not in the hash": ("another person", lambda patch: _without(patch, "processing_log", _PERSON)),
    "lines are not compared": (
        "a removed line",
        lambda patch: patch.setattr(verifying.Verifier, "_differences", _nothing),
    ),
    "the witness is not read": (
        "a dropped seal",
        lambda patch: patch.setattr(verifying._Heads, "up_to", _nothing),
    ),
    "signatures are believed": (
        "a forged signature",
        lambda patch: patch.setattr(verifying, "is_signed", lambda _seal: True),
    ),
    "heads are believed": (
        "a forged head",
        lambda patch: patch.setattr(seals.Seal, "made_head", lambda seal: seal.head),
    ),
    "one log is forgotten": (
        "another person",
        lambda patch: patch.setattr(verifying, "LOGS", ("access_log", "access_log")),
    ),
}


@pytest.mark.parametrize("act", BY_HAND)
def test_without_a_fault_every_act_is_named(log: Log, act: str) -> None:
    assert complaint(log, act) == ""


@pytest.mark.parametrize("name", FAULTS)
def test_it_catches_a_fault(log: Log, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    act, plant = FAULTS[name]
    plant(monkeypatch)
    assert complaint(log, act) != ""
