"""Sealing: the lines that were written since the last seal, hashed into a tree whose root is chained and signed (``security.md`` 3.2).

Outside every request, as the owner of the tables. What is sealed lies below the oldest transaction that still runs, so nothing
can appear there afterwards: a transaction that is open waits for a later seal, and is never passed over.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from app.audit.lines import FIRST, LOGS, Connection, ids_between, leaves_between, rebased
from app.audit.seals import NOTHING, Seal, Signer, add_seal, find_last, list_seals
from app.audit.tree import root_of
from app.audit.witness import Witness

#: A seal closes after so many lines; a transaction is never divided, so a very big one makes a bigger seal.
MOST = 20_000
#: Of the session: whoever forgets a person (``sec.forget_person``) waits for it, and a second sealer goes away.
_LOCK = 7421

_HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + %s, clock_timestamp()"
_REACH = """
    select count(*), max(tx) + 1 from (
      select tx from (select tx from access_log where tx >= %(start)s and tx < %(end)s
                      union all select tx from processing_log where tx >= %(start)s and tx < %(end)s) both_logs
       order by tx limit %(most)s) reached
"""
_MARK = """
    select sec.mark_persons(array(
      select distinct l.person_id from processing_log l
       where l.tx >= %(start)s and l.tx < %(end)s and l.person_id is not null
         and not exists (select from person_key k where k.person_id = l.person_id)))
"""


class CannotSeal(RuntimeError):
    """Sealing would hide that something was lost, or somebody else is at it; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one run made: so many seals over so many lines."""

    seals: int
    lines: int


def seal_log(
    connection: Connection, signer: Signer, witness: Witness, *, most: int = MOST, after_restore: bool = False
) -> Made:
    """Seals everything that is complete, each seal in a transaction of its own, and tells the witness after each.

    ``after_restore``: goes on behind the last seal that the witness has seen, when a backup brought back fewer. Raises CannotSeal.
    """
    with _alone(connection):
        rebased(connection)
        connection.execute("select sec.ensure_log_partitions()")
        connection.commit()
        last = _go_on(connection, witness, after_restore=after_restore)
        seals, lines = 0, 0
        while seal := _next(connection, signer, last, most):
            add_seal(connection, seal)
            connection.commit()
            witness.add([seal])
            last, seals, lines = seal, seals + 1, lines + seal.access_count + seal.processing_count
        connection.commit()
    return Made(seals, lines)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    row = connection.execute("select pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
    connection.commit()
    if not row or not row[0]:
        raise CannotSeal("The log is being sealed by another process already.")
    try:
        yield
    finally:
        connection.rollback()
        connection.execute("select pg_advisory_unlock(%s)", (_LOCK,))
        connection.commit()


def _go_on(connection: Connection, witness: Witness, *, after_restore: bool) -> Seal | None:
    """The seal that the next one follows. The witness is told what it missed when a run ended between the two."""
    last, seen = find_last(connection), witness.find_last()
    known = seen.number if seen else 0
    number = last.number if last else 0
    if known > number and seen is not None:
        if not after_restore:
            raise CannotSeal(
                f"The witness has seen seal {known} and the database ends at {number}. If a backup was restored, run this "
                "again with --after-restore; the lost seals stay on record. If not, somebody removed them: flask audit verify"
            )
        empty = Seal(known, 0, FIRST, 0, 0, b"", b"", b"", b"", dt.datetime.now(dt.UTC))
        return replace(last or empty, number=known, head=bytes.fromhex(seen.head))
    while missed := list_seals(connection, known, 100):
        witness.add(missed)
        known = missed[-1].number
    return last


def _next(connection: Connection, signer: Signer, last: Seal | None, most: int) -> Seal | None:
    """The next seal, or None when nothing is complete."""
    start = last.to_tx if last else FIRST
    horizon, moment = connection.execute(_HORIZON, (rebased(connection),)).fetchone() or (start, None)
    count, reached = connection.execute(_REACH, {"start": start, "end": horizon, "most": most}).fetchone() or (0, None)
    if not count or moment is None:
        return None
    end = reached if count == most else horizon
    connection.execute(_MARK, {"start": start, "end": end})
    ids = [ids_between(connection, log, start, end) for log in LOGS]
    leaves = b"".join(leaves_between(connection, log, start, end) for log in LOGS)
    seal = Seal(
        number=last.number + 1 if last else 1,
        from_tx=start,
        to_tx=end,
        access_count=len(ids[0]) // 8,
        processing_count=len(ids[1]) // 8,
        ids=b"".join(ids),
        leaves=leaves,
        root=root_of(leaves),
        previous=last.head if last else NOTHING,
        sealed_at=moment,
        public_key=signer.public_key,
    )
    head = seal.made_head()
    return replace(seal, head=head, signature=signer.sign(head))
