"""Making a list of what is due, destroying what two people agreed to, and destroying it again after a restore.

As the owner of the tables, outside every request (``flask retention``). Each is one transaction, which the caller commits.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from app.audit.drops import drop_month
from app.audit.lines import LOGS, Connection
from app.audit.seals import Signer
from app.retention.tombstones import Tombstones

#: The lock under which the log is sealed; nothing is sealed while lines and persons go.
_LOCK = 7421

_AGREED = """
    select id from destruction_list where second_at is not null and destroyed_at is null and refused_at is null for update
"""
_LEFT = "select kind, id, rule_id, owner_org_id from pg_temp.due order by kind, id"
_CERTIFY = """
    insert into destruction_certificate (list_id, kind, rule_id, owner_org_id, records, ids_hash, destroyed_at)
    values (%s, %s, %s, %s, %s, %s, clock_timestamp())
"""
_FILES = "select stored_name from document_version where id = any(%s)"
_TELL = """
    insert into access_log (trace_id, action, operation, outcome, object_ids, categories, reason)
    values (gen_random_uuid(), 'destroy', 'destruction.carry_out', 'ok', array[%s]::bigint[], '{log}', %s)
"""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What came of one list: how many records went, how many stayed after all, and the names of files that nothing opens any more."""

    list_id: int
    records: int
    spared: int
    files: tuple[str, ...]


def make_list(connection: Connection) -> int | None:
    """Puts everything that is due today on a list; its id. None: another list waits for an answer, or nothing is due."""
    row = connection.execute("select sec.make_destruction_list(sec.today())").fetchone()
    return row[0] if row else None


def destroy(connection: Connection, signer: Signer, tombstones: Tombstones) -> Destroyed | None:
    """Destroys what is on the list that two people agreed to, and still due: a hold or a longer term since then spares it.

    None when no list was agreed to.
    """
    agreed = connection.execute(_AGREED).fetchone()
    if agreed is None:
        return None
    list_id = int(agreed[0])
    connection.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
    connection.execute("select sec.find_due(sec.today(), %s)", (list_id,))
    rows = connection.execute(_LEFT).fetchall()
    gone: dict[str, list[int]] = defaultdict(list)
    grouped: dict[tuple[str, int | None, int | None], list[int]] = defaultdict(list)
    for kind, key, rule, owner in rows:
        gone[kind].append(key)
        grouped[kind, rule, owner].append(key)
    tombstones.add(list_id, gone)
    files = _take_away(connection, signer, gone)
    for (kind, rule, owner), ids in grouped.items():
        connection.execute(_CERTIFY, (list_id, kind, rule, owner, len(ids), hash_of(ids)))
    spared = _close(connection, list_id, len(rows))
    return Destroyed(list_id, len(rows), spared, files)


def hash_of(ids: list[int]) -> bytes:
    """What a certificate says of ids: SHA-256 over them, sorted, 8 bytes each."""
    return sha256(b"".join(key.to_bytes(8, "big") for key in sorted(ids))).digest()


def replay(connection: Connection, tombstones: Tombstones, signer: Signer | None) -> Destroyed:
    """Destroys again what a restore brought back of what was destroyed before. Raises DamagedTombstones.

    Without a ``signer`` months of the log stay for a later run, because what says that they were dropped is signed.
    """
    gone: dict[str, list[int]] = defaultdict(list)
    for stone in tombstones.read():
        gone[stone.kind] += stone.ids
    there = {kind: _still_there(connection, kind, ids) for kind, ids in gone.items()}
    there = {kind: ids for kind, ids in there.items() if ids and (signer is not None or kind not in LOGS)}
    connection.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
    files = _take_away(connection, signer, there)
    return Destroyed(0, sum(map(len, there.values())), 0, files)


def _still_there(connection: Connection, kind: str, ids: list[int]) -> list[int]:
    """Which of these rows (or months) the database has. A table that is not there any more has none."""
    if kind in LOGS:
        months = {month: f"public.{kind}_{month // 100}_{month % 100:02}" for month in ids}
        found = connection.execute(
            "select m from unnest(%s::bigint[], %s::text[]) k(m, name) where to_regclass(name) is not null",
            (list(months), list(months.values())),
        )
        return [row[0] for row in found.fetchall()]
    known = connection.execute(
        "select exists (select from sec.scoped_tables() t where t = %s) or %s = 'dossier'", (kind, kind)
    ).fetchone()
    if known is None or not known[0]:
        return []
    query = f"select id from public.{kind} where id = any(%s)".encode()  # noqa: S608 - a table of our own, just looked up
    return [row[0] for row in connection.execute(query, (ids,)).fetchall()]


def _take_away(connection: Connection, signer: Signer | None, gone: dict[str, list[int]]) -> tuple[str, ...]:
    """Months of the log and rows; gives the names of their files."""
    files = connection.execute(_FILES, (gone.get("document_version", []),)).fetchall()
    if signer is not None:
        months = [(log, month) for log in LOGS for month in gone.get(log, ())]
        for log, month in months:
            drop_month(connection, signer, log, dt.date(month // 100, month % 100, 1))
    pairs = [(kind, key) for kind, ids in gone.items() if kind not in LOGS for key in ids]
    if pairs:
        connection.execute("select sec.erase(%s, %s)", ([kind for kind, _ in pairs], [key for _, key in pairs]))
    return tuple(name for (name,) in files)


def _close(connection: Connection, list_id: int, records: int) -> int:
    """The list is over: what was on it one by one is not kept. Gives how many of them were spared."""
    row = connection.execute("select count(*) from destruction_item where list_id = %s", (list_id,)).fetchone()
    connection.execute("delete from destruction_item where list_id = %s", (list_id,))
    connection.execute("update destruction_list set destroyed_at = clock_timestamp() where id = %s", (list_id,))
    connection.execute(_TELL, (list_id, str(records)))
    return (int(row[0]) if row else records) - records
