"""What is kept and destroyed, to be seen in the town: a list that waits for its second person, one that was carried out, and a hold."""

import datetime as dt
from hashlib import sha256
from typing import LiteralString

from app.cli.demo.loading.ledger import Connection, written

_DONE: LiteralString = """
    insert into destruction_list (made_on, made_at, first_by, first_at, second_by, second_at, destroyed_at)
    values (%(day)s, %(day)s, %(first)s, %(day)s, %(second)s, %(day)s, %(day)s) returning id
"""
_CERTIFICATE: LiteralString = """
    insert into destruction_certificate (list_id, kind, rule_id, owner_org_id, records, ids_hash, destroyed_at)
    select %(list)s, 'note', (select min(id) from retention_rule), a.organisation_id, 14, %(hash)s, %(day)s
      from account a where a.id = %(lead)s
"""
_WAITS: LiteralString = """
    insert into destruction_list (made_on, made_at, first_by, first_at) values (%(day)s, %(day)s, %(first)s, %(day)s) returning id
"""
#: Notes of closed cases, the oldest first; when they are destroyed is looked up again, and what is not due is spared.
_ITEMS: LiteralString = """
    insert into destruction_item (list_id, kind, record_id, rule_id, owner_org_id, destroy_on)
    select %(list)s, 'note', n.id, (select min(id) from retention_rule), n.owner_org_id, %(day)s
      from note n join dossier d on d.id = n.dossier_id and d.closed order by n.created_at, n.id limit 12
"""
_HOLD: LiteralString = """
    insert into legal_hold (dossier_id, reason, until_on, set_by, set_at)
    values (%(dossier)s, 'Er loopt een bezwaar bij de rechter.', %(until)s, %(second)s, %(day)s)
"""


def write_keeping(connection: Connection, accounts: dict[str, int], dossier: int, today: dt.date) -> None:
    """Writes them for today. ``accounts``: by name of the demo's people; ``dossier``: the household that is held."""
    people = {"first": accounts["astrid"], "second": accounts["joost"], "lead": accounts["noor"]}
    last_month, now = today - dt.timedelta(days=30), today - dt.timedelta(days=2)
    done = written(connection, _DONE, {**people, "day": last_month})
    hash_of = sha256(b"the notes of a closed case").digest()
    connection.execute(_CERTIFICATE, {**people, "list": done, "hash": hash_of, "day": last_month})
    waits = written(connection, _WAITS, {**people, "day": now})
    connection.execute(_ITEMS, {"list": waits, "day": now})
    until = today + dt.timedelta(days=180)
    connection.execute(_HOLD, {**people, "dossier": dossier, "until": until, "day": now})
